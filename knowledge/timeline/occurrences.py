"""A pack's deadlines and a studio's facts → each time that something falls due, before anybody words it."""

from __future__ import annotations

import calendar
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.pack import Pack
from knowledge.pack.deadlines import EVENTS, Deadline
from knowledge.periods import add_months, add_years, months_between
from knowledge.timeline.studio import Marks, SetDates, Studio

_MONTHS = 12
# Who keeps a studio's dates; the others are an applicant's and the public's.
_KEPT_BY = ("studio", "unit", "authority")


@dataclass(frozen=True)
class Occurrence:
    """One time that a deadline falls due: its id, its day (None: by notice), whether that day was set by hand."""

    id: str
    deadline: Deadline
    day: date | None
    set_by_hand: bool = False
    anchor: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Reckoning:
    """Everything that days are reckoned from; yearly ones are listed from `first` to `last`."""

    pack: Pack
    studio: Studio
    as_of: date
    first: date
    last: date
    set_dates: SetDates
    marks: Marks

    def occurrences(self) -> Iterator[Occurrence]:
        """Each time that a deadline of the studio falls due."""
        for deadline in self.pack.deadlines:
            if deadline.actor in _KEPT_BY:
                yield from self._of(deadline)

    def day_of(self, name: str) -> date | None:
        """The day of an event or of a deadline that comes once; None where it is not known."""
        if name in EVENTS:
            return self._event(name)
        deadline = next(d for d in self.pack.deadlines if d.id == name)
        day = self._reckoned(deadline)
        return self.set_dates.get(self._id(deadline, day), day)

    def _of(self, deadline: Deadline) -> Iterator[Occurrence]:
        if deadline.kind == "notice" and deadline.every_years is not None:
            yield from self._rounds(deadline, deadline.every_years)
        elif deadline.every_years is not None:
            for again in self._yearly(deadline, deadline.every_years):
                yield self._occurrence(deadline, f"{deadline.id}/{again.year}", again)
        else:
            anchor = None if deadline.event is None else self.day_of(deadline.event)
            if deadline.event is None or anchor is not None:
                day = self._reckoned(deadline)
                yield self._occurrence(deadline, self._id(deadline, day), day)

    def _occurrence(self, deadline: Deadline, entry_id: str, day: date | None) -> Occurrence:
        return Occurrence(
            id=entry_id,
            deadline=deadline,
            day=self.set_dates.get(entry_id, day),
            set_by_hand=entry_id in self.set_dates,
            anchor=None if deadline.event is None else self.day_of(deadline.event),
            until=None if deadline.until is None else self.day_of(deadline.until),
        )

    def _id(self, deadline: Deadline, day: date | None) -> str:
        """The deadline's id; with the year of its start for what belongs to a project, of its day for a warning."""
        if deadline.kind == "warning" and day is not None:
            return f"{deadline.id}/{day.year}"
        start = self.studio.project_start
        if start is not None and self._of_project(deadline):
            return f"{deadline.id}/{start.year}"
        return deadline.id

    def _of_project(self, deadline: Deadline) -> bool:
        if deadline.event is None or deadline.event in EVENTS:
            return deadline.event == "project_started"
        return any(self._of_project(d) for d in self.pack.deadlines if d.id == deadline.event)

    def _reckoned(self, deadline: Deadline) -> date | None:
        """The day of a deadline that comes once, as text and facts give it."""
        if deadline.kind == "term_end":
            return self.pack.policy.effective_to
        if deadline.kind == "notice" or deadline.event is None:
            return None
        if deadline.event == "project_started" and self.studio.project_end is not None:
            return self.studio.project_end
        anchor = self.day_of(deadline.event)
        if anchor is None:
            return None
        return self._proposed(deadline, anchor) if deadline.kind == "proposed" else self._after(deadline, anchor)

    def _proposed(self, deadline: Deadline, anchor: date) -> date | None:
        """Our own date, never before the day on which the studio was registered here."""
        until = None if deadline.until is None else self.day_of(deadline.until)
        if until is None:
            return max(self._after(deadline, anchor), self.studio.kept_from or date.min)
        day = self._part_way(deadline, anchor, until)
        kept_from = self.studio.kept_from
        return self._part_way(deadline, kept_from, until) if kept_from is not None and day < kept_from else day

    def _part_way(self, deadline: Deadline, first: date, last: date) -> date:
        return add_months(first, int(months_between(first, last) * (deadline.share or 0)))

    def _after(self, deadline: Deadline, anchor: date) -> date:
        if deadline.offset_value is None:
            return add_months(anchor, deadline.offset_months or 0)
        value = self.pack.value(deadline.offset_value)
        assert value is not None  # asked for without a date, it is the value of the text
        return add_months(anchor, int(value.number * (_MONTHS if value.unit == "year" else 1)))

    def _yearly(self, deadline: Deadline, every: int) -> Iterator[date]:
        """The days from `first` to `last` of something that comes again; of a warning its next day, however far."""
        if deadline.kind == "fixed":
            assert deadline.month is not None
            assert deadline.day is not None
            for year in range(self.first.year, self.last.year + 1, every):
                end = calendar.monthrange(year, deadline.month)[1]
                day = date(year, deadline.month, min(deadline.day, end))
                if self.first <= day <= self.last:
                    yield day
            return
        anchor = None if deadline.event is None else self.day_of(deadline.event)
        if anchor is None:
            return
        days = (add_years(self._after(deadline, anchor), every * times) for times in itertools.count())
        if deadline.kind == "warning":
            yield next(day for day in days if day >= self.as_of)
            return
        for day in itertools.takewhile(lambda day: day <= self.last, days):
            if day >= self.first:
                yield day

    def _rounds(self, deadline: Deadline, every: int) -> Iterator[Occurrence]:
        """Rounds by notice: those that were given a date or marked, and the next ones without.

        Which years a round of every second year falls in is known only once one of them was given a date.
        """
        known = {
            int(year)
            for key in (*self.set_dates, *self.marks)
            for name, _, year in [key.partition("/")]
            if name == deadline.id and year.isdigit() and int(year) >= self.first.year
        }
        this_year = max(self.as_of.year, self.studio.established.year)
        if every == 1:
            known |= {this_year, this_year + 1}
        elif known:
            known |= {max(known) + every} if max(known) <= this_year else set()
        else:
            yield self._occurrence(deadline, deadline.id, None)
        for year in sorted(known):
            yield self._occurrence(deadline, f"{deadline.id}/{year}", None)

    def _event(self, name: str) -> date | None:
        studio = self.studio
        if name == "established":
            return studio.established
        if name == "project_started":
            return studio.project_start
        if name == "leader_retires":
            return self._retirement()
        if name == "published":
            return None  # before the studio was set up
        days = [studio.established, *self._done(name)]
        if studio.project_start is not None:
            days.append(studio.project_start)
        if name == "last_active":
            days.extend(day for d in self.pack.deadlines if d.event == "project_started" and (day := self.day_of(d.id)))
        return max(days)

    def _done(self, event: str) -> Iterator[date]:
        """The days on which something was done that moves `event`; whatever is done shows a studio at work."""
        moving = {d.id for d in self.pack.deadlines if d.moves == event or event == "last_active"}
        for entry_id, mark in self.marks.items():
            if mark.state == "done" and mark.on <= self.as_of and entry_id.partition("/")[0] in moving:
                yield mark.on

    def _retirement(self) -> date | None:
        """The earliest day on which the leader may reach statutory retirement."""
        leader = self.studio.leader
        if leader is None:
            return None
        year, month = leader.retirement_months()[0]
        end = calendar.monthrange(year, month)[1]
        return date(year, month, min(leader.birth.day, end))


def listed_from(studio: Studio, as_of: date) -> date:
    """The first day of the yearly ones that are listed: since the studio is kept here, else those of the last year."""
    return max(studio.established, studio.kept_from or add_years(as_of, -1) + timedelta(days=1))
