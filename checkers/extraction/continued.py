"""Tables that the end of a page has parted → one table: rows that go on on the next page, and rows that are broken
themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from checkers.extraction.grid import lists_papers
from checkers.extraction.headers import header_kind
from checkers.extraction.labels import match_label, match_section, names_a_member
from checkers.extraction.values import TOTAL, joined
from checkers.reading.document import Block, Box, Cell, Document, Paragraph, Table
from knowledge.patterns import compiled

# What stands at the foot and the head of pages.
_PAGE_NUMBER = compiled(r"[-—–·\s]*(?:第?\s*\d{1,3}\s*页?)(?:\s*[/／]?\s*共?\s*\d{1,3}\s*页?)?[-—–·\s]*")
# Edges of two tables up to so many points apart are one.
_SNAP = 3.0
# A row is broken where one of its answers runs over several lines; a short one is whole.
_LONG = 12
# The foot of an opinion's box: places to sign, seal and date.
_SIGNED = compiled(r"签字|签名|盖章|公章|年.{0,3}月.{0,3}日")
# The row of a sum has no number or name either.
_SUM = compiled(rf"小计|{TOTAL}")


def continued(document: Document) -> Document:
    """The document with each table that goes on on the next page in one table."""
    blocks: list[Block] = []
    for block in document.blocks:
        at = _last_table(blocks)
        before = blocks[at] if at is not None else None
        if isinstance(block, Table) and isinstance(before, Table) and at is not None and not _anew(before, block):
            if _goes_on(before, block):
                blocks[at] = _below(before, block)
                continue
            if _is_as_wide(before, block) and (made := _Parted(before, block).joined()) is not None:
                blocks[at] = made
                continue
        blocks.append(block)
    return document if len(blocks) == len(document.blocks) else replace(document, blocks=tuple(blocks))


def _last_table(blocks: list[Block]) -> int | None:
    """Where the last table stands if only page numbers and pictures follow it."""
    for n in range(len(blocks) - 1, -1, -1):
        block = blocks[n]
        if isinstance(block, Table):
            return n
        if isinstance(block, Paragraph) and not _PAGE_NUMBER.fullmatch(block.text):
            return None
    return None


def _anew(before: Table, table: Table) -> bool:
    """Whether both tables begin with somebody's name: a card below a card."""
    first, second = _row(before, 0), _row(table, 0)
    named = [joined(row[0].text) if row else "" for row in (first, second)]
    return named == ["姓名", "姓名"] and [c.text for c in first] != [c.text for c in second]


def _is_next_page(before: Table, table: Table) -> bool:
    pages = {c.place.page for c in before.cells if c.place.page is not None}
    return bool(pages) and table.place.page == max(pages) + 1


def _goes_on(before: Table, table: Table) -> bool:
    """Whether a table on the next page holds more rows of the records of the one before it."""
    if not _is_next_page(before, table) or before.columns != table.columns:
        return False
    if any(c.column_span > 1 for c in (*_row(before, 0), *_row(table, 0))):
        return False
    kind = header_kind([c.text for c in _row(before, 0)], "members")
    first = [c.text for c in _row(table, 0)]
    if kind is None or kind == "pairs" or header_kind(first, "members") is not None:
        return False
    if joined(first[0]) == "" and any(joined(text) for text in first) and _is_as_wide(before, table):
        return False  # the rest of a row that is broken itself
    return not any(match_label(text) is not None or names_a_member(text) for text in first[:1] if joined(text))


def _row(table: Table, row: int) -> list[Cell]:
    return sorted((c for c in table.cells if c.row == row), key=lambda c: c.column)


def _below(before: Table, table: Table) -> Table:
    more = (replace(c, row=c.row + before.rows) for c in table.cells)
    return replace(before, rows=before.rows + table.rows, cells=(*before.cells, *more))


def _is_as_wide(before: Table, table: Table) -> bool:
    """Whether a table on the next page is drawn between the same edges, and neither is a list of enclosures."""
    first, second = _frame(before), _frame(table)
    if first is None or second is None or not _is_next_page(before, table):
        return False
    return (
        abs(first[0] - second[0]) <= _SNAP
        and abs(first[2] - second[2]) <= _SNAP
        and not lists_papers(before)
        and not lists_papers(table)
    )


def _frame(table: Table) -> Box | None:
    return table.place.box


@dataclass
class _Parted:
    """A table and what goes on with it on the next page, their columns by the edges of both."""

    before: Table
    table: Table

    def joined(self) -> Table | None:
        """One table, None where the cells of one of them have no frames."""
        cells = (*self.before.cells, *self.table.cells)
        if any(c.place.box is None for c in cells):
            return None
        edges = _edges(x for c in cells if c.place.box is not None for x in (c.place.box[0], c.place.box[2]))
        upper = [_set(c, edges) for c in self.before.cells]
        lower = [_set(c, edges) for c in self.table.cells]
        lower = _without_repeated(upper, lower)
        upper = _without_foot(upper, len(edges) - 1)
        if not (upper and lower):
            return replace(self.before, cells=(*upper, *lower), columns=len(edges) - 1)
        upper, lower = _rejoined(upper, lower, max(c.row + c.row_span for c in upper))
        rows = max(c.row + c.row_span for c in (*upper, *lower))
        return replace(self.before, rows=rows, columns=len(edges) - 1, cells=(*upper, *lower))


def _edges(xs: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for x in sorted(xs):
        if not edges or x - edges[-1] > _SNAP:
            edges.append(x)
    return edges


def _set(cell: Cell, edges: list[float]) -> Cell:
    assert cell.place.box is not None
    left, right = (min(range(len(edges)), key=lambda n: abs(edges[n] - x)) for x in cell.place.box[0:3:2])
    return replace(cell, column=left, column_span=max(right - left, 1))


def _without_repeated(upper: list[Cell], lower: list[Cell]) -> list[Cell]:
    """The cells on the next page without the header row that is printed there again."""

    def texts(cells: list[Cell]) -> list[str]:
        return [joined(c.text) for c in sorted(cells, key=lambda c: c.column) if c.row == 0]

    if len(texts(upper)) < 2 or texts(upper) != texts(lower) or not any(texts(lower)):
        return lower
    return [replace(c, row=c.row - 1) for c in lower if c.row > 0]


def _without_foot(upper: list[Cell], columns: int) -> list[Cell]:
    """The cells without an empty box over the whole width that the frame leaves at the foot of the page."""
    last = max(upper, key=lambda c: c.row)
    filled = last.text.strip() or last.tables
    return upper if filled or last.column_span < columns else [c for c in upper if c is not last]


def _rejoined(upper: list[Cell], lower: list[Cell], rows: int) -> tuple[list[Cell], list[Cell]]:
    """The cells with those that the end of the page parts put together: the name of a group of rows, a broken row."""
    last = [c for c in upper if c.row + c.row_span == rows]
    first = [c for c in lower if c.row == 0]
    over = {c: next((u for u in last if (u.column, u.column_span) == (c.column, c.column_span)), None) for c in first}
    broken = _is_broken(last, first, over)
    shift = rows - 1 if broken else rows
    made: dict[Cell, Cell] = {}
    kept = []
    for cell in lower:
        above = over.get(cell) if cell.row == 0 else None
        names = above is not None and above.row_span > 1 and _is_rest_of_name(above, cell)
        if above is not None and (broken or names):
            text = "\n".join(part for part in (above.text, cell.text) if part.strip())
            tall = shift + cell.row_span - above.row
            tables, sure = (*above.tables, *cell.tables), min(above.sure, cell.sure)
            made[above] = replace(above, text=text, row_span=tall, tables=tables, sure=sure)
        else:
            kept.append(replace(cell, row=cell.row + shift))
    return [made.get(c, c) for c in upper], kept


def _is_rest_of_name(above: Cell, cell: Cell) -> bool:
    """Whether the cell that a tall one on the page before ends above belongs to it: it is empty, or neither is a name
    of its own."""
    if not cell.text.strip():
        return True
    whole = f"{joined(above.text)}{joined(cell.text)}"
    own = match_section(cell.text) or match_label(cell.text)
    return own is None and cell.row_span > 1 and (match_section(whole) or match_label(whole)) is not None


def _is_broken(last: list[Cell], first: list[Cell], over: dict[Cell, Cell | None]) -> bool:
    """Whether the first row of the next page is the rest of the last one: its boxes stand below boxes of that row, and
    where that one asks or names somebody, it says nothing."""
    told = [c for c in first if c.text.strip()]
    if not told or any(over[c] is None or c.row_span > 1 for c in told):
        return False
    if any(_SUM.match(joined(c.text)) for c in told):
        return False
    begun = any(above is not None and (not above.text.strip() or "\n" in above.text) for above in map(over.get, told))
    if begun and all(_SIGNED.search(joined(c.text)) for c in told):
        return True
    if all(len(joined(above.text)) < _LONG for above in map(over.get, told) if above is not None):
        return False
    heads = [c for c in last if c.text.strip() and all(c.column < t.column for t in told)]
    if len(told) > 1:
        heads = [c for c in heads if c.row_span == 1]  # a tall one names the rows of several people
    return bool(heads) and all(not c.text.strip() for c in first if over[c] in heads)
