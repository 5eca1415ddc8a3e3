"""Years of reminders in fake time: studios, people who mark things, processes that are killed, clocks that jump."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.reminders.delivery import Delivery, NotDeliveredError, Notice
from bot.reminders.schedule import Planner
from bot.store import Announcement, Outgoing, Owner, Registered, Store, open_store
from knowledge.pack import Pack
from knowledge.timeline import SHANGHAI, Leader, Mark, Studio, build_timeline, plan_reminders

# A reminder: of which studio and entry, to which address, of which day.
Key = tuple[int, str, str, str]
_HOURS = (9, 12, 15, 18)
# Planned less often than in the service, to spare time; a plan reaches sixty days ahead.
_FRESH_DAYS = 50
# So many of those who are reminded say something to it on that day.
_MARKING_SHARE = 0.25
# What is expected is reckoned for so many days at a time.
_SPAN = 50


class KilledError(BaseException):
    """The process is gone, wherever it just was."""


@dataclass
class World:
    """What is there beside the processes: the true time, luck, and what arrived outside."""

    luck: random.Random
    now: datetime
    skew: timedelta = timedelta()
    kill_share: float = 0.0
    fail_share: float = 0.0
    kills: int = 0
    failures: int = 0
    arrived: Counter[Key] = field(default_factory=Counter)
    cut_off: Counter[Key] = field(default_factory=Counter)

    def clock(self) -> float:
        """The machine's clock; whoever looks at it may be killed just then."""
        self.perhaps_kill(self.kill_share)
        return (self.now + self.skew).timestamp()

    def today(self) -> date:
        return (self.now + self.skew).astimezone(SHANGHAI).date()

    def perhaps_kill(self, share: float) -> None:
        if self.luck.random() < share:
            self.kills += 1
            raise KilledError


def keys_of(notice: Notice) -> list[Key]:
    return [(notice.studio.id, notice.entry.id, notice.recipient.address, day.isoformat()) for day in notice.days]


@dataclass
class Inside:
    """A channel with an outbox: the real one, so that what is in it is what would be sent."""

    world: World
    store: Store
    name: str = "inside"

    def room(self) -> int:
        return 40

    def reaches(self, address: str) -> bool:  # noqa: ARG002
        return True

    def post(self, notice: Notice) -> None:
        self.store.mail.post([Outgoing(notice.studio.id, "message", {"keys": keys_of(notice)})])
        self.world.perhaps_kill(self.world.kill_share / 20)

    def post_announcement(self, announcement: Announcement) -> None:
        raise AssertionError(announcement)

    def posted(self) -> None:
        self.world.perhaps_kill(self.world.kill_share)

    def rolled_back(self) -> None:
        pass


@dataclass
class Outside:
    """A channel that sends by itself, and fails as often as the world has it."""

    world: World
    name: str = "outside"

    async def send(self, notice: Notice) -> None:
        await asyncio.sleep(0)
        if self.world.luck.random() < self.world.fail_share:
            self.world.failures += 1
            raise NotDeliveredError
        self.world.arrived.update(keys_of(notice))
        try:
            self.world.perhaps_kill(self.world.kill_share / 5)
        except KilledError:
            self.world.cut_off.update(keys_of(notice))
            raise


class Process:
    """One process on the database: its own connection, its own delivery."""

    def __init__(self, world: World, folder: Path, packs: Mapping[str, Pack]) -> None:
        self.store = open_store(folder)
        planner = Planner(packs, self.store, world.today, _FRESH_DAYS)
        self.delivery = Delivery(
            self.store, planner, [Inside(world, self.store)], [Outside(world)], world.clock, from_hour=8, until_hour=21
        )


@dataclass
class Simulation:
    """Studios and their people over some years."""

    packs: Mapping[str, Pack]
    folder: Path
    world: World
    processes: list[Process] = field(default_factory=list)
    # By studio, what was marked on which day, in order.
    history: dict[int, list[tuple[date, str, Mark]]] = field(default_factory=dict)
    studios: dict[int, Registered] = field(default_factory=dict)
    addresses: dict[int, list[str]] = field(default_factory=dict)
    # What was due and not sent yet, or was sent early by a clock that ran ahead, when somebody marked a date of its
    # studio: it may have gone or not.
    overtaken: set[Key] = field(default_factory=set)

    def register(self, number: int) -> None:
        """Registers some studios of all places, half of them with a second recipient."""
        luck, store = self.world.luck, open_store(self.folder)
        policies = sorted(self.packs)
        today = self.world.today()
        with store.database.atomic():
            for index in range(number):
                policy = policies[index % len(policies)]
                established = today - timedelta(days=luck.randrange(900))
                start = established + timedelta(days=luck.randrange(200)) if luck.random() < 0.7 else None
                leader = Leader(
                    date(luck.randrange(1962, 1980), luck.randrange(1, 13), 5), luck.choice(("man", "woman"))
                )
                facts = Studio(policy, established, start, None, leader if index % 3 else None, today)
                studio = store.studios.add(Registered(Owner("test", str(index)), facts, f"工作室{index}"))
                channels = ("inside", "outside") if index % 2 else (luck.choice(("inside", "outside")),)
                for channel in channels:
                    store.studios.add_recipient(studio.id, channel, f"{channel}:{index}", "")
                self.studios[studio.id] = studio
                self.addresses[studio.id] = [f"{channel}:{index}" for channel in channels]
                self.history[studio.id] = []
        store.close()

    def start(self, count: int) -> None:
        while len(self.processes) < count:
            self.processes.append(Process(self.world, self.folder, self.packs))

    async def day(self) -> None:
        """One day: the processes tick a few times, then people mark a few things."""
        for hour in _HOURS:
            self.world.now = self.world.now.replace(hour=hour, minute=self.world.luck.randrange(60))
            await asyncio.gather(*(self._tick(process) for process in list(self.processes)))
        if not self.world.skew:
            self._people()
        self.world.now += timedelta(days=1)

    async def _tick(self, process: Process) -> None:
        try:
            while await process.delivery.tick():
                pass
        except KilledError:
            # Its connection goes as it was; another process takes its place.
            process.store.close()
            self.processes[self.processes.index(process)] = Process(self.world, self.folder, self.packs)

    def _people(self) -> None:
        """Some of those who were reminded today say something to it, as the dialogue takes it: it counts at once."""
        luck, process = self.world.luck, self.processes[0]
        today = self.world.today()
        rows = process.store.database.execute(
            "select distinct studio, entry from reminders where day=? and state='sent' order by 1, 2",
            (today.isoformat(),),
        ).fetchall()
        for studio_id, entry in rows:
            if luck.random() > _MARKING_SHARE:
                continue
            self.overtaken |= self._pending(process.store, studio_id, today)
            what = luck.choice(("done", "done", "done", "snoozed", "stopped"))
            mark = Mark(what, today, today + timedelta(days=7) if what == "snoozed" else None)
            with process.store.database.atomic():
                process.store.studios.mark(studio_id, entry, mark)
                process.delivery.planner.plan(studio_id)
            self.history[studio_id].append((today, entry, mark))

    def _pending(self, store: Store, studio_id: int, today: date) -> set[Key]:
        """What of a studio is due and not sent yet, or was sent before its day."""
        rows = store.database.execute(
            "select r.studio, r.entry, p.address, r.day from reminders r join recipients p on p.id=r.recipient "
            "where r.studio=? and (r.day<=? and r.state in ('queued', 'claimed') or r.day>? and r.state='sent')",
            (studio_id, today.isoformat(), today.isoformat()),
        )
        return set(rows.fetchall())

    # What should have come of it

    def expected(self, first: date, last: date) -> tuple[set[Key], set[Key]]:
        """What has to have gone from `first` to `last`, and what may have: its date was marked before it could go."""
        asked = {
            (studio_id, entry, address, day.isoformat())
            for studio_id, studio in self.studios.items()
            for entry, day in self._reminders(studio, first, last)
            for address in self.addresses[studio_id]
        }
        return asked - self.overtaken, self.overtaken

    def _reminders(self, studio: Registered, first: date, last: date) -> set[tuple[str, date]]:
        """Span by span, and anew after each mark."""
        pack = self.packs[studio.facts.policy]
        starts = {first + timedelta(days=_SPAN * n) for n in range((last - first).days // _SPAN + 1)}
        starts |= {on + timedelta(days=1) for on, _, _ in self.history[studio.id] if on < last}
        ordered = sorted(starts)
        found: set[tuple[str, date]] = set()
        for start, following in zip(ordered, [*ordered[1:], last + timedelta(days=1)], strict=True):
            marks = {entry: mark for on, entry, mark in self.history[studio.id] if on < start}
            end = following - timedelta(days=1)
            timeline = build_timeline(pack, studio.facts, start, marks=marks)
            found |= {(r.entry, r.day) for r in plan_reminders(timeline, start, end)}
        return found

    def gone(self) -> Counter[Key]:
        """What went out, inside and outside, with how often."""
        store = open_store(self.folder)
        found = Counter(self.world.arrived)
        for (payload,) in store.database.execute("select payload from outbox").fetchall():
            found.update((s, e, a, d) for s, e, a, d in json.loads(payload)["keys"])
        store.close()
        return found

    def undelivered(self) -> set[Key]:
        """What was given up, and is shown as such."""
        store = open_store(self.folder)
        rows = store.database.execute(
            "select r.studio, r.entry, p.address, r.day from reminders r join recipients p on p.id=r.recipient "
            "where r.state='undelivered'"
        ).fetchall()
        store.close()
        return set(rows)
