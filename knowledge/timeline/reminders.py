"""Which reminders of a timeline go on which day; nothing of how they are sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from knowledge.timeline.entry import Entry, Timeline

# A missed date comes back weekly: often enough to be kept in mind, seldom enough not to be muted.
OVERDUE_EVERY_DAYS = 7

Kind = Literal["ahead", "due", "overdue"]


@dataclass(frozen=True, order=True)
class Reminder:
    """One reminder: of which entry, on which day in China, and whether the date is ahead, here or past."""

    day: date
    entry: str
    kind: Kind


def plan_reminders(timeline: Timeline, start: date, end: date) -> list[Reminder]:
    """The reminders from `start` to `end`, both included, in their order; none before the timeline's own day.

    An entry is reminded on its lead days before its announced day, then, where it is owed, weekly after its due day until
    it is done or stopped. A snoozed one is silent until its day and comes back on that day.
    """
    first = max(start, timeline.as_of)
    return sorted(reminder for entry in timeline.entries for reminder in _of(entry, first, end))


def _of(entry: Entry, first: date, last: date) -> Iterator[Reminder]:
    """One entry's reminders, at most one a day."""
    mark = entry.mark
    if entry.due is None or entry.state in ("done", "passed") or (mark is not None and mark.state == "stopped"):
        return
    days = {*_lead_days(entry), *_overdue_days(entry, last)}
    if mark is not None and mark.until is not None:
        days = {day for day in days if day > mark.until} | {mark.until}
    for day in sorted(days):
        if first <= day <= last and (entry.owed or day <= entry.due):
            yield Reminder(day, entry.id, _kind(entry, day))


def _lead_days(entry: Entry) -> Iterator[date]:
    if entry.announced is not None:
        yield from (entry.announced - timedelta(days=lead) for lead in entry.remind_days)


def _overdue_days(entry: Entry, last: date) -> Iterator[date]:
    if not entry.owed or entry.due is None:
        return
    day = entry.due + timedelta(days=OVERDUE_EVERY_DAYS)
    while day <= last:
        yield day
        day += timedelta(days=OVERDUE_EVERY_DAYS)


def _kind(entry: Entry, day: date) -> Kind:
    assert entry.due is not None
    assert entry.announced is not None
    if day < entry.announced:
        return "ahead"
    return "due" if day <= entry.due else "overdue"
