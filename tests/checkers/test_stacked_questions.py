"""Questions in small print above their answers, without lines around them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from checkers.reading.document import Block, Paragraph, Table
from checkers.reading.grid import Ruling
from checkers.reading.layout import lay_out
from checkers.reading.pieces import Piece

SMALL, LARGE = 8.0, 11.0
LEFT, SECOND = 56.0, 310.0


def print_at(text: str, left: float, top: float, high: float = LARGE) -> Piece:
    width = sum(high if ord(letter) > 0x2E00 else high / 2 for letter in text)
    return Piece(text, (left, top, left + width, top + high))


def pairs(rows: Sequence[Sequence[tuple[str, str]]], top: float = 100.0, step: float = 43.0) -> list[Piece]:
    """Rows of one or two questions, each with its answer 13 points below."""
    found = []
    for n, row in enumerate(rows):
        for (question, answer), left in zip(row, (LEFT, SECOND), strict=False):
            found.append(print_at(question, left, top + n * step, SMALL))
            if answer:
                found.append(print_at(answer, left, top + n * step + 13))
    return found


def blocks(pieces: Sequence[Piece], levels: Sequence[Ruling] = (), cards: bool = False) -> list[Block]:
    return [laid.block for laid in lay_out(pieces, [], levels, 1, 595.0, cards)]


def texts(block: Block) -> list[str]:
    assert isinstance(block, Table)
    return [cell.text for cell in block.cells]


FORM = [
    [("单位名称", "海格机电有限公司")],
    [("注册地", "东莞市南城街道"), ("法定代表人", "魏俊辉")],
    [("联系人", "温立新"), ("联系电话", "13812345678")],
    [("单位地址", "东莞市南城街道科技路18号")],
]


@pytest.mark.parametrize("cards", [False, True])
def test_a_question_and_the_answer_below_it_are_one_cell(cards: bool) -> None:
    (table,) = blocks(pairs(FORM), cards=cards)
    assert texts(table)[:3] == ["单位名称\n海格机电有限公司", "注册地\n东莞市南城街道", "法定代表人\n魏俊辉"]


def test_an_answer_over_two_lines_stays_with_its_question() -> None:
    second = print_at("楼及其配楼", LEFT, 100 + 3 * 43 + 13 + 15)
    (table,) = blocks([*pairs(FORM), second])
    assert texts(table)[-1] == "单位地址\n东莞市南城街道科技路18号\n楼及其配楼"


def test_a_question_without_an_answer_is_a_cell_without_one() -> None:
    form = [*FORM[:2], [("联系人", ""), ("联系电话", "")], FORM[3], FORM[0]]
    (table,) = blocks(pairs(form))
    assert texts(table)[3:5] == ["联系人", "联系电话"]


def test_one_of_two_questions_may_be_without_an_answer() -> None:
    form = [FORM[0], FORM[1], [("联系人", ""), ("联系电话", "13812345678")], FORM[3]]
    (table,) = blocks(pairs(form))
    assert texts(table)[3:5] == ["联系人", "联系电话\n13812345678"]


@pytest.mark.parametrize(("count", "tables"), [(3, 0), (4, 1)])
def test_few_titles_above_text_are_no_form(count: int, tables: int) -> None:
    form = [[("单位名称", "海格机电有限公司")]] * count
    assert sum(isinstance(block, Table) for block in blocks(pairs(form))) == tables


def test_but_lines_at_equal_distances_are_lines() -> None:
    lines = [print_at("一行接一行的文字", LEFT, 100 + n * 18) for n in range(8)]
    assert all(isinstance(block, Paragraph) for block in blocks(lines))


# Level lines


def ruled_rows(rows: Sequence[Sequence[str]], top: float) -> tuple[list[Piece], list[Ruling]]:
    """Rows of a table with a thin line below each of them."""
    starts = (LEFT, 200.0, 330.0)
    pieces = [print_at(text, starts[n], top + r * 18, 9.0) for r, row in enumerate(rows) for n, text in enumerate(row)]
    return pieces, [Ruling(top + r * 18 + 14, LEFT, 540.0) for r in range(len(rows))]


TEAM = (
    ("姓名", "技能等级", "分工"),
    ("唐小雨", "技师", "攻关"),
    ("罗文海", "高级工", "带徒"),
    ("贺兰", "技师", "资料"),
)
PLAN = (
    ("开始", "结束", "任务"),
    ("2025.10", "2026.06", "调研"),
    ("2026.07", "2027.12", "实施"),
    ("2028.01", "2028.09", "总结"),
)


def test_headers_above_the_first_of_the_lines_below_rows_belong_to_the_table() -> None:
    (table,) = blocks(*ruled_rows(TEAM, 100.0))
    assert texts(table)[:6] == ["姓名", "技能等级", "分工", "唐小雨", "技师", "攻关"]


def test_a_larger_title_between_such_tables_parts_them() -> None:
    first, lines = ruled_rows(TEAM, 100.0)
    second, others = ruled_rows(PLAN, 204.0)
    found = blocks([*first, print_at("进度安排", LEFT, 182, 13.0), *second], [*lines, *others])
    assert [texts(block)[0] for block in found if isinstance(block, Table)] == ["姓名", "开始"]


def test_a_line_to_write_on_parts_no_answer() -> None:
    rows = [
        ("项目名称", "级进模寿命提升"),
        ("项目内容", "一是开展热处理工艺对比试验"),
        ("", "二是改进凸模结构与导向机构"),
        ("预期成果", "指导书"),
    ]
    pieces = [
        print_at(t, x, 100 + n * 17) for n, row in enumerate(rows) for t, x in zip(row, (60, 166), strict=True) if t
    ]
    lines = [Ruling(100 + n * 17 + 14, 166, 540) for n in range(4)]
    (table,) = blocks(pieces, lines)
    assert texts(table)[3] == "一是开展热处理工艺对比试验二是改进凸模结构与导向机构"


# Letters set apart


def line_of(pieces: Sequence[Piece]) -> str:
    (block,) = blocks(pieces)
    assert isinstance(block, Paragraph)
    return block.text


def set_apart(text: str, left: float, gap: float) -> list[Piece]:
    return [print_at(letter, left + n * (LARGE + gap), 100) for n, letter in enumerate(text)]


@pytest.mark.parametrize("label", ["姓名", "注册地", "单位名称"])
def test_a_label_whose_letters_are_set_apart_ends_before_its_answer(label: str) -> None:
    letters = set_apart(label, LEFT, 9.0)
    answer = print_at("某某", letters[-1].box[2] + 12, 100)
    assert line_of([*letters, answer]) == f"{label}   某某"


def test_but_letters_set_apart_alone_stay_so() -> None:
    assert line_of(set_apart("年月日", LEFT, 9.0)).split() == ["年", "月", "日"]


def test_a_title_in_the_first_column_is_no_row_of_the_list_above_it() -> None:
    columns = (75.0, 140.0, 260.0, 330.0, 460.0)
    rows = [("姓名", "身份证号码", "等级", "证书编号", "分工"), *([("唐小雨", "4419", "技师", "S0001", "攻关")] * 3)]
    pieces = [print_at(t, columns[c], 100 + r * 18) for r, row in enumerate(rows) for c, t in enumerate(row)]
    title = print_at("支持保障", 75.0, 176.0)
    below = [print_at(t, x, 194 + n * 18) for n in range(3) for t, x in (("场地保障", 75.0), ("提供二号厂房", 160.0))]
    found = blocks([*pieces, title, *below])
    assert "支持保障" in [block.text for block in found if isinstance(block, Paragraph)]


# Pictures that may be cards


@pytest.mark.parametrize(("rows", "tables"), [(5, 0), (6, 1)])
def test_in_a_picture_a_few_words_beside_others_may_be_a_cards_lines(rows: int, tables: int) -> None:
    pieces = [print_at(text, x, 100 + n * 20) for n in range(rows) for text, x in (("住址", 60), ("某市某路", 120))]
    assert sum(isinstance(block, Table) for block in blocks(pieces, cards=True)) == tables
    assert sum(isinstance(block, Table) for block in blocks(pieces)) == 1
