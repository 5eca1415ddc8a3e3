"""The smallest that is read on a drawn page: text with its frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checkers.reading.document import Box


@dataclass(frozen=True)
class Piece:
    """Text and its frame: one character of a PDF, or what was recognised in one place of a scan."""

    text: str
    box: Box
    sure: float = 1.0


def frame(boxes: Sequence[Box]) -> Box:
    """The smallest box around all."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
