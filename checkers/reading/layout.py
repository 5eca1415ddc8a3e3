"""A page's text pieces and grids → its blocks: tables with text in their cells, and lines of text around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from checkers.reading.columns import find_columns
from checkers.reading.document import Block, Box, Cell, Paragraph, Place, Table
from checkers.reading.grid import Grid, Region, Ruling
from checkers.reading.lines import Line, joined, lines_of
from checkers.reading.pieces import Piece, frame
from checkers.reading.stacks import find_stacks

# Lines that all end before this share of the width between equal margins are none of running text.
_FULL_LINE: Final = 0.75
# A grid belongs into a cell whose frame it passes by no more than this.
_INSIDE: Final = 2.0
# The double border of a certificate leaves this much of it and more to the text.
_NEARLY_ALL: Final = 0.7
# Its ornaments may be taken for so many letters.
_ORNAMENTS: Final = 2
# A card has fewer rows and columns side by side than this.
_ROWS_OF_FORM: Final = 6
_COLUMNS_OF_LIST: Final = 5
_FILLED: Final = 0.8
# Ink that was not read belongs to the answer in its box; in a box of more lines than this to none of them.
_FEW_LINES: Final = 3
# Ink is on a line that it shares this much of its height with.
_ON_LINE: Final = 0.6


@dataclass(frozen=True)
class Laid:
    """A block and where it stands on the page; `frame` is the box drawn around it that is no table."""

    block: Block
    box: Box
    frame: Box | None = None


def lay_out(
    pieces: Sequence[Piece],
    grids: Sequence[Grid],
    levels: Sequence[Ruling],
    page: int | None,
    width: float,
    cards: bool = False,
) -> list[Laid]:
    """The blocks of a page in reading order; tables and paragraphs count from 1 on the page.

    `levels` are the level lines on the page. Where the page may be a picture of `cards`, text in columns stays lines
    unless there is more of it than on a card.
    """
    blocks = _Page(page, levels, cards).area(list(pieces), list(grids), (0.0, 0.0, width, float("inf")))
    return _numbered(blocks, page)


def _numbered(blocks: list[Laid], page: int | None) -> list[Laid]:
    """Tables counted in reading order, nested ones after the one that holds them, and paragraphs likewise."""
    tables = paragraphs = 0

    def counted(table: Table) -> Table:
        nonlocal tables
        tables += 1
        number = tables
        cells = tuple(
            replace(
                cell,
                place=Place(page, number, cell.row + 1, cell.column + 1, box=cell.place.box),
                tables=tuple(counted(inner) for inner in cell.tables),
            )
            for cell in table.cells
        )
        return replace(table, cells=cells, place=replace(table.place, table=number))

    result = []
    for laid in blocks:
        block = laid.block
        if isinstance(block, Table):
            block = counted(block)
        elif isinstance(block, Paragraph):
            paragraphs += 1
            block = replace(block, place=replace(block.place, paragraph=paragraphs))
        result.append(replace(laid, block=block))
    return result


class _Page:
    def __init__(self, page: int | None, levels: Sequence[Ruling], cards: bool) -> None:
        self._page = page
        self._levels = levels
        self._cards = cards

    def area(self, pieces: list[Piece], grids: list[Grid], box: Box, in_cell: bool = False) -> list[Laid]:
        """The blocks of a page, or of what a frame encloses; what stands in a cell is not parted into columns."""
        laid: list[Laid] = []
        for grid in _outermost(grids):
            inner_grids = [other for other in grids if other is not grid and _holds(grid.box, other.box)]
            inside = [piece for piece in pieces if _centre_in(piece.box, grid.box)]
            pieces = [piece for piece in pieces if not _centre_in(piece.box, grid.box)]
            enclosed = _framed(grid, inside)
            if enclosed is not None:
                # A frame around text is no table, but what it encloses belongs together.
                framed = self.area(enclosed, inner_grids, grid.box, in_cell)
                laid.extend(one if inner_grids else replace(one, frame=grid.box) for one in framed)
                continue
            table, rest = self._table(grid, inside, inner_grids)
            laid.append(Laid(table, grid.box))
            pieces.extend(rest)
        for grid in () if in_cell else find_stacks(pieces, box[2]):
            laid.append(self._unruled(grid, pieces))
            pieces = [piece for piece in pieces if not _centre_in(piece.box, grid.box)]
        for grid in () if in_cell else self._columns(pieces, grids):
            laid.append(self._unruled(grid, pieces))
            pieces = [piece for piece in pieces if not _centre_in(piece.box, grid.box)]
        laid.extend(self._paragraphs(pieces, box))
        return sorted(laid, key=lambda one: one.box[1])

    def _columns(self, pieces: list[Piece], grids: list[Grid]) -> list[Grid]:
        found = find_columns(pieces, self._levels, [grid.box for grid in grids])
        return [grid for grid in found if not self._cards or _is_of_form(grid, pieces)]

    def _unruled(self, grid: Grid, pieces: list[Piece]) -> Laid:
        inside = [piece for piece in pieces if _centre_in(piece.box, grid.box)]
        return Laid(replace(self._table(grid, inside, [])[0], ruled=False, sure=grid.sure), grid.box)

    def _paragraphs(self, pieces: list[Piece], box: Box) -> Iterable[Laid]:
        lines = lines_of(piece for piece in pieces if piece.text)
        if not lines:
            return
        unread = [piece.box for piece in pieces if not piece.text]
        lines = [replace(line, sure=0.0) if _beside(line.box, unread) else line for line in lines]
        around = frame([line.box for line in lines])
        # Text in a frame runs to the frame, on the page to where its longest line ends, if any line is long.
        margin = box[2] - (around[0] - box[0])
        short = around[2] - around[0] < _FULL_LINE * (margin - around[0])
        right = box[2] if box[3] != float("inf") else margin if short else around[2]
        for line in joined(lines, around[0], max(right, around[0] + (box[2] - box[0]) / 2)):
            yield Laid(Paragraph(line.text, Place(self._page, box=line.box), sure=line.sure), line.box)

    def _table(self, grid: Grid, pieces: list[Piece], grids: list[Grid]) -> tuple[Table, list[Piece]]:
        """The grid filled with its text, and the text that is in none of its cells."""
        inside: list[list[Piece]] = [[] for _ in grid.regions]
        rest: list[Piece] = []
        for piece in pieces:
            at = grid.region_at(*_centre(piece.box))
            (rest if at is None else inside[at]).append(piece)
        cells = tuple(
            self._cell(region, own, [other for other in grids if _holds(region.box, other.box)])
            for region, own in zip(grid.regions, inside, strict=True)
        )
        return Table(grid.rows, grid.columns, cells, Place(self._page, box=grid.box)), rest

    def _cell(self, region: Region, pieces: list[Piece], grids: list[Grid]) -> Cell:
        blocks = self.area(pieces, grids, region.box, in_cell=True) if grids else []
        tables = tuple(laid.block for laid in blocks if isinstance(laid.block, Table))
        if blocks:
            lines = [
                Line(laid.block.text, laid.box, laid.block.sure, laid.box[3] - laid.box[1])
                for laid in blocks
                if isinstance(laid.block, Paragraph)
            ]
        else:
            lines = joined(lines_of(piece for piece in pieces if piece.text), region.box[0], region.box[2])
        # Ink that was not read leaves what it stands in in doubt.
        unread = len(lines) <= _FEW_LINES and any(not piece.text for piece in pieces)
        return Cell(
            region.row,
            region.column,
            region.row_span,
            region.column_span,
            "\n".join(line.text for line in lines),
            Place(self._page, box=region.box),
            tables,
            0.0 if unread else min((line.sure for line in lines), default=1.0),
        )


def _beside(line: Box, inks: Iterable[Box]) -> bool:
    """Whether ink stands on a line."""
    high = line[3] - line[1]
    return any(min(line[3], ink[3]) - max(line[1], ink[1]) >= _ON_LINE * high for ink in inks)


def _framed(grid: Grid, pieces: list[Piece]) -> list[Piece] | None:
    """What a frame encloses, without its ornaments, where a grid is a frame around text: of one region, or with all
    text in one that is nearly all of it; None where it is a table."""
    if len(grid.regions) == 1:
        return pieces
    largest = max(range(len(grid.regions)), key=lambda n: _size(grid.regions[n].box))
    if _size(grid.regions[largest].box) < _NEARLY_ALL * _size(grid.box):
        return None
    enclosed = [piece for piece in pieces if grid.region_at(*_centre(piece.box)) == largest]
    others = sum(len(piece.text) for piece in pieces) - sum(len(piece.text) for piece in enclosed)
    return enclosed if others <= _ORNAMENTS else None


def _is_of_form(grid: Grid, pieces: Iterable[Piece]) -> bool:
    """Whether a grid has more rows than a card, or is a list with something in nearly all of its many columns."""
    if grid.rows >= _ROWS_OF_FORM:
        return True
    filled = {at for piece in pieces if (at := grid.region_at(*_centre(piece.box))) is not None}
    return grid.columns >= _COLUMNS_OF_LIST and len(filled) >= _FILLED * grid.rows * grid.columns


def lies_in(level: Ruling, box: Box, snap: float) -> bool:
    """Whether a level line is part of the table in `box`."""
    return box[1] - snap <= level.at <= box[3] + snap and box[0] - snap <= level.start and level.end <= box[2] + snap


def _outermost(grids: list[Grid]) -> list[Grid]:
    return [grid for grid in grids if not any(other is not grid and _holds(other.box, grid.box) for other in grids)]


def _holds(outer: Box, inner: Box) -> bool:
    """Whether `inner` lies within `outer`; of two that cover each other the larger holds."""
    within = (
        outer[0] - _INSIDE <= inner[0]
        and outer[1] - _INSIDE <= inner[1]
        and inner[2] <= outer[2] + _INSIDE
        and inner[3] <= outer[3] + _INSIDE
    )
    return within and _size(inner) < _size(outer)


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _centre_in(box: Box, outer: Box) -> bool:
    x, y = _centre(box)
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _centre(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def scaled(laid: Laid, scale: float) -> Laid:
    """A block of a picture of a page, measured in the page's units."""

    def box(old: Box) -> Box:
        return old[0] * scale, old[1] * scale, old[2] * scale, old[3] * scale

    def place(old: Place) -> Place:
        return replace(old, box=box(old.box)) if old.box is not None else old

    def block(old: Block) -> Block:
        if not isinstance(old, Table):
            return replace(old, place=place(old.place))
        return table(old)

    def table(old: Table) -> Table:
        cells = (
            replace(cell, place=place(cell.place), tables=tuple(table(inner) for inner in cell.tables))
            for cell in old.cells
        )
        return replace(old, cells=tuple(cells), place=place(old.place))

    return Laid(block(laid.block), box(laid.box), box(laid.frame) if laid.frame is not None else None)
