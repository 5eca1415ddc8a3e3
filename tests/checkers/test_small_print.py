"""Small print below answers, questions in boxes above theirs, tables of 是 and 否, and answers in whole sentences."""

from __future__ import annotations

import pytest

from checkers.extraction import extract
from checkers.reading.document import Block, Document, Paragraph, Place
from tests.checkers.made_papers import outcomes, paper, stated, table, told

UNIT = (
    ("单位名称", "云川市童语机械有限公司\n须与营业执照所载名称一致"),
    ("单位类型", "企业\n填企业、行业协会或培训机构"),
    ("法定代表人", "管庆余\n以登记机关登记为准"),
    ("技能实训场地面积", "860平方米\n行业协会、培训机构和基地不少于1000平方米"),
    ("是否已设立技能大师工作室", "否\n同一法人单位原则上只设立一个"),
    ("从事职业（工种）", "模具工\n按证书所载职业填写"),
    ("在职情况", "与公司签有劳动合同，在职在聘\n须为在职在聘人员，离退休返聘的不在此列"),
)


def test_small_print_below_answers_is_no_part_of_them() -> None:
    form = paper(table(*UNIT))
    assert told(form, "unit.training_area_m2") == 860.0
    assert told(form, "unit.legal_representative") == "管庆余"
    assert told(form, "leader.occupation") == "模具工"
    assert stated(form) | {"unit.existing_studios": 0.0, "leader.status": "in_service"} == stated(form)


def test_a_mark_tells_small_print_from_answers() -> None:
    form = paper(
        table(
            ("领办人姓名", "路长河\n▲即工作室第一责任人"),
            ("岗位", "检验组长\n▲写到班组"),
            ("领办人现居住地", "云川市\n▲到区"),
        )
    )
    assert told(form, "leader.name") == "路长河"
    assert told(form, "leader.post") == "检验组长"


def test_but_the_lines_of_an_answer_stay_where_the_form_has_no_small_print() -> None:
    form = paper(table(("领办人姓名", "路长河"), ("获奖情况", "2021年市技术能手\n2023年市首席技师，证书原件备查")))
    assert "首席技师" in str(told(form, "leader.honours"))


def test_questions_in_boxes_are_answered_in_the_box_below() -> None:
    form = paper(
        table(("1.1", "请写出单位名称、信用代码？"), ("", "单位名称是云川市稻禾餐饮有限公司，统一社会信用代码是91110115MAH2JT3E66。")),
        table(
            ("2.1", "姓名、性别、出生日期、身份证号、电话？"),
            ("", "我叫路长河，男，出生日期为1984年8月16日，身份证号110115198408160750，电话15924923759。"),
            number=2,
        ),
        table(
            ("4.4", "是否为工作室建立资金管理专门账目（科目）？"),
            ("", "工作室的开支并入公司日常管理费用，目前没有单独设立专门账目或科目。"),
            number=3,
        ),
    )  # fmt: skip
    assert told(form, "leader.name") == "路长河"
    assert told(form, "unit.uscc") == "91110115MAH2JT3E66"
    assert outcomes(form, rule="dedicated-account-missing", policy="daxing") == ["fail"]


@pytest.mark.parametrize(("ticked", "expected"), [("□是  ☑否", ["fail"]), ("☑是  □否", [])])
def test_a_table_of_yes_and_no_tells_what_there_is(ticked: str, expected: list[str]) -> None:
    form = paper(
        table(("单位类型", "职业技能培训机构"), ("单位名称", "云川市捷运职业技能培训学校")),
        table(
            ("序号", "条件", "是/否", "说明"),
            ("1", "是否能提供工作场地", "☑是  □否", "提供工作室专用场所。"),
            ("2", "是否能提供设备设施", "☑是  □否", "现有平衡重叉车12台。"),
            ("3", "是否能提供资金支持", "☑是  □否", "每年安排运行经费10万元。"),
            ("4", "是否制定工作室配套管理制度", ticked, "见说明。"),
            ("5", "是否制定具体可行的工作规划", "☑是  □否", "已制定三年规划。"),
            ("6", "领办人是否在一线岗位工作", "☑是  □否", "现任班长。"),
            number=2,
        ),
    )
    assert [o for o in outcomes(form, rule="support-missing") if o == "fail"] == expected
    assert told(form, "leader.name") is None


def test_answers_in_sentences_tell_what_a_question_asks_together() -> None:
    form = paper(
        "1.2 属于哪一类单位，在哪里登记？",
        "答：属于职业技能培训机构，在云川市登记，地址为云川市鸿福路92号。",
        "2.1 领办人姓名、性别、出生日期和身份证号？",
        "答：领办人为路长河，男，1982年4月21日出生，身份证号110115198204210750，手机15917647669。",
        "2.2 现在从事什么岗位，从业多少年？",
        "答：现任西点教研组实操教师（每周授课22节，一线教学岗位），从业21年。",
        "3.2 团队成员都有谁？",
        "答：权小燕，女，身份证号110224198602022180，西式面点师技师，负责课程开发；谈俊，男，身份证号110115199006242550，西式面点师高级工，负责资料。",
    )
    assert told(form, "unit.type") == "training_institution"
    assert told(form, "leader.sex") == "男"
    assert "一线教学岗位" in str(told(form, "leader.post"))
    assert told(form, "leader.years_in_trade") == 21.0
    assert [told(form, f"members[{n}].name") for n in (1, 2)] == ["权小燕", "谈俊"]
    assert told(form, "members[2].role") == "资料"


def test_a_long_question_about_the_leader_ends_that_about_the_team() -> None:
    form = paper(
        "3．拟设立的工作室名称以及团队总人数（含领办人）？",
        "团队总人数：2人（含领办人）",
        "4．领办人的姓名、性别、出生日期、公民身份号码、手机、岗位、技能等级、证书编号和从业年限？",
        "姓名：路长河",
        "性别：男",
        "技能等级：技师（二级）",
    )
    assert told(form, "leader.name") == "路长河"
    assert told(form, "members[1].name") is None


def _cards(*blocks: Block) -> list[tuple[object, object]]:
    read = extract(Document("身份证.pdf", "pdf", 2, blocks))
    return [(told(card, "leader.name"), told(card, "leader.id_number")) for card in read]


def test_a_card_cut_by_the_end_of_a_page_keeps_its_number() -> None:
    def card(name: str, born: str, page: int, *more: str) -> list[Block]:
        lines = (f"姓名 {name}", "性别 男 民族 汉", f"出生 {born}", "住址 云川市人民路7号", *more)
        return [Paragraph(line, Place(page=page, paragraph=n)) for n, line in enumerate(lines, 1)]

    first = card("路长河", "1984 年 8 月 16 日", 1, "公民身份号码 110115198408160750")
    second = card("谈俊", "1990 年 6 月 24 日", 1)
    cut = [Paragraph("公民身份号码 110115199006242550", Place(page=2, paragraph=1))]
    third = card("管庆余", "1986 年 2 月 2 日", 2, "公民身份号码 110224198602022190")
    assert _cards(*first, *second, *cut, *third) == [
        ("路长河", "110115198408160750"),
        ("谈俊", "110115199006242550"),
        ("管庆余", "110224198602022190"),
    ]


def test_who_is_named_beside_the_leader_leaves_it_open_whether_a_count_includes_him() -> None:
    form = paper(
        "工作室拟由路长河同志领办。路长河，男，1984年8月16日出生，持有汽车维修工高级技师（一级）证书。",
        "工作室团队共3人，除领办人外，成员有：权小燕，女，公民身份号码110224198602022180，汽车维修工技师，承担变速器诊断；谈俊，男，公民身份号码110115199006242550，汽车维修工高级工，承担案例整理。",
    )
    assert told(form, "leader.name") == "路长河"
    assert told(form, "leader.skill_level") == "高级技师"
    assert outcomes(form, rule="team-size-mismatch") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "另据实报告，我公司已于2022年经贵局批准设立“管庆余汽车钣金技能大师工作室”，目前仍在正常运转。",
        "本单位已于2023年建立相同职业（船舶电工）的“路长河技能大师工作室”，经认定，目前正常运转。",
    ],
)
def test_a_studio_that_the_unit_has_is_told_of_in_a_sentence(sentence: str) -> None:
    assert stated(paper(sentence))["unit.existing_studios"] == 1.0


def test_but_a_studio_that_is_only_applied_for_is_none() -> None:
    assert "unit.existing_studios" not in stated(paper("我公司拟申请设立路长河汽车维修技能大师工作室，现已报送材料。"))


def test_an_association_says_that_it_lacks_the_qualification() -> None:
    form = paper(
        table(("单位类型", "行业协会")), "培训资质：本协会目前不具备本行业人才培训（培养）资质，拟于今后申请。"
    )
    assert outcomes(form, rule="training-qualification-missing") == ["fail"]


def test_a_hint_that_is_left_is_told_once() -> None:
    form = paper("预期成果：研修班6期、培训100人次。项目完成后预计年节水XXX吨，节约成本XX万元（此处待补充）。")
    assert len(form.left_overs) == 1


@pytest.mark.parametrize(
    ("asked", "answer", "fact", "expected"),
    [
        ("未在其他单位领办工作室", "否", "leader.existing_studios", 1.0),
        ("未在其他单位领办工作室", "是", "leader.existing_studios", 0.0),
        ("本单位同工种未设工作室", "是", "unit.existing_studios", 0.0),
        ("是否已设立技能大师工作室", "是", "unit.existing_studios", 1.0),
        ("未被列为失信联合惩戒对象", "是", "unit.dishonest", "no"),
        ("被列为失信联合惩戒对象", "是", "unit.dishonest", "yes"),
    ],
)
def test_what_a_question_denies_is_confirmed_or_not(asked: str, answer: str, fact: str, expected: float | str) -> None:
    form = paper(table(("条件", "是否具备", "说明"), (asked, answer, "见附件"), ("场地", "是", "实训棚1500平方米")))
    assert stated(form).get(fact) == expected
