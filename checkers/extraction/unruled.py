"""Tables that are told from the gaps in their text: as lines, where a card is read, and with their doubts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from checkers.extraction.labels import match_label, names_a_member
from checkers.reading.document import Block, Document, Paragraph, Table

# What stands between the cells of a row in its line.
_GAP = "   "


def as_lines(document: Document) -> Document:
    """The document with a line for each row of its tables without lines, as cards are read."""
    return replace(document, blocks=tuple(line for block in document.blocks for line in _lines(block)))


def doubted(document: Document) -> Document:
    """The document with cells no surer than the rows of their table are."""
    return replace(document, blocks=tuple(_doubted(block) for block in document.blocks))


def _doubted(block: Block) -> Block:
    if not isinstance(block, Table) or block.ruled:
        return block
    open_rows = _open_rows(block)
    return replace(
        block,
        cells=tuple(
            replace(cell, sure=min(cell.sure, block.sure, _OPEN if cell.row in open_rows else 1.0))
            for cell in block.cells
        ),
    )


def _open_rows(table: Table) -> set[int]:
    """The rows with a question and nothing beside it, whose answer may stand below it."""
    rows = table.by_row()
    alone = {r for r, cells in rows.items() if len(cells) > 1 and not any(c.text.strip() for c in cells[1:])}
    heads = {r for r, cells in rows.items() if names_a_member(cells[0].text)}
    return {r for r in alone if r in heads or r + 1 not in rows or match_label(rows[r + 1][0].text) is None}


# Below this nothing counts as read.
_OPEN = 0.5


def _lines(block: Block) -> Iterator[Block]:
    if not isinstance(block, Table) or block.ruled:
        yield block
        return
    for row in block.by_row().values():
        cells = [cell for cell in row if cell.text.strip()]
        if not cells:
            continue
        level = zip_longest(*(cell.text.split("\n") for cell in cells), fillvalue="")
        text = "\n".join(_GAP.join(part.strip() for part in parts if part.strip()) for parts in level)
        boxes = [cell.place.box for cell in cells if cell.place.box is not None]
        box = (boxes[0][0], boxes[0][1], boxes[-1][2], boxes[-1][3]) if boxes else None
        yield Paragraph(text, replace(block.place, table=None, box=box), sure=min(cell.sure for cell in cells))
