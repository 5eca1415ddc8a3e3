"""Days and months: the day so many months after another, and how long a period is.

A month is counted to the day of the same number; where the month has none (31st, 29 February), to its last day.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

_MONTHS = 12


def add_months(day: date, months: int) -> date:
    """The day `months` later (earlier when negative), clamped to the end of its month."""
    total = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(total, _MONTHS)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The anniversary; that of a 29 February is the 28th in common years."""
    return add_months(day, years * _MONTHS)


def months_between(first: date, last: date) -> int:
    """The whole months from one day to another; 0 where the second is not a month later."""
    months = (last.year - first.year) * _MONTHS + last.month - first.month
    return max(0, months - (add_months(first, months) > last))


def years_between(first: date, last: date) -> float:
    """The length in years of a period; whole years are exact.

    A period from a day to the day before its anniversary is whole years, and so is one to the anniversary itself.
    """
    after = last + timedelta(days=1)
    for end in (after, last):
        if end == add_years(first, end.year - first.year):
            return float(end.year - first.year)
    whole = after.year - first.year - ((after.month, after.day) < (first.month, first.day))
    anniversary = add_years(first, whole)
    year = add_years(first, whole + 1) - anniversary
    return whole + (after - anniversary) / year
