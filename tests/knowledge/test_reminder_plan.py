"""Which reminders go on which day: exactly at the lead times, none in the past, none twice, whatever the dates."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.pack import load_library
from knowledge.timeline import Leader, Mark, Reminder, Studio, Timeline, build_timeline, plan_reminders

LIBRARY = load_library()
DAY = timedelta(days=1)
# Leap years on both sides, the last year of published holidays (2026) and years beyond it.
DATES = st.dates(date(2019, 1, 1), date(2033, 12, 31))
LEADS = st.sets(st.sampled_from([0, 1, 2, 7, 14, 30, 60, 90]), min_size=1, max_size=5)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Studio, date, tuple[int, ...]]:
    """A studio of either policy, a day on which its dates are looked at, and its lead times."""
    established = draw(DATES | st.sampled_from([date(2024, 2, 29), date(2023, 8, 31), date(2024, 12, 31)]))
    now = established + timedelta(days=draw(st.integers(0, 366 * 6)))
    start = draw(st.none() | st.integers(0, 1500).map(lambda n: established + timedelta(days=n)))
    end = None if start is None else draw(st.none() | st.integers(0, 1500).map(lambda n: start + timedelta(days=n)))
    leader = draw(
        st.none() | st.builds(Leader, st.dates(date(1960, 1, 1), date(1990, 12, 31)), st.sampled_from(["man", "woman"]))
    )
    kept_from = draw(st.none() | st.just(now))
    policy = draw(st.sampled_from(["dongguan", "daxing"]))
    return Studio(policy, established, start, end, leader, kept_from), now, tuple(draw(LEADS))


def timeline(studio: Studio, now: date, leads: tuple[int, ...] = (30, 7, 1, 0), **more: Any) -> Timeline:
    return build_timeline(LIBRARY.pack(studio.policy), studio, now, remind_days=leads, **more)


@given(cases())
@settings(max_examples=300, deadline=None)
@example((Studio("dongguan", date(2024, 2, 29)), date(2024, 2, 29), (30, 7, 1, 0)))
@example((Studio("daxing", date(2024, 12, 31)), date(2024, 12, 31), (0,)))
def test_each_date_is_reminded_exactly_at_its_lead_times_and_weekly_when_overdue(
    case: tuple[Studio, date, tuple[int, ...]],
) -> None:
    studio, now, leads = case
    found, end = timeline(studio, now, leads), now + timedelta(days=500)
    planned = plan_reminders(found, now, end)

    expected: set[tuple[str, date]] = set()
    for entry in found.entries:
        if entry.announced is None or entry.due is None:
            continue
        expected |= {(entry.id, entry.announced - lead * DAY) for lead in leads if entry.state != "passed"}
        if entry.owed and entry.state != "passed":
            expected |= {(entry.id, entry.due + 7 * n * DAY) for n in range(1, 500)}
    assert {(r.entry, r.day) for r in planned} == {(e, day) for e, day in expected if now <= day <= end}


@given(cases(), st.integers(-400, 400))
@settings(max_examples=200, deadline=None)
def test_none_is_in_the_past_and_none_goes_twice(case: tuple[Studio, date, tuple[int, ...]], offset: int) -> None:
    studio, now, leads = case
    planned = plan_reminders(timeline(studio, now, leads), now + timedelta(days=offset), now + timedelta(days=800))

    assert all(reminder.day >= now for reminder in planned)
    assert max(Counter((r.entry, r.day) for r in planned).values(), default=1) == 1


@given(cases())
@settings(max_examples=15, deadline=None)
def test_looked_at_day_by_day_the_same_reminders_go(case: tuple[Studio, date, tuple[int, ...]]) -> None:
    """A warning is told only its next time, so that a plan made ahead may lack the one after."""
    studio, now, leads = case
    studio = replace(studio, kept_from=studio.kept_from or now)
    end = now + timedelta(days=120)
    at_once = plan_reminders(timeline(studio, now, leads), now, end)
    daily: list[Reminder] = []
    for days in range(121):
        today = now + timedelta(days=days)
        daily += plan_reminders(timeline(studio, today, leads), today, today)

    def firm(plan: list[Reminder]) -> list[Reminder]:
        warnings = {d.id for d in LIBRARY.pack(studio.policy).deadlines if d.kind == "warning"}
        return [r for r in plan if r.entry.partition("/")[0] not in warnings]

    assert firm(daily) == firm(at_once)
    assert set(at_once) <= set(daily)


@given(cases())
@settings(max_examples=200, deadline=None)
def test_the_announced_day_is_a_working_day_on_or_before_the_due_one(
    case: tuple[Studio, date, tuple[int, ...]],
) -> None:
    studio, now, leads = case
    for entry in timeline(studio, now, leads).entries:
        assert (entry.due is None) == (entry.announced is None)
        if entry.due is not None and entry.announced is not None:
            # The longest holiday with its weekends is under a fortnight.
            assert timedelta(0) <= entry.due - entry.announced < timedelta(days=14)
            if entry.announced.year > 2026:
                assert entry.announced.weekday() < 5


@given(cases())
@settings(max_examples=200, deadline=None)
def test_a_proposed_date_lies_within_the_cycle_and_ids_are_unique(case: tuple[Studio, date, tuple[int, ...]]) -> None:
    studio, now, leads = case
    found = timeline(studio, now, leads)

    assert len({e.id for e in found.entries}) == len(found.entries)
    for entry in found.entries:
        if entry.proposed and entry.due is not None and entry.latest is not None and now <= entry.latest:
            assert studio.established <= entry.due <= entry.latest


NOW = date(2026, 12, 1)
STUDIO = Studio("daxing", date(2026, 3, 2))
REPORT = "yearly_report/2026"


def days(marks: dict[str, Mark], start: date = NOW, end: date = date(2027, 1, 31), entry: str = REPORT) -> list[str]:
    plan = plan_reminders(timeline(STUDIO, start, marks=marks), start, end)
    return [f"{r.day:%m-%d} {r.kind}" for r in plan if r.entry == entry]


def test_ahead_on_the_day_and_weekly_after_it() -> None:
    assert days({}) == [
        "12-01 ahead", "12-24 ahead", "12-30 ahead", "12-31 due",
        "01-07 overdue", "01-14 overdue", "01-21 overdue", "01-28 overdue",
    ]  # fmt: skip


@pytest.mark.parametrize("state", ["done", "stopped"])
def test_what_is_done_or_stopped_is_silent_and_next_year_s_stands(state: Any) -> None:
    marks = {REPORT: Mark(state, NOW)}

    assert days(marks) == []
    assert days(marks, end=date(2027, 12, 31), entry="yearly_report/2027") == [
        "12-01 ahead", "12-24 ahead", "12-30 ahead", "12-31 due",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2026-12-23", ["12-23 ahead", "12-24 ahead", "12-30 ahead", "12-31 due"]),
        ("2026-12-24", ["12-24 ahead", "12-30 ahead", "12-31 due"]),
        ("2026-12-25", ["12-25 ahead", "12-30 ahead", "12-31 due"]),
        ("2026-12-31", ["12-31 due"]),
        ("2027-01-05", ["01-05 overdue", "01-07 overdue"]),
    ],
)
def test_a_snoozed_one_is_silent_until_its_day_and_comes_back_on_it(until: str, expected: list[str]) -> None:
    marks = {REPORT: Mark("snoozed", NOW, date.fromisoformat(until))}

    assert days(marks, end=date(2027, 1, 8))[: len(expected)] == expected


def test_a_rest_day_is_reminded_of_from_the_working_day_before() -> None:
    # Due on Saturday 3 October 2026, in the holidays from the 1st to the 7th.
    plan = plan_reminders(
        timeline(Studio("dongguan", date(2026, 4, 3)), date(2026, 8, 1)), date(2026, 8, 1), date(2026, 10, 12)
    )

    assert [(f"{r.day:%m-%d}", r.kind) for r in plan if r.entry == "half_year_setup"] == [
        ("08-31", "ahead"), ("09-23", "ahead"), ("09-29", "ahead"), ("09-30", "due"), ("10-10", "overdue"),
    ]  # fmt: skip


def test_a_warning_and_the_end_of_the_measures_do_not_come_back() -> None:
    plan = plan_reminders(
        timeline(Studio("dongguan", date(2025, 3, 15)), date(2025, 11, 1)), date(2025, 11, 1), date(2026, 3, 1)
    )

    assert [f"{r.day:%m-%d}" for r in plan if r.entry == "term_end"] == ["12-01", "12-24", "12-30", "12-31"]


def test_what_awaits_a_notice_is_not_reminded_of_until_it_has_a_date() -> None:
    announced = timeline(STUDIO, NOW, set_dates={"project_round/2027": date(2027, 1, 15)})
    plan = plan_reminders(announced, NOW, date(2027, 2, 28))

    assert not [r for r in plan_reminders(timeline(STUDIO, NOW), NOW, date(2027, 2, 28)) if "round" in r.entry]
    assert [f"{r.day:%m-%d} {r.kind}" for r in plan if r.entry == "project_round/2027"] == [
        "12-16 ahead", "01-08 ahead", "01-14 ahead", "01-15 due",
    ]  # fmt: skip
