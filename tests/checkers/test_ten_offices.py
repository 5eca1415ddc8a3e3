"""Ways of asking and answering met in the forms of ten more offices: costs, examples, statements, places to sign."""

from __future__ import annotations

from datetime import date

import pytest

from checkers.extraction import extract
from checkers.extraction.field import Paper
from checkers.extraction.left_overs import without_example
from checkers.extraction.payers import names_payer
from checkers.extraction.signing import find_signings
from checkers.extraction.values import read_unit_type
from checkers.reading.document import Block, Box, Cell, Document, Format, Paragraph, Picture, Place, Table
from checkers.rules import check_dossier
from checkers.rules.statements import find_statements
from checkers.rules.words import says_none
from knowledge.pack import load_library

FORM, PROPOSAL = "云川市技能大师工作室申报书", "云川市技能大师工作室项目申报书"


def paper(*texts: str | Block, title: str = FORM, kind: Format = "docx") -> Paper:
    blocks = [Paragraph(t, Place(paragraph=n)) if isinstance(t, str) else t for n, t in enumerate((title, *texts), 1)]
    (read,) = extract(Document("材料", kind, 0, tuple(blocks)))
    return read


def table(*rows: tuple[str, ...]) -> Table:
    cells = tuple(
        Cell(r, c, 1, 1, text, Place(table=1, row=r + 1)) for r, row in enumerate(rows) for c, text in enumerate(row)
    )
    return Table(len(rows), max(map(len, rows)), cells, Place(table=1))


def stated(read: Paper) -> dict[str, float | str]:
    return {s.fact: s.value for s in find_statements([read])}


def outcomes(read: Paper, rule: str, policy: str = "daxing") -> list[str]:
    judged = check_dossier(load_library().pack(policy), [read], [], date(2026, 9, 1))
    return [f.outcome for f, _ in judged.findings if f.rule == rule]


# Costs


@pytest.mark.parametrize(
    ("title", "pays"),
    [
        ("授课及帮带补助", False),
        ("研修教学（课时、食宿补助）", False),
        ("配套设备购置", False),
        ("专利申请费", False),
        ("申请补助", True),
        ("财政补助资金", True),
        ("其中：申请项目经费补助", True),
        ("单位自筹", True),
    ],
)
def test_who_pays_is_told_from_what_for(title: str, pays: bool) -> None:
    assert names_payer(title) is pays


def test_a_cost_may_tell_how_many_it_is_for() -> None:
    costs = ("六、经费预算", "1. 苗床建设：2.80万元，用于基质、滴灌；", "2. 手册编印：0.80万元，用于印制500册；")
    read = paper("项目名称：繁育技艺培训", *costs, title=PROPOSAL)
    assert [row.amount for row in read.budget] == [28000.0, 8000.0]


# Answers


def test_an_example_that_the_form_prints_behind_an_answer_is_none() -> None:
    assert without_example("企业 【例:企业】") == "企业"
    assert without_example("1984.5.12（例：1980.1.1）") == "1984.5.12"
    assert without_example("【例：企业】") == "【例：企业】"


def test_but_a_hint_in_the_place_of_an_answer_is_left_over() -> None:
    read = paper("项目名称：繁育技艺培训", "预期成果：（请填写项目预期成果，如专利、教材）", title=PROPOSAL)
    assert [left.field for left in read.left_overs] == ["project.outputs"]


def test_what_a_unit_is_not_is_not_its_kind() -> None:
    read = read_unit_type("事业单位（检验机构，未经认定为公共技能实训基地或高技能人才培训基地）")
    assert read is not None
    assert read.value not in ("public_training_base", "skilled_talent_base")


def test_the_answer_that_a_line_had_no_room_for_stands_in_the_next() -> None:
    read = paper("甲方名称：云川某公司；统一社会信用代码：", "91110115421794996N；主体性质：企业。", kind="pdf")
    assert read.text("unit.uscc") == "91110115421794996N"
    assert read.text("unit.type") == "enterprise"


def test_rooms_for_training_add_up_to_the_area() -> None:
    rooms = table(
        ("房间", "用途", "面积／平方米"), ("101 实训室", "实训", "313"), ("201", "研修", "607"), ("合 计", "", "920")
    )
    read = paper("单位名称：云川某学校", "实训场地（按房间填写）", rooms)
    assert read.number("unit.training_area_m2") == 920.0


def test_a_title_may_count_the_team_with_its_leader() -> None:
    read = paper("领办人：罗锦坤", "叁　团队（含领办人共9人）", "成员一：古永胜，身份证号441900198208123519，技师")
    assert read.number("studio.team_size") == 9.0


# Statements


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("产业禁限目录核对：已核对，未列入", "project.restricted", "no"),
        ("是否属于禁限目录：已列入", "project.restricted", "yes"),
        ("既有工作室：2023年已认定“罗锦坤电工技能大师工作室”1个，目前正常运转", "unit.existing_studios", 1.0),
        ("现有工作室：本单位2022年12月已建立“段承宇无人机驾驶员技能大师工作室”", "unit.existing_studios", 1.0),
        ("● 领办其他工作室………………是，现为某公司工作室领办人", "leader.existing_studios", 1.0),
        ("领办其他工作室：本人同时领办某公司“靳海峰焊工技能大师工作室”", "leader.existing_studios", 1.0),
        ("信用情况：因未履行生效判决，本单位被列入失信被执行人名单", "unit.dishonest", "yes"),
        ("在岗在聘：2025年4月已办理退休手续，劳动合同终止，现为外聘顾问", "leader.status", "retired"),
    ],
)
def test_papers_state_facts_in_many_words(text: str, fact: str, value: float | str) -> None:
    assert stated(paper(text))[fact] == value


def test_what_stands_above_an_answer_asks_nothing_of_it() -> None:
    read = paper(table(("在岗在聘", "在职在聘，长期承担一线教学"), ("领办其他工作室", "未领办其他技能大师工作室")))
    assert stated(read) == {"leader.status": "in_service", "leader.existing_studios": 0.0}


def test_a_studio_that_is_named_by_the_same_occupation_is_one_too_many() -> None:
    existing = "既有工作室：2023年已认定“佟永强电工技能大师工作室”1个"
    read = paper("单位名称：云川某公司", "领办人：毕海龙", "职业（工种）：电工", existing)
    assert outcomes(read, "unit-already-has-studio") == ["fail"]


@pytest.mark.parametrize("text", ["目前还没有制订工作室管理制度，打算待批准设立以后再起草", "尚未编制，拟于明年完成"])
def test_what_is_yet_to_be_made_is_not_there(text: str) -> None:
    assert says_none(text)


# Places to sign


def at(text: str, box: Box) -> Paragraph:
    return Paragraph(text, Place(1, paragraph=1, box=box))


def test_a_section_of_signing_is_no_place_to_sign() -> None:
    found = find_signings(Document("申报书", "docx", 0, (Paragraph("伍　签署", Place(paragraph=1)),)))
    assert found == ()


def test_a_date_below_the_words_that_ask_for_it_is_given() -> None:
    cells = ("领办人签名：\n罗锦坤", "单位印章：", "签署日期：\n2025年3月24日")
    found = find_signings(Document("申报书", "docx", 0, (table(cells),)))
    assert all(s.done for s in found if s.role != "seal")


def test_a_name_right_below_the_words_that_ask_for_it_is_a_signature() -> None:
    asked = at("项目负责人签字：   单位（公章）：   日期：2025年10月17日", (60.0, 463.0, 488.0, 474.0))
    found = find_signings(Document("材料", "pdf", 1, (asked, at("舒明轩", (61.0, 478.0, 103.0, 492.0)))))
    assert [s.done for s in found if s.role == "signature"] == [True]


def test_a_seal_in_the_next_box_hides_no_signature_in_a_roomy_one() -> None:
    def cell(column: int, text: str, left: float) -> Cell:
        box = (left, 553.0, left + 150.0, 655.0)
        return Cell(0, column, 1, 1, text, Place(1, table=1, row=1, box=box))

    line = at("以上填写内容全部属实", (60.0, 500.0, 200.0, 511.0))
    boxes = Table(1, 2, (cell(0, "签名 Signature", 60.0), cell(1, "单位盖章 Official seal", 215.0)), Place(1, table=1))
    seal = Picture(Place(1, box=(259.0, 567.0, 351.0, 659.0)), 92, 92, True)
    found = find_signings(Document("申报书", "scan", 1, (line, boxes, seal)))
    assert [(s.done, s.sure) for s in found if s.role == "signature"] == [(False, True)]


def test_spaces_may_stand_in_the_word_for_signing() -> None:
    found = find_signings(Document("申报书", "docx", 0, (table(("领办人签 名", "", "日期", "")),)))
    assert [s.role for s in found if s.role == "signature"] == ["signature"]


def test_a_hint_below_the_word_for_signing_is_no_part_of_it() -> None:
    row = table(("领办人签字\n（手写）", "罗劲松\n2025年9月7日"))
    found = find_signings(Document("申报表", "pdf", 1, (row,)))
    assert all(s.done for s in found if s.role == "signature")


def test_what_asks_below_an_empty_place_to_sign_is_no_signature() -> None:
    rows = table(("领办人签名", "", "单位印章", ""), ("签署日期", "2025/11/1", "盖章日期", "2025/11/1"))
    found = find_signings(Document("申报书", "pdf", 1, (rows,)))
    assert [s.done for s in found if s.role == "signature"] == [False]


def test_a_unit_that_is_no_enterprise_by_its_own_words_is_none() -> None:
    read = read_unit_type("民办非企业单位（法人）")
    assert read is not None
    assert read.value != "enterprise"


def test_a_measure_in_brackets_below_a_label_is_kept() -> None:
    read = paper("项目名称：专色调配", table(("申请补助金额\n（万元）", "8")), title=PROPOSAL)
    assert read.number("project.funding_requested") == 80000.0
