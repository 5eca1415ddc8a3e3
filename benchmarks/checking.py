"""How well and how fast dossiers are checked: made for the run, in every layout and format.

Prints kinds, fields, defects and false alarms by format, the time of a small dossier from cold, and the pages per CPU
second of typed PDFs beside plain pdfplumber (text and tables of every page), all in one run. Needs LibreOffice.
"""

from __future__ import annotations

import argparse
import logging
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from knowledge.pack import load_library
from tests.dossiers.make import main as make
from tests.dossiers.scoring import score

# So many forms are exported to measure reading; LibreOffice takes a second for each.
EXPORTED_FORMS = 20
FORMATS = ("docx", "pdf", "scan")


def main() -> None:
    """Runs what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=0, help="at most this many dossiers of a format (0: all)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMATS:
            _score(name, Path(folder) / name, options)
        _cold(Path(folder) / "docx")
        _pages(Path(folder) / "pdf", Path(folder) / "docx")


def _score(name: str, folder: Path, options: argparse.Namespace) -> None:
    limit = ["--limit", str(options.limit)] if options.limit else []
    make([str(folder), "--format", name, "--seed", str(options.seed), *limit])
    started = time.monotonic()
    result = score(load_library(), folder, sorted(folder.glob("*.json")))
    print(f"== {name}: {time.monotonic() - started:.0f} s")
    print("\n".join(result.lines()))


def _cold(folder: Path) -> None:
    """The command on two DOCX, start included."""
    dossier = next(path for path in sorted(folder.iterdir()) if path.is_dir())
    command = [
        sys.executable,
        "-m",
        "bot.cli",
        "check",
        *map(str, sorted(dossier.glob("*.docx"))),
        "--policy",
        "daxing",
    ]
    started = time.monotonic()
    subprocess.run(command, capture_output=True, check=False)
    print(f"two DOCX from cold: {time.monotonic() - started:.2f} s")


def _pages(drawn: Path, typed: Path) -> None:
    """Pages per CPU second beside plain pdfplumber: of forms exported from DOCX by LibreOffice, as applicants' are, and of
    the generator's own sparse PDFs."""
    exported = drawn.parent / "exported"
    forms = [path for path in sorted(typed.rglob("*.docx")) if _is_form(path)][:EXPORTED_FORMS]
    for number, path in enumerate(forms):
        folder = exported / str(number)  # forms of two dossiers bear one name
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
        subprocess.run(command, capture_output=True, check=True)
    _compared("exported by LibreOffice", sorted(exported.rglob("*.pdf")))
    _compared("drawn by the generator", [path for path in sorted(drawn.rglob("*.pdf")) if _is_form(path)])


def _is_form(path: Path) -> bool:
    return "申报" in path.name or "项目" in path.name


def _compared(kind: str, files: list[Path]) -> None:
    import pdfplumber

    from checkers.reading.pdf import read_pdf

    def plain(path: Path) -> int:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.extract_tables()
                page.close()
            return len(pdf.pages)

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    ours, theirs = _rate(files, lambda path: read_pdf(path, 1, lambda _: None).pages), _rate(files, plain)
    print(f"PDF pages per CPU second, {kind}: ours {ours:.0f}, pdfplumber {theirs:.0f}, {ours / theirs:.1f} times")


def _rate(files: list[Path], read: Callable[[Path], int]) -> float:
    started = _cpu()
    pages = sum(read(path) for path in files)
    return pages / max(_cpu() - started, 1e-6)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
