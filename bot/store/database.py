"""The SQLite file that everything is kept in, and its tables."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlite_utils import Database

from bot.store.chats import ChatStore
from bot.store.gaps import GapStore
from bot.store.mail import Mail
from bot.store.reminders import ReminderStore
from bot.store.rounds import RoundStore
from bot.store.studios import StudioStore

_NAME = "studiobot.db"
# How long a writer waits for another process's transaction, in milliseconds.
_BUSY_MS = 10_000


@dataclass(frozen=True)
class Store:
    """The database and what is kept in it; changes within `database.atomic()` happen together or not at all."""

    database: Database
    folder: Path

    @cached_property
    def gaps(self) -> GapStore:
        return GapStore(self.database)

    @cached_property
    def chats(self) -> ChatStore:
        return ChatStore(self.database)

    @cached_property
    def mail(self) -> Mail:
        return Mail(self.database)

    @cached_property
    def reminders(self) -> ReminderStore:
        return ReminderStore(self.database)

    @cached_property
    def studios(self) -> StudioStore:
        assert self.reminders is not None  # a studio that is deleted takes its reminders along
        return StudioStore(self.database)

    @cached_property
    def rounds(self) -> RoundStore:
        return RoundStore(self.database)

    def close(self) -> None:
        """Closes the file; nothing may be asked of the store after that."""
        self.database.close()


class _WriteFirst(Database):
    """A database whose transactions take the writer's lock as they begin.

    One that reads first and then writes would fail at once where another process wrote in between; so it waits its turn.
    """

    @contextmanager
    def atomic(self) -> Generator[Database, None, None]:
        if self.conn.in_transaction:
            with super().atomic():
                yield self
            return
        self.conn.execute("begin immediate")
        try:
            yield self
            self.conn.execute("commit")
        except BaseException:
            self.rollback()
            raise


def open_store(folder: Path) -> Store:
    """The store in `folder`, made where there is none.

    Written ahead (WAL), so that a process that is killed leaves every finished transaction behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    database = _WriteFirst(folder / _NAME)
    database.execute(f"pragma busy_timeout={_BUSY_MS}")
    database.enable_wal()
    database.execute("pragma synchronous=normal")
    database.execute("pragma secure_delete=on")
    return Store(database, folder)
