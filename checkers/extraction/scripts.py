"""Text that was recognised in pictures, in the simplified script: recognisers slip into the traditional one."""

from __future__ import annotations

import re
from dataclasses import replace

from checkers.reading.document import Block, Cell, Document, Paragraph, Table
from knowledge.wording.normal_form import to_simplified

# A speck between two characters is read as a box.
_SPECK = re.compile(r"(?<=[\u4e00-\u9fff])[☑□■√](?=[\u4e00-\u9fff]\s*[:：])")


def simplified(document: Document) -> Document:
    """The same document with its text in the simplified script."""
    return replace(document, blocks=tuple(_block(block) for block in document.blocks))


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_text(block.text))
    return _table(block) if isinstance(block, Table) else block


def _table(table: Table) -> Table:
    return replace(table, cells=tuple(_cell(cell) for cell in table.cells))


def _cell(cell: Cell) -> Cell:
    return replace(cell, text=_text(cell.text), tables=tuple(_table(t) for t in cell.tables))


def _text(text: str) -> str:
    return _SPECK.sub("", to_simplified(text))
