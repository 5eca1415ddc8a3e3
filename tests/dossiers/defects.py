"""Each rule's defect: a function from clean papers to papers with exactly that defect and its finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from tests.dossiers import people
from tests.dossiers.case import INSTITUTION_TYPES, Case, Stage, add_months
from tests.dossiers.papers import Papers
from tests.dossiers.sheet import Written

Change = Callable[[Papers, Random], Papers]
BOTH = ("dongguan", "daxing")


@dataclass(frozen=True)
class Defect:
    """A way to spoil papers; `parts` are what it touches, so that two defects can be kept apart."""

    name: str
    apply: Change
    policies: tuple[str, ...]
    unit_types: tuple[str, ...]
    parts: frozenset[str]


DEFECTS: dict[str, Defect] = {}


def defect(
    name: str, parts: str, policies: tuple[str, ...] = BOTH, unit_types: tuple[str, ...] = ()
) -> Callable[[Change], Change]:
    """Puts a function into the table of defects."""

    def keep(change: Change) -> Change:
        DEFECTS[name] = Defect(name, change, policies, unit_types, frozenset(parts.split()))
        return change

    return keep


def both_ways(papers: Papers, change: Callable[[Case], Case]) -> Papers:
    """The papers with the same change of case on all of them."""
    return papers.tell(change(papers.form.case), change(papers.proposal.case), change(papers.cards))


# ---- completeness ----


@defect("material-missing-form", "form")
def no_form(papers: Papers, rng: Random) -> Papers:
    """The application form is not handed in."""
    del rng
    papers = replace(papers, form=replace(papers.form, handed_in=False))
    return papers.found("material-missing", "application_form", "8.1" if papers.policy == "dongguan" else "4.2.p2")


@defect("material-missing-proposal", "proposal")
def no_proposal(papers: Papers, rng: Random) -> Papers:
    """The project's proposal is not handed in."""
    del rng
    papers = replace(papers, proposal=replace(papers.proposal, handed_in=False))
    return papers.found("material-missing", "project_proposal", "8.2" if papers.policy == "dongguan" else "4.2.p2")


@defect("material-missing-licence", "licence", ("dongguan",))
def no_licence(papers: Papers, rng: Random) -> Papers:
    """No licence."""
    del rng
    return replace(papers, left_out=papers.left_out | {"licence"}).found("material-missing", "licence", "8.3")


@defect("material-missing-id-card", "member_cards member_ids leader_id leader_name", ("dongguan",))
def no_id_card(papers: Papers, rng: Random) -> Papers:
    """One person's identity card is missing."""
    who = rng.choice(("leader", "members[1]", "members[2]"))
    name = papers.cards.leader.name if who == "leader" else papers.cards.members[int(who[8]) - 1].name
    papers = replace(papers, left_out=papers.left_out | {f"id_card:{who}"})
    return papers.found("material-missing", f"id_card:{name}", "8.3")


@defect("material-missing-certificate", "member_certificates leader_level leader_name", ("dongguan",))
def no_certificate(papers: Papers, rng: Random) -> Papers:
    """One person's skill certificate is missing."""
    who = rng.choice(("leader", "members[1]", "members[3]"))
    name = papers.cards.leader.name if who == "leader" else papers.cards.members[int(who[8]) - 1].name
    papers = replace(papers, left_out=papers.left_out | {f"skill_certificate:{who}"})
    return papers.found("material-missing", f"skill_certificate:{name}", "8.3")


BLANKS = (
    "unit.legal_representative",
    "unit.address",
    "unit.contact_name",
    "unit.contact_phone",
    "leader.post",
    "leader.occupation",
    "leader.phone",
    "leader.achievements",
    "leader.apprentices",
)


@defect("field-blank-form", "blank")
def blank_on_form(papers: Papers, rng: Random) -> Papers:
    """A blank of the form is left empty."""
    name = rng.choice(BLANKS)
    return papers.write_on_form(Written(name, "")).found("field-blank", name)


@defect("field-blank-proposal", "project_blank")
def blank_on_proposal(papers: Papers, rng: Random) -> Papers:
    """A blank of the proposal is left empty."""
    name = rng.choice(("project.goal", "project.content", "project.outputs"))
    return papers.write_on_proposal(Written(name, "")).found("field-blank", name)


@defect("placeholder-left-form", "blank")
def placeholder_on_form(papers: Papers, rng: Random) -> Papers:
    """Words of the template were left in a blank of the form."""
    name, text = rng.choice(
        (
            ("unit.address", "此处填写单位详细地址"),
            ("unit.contact_name", "XXX"),
            ("leader.post", "（请填写现任岗位）"),
            ("leader.achievements", "示例：主持完成XX技术改造，取得XX效益"),
            ("leader.apprentices", "此处填写带徒人数及成效"),
        )
    )
    return papers.write_on_form(Written(name, text)).found("placeholder-left", name)


@defect("placeholder-left-proposal", "project_blank")
def placeholder_on_proposal(papers: Papers, rng: Random) -> Papers:
    """Words of the template were left in a blank of the proposal."""
    name, text = rng.choice(
        (
            ("project.goal", "此处填写项目目标，300字以内"),
            ("project.outputs", "示例：形成XX成果X项"),
            ("project.content", "XXXXXXXX"),
        )
    )
    return papers.write_on_proposal(Written(name, text)).found("placeholder-left", name)


def _foot(name: str, part: str, on_form: bool) -> Change:
    def change(papers: Papers, rng: Random) -> Papers:
        del rng
        lacking: dict[str, Any] = {part: False}
        if on_form:
            papers = replace(papers, form=replace(papers.form, **lacking))
        else:
            papers = replace(papers, proposal=replace(papers.proposal, **lacking))
        return papers.found(
            f"{name}-missing", f"declaration.{name}", note=f"on the {'form' if on_form else 'proposal'}"
        )

    return change


for _name, _part in (("signature", "signed"), ("seal", "sealed"), ("date", "dated")):
    defect(f"{_name}-missing-form", f"foot_{_name}")(_foot(_name, _part, on_form=True))
    defect(f"{_name}-missing-proposal", f"foot_{_name}")(_foot(_name, _part, on_form=False))


# ---- validity ----


@defect("id-number-invalid", "leader_id")
def invalid_id(papers: Papers, rng: Random) -> Papers:
    """The leader's number has a wrong check digit on form and card alike."""
    del rng
    number = people.wrong_check_digit(papers.form.case.leader.id_number)
    return both_ways(papers, lambda case: case.with_leader(id_number=number)).found(
        "id-number-invalid", "leader.id_number"
    )


@defect("id-number-invalid-member", "member_ids")
def invalid_member_id(papers: Papers, rng: Random) -> Papers:
    """A member's number has a wrong check digit on form and card alike."""
    n = rng.randrange(3)
    number = people.wrong_check_digit(papers.form.case.members[n].id_number)
    papers = both_ways(papers, lambda case: case.with_member(n, id_number=number))
    return papers.found("id-number-invalid", f"members[{n + 1}].id_number")


@defect("id-birth-date-mismatch", "leader_id leader_birth")
def other_birth(papers: Papers, rng: Random) -> Papers:
    """The form's birth date is not the number's."""
    born = papers.form.case.leader.birth_date
    other = add_months(born, rng.choice((1, 2, 12)))
    return papers.tell(form=papers.form.case.with_leader(birth_date=other)).found(
        "id-birth-date-mismatch", "leader.birth_date"
    )


@defect("id-sex-mismatch", "leader_id")
def other_sex(papers: Papers, rng: Random) -> Papers:
    """The form's sex is not the number's; the leader is young enough for either sex's retirement age."""
    if papers.form.case.leader.sex == "男":
        born = date(1986, rng.randint(1, 12), rng.randint(1, 28))
        papers = both_ways(papers, lambda case: with_birth(case, born))
    other = "女" if papers.form.case.leader.sex == "男" else "男"
    return papers.tell(form=papers.form.case.with_leader(sex=other)).found("id-sex-mismatch", "leader.sex")


@defect("uscc-invalid", "uscc")
def invalid_uscc(papers: Papers, rng: Random) -> Papers:
    """The unit's code has a wrong check character wherever it stands."""
    del rng
    code = people.wrong_uscc(papers.form.case.unit.uscc)
    return both_ways(papers, lambda case: case.with_unit(uscc=code)).found("uscc-invalid", "unit.uscc", outcome="warn")


@defect("phone-invalid", "phone blank")
def invalid_phone(papers: Papers, rng: Random) -> Papers:
    """A mobile number with a digit too few or too many, or that begins as none does."""
    phone = people.mobile(rng)
    bad = rng.choice((phone[:-1], phone + "6", "2" + phone[1:]))
    if rng.random() < 0.5:
        return papers.tell(form=papers.form.case.with_leader(phone=bad)).found("phone-invalid", "leader.phone")
    return both_ways(papers, lambda case: case.with_unit(contact_phone=bad)).found(
        "phone-invalid", "unit.contact_phone"
    )


@defect("date-invalid-declaration", "foot_date")
def invalid_declaration_date(papers: Papers, rng: Random) -> Papers:
    """The form is dated on a day that does not exist."""
    year = papers.form.case.as_of.year
    text, value = rng.choice(((f"{year}年2月30日", f"{year}-02-30"), (f"{year}年6月31日", f"{year}-06-31")))
    return papers.write_on_form(Written("declaration.date", text, value)).found("date-invalid", "declaration.date")


@defect("date-invalid-project", "period")
def invalid_project_end(papers: Papers, rng: Random) -> Papers:
    """The project ends on a day that does not exist."""
    del rng
    end = papers.proposal.case.project.end
    assert end is not None
    papers = papers.write_on_proposal(
        Written("project.end", f"{end.year}年{end.month}月32日", f"{end.year}-{end.month:02d}-32")
    )
    return papers.found("date-invalid", "project.end")


@defect("certificate-level-mismatch", "leader_level")
def other_level(papers: Papers, rng: Random) -> Papers:
    """The form claims a higher level than the leader's certificate shows."""
    number = people.certificate_number(rng, "技师")
    both = both_ways(papers, lambda case: case.with_leader(skill_level="技师", certificate_number=number))
    claimed = both.form.case.with_leader(skill_level="高级技师")
    return replace(both.tell(form=claimed), with_cards=True).found("certificate-level-mismatch", "leader.skill_level")


@defect("certificate-level-mismatch-number", "leader_level")
def other_level_digit(papers: Papers, rng: Random) -> Papers:
    """Form and certificate agree on the level, but the number's sixteenth digit says another."""
    del rng
    leader = papers.form.case.leader
    number = people.with_level_digit(leader.certificate_number, "高级工")
    papers = both_ways(papers, lambda case: case.with_leader(certificate_number=number))
    return papers.found("certificate-level-mismatch", "leader.skill_level", note="16th digit of the number is 3")


@defect("certificate-level-mismatch-member", "member_certificates")
def other_member_level(papers: Papers, rng: Random) -> Papers:
    """The form claims a higher level than a member's certificate shows."""
    number = people.certificate_number(rng, "中级工", 2021)
    both = both_ways(papers, lambda case: case.with_member(1, skill_level="中级工", certificate_number=number))
    papers = replace(both.tell(form=both.form.case.with_member(1, skill_level="技师")), with_cards=True)
    return papers.found("certificate-level-mismatch", "members[2].skill_level")


@defect("licence-expired", "licence")
def expired(papers: Papers, rng: Random) -> Papers:
    """The licence's term is over."""
    until = add_months(papers.cards.as_of, -rng.randint(1, 20))
    papers = both_ways(papers, lambda case: case.with_unit(licence_valid_until=until))
    return replace(papers, with_cards=True).found("licence-expired", "unit.licence_valid_until")


# ---- consistency ----


@defect("name-mismatch-card", "leader_name leader_id leader_level")
def other_name_on_cards(papers: Papers, rng: Random) -> Papers:
    """The leader's cards bear a name one character away from the form's."""
    del rng
    cards = papers.cards.with_leader(name=people.similar_name(papers.cards.leader.name))
    return replace(papers.tell(cards=cards), with_cards=True).found("name-mismatch", "leader.name")


@defect("name-mismatch-proposal", "leader_name")
def other_name_on_proposal(papers: Papers, rng: Random) -> Papers:
    """The proposal names the leader with another last character."""
    del rng
    proposal = papers.proposal.case.with_leader(name=people.similar_name(papers.proposal.case.leader.name))
    return papers.tell(proposal=proposal).found("name-mismatch", "leader.name")


@defect("name-mismatch-member", "member_cards member_certificates")
def other_member_name(papers: Papers, rng: Random) -> Papers:
    """A member's cards bear a name one character away from the form's."""
    del rng
    cards = papers.cards.with_member(0, name=people.similar_name(papers.cards.members[0].name))
    return replace(papers.tell(cards=cards), with_cards=True).found("name-mismatch", "members[1].name")


@defect("id-number-mismatch", "leader_id")
def other_id_on_card(papers: Papers, rng: Random) -> Papers:
    """The form's identity number is valid but not the card's."""
    del rng
    number = people.other_valid_id(papers.form.case.leader.id_number)
    papers = replace(papers.tell(form=papers.form.case.with_leader(id_number=number)), with_cards=True)
    return papers.found("id-number-mismatch", "leader.id_number")


@defect("id-number-mismatch-member", "member_ids member_cards")
def other_member_id_on_card(papers: Papers, rng: Random) -> Papers:
    """The form's identity number of a member is valid but not the card's."""
    del rng
    number = people.other_valid_id(papers.form.case.members[1].id_number)
    papers = replace(papers.tell(form=papers.form.case.with_member(1, id_number=number)), with_cards=True)
    return papers.found("id-number-mismatch", "members[2].id_number")


@defect("unit-name-mismatch-proposal", "unit_name")
def other_unit_on_proposal(papers: Papers, rng: Random) -> Papers:
    """The proposal names the unit otherwise."""
    del rng
    name = other_unit_name(papers.form.case.unit.name)
    return papers.tell(proposal=papers.proposal.case.with_unit(name=name)).found("unit-name-mismatch", "unit.name")


@defect("unit-name-mismatch-licence", "unit_name licence")
def other_unit_on_licence(papers: Papers, rng: Random) -> Papers:
    """The licence names the unit otherwise."""
    del rng
    cards = papers.cards.with_unit(name=other_unit_name(papers.cards.unit.name))
    return replace(papers.tell(cards=cards), with_cards=True).found("unit-name-mismatch", "unit.name")


@defect("uscc-mismatch", "uscc licence")
def other_uscc(papers: Papers, rng: Random) -> Papers:
    """The licence bears another valid code."""
    code = people.uscc(rng, papers.cards.unit.type, papers.cards.unit.uscc[2:8])
    return replace(papers.tell(cards=papers.cards.with_unit(uscc=code)), with_cards=True).found(
        "uscc-mismatch", "unit.uscc"
    )


@defect("team-size-mismatch", "team")
def other_team_size(papers: Papers, rng: Random) -> Papers:
    """The form counts more members than it lists."""
    size = len(papers.form.case.members) + rng.choice((2, 3))
    return papers.tell(form=replace(papers.form.case, team_size=size)).found("team-size-mismatch", "studio.team_size")


@defect("budget-sum-mismatch", "budget")
def other_sum(papers: Papers, rng: Random) -> Papers:
    """The budget's items do not add up to its total."""
    items = papers.proposal.case.project.budget_items
    changed = (*items[:-1], (items[-1][0], items[-1][1] + rng.choice((1000, 5000))))
    papers = papers.tell(proposal=papers.proposal.case.with_project(budget_items=changed))
    return papers.found("budget-sum-mismatch", "project.budget_total")


@defect("period-reversed", "period")
def reversed_period(papers: Papers, rng: Random) -> Papers:
    """The project ends before it begins."""
    del rng
    project = papers.proposal.case.project
    papers = papers.tell(proposal=papers.proposal.case.with_project(start=project.end, end=project.start))
    return papers.found("period-reversed", "project.end")


@defect("schedule-outside-period", "schedule")
def late_stage(papers: Papers, rng: Random) -> Papers:
    """The last stage lies after the project's end."""
    project = papers.proposal.case.project
    assert project.end is not None
    begin = add_months(project.end, rng.choice((2, 4)))
    stages = (*project.schedule[:-1], Stage(begin, add_months(begin, 2), project.schedule[-1].task))
    papers = papers.tell(proposal=papers.proposal.case.with_project(schedule=stages))
    return papers.found("schedule-outside-period", "project.schedule")


@defect("duplicate-member", "team member_ids")
def same_member_twice(papers: Papers, rng: Random) -> Papers:
    """A member stands on the list twice."""
    del rng

    def change(case: Case) -> Case:
        members = (*case.members, case.members[0])
        return replace(case, members=members, team_size=len(members))

    papers = papers.tell(change(papers.form.case), change(papers.proposal.case))
    return papers.found("duplicate-member", f"members[{len(papers.form.case.members)}].name")


# ---- eligibility: Dongguan ----


@defect("unit-type-not-eligible", "unit_type", ("dongguan",), ("public_institution",))
def institution(papers: Papers, rng: Random) -> Papers:
    """A public institution applies, which the policy does not name."""
    del rng
    return papers.found("unit-type-not-eligible", "unit.type", "6")


@defect("unit-not-registered-locally", "place unit_name blank", ("dongguan",))
def elsewhere_registered(papers: Papers, rng: Random) -> Papers:
    """The unit is registered in another city."""
    del rng
    papers = both_ways(papers, lambda case: move(case, "广东省深圳市", "宝安区松岗街道", "深圳市"))
    return papers.found("unit-not-registered-locally", "unit.registered_place", "6")


@defect("leader-skill-level-too-low", "leader_level")
def low_level(papers: Papers, rng: Random) -> Papers:
    """The leader holds a lower level than asked, and says so everywhere."""
    number = people.certificate_number(rng, "高级工")
    papers = both_ways(papers, lambda case: case.with_leader(skill_level="高级工", certificate_number=number))
    if papers.policy == "dongguan":
        return papers.found("leader-skill-level-too-low", "leader.skill_level", "6.1")
    return papers.found("leader-skill-level-too-low", "leader.skill_level", "3.1.2", "warn")


@defect("leader-near-retirement", "leader_id leader_birth", ("dongguan",))
def near_retirement(papers: Papers, rng: Random) -> Papers:
    """The leader has less than three years to go."""
    born = date(1966, rng.randint(1, 12), rng.randint(1, 28))
    papers = both_ways(papers, lambda case: with_birth(case, born))
    return papers.found("leader-near-retirement", "leader.birth_date", "6.1", "warn")


@defect("venue-area-below-minimum", "area", ("dongguan",), ("industry_association", *INSTITUTION_TYPES))
def small_venue(papers: Papers, rng: Random) -> Papers:
    """The training ground is well under the minimum."""
    area = rng.choice((480, 650, 860))
    papers = papers.tell(form=papers.form.case.with_unit(training_area_m2=area))
    clause = "6.2.2" if papers.form.case.unit.type == "industry_association" else "6.2.3"
    return papers.found("venue-area-below-minimum", "unit.training_area_m2", clause)


@defect("support-missing", "support")
def no_support(papers: Papers, rng: Random) -> Papers:
    """The unit says that it gives nothing of one kind."""
    name = rng.choice(("venue", "equipment", "funding", "management_rules", "work_plan"))
    text = rng.choice(("无", "暂无", "暂未提供" if name in ("venue", "equipment") else "没有"))
    papers = papers.tell(form=papers.form.case.with_support(**{name: text}))
    return papers.found("support-missing", f"support.{name}", support_clause(papers, name))


@defect("project-missing", "project_blank period budget schedule funding", ("dongguan",))
def no_project(papers: Papers, rng: Random) -> Papers:
    """A proposal is handed in, but it says that there is no project."""
    del rng
    empty = dict.fromkeys(("start", "end", "budget_total", "funding_requested"))
    papers = both_ways(
        papers,
        lambda case: case.with_project(
            name="暂无", goal="暂无", content="暂无立项项目", outputs="无", schedule=(), budget_items=(), **empty
        ),
    )
    return papers.found("project-missing", "project.name", "6.3")


@defect("unit-already-has-studio", "has_studio")
def has_studio(papers: Papers, rng: Random) -> Papers:
    """The unit has a studio already."""
    del rng
    papers = papers.tell(form=papers.form.case.with_unit(has_studio=True))
    if papers.policy == "dongguan":
        return papers.found("unit-already-has-studio", None, "7", "warn")
    return papers.found("unit-already-has-studio", None, "4.2.p3")


# ---- eligibility: Daxing ----


@defect("unit-not-local", "place unit_name blank", ("daxing",))
def elsewhere(papers: Papers, rng: Random) -> Papers:
    """The unit is neither registered nor at work in the district."""
    del rng
    papers = both_ways(papers, lambda case: move(case, "北京市海淀区", "上地街道", "北京"))
    return papers.found("unit-not-local", "unit.registered_place", "3.p1")


@defect("leader-not-in-service", "leader_id leader_birth leader_post blank", ("daxing",))
def retired(papers: Papers, rng: Random) -> Papers:
    """The leader has retired and was taken on again."""
    born = date(1961, rng.randint(1, 12), rng.randint(1, 28))
    papers = both_ways(
        papers,
        lambda case: with_birth(case, born).with_leader(
            post="技术顾问（退休返聘）", in_service=False, years_in_trade=40
        ),
    )
    return papers.found("leader-not-in-service", "leader.post", "3.1.1")


@defect("dedicated-account-missing", "support_account", ("daxing",))
def no_account(papers: Papers, rng: Random) -> Papers:
    """The unit keeps no account of its own for the studio."""
    text = rng.choice(("未设立", "暂未设立专门账目", "无"))
    papers = papers.tell(form=papers.form.case.with_support(dedicated_account=text))
    return papers.found("dedicated-account-missing", "support.dedicated_account", "3.2.3")


# ---- helpers ----


def other_unit_name(name: str) -> str:
    """A name that is nearly the unit's."""
    return name.replace("有限公司", "科技有限公司") if "有限公司" in name else name[:-2] + "服务" + name[-2:]


def move(case: Case, place: str, street: str, city: str) -> Case:
    """The case with its unit in another place, by name, registration and address."""
    name = case.unit.name.replace("东莞市", city).replace("北京市大兴区", "北京市海淀区")
    return case.with_unit(name=name, registered_place=place, address=f"{place}{street}创业路18号")


def with_birth(case: Case, born: date) -> Case:
    """The case with a man of this birth date as leader; the same number wherever it is asked for."""
    seeded = Random(f"{born}{case.leader.name}")
    number = people.id_number(seeded, born, "男", case.leader.id_number[:6])
    return case.with_leader(
        sex="男", birth_date=born, id_number=number, years_in_trade=case.as_of.year - born.year - 21
    )


def support_clause(papers: Papers, name: str) -> str:
    """The clause that asks this kind of unit for this support."""
    if papers.policy == "daxing":
        return "3.2.4" if name in ("management_rules", "work_plan") else "3.2.3"
    unit_type = papers.form.case.unit.type
    return {"enterprise": "6.2.1", "industry_association": "6.2.2"}.get(unit_type, "6.2.3")
