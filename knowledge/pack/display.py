"""Figures as people say them: 10万元, 1000平方米, 5个工作日."""

from __future__ import annotations

from collections.abc import Mapping

_SUFFIX: Mapping[str, str] = {
    "m2": "平方米",
    "year": "年",
    "month": "个月",
    "workday": "个工作日",
    "person": "人",
    "studio": "家",
    "project": "个",
    "time": "次",
    "age": "岁",
}
_LEVEL_NAMES = {1: "一级", 2: "二级", 3: "三级", 4: "四级", 5: "五级"}
# Ranks rise with skill: 初级工 is 1, 首席技师 7.
RANK_NAMES = {1: "初级工", 2: "中级工", 3: "高级工", 4: "技师", 5: "高级技师", 6: "特级技师", 7: "首席技师"}
HONOUR_NAMES = {0: "单位级", 1: "镇街级", 2: "区县级", 3: "市级", 4: "省级", 5: "国家级"}

# A day and a half, in half months: what a length in months may lack through its reckoning in days.
_ALMOST = 0.1


def plain(number: float) -> str:
    """The number without a needless fraction: 3.0 → "3", 2.5 → "2.5"."""
    return str(int(number)) if float(number).is_integer() else f"{number:.2f}".rstrip("0").rstrip(".")


def money(yuan: float) -> str:
    """An amount of yuan as people say it: 100000 → 10万元, 13000 → 1.3万元, 2000 → 2000元."""
    return f"{plain(yuan / 10000)}万元" if yuan >= 10000 else f"{plain(yuan)}元"


def years(number: float) -> str:
    """A length in years as people say it, to the half month: 11.5/12 → 11个半月, 2.5 → 2年半; what is left under half
    a month in days: 1 + 2/365 → 1年零2天, 1 - 3/365 → 差3天满1年."""
    whole, rest = divmod(int(number * 24 + _ALMOST), 24)
    short = round((whole + 1 - number) * 365)
    if 0 < short < 15:
        return f"差{short}天满{whole + 1}年"
    if rest == 12 and whole:
        return f"{whole}年半"
    months, half = divmod(rest, 2)
    if rest == 0:
        days = max(0, round((number - whole) * 365))
        return f"{days}天" if not whole else f"{whole}年零{days}天" if days else f"{whole}年"
    length = "半个月" if not months else f"{months}个半月" if half else f"{months}个月"
    return f"{whole}年{'零' if not months else ''}{length}" if whole else length


def figure(number: float, unit: str) -> str:
    """`number` in `unit` as a person reads it."""
    if unit == "yuan":
        return money(number)
    if unit == "year":
        return years(number)
    if unit == "level":
        return _LEVEL_NAMES[int(number)]
    if unit == "rank":
        return RANK_NAMES[int(number)]
    if unit == "honour":
        return HONOUR_NAMES[int(number)]
    return plain(number) + _SUFFIX[unit]
