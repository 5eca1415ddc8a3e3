"""Costs that stand one a line, with or without numbers, colons and units → the rows of a budget."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checkers.extraction import values
from checkers.extraction.field import BudgetRow, Found
from checkers.extraction.labels import match_label
from checkers.extraction.pairs import GAP
from checkers.extraction.payers import names_payer
from checkers.extraction.values import TOTAL, joined
from checkers.reading.document import Place
from knowledge.patterns import compiled

# 1. 材料费：2.8万元; 材料费____2.8____万元; ● 材料费  ￥28,000.00（按市场价）
_LINE = compiled(
    r"\s*(?:答\s*[:：]\s*)?(?:[（(]?\d{1,2}[)）.、．]|[①-⑳●•◆■·*-])?\s*(?P<title>[\u4e00-\u9fff][\u4e00-\u9fff、/（()）]{1,24}?)"
    r"\s*(?:[:：|｜]|…+|—+|-{2,}|[_＿]+|\s+|(?=[¥￥\d]))\s*(?:人民币)?(?P<sign>[¥￥]?)[_＿\s]*(?P<number>\d[\d,，]*(?:\.\d+)?)(?!\d|[,，]\d{3})[_＿\s]*(?P<unit>万元|元)?"
    r"[_＿\s]*(?:[。；;]|[，,；;（(].*)?\s*"
)
_COST = compiled(r"(?:费|费用|支出|购置|开支|劳务|耗材|材料|设备)(?:[（(][^（()）]*[)）])?$")
_TOTAL = compiled(rf"{TOTAL}|总预算|预算总|总经费|总投资")
# What a part of a sum, or one piece, comes to is no cost of its own.
_PART = compiled(r"单价|其中")
_HEADING = compiled(r"预算|经费|费用|支出|用款|用钱|花钱|钱.{0,3}花|开销|开支|花费|款项")
# So many costs are a budget; amounts without a unit count this many lines below a heading that speaks of money.
_COSTS = 2
_NEAR = 12


def listed_costs(texts: Iterable[tuple[str, Place]]) -> list[BudgetRow]:
    """The rows of a budget that has a line for each cost, empty where there are not two of them."""
    rows = [(title, money, place) for title, money, place in _amounts(texts) if not _TOTAL.search(title)]
    costs = sum(_COST.search(title) is not None for title, _, _ in rows)
    return [BudgetRow(title, money, place) for title, money, place in rows] if costs >= _COSTS else []


def is_cost(text: str) -> bool:
    """Whether a line names one cost and its amount."""
    match = _LINE.fullmatch(text)
    return match is not None and _COST.search(joined(match["title"])) is not None


def listed_total(texts: Iterable[tuple[str, Place]]) -> Found | None:
    """The sum that stands among lines of costs, None where there is none."""
    sums = [(title, money, place) for title, money, place in _amounts(texts) if _TOTAL.search(title)]
    return Found(sums[0][1], sums[0][0], sums[0][2]) if sums else None


def _amounts(texts: Iterable[tuple[str, Place]]) -> list[tuple[str, float, Place]]:
    """The lines that name something and an amount, with yuan."""
    found: list[tuple[str, float, Place]] = []
    heading, since = "", _NEAR + 1
    for text, place in dict.fromkeys(
        (p, at) for whole, at in texts for line in whole.split("\n") for p in _parts(line)
    ):
        since += 1
        match = _LINE.fullmatch(text)
        if match is None:
            if _HEADING.search(text) and not re.search(r"\d", joined(text).lstrip("0123456789（(.、")):
                heading, since = joined(text), 0
            continue
        title = joined(match["title"])
        priced = match["unit"] or match["sign"] or since <= _NEAR
        if (
            not priced
            or _PART.search(title)
            or names_payer(title)
            or not (_TOTAL.search(title) or _is_cost(title, since <= _NEAR))
        ):
            continue
        money = values.read_money(f"{match['number']}{match['unit'] or ''}", heading if since <= _NEAR else "")
        if money is not None and isinstance(money.value, float):
            found.append((title, money.value, place))
    return found


def _parts(line: str) -> list[str]:
    """The costs of a line that has several, gaps apart (材料费：38,000   资料费：4,000); else the line."""
    parts = [part for part in GAP.split(line.strip()) if part]
    return parts if len(parts) > 1 and all(_LINE.fullmatch(part) for part in parts) else [line]


def _is_cost(title: str, below_heading: bool) -> bool:
    """Whether a line's words name a cost: by themselves, or any words below a heading that no question asks with."""
    return _COST.search(title) is not None or (below_heading and match_label(title) is None)
