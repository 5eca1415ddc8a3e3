"""Reminders as rows: when each is due, and how far it has got. Timers are only a clock beside them.

A row goes queued → sent where the channel's own outbox takes it in the same transaction, and queued → claimed → sent
where it is sent outside. A claim is a lease: where its process has died, the row comes back as `uncertain`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

# A claimed row comes back after so long, in seconds: longer than any batch takes to be sent.
LEASE_SECONDS = 600
_SCHEMA = (
    "create table if not exists reminders (id integer primary key, studio integer not null, recipient integer not null, "
    "channel text not null, entry text not null, day text not null, kind text not null, due real not null, "
    "state text not null default 'queued', next real not null, tries integer not null default 0, "
    "uncertain integer not null default 0, claimed_by text, claimed_at real, "
    "unique (studio, entry, day, recipient))",
    "create index if not exists reminders_due on reminders (channel, next) where state='queued'",
    "create index if not exists reminders_claimed on reminders (claimed_at) where state='claimed'",
    "create index if not exists reminders_to on reminders (recipient)",
    "create index if not exists reminders_old on reminders (day) where state in ('sent', 'undelivered')",
)
_COLUMNS = "id, studio, recipient, entry, day, kind, tries, uncertain"


@dataclass(frozen=True)
class Planned:
    """A reminder that is to go to a recipient; `due` in seconds of the epoch."""

    recipient: int
    channel: str
    entry: str
    day: date
    kind: str
    due: float


@dataclass(frozen=True)
class ReminderRow:
    """A reminder that is due. `uncertain` counts sends of which nobody knows whether they arrived, `tries` failed ones."""

    id: int
    studio: int
    recipient: int
    entry: str
    day: date
    kind: str
    tries: int
    uncertain: int


class ReminderStore:
    """The table of reminders."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.atomic():
            for statement in _SCHEMA:
                database.execute(statement)

    def replace_plan(self, studio: int, first: date, planned: Iterable[Planned]) -> None:
        """Makes the rows from `first` on what is planned; what was sent stays, so that nothing is sent twice."""
        wanted = {(p.recipient, p.entry, p.day): p for p in planned}
        with self._database.atomic():
            rows = self._database.execute(
                "select id, recipient, entry, day, due, kind from reminders "
                "where studio=? and day>=? and state='queued' and tries=0 and uncertain=0",
                (studio, first.isoformat()),
            ).fetchall()
            for identity, recipient, entry, day, due, kind in rows:
                still = wanted.get((recipient, entry, date.fromisoformat(day)))
                if still is None or (still.due, still.kind) != (due, kind):
                    self._database.execute("delete from reminders where id=?", (identity,))
                else:
                    del wanted[(recipient, entry, still.day)]
            self._database.conn.executemany(
                "insert or ignore into reminders (studio, recipient, channel, entry, day, kind, due, next) "
                "values (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (studio, p.recipient, p.channel, p.entry, p.day.isoformat(), p.kind, p.due, p.due)
                    for p in wanted.values()
                ],
            )

    def claim(self, channel: str, now: float, most: int, by: str) -> list[ReminderRow]:
        """Takes up to `most` due rows of a channel, and whatever is due beside them of the same date and recipient.

        It writes before it reads, so that of two processes one waits for the other.
        """
        with self._database.atomic():
            taken = self._take(
                "id in (select id from reminders where channel=? and state='queued' and next<=? order by next limit ?)",
                (channel, now, most),
                now,
                by,
            )
            for studio, entry, recipient in {(r.studio, r.entry, r.recipient) for r in taken}:
                taken += self._take(
                    "studio=? and entry=? and recipient=? and state='queued' and next<=?",
                    (studio, entry, recipient, now),
                    now,
                    by,
                )
        return taken

    def _take(self, where: str, values: tuple[Any, ...], now: float, by: str) -> list[ReminderRow]:
        rows = self._database.execute(
            f"update reminders set state='claimed', claimed_by=?, claimed_at=? where {where} returning {_COLUMNS}",
            (by, now, *values),
        ).fetchall()
        return [_row(row) for row in rows]

    def count_due(self, channel: str, now: float) -> int:
        """How many rows of a channel are due."""
        row = self._database.execute(
            "select count(*) from reminders where channel=? and state='queued' and next<=?", (channel, now)
        ).fetchone()
        return int(row[0])

    def release_expired(self, now: float) -> int:
        """Gives back what a process claimed and never finished; how many. A claim from the future is one, too."""
        with self._database.atomic():
            cursor = self._database.execute(
                "update reminders set state='queued', uncertain=uncertain+1, next=? "
                "where state='claimed' and (claimed_at<? or claimed_at>?)",
                (now, now - LEASE_SECONDS, now + LEASE_SECONDS),
            )
        return int(cursor.rowcount)

    def bring_forward(self, now: float, longest: float) -> None:
        """Tries again what waits longer than the longest pause: the clock was set back meanwhile."""
        with self._database.atomic():
            self._database.execute(
                "update reminders set next=? where state='queued' and tries>0 and next>?", (now, now + longest)
            )

    def sent(self, rows: Sequence[ReminderRow], by: str) -> None:
        """Marks rows as sent, as far as the claim on them still holds."""
        self._finish("sent", rows, by)

    def undelivered(self, rows: Sequence[ReminderRow], by: str) -> None:
        """Marks rows that are given up."""
        self._finish("undelivered", rows, by)

    def retry(self, rows: Sequence[ReminderRow], by: str, at: float) -> None:
        """Gives rows back for another try."""
        with self._database.atomic():
            self._database.conn.executemany(
                "update reminders set state='queued', tries=tries+1, next=? "
                "where id=? and state='claimed' and claimed_by=?",
                [(at, row.id, by) for row in rows],
            )

    def drop(self, rows: Iterable[ReminderRow]) -> None:
        """Deletes rows that are not valid any more."""
        with self._database.atomic():
            self._database.conn.executemany("delete from reminders where id=?", [(row.id,) for row in rows])

    def lost(self, reminder: int) -> None:
        """Marks a row whose message the channel's outbox had to give up."""
        with self._database.atomic():
            self._database.execute("update reminders set state='undelivered' where id=?", (reminder,))

    def failed(self, studio: int) -> list[ReminderRow]:
        """The rows of a studio that were given up, latest first."""
        rows = self._database.execute(
            f"select {_COLUMNS} from reminders where studio=? and state='undelivered' order by day desc", (studio,)
        ).fetchall()
        return [_row(row) for row in rows]

    def again(self, studio: int, now: float) -> None:
        """Queues anew what was given up of a studio."""
        with self._database.atomic():
            self._database.execute(
                "update reminders set state='queued', tries=0, next=? where studio=? and state='undelivered'",
                (now, studio),
            )

    def tidy(self, before: date) -> None:
        """Deletes what went out before a day; plans never reach back, so nothing of it is sent again."""
        with self._database.atomic():
            self._database.execute(
                "delete from reminders where state in ('sent', 'undelivered') and day<?", (before.isoformat(),)
            )

    def _finish(self, state: str, rows: Sequence[ReminderRow], by: str) -> None:
        with self._database.atomic():
            self._database.conn.executemany(
                "update reminders set state=? where id=? and claimed_by=?", [(state, row.id, by) for row in rows]
            )


def _row(row: tuple[Any, ...]) -> ReminderRow:
    identity, studio, recipient, entry, day, kind, tries, uncertain = row
    return ReminderRow(identity, studio, recipient, entry, date.fromisoformat(day), kind, tries, uncertain)
