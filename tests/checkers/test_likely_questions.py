"""Questions in words that are on no list, told by their characters, by the answers below them or by 答： in the next
line; and what else the forms of some sixty more offices showed."""

from __future__ import annotations

import pytest

from checkers.extraction.labels import match_label, word_lists
from checkers.extraction.likely import SURE, learn, likely_field
from checkers.extraction.payers import names_payer
from checkers.extraction.signing import find_signings
from checkers.extraction.values import read_team
from checkers.reading.document import Document
from checkers.rules.gathering import _is_lacking
from checkers.rules.statements import find_statements
from tests.checkers.made_papers import PROPOSAL, outcomes, paper, table, told

# Told by the characters


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("所获个人称号", "leader.honours"),
        ("绝招与业绩", "leader.achievements"),
        ("技术绝活和效益", "leader.achievements"),
        ("拟定室名", "studio.name"),
        ("车间电话", "phone"),
        ("证书登记编号", "person.certificate_number"),
        ("血型", None),
        ("兴趣爱好", None),
        ("云川明德机电有限公司", None),
        ("其中", None),
        ("张国庆", None),
    ],
)
def test_unlisted_words_are_told_by_their_characters(words: str, field: str | None) -> None:
    assert match_label(words) is None
    assert likely_field(words) == field


def test_words_that_were_not_learned_from_are_mostly_told_right() -> None:
    """Five times, each time the model learns from four fifths of the words and is asked for the others."""
    asked, others = word_lists()
    words = sorted([*asked.items(), *((word, "other") for word in others)])
    told = right = 0
    for part in range(5):
        model = learn(pair for n, pair in enumerate(words) if n % 5 != part)
        for word, field in (pair for n, pair in enumerate(words) if n % 5 == part):
            guess, chance = model.likeliest(word)
            if chance >= SURE and guess != "other":
                told += 1
                right += guess == {"unit.contact_phone": "phone"}.get(field, field)
    assert right / told >= 0.9
    assert told / len(asked) >= 0.5


QUESTIONS = (
    ("单位名称", "云川明德机电有限公司", "统一社会信用代码", "91440300MA5F8K2X3L"),
    ("法定代表人", "何志勇", "注册地址", "云川市东城区明德路8号"),
    ("联系人", "苏晓梅", "车间电话", "1380013800"),
)


def test_an_unlisted_question_is_answered_beside_it() -> None:
    read = paper(table(*QUESTIONS))
    assert told(read, "unit.contact_phone") == "1380013800"
    assert outcomes(read, rule="phone-invalid") == ["fail"]


def test_a_guess_needs_an_answer_of_the_right_kind() -> None:
    rows = (*QUESTIONS[:2], ("联系人", "苏晓梅", "车间电话", "见通讯录"))
    assert told(paper(table(*rows)), "unit.contact_phone") is None


def test_what_is_known_to_be_asked_is_not_guessed_twice() -> None:
    rows = (*QUESTIONS, ("所获荣誉", "云川市技术能手（2021年）", "所获个人称号", "车间先进生产者"))
    assert told(paper("领办人情况", table(*rows)), "leader.honours") == ("云川市技术能手(2021年)",)


def test_an_empty_box_is_never_a_guess() -> None:
    rows = (*QUESTIONS[:2], ("联系人", "苏晓梅", "车间电话", ""))
    assert [b.field for b in paper(table(*rows)).blanks] == []


# Told by the answers


PEOPLE = (
    ("序", "教师", "身份证号", "工种（等级）", "证书编号", "担任"),
    ("1", "沙晓玲", "431102199001186442", "养老护理员（高级工）", "4400191456121073005864", "实操示范"),
    ("2", "盘志明", "441825198809219497", "养老护理员（技师）", "4400191694023372001953", "康复技术"),
    ("3", "温秋霞", "441900199206267548", "育婴员（高级工）", "4400192302540743007464", "课程编写"),
)


def test_a_header_is_told_by_the_names_below_it() -> None:
    read = paper(table(*QUESTIONS), "团队成员", table(*PEOPLE, number=2))
    assert [told(read, f"members[{n}].name") for n in (1, 2, 3)] == ["沙晓玲", "盘志明", "温秋霞"]
    assert [told(read, f"members[{n}].skill_level") for n in (1, 2, 3)] == ["高级工", "技师", "高级工"]


def test_answers_in_a_row_make_it_no_row_of_headers() -> None:
    rows = (
        ("联系人", "苏晓梅", "人事电话", "13800138000", "手机"),
        ("身份证号", "441900198109093000", "证书编号", "4400191799324871002428", "附复印件"),
        ("注册地址", "云川市东城区明德路8号", "单位性质", "企业", "按执照"),
        ("统一社会信用代码", "91440300MA5F8K2X3L", "法定代表人", "何志勇", "18位"),
    )
    read = paper(table(*rows))
    assert told(read, "unit.contact_phone") == "13800138000"
    assert [b.field for b in read.blanks] == []


# Questions answered in the next line


def test_what_is_answered_below_is_a_question_without_its_mark() -> None:
    read = paper(
        "1. 公司叫什么（照营业执照抄）", "答：云川优选电子商务有限公司", "2. 公司注册在哪", "答：云川市东城区明德路8号",
        "3. 法人是谁，单位属于哪类", "答：冷俊峰；√企业  □事业单位", "4. 找谁对接，电话多少", "答：谷雨晴（人事），13534219928",
        "5. 大师是谁", "答：贾思远", "6. 带徒情况", "答：带出徒弟10人。", "7. 有没有给工作室单独立账", "答：没有单独设账",
    )  # fmt: skip
    assert told(read, "unit.legal_representative") == "冷俊峰"
    assert told(read, "unit.type") == "enterprise"
    assert told(read, "unit.contact_phone") == "13534219928"
    assert told(read, "leader.name") == "贾思远"
    assert not read.blanks
    assert _is_lacking("support.dedicated_account", str(told(read, "support.dedicated_account")))


# Who is counted


@pytest.mark.parametrize(
    ("text", "count"), [("领衔人1名，骨干成员5名，合计6名", 5.0), ("共4人", 4.0), ("除大师外3人", 3.0)]
)
def test_members_are_counted_apart(text: str, count: float) -> None:
    reading = read_team(text)
    assert reading is not None
    assert reading.value == count


def test_a_count_says_beside_another_whom_it_leaves_out() -> None:
    rows = (*((*row[:3], "高级工", row[4], row[5]) for row in PEOPLE[1:]), ("小计", "成员3人，连同领办人共4人"))
    head = ("序", "姓名", "身份证号", "技能等级", "证书编号", "分工")
    read = paper("领办人：容月娥", "团队成员", table(head, *rows))
    assert outcomes(read, rule="team-size-mismatch") == []


# What is said and what is not


@pytest.mark.parametrize(
    "text",
    [
        "否　　说明：经费并入公司管理费用统一核算，未单设账目或科目",
        "经费并入管理费用，目前没有为工作室单独设立账目（科目）",
    ],
)
def test_accounts_that_are_not_kept_apart_are_lacking(text: str) -> None:
    assert _is_lacking("support.dedicated_account", text)


def test_merits_that_are_denied_are_none() -> None:
    read = paper(
        "领办人：容月娥", "荣誉称号：2023年度学校优秀员工（云川市康护职业培训学校，2024年1月）",
        "主要业绩：按时完成学校安排的课时。没有发明、革新成果，未参与技术攻关和课题。", "带徒情况：暂未带徒。",
    )  # fmt: skip
    assert outcomes(read, rule="leader-merit-missing") == ["fail"]


def test_a_sentence_with_boxes_beside_it_states_what_is_ticked() -> None:
    checks = table(
        ("项", "自查内容", "结果"),
        ("A", "在云川市注册登记", "☑是　□否"),
        ("B", "本单位或法定代表人被列为失信联合惩戒对象", "□是　☑否"),
    )
    assert {s.value for s in find_statements([paper(checks)]) if s.fact == "unit.dishonest"} == {"no"}


def test_a_declaration_above_the_signature_signs_nothing() -> None:
    signing = table(
        ("申报人签名", "企业盖章及日期"), ("本人确认以上内容真实。", "同意申报。\n\n2025年7月16日"), number=3
    )
    places = find_signings(Document("申报书", "docx", 0, (signing,)))
    assert {p.role: p.done for p in places if p.role != "seal"} == {"signature": False, "date": True}


def test_years_in_a_leaders_story_are_no_schedule() -> None:
    read = paper(table(*QUESTIONS, ("领办人", "施永健", "带徒", "2002年至2020年带徒22人，技师5人、高级工12人。")))
    assert read.schedule == ()


def test_money_stands_behind_of_which() -> None:
    read = paper(
        "项目名称：夹具攻关",
        "总预算：12万元",
        "其中：申请财政经费__6.8__万元，依托单位配套__5.2__万元。",
        title=PROPOSAL,
    )
    assert told(read, "project.funding_requested") == 68000.0


def test_a_form_that_names_the_licence_is_no_licence() -> None:
    read = paper(
        "填写要求：上格为栏目，下格填内容。",
        table(
            ("申报企业名称（营业执照上的全名）", "云川汇墨印务有限公司", "统一社会信用代码", "9111011570028346XA"),
            ("注册地", "云川市东城区", "营业期限截止", "2051年9月2日"),
            ("法定代表人", "邸文忠", "单位类型", "企业"),
            ("领办人", "鲁志强", "性别", "男"),
            ("身份证号", "440981198210198816", "技能等级", "技师"),
            ("证书编号", "4419798136868842937239", "工种", "平版印刷员"),
        ),
        title="技能大师工作室 申请情况",
    )
    assert read.kind == "application_form"


def test_a_question_and_its_answer_in_one_line_state_a_studio() -> None:
    line = "（1）本校同一职业是否已建有区级技能大师工作室？ 是。学校农艺工职业已于2022年建有“李保田技能大师工作室”。"
    assert {s.value for s in find_statements([paper(line)]) if s.fact == "unit.existing_studios"} == {1.0}


def test_a_member_with_a_professional_title_needs_no_certificate() -> None:
    rows = (
        ("1", "倪明远", "110115199203160335", "高级工", "1110100232421123070067", "整车诊断"),
        ("2", "阮丹", "130682199011290646", "工程师", "—", "数据分析"),
        ("3", "马小宁", "230123199405050799", "高级工", "—", "工装制作"),
    )
    head = ("序号", "姓名", "身份证号", "等级（职称）", "证书编号", "承担任务")
    read = paper(table(*QUESTIONS), "团队成员", table(head, *rows, number=2))
    assert [b.field for b in read.blanks if b.field.startswith("members")] == ["members[3].certificate_number"]


def test_a_box_may_hold_a_question_and_its_answer_in_two_lines() -> None:
    boxes = table(
        ("企业名称：\n云川启匠职业培训学校", "统一社会信用代码：52441900216463143A"),
        ("单位类型（划√）：\n□企业 □行业协会 √职业技能培训机构", "对应职业：\n工业机器人系统操作员"),
        ("法人：\n卓伟民", "员工人数：\n54"),
    )
    read = paper(boxes)
    assert told(read, "unit.type") == "training_institution"
    assert told(read, "unit.staff_count") == 54.0
    assert not [b for b in read.blanks if not b.doubtful]


def test_costs_may_count_in_brackets_what_is_bought() -> None:
    read = paper(
        "五、钱花在哪里", "1.样地材料：3.1 万元（缓释肥、支撑）；", "2.监测仪器：2.4 万元（土壤墒情仪 4 台）；",
        "3.培训观摩：1.5 万元（场地、资料）；", "以上合计：7 万元。", title=PROPOSAL,
    )  # fmt: skip
    assert [row.amount for row in read.budget] == [31000.0, 24000.0, 15000.0]
    assert told(read, "project.budget_total") == 70000.0


def test_rows_of_questions_below_a_name_are_nobodys() -> None:
    boxes = table(
        ("姓名", "性别", "出生日期", "从业年限"),
        ("苗长青", "男", "1975年11月23日", "26年"),
        ("身份证号", "移动电话", "职业（工种）", "等级"),
        ("11011519751123777X", "15097577666", "农艺工", "技师"),
    )
    read = paper("领办人情况", boxes)
    assert told(read, "leader.name") == "苗长青"
    assert told(read, "members[1].name") is None


@pytest.mark.parametrize(
    ("typed", "recognised", "outcome"),
    [
        ("北京榆垡养老服务有限公司", "北京榆垄养老服务有限公司", "unknown"),
        ("北京玉林养老服务有限公司", "北京榆林养老服务有限公司", "fail"),
    ],
)
def test_a_rare_character_may_be_recognised_as_another(typed: str, recognised: str, outcome: str) -> None:
    licence = paper(
        f"名称：{recognised}", "类型：有限责任公司", "住所：北京市大兴区榆垡镇", "登记机关：大兴区市场监督管理局",
        "经营范围：养老服务", "法定代表人：何志勇", title="营业执照", kind="scan",
    )  # fmt: skip
    assert outcomes(paper(f"单位名称：{typed}"), licence, rule="unit-name-mismatch", policy="daxing") == [outcome]


@pytest.mark.parametrize(
    ("title", "payer"), [("试点车辆停运补助", False), ("自己出", True), ("想请区里补助", True), ("申请区级补助", True)]
)
def test_who_pays_is_told_from_what_is_spent(title: str, payer: bool) -> None:
    assert names_payer(title) is payer


def test_a_project_is_said_to_be_on_the_list() -> None:
    line = "产业目录自查：经查已列入《北京市新增产业的禁止和限制目录》禁止新建和扩建范围。"
    assert {s.value for s in find_statements([paper(line, title=PROPOSAL)]) if s.fact == "project.restricted"} == {
        "yes"
    }


def test_the_kind_of_a_legal_person_is_an_answer() -> None:
    assert match_label("事业单位法人") is None
