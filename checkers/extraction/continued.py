"""Tables that a page break has parted → one table: rows that go on on the next page without headers of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from checkers.extraction.headers import header_kind
from checkers.extraction.labels import match_label, names_a_member
from checkers.extraction.values import joined
from checkers.reading.document import Block, Cell, Document, Paragraph, Table

# What stands at the foot and the head of pages.
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第?\s*\d{1,3}\s*页?)(?:\s*[/／]?\s*共?\s*\d{1,3}\s*页?)?[-—–·\s]*")


def continued(document: Document) -> Document:
    """The document with each list of people, costs or phases that goes on on the next page in one table."""
    blocks: list[Block] = []
    for block in document.blocks:
        at = _last_table(blocks)
        before = blocks[at] if at is not None else None
        if isinstance(block, Table) and isinstance(before, Table) and at is not None and _goes_on(before, block):
            blocks[at] = _joined(before, block)
        else:
            blocks.append(block)
    return document if len(blocks) == len(document.blocks) else replace(document, blocks=tuple(blocks))


def _last_table(blocks: list[Block]) -> int | None:
    """Where the last table stands if only page numbers follow it."""
    for n in range(len(blocks) - 1, -1, -1):
        block = blocks[n]
        if isinstance(block, Table):
            return n
        if not (isinstance(block, Paragraph) and _PAGE_NUMBER.fullmatch(block.text)):
            return None
    return None


def _goes_on(before: Table, table: Table) -> bool:
    """Whether a table on the next page holds more rows of the records of the one before it."""
    if before.place.page is None or table.place.page != before.place.page + 1 or before.columns != table.columns:
        return False
    if any(c.column_span > 1 for c in (*_row(before, 0), *_row(table, 0))):
        return False
    kind = header_kind([c.text for c in _row(before, 0)], "members")
    first = [c.text for c in _row(table, 0)]
    if kind is None or kind == "pairs" or header_kind(first, "members") is not None:
        return False
    return not any(match_label(text) is not None or names_a_member(text) for text in first[:1] if joined(text))


def _row(table: Table, row: int) -> list[Cell]:
    return sorted((c for c in table.cells if c.row == row), key=lambda c: c.column)


def _joined(before: Table, table: Table) -> Table:
    more = (replace(c, row=c.row + before.rows) for c in table.cells)
    return replace(before, rows=before.rows + table.rows, cells=(*before.cells, *more))
