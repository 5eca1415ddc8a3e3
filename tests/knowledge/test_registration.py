"""What is said at once of a studio's facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.pack import load_library
from knowledge.pack.library import DEFAULT_ROOT
from knowledge.timeline import Leader, Remark, Studio, check_registration

FIXTURE = Path(__file__).parents[1] / "fixtures" / "third_city"
LIBRARY = load_library(DEFAULT_ROOT, FIXTURE)
NOW = date(2026, 11, 21)


def remarks(policy: str, established: str, **facts: Any) -> dict[str, Remark]:
    dates = {k: date.fromisoformat(v) if isinstance(v, str) else v for k, v in facts.items()}
    studio = Studio(policy, date.fromisoformat(established), **dates)
    return {r.code: r for r in check_registration(LIBRARY.pack(policy), studio, NOW)}


PROJECT = {"project_start": "2026-04-01", "project_end": "2027-03-31"}


def test_sound_facts_give_no_remark() -> None:
    assert remarks("daxing", "2026-03-01", **PROJECT) == {}


@pytest.mark.parametrize(
    ("established", "refused"), [("2026-11-20", False), ("2026-11-21", False), ("2026-11-22", True)]
)
def test_a_studio_is_not_set_up_in_the_future(established: str, refused: bool) -> None:
    found = remarks("daxing", established)

    assert ("established_in_future" in found) is refused
    if refused:
        assert found["established_in_future"].severity == "problem"


@pytest.mark.parametrize(("established", "said"), [("2016-11-20", True), ("2016-11-21", False), ("2016-11-22", False)])
def test_one_of_long_ago_is_worth_a_second_look(established: str, said: bool) -> None:
    assert ("established_long_past" in remarks("daxing", established)) is said


@pytest.mark.parametrize(("established", "said"), [("2023-11-20", True), ("2023-11-21", False), ("2023-11-22", False)])
def test_where_the_text_has_a_cycle_one_whose_cycle_is_over_is(established: str, said: bool) -> None:
    assert ("cycle_over" in remarks("dongguan", established)) is said


@pytest.mark.parametrize(
    ("end", "code"), [("2026-03-31", "project_reversed"), ("2026-04-01", None), ("2026-04-02", None)]
)
def test_a_project_does_not_end_before_it_starts(end: str, code: str | None) -> None:
    found = remarks("daxing", "2026-03-01", project_start="2026-04-01", project_end=end)

    assert list(found) == ([code] if code else [])


@pytest.mark.parametrize(
    ("end", "severity"),
    [("2029-03-31", None), ("2029-04-01", None), ("2029-04-02", "problem"), ("2028-03-31", "caution")],
)
def test_a_firm_length_that_is_passed_is_a_problem_and_a_shorter_one_a_caution(end: str, severity: str | None) -> None:
    remark = remarks("dongguan", "2025-12-01", project_start="2026-04-01", project_end=end).get(
        "project-period-not-three-years"
    )

    assert (remark.severity if remark else None) == severity
    if remark:
        assert remark.clause == "dongguan/14"
        assert "3年" in remark.message


@pytest.mark.parametrize(("end", "said"), [("2027-03-31", False), ("2027-04-01", False), ("2027-04-02", True)])
def test_but_where_the_text_hedges_it_is_a_caution(end: str, said: bool) -> None:
    found = remarks("daxing", "2026-03-01", project_start="2026-04-01", project_end=end)

    assert list(found) == (["project-period-over-one-year"] if said else [])
    if said:
        remark = found["project-period-over-one-year"]
        assert (remark.severity, remark.clause) == ("caution", "daxing/4.2.p1")
        assert "一般" in remark.quote


@pytest.mark.parametrize(("start", "said"), [("2026-02-28", True), ("2026-03-01", False), ("2026-03-02", False)])
def test_a_project_from_before_the_studio_is_worth_a_second_look(start: str, said: bool) -> None:
    found = remarks("daxing", "2026-03-01", project_start=start, project_end="2026-12-31")

    assert list(found) == (["project_before_established"] if said else [])


@pytest.mark.parametrize(("year", "refused"), [(1899, True), (1900, False), (2100, False), (2101, True)])
def test_a_year_that_no_date_here_can_have_is_a_problem(year: int, refused: bool) -> None:
    found = remarks("daxing", "2026-03-01", project_start=f"{year}-01-01", project_end=f"{year}-06-30")

    assert ("date_out_of_range" in found) is refused


def test_an_end_needs_a_start() -> None:
    assert remarks("daxing", "2026-03-01", project_end="2027-03-31")["project_start_missing"].severity == "problem"


@pytest.mark.parametrize(
    ("birth", "code"),
    [
        ((1966, 5, 1), "leader_retired"),  # 2026-10
        ((1966, 6, 1), "leader_retires_soon"),  # 2026-11
        ((1967, 4, 1), "leader_retires_soon"),  # 2027-11
        ((1967, 5, 1), None),  # 2028-01
    ],
)
def test_a_leader_near_or_past_retirement_is_said_where_the_text_watches_it(
    birth: tuple[int, int, int], code: str | None
) -> None:
    leader = Leader(date(*birth), "man")

    found = remarks("daxing", "2026-03-01", leader=leader, **PROJECT)
    assert list(found) == ([code] if code else [])
    if code:
        assert found[code].clause == "daxing/6.p2"
    assert code not in remarks("dongguan", "2025-03-01", leader=leader, **PROJECT)


def test_of_a_woman_each_group_is_looked_at() -> None:
    remark = remarks("daxing", "2026-03-01", leader=Leader(date(1976, 6, 1), "woman"), **PROJECT)["leader_retires_soon"]

    assert "2027年3月" in remark.message
    assert "一档" in remark.message


@pytest.mark.parametrize(
    ("policy", "established", "code"),
    [
        ("dongguan", "2025-12-31", None),
        ("dongguan", "2026-01-01", "established_after_term"),
        ("yunchuan", "2025-12-31", "established_before_term"),
        ("yunchuan", "2026-01-01", None),
    ],
)
def test_a_studio_set_up_outside_the_document_s_term_is_told_so(
    policy: str, established: str, code: str | None
) -> None:
    found = {c for c in remarks(policy, established) if "term" in c}

    assert found == ({code} if code else set())
