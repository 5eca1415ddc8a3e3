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


def plain(number: float) -> str:
    """The number without a needless fraction: 3.0 → "3", 2.5 → "2.5"."""
    return str(int(number)) if float(number).is_integer() else f"{number:.2f}".rstrip("0").rstrip(".")


def money(yuan: float) -> str:
    """An amount of yuan as people say it: 100000 → 10万元, 13000 → 1.3万元, 2000 → 2000元."""
    return f"{plain(yuan / 10000)}万元" if yuan >= 10000 else f"{plain(yuan)}元"


def years(number: float) -> str:
    """A length in years, in months where that is how people say it: 0.5 → 6个月, 2.5 → 2年半."""
    months = round(number * 12)
    whole, rest = divmod(months, 12)
    if rest == 0:
        return f"{whole}年"
    if whole == 0:
        return f"{rest}个月"
    return f"{whole}年半" if rest == 6 else f"{whole}年{rest}个月"


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
