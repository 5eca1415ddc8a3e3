"""The rules over made-up papers: every rule of the contract, boundaries in triplets, one defect one finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checkers.extraction.field import Blank, BudgetRow, Found, LeftOver, Paper, PartialDate, ScheduleRow, Signing
from checkers.reading.document import Block, Document, Failure, Paragraph, Place
from checkers.report.model import Finding
from checkers.rules import Judgement, check_dossier
from checkers.rules.numbers import check_character, id_check_digit
from checkers.rules.words import says_no_project, says_none
from knowledge.pack import load_library
from knowledge.pack.library import DEFAULT_ROOT

FIXTURE = Path(__file__).parents[1] / "fixtures" / "third_city"
LIBRARY = load_library(DEFAULT_ROOT, FIXTURE)
# Within the term of the draft.
AS_OF = {"dongguan": date(2025, 8, 1), "daxing": date(2025, 8, 1), "yunchuan": date(2026, 8, 1)}
HOME = {"dongguan": "广东省东莞市长安镇振业路8号", "daxing": "北京市大兴区黄村镇兴业路8号"}
NAMES = ("方启明", "罗慧", "韦思远", "姜晓岚")
LEADER_BIRTH = date(1978, 3, 15)

Case = dict[str, Paper]
Change = Callable[[Case], None]


def number_of(birth: date, order: int = 1, sex: str = "男") -> str:
    """A sound identity number."""
    first = f"110101{birth:%Y%m%d}{order:02d}{1 if sex == '男' else 2}"
    return first + id_check_digit(first)


def code_of(first: str) -> str:
    """A sound credit code."""
    return first + check_character(first)


CODE = code_of("91441900MA5ABCDE1")
NUMBERS = (number_of(LEADER_BIRTH), *(number_of(date(1985 + n, 6, 1), n) for n in (1, 2, 3)))


def found(value: Any, row: int = 1, **more: Any) -> Found:
    return Found(float(value) if isinstance(value, int) else value, str(value), Place(table=1, row=row), **more)


def paper(kind: str, fields: dict[str, Any], file: str | None = None, **more: Any) -> Paper:
    name = file or f"{kind}.docx"
    blocks: tuple[Block, ...] = more.pop("blocks", ())
    shape = more.pop("shape", "docx")
    values = {n: v if isinstance(v, Found) else found(v, row) for row, (n, v) in enumerate(fields.items(), 1)}
    return Paper(name, kind, Document(name, shape, 0, blocks), values, **more)


def card(kind: str, name: str, **fields: Any) -> Paper:
    values = {"leader.name": name, **{f"leader.{k}": v for k, v in fields.items()}}
    return paper(kind, values, f"{kind}-{name}.jpg", person=name)


def clean(policy: str, unit_type: str = "enterprise") -> Case:
    """An applicant who breaks no rule of the policy."""
    unit = {"unit.name": "恒昱精密制造有限公司", "unit.uscc": CODE, "unit.address": HOME[policy]}
    members = {
        f"members[{n}].{key}": value
        for n in (1, 2, 3)
        for key, value in {
            "name": NAMES[n], "id_number": NUMBERS[n], "skill_level": "高级工",
            "certificate_number": f"S00004401000123000000{n}",
        }.items()
    }  # fmt: skip
    form = paper("application_form", {
        **unit, "unit.type": unit_type, "unit.registered_place": HOME[policy][:6], "unit.contact_phone": "0769-22001234",
        "unit.training_area_m2": 1200, "studio.team_size": 3, "leader.name": NAMES[0], "leader.sex": "男",
        "leader.birth_date": PartialDate(1978, 3), "leader.id_number": NUMBERS[0], "leader.phone": "13800001234",
        "leader.post": "数控车间班组长", "leader.skill_level": "高级技师", "leader.certificate_number": "S000044010001231000001",
        "leader.honours": ("2019年市级技术能手",), "leader.achievements": "改进夹具，提高效率三成，解决关键技术难题",
        "leader.apprentices": "带徒12名，5人成为高级工", **members,
        **{f"support.{k}": "已安排" for k in ("venue", "equipment", "funding", "management_rules", "work_plan", "dedicated_account")},
    }, signings=tuple(Signing(r, label, Place(paragraph=n), True) for n, (r, label) in enumerate(
        (("signature", "领办人签字"), ("seal", "单位盖章"), ("date", "日期")), 1)))  # fmt: skip
    months = 36 if policy == "dongguan" else 12
    proposal = paper("project_proposal", {
        **unit, "leader.name": NAMES[0], "project.name": "夹具改进攻关", "project.goal": "提高效率", "project.content": "工艺改进和带徒培训",
        "project.outputs": "规程一份", "project.start": PartialDate(2026, 1, 1), "project.end": PartialDate(2025 + months // 12, 12, 31),
        "project.budget_total": 50000, "project.funding_requested": 50000,
    }, budget=(BudgetRow("材料", 30000.0, Place(table=2, row=2)), BudgetRow("培训", 20000.0, Place(table=2, row=3))),
        schedule=(ScheduleRow("2026年1月—2026年6月 试验", PartialDate(2026, 1), PartialDate(2026, 6), Place(table=3, row=2)),))  # fmt: skip
    case = {"form": form, "proposal": proposal}
    if policy == "dongguan":
        case["licence"] = paper("licence", {**unit, "unit.licence_valid_until": PartialDate(2040, 1, 1)}, "执照.pdf")
        for name, number, level in zip(NAMES, NUMBERS, ("高级技师", "高级工", "高级工", "高级工"), strict=True):
            case[f"id {name}"] = card("id_card", name, id_number=number)
            case[f"skill {name}"] = card("skill_certificate", name, skill_level=level)
        case["honour"] = card("honour_certificate", NAMES[0])
        case["achievement"] = card("achievement_proof", NAMES[0])
    return case


def put(where: str, **fields: Any) -> Change:
    """Fields set in one paper, `a__b` for a.b and `m1__b` for members[1].b; None takes a field out."""

    def change(case: Case) -> None:
        values = dict(case[where].fields)
        for key, value in fields.items():
            head, _, tail = key.partition("__")
            name = f"members[{head[1:]}].{tail}" if head[0] == "m" and head[1:].isdigit() else f"{head}.{tail}"
            if value is None:
                values.pop(name, None)
            else:
                values[name] = value if isinstance(value, Found) else found(value)
        case[where] = replace(case[where], fields=values)

    return change


def drop(*names: str) -> Change:
    def change(case: Case) -> None:
        for name in names:
            del case[name]

    return change


def more(where: str, **parts: Any) -> Change:
    """Other parts of a paper (blanks, signings …)."""

    def change(case: Case) -> None:
        case[where] = replace(case[where], **parts)

    return change


def says(where: str, *lines: str) -> Change:
    def change(case: Case) -> None:
        blocks = tuple(Paragraph(line, Place(paragraph=n)) for n, line in enumerate(lines, 1))
        case[where] = replace(case[where], document=replace(case[where].document, blocks=blocks))

    return change


def all_of(*changes: Change) -> Change:
    def change(case: Case) -> None:
        for part in changes:
            part(case)

    return change


def nothing(_: Case) -> None:
    """No change."""


def judge(policy: str, change: Change = nothing, unit_type: str = "enterprise", on: date | None = None) -> Judgement:
    case = clean(policy, unit_type)
    change(case)
    return check_dossier(LIBRARY.pack(policy), tuple(case.values()), (), on or AS_OF[policy])


def counted(judgement: Judgement) -> list[Finding]:
    """The findings that are not left to a person."""
    return [f for f, _ in judgement.findings if f.outcome != "human"]


# ---- clean papers ----


@pytest.mark.parametrize("policy", ["dongguan", "daxing"])
def test_clean_papers_are_ready(policy: str) -> None:
    judgement = judge(policy)

    assert counted(judgement) == []
    assert judgement.verdict == "ready"
    assert {"id-number-invalid", "name-mismatch", "budget-sum-mismatch", "support-missing"} <= {
        p.rule for p in judgement.passed
    }


@pytest.mark.parametrize(
    "unit_type", ["industry_association", "training_institution", "public_training_base", "skilled_talent_base"]
)
def test_clean_papers_of_each_type_of_unit_are_ready(unit_type: str) -> None:
    assert counted(judge("dongguan", unit_type=unit_type)) == []


# ---- each rule: (policy, change, rule, outcome, subject, clause) ----

BAD_ID = NUMBERS[0][:17] + ("1" if NUMBERS[0][17] != "1" else "2")
OTHER_ID = number_of(LEADER_BIRTH, 7)
BAD_CODE = CODE[:17] + ("1" if CODE[17] != "1" else "2")
OTHER_CODE = code_of("91441900MA5ABCDE2")
UNSIGNED = (Signing("signature", "领办人签字", Place(paragraph=1), False),)
PLACE = Place(table=1, row=3)


def both(**fields: Any) -> Change:
    return all_of(put("form", **fields), put("proposal", **{k: v for k, v in fields.items() if k.startswith("unit")}))


def everywhere(**fields: Any) -> Change:
    return all_of(both(**fields), put("licence", **fields))


def level(title: str, digit: int) -> Change:
    return all_of(
        put("form", leader__skill_level=title, leader__certificate_number=f"S00004401000123{digit}000001"),
        put(f"skill {NAMES[0]}", leader__skill_level=title),
    )


def born(day: date, sex: str = "男") -> Change:
    number = number_of(day, 1, sex)
    fields = {"leader__birth_date": PartialDate(day.year, day.month), "leader__sex": sex, "leader__id_number": number}
    return all_of(put("form", **fields), put(f"id {NAMES[0]}", leader__id_number=number))


CASES: list[tuple[str, Change, str, str, str | None, str | None]] = [
    ("dongguan", more("form", kind="other"), "document-kind-unrecognised", "unknown", None, None),
    ("dongguan", drop("form"), "material-missing", "fail", "application_form", "8.1"),
    ("dongguan", drop("proposal"), "material-missing", "fail", "project_proposal", "8.2"),
    ("dongguan", drop("licence"), "material-missing", "fail", "licence", "8.3"),
    ("dongguan", drop("id 罗慧"), "material-missing", "fail", "id_card:罗慧", "8.3"),
    ("dongguan", drop("skill 方启明"), "material-missing", "fail", "skill_certificate:方启明", "8.3"),
    ("dongguan", drop(*(f"id {n}" for n in NAMES)), "material-missing", "fail", "id_card", "8.3"),
    ("dongguan", drop("honour"), "material-missing", "fail", "honour_certificate:方启明", "8.3"),
    ("dongguan", drop("achievement"), "material-missing", "fail", "achievement_proof:方启明", "8.3"),
    ("daxing", drop("form"), "material-missing", "fail", "application_form", "4.2.p2"),
    ("daxing", drop("proposal"), "project-material-missing", "fail", "project_proposal", "4.2.p2"),
    ("daxing", more("form", blanks=(Blank("leader.post", "岗位", PLACE),)), "field-blank", "fail", "leader.post", None),
    ("daxing", all_of(put("proposal", project__goal=None), more("proposal", left_overs=(LeftOver("此处填写目标", PLACE, "project.goal"),))), "placeholder-left", "fail", "project.goal", None),
    ("daxing", more("form", signings=UNSIGNED), "signature-missing", "fail", "declaration.signature", None),
    ("daxing", more("form", signings=(Signing("seal", "盖章", PLACE, False),)), "seal-missing", "fail", "declaration.seal", None),
    ("daxing", more("form", signings=(Signing("date", "日期", PLACE, False),)), "date-missing", "fail", "declaration.date", None),
    ("dongguan", all_of(put("form", leader__id_number=BAD_ID), put("id 方启明", leader__id_number=BAD_ID)), "id-number-invalid", "fail", "leader.id_number", None),
    ("daxing", put("form", m2__id_number="11010119800230"), "id-number-invalid", "fail", "members[2].id_number", None),
    ("dongguan", put("form", leader__birth_date=PartialDate(1979, 3)), "id-birth-date-mismatch", "fail", "leader.birth_date", None),
    ("dongguan", put("form", leader__sex="女"), "id-sex-mismatch", "fail", "leader.sex", None),
    ("dongguan", everywhere(unit__uscc=BAD_CODE), "uscc-invalid", "warn", "unit.uscc", None),
    ("daxing", put("form", leader__phone="1380000123"), "phone-invalid", "fail", "leader.phone", None),
    ("daxing", both(unit__contact_phone="23800001234"), "phone-invalid", "fail", "unit.contact_phone", None),
    ("daxing", put("form", declaration__date=found("2025年2月30日", problem="date-invalid")), "date-invalid", "fail", "declaration.date", None),
    ("daxing", put("proposal", project__end=found("2026年12月32日", problem="date-invalid")), "date-invalid", "fail", "project.end", None),
    ("dongguan", put("skill 方启明", leader__skill_level="技师"), "certificate-level-mismatch", "fail", "leader.skill_level", None),
    ("daxing", put("form", leader__certificate_number="S000044010001233000001"), "certificate-level-mismatch", "fail", "leader.skill_level", None),
    ("dongguan", put("licence", unit__licence_valid_until=PartialDate(2025, 7, 31)), "licence-expired", "fail", "unit.licence_valid_until", None),
    ("dongguan", all_of(put("id 方启明", leader__name="方启民"), more("id 方启明", person="方启民")), "name-mismatch", "fail", "leader.name", None),
    ("dongguan", put("proposal", leader__name="方启民"), "name-mismatch", "fail", "leader.name", None),
    ("dongguan", put("form", leader__id_number=OTHER_ID), "id-number-mismatch", "fail", "leader.id_number", None),
    ("dongguan", put("proposal", unit__name="恒昱精密科技有限公司"), "unit-name-mismatch", "fail", "unit.name", None),
    ("dongguan", put("licence", unit__uscc=OTHER_CODE), "uscc-mismatch", "fail", "unit.uscc", None),
    ("daxing", put("form", studio__team_size=5), "team-size-mismatch", "fail", "studio.team_size", None),
    ("daxing", put("proposal", project__budget_total=48000), "budget-sum-mismatch", "fail", "project.budget_total", None),
    ("daxing", put("proposal", project__end=PartialDate(2025, 12, 31)), "period-reversed", "fail", "project.end", None),
    ("daxing", more("proposal", schedule=(ScheduleRow("2027年2月 验收", PartialDate(2027, 2), None, PLACE),)), "schedule-outside-period", "fail", "project.schedule", None),
    ("daxing", put("form", m4__name="罗慧", m4__id_number=NUMBERS[1], studio__team_size=4), "duplicate-member", "fail", "members[4].name", None),
    ("dongguan", put("form", unit__type="public_institution"), "unit-type-not-eligible", "fail", "unit.type", "6"),
    ("dongguan", everywhere(unit__address="广东省深圳市宝安区创业路18号", unit__registered_place="广东省深圳市"), "unit-not-registered-locally", "fail", "unit.registered_place", "6"),
    ("dongguan", put("form", leader__post="行政部经理"), "leader-not-frontline", "fail", "leader.post", "6.1"),
    ("dongguan", level("高级工", 3), "leader-skill-level-too-low", "fail", "leader.skill_level", "6.1"),
    ("dongguan", born(date(1966, 5, 20)), "leader-near-retirement", "warn", "leader.birth_date", "6.1"),
    ("dongguan", all_of(drop("honour", "achievement"), put("form", leader__honours="无", leader__achievements="无", leader__apprentices="无")), "leader-merit-missing", "fail", "leader.achievements", "6.1"),
    ("dongguan", put("form", support__equipment="暂无"), "support-missing", "fail", "support.equipment", "6.2.1"),
    ("dongguan", all_of(put("proposal", project__name="暂无", project__start=None, project__end=None), more("proposal", schedule=())), "project-missing", "fail", "project.name", "6.3"),
    ("dongguan", all_of(drop("proposal"), put("form", project__name="暂无")), "project-missing", "fail", "project.name", "6.3"),
    ("dongguan", says("form", "本单位是否已设立技能大师工作室：☑是 □否"), "unit-already-has-studio", "warn", None, "7"),
    ("dongguan", says("form", "本单位是否已设立技能大师工作室：☑是 □否（2023年设立）"), "unit-already-has-studio", "warn", None, "7"),
    ("dongguan", says("form", "我公司已设立市级技能大师工作室1个。"), "unit-already-has-studio", "warn", None, "7"),
    ("dongguan", put("proposal", project__end=PartialDate(2028, 6, 30)), "project-period-not-three-years", "fail", "project.end", "14"),
    ("dongguan", says("form", "本单位已被列入失信联合惩戒名单。"), "listed-as-dishonest", "fail", None, "19"),
    ("daxing", both(unit__address="北京市海淀区上地街道8号", unit__registered_place="北京市海淀区"), "unit-not-local", "fail", "unit.registered_place", "3.p1"),
    ("daxing", says("form", "是否在职在聘：已办理退休"), "leader-not-in-service", "fail", "leader.post", "3.1.1"),
    ("daxing", says("form", "是否在职在聘：已办理退休，返聘"), "leader-not-in-service", "warn", "leader.post", "3.1.1"),
    ("daxing", put("form", leader__post="车间技术顾问（退休返聘）"), "leader-not-in-service", "warn", "leader.post", "3.1.1"),
    ("daxing", put("form", leader__skill_level="高级工", leader__certificate_number=None), "leader-skill-level-too-low", "warn", "leader.skill_level", "3.1.2"),
    ("daxing", put("form", leader__apprentices="无"), "leader-merit-missing", "fail", "leader.apprentices", "3.1.3"),
    ("daxing", put("form", leader__achievements="无"), "leader-merit-missing", "fail", "leader.achievements", "3.1.4"),
    ("daxing", put("form", support__venue="无"), "support-missing", "fail", "support.venue", "3.2.3"),
    ("daxing", put("form", support__management_rules="没有"), "support-missing", "fail", "support.management_rules", "3.2.4"),
    ("daxing", put("form", support__work_plan="没有"), "support-missing", "fail", "support.work_plan", "3.2.4"),
    ("daxing", put("form", support__dedicated_account="暂未设立专门账目"), "dedicated-account-missing", "fail", "support.dedicated_account", "3.2.3"),
    ("daxing", says("form", "本单位相同职业（工种）是否已建立技能大师工作室：是"), "unit-already-has-studio", "fail", None, "4.2.p3"),
    ("daxing", says("form", "是否已领办其他技能大师工作室：是"), "master-already-leads-studio", "fail", None, "4.2.p3"),
    ("daxing", put("proposal", project__end=PartialDate(2027, 6, 30)), "project-period-over-one-year", "warn", "project.end", "4.2.p1"),
    ("daxing", all_of(put("proposal", project__funding_requested=50001)), "funding-over-cap", "fail", "project.funding_requested", "5.p3"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("policy", "change", "rule", "outcome", "subject", "clause"),
    CASES,
    ids=[f"{n}-{c[0]}-{c[2]}" for n, c in enumerate(CASES)],
)
def test_one_defect_gives_its_one_finding(
    policy: str, change: Change, rule: str, outcome: str, subject: str | None, clause: str | None
) -> None:
    judgement = judge(policy, change)
    expected = (rule, outcome, subject, f"{policy}/{clause}" if clause else None)

    findings = [(f.rule, f.outcome, f.subject, f.clause) for f in counted(judgement)]
    # A paper of no known kind is missing as what it should have been, too.
    assert findings == [expected] or (rule == "document-kind-unrecognised" and expected in findings)
    assert judgement.verdict in ("fix", "ineligible")


HUMAN = [
    ("dongguan", nothing, "listed-as-dishonest", "19"),
    ("dongguan", put("form", leader__post="技术总监"), "leader-not-frontline", "6.1"),
    ("dongguan", put("form", leader__honours="先进工作者", leader__achievements="工作认真", leader__apprentices=None), "leader-merit-missing", "6.1"),
    ("dongguan", nothing, "unit-already-has-studio", "7"),
    ("daxing", nothing, "restricted-industry", "3.3.p1"),
    ("daxing", nothing, "leader-not-in-service", "3.1.1"),
    ("daxing", nothing, "master-already-leads-studio", "4.2.p3"),
    ("daxing", put("proposal", project__content="购置家具", project__name="购置家具", project__goal="购置", project__outputs="家具"), "project-direction-unclear", "3.3.5"),
]  # fmt: skip


@pytest.mark.parametrize(("policy", "change", "rule", "clause"), HUMAN)
def test_what_only_a_person_can_judge_leaves_the_papers_ready(
    policy: str, change: Change, rule: str, clause: str
) -> None:
    judgement = judge(policy, change)

    assert (rule, "human", f"{policy}/{clause}") in [(f.rule, f.outcome, f.clause) for f, _ in judgement.findings]
    assert judgement.verdict == "ready"


def test_an_association_has_to_show_its_qualification() -> None:
    def rule(change: Change) -> list[str]:
        judgement = judge("dongguan", change, "industry_association")
        return [f.outcome for f, _ in judgement.findings if f.rule == "training-qualification-missing"]

    assert rule(nothing) == ["human"]
    assert rule(says("form", "职业技能培训资质：无")) == ["fail"]
    assert rule(says("form", "职业技能培训资质：具备（培备〔2023〕17号）")) == []


def test_every_rule_of_the_contract_has_a_case() -> None:
    contract = {
        "document-kind-unrecognised", "material-missing", "field-blank", "placeholder-left", "signature-missing", "seal-missing",
        "date-missing", "id-number-invalid", "id-birth-date-mismatch", "id-sex-mismatch", "uscc-invalid", "phone-invalid",
        "date-invalid", "certificate-level-mismatch", "licence-expired", "name-mismatch", "id-number-mismatch", "unit-name-mismatch",
        "uscc-mismatch", "team-size-mismatch", "budget-sum-mismatch", "period-reversed", "schedule-outside-period",
        "duplicate-member",
    }  # fmt: skip
    packs = {r.id for p in ("dongguan", "daxing") for r in LIBRARY.pack(p).rules if r.applies_to != "award"}
    # These have tests of their own.
    elsewhere = {"training-qualification-missing", "venue-area-below-minimum", "team-too-small"}

    assert contract | packs - elsewhere == {c[2] for c in CASES} | {h[2] for h in HUMAN}


# ---- boundaries ----


def outcomes(
    policy: str, rule: str, change: Change, unit_type: str = "enterprise", on: date | None = None
) -> list[str]:
    return [f.outcome for f, _ in judge(policy, change, unit_type, on).findings if f.rule == rule]


@pytest.mark.parametrize(("area", "expected"), [(999, ["fail"]), (1000, []), (1001, [])])
@pytest.mark.parametrize(
    "unit_type", ["industry_association", "training_institution", "public_training_base", "skilled_talent_base"]
)
def test_training_area(unit_type: str, area: int, expected: list[str]) -> None:
    assert (
        outcomes("dongguan", "venue-area-below-minimum", put("form", unit__training_area_m2=area), unit_type)
        == expected
    )


def test_but_an_enterprise_needs_no_area() -> None:
    assert outcomes("dongguan", "venue-area-below-minimum", put("form", unit__training_area_m2=10)) == []


@pytest.mark.parametrize(("policy", "at_limit"), [("dongguan", 36), ("daxing", 12)])
@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_project_period_in_months(policy: str, at_limit: int, extra: int) -> None:
    months = at_limit + extra - 1
    end = PartialDate(2026 + months // 12, months % 12 + 1)
    day = replace(end, day=28 if end.month == 2 else 30 if end.month in (4, 6, 9, 11) else 31)
    expected = {"dongguan": {-1: ["fail"], 0: [], 1: ["fail"]}, "daxing": {-1: [], 0: [], 1: ["warn"]}}[policy][extra]
    rule = "project-period-not-three-years" if policy == "dongguan" else "project-period-over-one-year"
    changed = all_of(more("proposal", schedule=()), put("proposal", project__end=day))

    assert outcomes(policy, rule, changed) == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (PartialDate(2028, 12), []),
        (PartialDate(2029, 1), ["warn"]),
        (PartialDate(2029, 2), ["fail"]),
        (PartialDate(2029, 1, 1), []),
    ],
)
def test_a_period_of_months_may_be_meant_to_the_anniversary(end: PartialDate, expected: list[str]) -> None:
    change = put("proposal", project__start=PartialDate(2026, 1), project__end=end)

    assert outcomes("dongguan", "project-period-not-three-years", change) == expected


@pytest.mark.parametrize(("amount", "expected"), [(49999, []), (50000, []), (50001, ["fail"])])
def test_funding(amount: int, expected: list[str]) -> None:
    assert outcomes("daxing", "funding-over-cap", put("proposal", project__funding_requested=amount)) == expected


def test_without_a_sum_that_is_asked_for_a_small_budget_is_enough() -> None:
    assert outcomes("daxing", "funding-over-cap", put("proposal", project__funding_requested=None)) == []
    big = all_of(
        put("proposal", project__funding_requested=None, project__budget_total=90000), more("proposal", budget=())
    )
    assert outcomes("daxing", "funding-over-cap", big) == ["unknown"]


@pytest.mark.parametrize(("size", "expected"), [(2, ["fail"]), (3, []), (4, [])])
def test_team(size: int, expected: list[str]) -> None:
    def change(case: Case) -> None:
        put("form", studio__team_size=size)(case)
        if size == 2:
            put("form", m3__name=None, m3__id_number=None)(case)
        if size == 4:
            put("form", m4__name="严朗", m4__id_number=number_of(date(1990, 1, 1), 4))(case)

    assert outcomes("daxing", "team-too-small", change) == expected
    assert [f.rule for f in counted(judge("daxing", change))] == ["team-too-small"] * len(expected)


def test_the_leader_in_the_list_is_no_member() -> None:
    change = put("form", m3__name=NAMES[0], m3__id_number=NUMBERS[0], m3__skill_level=None, m3__certificate_number=None)

    assert outcomes("daxing", "team-too-small", change) == ["fail"]
    assert outcomes("daxing", "duplicate-member", change) == []


@pytest.mark.parametrize(("birth", "expected"), [((1967, 10), ["warn"]), ((1967, 11), []), ((1967, 12), [])])
def test_a_man_s_retirement(birth: tuple[int, int], expected: list[str]) -> None:
    assert outcomes("dongguan", "leader-near-retirement", born(date(*birth, 20))) == expected


@pytest.mark.parametrize(
    ("birth", "expected"),
    [((1970, 6), ["warn"]), ((1976, 6), ["unknown"]), ((1984, 6), [])],
    ids=["both too near", "groups differ", "both far"],
)
def test_a_woman_s_group_is_asked_for_only_where_it_matters(birth: tuple[int, int], expected: list[str]) -> None:
    assert outcomes("dongguan", "leader-near-retirement", born(date(*birth, 20), "女")) == expected


@pytest.mark.parametrize(("day", "expected"), [(31, ["fail"]), (1, [])])
def test_the_licence_s_last_day_is_still_good(day: int, expected: list[str]) -> None:
    until = PartialDate(2025, 7, 31) if day == 31 else PartialDate(2025, 8, 1)

    assert outcomes("dongguan", "licence-expired", put("licence", unit__licence_valid_until=until)) == expected
    assert outcomes("dongguan", "licence-expired", put("licence", unit__licence_valid_until="长期")) == []


@pytest.mark.parametrize(
    ("title", "digit", "expected"), [("高级工", 3, ["fail"]), ("技师", 2, []), ("高级技师", 1, [])]
)
def test_the_leader_s_level(title: str, digit: int, expected: list[str]) -> None:
    assert outcomes("dongguan", "leader-skill-level-too-low", level(title, digit)) == expected


def test_but_rare_skill_makes_up_for_the_level() -> None:
    change = all_of(level("高级工", 3), says("form", "该同志掌握手工刮研绝技。"))

    assert outcomes("dongguan", "leader-skill-level-too-low", change) == []


@pytest.mark.parametrize(("total", "expected"), [(49999, []), (50000, []), (50001, []), (50002, ["fail"])])
def test_a_sum_may_be_a_yuan_off(total: int, expected: list[str]) -> None:
    assert outcomes("daxing", "budget-sum-mismatch", put("proposal", project__budget_total=total)) == expected


def test_a_total_among_the_rows_is_no_row() -> None:
    def rows(title: str) -> Change:
        amounts = (("材料", 30000.0), ("培训", 20000.0), (title, 50000.0))
        return more("proposal", budget=tuple(BudgetRow(t, a, PLACE) for t, a in amounts))

    assert outcomes("daxing", "budget-sum-mismatch", rows("合计")) == []
    assert outcomes("daxing", "budget-sum-mismatch", rows("全部费用")) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [((2026, 12), []), ((2027, 1), ["fail"]), ((2025, 12), ["fail"])],
)
def test_a_schedule_lies_inside_the_period(row: tuple[int, int], expected: list[str]) -> None:
    schedule = (ScheduleRow("某阶段", PartialDate(*row), None, PLACE),)

    assert outcomes("daxing", "schedule-outside-period", more("proposal", schedule=schedule)) == expected


@pytest.mark.parametrize(("stated", "expected"), [(2, ["fail"]), (3, []), (4, []), (5, ["fail"])])
def test_a_head_count_may_include_the_leader(stated: int, expected: list[str]) -> None:
    assert outcomes("daxing", "team-size-mismatch", put("form", studio__team_size=stated)) == expected


def test_but_not_where_the_form_says_so() -> None:
    def counting(words: str) -> Change:
        return put("form", studio__team_size=Found(4.0, f"4人（{words}）", PLACE))

    assert outcomes("daxing", "team-size-mismatch", counting("不含领办人")) == ["fail"]
    assert outcomes("daxing", "team-size-mismatch", counting("含领办人")) == []


# ---- terms ----


@pytest.mark.parametrize(("on", "expected"), [(date(2025, 12, 31), ["fail"]), (date(2026, 1, 1), ["unknown"])])
def test_after_the_document_s_term_nothing_is_not_eligible(on: date, expected: list[str]) -> None:
    change = put("form", unit__training_area_m2=900)

    assert outcomes("dongguan", "venue-area-below-minimum", change, "training_institution", on) == expected
    assert (
        outcomes("dongguan", "unit-type-not-eligible", put("form", unit__type="public_institution"), on=on) == expected
    )


def test_after_the_term_clean_papers_are_ready_and_a_person_has_to_ask() -> None:
    judgement = judge("dongguan", on=date(2026, 11, 21))
    [term] = [f for f, _ in judgement.findings if f.rule == "policy-not-in-force"]

    assert counted(judgement) == []
    assert (judgement.verdict, term.outcome, term.clause) == ("ready", "human", "dongguan/20")
    assert "leader-near-retirement" not in {p.rule for p in judgement.passed}


@pytest.mark.parametrize(
    ("area", "on", "expected"),
    [
        (299, date(2026, 1, 1), ["fail"]),
        (300, date(2026, 1, 1), []),
        (299, date(2025, 12, 31), ["unknown"]),
        (299, date(2029, 1, 1), ["unknown"]),
    ],
)
def test_a_new_city_is_checked_by_its_own_rules(area: int, on: date, expected: list[str]) -> None:
    form = paper("application_form", {"unit.training_area_m2": area, "leader.name": NAMES[0]})
    judgement = check_dossier(LIBRARY.pack("yunchuan"), (form,), (), on)

    assert [f.outcome for f in counted(judgement)] == expected


# ---- one defect, one finding ----


def test_a_missing_form_brings_no_flood() -> None:
    for policy in ("dongguan", "daxing"):
        judgement = judge(policy, drop("form"))

        assert [f.rule for f, _ in judgement.findings if f.rule != "restricted-industry"] == ["material-missing"]


def test_a_form_handed_in_empty_is_a_missing_form() -> None:
    def change(case: Case) -> None:
        blanks = tuple(Blank(name, name, PLACE) for name in case["form"].fields)
        case["form"] = replace(case["form"], fields={}, blanks=blanks, signings=UNSIGNED)

    [finding] = counted(judge("daxing", change))

    assert (finding.rule, finding.subject, finding.file) == (
        "material-missing",
        "application_form",
        "application_form.docx",
    )
    assert "空白" in finding.message


@pytest.mark.parametrize(
    ("name", "lacking"),
    [("无", True), ("目前暂无立项项目", True), ("尚未确定", True), ("无醇胶印过程控制攻关", False), ("无铅焊接推广项目", False)],
)  # fmt: skip
def test_a_projects_title_may_begin_as_if_there_were_none(name: str, lacking: bool) -> None:
    assert says_none(name)
    assert says_no_project(name) is lacking


def test_a_blank_is_not_also_unknown() -> None:
    change = all_of(put("form", support__venue=None), more("form", blanks=(Blank("support.venue", "场地保障", PLACE),)))

    assert [f.rule for f in counted(judge("dongguan", change))] == ["field-blank"]


def test_but_what_no_paper_mentions_is_unknown() -> None:
    [finding] = counted(judge("dongguan", put("form", support__venue=None)))

    assert (finding.rule, finding.outcome, finding.subject) == ("support-missing", "unknown", "support.venue")
    assert "场所支持" in finding.message


def test_an_honour_may_be_left_empty() -> None:
    change = all_of(
        put("form", leader__honours=None),
        drop("honour"),
        more("form", blanks=(Blank("leader.honours", "荣誉", PLACE),)),
    )

    assert counted(judge("dongguan", change)) == []


def test_several_unsigned_places_of_one_paper_are_one_finding() -> None:
    signings = (*UNSIGNED, Signing("signature", "法定代表人签字", Place(paragraph=2), False))
    [finding] = counted(judge("daxing", more("form", signings=signings)))

    assert "领办人签字」「法定代表人签字" in finding.message


def test_a_left_over_hint_is_no_blank_as_well() -> None:
    change = more(
        "form", left_overs=(LeftOver("XXX", PLACE, "leader.post"),), blanks=(Blank("leader.post", "岗位", PLACE),)
    )

    assert [f.rule for f in counted(judge("daxing", change))] == ["placeholder-left"]


# ---- files that can't be read ----

ENCRYPTED = Failure("file-encrypted", "打开要密码。", "去掉密码再交。")


def with_failures(change: Change, *names: str) -> list[str]:
    case = clean("dongguan")
    change(case)
    judgement = check_dossier(
        LIBRARY.pack("dongguan"), tuple(case.values()), [(n, ENCRYPTED) for n in names], AS_OF["dongguan"]
    )
    return [f.rule for f in counted(judgement)]


@pytest.mark.parametrize("name", ["申报书.docx", "scan01.pdf"])
def test_an_unread_file_stands_for_the_paper_that_is_missing(name: str) -> None:
    assert with_failures(drop("form"), name) == ["file-encrypted"]


def test_an_unread_card_stands_for_its_owner_s_only() -> None:
    assert with_failures(drop("id 罗慧"), "身份证-罗慧.jpg") == ["file-encrypted"]
    assert with_failures(drop("id 罗慧", "id 姜晓岚"), "身份证-罗慧.jpg") == ["file-encrypted", "material-missing"]


def test_one_unread_file_does_not_stand_for_two_papers() -> None:
    assert with_failures(drop("form", "licence"), "scan01.pdf") == ["file-encrypted", "material-missing"]


@pytest.mark.parametrize("rule", ["file-unreadable", "file-encrypted", "file-unsupported", "file-too-large"])
def test_nothing_readable_is_unreadable(rule: Any) -> None:
    judgement = check_dossier(
        LIBRARY.pack("daxing"), (), [("a.pdf", Failure(rule, "读不了。", "换一份。"))], AS_OF["daxing"]
    )

    assert judgement.verdict == "unreadable"
    assert [(f.rule, f.file) for f, _ in judgement.findings] == [(rule, "a.pdf")]


# ---- people across papers ----


def test_a_member_of_another_spelling_is_the_nearest_person() -> None:
    change = all_of(drop("id 韦思远"), lambda case: case.update(x=card("id_card", "韦思元", id_number=NUMBERS[2])))

    assert [(f.rule, f.subject) for f in counted(judge("dongguan", change))] == [("name-mismatch", "members[2].name")]


def test_a_card_of_a_stranger_beside_everybody_s_own_is_left_alone() -> None:
    assert (
        counted(
            judge("dongguan", lambda case: case.update(x=card("skill_certificate", "欧阳朔", skill_level="高级工")))
        )
        == []
    )


def test_names_are_compared_without_spaces() -> None:
    assert counted(judge("dongguan", put("form", m1__name="罗　慧"))) == []


def test_doubtful_readings_warn() -> None:
    doubtful = all_of(drop("id 罗慧"), lambda case: case.update(x=replace(
        card("id_card", "罗惠"), fields={"leader.name": found("罗惠", doubtful=True), "leader.id_number": found(NUMBERS[1])})))  # fmt: skip

    assert [(f.rule, f.outcome) for f in counted(judge("dongguan", doubtful))] == [("name-mismatch", "warn")]


def test_a_number_misread_from_a_picture_is_no_mistake_of_the_applicant() -> None:
    misread = NUMBERS[1][:9] + ("8" if NUMBERS[1][9] != "8" else "3") + NUMBERS[1][10:]

    def change(case: Case) -> None:
        scan = card("id_card", "罗慧", id_number=misread)
        case["id 罗慧"] = replace(scan, document=replace(scan.document, format="scan"))

    assert counted(judge("dongguan", change)) == []


# ---- what is told ----


def test_identity_numbers_are_masked() -> None:
    [finding] = counted(judge("dongguan", put("form", leader__id_number=OTHER_ID)))

    assert OTHER_ID not in finding.message
    assert f"{OTHER_ID[:4]}***********{OTHER_ID[-4:]}" in finding.message
    assert finding.where == "表1 第1行"


def test_both_readings_are_shown() -> None:
    [finding] = counted(judge("dongguan", put("proposal", unit__name="恒昱精密科技有限公司")))

    assert "恒昱精密科技有限公司" in finding.message
    assert "恒昱精密制造有限公司" in finding.message
    assert finding.file == "project_proposal.docx"


def test_retirement_is_reckoned_before_the_reader_s_eyes() -> None:
    [finding] = counted(judge("dongguan", born(date(1967, 10, 20))))

    assert "2028年7月退休" in finding.message
    assert "2年11个月" in finding.message


# ---- verdicts ----


@pytest.mark.parametrize(
    ("policy", "change", "verdict"),
    [
        ("dongguan", put("form", unit__type="public_institution"), "ineligible"),
        ("dongguan", level("高级工", 3), "ineligible"),
        ("daxing", put("form", leader__skill_level="高级工", leader__certificate_number=None), "fix"),
        ("daxing", put("proposal", project__funding_requested=60000), "fix"),
        ("dongguan", born(date(1966, 5, 20)), "fix"),
        ("dongguan", drop("licence"), "fix"),
    ],
)
def test_only_what_papers_cannot_mend_is_ineligible(policy: str, change: Change, verdict: str) -> None:
    assert judge(policy, change).verdict == verdict


# ---- plain words that state nothing ----


@pytest.mark.parametrize(
    "line",
    [
        "本单位承诺以上内容真实，未被列入失信联合惩戒名单；如有虚假，愿承担责任。",
        "我公司已设立技能大师工作室管理制度。",
        "我公司申请设立技能大师工作室。",
        "是否被列入失信联合惩戒对象：□是 ☑否",
        "本单位是否已设立技能大师工作室：□是 √否",
        "申报单位已为技能大师工作室提供场地。",
        "本单位是否已设立技能大师工作室：是否在职在聘",
    ],
)
def test_promises_and_plans_state_no_studio_and_no_dishonesty(line: str) -> None:
    assert counted(judge("dongguan", says("form", line))) == []


def test_a_recognised_studio_needs_only_the_project_s_papers() -> None:
    change = all_of(drop("form"), says("proposal", "工作室已于2023年经区人社局认定。"))

    assert counted(judge("daxing", change)) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("恒昱精密制造有限公司活动地域东莞市", []),  # read with what stands beside it
        ("恆昱精密製造有限公司", []),  # the same in the traditional script
        ("恒昱精密制造有限公司第二分公司", ["unit-name-mismatch"]),
        ("恒昱精密制造", ["unit-name-mismatch"]),
    ],
)
def test_a_unit_s_name_differs_by_more_than_what_is_read_with_it(name: str, expected: list[str]) -> None:
    judgement = judge("dongguan", put("proposal", unit__name=name))

    assert [f.rule for f in counted(judgement)] == expected
