"""Statutory retirement since 2025-01-01 (progressive delay), by month of birth.

国务院关于渐进式延迟法定退休年龄的办法: base month of birth 1965-01 for men (60), 1970-01 for women who
would retire at 55, 1975-01 for women who would retire at 50.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["man", "woman55", "woman50"]


@dataclass(frozen=True)
class _Schedule:
    age: int
    base_year: int
    step: int  # months of birth for each month of delay
    limit: int  # months


_SCHEDULES: dict[Group, _Schedule] = {
    "man": _Schedule(60, 1965, 4, 36),
    "woman55": _Schedule(55, 1970, 4, 36),
    "woman50": _Schedule(50, 1975, 2, 60),
}


def retirement_month(year: int, month: int, group: Group) -> tuple[int, int]:
    """The (year, month) in which a person born in `year`-`month` reaches statutory retirement."""
    schedule = _SCHEDULES[group]
    since_base = (year - schedule.base_year) * 12 + month - 1
    delay = 0 if since_base < 0 else min(since_base // schedule.step + 1, schedule.limit)
    total = (year + schedule.age) * 12 + (month - 1) + delay
    return total // 12, total % 12 + 1


def years_left(birth: tuple[int, int], on: tuple[int, int], group: Group) -> float:
    """Years from the month `on` to retirement of a person born in the month `birth`; negative when past it."""
    year, month = retirement_month(*birth, group)
    return ((year - on[0]) * 12 + month - on[1]) / 12
