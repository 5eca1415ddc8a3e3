"""What may be a value at all: names, terms, numbers beside answers; and the layouts that taught it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.extraction import extract
from checkers.extraction.field import Paper, PartialDate
from checkers.extraction.plausible import is_form_word, is_person, is_remark, may_be
from checkers.extraction.values import chosen, read_term
from checkers.reading.document import Block, Cell, Document, Paragraph, Picture, Place, Table
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


def papers(*blocks: Block) -> tuple[Paper, ...]:
    return extract(Document("材料.docx", "docx", 0, blocks))


def paper(*blocks: Block, title: str = FORM) -> Paper:
    (only,) = papers(*lines(title), *blocks)
    return only


def found(*read: Paper) -> set[tuple[str, str, str | None]]:
    judged = check_dossier(load_library().pack("dongguan"), list(read), [], date(2025, 9, 1))
    return {(f.rule, f.outcome, f.subject) for f, _ in judged.findings}


# Values


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("方启明", True),
        ("欧阳志远", True),
        ("阿依古丽·买买提", True),
        ("承担任务", False),
        ("技术攻关", False),
        ("方", False),
        ("（须与证照一致）", False),
    ],
)
def test_a_name_begins_with_a_surname_and_is_no_word_of_a_form(text: str, person: bool) -> None:
    assert is_person(text) is person


def test_a_long_text_is_no_word_of_a_form() -> None:
    assert is_form_word("承担任务")
    assert not is_form_word("方启明出生于云川市并担任职务")


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("（须与证照一致）", True),
        ("(18位)", True),
        ("（联系人：张三）", False),
        ("（  ）", False),
        ("云川（集团）公司", False),
    ],
)
def test_what_is_wholly_in_brackets_tells_how_to_answer(text: str, remark: bool) -> None:
    assert is_remark(text) is remark


@pytest.mark.parametrize(
    ("term", "label", "until"),
    [
        ("2008年4月8日至2033年4月5日", "营业期限", PartialDate(2033, 4, 5)),
        ("2008年4月8日至长期", "营业期限", "长期"),
        ("自2008年4月8日至****", "营业期限", "长期"),
        ("2008年4月8日", "营业期限", None),
        ("2008年4月8日至", "有效期限", None),
        ("2033年4月5日", "有效期至", PartialDate(2033, 4, 5)),
        ("至2033年4月5日", "营业期限", PartialDate(2033, 4, 5)),
    ],
)
def test_a_term_ends_only_where_its_end_is_told(term: str, label: str, until: object) -> None:
    read = read_term(term, label)
    assert (None if read is None else read.value) == until


@pytest.mark.parametrize(
    ("text", "ticked"), [("是（  ）  否（√）", "否"), ("是（√）  否（  ）", "是"), ("是（  ）  否（  ）", "")]
)
def test_brackets_behind_options_are_boxes(text: str, ticked: str) -> None:
    assert chosen(text) == ticked


# Layouts


def test_running_numbers_and_units_beside_the_answers_are_no_answers() -> None:
    read = paper(
        table(
            ("指标名称", "代码", "计量单位", "填报内容"),
            ("一、申报单位", "", "—", ""),
            ("职工总数", "02", "人", "569"),
            ("技能人才数", "03", "人", "313"),
            ("实训场地面积", "04", "平方米", "460"),
            ("二、领办人", "", "—", ""),
            ("姓名", "06", "—", "方启明"),
        )
    )
    assert [read.fields[n].value for n in ("unit.staff_count", "unit.training_area_m2", "leader.name")] == [569.0, 460.0, "方启明"]  # fmt: skip
    assert not read.blanks


def test_a_unit_of_money_beside_the_answer_counts() -> None:
    rows = (("项目名称", "1", "—", "焊接"), ("预算总额", "2", "万元", "22"), ("项目目标", "3", "—", "提高效率"), ("预期成果", "4", "—", "规程"))  # fmt: skip
    assert paper(table(*rows), title=PROPOSAL).fields["project.budget_total"].value == 220_000.0


def test_members_in_boxes_with_a_line_for_their_task_are_named_by_their_names() -> None:
    cards = [
        table(
            ("姓名", name, "技能等级", "技师"),
            ("身份证号码", "", "证书编号", ""),
            ("承担任务", "技术攻关", "", ""),
            number=n,
        )
        for n, name in enumerate(("唐小雨", "罗文海"), 2)
    ]
    read = paper(*lines("工作室成员信息卡"), *cards)
    assert [read.fields[f"members[{n}].name"].value for n in (1, 2)] == ["唐小雨", "罗文海"]


def test_one_file_with_both_papers_is_both() -> None:
    project = ("项目名称：焊接攻关", "项目开始日期：2025年9月1日", "项目结束日期：2028年8月31日", "预算总额：20万元")
    read = papers(
        *lines("申报书暨项目立项书", "第一部分　申报书", "单位名称：海格机电有限公司", "领办人姓名：方启明"),
        *lines("第二部分　项目立项书", *project),
    )
    assert {p.kind for p in read} == {"application_form", "project_proposal"}
    assert ("material-missing", "fail", "project_proposal") not in found(*read)


@pytest.mark.parametrize(
    ("title", "both"),
    [("申报书（含项目立项书）", True), ("申报书（内含建设项目申报书）", True), ("申报书（含附件）", False), ("申报书（不含项目立项书）", False)],
)  # fmt: skip
def test_a_title_that_says_what_it_holds_names_both(title: str, both: bool) -> None:
    form = (
        "单位名称：海格机电有限公司",
        "法定代表人：魏俊辉",
        "统一社会信用代码：91441900TESTX00011",
        "领办人姓名：方启明",
        "领办人技能等级：技师",
        "领办人性别：男",
        "成果：焊接夹具",
    )
    project = (
        "项目名称：焊接攻关",
        "项目起止：2025年9月1日至2028年8月31日",
        "项目目标：提高效率",
        "预期成果：夹具两套",
    )
    read = papers(*lines(title, "第一部分　工作室申报", *form, "第二部分　项目立项", *project))
    assert ({p.kind for p in read} == {"application_form", "project_proposal"}) is both


def test_but_a_form_that_names_a_proposal_and_asks_for_none_does_not_hold_it() -> None:
    form = (
        "单位名称：海格机电有限公司",
        "法定代表人：魏俊辉",
        "领办人姓名：方启明",
        "领办人性别：男",
        "项目名称：焊接攻关",
    )
    assert [p.kind for p in papers(*lines("申报书（含项目立项书）", *form))] == ["application_form"]


def test_a_paper_of_no_known_title_with_a_projects_questions_is_the_proposal() -> None:
    read = papers(*lines("关于报送材料的说明", "项目目标：提高效率", "项目开始日期：2025年9月1日", "项目结束日期：2028年8月31日", "预算总额：20万元"))  # fmt: skip
    assert [p.kind for p in read] == ["project_proposal"]


def test_but_a_plan_with_hardly_any_is_not() -> None:
    assert [p.kind for p in papers(*lines("关于报送材料的说明", "项目目标：提高效率"))] == ["other"]


def test_headers_below_the_name_of_their_group_are_headers() -> None:
    cells = (
        Cell(0, 0, 2, 1, "单位名称", Place(table=1, row=1)),
        Cell(0, 1, 1, 2, "人员情况（人）", Place(table=1, row=1)),
        Cell(1, 1, 1, 1, "职工总数", Place(table=1, row=2)),
        Cell(1, 2, 1, 1, "技能人才数", Place(table=1, row=2)),
        *(Cell(2, n, 1, 1, text, Place(table=1, row=3)) for n, text in enumerate(("海格机电有限公司", "126", "52"))),
    )
    read = paper(Table(3, 3, cells, Place(table=1)))
    assert [read.fields[n].value for n in ("unit.name", "unit.staff_count", "unit.skilled_staff_count")] == ["海格机电有限公司", 126.0, 52.0]  # fmt: skip


def test_a_letter_tells_in_sentences() -> None:
    read = paper(*lines("项目自2025年10月1日起至2028年9月30日止。项目预算总额220,000元，其中申请财政补助100,000元。"), title=PROPOSAL)  # fmt: skip
    values = [read.fields[n].value for n in ("project.start", "project.end", "project.budget_total", "project.funding_requested")]  # fmt: skip
    assert values == [PartialDate(2025, 10, 1), PartialDate(2028, 9, 30), 220_000.0, 100_000.0]


def test_but_what_the_form_asks_for_is_not_told() -> None:
    assert "project.funding_requested" not in paper(*lines("申请财政补助应不超过100,000元。"), title=PROPOSAL).fields


# Clean forms in such layouts get no fail

ASKED = (
    ("单位全称", "单位的全称是什么", "海格机电有限公司"),
    ("法定代表人", "法定代表人是谁", "魏俊辉"),
    ("联系人", "本次申报的联系人姓名", "温立新"),
    ("职工总数", "单位现有职工总数多少", "126人"),
    ("实训场地面积", "实训场地面积有多大", "320㎡"),
    ("领办人姓名", "领办人姓名", "方启明"),
    ("领办人技能等级", "领办人的职业技能等级", "高级技师"),
)
REMARKS = ("", "（须与登记证照一致）", "（如实填写）")


@st.composite
def forms(draw: st.DrawFn) -> tuple[Block, ...]:
    """A form in questions and answers, or in numbered rows with units, and its signature below a numbered title."""
    blocks: list[Block] = lines(FORM)
    if draw(st.booleans()):
        for n, (_, question, answer) in enumerate(ASKED, 1):
            remark = draw(st.sampled_from(REMARKS))
            blocks += lines(f"{n}. {question}？", *([remark] if remark else []), f"答：{answer}")
    else:
        start = draw(st.integers(1, 9))
        rows = [(label, f"{n:02d}", "—", answer) for n, (label, _, answer) in enumerate(ASKED, start + 1)]
        head = draw(st.sampled_from(((), (("指标名称", "代码", "计量单位", "填报内容"),))))
        blocks.append(table(*head, *rows))
    people = [("姓名", "技能等级", "承担任务"), ("唐小雨", "技师", "技术攻关"), ("罗文海", "高级工", "带徒传技")]
    blocks += [*lines("工作室成员"), table(*people, number=3)]
    title = draw(st.sampled_from(("伍　签章", "五、签章", "签字盖章")))
    blocks += lines(title, "领办人签名：方启明", "单位盖章：", "日期：2025年8月25日")
    return (*blocks, Picture(Place(paragraph=60), 120, 120, True))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(forms())
def test_numbered_rows_remarks_and_questions_cause_no_fail(blocks: tuple[Block, ...]) -> None:
    (read,) = papers(*blocks)
    assert read.fields["leader.name"].value == "方启明"
    assert read.fields["unit.name"].value == "海格机电有限公司"
    of_the_form = {
        "field-blank",
        "name-mismatch",
        "signature-missing",
        "date-missing",
        "duplicate-member",
        "uscc-invalid",
    }
    assert {f for f in found(read) if f[0] in of_the_form and f[1] in ("fail", "warn")} == set()


@pytest.mark.parametrize(
    ("field", "value", "may"),
    [
        ("unit.contact_phone", "邮箱", False),
        ("unit.contact_phone", "13800138000", True),
        ("unit.name", "统一社会信用代码", False),
        ("unit.name", "区树声", False),
        ("unit.name", "东莞市瑞骏电子有限公司", True),
        ("unit.registered_place", "法定代表人", False),
        ("unit.registered_place", "东莞市", True),
    ],
)
def test_a_label_of_another_question_is_no_answer(field: str, value: str, may: bool) -> None:
    assert may_be(field, value, value) is may
