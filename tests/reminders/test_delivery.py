"""How a reminder gets from its row to a channel."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation.reminder_message import reminder_message
from bot.reminders.delivery import MOST_TRIES, Delivery, NotDeliveredError, Notice
from bot.reminders.schedule import HORIZON_DAYS, Planner
from bot.store import Announcement, Owner, Registered, Store, open_store
from bot.store.reminders import LEASE_SECONDS
from knowledge.pack import load_library
from knowledge.timeline import SHANGHAI, Mark, Studio

# Thirty days before the year's report falls due.
DAY = datetime(2026, 12, 1, 9, tzinfo=SHANGHAI)
ENTRY = "yearly_report/2026"


@dataclass
class Inside:
    notices: list[Notice] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)
    takes: int = 100
    blocked: set[str] = field(default_factory=set)
    name: str = "inside"
    broken: bool = False

    def room(self) -> int:
        return self.takes

    def reaches(self, address: str) -> bool:
        return address not in self.blocked

    def post(self, notice: Notice) -> None:
        if self.broken:
            raise ValueError
        self.notices.append(notice)

    def post_announcement(self, announcement: Announcement) -> None:
        self.announcements.append(announcement)

    def posted(self) -> None:
        pass

    def rolled_back(self) -> None:
        self.notices.clear()


@dataclass
class Outside:
    notices: list[Notice] = field(default_factory=list)
    fails: int = 0
    name: str = "outside"

    async def send(self, notice: Notice) -> None:
        if self.fails:
            self.fails -= 1
            raise NotDeliveredError
        self.notices.append(notice)


class Bench:
    """One studio, a clock to set, and a channel of each kind."""

    def __init__(self, folder: Path) -> None:
        self.now = DAY
        self.store: Store = open_store(folder)
        self.planner = Planner(load_library().packs, self.store, lambda: self.now.astimezone(SHANGHAI).date())
        self.inside, self.outside = Inside(), Outside()
        self.delivery = self.process()
        facts = Studio("daxing", date(2026, 6, 1), kept_from=date(2026, 11, 21))
        self.studio = self.store.studios.add(Registered(Owner("inside", "1"), facts, "梁师傅工作室")).id

    def process(self) -> Delivery:
        clock = lambda: self.now.timestamp()  # noqa: E731
        return Delivery(self.store, self.planner, [self.inside], [self.outside], clock, from_hour=8, until_hour=21)

    def remind(self, channel: str) -> None:
        self.store.studios.add_recipient(self.studio, channel, "1", channel)

    def tick(self, **later: int) -> bool:
        self.now += timedelta(**later)
        return asyncio.run(self.delivery.tick())


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def days(notices: list[Notice]) -> list[list[str]]:
    return [[day.isoformat() for day in notice.days] for notice in notices]


def test_a_reminder_goes_on_its_day_and_once(bench: Bench) -> None:
    bench.remind("inside")
    bench.now -= timedelta(minutes=1)
    bench.tick()
    assert bench.inside.notices == []

    bench.tick(minutes=1)
    bench.tick(hours=1)

    assert days(bench.inside.notices) == [["2026-12-01"]]


@pytest.mark.parametrize(("hour", "goes"), [(7, 0), (8, 1), (20, 1), (21, 0)])
def test_nobody_is_reminded_at_night(bench: Bench, hour: int, goes: int) -> None:
    bench.remind("inside")
    bench.tick(hours=-2)
    bench.now = DAY.replace(day=2, hour=hour)
    bench.tick()
    assert len(bench.inside.notices) == goes


def test_after_a_pause_a_date_is_told_once_with_the_days_it_should_have_been(bench: Bench) -> None:
    bench.remind("inside")
    bench.tick(hours=-1)
    bench.tick(days=29, hours=1)

    (notice,) = bench.inside.notices
    assert days([notice]) == [["2026-12-01", "2026-12-24", "2026-12-30"]]
    assert "2026-12-01、2026-12-24" in reminder_message(notice).text


def test_a_pause_longer_than_the_plan_reaches_loses_nothing(bench: Bench) -> None:
    bench.remind("inside")
    bench.tick(hours=-1)
    bench.tick(days=HORIZON_DAYS + 30)

    told = [day for notice in bench.inside.notices for day in notice.days if notice.entry.id == ENTRY]
    assert date(2026, 12, 31) in told
    assert date(2026, 12, 31) + timedelta(days=56) in told
    assert len(told) == len(set(told))


def test_what_was_done_meanwhile_is_not_told(bench: Bench) -> None:
    bench.remind("inside")
    bench.tick(hours=-1)
    bench.store.studios.mark(bench.studio, ENTRY, Mark("done", date(2026, 12, 1)))
    bench.tick(days=29)
    assert bench.inside.notices == []


def test_a_snoozed_one_comes_back_on_its_day(bench: Bench) -> None:
    bench.remind("inside")
    bench.tick()
    bench.store.studios.mark(bench.studio, ENTRY, Mark("snoozed", date(2026, 12, 1), date(2026, 12, 8)))
    bench.tick(days=6)
    assert len(bench.inside.notices) == 1
    bench.tick(days=1)
    assert days(bench.inside.notices)[-1] == ["2026-12-08"]


def test_an_overdue_one_comes_back_weekly_until_it_is_stopped(bench: Bench) -> None:
    bench.remind("inside")
    bench.tick(days=30)
    for _ in range(3):
        bench.tick(days=7)
    assert [d[-1] for d in days(bench.inside.notices)][1:] == ["2027-01-07", "2027-01-14", "2027-01-21"]
    bench.store.studios.mark(bench.studio, ENTRY, Mark("stopped", date(2027, 1, 21)))
    bench.tick(days=21)
    assert len(bench.inside.notices) == 4


def test_each_recipient_is_told(bench: Bench) -> None:
    bench.remind("inside")
    bench.remind("outside")
    bench.tick()
    assert len(bench.inside.notices) == len(bench.outside.notices) == 1


def test_a_channel_takes_what_it_has_room_for_and_the_rest_waits(bench: Bench) -> None:
    for number in range(5):
        bench.store.studios.add_recipient(bench.studio, "inside", f"chat{number}", "")
    bench.inside.takes = 2
    assert bench.tick()
    assert len(bench.inside.notices) == 2
    assert bench.tick()
    assert not bench.tick()
    assert len(bench.inside.notices) == 5


def test_an_address_that_blocked_us_is_shown_as_undelivered(bench: Bench) -> None:
    bench.remind("inside")
    bench.inside.blocked.add("1")
    bench.tick()
    assert [row.entry for row in bench.store.reminders.failed(bench.studio)] == [ENTRY]

    bench.inside.blocked.clear()
    bench.store.reminders.again(bench.studio, bench.now.timestamp())
    bench.tick()
    assert days(bench.inside.notices) == [["2026-12-01"]]


def test_a_message_that_can_not_be_worded_is_given_up_and_holds_up_nobody(bench: Bench) -> None:
    bench.remind("inside")
    bench.inside.broken = True
    assert not bench.tick()
    assert len(bench.store.reminders.failed(bench.studio)) == 1


@pytest.mark.parametrize(("fails", "sent"), [(0, 1), (MOST_TRIES - 1, 1), (MOST_TRIES, 0)])
def test_a_failed_send_is_tried_again_and_then_shown(bench: Bench, fails: int, sent: int) -> None:
    bench.remind("outside")
    bench.outside.fails = fails
    for _ in range(2 * MOST_TRIES):
        bench.tick(minutes=40)
    assert len(bench.outside.notices) == sent
    assert len(bench.store.reminders.failed(bench.studio)) == 1 - sent


def test_pauses_between_tries_grow(bench: Bench) -> None:
    bench.remind("outside")
    bench.outside.fails = 2
    bench.tick()
    bench.tick(seconds=59)
    assert bench.outside.fails == 1
    bench.tick(seconds=1)
    assert bench.outside.fails == 0
    bench.tick(seconds=119)
    assert bench.outside.notices == []
    bench.tick(seconds=1)
    assert len(bench.outside.notices) == 1


@pytest.mark.parametrize(("seconds", "sent"), [(LEASE_SECONDS - 1, 0), (LEASE_SECONDS, 0), (LEASE_SECONDS + 1, 1)])
def test_what_a_dead_process_claimed_comes_back_and_says_that_it_may_be_a_repetition(
    bench: Bench, seconds: int, sent: int
) -> None:
    bench.remind("outside")
    bench.planner.plan(bench.studio)
    assert bench.store.reminders.claim("outside", bench.now.timestamp(), 10, "dead")
    bench.tick(seconds=seconds)
    assert len(bench.outside.notices) == sent
    assert all("可能已经发过" in reminder_message(notice).text for notice in bench.outside.notices)


def test_a_clock_that_was_wrong_neither_loses_nor_doubles(bench: Bench) -> None:
    bench.remind("inside")
    bench.remind("outside")
    bench.outside.fails = 1
    bench.tick(days=23)  # the clock runs ahead: two are told, the sends outside fail
    bench.tick(days=-23)
    bench.tick(days=1)
    bench.tick(days=22)
    for channel in (bench.inside, bench.outside):
        told = [day for notice in channel.notices for day in notice.days]
        assert sorted(told) == [date(2026, 12, 1), date(2026, 12, 24)]


def test_two_processes_send_once(bench: Bench) -> None:
    for number in range(30):
        bench.store.studios.add_recipient(bench.studio, "outside", f"address{number}", "")
    second = bench.process()

    async def both() -> None:
        await asyncio.gather(bench.delivery.tick(), second.tick())

    asyncio.run(both())
    assert len(bench.outside.notices) == 30


def test_a_deleted_studio_reminds_nobody(bench: Bench) -> None:
    bench.remind("inside")
    bench.planner.plan(bench.studio)
    bench.store.studios.remove(bench.studio)
    bench.tick()
    assert bench.inside.notices == []


def test_an_announcement_goes_to_each_who_asked_once(bench: Bench) -> None:
    for chat in ("1", "2"):
        bench.store.rounds.wish("daxing", "inside", chat, chat)
    bench.store.rounds.wish("dongguan", "inside", "3", "3")
    assert bench.store.rounds.announce("daxing", "开始了") == 2
    bench.inside.takes = 1
    assert bench.tick()
    bench.tick()
    bench.tick()
    assert sorted(a.address for a in bench.inside.announcements) == ["1", "2"]


def test_the_office_s_day_moves_the_reminders_of_all_but_who_set_their_own(bench: Bench) -> None:
    bench.remind("inside")
    bench.tick()
    bench.inside.notices.clear()
    bench.store.rounds.set_office_date("daxing", "project_round/2026", date(2026, 12, 10))
    bench.store.studios.stale_policy("daxing")
    bench.tick(days=2)
    assert [notice.entry.id for notice in bench.inside.notices] == ["project_round/2026"]

    bench.store.studios.set_date(bench.studio, "project_round/2026", date(2026, 12, 20))
    bench.tick(days=6)
    assert len(bench.inside.notices) == 1
