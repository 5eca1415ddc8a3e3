"""A budget whose rows stand among the questions of a table, below a title of their own (经费预算（单位：元）) → a table."""

from __future__ import annotations

from dataclasses import replace

from checkers.extraction.labels import BULLETS
from checkers.extraction.values import TOTAL, joined
from checkers.reading.document import Cell, Table
from knowledge.patterns import compiled

_TITLE = compiled(
    rf"(?:[一二三四五六七八九十\d]{{1,2}}[、.．]|[{BULLETS}])?(?:项目)?(?:经费|资金|用款|用钱|费用|开支|支出)*(?:预算|概算|计划|安排|明细)+(?:表)?(?:[（(](?:单位[:：]?|金额[:：]?)?(?P<unit>万?元)[)）])?"
)
_AMOUNT = compiled(r"\d[\d,，]*(?:\.\d+)?(?:万?元)?")
_TOTAL = compiled(rf"(?:预算|经费|费用)*(?:{TOTAL})")
# So many rows of costs are a budget.
_LEAST = 3


def budget_apart(table: Table) -> list[Table]:
    """The table in parts where a budget's rows stand in it, the budget with headers of its own; else the table."""
    rows = table.by_row()
    for row, cells in rows.items():
        title = _TITLE.fullmatch(joined(cells[0].text)) if len(cells) == 1 and table.columns > 1 else None
        if title is None:
            continue
        last = _last_cost(rows, row + 1)
        if last - row < _LEAST:
            continue
        before = [c for c in table.cells if c.row < row]
        costs = [replace(c, row=c.row - row, column=n) for r in range(row + 1, last + 1) for n, c in enumerate(rows[r])]
        unit = f"（{title['unit']}）" if title["unit"] else ""
        after = [
            replace(c, row=c.row - last - 1, text=f"{c.text}{unit}" if _asks_for_money(c, rows) else c.text)
            for c in table.cells
            if c.row > last
        ]
        head = replace(cells[0], row=0, row_span=1, column_span=1)
        heads = [replace(head, column=0, text="科目"), replace(head, column=1, text=f"金额{unit}")]
        parts = [(before, table.columns), ([*heads, *costs], 2), (after, table.columns)]
        return [_part(table, cells, columns) for cells, columns in parts if cells]
    return [table]


def _asks_for_money(cell: Cell, rows: dict[int, list[Cell]]) -> bool:
    """Whether a box stands left of a bare amount, so that it is in the unit of the budget above it."""
    row = rows[cell.row]
    return len(row) == 2 and cell is row[0] and _AMOUNT.fullmatch(joined(row[1].text)) is not None


def _part(table: Table, cells: list[Cell], columns: int) -> Table:
    rows = max(c.row + c.row_span for c in cells)
    return replace(table, cells=tuple(cells), rows=rows, columns=columns)


def _last_cost(rows: dict[int, list[Cell]], row: int) -> int:
    """The last of the rows from `row` on that name what money is for and how much, up to their sum."""
    while row in rows and len(rows[row]) == 2 and _AMOUNT.fullmatch(joined(rows[row][1].text)):
        if _TOTAL.match(joined(rows[row][0].text)):
            return row
        row += 1
    return row - 1
