"""Text that stands in columns without lines between them → grids, as if lines were drawn in the gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import Final

from checkers.reading.document import Box
from checkers.reading.grid import Grid, Region, Ruling
from checkers.reading.lines import Piece, frame, rows_of

# All distances in heights of the text. Cells are padded by a quarter of a character or more on each side, words in one
# cell stand closer.
_GAP: Final = 0.85
# Characters set apart in a short label (姓    名) stand no further from one another than this.
_SPACED: Final = 4.2
# Rows further apart than this are of two tables, or a table and what follows it.
_APART: Final = 4.0
# A line that goes on in a cell follows the one above about as closely as lines of a paragraph do.
_FOLLOWS: Final = 1.1
# Lines this much closer than lines of a paragraph are of one row: of a tall cell and a low one that is centred beside it.
_BESIDE: Final = 0.7
_PITCH: Final = 1.3
# Of ten distances between lines one may be that of a small mark.
_CLOSEST: Final = 10
# A table has so many rows with something in several columns; what stands in two lines only may do so by chance.
_ROWS: Final = 2
_ROWS_OF_PAIRS: Final = 3
# What says in itself what it is told for (姓名：张三) needs no column.
_PAIR: Final = re.compile(r"[^：:]{1,20}[：:]\s*\S")
# A colon at the end of a stretch asks for the one behind it.
_ASKS: Final = re.compile(r"[：:]$")
_WITH_ANSWER: Final = 2
_PAIR_OR_QUESTION: Final = re.compile(r"[：:]")
_MOSTLY_PAIRS: Final = 0.5
_MOSTLY_ASKED: Final = 0.8
_TALL: Final = 1.7
# A heading stands in no row, however short it is.
_HEADING: Final = re.compile(
    r"[一二三四五六七八九十甲乙丙丁戊己]{1,3}[、.．]|第[一二三四五六七八九十\d]{1,3}[章节条部]|[（(][一二三四五六七八九十]{1,3}[)）]|[①-⑳◆◇●■▍▌▎▶►★☆§]"
)
_NUMERAL: Final = re.compile(
    r"(?:[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾甲乙丙丁]{1,3}|[（(][一二三四五六七八九十\d]{1,3}[)）])[、.．]?"
)
# Entries of a list, or phases by their dates: what stands behind them goes on with them.
_LISTED: Final = re.compile(r"[（(]?\d|[①-⑳●•·◆■□☑√✓☒☐\-—]|第[一二三四五六七八九十\d]{1,3}[阶期年]")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
# So many rows between level lines as long as one another are a table without upright lines; one of headers, rows and a
# sum has three lines or four, and its rows are all between two of them.
_INTERVALS: Final = 3
_LINES_OF_CELL: Final = 8
_SAME_END: Final = 3.0
_MOSTLY_AS_LONG: Final = 0.6
# In points: a cell's padding is wider.
_OUTSIDE: Final = 2.0
_PADDING: Final = 5.0
# A gap that so many fewer rows have than another is no column's.
_SHARED: Final = 0.3
# Where rows begin in the second column, nobody knows which of them are one: what is in the cells is no sure reading.
_UNTIDY: Final = 0.5


@dataclass(frozen=True)
class _Row:
    """The pieces of one row, as stretches of text between gaps."""

    pieces: tuple[Piece, ...]
    parts: tuple[tuple[float, float], ...]
    box: Box
    height: float

    @property
    def gaps(self) -> list[tuple[float, float]]:
        return [(left[1], right[0]) for left, right in pairwise(self.parts)]


def find_columns(pieces: Sequence[Piece], levels: Sequence[Ruling]) -> list[Grid]:
    """The grids that text stands in without being ruled; `levels` are level lines that are part of no ruled table."""
    grids = _between_levels(pieces, levels)
    left = [piece for piece in pieces if not any(_within(piece.box, grid.box) for grid in grids)]
    lines = _side_by_side([_row(line) for line in rows_of(left)])
    for run in _runs(lines):
        rows = _whole(run, levels)
        grid = _grid(rows, _halves(rows))
        if grid is not None and _are_columns(rows, grid):
            grids.append(grid if _is_tidy(rows) else replace(grid, sure=_UNTIDY))
    return grids


def _is_tidy(rows: Sequence[_Row]) -> bool:
    """Whether each row has something in the first column, as the rows of a table have."""
    first = min(_cuts(rows), default=float("inf"))
    return all(row.parts[0][0] < first for row in rows)


def _first_cut(rows: Sequence[_Row]) -> float:
    """Where the first column ends that several rows share."""
    cuts = _cuts(rows)
    told = [row for row in rows if len(row.parts) > 1]
    counts = [sum(any(left <= cut <= right for left, right in row.gaps) for row in told) for cut in cuts]
    least = max(_ROWS, _SHARED * max(counts, default=0))
    return next((cut for cut, count in zip(cuts, counts, strict=True) if count >= least), float("inf"))


def _cuts(rows: Sequence[_Row]) -> list[float]:
    """The fewest places that go through every gap."""
    cuts: list[float] = []
    for left, right in sorted((gap for row in rows for gap in row.gaps), key=lambda gap: gap[1]):
        if not cuts or cuts[-1] <= left:
            cuts.append(right - min(1.0, (right - left) / 4))
    return cuts


def _between_levels(pieces: Sequence[Piece], levels: Sequence[Ruling]) -> list[Grid]:
    """The grids whose rows stand between level lines as long as one another."""
    grids = []
    for stack in _stacks(levels):
        left, right = stack[0].start, max(level.end for level in stack)
        inside = [p for p in pieces if stack[0].at <= _middle(p) <= stack[-1].at]
        if any(p.box[2] < left or p.box[0] > right for p in inside):
            continue  # lines to write on, with the questions before them
        spans = [
            _Span(above.at, below.at, _side_by_side([_row(line) for line in rows_of(_between(inside, above, below))]))
            for above, below in pairwise(stack)
        ]
        for table in _tables(spans, left + _PADDING):
            if len(table) < _INTERVALS or max(len(span.lines) for span in table) > _LINES_OF_CELL:
                continue
            rows = [reduce(_row_of, span.lines) for span in table]
            grid = _grid(rows, (table[0].top, *(span.bottom for span in table)))
            if grid is not None and _are_columns(rows, grid):
                grids.append(grid)
    return grids


@dataclass(frozen=True)
class _Span:
    """The lines between two level lines."""

    top: float
    bottom: float
    lines: list[_Row]


def _tables(spans: Sequence[_Span], first: float) -> list[list[_Span]]:
    """The stretches between level lines, parted where a heading or a paragraph that begins left of `first` stands
    between two tables."""
    tables: list[list[_Span]] = [[]]
    for span in spans:
        alone = all(len(line.parts) == 1 for line in span.lines)
        if alone and any(_is_outside(line, first) for line in span.lines):
            tables.append([])
        elif span.lines:
            tables[-1].append(span)
    return tables


def _is_outside(line: _Row, first: float) -> bool:
    """Whether a line of one stretch is a heading, or begins left of all cells."""
    return _HEADING.match(line.pieces[0].text) is not None or line.parts[0][0] < first - _OUTSIDE


def _is_numbered_heading(line: _Row) -> bool:
    """Whether a line is a heading that stands apart from its number (伍   进度安排)."""
    return len(line.parts) == 2 and _NUMERAL.fullmatch(_texts(line)[0]) is not None


def _between(pieces: Sequence[Piece], above: Ruling, below: Ruling) -> list[Piece]:
    """What stands between two level lines, without what stands behind the end of the shorter one (a portrait's box)."""
    end = min(above.end, below.end) - _SAME_END
    return [piece for piece in pieces if above.at <= _middle(piece) < below.at and piece.box[0] < end]


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


def _middle(piece: Piece) -> float:
    return (piece.box[1] + piece.box[3]) / 2


def _within(box: Box, outer: Box) -> bool:
    return outer[0] <= (box[0] + box[2]) / 2 <= outer[2] and outer[1] <= (box[1] + box[3]) / 2 <= outer[3]


def _halves(rows: Sequence[_Row]) -> tuple[float, ...]:
    """Where lines would be drawn between rows that have none."""
    middles = ((above.box[3] + below.box[1]) / 2 for above, below in pairwise(rows))
    return rows[0].box[1] - 1.0, *middles, rows[-1].box[3] + 1.0


def _row(pieces: Sequence[Piece]) -> _Row:
    heights = sorted(piece.box[3] - piece.box[1] for piece in pieces)
    height = heights[len(heights) // 2]
    parts: list[list[float]] = []
    last: Piece | None = None
    for piece in sorted(pieces, key=lambda piece: piece.box[0]):
        room = _SPACED if last is not None and _is_spaced(last, piece) else _GAP
        if parts and piece.box[0] - parts[-1][1] <= room * height:
            parts[-1][1] = max(parts[-1][1], piece.box[2])
        else:
            parts.append([piece.box[0], piece.box[2]])
        last = piece
    return _Row(tuple(pieces), tuple((start, end) for start, end in parts), frame([p.box for p in pieces]), height)


def _is_spaced(first: Piece, second: Piece) -> bool:
    return all(len(piece.text) == 1 and _CHINESE.match(piece.text) for piece in (first, second))


def _runs(lines: Sequence[_Row]) -> list[list[_Row]]:
    """The lines that may be rows of one table: close to one another, and none that is a heading or runs across."""
    runs: list[list[_Row]] = [[]]
    for line in lines:
        run = runs[-1]
        if run and line.box[1] - max(row.box[3] for row in run) > _APART * line.height:
            run = []
            runs.append(run)
        if _is_numbered_heading(line) or (len(line.parts) == 1 and _stands_alone(line, run)):
            runs.append([])
            continue
        run.append(line)
    return [run for run in map(_trimmed, runs) if sum(len(row.parts) > 1 for row in run) >= _ROWS]


def _stands_alone(line: _Row, run: Sequence[_Row]) -> bool:
    """Whether a line of one stretch is a heading or runs across the gaps of the rows above it."""
    starts = [row.parts[0][0] for row in run if len(row.parts) > 1]
    if _is_outside(line, min(starts, default=0.0)):
        return True
    gaps = [row.gaps for row in run if len(row.parts) > 1][-1:]
    if not gaps:
        return not run
    crossed = [gap for gap in gaps[0] if line.parts[0][0] < gap[0] and line.parts[0][1] > gap[1]]
    return bool(crossed)


def _trimmed(run: list[_Row]) -> list[_Row]:
    """The run without lines of one stretch before its first row, and without those behind its last one that tell
    themselves what they are told for."""
    told = [n for n, row in enumerate(run) if len(row.parts) > 1]
    if not told:
        return []
    end = len(run)
    while end > told[-1] + 1 and _PAIR_OR_QUESTION.search(_texts(run[end - 1])[0]):
        end -= 1
    return run[told[0] : end]


def _whole(run: Sequence[_Row], levels: Sequence[Ruling]) -> list[_Row]:
    """The rows of a run: a line with nothing in the first column goes on with the row above it, or begins the one
    below where that is nearer."""
    first = _first_cut(run)
    rows: list[_Row] = []
    waiting: _Row | None = None
    for n, line in enumerate(run):
        row = line if waiting is None else _row_of(waiting, line)
        waiting = None
        below = run[n + 1] if n + 1 < len(run) else None
        up = _distance(rows[-1], row, levels) if rows else None
        down = _distance(below, row, levels) if below is not None else None
        if row.parts[0][0] < first or (up is None and down is None):
            rows.append(row)
        elif up is not None and (down is None or up <= down + 1):
            rows[-1] = _row_of(rows[-1], row)
        else:
            waiting = row
    return rows


def _distance(other: _Row, row: _Row, levels: Sequence[Ruling]) -> float | None:
    """How far a line stands from a row whose cells it may go on with, None where it cannot be of that row."""
    gap = max(row.box[1] - other.box[3], other.box[1] - row.box[3])
    if len(other.parts) < 2 or gap > _FOLLOWS * row.height:
        return None
    top, bottom = sorted((_level_of(other), _level_of(row)))
    if any(top < level.at < bottom for level in levels):
        return None
    if not all(any(a < right and left < b for a, b in other.parts) for left, right in row.parts):
        return None
    return min(
        abs(_middle(first) - _middle(second))
        for first in other.pieces
        for second in row.pieces
        if first.box[0] < second.box[2] and second.box[0] < first.box[2]
    )


def _level_of(row: _Row) -> float:
    return (row.box[1] + row.box[3]) / 2


def _side_by_side(lines: Sequence[_Row]) -> list[_Row]:
    """The lines, those as one that stand beside one another at half a line's distance: a tall cell beside a low one."""
    near = _BESIDE * _pitch(lines)
    rows: list[_Row] = []
    for line in lines:
        if rows and _stands_beside(rows[-1], line, near):
            rows[-1] = _row_of(rows[-1], line)
        else:
            rows.append(line)
    return rows


def _pitch(lines: Sequence[_Row]) -> float:
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


def _stands_beside(above: _Row, line: _Row, near: float) -> bool:
    level = [
        (first.box, second.box)
        for first in above.pieces
        for second in line.pieces
        if abs(_middle(first) - _middle(second)) < near
    ]
    return bool(level) and all(first[2] <= second[0] or second[2] <= first[0] for first, second in level)


def _row_of(above: _Row, line: _Row) -> _Row:
    """Two lines as one row, its stretches those of both together."""
    parts: list[list[float]] = []
    for start, end in sorted((*above.parts, *line.parts)):
        if parts and start <= parts[-1][1]:
            parts[-1][1] = max(parts[-1][1], end)
        else:
            parts.append([start, end])
    return _Row(
        (*above.pieces, *line.pieces),
        tuple((start, end) for start, end in parts),
        frame([above.box, line.box]),
        min(above.height, line.height),
    )


def _grid(rows: Sequence[_Row], ys: tuple[float, ...]) -> Grid | None:
    """The grid whose upright lines run through the gaps between columns, None where there are none."""
    cuts = _cuts(rows)
    if not cuts:
        return None
    box = frame([row.box for row in rows])
    xs = (box[0] - 1.0, *cuts, box[2] + 1.0)
    regions = [region for n, row in enumerate(rows) for region in _regions(n, row, xs, ys)]
    return Grid(xs, ys, tuple(regions))


def _are_columns(rows: Sequence[_Row], grid: Grid) -> bool:
    """Whether enough rows have gaps at the same places, and what stands between them does not tell itself what it is."""
    cuts = grid.xs[1:-1]
    told = [row for row in rows if len(row.parts) > 1]
    shared = max(sum(any(left <= cut <= right for left, right in row.gaps) for row in told) for cut in cuts)
    least = _ROWS if len(cuts) > 1 else _ROWS_OF_PAIRS
    if len(told) < least or shared < least:
        return False
    if len(cuts) == 1 and all(_LISTED.match(_texts(row)[0]) for row in told):
        return False
    texts = [text for row in told for text in _texts(row)]
    pairs = sum(_PAIR.match(text) is not None for text in texts)
    asked = sum(_ASKS.search(text) is not None for text in texts)
    # Answers over several lines beside their questions are in boxes, whatever the questions end with.
    boxed = any(row.box[3] - row.box[1] > _TALL * row.height for row in told)
    return pairs < _MOSTLY_PAIRS * len(texts) and (boxed or _WITH_ANSWER * asked < _MOSTLY_ASKED * len(texts))


def _texts(row: _Row) -> list[str]:
    return [
        "".join(piece.text for piece in row.pieces if start <= (piece.box[0] + piece.box[2]) / 2 <= end)
        for start, end in row.parts
    ]


def _regions(n: int, row: _Row, xs: Sequence[float], ys: Sequence[float]) -> list[Region]:
    """The cells of a row: between two cuts, over those that its text crosses."""
    regions: list[Region] = []
    start = 0
    for at in range(1, len(xs)):
        crossed = at < len(xs) - 1 and any(left < xs[at] - 1 and right > xs[at] + 1 for left, right in row.parts)
        if not crossed:
            regions.append(Region(n, start, 1, at - start, (xs[start], ys[n], xs[at], ys[n + 1])))
            start = at
    return regions
