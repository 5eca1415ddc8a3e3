"""The project's period and how long it is."""

from __future__ import annotations

import calendar
from datetime import date

from checkers.extraction.field import Paper, PartialDate
from checkers.reading.document import Place
from checkers.rules.dossier import FORM, PROPOSAL, Dossier, Sighting
from knowledge.periods import years_between

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


def schedule_span(dossier: Dossier) -> tuple[Paper, PartialDate, PartialDate, Place] | None:
    """The first and the last day of a schedule whose every row has both, with its paper and place; None without one."""
    for kind in (PROPOSAL, FORM):
        for paper in dossier.filled(kind):
            spans = [(r.start, r.end) for r in paper.schedule if r.start is not None and r.end is not None]
            if spans and len(spans) == len(paper.schedule):
                first = min((start for start, _ in spans), key=PartialDate.earliest)
                return paper, first, max((end for _, end in spans), key=last_day), paper.schedule[0].place
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
    readings = [years_between(first, last)]
    if end.day is None and end.month is not None and start.month == end.month:
        readings.append(float(end.year - start.year))
    return readings
