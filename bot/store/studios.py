"""Registered studios: their facts, who is reminded, what was marked and set on their dates."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlite_utils import Database

from bot.store.chats import Chat
from knowledge.timeline import REMIND_DAYS, Leader, Mark, Studio

# In the morning of a working day, when there is still time to act.
REMIND_HOUR = 9
# Long enough that nobody finds a calendar by trying.
_TOKEN_BYTES = 24
_SCHEMA = (
    "create table if not exists studios (id integer primary key autoincrement, policy text not null, "
    "name text not null, unit text not null, leader text not null, leader_birth text, leader_sex text, "
    "established text not null, project_start text, project_end text, kept_from text not null, leads text not null, "
    "hour integer not null, token text not null unique, channel text not null, person text not null, "
    "planned_on text not null default '', planned_to text not null default '')",
    "create index if not exists studios_of on studios (channel, person)",
    "create index if not exists studios_planned on studios (planned_on)",
    "create table if not exists recipients (id integer primary key autoincrement, studio integer not null, "
    "channel text not null, address text not null, label text not null, unique (studio, channel, address))",
    "create index if not exists recipients_at on recipients (channel, address)",
    "create table if not exists marks (studio integer not null, entry text not null, state text not null, "
    "day text not null, until text, primary key (studio, entry))",
    "create table if not exists set_dates (studio integer not null, entry text not null, day text not null, "
    "primary key (studio, entry))",
)
_TABLES = ("recipients", "marks", "set_dates", "reminders")


@dataclass(frozen=True)
class Owner:
    """Who registered a studio: a person of a channel."""

    channel: str
    person: str


@dataclass(frozen=True)
class Registered:
    """A studio as it was registered; `id` and `token` are given by the store.

    `leads`: so many days before a date it is reminded, at `hour` o'clock in China. `token` names its calendar's address.
    """

    owner: Owner
    facts: Studio
    name: str
    unit: str = ""
    leader: str = ""
    leads: tuple[int, ...] = REMIND_DAYS
    hour: int = REMIND_HOUR
    id: int = 0
    token: str = ""


@dataclass(frozen=True)
class Recipient:
    """Where a studio's reminders go: an address in a channel, and what a person reads for it."""

    id: int
    studio: int
    channel: str
    address: str
    label: str


class StudioStore:
    """The tables of studios."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.atomic():
            for statement in _SCHEMA:
                database.execute(statement)

    # Studios

    def add(self, studio: Registered) -> Registered:
        """Keeps a new studio; it comes back with its id and token."""
        studio = replace(studio, token=_token())
        values = _values(studio)
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        with self._database.atomic():
            cursor = self._database.execute(f"insert into studios ({names}) values ({marks})", tuple(values.values()))
        return replace(studio, id=int(cursor.lastrowid or 0))

    def change(self, studio: Registered) -> None:
        """Keeps what was changed of a studio; its plan is stale with that."""
        values = _values(studio)
        names = ", ".join(f"{name}=?" for name in values)
        with self._database.atomic():
            self._database.execute(
                f"update studios set {names}, planned_on='' where id=?", (*values.values(), studio.id)
            )

    def remove(self, studio: int) -> None:
        """Deletes a studio and all that belongs to it."""
        with self._database.atomic():
            for table in _TABLES:
                self._database.execute(f"delete from {table} where studio=?", (studio,))
            self._database.execute("delete from studios where id=?", (studio,))

    def get(self, studio: int) -> Registered | None:
        return next(self._where("id=?", studio), None)

    def with_token(self, token: str) -> Registered | None:
        """The studio whose calendar has this address."""
        return next(self._where("token=?", token), None)

    def of(self, owner: Owner) -> list[Registered]:
        """The studios that a person registered, oldest first."""
        return list(self._where("channel=? and person=? order by id", owner.channel, owner.person))

    def reminded_at(self, channel: str, address: str) -> list[Registered]:
        """The studios that are reminded at an address, oldest first."""
        found = {recipient.studio for recipient in self._at(channel, address)}
        return [studio for number in sorted(found) if (studio := self.get(number)) is not None]

    def all(self) -> list[Registered]:
        return list(self._where("1 order by id"))

    def renew_token(self, studio: Registered) -> Registered:
        """The studio with another calendar address; the one before is gone."""
        studio = replace(studio, token=_token())
        with self._database.atomic():
            self._database.execute("update studios set token=? where id=?", (studio.token, studio.id))
        return studio

    # Recipients

    def recipients(self, studio: int) -> list[Recipient]:
        rows = self._database.execute(
            "select id, studio, channel, address, label from recipients where studio=? order by id", (studio,)
        )
        return [Recipient(*row) for row in rows.fetchall()]

    def recipient(self, recipient: int) -> Recipient | None:
        row = self._database.execute(
            "select id, studio, channel, address, label from recipients where id=?", (recipient,)
        ).fetchone()
        return None if row is None else Recipient(*row)

    def add_recipient(self, studio: int, channel: str, address: str, label: str) -> None:
        """Reminds at this address too; its plan is stale with that."""
        with self._database.atomic():
            self._database.execute(
                "insert or ignore into recipients (studio, channel, address, label) values (?, ?, ?, ?)",
                (studio, channel, address, label),
            )
            self._stale(studio)

    def drop_recipient(self, recipient: Recipient) -> None:
        """Reminds there no more."""
        with self._database.atomic():
            self._database.execute("delete from recipients where id=?", (recipient.id,))
            self._database.execute("delete from reminders where recipient=?", (recipient.id,))

    def drop_address(self, channel: str, address: str) -> None:
        """Reminds nobody at this address any more."""
        for recipient in self._at(channel, address):
            self.drop_recipient(recipient)

    def moved(self, channel: str, old: str, new: str) -> None:
        """A chat got another address: what went to the old one goes there."""
        with self._database.atomic():
            for recipient in self._at(channel, old):
                known = {r.address for r in self.recipients(recipient.studio) if r.channel == channel}
                if new in known:
                    self.drop_recipient(recipient)
                else:
                    self._database.execute("update recipients set address=? where id=?", (new, recipient.id))

    def reaches(self, studio: int, chat: Chat) -> bool:
        """Whether a chat may act for a studio: its owner, or a chat that is reminded of it."""
        registered = self.get(studio)
        if registered is None:
            return False
        if registered.owner == Owner(chat.channel, chat.person):
            return True
        return any((r.channel, r.address) == (chat.channel, chat.chat) for r in self.recipients(studio))

    def _at(self, channel: str, address: str) -> list[Recipient]:
        rows = self._database.execute(
            "select id, studio, channel, address, label from recipients where channel=? and address=?",
            (channel, address),
        )
        return [Recipient(*row) for row in rows.fetchall()]

    # What was marked and set

    def marks(self, studio: int) -> dict[str, Mark]:
        rows = self._database.execute("select entry, state, day, until from marks where studio=?", (studio,))
        return {entry: Mark(state, _day(day), _maybe(until)) for entry, state, day, until in rows.fetchall()}

    def mark(self, studio: int, entry: str, mark: Mark | None) -> None:
        """Keeps what was said of an entry; None takes it back."""
        with self._database.atomic():
            self._database.execute("delete from marks where studio=? and entry=?", (studio, entry))
            if mark is not None:
                until = None if mark.until is None else mark.until.isoformat()
                self._database.execute(
                    "insert into marks values (?, ?, ?, ?, ?)", (studio, entry, mark.state, mark.on.isoformat(), until)
                )
            self._stale(studio)

    def set_dates(self, studio: int) -> dict[str, date]:
        rows = self._database.execute("select entry, day from set_dates where studio=?", (studio,))
        return {entry: _day(day) for entry, day in rows.fetchall()}

    def set_date(self, studio: int, entry: str, day: date) -> None:
        with self._database.atomic():
            self._database.execute(
                "insert or replace into set_dates values (?, ?, ?)", (studio, entry, day.isoformat())
            )
            self._stale(studio)

    # The plan

    def unplanned(self, today: date, oldest: date, most: int) -> list[int]:
        """Studios whose plan is stale: made before `oldest`, after today (the clock was set back), or changed since."""
        rows = self._database.execute(
            "select id from studios where planned_on<? union all select id from studios where planned_on>? limit ?",
            (oldest.isoformat(), today.isoformat(), most),
        )
        return [row[0] for row in rows.fetchall()]

    def planned(self, studio: int, on: date, to: date) -> None:
        """Notes when the plan was made and how far it reaches."""
        with self._database.atomic():
            self._database.execute(
                "update studios set planned_on=?, planned_to=? where id=?", (on.isoformat(), to.isoformat(), studio)
            )

    def planned_to(self, studio: int) -> date | None:
        """How far the last plan reached; None before the first."""
        row = self._database.execute("select planned_to from studios where id=?", (studio,)).fetchone()
        return None if row is None else _maybe(row[0])

    def stale_policy(self, policy: str) -> None:
        """All plans of a place's studios are stale."""
        with self._database.atomic():
            self._database.execute("update studios set planned_on='' where policy=?", (policy,))

    def _stale(self, studio: int) -> None:
        self._database.execute("update studios set planned_on='' where id=?", (studio,))

    def _where(self, condition: str, *values: Any) -> Iterator[Registered]:
        rows = list(self._database.query(f"select * from studios where {condition}", values))
        return map(_registered, rows)


def _token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def _values(studio: Registered) -> dict[str, Any]:
    facts = studio.facts
    born = facts.leader
    return {
        "policy": facts.policy,
        "name": studio.name,
        "unit": studio.unit,
        "leader": studio.leader,
        "leader_birth": None if born is None else born.birth.isoformat(),
        "leader_sex": None if born is None else born.sex,
        "established": facts.established.isoformat(),
        "project_start": _written(facts.project_start),
        "project_end": _written(facts.project_end),
        "kept_from": _written(facts.kept_from or facts.established),
        "leads": _joined(studio.leads),
        "hour": studio.hour,
        "token": studio.token,
        "channel": studio.owner.channel,
        "person": studio.owner.person,
    }


def _registered(row: dict[str, Any]) -> Registered:
    born = row["leader_birth"]
    return Registered(
        owner=Owner(row["channel"], row["person"]),
        facts=Studio(
            policy=row["policy"],
            established=_day(row["established"]),
            project_start=_maybe(row["project_start"]),
            project_end=_maybe(row["project_end"]),
            leader=None if born is None else Leader(_day(born), row["leader_sex"]),
            kept_from=_day(row["kept_from"]),
        ),
        name=row["name"],
        unit=row["unit"],
        leader=row["leader"],
        leads=tuple(int(lead) for lead in row["leads"].split()),
        hour=row["hour"],
        id=row["id"],
        token=row["token"],
    )


def _joined(leads: Sequence[int]) -> str:
    return " ".join(map(str, leads))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _maybe(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
