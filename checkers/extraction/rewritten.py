"""A document with every text of it rewritten, in paragraphs, cells and the tables within cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checkers.reading.document import Block, Cell, Document, Paragraph, Table


def with_texts(document: Document, change: Callable[[str], str]) -> Document:
    """The same document with each text changed; places stay."""

    def block(part: Block) -> Block:
        if isinstance(part, Paragraph):
            return replace(part, text=change(part.text))
        return table(part) if isinstance(part, Table) else part

    def table(part: Table) -> Table:
        return replace(part, cells=tuple(cell(c) for c in part.cells))

    def cell(part: Cell) -> Cell:
        return replace(part, text=change(part.text), tables=tuple(table(t) for t in part.tables))

    return replace(document, blocks=tuple(block(part) for part in document.blocks))
