"""Lists, sentences and dates that are read whole, and findings that stay open where they are not."""

from __future__ import annotations

import pytest

from checkers.extraction import extract
from checkers.reading.document import Document, Paragraph, Place
from tests.checkers.test_crosschecks import outcomes, table
from tests.checkers.test_rules import says

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
