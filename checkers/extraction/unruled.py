"""Tables that are told from the gaps in their text: as lines, where a card is read, and with their doubts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checkers.extraction.values import joined
from checkers.reading.document import Block, Cell, Document, Paragraph, Table

# What stands between the cells of a row in its line.
_GAP = "   "


def as_lines(document: Document) -> Document:
    """The document with a line for each row of its tables without lines, as cards are read."""
    return replace(document, blocks=tuple(line for block in document.blocks for line in _lines(block)))


def doubted(document: Document) -> Document:
    """The document with cells no surer than the rows of their table are."""
    return replace(document, blocks=tuple(_doubted(block) for block in document.blocks))


def _doubted(block: Block) -> Block:
    if not isinstance(block, Table) or block.sure == 1.0:
        return block
    return replace(block, cells=tuple(replace(cell, sure=min(cell.sure, block.sure)) for cell in block.cells))


def _lines(block: Block) -> Iterator[Block]:
    if not isinstance(block, Table) or block.ruled:
        yield block
        return
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(block.cells, key=lambda c: (c.row, c.column)):
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        text = _GAP.join(joined(line) for cell in cells for line in cell.text.split("\n"))
        boxes = [cell.place.box for cell in cells if cell.place.box is not None]
        box = (boxes[0][0], boxes[0][1], boxes[-1][2], boxes[-1][3]) if boxes else None
        yield Paragraph(text, replace(block.place, table=None, box=box), sure=min(cell.sure for cell in cells))
