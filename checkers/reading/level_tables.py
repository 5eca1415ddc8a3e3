"""Text between level lines as long as one another → the grids of tables without upright lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Final

from checkers.reading.column_grids import are_columns, grid_between_gaps
from checkers.reading.document import Box
from checkers.reading.grid import Grid, Ruling
from checkers.reading.lines import rows_of
from checkers.reading.pieces import Piece
from checkers.reading.rows import Row, as_one, middle, row_of, side_by_side
from knowledge.patterns import compiled

# A heading stands in no row, however short it is.
_HEADING: Final = compiled(
    r"[一二三四五六七八九十甲乙丙丁戊己]{1,3}[、.．]|第[一二三四五六七八九十\d]{1,3}[章节条部]|[（(][一二三四五六七八九十]{1,3}[)）]|[①-⑳◆◇●■▍▌▎▶►★☆§]"
)
# So many rows between level lines as long as one another are a table without upright lines; one of headers, rows and a
# sum has three lines or four, and its rows are all between two of them.
_INTERVALS: Final = 3
_LINES_OF_CELL: Final = 8
_SAME_END: Final = 3.0
_MOSTLY_AS_LONG: Final = 0.6
# In points: a cell's padding is wider.
_OUTSIDE: Final = 2.0
_PADDING: Final = 5.0
# Titles are of larger print than what stands in the cells.
_LARGER: Final = 1.2


def between_levels(pieces: Sequence[Piece], levels: Sequence[Ruling], boxes: Sequence[Box]) -> list[Grid]:
    """The grids whose rows stand between level lines as long as one another; `boxes` part them."""
    grids = []
    for stack in _stacks(levels):
        if (top := _above(pieces, stack)) is not None:
            stack = [top, *stack]
        left, right = stack[0].start, max(level.end for level in stack)
        inside = [p for p in pieces if stack[0].at <= middle(p) <= stack[-1].at]
        if any(p.box[2] < left or p.box[0] > right for p in inside):
            continue  # lines to write on, with the questions before them
        spans = [
            _Span(above.at, below.at, side_by_side([row_of(line) for line in rows_of(_between(inside, above, below))]))
            for above, below in pairwise(stack)
        ]
        spans = [part for span in spans for part in _row_by_row(span)]
        for table in _tables(spans, left + _PADDING, boxes):
            if len(table) < _INTERVALS or max(len(span.lines) for span in table) > _LINES_OF_CELL:
                continue
            rows = [reduce(as_one, span.lines) for span in table]
            grid = grid_between_gaps(rows, (table[0].top, *(span.bottom for span in table)))
            if grid is not None and are_columns(rows, grid):
                grids.append(grid)
    return grids


def _above(pieces: Sequence[Piece], stack: Sequence[Ruling]) -> Ruling | None:
    """Where a line would be drawn above the headers of a table with a line below each of its rows, None where what
    stands above the first line is no row of the table."""
    first, second = stack[0], stack[1]
    high = second.at - first.at
    over = rows_of(p for p in pieces if first.at - high <= middle(p) < first.at)[-1:]
    under = rows_of(p for p in pieces if first.at <= middle(p) < second.at)[:1]
    if not over or not under:
        return None
    headers, row = row_of(over[0]), row_of(under[0])
    starts = [start for start, _ in headers.parts]
    if len(starts) < 2 or len(starts) != len(row.parts):
        return None
    if any(abs(a - b) > headers.height for a, (b, _) in zip(starts, row.parts, strict=True)):
        return None
    return Ruling(headers.box[1] - 1.0, first.start, first.end)


@dataclass(frozen=True)
class _Span:
    """The lines between two level lines."""

    top: float
    bottom: float
    lines: list[Row]


def _row_by_row(span: _Span) -> list[_Span]:
    """A stretch between level lines as several where each of its lines has something in every column: its rows have no
    lines between them."""
    counts = {len(line.parts) for line in span.lines}
    if len(span.lines) < _INTERVALS or len(counts) != 1 or min(counts) < _INTERVALS:
        return [span]
    middles = [(above.box[3] + below.box[1]) / 2 for above, below in pairwise(span.lines)]
    edges = [span.top, *middles, span.bottom]
    return [_Span(top, bottom, [line]) for (top, bottom), line in zip(pairwise(edges), span.lines, strict=True)]


def _tables(spans: Sequence[_Span], first: float, boxes: Sequence[Box]) -> list[list[_Span]]:
    """The stretches between level lines, parted where a heading or a paragraph that begins left of `first` stands
    between two tables."""
    tables: list[list[_Span]] = [[]]
    for span in spans:
        if span.lines and is_between(boxes, span.top, span.lines[0].box[1]):
            tables.append([])
            span = _Span(span.lines[0].box[1] - 1.0, span.bottom, span.lines)
        if len(span.lines) > 1 and _is_title(span.lines[0], span.lines[1:], first):
            tables.append([])
            span = _Span((span.lines[0].box[3] + span.lines[1].box[1]) / 2, span.bottom, span.lines[1:])
        alone = all(len(line.parts) == 1 for line in span.lines)
        if alone and any(is_outside(line, first) for line in span.lines):
            tables.append([])
        elif span.lines:
            tables[-1].append(span)
    return tables


def _between(pieces: Sequence[Piece], above: Ruling, below: Ruling) -> list[Piece]:
    """What stands between two level lines, without what stands behind the end of the shorter one (a portrait's box)."""
    end = min(above.end, below.end) - _SAME_END
    return [piece for piece in pieces if above.at <= middle(piece) < below.at and piece.box[0] < end]


def _stacks(levels: Sequence[Ruling]) -> list[list[Ruling]]:
    """Level lines that begin together, one below the other, none much shorter than the longest."""
    stacks: list[list[Ruling]] = []
    for level in sorted(levels, key=lambda level: level.at):
        stack = next((s for s in stacks if abs(s[-1].start - level.start) <= _SAME_END), None)
        if stack is None:
            stacks.append([level])
        elif level.at - stack[-1].at > _SAME_END:
            stack.append(level)
        elif level.end > stack[-1].end:
            stack[-1] = level
    found = []
    for stack in stacks:
        least = _MOSTLY_AS_LONG * max(level.end - level.start for level in stack)
        found.append([level for level in stack if level.end - level.start >= least])
    return [stack for stack in found if len(stack) > _INTERVALS]


def is_between(boxes: Sequence[Box], top: float, bottom: float) -> bool:
    """Whether a frame or a ruled table stands between two lines of text."""
    return any(top < (box[1] + box[3]) / 2 < bottom for box in boxes)


def _is_title(line: Row, rest: Sequence[Row], first: float) -> bool:
    """Whether a line is the title of the table whose headers stand below it: of one stretch, and set apart."""
    alone = len(line.parts) == 1 and all(len(row.parts) > 1 for row in rest)
    return alone and (is_outside(line, first) or line.height > _LARGER * max(row.height for row in rest))


def is_outside(line: Row, first: float) -> bool:
    """Whether a line of one stretch is a heading, or begins left of all cells."""
    text = "".join(piece.text for piece in line.pieces)
    return _HEADING.match(text.replace(" ", "")) is not None or line.parts[0][0] < first - _OUTSIDE
