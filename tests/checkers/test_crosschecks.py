"""Findings that another reading of the papers explains are unknown; but plain defects stay fails."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checkers.extraction.field import Blank, BudgetRow, Found, LeftOver, PartialDate, ScheduleRow, Signing
from checkers.reading.document import Block, Cell, Paragraph, Place, Table
from checkers.rules.elsewhere import other_place
from tests.checkers.test_rules import (
    LIBRARY,
    NAMES,
    NUMBERS,
    PLACE,
    Change,
    all_of,
    clean,
    counted,
    found,
    judge,
    level,
    more,
    put,
    says,
)


def outcomes(policy: str, rule: str, change: Change) -> list[str]:
    return [f.outcome for f in counted(judge(policy, change)) if f.rule == rule]


def holds(where: str, *blocks: Block) -> Change:
    def change(case: dict) -> None:  # type: ignore[type-arg]
        case[where] = replace(case[where], document=replace(case[where].document, blocks=blocks))

    return change


def table(*rows: tuple[str, ...], number: int = 1) -> Table:
    cells = tuple(
        Cell(r, c, 1, 1, text, Place(table=number, row=r + 1, column=c + 1))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(len(rows), max(map(len, rows)), cells, Place(table=number))


def blank(field: str, label: str, place: Place = PLACE) -> Change:
    return more("form", blanks=(Blank(field, label, place),))


# ---- blanks ----


def test_a_blank_that_another_form_answers_is_unknown() -> None:
    empty = all_of(put("form", unit__contact_phone=None), blank("unit.contact_phone", "联系电话"))
    assert outcomes("daxing", "field-blank", empty) == ["fail"]
    assert outcomes("daxing", "field-blank", all_of(empty, put("proposal", unit__contact_phone="0769-22001234"))) == [
        "unknown"
    ]


def test_what_everybody_on_a_list_lacks_is_unknown_but_what_one_lacks_is_not() -> None:
    one = put("form", m1__certificate_number=None)
    everybody = all_of(one, put("form", m2__certificate_number=None, m3__certificate_number=None))
    missing = blank("members[1].certificate_number", "证书编号")
    assert outcomes("daxing", "field-blank", all_of(one, missing)) == ["fail"]
    assert outcomes("daxing", "field-blank", all_of(everybody, missing)) == ["unknown"]


def test_the_title_of_a_table_is_no_sure_blank() -> None:
    title, text = Paragraph("分阶段计划", Place(paragraph=2)), Paragraph("其他", Place(paragraph=3))
    empty = blank("project.schedule", "分阶段计划", title.place)
    assert outcomes("daxing", "field-blank", all_of(empty, holds("form", title, table(("一", "二"))))) == ["unknown"]
    assert outcomes("daxing", "field-blank", all_of(empty, holds("form", title, text))) == ["fail"]


@pytest.mark.parametrize(
    ("beside", "outcome"), [("13800001111", "unknown"), ("0769-22001234", "fail"), ("传真", "fail")]
)
def test_a_blank_beside_an_answer_that_nobody_read_is_unknown(beside: str, outcome: str) -> None:
    asked = blank("unit.contact_phone", "联系电话", Place(table=1, row=1, column=2))
    rest = all_of(put("form", unit__contact_phone=None, leader__phone="0769-22001234"), asked)
    assert outcomes("daxing", "field-blank", all_of(rest, holds("form", table(("联系电话", "", beside))))) == [outcome]


# ---- names and numbers ----


@pytest.mark.parametrize(
    ("name", "outcome"), [("方启民", "fail"), ("罗慧", "unknown"), ("承担单位", "unknown"), ("李四", "unknown")]
)
def test_only_a_name_like_the_leaders_is_a_misspelt_one(name: str, outcome: str) -> None:
    assert outcomes("dongguan", "name-mismatch", put("proposal", leader__name=name)) == [outcome]


def test_a_name_is_not_surely_another_where_the_paper_holds_the_right_one_too() -> None:
    wrong = put("proposal", leader__name="方启民")
    assert outcomes("dongguan", "name-mismatch", all_of(wrong, says("proposal", f"项目负责人：{NAMES[0]}"))) == [
        "unknown"
    ]
    assert outcomes("dongguan", "name-mismatch", all_of(wrong, says("proposal", f"{NAMES[0]}技能大师工作室"))) == [
        "fail"
    ]


@pytest.mark.parametrize(
    ("name", "outcome"),
    [("恒昱精密科技有限公司", "fail"), ("人、平方米、元", "unknown"), ("承担单位：恒昱精密制造有限公司", "unknown")],
)
def test_what_is_no_units_name_is_no_sure_mismatch(name: str, outcome: str) -> None:
    assert outcomes("dongguan", "unit-name-mismatch", put("proposal", unit__name=name)) == [outcome]


def test_a_second_list_of_the_same_people_doubles_nobody() -> None:
    again = {f"m{n + 3}__{key}": v for n in (1, 2, 3) for key, v in (("name", NAMES[n]), ("id_number", NUMBERS[n]))}
    assert set(outcomes("daxing", "duplicate-member", put("form", **again))) == {"unknown"}
    one = put("form", m4__name=NAMES[1], m4__id_number=NUMBERS[1], studio__team_size=4)
    assert outcomes("daxing", "duplicate-member", one) == ["fail"]


@pytest.mark.parametrize(("size", "outcome"), [(5, "fail"), (7, "fail"), (8, "unknown")])
def test_a_head_count_far_from_the_list_is_of_something_else(size: int, outcome: str) -> None:
    assert outcomes("daxing", "team-size-mismatch", put("form", studio__team_size=size)) == [outcome]


# ---- sums and schedules ----


@pytest.mark.parametrize(("total", "outcome"), [(99_999, "fail"), (100_000, "fail"), (100_001, "unknown")])
def test_a_sum_below_half_of_its_total_is_read_in_another_way(total: int, outcome: str) -> None:
    assert outcomes("daxing", "budget-sum-mismatch", put("proposal", project__budget_total=total)) == [outcome]


def rows(*amounts: float) -> Change:
    return more("proposal", budget=tuple(BudgetRow(f"费用{n}", a, PLACE) for n, a in enumerate(amounts)))


def test_subtotals_among_the_rows_are_not_added() -> None:
    assert outcomes("daxing", "budget-sum-mismatch", rows(30_000, 10_000, 20_000, 20_000)) == []
    assert outcomes("daxing", "budget-sum-mismatch", rows(30_000, 10_000, 25_000, 20_000)) == ["fail"]


def test_a_budget_whose_table_adds_up_to_the_total_is_whole_however_its_rows_were_read() -> None:
    costs = (("科目", "资助", "小计"), ("费用0", "20,000", "30,000"), ("费用1", "5,000", "20,000"))
    whole = all_of(rows(20_000, 5_000), holds("proposal", table(*costs, ("合计", "25,000", "50,000"))))
    short = all_of(rows(20_000, 5_000), holds("proposal", table(*costs, ("合计", "25,000", "52,000"))))
    assert outcomes("daxing", "budget-sum-mismatch", whole) == []
    assert outcomes("daxing", "budget-sum-mismatch", short) == ["fail"]


def test_a_schedule_of_which_no_row_lies_in_the_period_is_of_something_else() -> None:
    inside = ScheduleRow("2026年2月 试验", PartialDate(2026, 2), None, PLACE)
    career, outside = (
        [ScheduleRow(f"{y}年6月", PartialDate(y, 6), None, PLACE) for y in years]
        for years in ((2012, 2020), (2024, 2029))
    )
    told = {n: outcomes("daxing", "schedule-outside-period", more("proposal", schedule=tuple(s))) for n, s in
            (("one", [inside, career[0]]), ("all", outside), ("career", career), ("job", career[:1]))}  # fmt: skip
    assert told == {"one": ["fail"], "all": ["unknown"], "career": [], "job": []}


# ---- levels and other facts told twice ----


def test_the_same_wrong_level_of_several_people_is_the_forms() -> None:
    one = put("form", m1__skill_level="高级技师")
    several = all_of(one, put("form", m2__skill_level="高级技师"))
    assert outcomes("dongguan", "certificate-level-mismatch", one) == ["fail"]
    assert outcomes("dongguan", "certificate-level-mismatch", several) == ["unknown", "unknown"]


def test_a_level_that_the_certificate_does_not_bear_out_breaks_no_rule_surely() -> None:
    low = put("form", leader__skill_level="高级工")
    assert outcomes("dongguan", "leader-skill-level-too-low", low) == ["unknown"]
    assert outcomes("dongguan", "leader-skill-level-too-low", level("高级工", 3)) == ["fail"]


@pytest.mark.parametrize(("raw", "outcome"), [("60000元", "fail"), ("60000元 ／ 30000元", "unknown")])
def test_two_amounts_in_one_box_are_no_sure_excess(raw: str, outcome: str) -> None:
    asked = replace(found(60_000), raw=raw)
    assert outcomes("daxing", "funding-over-cap", put("proposal", project__funding_requested=asked)) == [outcome]


def test_a_studio_that_another_place_denies_is_unknown() -> None:
    yes, no = "本单位相同职业（工种）是否已建立技能大师工作室：是", "是否已设立技能大师工作室：否"
    assert outcomes("daxing", "unit-already-has-studio", says("form", yes)) == ["fail"]
    assert outcomes("daxing", "unit-already-has-studio", says("form", yes, no)) == ["unknown"]


# ---- papers and places to sign ----


def test_a_proposal_that_the_form_may_hold_is_not_surely_missing() -> None:
    def no_proposal(case: dict) -> None:  # type: ignore[type-arg]
        del case["proposal"]

    own = put("form", project__name="夹具改进", project__goal="提高", project__content="攻关", project__outputs="规程")
    assert outcomes("dongguan", "material-missing", no_proposal) == ["fail"]
    assert outcomes("dongguan", "material-missing", all_of(no_proposal, own)) == ["fail"]
    titled = all_of(no_proposal, own, says("form", "申报书（含项目立项书）"))
    assert outcomes("dongguan", "material-missing", titled) == ["unknown"]


@pytest.mark.parametrize(("sure", "outcome"), [(True, "fail"), (False, "unknown")])
def test_an_open_place_that_may_be_somebody_elses_is_unknown(sure: bool, outcome: str) -> None:
    signing = Signing("date", "日期", PLACE, False, sure=sure)
    assert outcomes("daxing", "date-missing", more("form", signings=(signing,))) == [outcome]


def test_what_is_not_sure_says_so_and_asks_to_look() -> None:
    finding = counted(judge("dongguan", put("proposal", leader__name="罗慧")))[0]
    assert "没把握" in finding.message
    assert "请打开文件看一下" in finding.fix


# ---- another place ----


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("北京市大兴区技能大师工作室申报表", "daxing"),
        ("东莞市技能大师工作室申报书", None),
        ("技能大师工作室申报书", None),
        ("东莞市大兴区域技能大师工作室申报书", None),
    ],
)
def test_titles_tell_that_papers_are_made_out_for_another_place(title: str, place: str | None) -> None:
    case = clean("dongguan")
    says("form", title)(case)
    named = other_place(LIBRARY.pack("dongguan"), tuple(LIBRARY.packs.values()), tuple(case.values()))
    assert (named.id if named is not None else None) == place


@pytest.mark.parametrize(("goal", "outcome"), [(None, "fail"), ("提高效率", "unknown")])
def test_a_hint_beside_an_answer_may_be_the_forms_own_example(goal: str | None, outcome: str) -> None:
    hint = more("proposal", left_overs=(LeftOver("示例：提高效率", PLACE, "project.goal"),))
    answer = None if goal is None else Found(goal, goal, PLACE, label="项目目标")
    assert outcomes("daxing", "placeholder-left", all_of(put("proposal", project__goal=answer), hint)) == [outcome]
