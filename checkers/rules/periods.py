"""The project's period and how long it is."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from checkers.extraction.field import PartialDate
from checkers.rules.dossier import FORM, PROPOSAL, Dossier, Sighting

_MONTHS = 12


def project_period(dossier: Dossier) -> tuple[Sighting, Sighting] | None:
    """Where the project's start and end are given, the proposal's before the form's; None without both dates."""
    for kind in (PROPOSAL, FORM):
        for paper in dossier.filled(kind):
            start, end = paper.fields.get("project.start"), paper.fields.get("project.end")
            if (
                start is not None
                and end is not None
                and isinstance(start.value, PartialDate)
                and isinstance(end.value, PartialDate)
            ):
                return Sighting(paper, "project.start", start), Sighting(paper, "project.end", end)
    return None


def last_day(day: PartialDate) -> date:
    """The last day that a date may mean."""
    month = day.month or _MONTHS
    return date(day.year, month, day.day or calendar.monthrange(day.year, month)[1])


def lengths(start: PartialDate, end: PartialDate) -> list[float]:
    """The lengths in years that a period may have; whole years are exact.

    A period from a day to the day before its anniversary is whole years, and so is one to the anniversary itself.
    Where only months are given, the last month may be meant to its end, or as the month of the anniversary.
    """
    first, last = start.earliest(), last_day(end)
    readings = [_years(first, last)]
    if end.day is None and end.month is not None and start.month == end.month:
        readings.append(float(end.year - start.year))
    return readings


def _years(first: date, last: date) -> float:
    after = last + timedelta(days=1)
    for end in (after, last):
        if (end.month, end.day) == (first.month, first.day) or _leap_anniversary(first, end):
            return float(end.year - first.year)
    whole = after.year - first.year - ((after.month, after.day) < (first.month, first.day))
    anniversary = _anniversary(first, whole)
    year = _anniversary(first, whole + 1) - anniversary
    return whole + (after - anniversary) / year


def _anniversary(day: date, years: int) -> date:
    last = calendar.monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def _leap_anniversary(first: date, end: date) -> bool:
    """A 29 February has its anniversary on the 28th in other years."""
    return (first.month, first.day) == (2, 29) and (end.month, end.day) == (2, 28) and not calendar.isleap(end.year)
