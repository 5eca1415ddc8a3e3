"""The timeline's own sentences, kept as data, and days as people write them."""

from __future__ import annotations

from datetime import date

from knowledge.texts import Texts

_TEXTS = Texts(__file__)
say = _TEXTS.say


def caution(code: str, **parts: object) -> str:
    """The sentence of a remark, by its code."""
    return str(_TEXTS.data["cautions"][code]).format(**parts)


def written(day: date) -> str:
    """2026年12月31日."""
    return say("day", year=day.year, month=day.month, day=day.day)


def written_month(month: tuple[int, int]) -> str:
    """2026年12月, of a (year, month)."""
    return say("month", year=month[0], month=month[1])
