"""Application rounds: who asked to be told of them, what an operator announced, and the days that the office set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

_SCHEMA = (
    "create table if not exists wishes (policy text not null, channel text not null, address text not null, "
    "person text not null, primary key (policy, channel, address))",
    "create table if not exists announcements (id integer primary key autoincrement, policy text not null, "
    "text text not null)",
    "create table if not exists announced_to (announcement integer not null, channel text not null, "
    "address text not null, primary key (announcement, channel, address))",
    "create table if not exists office_dates (policy text not null, entry text not null, day text not null, "
    "primary key (policy, entry))",
)


@dataclass(frozen=True)
class Announcement:
    """What an operator has to say of a place's round, and an address that it goes to."""

    id: int
    policy: str
    text: str
    address: str


class RoundStore:
    """The tables of rounds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.atomic():
            for statement in _SCHEMA:
                database.execute(statement)

    def wish(self, policy: str, channel: str, address: str, person: str) -> None:
        """Somebody wants to be told there when a place's round is announced."""
        with self._database.atomic():
            self._database.execute(
                "insert or ignore into wishes values (?, ?, ?, ?)", (policy, channel, address, person)
            )

    def forget(self, channel: str, person: str) -> None:
        """Tells a person of no round any more."""
        with self._database.atomic():
            self._database.execute("delete from wishes where channel=? and person=?", (channel, person))

    def wished(self, policy: str) -> int:
        """How many asked for a place's round."""
        return int(self._database.execute("select count(*) from wishes where policy=?", (policy,)).fetchone()[0])

    def announce(self, policy: str, text: str) -> int:
        """Keeps an announcement for all who asked for it; how many they are."""
        with self._database.atomic():
            cursor = self._database.execute("insert into announcements (policy, text) values (?, ?)", (policy, text))
            told = self._database.execute(
                "insert into announced_to select ?, channel, address from wishes where policy=?",
                (cursor.lastrowid, policy),
            )
        return int(told.rowcount)

    def take(self, channel: str, most: int) -> Sequence[Announcement]:
        """Takes up to `most` announcements that wait for a channel; within a transaction they are handed on or none is."""
        with self._database.atomic():
            taken = self._database.execute(
                "delete from announced_to where rowid in (select rowid from announced_to where channel=? limit ?) "
                "returning announcement, address",
                (channel, most),
            ).fetchall()
            found = []
            for identity, address in taken:
                policy, text = self._database.execute(
                    "select policy, text from announcements where id=?", (identity,)
                ).fetchone()
                found.append(Announcement(identity, policy, text, address))
        return found

    def waiting(self, channel: str) -> bool:
        """Whether an announcement waits for a channel."""
        row = self._database.execute("select 1 from announced_to where channel=? limit 1", (channel,)).fetchone()
        return row is not None

    def moved(self, channel: str, old: str, new: str) -> None:
        """A chat got another address."""
        with self._database.atomic():
            for table in ("wishes", "announced_to"):
                self._database.execute(
                    f"update or replace {table} set address=? where channel=? and address=?", (new, channel, old)
                )

    def office_dates(self, policy: str) -> dict[str, date]:
        """The days that the office announced for a place's dates, by entry."""
        rows = self._database.execute("select entry, day from office_dates where policy=?", (policy,)).fetchall()
        return {entry: date.fromisoformat(day) for entry, day in rows}

    def set_office_date(self, policy: str, entry: str, day: date) -> None:
        with self._database.atomic():
            self._database.execute(
                "insert or replace into office_dates values (?, ?, ?)", (policy, entry, day.isoformat())
            )
