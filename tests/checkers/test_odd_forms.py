"""Forms that ask in ways of their own: what is asked is understood, and what only names or tells is no answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from checkers.extraction import extract, extract_all
from checkers.extraction.field import Paper, PartialDate
from checkers.extraction.labels import match_label, match_section
from checkers.extraction.questions import asked_in
from checkers.reading.document import Block, Cell, Document, Paragraph, Picture, Place, Table
from checkers.reading.docx import read_docx
from checkers.rules import check_dossier
from knowledge.pack import load_library

FORM, PROPOSAL = "云川市技能大师工作室申报书", "云川市技能大师工作室项目立项书"


def lines(*texts: str) -> list[Block]:
    return [Paragraph(text, Place(paragraph=n)) for n, text in enumerate(texts, 1)]


def table(*rows: tuple[str, ...], number: int = 1) -> Table:
    cells = (
        Cell(r, c, 1, 1, text, Place(table=number, row=r + 1))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(len(rows), max(map(len, rows)), tuple(cells), Place(table=number))


def paper(*blocks: Block, title: str = FORM) -> Paper:
    (only,) = extract(Document("材料.docx", "docx", 0, (*lines(title), *blocks)))
    return only


def found(*papers: Paper) -> set[tuple[str, str, str | None]]:
    judged = check_dossier(load_library().pack("dongguan"), list(papers), [], date(2025, 9, 1))
    return {(f.rule, f.outcome, f.subject) for f, _ in judged.findings}


# Questions put as sentences


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("贵单位的全称是什么？", "单位全称"),
        ("法定代表人是谁？", "法定代表人"),
        ("现有职工多少人？", "现有职工人数"),
        ("团队成员有几人（不含领办人）？", "团队成员人数（不含领办人）"),
        ("领办人有哪些主要业绩？", "领办人主要业绩"),
        ("单位名称", "单位名称"),
    ],
)
def test_a_question_stands_for_the_words_of_a_label(question: str, words: str) -> None:
    assert asked_in(question) == words


def test_answers_below_their_questions_are_read() -> None:
    asked = ("1. 法定代表人是谁？", "答：罗志远", "2. 领办人的职业和技能等级？", "答：焊工，高级技师")
    read = paper(*lines(*asked))
    assert [read.text(f) for f in ("unit.legal_representative", "leader.occupation", "leader.skill_level")] == [
        "罗志远", "焊工", "高级技师",
    ]  # fmt: skip


def test_but_a_question_without_an_answer_is_blank() -> None:
    assert ("field-blank", "fail", "unit.staff_count") in found(
        paper(*lines("1. 现有职工多少人？", "答：", "2. 法定代表人是谁？", "答：罗志远"))
    )


# Boxes


def test_a_date_in_seven_boxes_is_one_date() -> None:
    read = paper(table(("开始日期", "2025", "年", "9", "月", "1", "日")), title=PROPOSAL)
    assert read.fields["project.start"].value == PartialDate(2025, 9, 1)


@pytest.mark.parametrize(("figures", "dated"), [(("2025", "8", "10"), True), (("", "", ""), False)])
def test_the_boxes_of_a_date_to_sign_with_are_dated_only_where_they_are_filled(
    figures: tuple[str, str, str], dated: bool
) -> None:
    year, month, day = figures
    read = paper(table(("日期", year, "年", month, "月", day, "日")))
    assert (("date-missing", "fail", "declaration.date") in found(read)) is not dated


@pytest.mark.parametrize(("answer", "blank"), [("S000044000000011000321", False), ("", True)])
def test_an_instruction_in_the_labels_box_is_neither_answer_nor_left_over(answer: str, blank: bool) -> None:
    asked = table(("技能等级", "高级技师"), ("证书编号\n填写职业技能等级证书上的编号", answer))
    read = paper(*lines("领办人情况"), asked)
    assert read.text("leader.certificate_number") == (answer or None)
    assert {rule for rule, _, _ in found(read)} & {"placeholder-left", "field-blank"} == (
        {"field-blank"} if blank else set()
    )


def test_costs_and_phases_beside_their_headers_are_rows() -> None:
    phases = table(("起止时间", "2025年9月至2026年8月", "2026年9月至2028年8月"), ("工作内容", "组建团队", "攻关验收"))
    costs = table(("科目", "设备费", "材料费", "合计"), ("金额（元）", "60000", "40000", "100000"), number=2)
    read = paper(*lines("进度安排"), phases, *lines("经费预算"), costs, title=PROPOSAL)
    assert [row.amount for row in read.budget] == [60000.0, 40000.0]
    assert (len(read.schedule), read.number("project.budget_total")) == (2, 100000.0)


def test_a_ticked_column_tells_a_members_level() -> None:
    header = ("姓名", "身份证号", "高级技师", "技师", "高级工", "证书编号", "分工")
    row = ("韩晓峰", "441900198503122578", "", "√", "", "S000044000000012000455", "工艺编程")
    assert paper(*lines("工作室成员"), table(header, row, row)).text("members[1].skill_level") == "技师"


def test_headers_recognised_with_their_title_as_one_box_head_the_columns_below() -> None:
    rows = (("1", "材料费", "9500"), ("2", "培训费", "500"), ("", "合计", "10000"))
    cells = [
        Cell(r + 2, c, 1, 1, text, Place(table=1, row=r + 3))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    top = Cell(0, 0, 2, 3, "经费预算（元）\n#   科目   金额", Place(table=1, row=1))
    read = paper(Table(5, 3, (top, *cells), Place(table=1)), title=PROPOSAL)
    assert [row.amount for row in read.budget] == [9500.0, 500.0]


def test_boxes_to_tick_answer_the_unknown_question_beside_them() -> None:
    row = ("单位类型", "高技能人才培训基地", "场地是否自有", "□是", "☑否")
    assert paper(table(row)).text("unit.type") == "skilled_talent_base"


# Held against one another


@pytest.mark.parametrize(("card", "outcomes"), [("唐志民", ["fail"]), ("唐志", []), ("唐志民同志", [])])
def test_a_character_too_many_is_another_name_where_both_are_typed(card: str, outcomes: list[str]) -> None:
    form = paper(*lines("领办人：唐志"))
    (own,) = extract(
        Document(
            "身份证.docx", "docx", 0, tuple(lines("居民身份证", f"姓名：{card}", "公民身份号码：441900198208123519"))
        )
    )
    assert [outcome for rule, outcome, _ in found(form, own) if rule == "name-mismatch"] == outcomes


def test_one_sum_in_an_application_form_is_no_budget_of_the_project() -> None:
    form = paper(table(("用途", "金额（元）"), ("专门账目", "100000")))
    project = paper(*lines("经费预算合计：9万元"), title=PROPOSAL)
    assert not any(rule == "budget-sum-mismatch" for rule, _, _ in found(form, project))


@pytest.mark.parametrize(("ticked", "outcomes"), [("√是 □否", ["fail"]), ("□是 √否", [])])
def test_the_words_of_a_question_name_no_occupation(ticked: str, outcomes: list[str]) -> None:
    asked = f"本单位相同职业（工种）是否已建立技能大师工作室：{ticked}"
    read = paper(*lines(asked, "工作室职业（工种）：焊工"))
    judged = check_dossier(load_library().pack("daxing"), [read], [], date(2025, 9, 1))
    assert [f.outcome for f, _ in judged.findings if f.rule == "unit-already-has-studio"] == outcomes


# What only names


def test_a_list_of_enclosures_asks_for_nothing() -> None:
    read = paper(
        *lines("领办人情况"), table(("序号", "附件名称", "页码"), ("1", "身份证", "6"), ("2", "职业技能等级证书", "8"))
    )
    assert {"leader.id_number", "leader.skill_level"}.isdisjoint(read.fields)


def test_a_list_of_papers_is_none_of_them() -> None:
    rows = (("序号", "材料名称", "份数"), ("1", FORM, "1"), ("2", PROPOSAL, "1"), ("3", "营业执照复印件", "1"))
    (read,) = extract(Document("清单.docx", "docx", 0, (*lines("申报材料清单"), table(*rows))))
    assert read.kind == "other"


def test_a_title_above_pasted_copies_is_no_copy() -> None:
    card = "职业技能等级证书\n姓名：{}\n职业名称：焊工\n技能等级：二级/技师\n证书编号：S00004400000001200045{}"
    copies = table((card.format("韩晓峰", 1), card.format("丁海涛", 2)))
    read = extract(Document("证书.docx", "docx", 0, (*lines("附件：职业技能等级证书复印件"), copies)))
    assert [p.person for p in read] == ["韩晓峰", "丁海涛"]


def test_a_section_is_about_whom_it_names() -> None:
    assert (match_section("二、领办人基本信息"), match_section("一、基本信息")) == ("leader", "unit")


# Signing


@pytest.mark.parametrize(("name", "missing"), [("罗志远", False), ("", True)])
def test_a_name_may_stand_before_the_word_that_asks_for_it(name: str, missing: bool) -> None:
    read = paper(*lines(f"法定代表人：{name}（签字）", "2025年8月10日"))
    assert (("signature-missing", "fail", "declaration.signature") in found(read)) is missing
    assert "unit.legal_representative" not in read.fields


@pytest.mark.parametrize(("below", "missing"), [("彭学军", False), ("单位公章", True)])
def test_a_name_in_the_next_line_of_the_box_signs(below: str, missing: bool) -> None:
    read = paper(table(("单位意见", f"同意申报。\n负责人签字：\n{below}\n2025年8月10日")))
    assert (("signature-missing", "fail", "declaration.signature") in found(read)) is missing


def test_what_a_unit_thinks_and_when_it_signs_are_not_its_name() -> None:
    opinions = table(("所在单位意见", "行业主管部门意见（可不填）", "区人力社保局意见"), ("同意。", "", ""))
    assert (
        "unit.name"
        not in paper(opinions, *lines("申报单位（公章）：日期：2025.8.1", "单位（公章）", "2025年8月1日")).fields
    )


@pytest.mark.parametrize("measures", ["人、平方米、元", "人/㎡/万元", "元"])
def test_the_measures_of_a_table_are_no_name_of_a_unit(measures: str) -> None:
    assert "unit.name" not in paper(*lines(f"填表日期：2025.07.17　　　　单位：{measures}")).fields


def test_but_a_unit_whose_name_begins_like_a_measure_is_named() -> None:
    assert paper(*lines("单位：人和机电有限公司")).fields["unit.name"].value == "人和机电有限公司"


@pytest.mark.parametrize(
    ("line", "open_dates"),
    [("审查结果：　　　　审查人：　　　　日期：　　　　", 0), ("所在单位审查意见：　　　　日期：　　　　", 1), ("领办人签名：　　　　日期：　　　　", 1)],
)  # fmt: skip
def test_only_the_applicants_own_date_has_to_be_given(line: str, open_dates: int) -> None:
    read = paper(*lines("领办人签名：罗志远", "确认日期：2025-10-10", line))
    assert sum(s.role == "date" and not s.done for s in read.signings) == open_dates


def test_a_sections_title_is_no_place_to_sign() -> None:
    assert [s.label for s in paper(*lines("六、签章", "法定代表人签字：罗志远")).signings] == ["法定代表人签字"]


def test_fees_for_experts_are_no_section_of_an_office() -> None:
    read = paper(*lines("5.专家咨询费：5000元", "负责人签字：", "（公章）"), title=PROPOSAL)
    assert ("signature-missing", "fail", "declaration.signature") in found(read)


# Underlined blanks in Word


@pytest.mark.parametrize(("written", "blank"), [("   罗志远   ", False), ("            ", True), ("\t\t", True)])
def test_an_underlined_gap_is_a_blank_to_fill_in(tmp_path: Path, written: str, blank: bool) -> None:
    document = docx.Document()
    document.add_paragraph(FORM)
    line = document.add_paragraph("单位类型")
    for text, underlined in (("   企业   ", True), ("法定代表人", False), (written, True)):
        line.add_run(text).underline = underlined
    document.save(str(tmp_path / "申报书.docx"))
    (read,) = extract(read_docx(tmp_path / "申报书.docx"))
    assert ([b.field for b in read.blanks] == ["unit.legal_representative"]) is blank
    assert (read.text("unit.legal_representative") == "罗志远") is not blank


# Pages of their own


@pytest.mark.parametrize(("second", "missing"), [("申报书_第2页.jpg", True), ("荣誉.jpg", False)])
def test_a_form_keeps_its_kind_over_its_pictures_of_pages(second: str, missing: bool) -> None:
    asked = lines("负责人（签字）：", "（单位公章）", "2025年8月10日")
    pages = [
        Document("申报书_第1页.jpg", "scan", 1, tuple(lines(FORM, "领办人：方启明"))),
        Document(second, "scan", 1, (*asked, Picture(Place(page=1), 100, 100, True))),
    ]
    papers = [p for of_file in extract_all(pages) for p in of_file]
    assert (("signature-missing", "fail", "declaration.signature") in found(*papers)) is missing


def test_a_budgets_own_column_tells_what_is_asked_of_the_state() -> None:
    rows = (
        ("科目", "预算金额（万元）", "财政资金（万元）"),
        ("材料费", "6", "3"),
        ("培训费", "4", "2"),
        ("合计", "10", "5"),
    )
    assert paper(table(*rows), title=PROPOSAL).number("project.funding_requested") == 50000.0


def test_but_words_that_only_contain_a_label_stay_text() -> None:
    assert match_label("是否同意公开？") is None
