"""Text that stands in columns without lines between them → grids, as if lines were drawn in the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from checkers.reading.column_grids import are_columns, cuts_of, grid_between_gaps
from checkers.reading.document import Box
from checkers.reading.grid import Grid, Ruling
from checkers.reading.level_tables import between_levels, is_between, is_outside
from checkers.reading.lines import rows_of
from checkers.reading.pieces import Piece
from checkers.reading.rows import Row, as_one, middle, row_of, side_by_side, texts_of
from knowledge.patterns import compiled

# Rows further apart than this are of two tables, or a table and what follows it.
_APART: Final = 4.0
# A line that goes on in a cell follows the one above about as closely as lines of a paragraph do.
_FOLLOWS: Final = 1.1
# A table has so many rows with something in several columns; what stands in two lines only may do so by chance.
_ROWS: Final = 2
# What tells itself what it is told for.
_PAIR_OR_QUESTION: Final = compiled(r"[：:]")
# The number of a heading that stands apart from it.
_NUMERAL: Final = compiled(
    r"(?:[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾甲乙丙丁]{1,3}|[（(][一二三四五六七八九十\d]{1,3}[)）])[、.．]?"
)
# A title is of larger print than what stands above it.
_LARGER: Final = 1.3
# A list has so many columns, a form of questions and answers four at most; a title so few letters.
_OF_A_LIST: Final = 5
_TITLE: Final = 8
_A_STEP: Final = 0.9
# A gap that so many fewer rows have than another is no column's.
_SHARED: Final = 0.3
# Where rows begin in the second column, nobody knows which of them are one: what is in the cells is no sure reading.
_UNTIDY: Final = 0.5


def find_columns(pieces: Sequence[Piece], levels: Sequence[Ruling], boxes: Sequence[Box]) -> list[Grid]:
    """The grids that text stands in without being ruled; `levels` are level lines that are part of no ruled table,
    `boxes` the frames and ruled tables between which the text stands."""
    grids = between_levels(pieces, levels, boxes)
    left = [piece for piece in pieces if not any(_within(piece.box, grid.box) for grid in grids)]
    lines = side_by_side([row_of(line) for line in rows_of(left)])
    for run in _runs(lines, boxes):
        rows = _whole(run, levels)
        grid = grid_between_gaps(rows, _halves(rows))
        if grid is not None and are_columns(rows, grid):
            grids.append(grid if _is_tidy(rows) else replace(grid, sure=_UNTIDY))
    return grids


def _is_tidy(rows: Sequence[Row]) -> bool:
    """Whether each row has something in the first column, as the rows of a table have."""
    first = min(cuts_of(rows), default=float("inf"))
    return all(row.parts[0][0] < first for row in rows)


def _first_cut(rows: Sequence[Row]) -> float:
    """Where the first column ends that several rows share."""
    cuts = cuts_of(rows)
    told = [row for row in rows if len(row.parts) > 1]
    counts = [sum(any(left <= cut <= right for left, right in row.gaps) for row in told) for cut in cuts]
    least = max(_ROWS, _SHARED * max(counts, default=0))
    return next((cut for cut, count in zip(cuts, counts, strict=True) if count >= least), float("inf"))


def _is_numbered_heading(line: Row) -> bool:
    """Whether a line is a heading that stands apart from its number (伍   进度安排)."""
    return len(line.parts) == 2 and _NUMERAL.fullmatch(texts_of(line)[0]) is not None


def _within(box: Box, outer: Box) -> bool:
    return outer[0] <= (box[0] + box[2]) / 2 <= outer[2] and outer[1] <= (box[1] + box[3]) / 2 <= outer[3]


def _halves(rows: Sequence[Row]) -> tuple[float, ...]:
    """Where lines would be drawn between rows that have none."""
    middles = ((above.box[3] + below.box[1]) / 2 for above, below in pairwise(rows))
    return rows[0].box[1] - 1.0, *middles, rows[-1].box[3] + 1.0


def _runs(lines: Sequence[Row], boxes: Sequence[Box]) -> list[list[Row]]:
    """The lines that may be rows of one table: close to one another, and none that is a heading or runs across."""
    runs: list[list[Row]] = [[]]
    for line in lines:
        run = runs[-1]
        end = max((row.box[3] for row in run), default=0.0)
        if run and (line.box[1] - end > _APART * line.height or is_between(boxes, end, line.box[1])):
            run = []
            runs.append(run)
        if _is_numbered_heading(line) or (len(line.parts) == 1 and _stands_alone(line, run)):
            runs.append([])
            continue
        run.append(line)
    return [run for run in map(_trimmed, runs) if sum(len(row.parts) > 1 for row in run) >= _ROWS]


def _stands_alone(line: Row, run: Sequence[Row]) -> bool:
    """Whether a line of one stretch is a heading or runs across the gaps of the rows above it."""
    starts = [row.parts[0][0] for row in run if len(row.parts) > 1]
    if is_outside(line, min(starts, default=0.0)) or (run and line.height > _LARGER * run[-1].height):
        return True
    gaps = [row.gaps for row in run if len(row.parts) > 1][-1:]
    if not gaps:
        return not run
    crossed = [gap for gap in gaps[0] if line.parts[0][0] < gap[0] and line.parts[0][1] > gap[1]]
    return bool(crossed) or _is_title_below(line, run)


def _is_title_below(line: Row, run: Sequence[Row]) -> bool:
    """Whether a few words in the first column, as far below the rows of a list as these are from one another, are the
    title of what follows: a row of the list would say more, a cell's second line stand closer."""
    if len(run) < _ROWS or len(run[-1].parts) < _OF_A_LIST or len(texts_of(line)[0]) > _TITLE:
        return False
    steps = sorted(below.box[3] - above.box[3] for above, below in pairwise(run) if len(below.parts) >= _OF_A_LIST)
    step = steps[len(steps) // 2] if steps else 0.0
    return step > 0 and line.box[3] - run[-1].box[3] >= _A_STEP * step and line.parts[0][1] < run[-1].parts[1][0]


def _trimmed(run: list[Row]) -> list[Row]:
    """The run without lines of one stretch before its first row, and without those behind its last one that tell
    themselves what they are told for."""
    told = [n for n, row in enumerate(run) if len(row.parts) > 1]
    if not told:
        return []
    end = len(run)
    while end > told[-1] + 1 and _PAIR_OR_QUESTION.search(texts_of(run[end - 1])[0]):
        end -= 1
    return run[told[0] : end]


def _whole(run: Sequence[Row], levels: Sequence[Ruling]) -> list[Row]:
    """The rows of a run: a line with nothing in the first column goes on with the row above it, or begins the one
    below where that is nearer."""
    first = _first_cut(run)
    rows: list[Row] = []
    waiting: Row | None = None
    for n, line in enumerate(run):
        row = line if waiting is None else as_one(waiting, line)
        waiting = None
        below = run[n + 1] if n + 1 < len(run) else None
        up = _distance(rows[-1], row, levels) if rows else None
        down = _distance(below, row, levels) if below is not None else None
        if row.parts[0][0] < first or (up is None and down is None):
            rows.append(row)
        elif up is not None and (down is None or up <= down + 1):
            rows[-1] = as_one(rows[-1], row)
        else:
            waiting = row
    return rows


def _distance(other: Row, row: Row, levels: Sequence[Ruling]) -> float | None:
    """How far a line stands from a row whose cells it may go on with, None where it cannot be of that row."""
    gap = max(row.box[1] - other.box[3], other.box[1] - row.box[3])
    if len(other.parts) < 2 or gap > _FOLLOWS * row.height:
        return None
    top, bottom = sorted((_level_of(other), _level_of(row)))
    # A line to write on begins where the answer does, one between two rows below the question.
    question = other.box[0] + other.height
    if any(top < level.at < bottom and level.start < question for level in levels):
        return None
    if not all(any(a < right and left < b for a, b in other.parts) for left, right in row.parts):
        return None
    return min(
        abs(middle(first) - middle(second))
        for first in other.pieces
        for second in row.pieces
        if first.box[0] < second.box[2] and second.box[0] < first.box[2]
    )


def _level_of(row: Row) -> float:
    return (row.box[1] + row.box[3]) / 2
