"""`studiobot subsidy`: terms, caps, the exception for a former station, totals by stage, what is left open."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from bot.cli import UNUSABLE, main
from bot.subsidy import table_lines
from knowledge.facts import Facts
from knowledge.pack import load_library
from knowledge.subsidies import subsidy_table

LIBRARY = load_library()


def table_of(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert main(["subsidy", *options, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def amounts(table: dict[str, Any]) -> dict[str, float]:
    return {term["term"]: term["amount"] for term in table["terms"]}


@pytest.mark.parametrize(("team", "amount"), [(4, 80000), (5, 100000), (6, 100000)])
def test_members_are_counted_up_to_the_cap(capsys: pytest.CaptureFixture[str], team: int, amount: float) -> None:
    table = table_of(capsys, "--policy", "dongguan", "--team", str(team))

    assert amounts(table)["members"] == amount


@pytest.mark.parametrize(("grade", "total"), [("A", 630000), ("b", 530000), ("C", 430000)])
def test_a_grade_gives_the_total_with_its_stages(capsys: pytest.CaptureFixture[str], grade: str, total: float) -> None:
    table = table_of(capsys, "--policy", "dongguan", "--grade", grade, "--team", "4")

    assert table["total"] == total
    assert {s["stage"]: s["amount"] for s in table["stages"]} == {"start": 100000, "acceptance": total - 100000}


def test_but_without_a_grade_the_award_is_left_open_between_its_bounds(capsys: pytest.CaptureFixture[str]) -> None:
    table = table_of(capsys, "--policy", "dongguan")
    grade = next(term for term in table["open"] if term["term"] == "grade")

    assert (grade["least"], grade["most"]) == (200000, 400000)
    assert table["total"] == 150000


def test_a_former_station_gets_no_award_for_textbooks(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--policy", "dongguan", "--textbooks", "2", "--trained-3", "3", "--trained-2", "2", "--trained-1", "1")

    assert amounts(table_of(capsys, *options))["textbook"] == 60000
    table = table_of(capsys, *options, "--station")

    assert "textbook" not in amounts(table)
    assert [(r["term"], r["clause"]) for r in table["refused"]] == [("textbook", "dongguan/13")]
    assert [amounts(table)[f"level{n}"] for n in (3, 2, 1)] == [6000, 10000, 10000]


def test_later_titles_count_only_when_they_are_reached(capsys: pytest.CaptureFixture[str]) -> None:
    before = table_of(capsys, "--policy", "daxing")
    after = table_of(capsys, "--policy", "daxing", "--provincial", "--national")

    assert after["total"] - before["total"] == 150000
    assert {"beijing", "national"} <= {term["term"] for term in before["open"]}


@pytest.mark.parametrize(("projects", "total"), [(1, 50000), (2, 100000)])
def test_projects_are_paid_up_to_a_ceiling(capsys: pytest.CaptureFixture[str], projects: int, total: float) -> None:
    table = table_of(capsys, "--policy", "daxing", "--projects", str(projects))

    assert (table["total"], table["ceiling"]) == (total, True)


@pytest.mark.parametrize("policy", ["dongguan", "daxing"])
def test_every_term_is_quoted_from_its_clause(capsys: pytest.CaptureFixture[str], policy: str) -> None:
    table = table_of(capsys, "--policy", policy, "--team", "9", "--textbooks", "1", "--station")
    clauses = LIBRARY.pack(policy).clauses

    for term in (*table["terms"], *table["open"], *table["refused"]):
        assert clauses[term["clause"]].holds(term["quote"])


@pytest.mark.parametrize(("day", "in_force", "notes"), [("2025-12-31", True, 1), ("2026-01-01", False, 2)])
def test_the_draft_and_its_end_are_told(
    capsys: pytest.CaptureFixture[str], day: str, in_force: bool, notes: int
) -> None:
    table = table_of(capsys, "--policy", "dongguan", "--as-of", day)

    assert (table["in_force"], len(table["notes"])) == (in_force, notes)


def test_the_terminal_shows_the_table_and_its_bars(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["subsidy", "--policy", "dongguan", "--grade", "A", "--team", "4"]) == 0
    shown = capsys.readouterr().out

    assert "63万元" in shown
    assert "█" in shown


def test_a_grade_that_the_policy_does_not_have_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["subsidy", "--policy", "daxing", "--grade", "A"]) == UNUSABLE
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_chat_gets_the_same_table_as_lines() -> None:
    facts = Facts({"studio.grade": "B", "studio.team_size": 7.0})
    lines = table_lines(subsidy_table(LIBRARY.pack("dongguan"), facts, date(2025, 6, 1)))

    assert lines[0] == "东莞：合计55万元。"
    assert (
        "· 团队成员奖励：2万元×5人（说了7，只算到上限），共10万元（第十一条（四）；期满考核验收合格，最多5人）" in lines
    )
    assert "其中设立后10万元，期满验收合格后45万元。" in lines
