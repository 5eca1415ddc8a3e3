"""The .ics file, read back by a reader that shares no code with what wrote it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders.calendar_file import calendar_file
from knowledge.pack import load_library
from knowledge.timeline import Mark, Studio, Timeline, build_timeline, plan_reminders

LIBRARY = load_library()
NOW = date(2026, 11, 21)
STAMP = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


def timeline(policy: str = "daxing", established: date = date(2026, 3, 2), now: date = NOW, **more: Any) -> Timeline:
    return build_timeline(LIBRARY.pack(policy), Studio(policy, established), now, **more)


def events(found: Timeline, key: str = "s1", stamp: datetime = STAMP, **more: Any) -> dict[str, Any]:
    calendar = vobject.readOne(calendar_file(found, key, stamp, **more).decode())
    return {event.uid.value: event for event in calendar.vevent_list}


def triggers(event: Any) -> list[timedelta]:
    return [alarm.trigger.value for alarm in event.contents.get("valarm", [])]


@given(st.sampled_from(["dongguan", "daxing"]), st.dates(date(2022, 1, 1), date(2029, 12, 31)), st.integers(0, 1500))
@settings(max_examples=60, deadline=None)
def test_every_dated_entry_is_an_all_day_event_on_its_announced_day(policy: str, established: date, later: int) -> None:
    found = timeline(policy, established, established + timedelta(days=later))
    written = events(found)

    dated = [e for e in found.entries if e.announced is not None]
    assert len(written) == len(dated)
    assert sorted(e.dtstart.value for e in written.values()) == sorted(e.announced for e in dated if e.announced)
    for event in written.values():
        assert not isinstance(event.dtstart.value, datetime)
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)


@given(st.sampled_from(["dongguan", "daxing"]), st.dates(date(2022, 1, 1), date(2029, 12, 31)), st.integers(0, 1500))
@settings(max_examples=60, deadline=None)
def test_its_alarms_ring_at_nine_on_the_days_of_the_plan(policy: str, established: date, later: int) -> None:
    now = established + timedelta(days=later)
    found = timeline(policy, established, now)
    rung = sorted(
        datetime.combine(event.dtstart.value, datetime.min.time()) + trigger
        for event in events(found).values()
        for trigger in triggers(event)
    )

    announced = {e.id: e.announced for e in found.entries if e.announced is not None}
    planned = [r for r in plan_reminders(found, now, max(announced.values())) if r.day <= announced[r.entry]]
    assert rung == sorted(datetime(r.day.year, r.day.month, r.day.day, 9) for r in planned)


def test_an_event_says_why_what_to_whom_and_by_which_clause() -> None:
    event = events(timeline())["yearly_report-2026@s1.studiobot"]

    assert event.summary.value == "2026年 报送年度总结和下一年计划"
    description = event.description.value
    assert "没有写到哪一天" in description
    assert "下一年度工作计划" in description
    assert "交给：区人力资源社会保障局" in description
    assert "六第1段「每年12月末向区人力资源社会保障局报送" in description
    assert triggers(event) == [timedelta(days=-d, hours=9) for d in (30, 7, 1, 0)]


def test_the_hour_and_the_lead_days_are_the_caller_s() -> None:
    found = timeline(remind_days=(3,))

    assert triggers(events(found, hour=14)["yearly_report-2026@s1.studiobot"]) == [timedelta(days=-3, hours=14)]


def test_a_later_file_replaces_the_events_of_an_earlier_one() -> None:
    earlier = events(timeline("dongguan", date(2025, 3, 15)))
    moved = timeline("dongguan", date(2025, 3, 15), set_dates={"acceptance": date(2028, 5, 31)})
    later = events(moved, stamp=STAMP + timedelta(minutes=1))

    assert set(later) == set(earlier)
    uid = "acceptance@s1.studiobot"
    assert later[uid].dtstart.value == date(2028, 5, 31) != earlier[uid].dtstart.value
    assert int(later[uid].sequence.value) > int(earlier[uid].sequence.value)


def test_a_warning_that_moved_to_another_year_replaces_the_earlier_too() -> None:
    done = {"inactive/2027": Mark("done", date(2026, 11, 20))}

    assert events(timeline())["inactive@s1.studiobot"].dtstart.value == date(2027, 3, 2)
    assert events(timeline(marks=done))["inactive@s1.studiobot"].dtstart.value == date(2027, 11, 19)


def test_two_studios_in_one_calendar_do_not_meet() -> None:
    assert not set(events(timeline(), key="s1")) & set(events(timeline(), key="s2"))


def test_a_proposed_date_is_tentative_and_says_so() -> None:
    event = events(timeline("dongguan", date(2025, 3, 15), date(2025, 3, 20)))["work_report@s1.studiobot"]

    assert event.status.value == "TENTATIVE"
    assert event.summary.value.startswith("（建议）")


@pytest.mark.parametrize("state", ["done", "stopped"])
def test_what_is_done_or_stopped_rings_no_more(state: Any) -> None:
    marks = {"yearly_report/2026": Mark(state, NOW)}

    event = events(timeline(marks=marks))["yearly_report-2026@s1.studiobot"]
    assert triggers(event) == []
    assert event.summary.value.startswith("✓") is (state == "done")


def test_what_awaits_a_notice_is_left_out_until_it_has_a_date() -> None:
    announced = timeline(set_dates={"project_round": date(2027, 4, 15)})

    assert not [uid for uid in events(timeline()) if "project_round" in uid]
    assert events(announced)["project_round-2027@s1.studiobot"].dtstart.value == date(2027, 4, 15)


def test_lines_are_folded_and_end_as_the_standard_asks() -> None:
    data = calendar_file(timeline(), "s1", STAMP)

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n")
