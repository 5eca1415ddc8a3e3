"""People abreast: boxes headed 成员1 and 成员2, or 领办人 and 联络人, side by side, with each one's questions and answers
below."""

from __future__ import annotations

from checkers.extraction.grid import Grid
from checkers.extraction.labels import match_label, match_section, names_a_member
from checkers.reading.document import Cell

# People of the unit whose name and telephone may be asked for in boxes of their own.
OF_THE_UNIT = frozenset({"unit.contact_name", "unit.legal_representative"})
# Heads of people who are no members stand beside one another, each above boxes with questions.
_SEVERAL = 2


def people_abreast(grid: Grid, row: int) -> tuple[list[tuple[str, list[Cell]]], int] | None:
    """The boxes below each person's head in a row of such heads, from top to bottom, with whose they are, and the row
    after them; None where the row is no such row."""
    heads = [c for c in grid.starting(row) if c.text.strip()]
    whose = [_whose(c) for c in heads]
    if not heads or not all(who and c.column_span > 1 and not c.tables for who, c in zip(whose, heads, strict=True)):
        return None
    if set(whose) != {"members"} and len(heads) < _SEVERAL:
        return None
    end = row + 1
    while end < grid.table.rows and not any(_whose(c) and c.column_span > 1 for c in grid.starting(end)):
        if any(not _covered(c, heads) for c in grid.starting(end) if c.text.strip()):
            break
        end += 1
    boxes = [
        (who, [c for r in range(row + 1, end) for c in grid.starting(r) if _covered(c, [head])])
        for who, head in zip(whose, heads, strict=True)
    ]
    if set(whose) != {"members"} and not all(sum(match_label(c.text) is not None for c in b) > 1 for _, b in boxes):
        return None
    return (boxes, end) if end > row + 1 else None


def _whose(cell: Cell) -> str:
    """Whose boxes a head names: members, leader, or one of the unit's people by field; empty where it names nobody."""
    if names_a_member(cell.text):
        return "members"
    label = match_label(cell.text)
    if label is None:
        return ""
    if label.field == "leader.name":
        return match_section(cell.text) or "leader"
    return label.field if label.field in OF_THE_UNIT else ""


def _covered(cell: Cell, heads: list[Cell]) -> bool:
    return any(h.column <= cell.column and cell.column + cell.column_span <= h.column + h.column_span for h in heads)
