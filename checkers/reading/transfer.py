"""A child's answer on its way to the parent: JSON, checked as it is read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from checkers.reading.archive import Entry
from checkers.reading.document import Document, Failure

if TYPE_CHECKING:
    from pydantic import TypeAdapter

ANSWER_FILE: Final = "answer.json"
# What a child says before it recognises pages, with their number.
OCR_WORD: Final = "ocr"
# So many threads mean that pages that have to be recognised are left unread.
NO_OCR: Final = 0


@dataclass(frozen=True)
class Answer:
    """What a child found in a file: one of the three."""

    document: Document | None = None
    entries: tuple[Entry, ...] | None = None
    failure: Failure | None = None


def write_answer(answer: Answer, path: Path) -> None:
    """Writes `answer` as JSON."""
    path.write_text(json.dumps(answer, default=vars), encoding="ascii")


def read_answer(path: Path) -> Answer:
    """The answer in a file; ValueError where it is none."""
    return _adapter().validate_json(path.read_bytes())


@cache
def _adapter() -> TypeAdapter[Answer]:
    # Imported here because the child, which only writes, is started for every file and must start fast.
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)
