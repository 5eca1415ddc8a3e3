"""The dates of a studio, by each policy's own text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge.errors import InputError
from knowledge.pack import Library, load_library
from knowledge.timeline import Entry, Leader, Mark, Studio, Timeline, build_timeline, working_day_before

LIBRARY: Library = load_library()
NOW = date(2026, 11, 21)


def day(text: str) -> date:
    return date.fromisoformat(text)


def timeline(policy: str, established: str, now: str = "2026-11-21", **more: object) -> Timeline:
    facts = {k: more.pop(k) for k in ("project_start", "project_end", "leader", "kept_from") if k in more}
    studio = Studio(policy, day(established), **facts)  # type: ignore[arg-type]
    return build_timeline(LIBRARY.pack(policy), studio, day(now), **more)  # type: ignore[arg-type]


def entry(found: Timeline, entry_id: str) -> Entry:
    there = found.entry(entry_id)
    assert there is not None, [e.id for e in found.entries]
    return there


def due(found: Timeline, entry_id: str) -> str | None:
    when = entry(found, entry_id).due
    return None if when is None else when.isoformat()


class TestDongguan:
    @pytest.mark.parametrize(
        ("established", "setup", "acceptance"),
        [
            ("2024-02-28", "2024-08-28", "2027-02-28"),
            ("2024-02-29", "2024-08-29", "2027-02-28"),
            ("2024-03-01", "2024-09-01", "2027-03-01"),
            ("2024-08-31", "2025-02-28", "2027-08-31"),
            ("2024-12-31", "2025-06-30", "2027-12-31"),
            ("2025-01-01", "2025-07-01", "2028-01-01"),
        ],
    )
    def test_setup_is_due_in_half_a_year_and_acceptance_in_three(
        self, established: str, setup: str, acceptance: str
    ) -> None:
        found = timeline("dongguan", established)

        assert due(found, "half_year_setup") == setup
        assert due(found, "acceptance") == acceptance

    def test_the_work_report_is_our_proposal_within_the_cycle_and_says_so(self) -> None:
        report = entry(timeline("dongguan", "2025-03-15"), "work_report")

        assert (report.clause, report.proposed) == ("dongguan/16", True)
        assert (report.due, report.latest) == (day("2026-09-15"), day("2028-03-15"))
        assert "没有写哪一天" in report.why
        assert "我们建议" in report.why

    def test_a_date_set_by_hand_is_no_proposal_any_more(self) -> None:
        report = entry(timeline("dongguan", "2025-03-15", set_dates={"work_report": day("2027-05-10")}), "work_report")

        assert (report.due, report.proposed, report.set_by_hand) == (day("2027-05-10"), False, True)
        assert "我们建议" not in report.why

    @pytest.mark.parametrize(("set_to", "late"), [("2028-03-14", False), ("2028-03-15", False), ("2028-03-16", True)])
    def test_a_date_set_after_the_cycle_says_so(self, set_to: str, late: bool) -> None:
        report = entry(timeline("dongguan", "2025-03-15", set_dates={"work_report": day(set_to)}), "work_report")

        assert ("晚于2028年3月15日" in report.why) is late

    def test_what_is_reckoned_from_the_acceptance_moves_with_it(self) -> None:
        found = timeline("dongguan", "2025-03-15", set_dates={"acceptance": day("2028-05-31")})

        assert due(found, "acceptance") == "2028-05-31"
        assert due(found, "acceptance_preparation") == "2028-02-29"
        assert due(found, "work_report") == "2026-10-15"
        assert "2028年5月31日" in entry(found, "evaluation").why

    def test_a_studio_registered_late_is_proposed_a_day_still_to_come(self) -> None:
        found = timeline("dongguan", "2024-03-15", kept_from=NOW)

        report = entry(found, "work_report")
        assert report.due is not None
        assert NOW <= report.due <= day("2027-03-15")
        assert report.state == "coming"

    def test_the_evaluation_waits_for_a_notice(self) -> None:
        evaluation = entry(timeline("dongguan", "2025-03-15"), "evaluation")

        assert (evaluation.due, evaluation.announced, evaluation.state) == (None, None, "notice")
        assert "至少一次" in evaluation.quote

    def test_the_measures_own_end_passes_and_is_never_overdue(self) -> None:
        end = entry(timeline("dongguan", "2025-03-15"), "term_end")

        assert (end.due, end.clause, end.state) == (day("2025-12-31"), "dongguan/20", "passed")

    def test_acceptance_names_what_to_prepare_with_its_clauses(self) -> None:
        preparation = entry(timeline("dongguan", "2025-03-15"), "acceptance_preparation")

        assert {step.clause for step in preparation.bring} >= {"dongguan/14", "dongguan/16", "dongguan/18.4"}
        assert preparation.proposed

    def test_days_after_the_document_s_own_term_say_so(self) -> None:
        found = timeline("dongguan", "2025-03-15")

        assert "2025年12月31日）之后" in entry(found, "acceptance").why
        assert "2025年12月31日）之后" not in entry(found, "half_year_setup").why

    def test_a_project_ends_when_it_was_registered_to_end_else_three_years_after_its_start(self) -> None:
        start = day("2025-04-01")
        registered = timeline("dongguan", "2025-03-15", project_start=start, project_end=day("2028-03-31"))
        open_ended = timeline("dongguan", "2025-03-15", project_start=start)

        assert due(registered, "project_end/2025") == "2028-03-31"
        assert "登记的" in entry(registered, "project_end/2025").why
        assert due(open_ended, "project_end/2025") == "2028-04-01"
        assert "3年" in entry(open_ended, "project_end/2025").why


class TestDaxing:
    def test_the_year_end_papers_come_every_december_and_say_why_that_day(self) -> None:
        found = timeline("daxing", "2026-03-01", until=day("2030-12-31"))

        years = [e.id for e in found.entries if e.deadline == "yearly_report"]
        assert years == [f"yearly_report/{year}" for year in range(2026, 2031)]
        first = entry(found, "yearly_report/2026")
        assert (first.due, first.clause) == (day("2026-12-31"), "daxing/6.p1")
        assert "没有写到哪一天" in first.why
        assert [step.what for step in first.bring] == ["当年度工作总结", "下一年度工作计划"]
        assert "区人力资源社会保障局" in first.to[0].what

    @pytest.mark.parametrize(
        ("established", "first"), [("2026-12-30", 2026), ("2026-12-31", 2026), ("2027-01-01", 2027)]
    )
    def test_the_first_is_that_of_the_year_of_establishment(self, established: str, first: int) -> None:
        found = timeline("daxing", established, now=established)

        assert min(e.id for e in found.entries if e.deadline == "yearly_report") == f"yearly_report/{first}"

    def test_rounds_have_no_date_until_one_is_announced(self) -> None:
        rounds = timeline("daxing", "2025-03-01")
        announced = timeline("daxing", "2025-03-01", set_dates={"project_round": day("2027-04-15")})

        assert due(rounds, "project_round/2026") is None
        assert due(rounds, "project_round/2027") is None
        assert due(rounds, "application") is None
        assert due(announced, "project_round/2027") == "2027-04-15"
        assert due(announced, "project_round/2026") is None

    def test_once_a_two_yearly_round_has_a_date_the_next_is_two_years_on_and_still_without_one(self) -> None:
        found = timeline("daxing", "2025-03-01", set_dates={"application": day("2026-05-10")})

        assert due(found, "application/2026") == "2026-05-10"
        assert due(found, "application/2028") is None
        assert found.entry("application") is None

    def test_a_round_done_before_its_year_was_known_leaves_the_next_standing(self) -> None:
        found = timeline("daxing", "2025-03-01", marks={"application": Mark("done", day("2026-05-10"))})

        assert entry(found, "application/2026").state == "done"
        assert entry(found, "application/2028").state == "notice"

    def test_the_review_comes_after_the_project_s_end_and_moves_with_it(self) -> None:
        facts = {"project_start": day("2026-03-01"), "project_end": day("2027-02-28")}
        found = timeline("daxing", "2025-03-01", **facts)
        moved = timeline("daxing", "2025-03-01", **facts, set_dates={"project_end/2026": day("2027-06-30")})

        assert due(found, "project_review/2026") is None
        assert "2027年2月28日" in entry(found, "project_review/2026").why
        assert "2027年6月30日" in entry(moved, "project_review/2026").why
        assert due(moved, "inactive/2028") == "2028-06-30"

    def test_without_a_project_there_is_no_end_and_no_review(self) -> None:
        found = timeline("daxing", "2025-03-01")

        assert not [e for e in found.entries if e.deadline in ("project_end", "project_review")]
        assert "project_missing" in {remark.code for remark in found.cautions}

    @pytest.mark.parametrize(
        ("warning", "expected"),
        [("inactive", "2027-06-15"), ("no_project", "2028-06-15"), ("not_selected", "2031-06-15")],
    )
    def test_grounds_for_losing_the_title_are_warned_of_from_the_last_known_day(
        self, warning: str, expected: str
    ) -> None:
        found = timeline("daxing", "2026-06-15")

        assert due(found, f"{warning}/{expected[:4]}") == expected
        assert entry(found, f"{warning}/{expected[:4]}").clause == "daxing/6.p2"

    def test_a_project_round_done_moves_the_warning_of_two_years(self) -> None:
        marks = {"project_round/2026": Mark("done", day("2026-10-20"))}
        found = timeline("daxing", "2025-03-01", marks=marks)

        assert entry(found, "project_round/2026").state == "done"
        assert due(found, "no_project/2028") == "2028-10-20"
        assert due(found, "not_selected/2030") == "2030-03-01"

    @pytest.mark.parametrize(
        ("done", "expected"), [("2026-11-20", "2028-11-20"), ("2026-11-21", "2028-11-21"), ("2026-11-22", "2028-03-01")]
    )
    def test_but_what_is_said_to_be_done_on_a_day_to_come_moves_nothing_yet(self, done: str, expected: str) -> None:
        found = timeline("daxing", "2026-03-01", marks={"project_round/2026": Mark("done", day(done))})

        assert due(found, "no_project/2028") == expected

    def test_a_warning_that_is_put_off_by_doing_is_not_lost_in_its_new_year(self) -> None:
        marks = {"inactive/2027": Mark("done", day("2026-11-01"))}

        inactive = entry(timeline("daxing", "2026-06-15", marks=marks), "inactive/2027")
        assert (inactive.due, inactive.state) == (day("2027-11-01"), "coming")

    @pytest.mark.parametrize(
        ("leader", "ahead", "retires", "groups"),
        [
            (Leader(date(1967, 5, 31), "man"), "leader_retirement_ahead/2027", "2028-01-31", False),
            (Leader(date(1976, 6, 10), "woman"), "leader_retirement_ahead/2026", "2027-03-10", True),
        ],
    )
    def test_the_leader_s_retirement_is_said_a_year_ahead(
        self, leader: Leader, ahead: str, retires: str, groups: bool
    ) -> None:
        found = timeline("daxing", "2025-03-01", leader=leader)

        retirement = entry(found, f"leader_retirement/{retires[:4]}")
        assert (retirement.due, retirement.clause) == (day(retires), "daxing/6.p2")
        assert found.entry(ahead) is not None
        assert ("两档" in retirement.why) is groups

    def test_the_text_of_retirement_does_not_say_that_it_ends_the_title(self) -> None:
        found = timeline("daxing", "2025-03-01", leader=Leader(date(1967, 5, 31), "man"))

        assert "不等于取消称号" in entry(found, "leader_retirement/2028").why


class TestStates:
    @pytest.mark.parametrize(
        ("now", "state"),
        [("2026-12-30", "coming"), ("2026-12-31", "due"), ("2027-01-01", "overdue"), ("2027-12-01", "overdue")],
    )
    def test_a_day_comes_is_due_and_is_overdue(self, now: str, state: str) -> None:
        assert entry(timeline("daxing", "2026-03-01", now=now), "yearly_report/2026").state == state

    def test_done_this_year_leaves_next_year_standing(self) -> None:
        marks = {"yearly_report/2026": Mark("done", day("2026-12-01"))}
        found = timeline("daxing", "2026-03-01", now="2026-12-05", marks=marks)

        assert entry(found, "yearly_report/2026").state == "done"
        assert entry(found, "yearly_report/2027").state == "coming"

    @pytest.mark.parametrize(
        ("kept_from", "state"), [("2026-08-31", "overdue"), ("2026-09-01", "overdue"), ("2026-09-02", "passed")]
    )
    def test_what_fell_due_before_the_studio_was_registered_is_history(self, kept_from: str, state: str) -> None:
        found = timeline("dongguan", "2026-03-01", kept_from=day(kept_from))

        assert entry(found, "half_year_setup").state == state

    def test_between_the_announced_day_and_the_due_one_it_is_due(self) -> None:
        # 2026-10-01 to 07 are holidays.
        found = timeline("dongguan", "2026-04-03", now="2026-10-01")

        setup = entry(found, "half_year_setup")
        assert (setup.due, setup.announced, setup.state) == (day("2026-10-03"), day("2026-09-30"), "due")
        assert "提前到前一个工作日2026年9月30日" in setup.why


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("text", "before", "known"),
        [
            ("2026-09-30", "2026-09-30", True),
            ("2026-10-01", "2026-09-30", True),
            ("2026-10-07", "2026-09-30", True),
            ("2026-10-08", "2026-10-08", True),
            ("2026-10-10", "2026-10-10", True),  # a Saturday that is worked
            ("2026-11-22", "2026-11-20", True),
            ("2027-10-01", "2027-10-01", False),
            ("2028-12-31", "2028-12-29", False),
        ],
    )
    def test_a_rest_day_gives_the_working_day_before_it(self, text: str, before: str, known: bool) -> None:
        found = working_day_before(day(text))

        assert (found.day, found.known) == (day(before), known)

    def test_beyond_the_published_calendar_the_reason_says_so(self) -> None:
        found = timeline("daxing", "2026-03-01")

        assert "2027年的放假安排还没公布" in entry(found, "yearly_report/2027").why
        assert "还没公布" not in entry(found, "yearly_report/2026").why


def test_a_date_for_a_deadline_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="tea_party"):
        timeline("daxing", "2025-03-01", set_dates={"tea_party/2026": NOW})


@pytest.mark.parametrize("policy", ["dongguan", "daxing"])
def test_every_quote_of_an_entry_is_verbatim_in_its_clause(policy: str) -> None:
    leader = Leader(date(1976, 6, 10), "woman")
    found = timeline(policy, "2025-03-01", project_start=day("2026-03-01"), leader=leader)
    clauses = LIBRARY.pack(policy).clauses

    for one in found.entries:
        assert clauses[one.clause].holds(one.quote)
        for step in (*one.bring, *one.to):
            assert clauses[step.clause].holds(step.quote)


@pytest.mark.parametrize("policy", ["dongguan", "daxing"])
def test_no_reason_is_empty_or_holds_an_unfilled_part(policy: str) -> None:
    leader = Leader(date(1976, 6, 10), "woman")
    found = timeline(policy, "2025-03-01", project_start=day("2026-03-01"), leader=leader)

    assert len(found.entries) >= 7
    for one in found.entries:
        assert one.why
        assert not set("{}") & set(one.why)


def test_the_leads_of_the_caller_are_the_entry_s(today: date) -> None:
    found = timeline("daxing", "2025-03-01", remind_days=(3, 14, 3))

    assert {one.remind_days for one in found.entries} == {(14, 3)}
    assert found.as_of == today
    assert entry(found, "yearly_report/2026").due == today + timedelta(days=40)
