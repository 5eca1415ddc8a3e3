"""A studio's dates → rows of reminders: planned afresh while it lives, and at once when something of it changes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bot.store import Planned, Registered, Store
from knowledge.pack import Pack
from knowledge.timeline import SHANGHAI, Entry, Reminder, Timeline, build_timeline, plan_reminders

_LOG = logging.getLogger(__name__)
# So far ahead rows are made: a service that stands still for two months has them all when it comes back.
HORIZON_DAYS = 60
# A plan of this age is made afresh. What moves by itself (a warning's next year) is planned nearly a year ahead of its
# lead days, so a week is soon enough, and the work of a day is a seventh.
FRESH_DAYS = 7
_RETAINED_DAYS = 400


@dataclass(frozen=True)
class Planner:
    """Keeps the rows of reminders in step with the studios; `today` is the day in China."""

    packs: Mapping[str, Pack]
    store: Store
    today: Callable[[], date]
    fresh_days: int = FRESH_DAYS

    def timeline(self, studio: Registered, as_of: date | None = None) -> Timeline:
        """The studio's dates with what was marked and set, as they stand today or on another day."""
        pack = self.packs[studio.facts.policy]
        # A pack may have lost a deadline since its day was set.
        known = {deadline.id for deadline in pack.deadlines}
        set_dates = {**self.store.rounds.office_dates(pack.id), **self.store.studios.set_dates(studio.id)}
        return build_timeline(
            pack,
            studio.facts,
            as_of or self.today(),
            set_dates={key: day for key, day in set_dates.items() if key.partition("/")[0] in known},
            marks=self.store.studios.marks(studio.id),
            remind_days=studio.leads,
        )

    def plan(self, studio_id: int) -> None:
        """Makes the rows of a studio what its dates ask for, in one transaction."""
        store = self.store
        today = self.today()
        last = today + timedelta(days=HORIZON_DAYS)
        with store.database.atomic():
            reached = store.studios.planned_to(studio_id)
            store.studios.planned(studio_id, today, last)
            studio = store.studios.get(studio_id)
            if studio is None or studio.facts.policy not in self.packs:
                return
            first = today if reached is None else min(today, reached + timedelta(days=1))
            reminders = [*self._missed(studio, first, today), *self._ahead(studio, today, last)]
            store.reminders.replace_plan(studio_id, first, self._rows(studio, reminders))

    def plan_stale(self, most: int) -> int:
        """Plans up to `most` studios whose plan is stale; how many they were."""
        today = self.today()
        stale = self.store.studios.unplanned(today, today - timedelta(days=self.fresh_days - 1), most)
        for studio_id in stale:
            try:
                self.plan(studio_id)
            except Exception as error:  # one studio that can't be reckoned must not hold up the others
                _LOG.error("一个工作室的日子没能推算：%s", type(error).__name__)
                self.store.studios.planned(studio_id, today, today)
        return len(stale)

    def tidy(self) -> None:
        """Deletes rows that went out more than a year ago."""
        self.store.reminders.tidy(self.today() - timedelta(days=_RETAINED_DAYS))

    def due_entry(self, studio: Registered, entry_id: str, day: date) -> Entry | None:
        """The entry that a reminder of `day` is about, as it stands today; None where the reminder is not valid any more."""
        today = self.today()
        timeline = self.timeline(studio)
        entry = timeline.entry(entry_id)
        if entry is None or entry.state == "passed":
            # What nobody owes goes with its day; where it was missed, it is told as it was then.
            timeline = self.timeline(studio, as_of=day)
            entry = timeline.entry(entry_id)
        then = plan_reminders(replace(timeline, as_of=min(day, today)), day, day)
        return entry if any(reminder.entry == entry_id for reminder in then) else None

    def _ahead(self, studio: Registered, today: date, last: date) -> list[Reminder]:
        return plan_reminders(self.timeline(studio), today, last)

    def _missed(self, studio: Registered, first: date, today: date) -> list[Reminder]:
        """The reminders of days that no plan reached, because the service stood still for so long."""
        if first >= today:
            return []
        return plan_reminders(self.timeline(studio, as_of=first), first, today - timedelta(days=1))

    def _rows(self, studio: Registered, reminders: list[Reminder]) -> Iterator[Planned]:
        for recipient in self.store.studios.recipients(studio.id):
            for r in reminders:
                yield Planned(recipient.id, recipient.channel, r.entry, r.day, r.kind, moment(r.day, studio.hour))


@lru_cache(maxsize=4096)
def moment(day: date, hour: int) -> float:
    """The seconds of the epoch at an hour of a day in China."""
    return datetime.combine(day, time(hour), SHANGHAI).timestamp()
