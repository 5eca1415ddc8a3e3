"""Prints how long it takes to find what is due among a million pending reminders, and to hand 10,000 of them on.

`python -m benchmarks.reminders`
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bot.reminders.delivery import Delivery, Notice
from bot.reminders.schedule import Planner, moment
from bot.store import Announcement, Outgoing, Owner, Registered, Store, open_store
from knowledge.pack import load_library
from knowledge.timeline import Studio, today, working_day_before

_PENDING, _DUE = 1_000_000, 10_000
_AT_ONCE = 20
_FIRST_CHAT = 100_000
# So many days ahead is the date of which today's reminders are.
_AHEAD = 10
# The others are due one after another, in seconds.
_STEP = 30.0


class _Outbox:
    """Takes a second's share at a time into the real outbox."""

    name = "telegram"

    def __init__(self, store: Store) -> None:
        self._store = store

    def room(self) -> int:
        return _AT_ONCE

    def reaches(self, address: str) -> bool:
        return bool(address)

    def post(self, notice: Notice) -> None:
        self._store.mail.post([Outgoing(int(notice.recipient.address), "message", {"text": notice.entry.title})])

    def post_announcement(self, announcement: Announcement) -> None: ...

    def posted(self) -> None: ...

    def rolled_back(self) -> None: ...


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        # At noon, since a day's reminders are due in the morning.
        now = moment(today(), 12)
        delivery = Delivery(
            store,
            Planner(load_library().packs, store, today),
            [_Outbox(store)],
            [],
            lambda: now,
            from_hour=0,
            until_hour=24,
        )
        _register(delivery)
        _fill(store, now)
        pending = store.database.execute("select count(*) from reminders where state='queued'").fetchone()[0]
        times = [_found(store, now) for _ in range(30)]
        print(
            f"{pending:,} pending: {_AT_ONCE} due found in {statistics.median(times):.2f} ms, at most {max(times):.2f} ms"
        )
        due = store.reminders.count_due("telegram", now)
        steps = asyncio.run(_hand_over(delivery))
        print(
            f"{due:,} due at once: handed on in {len(steps):,} steps of {statistics.median(steps):.1f} ms, "
            f"at most {max(steps):.1f} ms; between two of them others have their turn"
        )
        store.close()


def _found(store: Store, now: float) -> float:
    """How long claiming takes, in milliseconds; the claim is taken back."""
    store.database.execute("begin")
    begun = time.perf_counter()
    claimed = store.reminders.claim("telegram", now, _AT_ONCE, "benchmark")
    taken = (time.perf_counter() - begun) * 1000
    store.database.rollback()
    assert len(claimed) == _AT_ONCE
    return taken


async def _hand_over(delivery: Delivery) -> list[float]:
    """How long each step holds up the process, in milliseconds."""
    steps = []
    more = True
    while more:
        begun = time.perf_counter()
        more = await delivery.tick()
        steps.append((time.perf_counter() - begun) * 1000)
    return steps


def _register(delivery: Delivery) -> None:
    """Ten thousand studios with one reminder today."""
    store, planner = delivery.store, delivery.planner
    due = today() + timedelta(days=_AHEAD)
    lead = (working_day_before(due).day - today()).days
    pack = next(pack for pack in planner.packs.values() for d in pack.deadlines if d.event == "established" and d.owed)
    entry = next(d.id for d in pack.deadlines if d.event == "established" and d.owed)
    with store.database.atomic():
        for number in range(_DUE):
            facts = Studio(pack.id, today(), kept_from=today())
            studio = store.studios.add(
                Registered(Owner("telegram", str(number)), facts, f"工作室{number}", leads=(lead,))
            )
            store.studios.add_recipient(studio.id, "telegram", str(_FIRST_CHAT + number), "")
            store.studios.set_date(studio.id, entry, due)
            planner.plan(studio.id)


def _fill(store: Store, now: float) -> None:
    """Other studios' rows up to a million pending, due within the coming year."""
    count = _PENDING - store.database.execute("select count(*) from reminders").fetchone()[0]
    with store.database.atomic():
        store.database.conn.executemany(
            "insert into reminders (studio, recipient, channel, entry, day, kind, due, next) "
            "values (?, ?, 'telegram', ?, '2099-01-01', 'ahead', ?, ?)",
            (
                (2 * _DUE + n, 2 * _DUE + n, f"entry{n % 7}", now + 3600 + n * _STEP, now + 3600 + n * _STEP)
                for n in range(count)
            ),
        )


if __name__ == "__main__":
    main()
