"""A new city is data: an invented third one answers, sums and reports silence with no line of code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.answering import Assistant, open_assistant
from knowledge.pack import load_library
from knowledge.pack.library import DEFAULT_ROOT
from knowledge.timeline import Studio, build_timeline, plan_reminders

FIXTURE = Path(__file__).parents[1] / "fixtures" / "third_city"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def three_cities() -> Assistant:
    return open_assistant(DEFAULT_ROOT, FIXTURE)


def test_it_answers_with_the_new_city_s_figure_and_clause(three_cities: Assistant) -> None:
    answer = three_cities.ask("云川的启动资金多少钱", on=TODAY).answer

    assert answer.policy == "yunchuan"
    assert "8万元" in answer.text
    assert answer.citations[0].clause == "yunchuan/3"


@pytest.mark.parametrize(("area", "verdict"), [(299, "no"), (300, "yes"), (301, "yes")])
def test_it_decides_by_the_new_city_s_rule(three_cities: Assistant, area: int, verdict: str) -> None:
    answer = three_cities.ask(f"云川，我们场地{area}平方米够吗", on=TODAY).answer

    assert (answer.verdict, answer.citations[0].clause) == (verdict, "yunchuan/2")


def test_it_adds_up_the_new_city_s_terms_with_its_cap(three_cities: Assistant) -> None:
    answer = three_cities.ask("云川，团队6个人，一共能拿多少钱", on=TODAY).answer

    assert "12万元" in answer.text
    assert "最多算4人" in answer.text


def test_but_what_it_does_not_say_is_not_borrowed_from_the_others(three_cities: Assistant) -> None:
    answer = three_cities.ask("云川领办人要什么级别的证书", on=TODAY).answer

    assert answer.status == "not_covered"
    assert answer.citations == ()


def test_the_new_city_is_offered_where_the_place_is_unknown(three_cities: Assistant) -> None:
    answer = three_cities.ask("启动资金多少", on=TODAY).answer

    assert answer.status == "clarify"
    assert "云川" in answer.follow_ups


def test_no_code_names_a_city_or_an_amount_of_a_policy() -> None:
    root = Path(__file__).parents[2]
    names = ("东莞", "大兴", "dongguan", "daxing")
    found = [
        str(path.relative_to(root))
        for package in ("bot", "checkers", "knowledge")
        for path in (root / package).rglob("*")
        if path.suffix in (".py", ".toml", ".css") and any(name in path.read_text(encoding="utf-8") for name in names)
    ]

    assert found == []


def test_the_new_city_s_dates_come_from_its_data_alone() -> None:
    pack = load_library(DEFAULT_ROOT, FIXTURE).pack("yunchuan")
    found = build_timeline(pack, Studio("yunchuan", date(2026, 5, 31)), TODAY)

    assert {e.id: e.due for e in found.entries if e.due is None or e.due < date(2028, 6, 1)} == {
        "report": date(2027, 2, 28),
        "yearly_summary/2027": date(2027, 1, 31),
        "yearly_summary/2028": date(2028, 1, 31),
        "acceptance": date(2028, 5, 31),
        "exchange": None,
    }
    report = found.entry("report")
    assert report is not None
    assert (report.clause, report.announced) == ("yunchuan/4", date(2027, 2, 26))
    assert "9个月" in report.why
    assert report.to[0].what == "市技能局"


def test_its_reminders_go_as_those_of_the_others() -> None:
    pack = load_library(DEFAULT_ROOT, FIXTURE).pack("yunchuan")
    found = build_timeline(pack, Studio("yunchuan", date(2026, 5, 31)), TODAY)

    plan = plan_reminders(found, TODAY, date(2027, 3, 10))
    assert [f"{r.day:%m-%d} {r.kind}" for r in plan if r.entry == "report"] == [
        "01-27 ahead", "02-19 ahead", "02-25 ahead", "02-26 due", "03-07 overdue",
    ]  # fmt: skip
