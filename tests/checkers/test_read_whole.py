"""Lists, sentences and dates that are read whole, and findings that stay open where they are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checkers.extraction import extract
from checkers.extraction.field import Signing
from checkers.extraction.plausible import may_be
from checkers.extraction.signing import find_signings
from checkers.extraction.values import read_unit_name
from checkers.reading.document import Cell, Document, Format, Paragraph, Place, Table
from tests.checkers.test_crosschecks import blank, holds, outcomes, table
from tests.checkers.test_rules import Case, Change, all_of, counted, found, judge, put, says

HEADS = ("姓名", "技能等级", "证书编号", "承担任务")
ROWS = (
    ("唐小雨", "中级工", "S000044190073204009414", "工艺编制"),
    ("罗文海", "技师", "Y000044190015222002120", "设备保障"),
    ("贺兰", "高级工", "S000044190043213000527", "场地与设备"),
)
TITLE = Paragraph("技能大师工作室申报表", Place(page=1, paragraph=1))


# ---- lists ----


def test_a_task_that_reads_like_a_question_of_the_form_does_not_end_the_list() -> None:
    support = ("场地", "单位设有工作室专用场地。", "", "")
    (paper,) = extract(Document("申报表.pdf", "pdf", 1, (TITLE, table(HEADS, *ROWS, support))))
    assert [paper.text(f"members[{n}].name") for n in (1, 2, 3, 4)] == ["唐小雨", "罗文海", "贺兰", None]
    assert paper.text("members[2].role") == "设备保障"


# ---- sentences ----


@pytest.mark.parametrize(
    "lines",
    [
        ("本单位承诺：所提交的申报材料内容真实、完整、准确，无弄虚作假行为，未\n被列入失信联合惩戒名单；如有不实，愿承担责任。",),
        ("本单位承诺：所提交的申报材料内容真实、完整、准确，未", "被列入失信联合惩戒名单；如有不实，愿承担责任。"),
        ("除上述情况以外，若本单位及其法定代表人", "被列入失信联合惩戒名单，愿意退回全部资金。"),
    ],
    ids=["in a box", "in two lines", "a condition"],
)  # fmt: skip
def test_a_pledge_that_goes_on_in_the_next_line_states_nothing(lines: tuple[str, ...]) -> None:
    assert outcomes("dongguan", "listed-as-dishonest", says("form", *lines)) == []


@pytest.mark.parametrize("before", ["本单位具备培训资质，不收任何费用。", "承担项目的情况：否", "未获资助"])
def test_a_statement_below_a_line_that_has_ended_counts(before: str) -> None:
    stated = says("form", before, "本单位已被列入失信联合惩戒名单。")
    assert outcomes("dongguan", "listed-as-dishonest", stated) == ["fail"]


# ---- nobody in a list ----


def _members(*rows: tuple[str, ...]) -> dict[str, str | None]:
    (paper,) = extract(Document("申报表.jpg", "scan", 1, (TITLE, table(HEADS, *ROWS, *rows))))
    names = {name: paper.text(name) for name in paper.fields if name.startswith("members[") and name.endswith(".name")}
    assert not [b for b in paper.blanks if b.field.startswith("members[")]
    return names


@pytest.mark.parametrize(
    "row",
    [("一", "", "", ""), ("27", "", "", ""), ("从业年数", "荣誉称号", "技术成果", "带徒情况"), ("无", "", "", "")],
    ids=["a stroke", "a number", "questions", "none"],
)
def test_a_row_that_names_nobody_is_no_member(row: tuple[str, ...]) -> None:
    assert list(_members(row).values()) == ["唐小雨", "罗文海", "贺兰"]


# ---- signatures ----


def _signature(kind: Format, text: str) -> Signing:
    cell = Cell(0, 1, 1, 1, text, Place(page=1, table=1, row=1, column=2))
    head = Cell(0, 0, 1, 1, "申报单位意见", Place(page=1, table=1, row=1, column=1))
    document = Document("申报表", kind, 1, (TITLE, Table(1, 2, (head, cell), Place(page=1, table=1))))
    return next(s for s in find_signings(document) if s.role == "signature")


@pytest.mark.parametrize(
    ("kind", "text", "done"),
    [
        ("scan", "同意申报。\n唐小雨\n领办人（签名）：\n2025年3月15日", True),
        ("scan", "领办人（签名）：\n唐小雨\n2025年3月15日", True),
        ("scan", "同意申报\n领办人（签名）：\n2025年3月15日", False),
        ("scan", "领办人（签名）：\n年月日", False),
        ("docx", "同意申报。\n唐小雨\n领办人（签名）：\n2025年3月15日", False),
    ],
    ids=["above", "below", "an opinion above", "an open date below", "typed above"],
)
def test_a_name_in_the_next_line_of_a_recognised_box_signs(kind: Format, text: str, done: bool) -> None:
    assert _signature(kind, text).done is done


def test_a_name_between_two_places_signs_the_first_one_only() -> None:
    text = "法定代表人（签名）：\n唐小雨\n领办人（签名）：\n2025年3月15日"
    cell = Cell(0, 0, 1, 1, text, Place(page=1, table=1, row=1, column=1))
    document = Document("申报表", "scan", 1, (TITLE, Table(1, 1, (cell,), Place(page=1, table=1))))
    assert [s.done for s in find_signings(document) if s.role == "signature"] == [True, False]


# ---- dates ----


@pytest.mark.parametrize(
    ("written", "shape", "outcome"),
    [
        ("2025年9月91", "scan", "unknown"),
        ("2028年12月32日", "scan", "fail"),
        ("2025年13月9日", "scan", "fail"),
        ("2025年2月30日", "scan", "fail"),
        ("2025年9月32日", "docx", "fail"),
    ],
)
def test_a_recognised_day_of_no_month_is_misread(written: str, shape: str, outcome: str) -> None:
    def change(case: Case) -> None:
        put("form", declaration__date=found(written, problem="date-invalid"))(case)
        case["form"] = replace(case["form"], document=replace(case["form"].document, format=shape))

    assert outcomes("daxing", "date-invalid", change) == [outcome]


# ---- tables of other pages ----


@pytest.mark.parametrize(("page", "outcome"), [(2, "fail"), (1, "unknown")])
def test_an_answer_stands_near_a_blank_on_the_same_page_only(page: int, outcome: str) -> None:
    asked = Cell(0, 0, 1, 1, "从业年限", Place(page=1, table=1, row=1, column=1))
    other = Cell(0, 0, 1, 1, "25年", Place(page=page, table=1, row=1, column=1))
    tables = [Table(1, 1, (cell,), Place(page=cell.place.page, table=1)) for cell in (asked, other)]
    empty = all_of(put("form", leader__years_in_trade=None), blank("leader.years_in_trade", "从业年限", asked.place))
    assert outcomes("daxing", "field-blank", all_of(empty, holds("form", *tables))) == [outcome]


# ---- lists that were not read whole ----


def _with_certificates(*numbers: str) -> Change:
    """A list of three of whom only the first two were read, with the certificates that stand in the form."""
    read = {f"members[{n}].certificate_number": f"S00004419007320400941{n}" for n in (1, 2)}

    def change(case: Case) -> None:
        fields = {name: f for name, f in case["form"].fields.items() if not name.startswith("members[3]")}
        case["form"] = replace(case["form"], fields=fields | {name: found(v) for name, v in read.items()})

    return all_of(change, says("form", *(f"证书编号 {number}" for number in numbers)))


READ = ("S000044190073204009411", "S000044190073204009412")
UNREAD = "Y000044190017234002862"


@pytest.mark.parametrize(
    ("numbers", "stated", "rule", "expected"),
    [
        (READ, 4, "team-size-mismatch", ["fail"]),
        ((*READ, UNREAD), 4, "team-size-mismatch", []),
        ((*READ, UNREAD), 1, "team-size-mismatch", ["fail"]),
        (READ, None, "team-too-small", ["fail"]),
        ((*READ, UNREAD), None, "team-too-small", ["unknown"]),
    ],
)
def test_a_certificate_of_nobody_read_shows_that_a_list_was_cut(
    numbers: tuple[str, ...], stated: int | None, rule: str, expected: list[str]
) -> None:
    change = all_of(_with_certificates(*numbers), put("form", studio__team_size=stated))
    assert outcomes("daxing", rule, change) == expected


# ---- a schedule among numbered rows ----


@pytest.mark.parametrize(("title", "ends"), [("2 实施进度", ["2026-03", "2026-12"]), ("2 工作经历", [])])
def test_spans_of_time_below_the_question_for_a_schedule_are_its_rows(title: str, ends: list[str]) -> None:
    rows = (("2.1", "2026.01-2026.03", "制定方案"), ("2.2", "2026年4月—2026年12月", "组织实施"))
    numbered = table(("1.1", "项目名称", "夹具改进攻关"), (title, "", ""), *rows, ("3.1", "预期成果", "规程1份"))
    (paper,) = extract(Document("项目申报书.pdf", "pdf", 1, (Paragraph("项目申报书", Place(paragraph=1)), numbered)))
    assert [str(row.end) for row in paper.schedule] == ends
    assert "规程" in str(paper.fields["project.outputs"].value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("海格机电有限公司领办人   方启明", "海格机电有限公司"),
        ("海格机电有限公司 注 册 资 本捌佰万元整", "海格机电有限公司"),
        ("海格机电有限公司法定代表人：方启明", "海格机电有限公司"),
        ("海格机电有限公司第二分公司", "海格机电有限公司第二分公司"),
        ("联系人服务中心有限公司", "联系人服务中心有限公司"),
    ],
)
def test_a_unit_s_name_ends_before_the_next_question(text: str, name: str) -> None:
    read = read_unit_name(text)
    assert read is not None
    assert read.value == name


@pytest.mark.parametrize(("answer", "size"), [("3人", 3.0), ("共3名", 3.0), ("唐小雨", None)])
def test_a_head_count_beside_the_title_of_the_team_is_its_size(answer: str, size: float | None) -> None:
    rows = table(
        ("工作室名称", "方启明焊工技能大师工作室"), ("团队成员（不含领衔人）", answer), ("单位名称", "海格机电有限公司")
    )
    (paper,) = extract(Document("申报表.pdf", "pdf", 1, (TITLE, rows)))
    assert paper.number("studio.team_size") == size


def test_a_note_of_the_form_is_no_level() -> None:
    note = "4.团队成员不含领办人，可另附页；成员奖励最多按5人计算。"

    assert not may_be("leader.skill_level", note, note)
    assert may_be("leader.skill_level", "高级技师（一级）", "高级技师（一级）")


def test_a_wrong_identity_number_is_named_in_chinese() -> None:
    told = counted(judge("daxing", put("form", m2__id_number="11010119800230")))
    message = next(f.message for f in told if f.rule == "id-number-invalid")

    assert "身份证号码「11010119800230」" in message
