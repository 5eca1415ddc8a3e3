"""One loop that hands what is due to the channels; it holds nothing that the rows do not.

A channel with an outbox in the same database takes a reminder in the transaction that marks it as sent: exactly once.
What is sent outside is claimed first; a process that dies between sending and marking leaves the claim, and when that
has run out the reminder is sent once more, and says that it may be a repetition.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from bot.reminders.schedule import Planner
from bot.store import Announcement, Recipient, Registered, ReminderRow, Store
from knowledge.timeline import SHANGHAI, Entry

_LOG = logging.getLogger(__name__)
# Studios planned and messages claimed between two looks at whatever else the process has to do.
_PLANNED_AT_ONCE = 20
_SENT_AT_ONCE = 10
# Pauses between tries double from the first to the longest, in seconds; eight tries take a little over two hours.
_FIRST_PAUSE, LONGEST_PAUSE = 60.0, 6 * 3600.0
MOST_TRIES = 8


class NotDeliveredError(Exception):
    """A channel did not take a message; it may be tried again."""


@dataclass(frozen=True)
class Notice:
    """One reminder to be said: of which entry, for which days (after a pause several), as of today.

    `repeated`: it may have arrived before. `number` names it in the channel's outbox.
    """

    number: int
    studio: Registered
    entry: Entry
    recipient: Recipient
    as_of: date
    days: tuple[date, ...]
    repeated: bool = False

    @property
    def late(self) -> tuple[date, ...]:
        """The earlier days on which it should have gone."""
        return tuple(day for day in self.days if day < self.as_of)


class OutboxChannel(Protocol):
    """A channel with an outbox in the same database."""

    @property
    def name(self) -> str:
        """What its recipients' rows are kept under."""

    def room(self) -> int:
        """How many messages it takes now, so that what people ask for is not held up."""

    def reaches(self, address: str) -> bool:
        """Whether the address may be written to."""

    def post(self, notice: Notice) -> None:
        """Puts a reminder into the outbox; called within the transaction."""

    def post_announcement(self, announcement: Announcement) -> None:
        """Puts an announcement into the outbox; called within the transaction."""

    def posted(self) -> None:
        """Begins to send what was put; called after the transaction."""

    def rolled_back(self) -> None:
        """Forgets what was put: the transaction did not come about."""


class OutsideChannel(Protocol):
    """A channel that sends by itself."""

    @property
    def name(self) -> str:
        """What its recipients' rows are kept under."""

    async def send(self, notice: Notice) -> None:
        """Sends a reminder. NotDeliveredError where it was not taken."""


@dataclass
class Delivery:
    """Plans and hands over; `clock` gives the seconds of the epoch, and hours are those of a day in China."""

    store: Store
    planner: Planner
    outboxes: Sequence[OutboxChannel]
    outside: Sequence[OutsideChannel]
    clock: Callable[[], float]
    from_hour: int
    until_hour: int
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    tidied: date | None = None

    async def tick(self) -> bool:
        """Does what is to be done now; True where more waits that could not be handed over yet."""
        now = self.clock()
        self.store.reminders.release_expired(now)
        self._once_a_day(now)
        while self.planner.plan_stale(_PLANNED_AT_ONCE):
            await asyncio.sleep(0)
        if not self.from_hour <= datetime.fromtimestamp(now, SHANGHAI).hour < self.until_hour:
            return False
        more = [self._hand_over(outbox, now) for outbox in self.outboxes]
        for channel in self.outside:
            await self._send_all(channel, now)
        return any(more)

    def _once_a_day(self, now: float) -> None:
        today = datetime.fromtimestamp(now, SHANGHAI).date()
        if self.tidied != today:
            self.store.reminders.bring_forward(now, LONGEST_PAUSE)
            self.planner.tidy()
            self.tidied = today

    # Channels with an outbox

    def _hand_over(self, outbox: OutboxChannel, now: float) -> bool:
        """Puts as much as there is room for into the outbox; True where more is due."""
        room = outbox.room()
        if room > 0:
            try:
                with self.store.database.atomic():
                    told = self.store.rounds.take(outbox.name, room)
                    for announcement in told:
                        self._guarded(lambda a=announcement: outbox.post_announcement(a))  # type: ignore[misc]
                    if room > len(told):
                        self._post_due(outbox, now, room - len(told))
            except BaseException:
                outbox.rolled_back()
                raise
            outbox.posted()
        return self.store.reminders.count_due(outbox.name, now) > 0 or self.store.rounds.waiting(outbox.name)

    def _post_due(self, outbox: OutboxChannel, now: float, most: int) -> None:
        for rows in _together(self.store.reminders.claim(outbox.name, now, most, self.name)):
            notice = self._notice_or_none(rows)
            if notice is None:
                continue
            reached = outbox.reaches(notice.recipient.address)
            if reached and self._guarded(lambda n=notice: outbox.post(n)):  # type: ignore[misc]
                self.store.reminders.sent(rows, self.name)
            else:
                self.store.reminders.undelivered(rows, self.name)

    def _guarded(self, post: Callable[[], None]) -> bool:
        """Whether a message could be put: one that can't be worded must not hold up the others."""
        try:
            with self.store.database.atomic():
                post()
        except Exception as error:
            _LOG.error("一条提醒没能写成：%s", type(error).__name__)
            return False
        return True

    # Channels outside

    async def _send_all(self, channel: OutsideChannel, now: float) -> None:
        while claimed := self.store.reminders.claim(channel.name, now, _SENT_AT_ONCE, self.name):
            sends: list[Awaitable[None]] = []
            for rows in _together(claimed):
                with self.store.database.atomic():
                    notice = self._notice_or_none(rows)
                if notice is not None:
                    sends.append(self._send(channel, notice, rows))
            await asyncio.gather(*sends)

    async def _send(self, channel: OutsideChannel, notice: Notice, rows: list[ReminderRow]) -> None:
        try:
            await channel.send(notice)
        except Exception as error:
            self._failed(rows, error)
        else:
            self.store.reminders.sent(rows, self.name)

    def _failed(self, rows: list[ReminderRow], error: Exception) -> None:
        tries = max(row.tries for row in rows)
        _LOG.warning("一条提醒第 %d 次没送到：%s", tries + 1, type(error).__name__)
        if tries + 1 >= MOST_TRIES:
            self.store.reminders.undelivered(rows, self.name)
        else:
            pause = min(LONGEST_PAUSE, _FIRST_PAUSE * 2**tries)
            self.store.reminders.retry(rows, self.name, self.clock() + pause)

    # What is said

    def _notice_or_none(self, rows: list[ReminderRow]) -> Notice | None:
        """The rows as one reminder; what can't be reckoned is given up, and shown as such."""
        try:
            return self._notice(rows)
        except Exception as error:
            _LOG.error("一条提醒没能推算：%s", type(error).__name__)
            self.store.reminders.undelivered(rows, self.name)
            return None

    def _notice(self, rows: list[ReminderRow]) -> Notice | None:
        """The rows of one date and recipient as one reminder; those that are not valid any more are deleted."""
        first = rows[0]
        studio = self.store.studios.get(first.studio)
        recipient = self.store.studios.recipient(first.recipient)
        if studio is None or recipient is None or studio.facts.policy not in self.planner.packs:
            self.store.reminders.drop(rows)
            return None
        entries = {row.id: self.planner.due_entry(studio, row.entry, row.day) for row in rows}
        stale = [row for row in rows if entries[row.id] is None]
        if stale:
            self.store.reminders.drop(stale)
        rows[:] = [row for row in rows if row not in stale]
        if not rows:
            return None
        last = max(rows, key=lambda row: row.day)
        entry = entries[last.id]
        assert entry is not None
        return Notice(
            number=last.id,
            studio=studio,
            entry=entry,
            recipient=recipient,
            as_of=self.planner.today(),
            days=tuple(sorted(row.day for row in rows)),
            repeated=any(row.uncertain for row in rows),
        )


def _together(rows: Iterable[ReminderRow]) -> list[list[ReminderRow]]:
    """The rows by date and recipient: after a pause a person is told once of each date."""
    groups: dict[tuple[int, str, int], list[ReminderRow]] = defaultdict(list)
    for row in rows:
        groups[(row.studio, row.entry, row.recipient)].append(row)
    return list(groups.values())
