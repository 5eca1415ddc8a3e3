"""Ruling lines → tables as grids with merged cells; the same for drawn lines in a PDF and for lines found in a scan."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from checkers.reading.document import Box

# A side of a cell counts as drawn where a line covers this much of it (corners may be rounded, scans have gaps).
_COVERED: Final = 0.75
# A form has some sixty lines each way; beyond this a page is a drawing, and comparing all pairs takes too long.
RULINGS_AT_MOST: Final = 700


@dataclass(frozen=True)
class Ruling:
    """A straight line: `at` across its direction (y of a horizontal one), from `start` to `end` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Region:
    """A cell of a grid: its top left position from 0, its spans and its frame on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True)
class Grid:
    """A table's edges (`xs` from the left, `ys` from the top) and cells; a frame around text has one cell.

    `sure`: how surely what stands in a cell belongs there; 1 where lines are drawn around it.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    sure: float = 1.0

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @cached_property
    def _squares(self) -> dict[tuple[int, int], int]:
        return {
            (row, column): index
            for index, region in enumerate(self.regions)
            for row in range(region.row, region.row + region.row_span)
            for column in range(region.column, region.column + region.column_span)
        }

    def region_at(self, x: float, y: float) -> int | None:
        """The index of the cell at a point of the page, None between and beyond the cells."""
        return self._squares.get((bisect(self.ys, y) - 1, bisect(self.xs, x) - 1))


def find_grids(horizontals: Iterable[Ruling], verticals: Iterable[Ruling], snap: float) -> list[Grid]:
    """The grids that the lines draw, from the top; lines up to `snap` apart are taken for one."""
    across, down = _joined(horizontals, snap), _joined(verticals, snap)
    if len(across) > RULINGS_AT_MOST or len(down) > RULINGS_AT_MOST:
        return []
    grids = (_grid(*group, snap) for group in _groups(across, down, snap))
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: (grid.box[1], grid.box[0]))


def _joined(rulings: Iterable[Ruling], snap: float) -> list[Ruling]:
    """Lines with those on the same level put on one level, and those that touch there made one."""
    joined: list[Ruling] = []
    for level in _levels(sorted(rulings, key=lambda ruling: ruling.at), snap):
        at = sum(ruling.at * (ruling.end - ruling.start + 1) for ruling in level) / sum(
            ruling.end - ruling.start + 1 for ruling in level
        )
        level.sort(key=lambda ruling: ruling.start)
        start, end = level[0].start, level[0].end
        for ruling in level[1:]:
            if ruling.start > end + snap:
                joined.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
            end = max(end, ruling.end)
        joined.append(Ruling(at, start, end))
    # Dots and the ends of strokes are no lines.
    return [ruling for ruling in joined if ruling.end - ruling.start > 2 * snap]


def _levels(rulings: Sequence[Ruling], snap: float) -> list[list[Ruling]]:
    levels: list[list[Ruling]] = []
    for ruling in rulings:
        if levels and ruling.at - levels[-1][0].at <= snap:
            levels[-1].append(ruling)
        else:
            levels.append([ruling])
    return levels


def _groups(across: list[Ruling], down: list[Ruling], snap: float) -> Iterable[tuple[list[Ruling], list[Ruling]]]:
    """Lines that hang together through crossings."""
    parents = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for i, horizontal in enumerate(across):
        for j, vertical in enumerate(down):
            if (
                horizontal.start - snap <= vertical.at <= horizontal.end + snap
                and vertical.start - snap <= horizontal.at <= vertical.end + snap
            ):
                parents[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, horizontal in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(horizontal)
    for j, vertical in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(vertical)
    return groups.values()


def _grid(across: list[Ruling], down: list[Ruling], snap: float) -> Grid | None:
    if len(across) < 2 or not down:
        return None
    across, down = _framed(across, down, snap)
    xs = _edges(down, snap)
    ys = _edges(across, snap)
    if len(xs) < 2 or len(ys) < 2:
        return None
    regions = _Cells(xs, ys, across, down, snap).regions()
    if not regions:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(regions))


def _framed(across: list[Ruling], down: list[Ruling], snap: float) -> tuple[list[Ruling], list[Ruling]]:
    """The lines with the outer sides of a table that is drawn without them: where the lines across them end together."""
    left, right = _open_sides(across, down, snap, 2)
    top, bottom = _open_sides(down, across, snap, 1)
    y0 = top.at if top is not None else float("inf")
    y1 = bottom.at if bottom is not None else float("-inf")
    sides = [replace(s, start=min(s.start, y0), end=max(s.end, y1)) for s in (left, right) if s is not None]
    x0, x1 = (side.at if side is not None else None for side in (left, right))
    ends = [
        replace(s, start=s.start if x0 is None else min(s.start, x0), end=s.end if x1 is None else max(s.end, x1))
        for s in (top, bottom)
        if s is not None
    ]
    return across + ends, down + sides


def _open_sides(
    across: list[Ruling], down: list[Ruling], snap: float, least: int
) -> tuple[Ruling | None, Ruling | None]:
    """The sides before the first and behind the last of the lines `down`, where `least` lines `across` end together."""
    first, last = min(line.at for line in down), max(line.at for line in down)
    befores = [(line.start, line.at) for line in across if line.start < first - 2 * snap]
    behinds = [(line.end, line.at) for line in across if line.end > last + 2 * snap]
    return _side(befores, snap, least), _side(behinds, snap, least)


def _side(outer: list[tuple[float, float]], snap: float, least: int) -> Ruling | None:
    if len(outer) < least:
        return None
    edge = sorted(end for end, _ in outer)[len(outer) // 2]
    levels = [at for end, at in outer if abs(end - edge) <= 2 * snap]
    return Ruling(edge, min(levels), max(levels)) if len(levels) >= least else None


def _edges(rulings: list[Ruling], snap: float) -> list[float]:
    levels = _levels(sorted(rulings, key=lambda ruling: ruling.at), snap)
    return [sum(ruling.at for ruling in level) / len(level) for level in levels]


class _Cells:
    """The cells between the edges of one group of lines."""

    def __init__(self, xs: list[float], ys: list[float], across: list[Ruling], down: list[Ruling], snap: float) -> None:
        self._xs, self._ys = xs, ys
        # Whether a line is drawn left of (row, column), and above it.
        self._left = [[_covers(down, x, top, bottom, snap) for x in xs] for top, bottom in pairwise(ys)]
        self._above = [[_covers(across, y, left, right, snap) for y in ys] for left, right in pairwise(xs)]

    def regions(self) -> list[Region]:
        """The closed cells in reading order."""
        rows, columns = len(self._ys) - 1, len(self._xs) - 1
        seen: set[tuple[int, int]] = set()
        found: list[Region] = []
        for row in range(rows):
            for column in range(columns):
                if (row, column) not in seen:
                    squares, is_open = self._reach(row, column, rows, columns)
                    seen |= squares
                    if not is_open:
                        found.extend(self._rectangles(squares))
        return sorted(found, key=lambda region: (region.row, region.column))

    def _reach(self, row: int, column: int, rows: int, columns: int) -> tuple[set[tuple[int, int]], bool]:
        """All squares without a line between them and this one, and whether they are open to the outside."""
        squares = {(row, column)}
        heap = [(row, column)]
        is_open = False
        while heap:
            y, x = heap.pop()
            steps = (
                (y, x - 1, self._left[y][x]),
                (y, x + 1, self._left[y][x + 1]),
                (y - 1, x, self._above[x][y]),
                (y + 1, x, self._above[x][y + 1]),
            )
            for to_y, to_x, line in steps:
                if line:
                    continue
                if not (0 <= to_y < rows and 0 <= to_x < columns):
                    is_open = True
                elif (to_y, to_x) not in squares:
                    squares.add((to_y, to_x))
                    heap.append((to_y, to_x))
        return squares, is_open

    def _rectangles(self, squares: set[tuple[int, int]]) -> Iterable[Region]:
        """A merged cell's region; one that is no rectangle (a line is missing) is taken row by row."""
        top, bottom = min(y for y, _ in squares), max(y for y, _ in squares)
        left, right = min(x for _, x in squares), max(x for _, x in squares)
        if len(squares) == (bottom - top + 1) * (right - left + 1):
            yield self._region(top, left, bottom, right)
            return
        for y in range(top, bottom + 1):
            run: list[int] = []
            for x in [*sorted(x for row, x in squares if row == y), -1]:
                if run and x != run[-1] + 1:
                    yield self._region(y, run[0], y, run[-1])
                    run = []
                run.append(x)

    def _region(self, top: int, left: int, bottom: int, right: int) -> Region:
        box = (self._xs[left], self._ys[top], self._xs[right + 1], self._ys[bottom + 1])
        return Region(top, left, bottom - top + 1, right - left + 1, box)


def _covers(rulings: list[Ruling], at: float, start: float, end: float, snap: float) -> bool:
    covered = sum(
        max(0.0, min(ruling.end, end) - max(ruling.start, start)) for ruling in rulings if abs(ruling.at - at) <= snap
    )
    return covered >= _COVERED * (end - start)
