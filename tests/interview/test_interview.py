"""The interview step by step: what it asks and why, typed answers, going back, what is known before, what it comes to."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from checkers.rules import check_dossier
from knowledge.errors import PackError
from knowledge.facts import Facts
from knowledge.interview import (
    AnswerReader,
    Asked,
    Interview,
    choose,
    compare,
    dont_know,
    next_question,
    outcome_of,
    question_of,
    start,
    trace_lines,
    trace_of,
)
from knowledge.pack import Pack, load_library
from knowledge.pack.library import DEFAULT_ROOT
from tests.checkers.test_rules import clean

FIXTURE = Path(__file__).parents[1] / "fixtures" / "third_city"
LIBRARY = load_library(DEFAULT_ROOT, FIXTURE)
READER = AnswerReader(LIBRARY)
DONGGUAN, DAXING, YUNCHUAN = (LIBRARY.pack(p) for p in ("dongguan", "daxing", "yunchuan"))
ON = date(2025, 6, 1)


def told(packs: list[Pack], *texts: str, known: Facts | None = None, on: date = ON) -> Interview:
    """The interview after typed answers to its questions in their order."""
    interview = start(packs, known)
    for text in texts:
        asked = next_question(packs, interview, on)
        assert asked is not None
        answer = READER.read(asked, text, on)
        assert answer is not None, (asked.key, text)
        interview = interview.with_answer(answer)
    return interview


def put(packs: list[Pack], interview: Interview, on: date = ON) -> Asked:
    asked = next_question(packs, interview, on)
    assert asked is not None
    return asked


def asked_keys(packs: list[Pack], *texts: str) -> list[str]:
    return [a.question for a in told(packs, *texts).answers]


# ---- what is asked ----


def test_a_question_says_why_in_the_clause_s_own_words() -> None:
    asked = put([DONGGUAN], told([DONGGUAN], "培训机构", "东莞"))

    assert asked.key == "training_area"
    assert [(w.clause, w.label) for w in asked.why] == [("dongguan/6.2.3", "第六条（二）3")]
    assert DONGGUAN.clauses["dongguan/6.2.3"].holds(asked.why[0].quote)


@pytest.mark.parametrize(("unit", "following"), [("企业", "exclusions"), ("培训机构", "training_area")])
def test_only_those_are_asked_for_an_area_to_whom_it_applies(unit: str, following: str) -> None:
    assert put([DONGGUAN], told([DONGGUAN], unit, "东莞")).key == following


def test_nothing_is_asked_after_a_condition_that_cannot_be_mended() -> None:
    interview = told([DONGGUAN], "培训机构", "东莞", "999平")

    assert next_question([DONGGUAN], interview, ON) is None
    assert outcome_of(DONGGUAN, interview, ON).verdict == "not_yet"


def test_but_after_one_that_can_be_mended_the_rest_is_asked() -> None:
    interview = told([DAXING], "大兴", "都没有", "在职", "技师", "都有", "就差账目")

    assert put([DAXING], interview).key == "team_size"


def test_an_old_special_skill_is_asked_for_only_below_the_level_and_only_where_it_counts() -> None:
    assert put([DONGGUAN], told([DONGGUAN], "企业", "东莞", "都没有", "车间", "高级工")).key == "special_skill"
    assert put([DONGGUAN], told([DONGGUAN], "企业", "东莞", "都没有", "车间", "技师")).key == "birth_month"
    assert put([DAXING], told([DAXING], "大兴", "都没有", "在职", "技师")).key == "daxing:merits"


def test_whether_an_occupation_is_listed_is_asked_for_only_below_the_level() -> None:
    senior = ("大兴", "都没有", "在职", "高级工")
    assert put([DAXING], told([DAXING], *senior)).key == "occupation_listed"
    assert put([DAXING], told([DAXING], *senior, "没有列入")).key == "practice"
    assert put([DAXING], told([DAXING], *senior, "已列入")).key == "daxing:merits"


@pytest.mark.parametrize(
    ("birth", "following"),
    [("1958年1月", "merits"), ("1970年3月", "retirement_group"), ("1985年1月", "merits"), ("70年3月女工", "merits")],
)
def test_the_retirement_group_is_asked_for_only_where_it_changes_the_outcome(birth: str, following: str) -> None:
    assert put([DONGGUAN], told([DONGGUAN], "企业", "东莞", "都没有", "车间", "技师", birth)).key == following


def test_a_list_offers_only_what_matters_here() -> None:
    enterprise = put([DONGGUAN], told([DONGGUAN], "企业", "东莞", "都没有", "车间", "技师", "80年", "带徒弟"))
    association = put(
        [DONGGUAN], told([DONGGUAN], "协会", "东莞", "1000平", "都没有", "车间", "技师", "80年", "带徒弟")
    )

    assert "本行业的人才培训（培养）资质" in {o.label for o in association.options}
    assert "本行业的人才培训（培养）资质" not in {o.label for o in enterprise.options}


# ---- typed answers ----


@pytest.mark.parametrize(
    ("key", "text", "fact", "value"),
    [
        ("training_area", "六百来平", "unit.training_area_m2", 600.0),
        ("training_area", "850", "unit.training_area_m2", 850.0),
        ("training_area", "没有", "unit.training_area_m2", 0.0),
        ("skill_level", "技师", "leader.skill_level", 4.0),
        ("skill_level", "没证", "leader.skill_level", 0.0),
        ("birth_month", "70.3", "leader.birth_month", "1970-03"),
        ("birth_month", "六八年", "leader.birth_month", "1968"),
        ("birth_month", "55岁", "leader.birth_month", "1969-06/1970-06"),
        ("birth_month", "还有5年退休", "leader.years_to_retirement", 5.0),
        ("project_years", "36个月", "project.years", 3.0),
        ("registered_place", "东莞长安", "unit.registered_place", "dongguan"),
        ("registered_place", "深圳", "unit.registered_place", "elsewhere"),
        ("registered_place", "不在东莞", "unit.registered_place", "elsewhere"),
        ("unit_type", "模具厂", "unit.type", "enterprise"),
    ],
)
def test_typed_answers_state_what_a_button_would(key: str, text: str, fact: str, value: float | str) -> None:
    asked = question_of([DONGGUAN], start([DONGGUAN], Facts({"unit.type": "training_institution"})), key, ON)
    assert asked is not None
    answer = READER.read(asked, text, ON)

    assert answer is not None
    assert answer.facts[fact] == value


@pytest.mark.parametrize(("text", "size"), [("15人", 15.0), ("15", 15.0), ("仨", 3.0), ("还没有", 0.0)])
def test_a_team_is_typed_with_and_without_its_unit(text: str, size: float) -> None:
    asked = question_of([DAXING], start([DAXING]), "team_size", ON)
    assert asked is not None
    answer = READER.read(asked, text, ON)

    assert answer is not None
    assert answer.facts["studio.team_size"] == size


@pytest.mark.parametrize(("text", "state"), [("连师傅3个", "fails"), ("连师傅4个", "holds"), ("3个", "holds")])
def test_a_team_counted_with_its_master_is_one_less(text: str, state: str) -> None:
    interview = told([DAXING], "大兴", "都没有", "在职", "技师", "都有", "都有", text)
    [condition] = [c for c in outcome_of(DAXING, interview, ON).conditions if c.rule == "team-too-small"]

    assert condition.state == state


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("都有", set()),
        ("就差账目", {"support.dedicated_account"}),
        ("都有，就是账目没有", {"support.dedicated_account"}),
        ("除了专账都有", {"support.dedicated_account"}),
        ("场地和设备有，资金没有", {"support.funding"}),
    ],
)
def test_of_a_list_what_is_denied_is_lacking(text: str, lacking: set[str]) -> None:
    asked = question_of([DAXING], start([DAXING]), "support", ON)
    assert asked is not None
    answer = READER.read(asked, text, ON)

    assert answer is not None
    assert {name for name, value in answer.facts.items() if value == "none"} == lacking


@pytest.mark.parametrize("text", ["今天天气不错", "差两平一千", ""])
def test_what_answers_nothing_is_asked_again(text: str) -> None:
    asked = question_of(
        [DONGGUAN], start([DONGGUAN], Facts({"unit.type": "training_institution"})), "training_area", ON
    )
    assert asked is not None

    assert READER.read(asked, text, ON) is None


# ---- 不知道, back, change ----


def test_what_somebody_does_not_know_is_not_asked_again_and_left_to_be_confirmed() -> None:
    interview = start([DONGGUAN])
    while (asked := next_question([DONGGUAN], interview, ON)) is not None:
        interview = interview.with_answer(dont_know(asked))
    outcome = outcome_of(DONGGUAN, interview, ON)

    assert outcome.verdict == "to_confirm"
    assert {c.state for c in outcome.conditions} == {"unknown", "human"}


def test_a_master_who_retired_and_works_on_is_left_to_a_person() -> None:
    interview = told([DAXING], "大兴", "都没有", "退休返聘")
    [condition] = [c for c in outcome_of(DAXING, interview, ON).conditions if c.rule == "leader-not-in-service"]

    assert condition.state == "human"


def test_back_asks_the_last_question_again() -> None:
    interview = told([DONGGUAN], "企业", "东莞")

    assert put([DONGGUAN], interview.back()).key == "registered_place"
    assert put([DONGGUAN], start([DONGGUAN]).back()).key == "unit_type"


def test_a_changed_answer_keeps_the_others_and_what_no_longer_applies_counts_no_more() -> None:
    interview = told([DONGGUAN], "培训机构", "东莞", "600平").change("unit_type")
    asked = put([DONGGUAN], interview)
    interview = interview.with_answer(choose(asked, ["企业"]))

    assert asked.key == "unit_type"
    assert put([DONGGUAN], interview).key == "exclusions"
    assert not any(c.rule == "venue-area-below-minimum" for c in outcome_of(DONGGUAN, interview, ON).conditions)


# ---- what is known before ----


def test_facts_from_the_chat_are_not_asked_for_again() -> None:
    known = Facts({"unit.type": "training_institution", "unit.training_area_m2": 600.0})
    interview = told([DONGGUAN], known=known)
    outcome = outcome_of(DONGGUAN, interview, ON)

    assert next_question([DONGGUAN], interview, ON) is None
    assert [c.rule for c in outcome.near] == ["venue-area-below-minimum"]
    assert [f.said for f in outcome.near[0].facts if f.before] == ["职业技能培训机构", "600平方米"]


def test_but_words_that_leave_a_question_open_are_asked_about() -> None:
    interview = told([DAXING], "大兴", "都没有", known=Facts({"leader.status": "rehired"}))

    assert put([DAXING], interview).key == "leader_status"


@pytest.mark.parametrize("pack", [DONGGUAN, DAXING], ids=lambda p: p.id)
def test_facts_of_checked_papers_are_taken_over_without_their_words(pack: Pack) -> None:
    judgement = check_dossier(pack, tuple(clean(pack.id).values()), (), ON)
    interview = start([pack], judgement.facts)
    keys = []
    while (asked := next_question([pack], interview, ON)) is not None:
        keys.append(asked.key)
        interview = interview.with_answer(choose(asked, []) if asked.question.kind == "many" else dont_know(asked))

    # What only a person can say is asked; what the papers tell is not.
    assert set(keys) <= {"exclusions", "leader_status"}
    assert all(len(str(value)) < 24 for value in interview.known.values())


# ---- 差一点 ----


@pytest.mark.parametrize(
    ("answers", "gap"),
    [
        (("培训机构", "东莞", "850平"), "实训场地还差150平方米（要1000平方米以上，现在850平方米）"),
        (("培训机构", "东莞", "没有"), "实训场地还差1000平方米（要1000平方米以上，现在没有）"),
        (("企业", "东莞", "都没有", "车间", "高级工", "没有"), "领办人技能等级要到技师（现在是高级工）"),
    ],
)
def test_what_is_short_is_told(answers: tuple[str, ...], gap: str) -> None:
    [condition] = outcome_of(DONGGUAN, told([DONGGUAN], *answers), ON).near

    assert condition.gaps[0].text == gap


FULL = ("大兴", "都没有", "在职", "技师", "都有", "都有")


@pytest.mark.parametrize(
    ("answers", "rule", "gap"),
    [
        (("2人", "1年", "5万"), "team-too-small", "团队正式员工还差1人（要3人以上，现在2人）"),
        (("3人", "14个月", "5万"), "project-period-over-one-year", "项目建设期多了2个月（最多1年，现在1年2个月）"),
        (("3人", "1年", "50001元"), "funding-over-cap", "申请的经费补助多了1元（最多5万元，现在50001元）"),
    ],
)
def test_what_is_over_is_told(answers: tuple[str, ...], rule: str, gap: str) -> None:
    [condition] = outcome_of(DAXING, told([DAXING], *FULL, *answers), ON).near

    assert (condition.rule, condition.gaps[0].text) == (rule, gap)


def test_more_than_two_failing_conditions_are_no_near_miss() -> None:
    interview = told([DAXING], *FULL[:5], "就差账目", "2人", "1年", "6万")

    assert outcome_of(DAXING, interview, ON).near == ()


@pytest.mark.parametrize(
    ("birth", "state", "month"),
    [("67年8月男", "fails", "2025-04"), ("67年9月男", "holds", "2025-06"), ("67年10月男", "holds", "2025-07")],
)
def test_the_last_month_before_the_three_year_line_is_told(birth: str, state: str, month: str) -> None:
    """Men born in 1967-08, -09, -10 retire in 2028-04, -06, -07 (31, 32, 33 months after the base month)."""
    interview = told([DONGGUAN], "企业", "东莞", "都没有", "车间", "技师", birth)
    [condition] = [c for c in outcome_of(DONGGUAN, interview, ON).conditions if c.rule == "leader-near-retirement"]
    told_month = condition.gaps[0].month if state == "fails" else condition.lasts_until

    assert (condition.state, told_month) == (state, month)


# ---- both places, the trace, a new city ----


def test_one_set_of_answers_is_held_against_both_places() -> None:
    packs = [DONGGUAN, DAXING]
    answers = (
        "企业",
        "东莞",
        "都没有",
        "车间",
        "技师",
        "80年",
        "带徒弟",
        "都有",
        "3年",
        "大兴也有厂",
        "在职",
        "都有",
        "3人",
        "5万",
    )
    interview = start(packs)
    texts = iter(answers)
    keys = []
    while (asked := next_question(packs, interview, ON)) is not None and len(keys) < len(answers):
        keys.append(asked.key)
        answer = READER.read(asked, next(texts), ON)
        assert answer is not None, asked.key
        interview = interview.with_answer(answer)
    here, there = compare(packs, interview, ON)

    assert here.verdict == "can_apply"
    assert len(set(keys)) == len(keys)
    # The project's three years are right in one place and too long in the other.
    assert [c.rule for c in there.conditions if c.state == "fails"] == ["project-period-over-one-year"]


def test_a_trace_leads_from_the_outcome_to_the_clause() -> None:
    outcome = outcome_of(DONGGUAN, told([DONGGUAN], "培训机构", "东莞", "850平"), ON)
    trace = trace_of(outcome)
    lines = list(trace_lines(trace))

    assert lines[0] == "暂不符合"
    assert lines[1].strip() == "不符合：技能实训场地要不少于1000平方米。"
    assert any("您说“850平方米”" in line for line in lines)
    assert any("第六条（二）3「技能实训场地不少于1000平方米」" in line for line in lines)
    assert type(trace).model_validate_json(trace.model_dump_json()) == trace


def test_a_new_city_has_its_interview_from_data_alone() -> None:
    asked = put([YUNCHUAN], start([YUNCHUAN]), date(2026, 8, 1))

    assert (asked.text, asked.unit, asked.why[0].label) == ("实训室一共多大？", "m2", "第二条")


@pytest.mark.parametrize(("area", "verdict"), [("299平", "not_yet"), ("300平", "can_apply"), ("301平", "can_apply")])
def test_and_its_outcome(area: str, verdict: str) -> None:
    on = date(2026, 8, 1)

    assert outcome_of(YUNCHUAN, told([YUNCHUAN], area, on=on), on).verdict == verdict


def test_a_rule_that_no_question_asks_for_is_refused(tmp_path: Path) -> None:
    city = tmp_path / "yunchuan"
    shutil.copytree(FIXTURE / "yunchuan", city)
    rules = (city / "rules.toml").read_text(encoding="utf-8")
    (city / "rules.toml").write_text(rules.replace('"unit.training_area_m2"', '"unit.kitchens"'), encoding="utf-8")

    with pytest.raises(PackError, match=r"no question asks for unit\.kitchens"):
        load_library(DEFAULT_ROOT, tmp_path)
