"""Working days in China, and what day it is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import chinese_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
_SATURDAY = 5


@dataclass(frozen=True)
class WorkingDay:
    """A working day; `known`: the holidays of its year are published, otherwise it is only Monday to Friday."""

    day: date
    known: bool


def today() -> date:
    """The day in China."""
    return datetime.now(SHANGHAI).date()


@lru_cache(maxsize=4096)  # ten years of days; the holiday calendar is slow to ask
def working_day_before(day: date) -> WorkingDay:
    """`day` itself where it is a working day, else the last one before it."""
    known = True
    while True:
        works, published = _works(day)
        known = known and published
        if works:
            return WorkingDay(day, known)
        day -= timedelta(days=1)


def _works(day: date) -> tuple[bool, bool]:
    try:
        return chinese_calendar.is_workday(day), True
    except NotImplementedError:  # the calendar ends with the last published year
        return day.weekday() < _SATURDAY, False
