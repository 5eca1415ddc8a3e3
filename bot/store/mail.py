"""What came in and has to go out, kept until it is done: a killed process loses neither.

Updates are acknowledged to the channel when they are fetched, so each is kept here first; its text is deleted as soon
as it is handled. A reply is kept in the same transaction that marks its update as handled, and deleted when it is sent.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlite_utils import Database

State = Literal["queued", "sending"]
# Handled updates are remembered so long, in seconds: a channel that repeats one does so within a day.
_REMEMBERED = 2 * 24 * 3600
# Sent messages can be edited so long after, in seconds.
_EDITABLE = 2 * 24 * 3600
_SCHEMA = (
    "create table if not exists inbox (id integer primary key, body text, received real not null)",
    "create index if not exists inbox_open on inbox (id) where body is not null",
    "create table if not exists outbox (id integer primary key autoincrement, chat integer not null, "
    "method text not null, payload text not null, file text, slot text, state text not null default 'queued', "
    "uncertain integer not null default 0, tries integer not null default 0, due real not null default 0)",
    "create table if not exists slots (chat integer not null, slot text not null, message integer not null, "
    "sent real not null, primary key (chat, slot))",
)


@dataclass(frozen=True)
class Outgoing:
    """One call that sends something: the Bot API's method and its parameters, and a file's path where one goes along.

    `slot` names the message, so that a later call can edit it (`method` is then editMessageText).
    """

    chat: int
    method: str
    payload: dict[str, Any]
    file: str | None = None
    slot: str | None = None


@dataclass(frozen=True)
class Letter:
    """An `Outgoing` as kept: `uncertain` counts sends of which nobody knows whether they arrived, `tries` all others."""

    id: int
    outgoing: Outgoing
    state: State = "queued"
    uncertain: int = 0
    tries: int = 0
    due: float = field(default=0.0)


class Mail:
    """The inbox and the outbox."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.atomic():
            for statement in _SCHEMA:
                database.execute(statement)

    # The inbox

    def receive(self, identity: int, body: str) -> bool:
        """Keeps an update; False where it was received before."""
        with self._database.atomic():
            cursor = self._database.execute(
                "insert or ignore into inbox values (?, ?, ?)", (identity, body, time.time())
            )
        return cursor.rowcount == 1

    def unhandled(self) -> list[str]:
        """The updates that were received and not handled, oldest first."""
        rows = self._database.execute("select body from inbox where body is not null order by id").fetchall()
        return [row[0] for row in rows]

    def handled(self, identity: int) -> None:
        """Marks an update as handled; its text is gone with that."""
        with self._database.atomic():
            self._database.execute("update inbox set body=null where id=?", (identity,))

    # The outbox

    def post(self, outgoing: Sequence[Outgoing]) -> list[Letter]:
        """Keeps what has to be sent, in order."""
        letters = []
        with self._database.atomic():
            for item in outgoing:
                cursor = self._database.execute(
                    "insert into outbox (chat, method, payload, file, slot) values (?, ?, ?, ?, ?)",
                    (item.chat, item.method, json.dumps(item.payload, ensure_ascii=False), item.file, item.slot),
                )
                letters.append(Letter(int(cursor.lastrowid or 0), item))
        return letters

    def waiting(self) -> list[Letter]:
        """All that is still to be sent, oldest first; `sending` are those that a stopped process was about to send."""
        rows = self._database.query("select * from outbox order by id")
        return [
            Letter(
                row["id"],
                Outgoing(row["chat"], row["method"], json.loads(row["payload"]), row["file"], row["slot"]),
                row["state"],
                row["uncertain"],
                row["tries"],
                row["due"],
            )
            for row in rows
        ]

    def sending(self, letter: Letter) -> None:
        """Marks a letter as being sent: whoever finds it so after a crash knows that it may have arrived."""
        with self._database.atomic():
            self._database.execute("update outbox set state='sending' where id=?", (letter.id,))

    def again(self, letter: Letter) -> None:
        """Keeps a letter for another try, with its counts and due time."""
        with self._database.atomic():
            self._database.execute(
                "update outbox set state='queued', uncertain=?, tries=?, due=? where id=?",
                (letter.uncertain, letter.tries, letter.due, letter.id),
            )

    def sent(self, letter: Letter, message: int | None = None) -> None:
        """Deletes a letter that was sent (or given up); `message` is the id that the channel gave it."""
        with self._database.atomic():
            self._database.execute("delete from outbox where id=?", (letter.id,))
            if message is not None and letter.outgoing.slot is not None:
                self._database.execute(
                    "insert or replace into slots values (?, ?, ?, ?)",
                    (letter.outgoing.chat, letter.outgoing.slot, message, time.time()),
                )

    def message_in(self, chat: int, slot: str) -> int | None:
        """The id of the message that was sent in a slot."""
        row = self._database.execute("select message from slots where chat=? and slot=?", (chat, slot)).fetchone()
        return None if row is None else int(row[0])

    def moved(self, old: int, new: int) -> None:
        """A group became a supergroup: what was for the old chat goes to the new one."""
        with self._database.atomic():
            self._database.execute("update outbox set chat=? where chat=?", (new, old))

    def drop(self, chat: int) -> list[str]:
        """Deletes all that is kept for or about a chat; the paths of the files that were to be sent."""
        files = self._database.execute("select file from outbox where chat=? and file is not null", (chat,)).fetchall()
        with self._database.atomic():
            self._database.execute("delete from outbox where chat=?", (chat,))
            self._database.execute("delete from slots where chat=?", (chat,))
        return [row[0] for row in files]

    def tidy(self) -> None:
        """Forgets handled updates and sent messages that nobody can come back to."""
        with self._database.atomic():
            self._database.execute(
                "delete from inbox where body is null and received<? and id<(select max(id) from inbox)",
                (time.time() - _REMEMBERED,),
            )
            self._database.execute("delete from slots where sent<?", (time.time() - _EDITABLE,))
