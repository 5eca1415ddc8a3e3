"""Forms that nobody has seen, drawn at random: filled in properly they get no fail, whatever asks and wherever it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.extraction import extract
from checkers.extraction.field import Paper
from checkers.reading.document import Block, Cell, Document, Paragraph, Picture, Place, Table
from checkers.rules import check_dossier
from knowledge.pack import load_library

LEADER, MEMBERS = "方启明", ("唐小雨", "罗文海", "贺兰")
UNIT = "海格机电有限公司"
# What a form asks of a unit, its studio and its leader: the words by which it may ask, and the answer.
ASKED: dict[str, list[tuple[tuple[str, ...], str]]] = {
    "unit": [
        (("单位名称", "申报单位", "依托单位", "单位全称", "申报单位名称"), UNIT),
        (("法定代表人", "法人代表", "法定代表人姓名", "法人姓名"), "魏俊辉"),
        (("联系人", "联系人姓名", "经办人"), "温立新"),
        (("联系电话", "联系人手机", "办公电话"), "13812345678"),
        (("注册地", "登记注册地", "注册所在地"), "东莞市南城街道"),
        (("通讯地址", "单位地址", "经营地址"), "东莞市南城街道兴业街32号"),
        (("职工总数", "员工总数", "在职职工人数"), "126人"),
        (("技能人才人数", "技能人才数"), "52人"),
        (("实训场地面积", "场地面积（㎡）", "实训场地"), "320"),
    ],
    "studio": [
        (("工作室名称", "拟设工作室名称"), "方启明焊工技能大师工作室"),
        (("职业（工种）", "所属职业（工种）", "申报工种"), "焊工"),
        (("团队成员人数（不含领办人）", "成员人数", "团队人数"), "3人"),
    ],
    "leader": [
        (("姓名",), LEADER),
        (("性别",), "男"),
        (("出生年月", "出生日期", "出生年月日"), "1982年8月12日"),
        (("身份证号", "身份证号码", "公民身份号码"), "441900198208123519"),
        (("手机", "手机号码", "移动电话"), "13987654321"),
        (("岗位", "现任岗位", "职务（岗位）"), "焊接车间班组长"),
        (("技能等级", "职业资格等级", "职业技能等级"), "高级技师"),
        (("证书编号", "职业资格证书编号"), "S000044000000011000007"),
        (("从业年限", "从事本职业年限"), "25年"),
        (("主要业绩", "业绩成果"), "2021年牵头完成焊接工艺攻关，提高了生产效率。"),
    ],
}
TITLES = {
    "unit": ("申报单位", "单位信息", "单位基本情况", "依托单位"),
    "studio": ("工作室", "工作室信息", "工作室基本情况"),
    "leader": ("领办人", "技能大师", "工作室负责人", "领衔人情况"),
}
NUMBERS = {
    "unit": ("", "一、", "A  ", "A、", "1  ", "（一）", "▍"),
    "studio": ("", "二、", "B  ", "B、", "2  ", "（二）", "▍"),
    "leader": ("", "三、", "C  ", "C、", "3  ", "（三）", "▍"),
}
WAYS = ("beside", "line below", "colon", "wide colon", "box below", "instructed", "asked")
# What forms write below a label to tell how to fill it in.
INSTRUCTIONS = ("（如实填写）", "\n（与证照一致）", "\n填写最新情况", "\n请与证书一致")
# What is held against the papers themselves, whoever asks for them.
OF_THE_PAPERS = {
    "field-blank", "placeholder-left", "signature-missing", "date-missing", "name-mismatch", "unit-name-mismatch",
    "team-size-mismatch", "duplicate-member", "phone-invalid", "date-invalid", "id-number-mismatch",
    "id-birth-date-mismatch", "id-sex-mismatch", "certificate-level-mismatch",
}  # fmt: skip


@dataclass
class Sheet:
    """Rows of cells (text, columns that it covers) put into one table."""

    rows: list[list[tuple[str, int]]]

    def table(self, number: int) -> Table:
        width = max(sum(span for _, span in row) for row in self.rows)
        cells: list[Cell] = []
        for r, row in enumerate(self.rows):
            column = 0
            for n, (text, span) in enumerate(row):
                covered = width - column if n == len(row) - 1 else span
                cells.append(Cell(r, column, 1, covered, text, Place(table=number, row=r + 1)))
                column += covered
        return Table(len(self.rows), width, tuple(cells), Place(table=number))


def widened(label: str, wide: bool) -> str:
    """A short label with the spaces that forms put between its characters."""
    return "    ".join(label) if wide and len(label) == 2 else label


@st.composite
def boxes(draw: st.DrawFn, section: str, way: str) -> list[list[tuple[str, int]]]:
    """The rows of one section: its questions in any order of words, two or one a row, blank rows between."""
    asked = [(draw(st.sampled_from(words)), answer) for words, answer in ASKED[section]]
    rows: list[list[tuple[str, int]]] = []
    a_row = draw(st.sampled_from((1, 2)))
    for n in range(0, len(asked), a_row):
        pairs = [(widened(label, draw(st.booleans())), answer) for label, answer in asked[n : n + a_row]]
        if way == "beside":
            rows.append([cell for label, answer in pairs for cell in ((label, 1), (answer, 2))])
        elif way == "instructed":
            rows.append([
                cell for label, answer in pairs for cell in ((label + draw(st.sampled_from(INSTRUCTIONS)), 1), (answer, 2))
            ])  # fmt: skip
        elif way == "asked":
            rows += [[(f"{label.replace(' ', '')}是什么？", 2), (answer, 4)] for label, answer in pairs]
        elif way == "box below":
            rows += [[(label, 3) for label, _ in pairs], [(answer, 3) for _, answer in pairs]]
        else:
            between = {"line below": "\n", "colon": ":", "wide colon": "："}[way]
            rows.append([(f"{label.replace(' ', '')}{between}{answer}", 3) for label, answer in pairs])
    if draw(st.booleans()):
        rows.insert(draw(st.sampled_from((0, len(rows)))), [("", 6)])
    return rows


@st.composite
def forms(draw: st.DrawFn) -> tuple[Block, ...]:
    """An application form, filled in properly, in a layout of its own."""
    blocks: list[Block] = [Paragraph("云川市技能大师工作室申报书", Place(paragraph=1))]
    stands = draw(st.sampled_from(("over", "in", "around")))
    for number, section in enumerate(ASKED, 1):
        title = draw(st.sampled_from(NUMBERS[section])) + draw(st.sampled_from(TITLES[section]))
        rows = draw(boxes(section, draw(st.sampled_from(WAYS))))
        if stands == "in":
            blocks.append(Sheet([[(title, 6)], *rows]).table(number))
        elif stands == "around":
            blocks.append(around(title, Sheet(rows).table(number), number))
        else:
            blocks += [Paragraph(title, Place(paragraph=number + 1), True), Sheet(rows).table(number)]
    left_over = draw(st.integers(0, 3))
    people = [["序号", "姓名", "技能等级", "分工"]]
    people += [[str(n), name, "高级工", "技术攻关"] for n, name in enumerate(MEMBERS, 1)]
    people += [[str(len(MEMBERS) + n), "", "", ""] for n in range(1, left_over + 1)]
    blocks.append(Paragraph("工作室成员", Place(paragraph=8), True))
    blocks.append(Sheet([[(text, 1) for text in row] for row in people]).table(4))
    return (*blocks, *draw(ends()))


def around(title: str, inner: Table, number: int) -> Table:
    """A table of one column: a section's title, and below it a cell that holds the section's own table."""
    place = Place(table=number, row=1)
    return Table(2, 1, (Cell(0, 0, 1, 1, title, place), Cell(1, 0, 1, 1, "", place, (inner,))), place)


@st.composite
def ends(draw: st.DrawFn) -> tuple[Block, ...]:
    """The place to sign, beside or above the boxes of the offices."""
    signed = "同意申报。\n法定代表人（签字）：魏俊辉\n单位（盖章）\n2025年8月25日"
    office = "（盖章）\n年    月    日"
    heads = [("所在单位意见", 3), ("市人社局意见", 3)]
    grid = [[("签字", 2), ("单位公章", 2), ("日期", 2)], [("魏俊辉", 2), ("（盖章处）", 2), ("2025.8.25", 2)]]
    dated = [(text, 1) for text in ("日期", "2025", "年", "8", "月", "25", "日")]
    rows = draw(
        st.sampled_from(
            (
                [heads, [(signed, 3), (office, 3)]],
                [[("申报单位意见", 2), (signed, 4)], [("区人力社\n保局意见", 2), (office, 4)]],
                [[("本单位意见", 2), ("同意申报。\n法定代表人：魏俊辉（签字）\n（盖章）\n2025年8月25日", 4)]],
                [[("法定代表人签字", 2), ("魏俊辉", 2), ("单位盖章", 1), ("", 1)], dated],
                [[("F  声明与签章", 6)], *grid, [("G  受理部门填写", 6)], [("受理日期：    年    月    日", 6)]],
            )
        )
    )
    return Sheet(rows).table(5), Picture(Place(table=5, row=1), 120, 120, True)


# Fields that no layout may hide, or a form that is not read at all would pass.
READ = {
    "unit.name": UNIT, "unit.legal_representative": "魏俊辉", "unit.contact_name": "温立新", "leader.name": LEADER,
    "leader.id_number": "441900198208123519", "leader.skill_level": "高级技师", "studio.team_size": 3.0,
}  # fmt: skip


def read(blocks: tuple[Block, ...]) -> tuple[Paper, ...]:
    return extract(Document("申报书.docx", "docx", 0, blocks))


def fails(papers: tuple[Paper, ...]) -> list[tuple[str, str]]:
    judged = check_dossier(load_library().pack("dongguan"), list(papers), [], date(2025, 9, 1))
    return [(f.rule, f.message) for f, _ in judged.findings if f.outcome == "fail" and f.rule in OF_THE_PAPERS]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(forms())
def test_a_form_filled_in_properly_gets_no_fail_in_any_layout(blocks: tuple[Block, ...]) -> None:
    papers = read(blocks)
    assert fails(papers) == []
    assert {name: papers[0].fields[name].value for name in READ if name in papers[0].fields} == READ


# But what is wrong is still found


def judged(*blocks: Block) -> list[tuple[str, str, str | None]]:
    title = Paragraph("云川市技能大师工作室申报书", Place(paragraph=1))
    found = check_dossier(load_library().pack("dongguan"), list(read((title, *blocks))), [], date(2025, 9, 1)).findings
    return [(f.rule, f.outcome, f.subject) for f, _ in found if f.rule in OF_THE_PAPERS]


def test_but_a_box_with_its_label_alone_is_blank_where_the_others_hold_their_answers() -> None:
    rows = [[("申报单位\n海格机电有限公司", 1), ("法人代表\n魏俊辉", 1)], [("员工总数", 1), ("技能人才数\n52人", 1)]]
    assert judged(Sheet(rows).table(1)) == [("field-blank", "fail", "unit.staff_count")]


def test_a_label_without_any_box_for_its_answer_is_not_surely_blank() -> None:
    rows = [[("员工总数", 1), ("联系人", 1), ("温立新", 1)]]
    assert judged(Sheet(rows).table(1)) == [("field-blank", "unknown", "unit.staff_count")]


@pytest.mark.parametrize(("after", "outcome"), [("海格机电", "unknown"), ("联系人：温立新", "fail")])
def test_a_question_that_ends_its_line_is_blank_unless_its_answer_may_stand_in_the_next(
    after: str, outcome: str
) -> None:
    found = judged(Paragraph("一、申报单位", Place()), Paragraph("单位名称：", Place()), Paragraph(after, Place()))
    assert ("field-blank", outcome, "unit.name") in found


def test_but_what_is_surely_of_the_kind_asked_for_answers_the_question_above_it() -> None:
    lines = ("一、申报单位", "单位名称：", UNIT)
    (paper,) = read((Paragraph("云川市技能大师工作室申报书", Place()), *(Paragraph(text, Place()) for text in lines)))
    assert paper.text("unit.name") == UNIT
    assert not paper.blanks


def test_members_in_boxes_of_their_own_are_named_below_their_number() -> None:
    rows = [[(f"成员{n} · 姓名\n{name}", 1), ("技能等级\n高级工", 1)] for n, name in enumerate(MEMBERS, 1)]
    (paper,) = read((Paragraph("云川市技能大师工作室申报书", Place()), Sheet(rows).table(1)))
    assert tuple(paper.text(f"members[{n}].name") for n in (1, 2, 3)) == MEMBERS


def test_an_amount_below_its_question_is_no_numbered_heading() -> None:
    rows = [[("申请资助金额\n4.8万元", 1), ("项目负责人\n方启明", 1)]]
    (paper,) = read((Paragraph("云川市技能大师工作室项目立项书", Place()), Sheet(rows).table(1)))
    assert paper.number("project.funding_requested") == 48000.0


def test_an_empty_title_in_brackets_is_blank() -> None:
    blocks = [Paragraph(text, Place()) for text in ("【主要业绩】", "【工作室成员】")]
    assert judged(*blocks) == [("field-blank", "fail", "leader.achievements")]


def test_but_the_applicants_own_box_beside_an_offices_has_to_be_dated() -> None:
    rows = [
        [("所在单位意见", 3), ("市人社局意见", 3)],
        [("法定代表人（签字）：\n（盖章）\n年    月    日", 3), ("（盖章）\n年    月    日", 3)],
    ]
    assert {rule for rule, _, _ in judged(Sheet(rows).table(1))} == {"signature-missing", "date-missing"}


def test_a_heading_at_the_end_of_a_page_asks_for_what_begins_the_next() -> None:
    asked = Table(1, 2, tuple(Cell(0, n, 1, 1, t, Place(1, 1, 1)) for n, t in enumerate(("签字", "日期"))), Place(1, 1))
    told = Table(
        1, 2, tuple(Cell(0, n, 1, 1, t, Place(2, 1, 1)) for n, t in enumerate(("魏俊辉", "2025.8.25"))), Place(2, 1)
    )
    assert judged(asked, told) == []


PROOF = "由{name}同志主要完成的焊接工装快换法，于2024年1月起在我单位应用，应用以来换型时间由3天缩短到6小时。"


@pytest.mark.parametrize(("name", "differs"), [("方启明", False), ("方启铭", True), ("唐小雨", False)])
def test_a_name_in_running_text_differs_only_where_it_is_the_leaders_misspelt(name: str, differs: bool) -> None:
    form = read((Paragraph("云川市技能大师工作室申报书", Place()), Paragraph("领办人：方启明", Place())))
    lines = ("技术成果应用证明", PROOF.format(name=name), "特此证明。")
    proof = extract(Document("成果证明.docx", "docx", 0, tuple(Paragraph(t, Place()) for t in lines)))
    found = check_dossier(load_library().pack("dongguan"), [*form, *proof], [], date(2025, 9, 1)).findings
    assert any(f.rule == "name-mismatch" for f, _ in found) is differs


def test_columns_that_begin_again_are_read_one_after_another() -> None:
    rows = [
        [("科目", 1), ("金额（元）", 1), ("科目", 1), ("金额（元）", 1)],
        [("设备费", 1), ("18000", 1), ("材料费", 1), ("8500", 1)],
        [("培训费", 1), ("3500", 1), ("", 1), ("", 1)],
        [("合计（元）", 2), ("30000", 2)],
    ]
    (paper,) = read((Paragraph("云川市技能大师工作室项目立项书", Place()), Sheet(rows).table(1)))
    assert [row.amount for row in paper.budget] == [18000.0, 8500.0, 3500.0]


@pytest.mark.parametrize(("last", "broken"), [("3500", False), ("3600", True)])
def test_a_budget_on_two_pictures_of_pages_is_added_up_over_both(last: str, broken: bool) -> None:
    header = [("科目", 1), ("金额（元）", 1)]
    first = [header, [("设备费", 1), ("18000", 1)], [("材料费", 1), ("8500", 1)]]
    second = [header, [("培训费", 1), (last, 1)], [("合计", 1), ("30000", 1)]]
    title = Paragraph("云川市技能大师工作室项目立项书", Place())
    pages = [
        extract(Document(f"立项书{n}.jpg", "scan", 1, (title, Sheet(rows).table(1))))
        for n, rows in ((1, first), (2, second))
    ]
    papers = [paper for page in pages for paper in page]
    found = check_dossier(load_library().pack("dongguan"), papers, [], date(2025, 9, 1)).findings
    assert any(f.rule == "budget-sum-mismatch" for f, _ in found) is broken


@pytest.mark.parametrize(("occupation", "outcome"), [("焊工", "fail"), ("钳工", None), ("焊工（气焊）", "human")])
def test_a_studio_of_the_same_occupation_decides(occupation: str, outcome: str | None) -> None:
    told = f"是否已设立技能大师工作室\n☑是 □否（2023年已设立“王建技能大师工作室”，职业（工种）为{occupation}）"
    rows = [[("申报单位\n海格机电有限公司", 1), (told, 1)], [("工作室名称\n方启明工作室", 1), ("申报工种\n焊工", 1)]]
    papers = read((Paragraph("云川市技能大师工作室申报书", Place()), Sheet(rows).table(1)))
    found = check_dossier(load_library().pack("daxing"), list(papers), [], date(2025, 9, 1)).findings
    outcomes = [f.outcome for f, _ in found if f.rule == "unit-already-has-studio"]
    assert outcomes == ([outcome] if outcome else [])


def test_an_answer_is_no_question_of_what_stands_below_it() -> None:
    answer = "☑是　☐否（2023年已设立“王建焊工技能大师工作室”）"
    rows = [[("是否已经有技能大师工作室", 1), (answer, 1)], [("是否被确定为失信联合惩戒对象", 1), ("☐是　☑否", 1)]]
    papers = read((Paragraph("云川市技能大师工作室申报书", Place()), Sheet(rows).table(1)))
    found = check_dossier(load_library().pack("dongguan"), list(papers), [], date(2025, 9, 1)).findings
    assert [f.outcome for f, _ in found if f.rule == "unit-already-has-studio"] == ["warn"]
    assert not any(f.rule == "listed-as-dishonest" for f, _ in found)


def test_the_whole_building_is_no_other_reading_of_its_part_for_training() -> None:
    told = "总建筑面积2600平方米，其中技能实训场地980平方米"
    rows = [
        [("申报单位", 1), ("云川市焊接行业协会", 1)],
        [("单位性质", 1), ("行业协会", 1)],
        [("场地面积", 1), (told, 1)],
    ]
    papers = read((Paragraph("云川市技能大师工作室申报书", Place()), Sheet(rows).table(1)))
    found = check_dossier(load_library().pack("dongguan"), list(papers), [], date(2025, 9, 1)).findings
    assert [f.outcome for f, _ in found if f.rule == "venue-area-below-minimum"] == ["fail"]


def test_a_row_of_the_next_section_is_nobody_of_the_list_above() -> None:
    head = [("姓名", 1), ("身份证号", 1), ("等级/职称", 1), ("分工", 1)]
    people = [[(name, 1), (number, 1), ("高级工", 1), ("工艺攻关", 1)] for name, number in
              (("唐小雨", "14232619860930109X"), ("隋志宏", "211322198803181193"))]  # fmt: skip
    rows = [head, *people, [("人才制度", 1), ("建立了技能人才培养、选拔、使用、评价和激励制度", 3)]]
    (paper,) = read((Paragraph("云川市技能大师工作室申报书", Place()), Sheet(rows).table(1)))
    names = [f.value for name, f in paper.fields.items() if name.endswith("].name")]
    assert names == ["唐小雨", "隋志宏"]
    assert paper.fields["members[2].skill_level"].value == "高级工"
