"""People abreast: boxes headed 成员1 and 成员2 side by side, with each one's questions and answers below."""

from __future__ import annotations

from checkers.extraction.grid import Grid
from checkers.extraction.labels import names_a_member
from checkers.reading.document import Cell


def people_abreast(grid: Grid, row: int) -> tuple[list[list[Cell]], int] | None:
    """The boxes below each person's head in a row of such heads, from top to bottom, and the row after them; None where
    the row is no such row."""
    heads = [c for c in grid.starting(row) if c.text.strip()]
    if not heads or not all(names_a_member(c.text) and c.column_span > 1 and not c.tables for c in heads):
        return None
    end = row + 1
    while end < grid.table.rows and not any(names_a_member(c.text) for c in grid.starting(end)):
        if any(not _covered(c, heads) for c in grid.starting(end) if c.text.strip()):
            break
        end += 1
    boxes = [[c for r in range(row + 1, end) for c in grid.starting(r) if _covered(c, [head])] for head in heads]
    return (boxes, end) if end > row + 1 else None


def _covered(cell: Cell, heads: list[Cell]) -> bool:
    return any(h.column <= cell.column and cell.column + cell.column_span <= h.column + h.column_span for h in heads)
