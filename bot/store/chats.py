"""What each chat remembers, as JSON, and which chats have blocked the bot."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

_SCHEMA = (
    "create table if not exists chats (channel text not null, chat text not null, person text not null, "
    "state text not null, used real not null, primary key (channel, chat, person))",
    "create table if not exists blocked (channel text not null, chat text not null, since real not null, "
    "primary key (channel, chat))",
)


@dataclass(frozen=True)
class Chat:
    """One person in one chat of one channel; what a group's members ask is kept apart."""

    channel: str
    chat: str
    person: str


class ChatStore:
    """The table of chats' states."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.atomic():
            for statement in _SCHEMA:
                database.execute(statement)

    def state(self, chat: Chat) -> str | None:
        """The chat's state as it was kept; None where nothing was."""
        row = self._database.execute(
            "select state from chats where channel=? and chat=? and person=?", (chat.channel, chat.chat, chat.person)
        ).fetchone()
        return None if row is None else str(row[0])

    def keep(self, chat: Chat, state: str) -> None:
        with self._database.atomic():
            self._database.execute(
                "insert or replace into chats values (?, ?, ?, ?, ?)",
                (chat.channel, chat.chat, chat.person, state, time.time()),
            )

    def states(self, channel: str) -> Iterator[tuple[Chat, str]]:
        """All chats of a channel with their states."""
        rows = self._database.execute("select chat, person, state from chats where channel=?", (channel,)).fetchall()
        return ((Chat(channel, chat, person), state) for chat, person, state in rows)

    def of_person(self, channel: str, person: str) -> list[Chat]:
        """The chats in which a person has a state."""
        rows = self._database.execute(
            "select chat, person from chats where channel=? and person=?", (channel, person)
        ).fetchall()
        return [Chat(channel, *row) for row in rows]

    def forget(self, chat: Chat) -> None:
        with self._database.atomic():
            self._database.execute(
                "delete from chats where channel=? and chat=? and person=?", (chat.channel, chat.chat, chat.person)
            )

    def unused_since(self, moment: float) -> list[tuple[Chat, str]]:
        """Chats (with their states) that nobody has used since `moment`, in seconds of the epoch."""
        rows = self._database.execute(
            "select channel, chat, person, state from chats where used<?", (moment,)
        ).fetchall()
        return [(Chat(*row[:3]), row[3]) for row in rows]

    def block(self, channel: str, chat: str) -> None:
        """Marks a chat in which the bot may not speak any more."""
        with self._database.atomic():
            self._database.execute("insert or replace into blocked values (?, ?, ?)", (channel, chat, time.time()))

    def unblock(self, channel: str, chat: str) -> None:
        if self.is_blocked(channel, chat):
            with self._database.atomic():
                self._database.execute("delete from blocked where channel=? and chat=?", (channel, chat))

    def is_blocked(self, channel: str, chat: str) -> bool:
        found = self._database.execute("select 1 from blocked where channel=? and chat=?", (channel, chat)).fetchone()
        return found is not None
