"""Rows of text without lines between them: their stretches between gaps, lines that are one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from checkers.reading.document import Box
from checkers.reading.pieces import Piece, frame
from checkers.reading.spread import spread_together
from knowledge.patterns import compiled

# All distances in heights of the text. Cells are padded by a quarter of a character or more on each side, words in one
# cell stand closer.
_GAP: Final = 0.85
# Characters set apart in a short label (姓    名) stand no further from one another than this.
_SPACED: Final = 4.2
# The number of an entry (17.) stands no further from its words.
_NUMBER: Final = compiled(r"[（(]?\d{1,2}\s?[)）.．、]")
_NUMBERED: Final = 2.0
# Lines this much closer than lines of a paragraph are of one row: of a tall cell and a low one that is centred beside it.
_BESIDE: Final = 0.7
_PITCH: Final = 1.3
# Of ten distances between lines one may be that of a small mark.
_CLOSEST: Final = 10
_CHINESE: Final = compiled(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Row:
    """The pieces of one row, as stretches of text between gaps."""

    pieces: tuple[Piece, ...]
    parts: tuple[tuple[float, float], ...]
    box: Box
    height: float

    @property
    def gaps(self) -> list[tuple[float, float]]:
        return [(left[1], right[0]) for left, right in pairwise(self.parts)]


def row_of(pieces: Sequence[Piece]) -> Row:
    """The pieces of one line as a row."""
    heights = sorted(piece.box[3] - piece.box[1] for piece in pieces)
    height = heights[len(heights) // 2]
    parts: list[list[float]] = []
    last: Piece | None = None
    for piece in spread_together(sorted(pieces, key=lambda piece: piece.box[0])):
        room = _SPACED if last is not None and _is_spaced(last, piece) else _GAP
        if last is not None and len(parts) == 1 and _NUMBER.fullmatch(last.text):
            room = _NUMBERED
        if parts and piece.box[0] - parts[-1][1] <= room * height:
            parts[-1][1] = max(parts[-1][1], piece.box[2])
        else:
            parts.append([piece.box[0], piece.box[2]])
        last = piece
    return Row(tuple(pieces), tuple((start, end) for start, end in parts), frame([p.box for p in pieces]), height)


def _is_spaced(first: Piece, second: Piece) -> bool:
    return all(len(piece.text) == 1 and _CHINESE.match(piece.text) for piece in (first, second))


def middle(piece: Piece) -> float:
    return (piece.box[1] + piece.box[3]) / 2


def texts_of(row: Row) -> list[str]:
    return [
        "".join(piece.text for piece in row.pieces if start <= (piece.box[0] + piece.box[2]) / 2 <= end)
        for start, end in row.parts
    ]


def side_by_side(lines: Sequence[Row]) -> list[Row]:
    """The lines, those as one that stand beside one another at half a line's distance: a tall cell beside a low one."""
    near = _BESIDE * _pitch(lines)
    rows: list[Row] = []
    for line in lines:
        if rows and _stands_beside(rows[-1], line, near):
            rows[-1] = as_one(rows[-1], line)
        else:
            rows.append(line)
    return rows


def _pitch(lines: Sequence[Row]) -> float:
    """How far apart lines stand that follow one another most closely."""
    found = sorted(
        below.box[3] - above.box[3]
        for above, below in pairwise(lines)
        if min(above.box[2], below.box[2]) > max(above.box[0], below.box[0])
        and any(start < right and left < end for start, end in above.parts for left, right in below.parts)
    )
    if found:
        return found[len(found) // _CLOSEST]
    heights = sorted(line.height for line in lines)
    return _PITCH * heights[len(heights) // 2] if heights else 0.0


def _stands_beside(above: Row, line: Row, near: float) -> bool:
    level = [
        (first.box, second.box)
        for first in above.pieces
        for second in line.pieces
        if abs(middle(first) - middle(second)) < near
    ]
    return bool(level) and all(first[2] <= second[0] or second[2] <= first[0] for first, second in level)


def as_one(above: Row, line: Row) -> Row:
    """Two lines as one row, its stretches those of both together."""
    parts: list[list[float]] = []
    for start, end in sorted((*above.parts, *line.parts)):
        if parts and start <= parts[-1][1]:
            parts[-1][1] = max(parts[-1][1], end)
        else:
            parts.append([start, end])
    return Row(
        (*above.pieces, *line.pieces),
        tuple((start, end) for start, end in parts),
        frame([above.box, line.box]),
        min(above.height, line.height),
    )
