"""The process that reads one file: `python -m checkers.reading.child FILE FOLDER THREADS`.

It limits itself, reads the file, and leaves its answer in FOLDER as answer.json and an archive's files beside it.
On its standard output it says only `ocr N` when it is about to recognise N pages, which takes longer.
"""

from __future__ import annotations

import contextlib
import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

from checkers.reading.archive import unpack
from checkers.reading.failures import ReadingError, failure
from checkers.reading.kinds import kind_of
from checkers.reading.limits import (
    CPU_SECONDS,
    FILE_BYTES,
    MEMORY_BYTES,
    OCR_MEMORY_BYTES,
    OCR_SECONDS,
    UNPACKED_BYTES,
)
from checkers.reading.transfer import ANSWER_FILE, NO_OCR, OCR_WORD, Answer, write_answer


def main() -> None:
    """Reads the file that the command line names."""
    path, folder, threads = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    channel = os.dup(1)
    # Native libraries print where they like; nothing of a file may reach a terminal or a log.
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    _limit("RLIMIT_CORE", 0, 0)
    _limit("RLIMIT_FSIZE", UNPACKED_BYTES, UNPACKED_BYTES)
    _limit("RLIMIT_AS", MEMORY_BYTES, OCR_MEMORY_BYTES)
    _limit("RLIMIT_CPU", CPU_SECONDS, int(OCR_SECONDS) * threads)

    def before_ocr(pages: int) -> None:
        if threads == NO_OCR:
            raise ReadingError("picture")
        _limit("RLIMIT_AS", OCR_MEMORY_BYTES, OCR_MEMORY_BYTES)
        _limit("RLIMIT_CPU", int(OCR_SECONDS) * threads, int(OCR_SECONDS) * threads)
        os.write(channel, f"{OCR_WORD} {pages}\n".encode())

    write_answer(answer_for(path, folder, threads, before_ocr), folder / ANSWER_FILE)


def answer_for(path: Path, folder: Path, threads: int, before_ocr: Callable[[int], None]) -> Answer:
    """What is in the file; whatever goes wrong becomes a failure in words."""
    try:
        return _read(path, folder, threads, before_ocr)
    except ReadingError as error:
        return Answer(failure=failure(error.key))
    except (MemoryError, RecursionError):
        return Answer(failure=failure("heavy"))
    except (Exception, zlib.error):
        # Parsers of broken files raise bare TypeError, KeyError and the like; none may pass this line.
        return Answer(failure=failure("broken"))


def _read(path: Path, folder: Path, threads: int, before_ocr: Callable[[int], None]) -> Answer:
    if path.stat().st_size > FILE_BYTES:
        raise ReadingError("too-large-file")
    kind, problem = kind_of(path)
    if kind is None:
        raise ReadingError(problem)
    # Each kind's libraries are loaded only for files of that kind.
    if kind == "pdf":
        from checkers.reading.pdf import read_pdf

        return Answer(document=read_pdf(path, threads, before_ocr))
    if kind in ("picture", "heif"):
        from checkers.reading.image import read_picture
        from checkers.reading.picture_files import know_heif

        if kind == "heif":
            know_heif()
        return Answer(document=read_picture(path, threads, before_ocr))
    from checkers.reading.docx_package import is_package

    if not is_package(path):
        return Answer(entries=unpack(path, folder))
    from checkers.reading.docx import read_docx

    return Answer(document=read_docx(path, threads, before_ocr))


def _limit(name: str, soft: int, hard: int) -> None:
    """Sets a limit of this process where the system knows it."""
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        resource.setrlimit(getattr(resource, name), (soft, hard))


if __name__ == "__main__":
    main()
