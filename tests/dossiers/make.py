"""`python -m tests.dossiers.make OUT`: writes the dossiers of a seed."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from tests.dossiers.build import build
from tests.dossiers.plan import COUNTS, Slot, plan


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.dossiers.make", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("clean", "defects", "boundaries"))
    parser.add_argument("--format", choices=tuple(COUNTS), help="only the dossiers dealt to this format")
    parser.add_argument("--full", action="store_true", help="with --format: every dossier of the plan in that format")
    parser.add_argument(
        "--cards", choices=("auto", "text", "picture"), default="auto", help="auto: pictures for scans, else text PDF"
    )
    parser.add_argument("--limit", type=int, help="at most this many")
    return parser.parse_args(argv)


def chosen(options: argparse.Namespace) -> list[Slot]:
    """The dossiers that the command line asks for."""
    slots = plan(options.seed)
    if options.full and options.format:
        slots = [replace(slot, format=options.format, id=f"{options.format}-{slot.layout:03d}") for slot in slots]
    slots = [slot for slot in slots if options.format in (None, slot.format) and options.only in (None, slot.group)]
    return slots[: options.limit]


def main(argv: list[str] | None = None) -> None:
    """Writes what is asked for and says how much it was."""
    options = arguments(argv)
    options.out.mkdir(parents=True, exist_ok=True)
    manifests = [build(slot, options.out, options.seed, options.cards) for slot in chosen(options)]
    clean = sum(manifest["clean"] for manifest in manifests)
    found = sum(len(manifest["findings"]) for manifest in manifests)
    print(f"{len(manifests)} dossiers, {clean} clean, {found} defects in {options.out}")


if __name__ == "__main__":
    main()
