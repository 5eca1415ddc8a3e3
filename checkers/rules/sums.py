"""Whether amounts make up a total, also where a form's table was read otherwise than it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from checkers.extraction.field import Paper
from checkers.extraction.values import TOTAL, joined
from checkers.reading.document import Table
from checkers.rules.crosschecks import cells_of
from knowledge.patterns import compiled

# Rounding of amounts given in 万元 to two places, for each row: half of 100 yuan would hide real slips, a yuan does not.
ROUNDING_YUAN = 1.0
# A sum that is a smaller share than this of its total, or the other way round, is in another unit or of other rows.
_LEAST_SHARE = 0.5
# Tables give amounts in yuan or in 万元.
_UNITS = (1.0, 10_000.0)
_AMOUNT = compiled(r"[¥￥]?(?P<number>\d[\d,，]*(?:\.\d+)?)(?:万?元)?")
_TITLE_OF_TOTAL = compiled(rf"(?:经费|预算|金额)?(?:{TOTAL}|全部)(?:[（(].*[)）])?[:：]?")
# A total, and the two parts at least that make it up.
_LEAST_OF_A_SUM = 3


def comparable(added: float, total: float) -> bool:
    """Whether a sum and a total are near enough to be those of one budget, read in one unit."""
    return min(added, total) >= _LEAST_SHARE * max(added, total)


def without_subtotals(amounts: list[float]) -> list[float]:
    """The amounts without those that add up two or more that stand right below or right above them."""
    return [
        a for n, a in enumerate(amounts) if not _is_sum_of(a, amounts[n + 1 :]) and not _is_sum_of(a, amounts[:n][::-1])
    ]


def _is_sum_of(amount: float, neighbours: list[float]) -> bool:
    return any(abs(s - amount) <= ROUNDING_YUAN for s in list(accumulate(neighbours))[1:])


def adds_up_to(paper: Paper, total: float) -> bool:
    """Whether a column or a row of the table that the budget stands in ends (or begins) with this total and is made up to it
    by the rest."""
    titles = {joined(row.title) for row in paper.budget} - {""}
    tables = [
        b for b in paper.document.blocks if isinstance(b, Table) and any(joined(c.text) in titles for c in cells_of(b))
    ]
    return any(_makes_up(amounts, total) for table in tables for amounts in _lines(table))


def _makes_up(amounts: list[float], total: float) -> bool:
    if len(amounts) < _LEAST_OF_A_SUM:
        return False
    return any(
        abs(whole * unit - total) <= ROUNDING_YUAN and abs(sum(rest) - whole) * unit <= ROUNDING_YUAN
        for unit in _UNITS
        for whole, rest in ((amounts[-1], amounts[:-1]), (amounts[0], amounts[1:]))
    )


def _lines(table: Table) -> Iterator[list[float]]:
    """The amounts of each column and each row of a table, and of the tables in it."""
    own: dict[tuple[str, int], list[float]] = {}
    # 合计 | 自筹 | 申请 | 小计: who pays the total makes it up whatever the rows above it come to.
    totals = {c.row for c in table.cells if _TITLE_OF_TOTAL.fullmatch(joined(c.text))}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        match = _AMOUNT.fullmatch(joined(cell.text))
        if match is not None:
            amount = float(re.sub(r"[,，]", "", match["number"]))
            own.setdefault(("column", cell.column), []).append(amount)
            if cell.row not in totals:
                own.setdefault(("row", cell.row), []).append(amount)
    yield from own.values()
    for inner in (t for c in cells_of(table) for t in c.tables):
        yield from _lines(inner)
