"""Drawn pages → tables: columns without lines, between level lines, without a frame, parted by the end of a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from checkers.extraction.continued import continued
from checkers.extraction.signing import find_signings
from checkers.extraction.unruled import as_lines, doubted
from checkers.reading.document import Block, Cell, Document, Paragraph, Place, Table
from checkers.reading.grid import Ruling, find_grids
from checkers.reading.layout import lay_out
from checkers.reading.pieces import Piece
from checkers.reading.rulings import find_rulings
from tests.checkers.conftest import Read, document_of, draw_seal, is_seal, tables_of

HIGH = 10.0
WIDTH = 600.0
# Label, value, label, value: where the columns of the made-up form begin.
COLUMNS = (60.0, 170.0, 330.0, 430.0)


def print_at(text: str, left: float, top: float, high: float = HIGH) -> Piece:
    """A run of text as a PDF has it: Chinese as wide as high, everything else half as wide."""
    width = sum(HIGH if ord(letter) > 0x2E00 else HIGH / 2 for letter in text)
    return Piece(text, (left, top, left + width, top + high))


def rows_of(rows: Sequence[Sequence[str]], top: float = 100.0, step: float = 16.0) -> list[Piece]:
    return [
        print_at(text, COLUMNS[n], top + step * number)
        for number, row in enumerate(rows)
        for n, text in enumerate(row)
        if text
    ]


def blocks(pieces: Sequence[Piece], levels: Sequence[Ruling] = ()) -> list[Block]:
    return [laid.block for laid in lay_out(pieces, [], levels, 1, WIDTH)]


def cells(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    found: list[list[str]] = [[] for _ in range(block.rows)]
    for cell in sorted(block.cells, key=lambda c: (c.row, c.column)):
        found[cell.row].append(cell.text)
    return found


FORM = (
    ("单位名称", "海格机电有限公司", "法定代表人", "魏俊辉"),
    ("注册地", "东莞市南城街道", "联系人", "温立新"),
    ("职工总数", "126人", "联系电话", "13812345678"),
)


def test_columns_without_lines_are_a_table() -> None:
    table = blocks(rows_of(FORM))[0]
    assert cells(table) == [list(row) for row in FORM]
    assert isinstance(table, Table)
    assert (table.ruled, table.sure) == (False, 1.0)


def test_an_answer_on_two_lines_stays_in_its_box() -> None:
    pieces = [
        *rows_of(FORM),
        print_at("地址", 60, 148),
        print_at("东莞市南城街道", 170, 148),
        print_at("兴业街32号", 170, 161),
    ]
    assert cells(blocks(pieces)[0])[3][:2] == ["地址", "东莞市南城街道\n兴业街32号"]


def test_a_label_in_the_middle_of_a_tall_answer_is_of_its_row() -> None:
    pieces = [
        *rows_of(FORM),
        print_at("东莞市南城街道", 170, 148),
        print_at("地址", 60, 154),
        print_at("兴业街32号", 170, 161),
    ]
    assert cells(blocks(pieces)[0])[3][:2] == ["地址", "东莞市南城街道\n兴业街32号"]


def test_a_heading_parts_two_tables() -> None:
    pieces = [*rows_of(FORM), print_at("二、领办人", 60, 150), *rows_of(FORM, top=170)]
    found = blocks(pieces)
    assert [type(block) for block in found] == [Table, Paragraph, Table]


def test_questions_with_their_answers_behind_a_colon_stay_lines() -> None:
    pieces = rows_of(
        [
            ("姓名：方启明", "", "性别：男", ""),
            ("岗位：班组长", "", "工龄：25年", ""),
            ("工种：焊工", "", "等级：技师", ""),
        ]
    )
    assert all(isinstance(block, Paragraph) for block in blocks(pieces))


def test_running_text_is_no_table() -> None:
    lines = ["本单位技能人才密集，重视技能人才队伍建设。", "已建立培养、使用、评价和激励机制。", "现申请设立工作室。"]
    pieces = [print_at(line, 60, 100 + 16 * n) for n, line in enumerate(lines)]
    assert all(isinstance(block, Paragraph) for block in blocks(pieces))


def test_rows_that_cannot_be_told_apart_make_the_reading_doubtful() -> None:
    pieces = [*rows_of(FORM), print_at("2025年8月", 170, 172)]
    table = blocks(pieces)[0]
    assert isinstance(table, Table)
    assert table.sure < 1.0
    made = doubted(Document("a.pdf", "pdf", 1, (table,))).blocks[0]
    assert isinstance(made, Table)
    assert all(cell.sure < 1.0 for cell in made.cells)


def test_a_card_is_read_by_the_lines_of_its_columns() -> None:
    lined = as_lines(Document("a.pdf", "pdf", 1, tuple(blocks(rows_of(FORM))))).blocks
    assert [block.text for block in lined if isinstance(block, Paragraph)] == ["   ".join(row) for row in FORM]


def test_level_lines_part_rows_whose_labels_run_over_two_lines() -> None:
    pieces = [
        *rows_of(FORM[:2], step=20),
        print_at("技能实训场", 60, 138),
        print_at("地面积", 60, 150),
        print_at("320平方米", 170, 144),
    ]
    levels = [Ruling(at, 50.0, 550.0) for at in (96.0, 115.0, 135.0, 163.0)]
    table = blocks(pieces, levels)[0]
    assert cells(table)[2][0].replace("\n", "") == "技能实训场地面积"
    assert cells(table)[2][1] == "320平方米"


def test_lines_to_write_on_are_no_table() -> None:
    pieces = [print_at(f"{name}：", 60, 100 + 20 * n) for n, name in enumerate(("单位名称", "领办人", "申报日期"))]
    pieces += [print_at("海格机电", 130, 100 + 20 * n) for n in range(3)]
    levels = [Ruling(112.0 + 20 * n, 125.0, 300.0) for n in range(4)]
    assert all(isinstance(block, Paragraph) for block in blocks(pieces, levels))


def test_a_table_without_an_outer_frame_has_all_its_cells() -> None:
    across = [Ruling(at, 100.0, 400.0) for at in (120.0, 140.0)]
    down = [Ruling(at, 100.0, 160.0) for at in (200.0, 300.0)]
    (grid,) = find_grids(across, down, 2.5)
    assert (grid.rows, grid.columns, len(grid.regions)) == (3, 3, 9)


def test_an_indented_line_goes_on_whatever_figures_stand_in_it() -> None:
    first, second = "姓名：郭瑞祥，身份证号和证书编号见后，技能等级：二", "级（技师），主要分工：技术攻关。"
    end = 90 + HIGH * len(first)
    pieces = [print_at("1.", 80, 97, 1.5 * HIGH), print_at(first, 90, 100), print_at(second, 60, 118)]
    (line,) = [laid.block for laid in lay_out(pieces, [], [], 1, end + 60)]
    assert isinstance(line, Paragraph)
    assert line.text == f"1.{first}{second}"


def test_a_question_above_an_answer_that_is_too_long_for_its_line_stays_apart() -> None:
    (grid,) = find_grids(
        [Ruling(90.0, 50.0, 320.0), Ruling(130.0, 50.0, 320.0)],
        [Ruling(x, 90.0, 130.0) for x in (50.0, 180.0, 320.0)],
        2.5,
    )
    pieces = [print_at("证书编号", 55, 95), print_at("S000044000000011000007", 55, 110), print_at("焊工", 190, 100)]
    (laid,) = lay_out(pieces, [grid], [], 1, WIDTH)
    assert cells(laid.block)[0][0] == "证书编号\nS000044000000011000007"


# Tables over two pages


def ruled(page: int, rows: Sequence[Sequence[str]], edges: Sequence[float] = (50, 150, 550)) -> Table:
    made = tuple(
        Cell(r, c, 1, 1, text, Place(page, 1, r + 1, c + 1, box=(edges[c], 700 + 20 * r, edges[c + 1], 720 + 20 * r)))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(len(rows), len(edges) - 1, made, Place(page, 1, box=(edges[0], 700, edges[-1], 700 + 20 * len(rows))))


def joined(*tables: Table) -> list[Block]:
    return list(continued(Document("a.pdf", "pdf", 2, tables)).blocks)


def test_rows_on_the_next_page_belong_to_the_table() -> None:
    first, second = ruled(1, [("单位名称", "海格机电有限公司")]), ruled(2, [("注册地", "东莞市")])
    (table,) = joined(first, second)
    assert cells(table) == [["单位名称", "海格机电有限公司"], ["注册地", "东莞市"]]


def test_but_a_table_of_another_width_is_another() -> None:
    assert len(joined(ruled(1, [("单位名称", "海格")]), ruled(2, [("注册地", "东莞市")], (80, 150, 500)))) == 2


def test_a_row_that_the_end_of_the_page_breaks_is_one() -> None:
    first = ruled(1, [("单位名称", "海格"), ("管理制度", "已制定工作室管理制度和师带徒管理办法")])
    (table,) = joined(first, ruled(2, [("", "，明确工作职责与考核办法。"), ("工作规划", "已编制")]))
    assert cells(table)[1:] == [
        ["管理制度", "已制定工作室管理制度和师带徒管理办法\n，明确工作职责与考核办法。"],
        ["工作规划", "已编制"],
    ]


def test_but_the_row_of_a_sum_is_none_of_the_one_above_it() -> None:
    edges = (50, 100, 300, 550)
    first = ruled(1, [("序号", "科目", "金额"), ("1", "学徒实训用的各种消耗材料费", "8万元")], edges)
    (table,) = joined(first, ruled(2, [("", "合计", "8万元")], edges))
    assert cells(table)[2] == ["", "合计", "8万元"]


def test_a_header_row_that_is_printed_again_is_left_out() -> None:
    head = ("科目", "金额")
    (table,) = joined(ruled(1, [head, ("材料费", "1万元")]), ruled(2, [head, ("培训费", "2万元")]))
    assert cells(table) == [list(head), ["材料费", "1万元"], ["培训费", "2万元"]]


# Signing


def test_an_open_date_of_the_other_party_is_not_the_applicants() -> None:
    def at(text: str, left: float, top: float) -> Paragraph:
        return Paragraph(text, Place(1, paragraph=1, box=(left, top, left + 10 * len(text), top + 10)))

    lines = (
        at("经办人：", 60, 100),
        at("法定代表人（签字）：魏俊辉", 300, 114),
        at("年 月 日", 70, 128),
        at("2025年8月1日", 300, 142),
    )
    found = find_signings(Document("a.pdf", "pdf", 1, lines))
    assert [(s.role, s.done) for s in found if s.role == "date"] == [("date", True)]


def test_but_an_open_date_below_the_units_seal_is() -> None:
    def at(text: str, left: float, top: float) -> Paragraph:
        return Paragraph(text, Place(1, paragraph=1, box=(left, top, left + 10 * len(text), top + 10)))

    lines = (at("法定代表人（签字）：魏俊辉", 300, 100), at("单位（盖章）：", 300, 114), at("年 月 日", 300, 128))
    found = find_signings(Document("a.pdf", "pdf", 1, lines))
    assert [s.done for s in found if s.role == "date"] == [False]


# Pages as they are drawn


def test_a_seal_beside_red_print_is_seen(tmp_path: Path, read: Read) -> None:
    seal = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    draw_seal(seal, 150, 150, 296)
    seal.save(tmp_path / "seal.png")
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(100, 700, "signed and sealed by the unit")
    canvas.drawImage(str(tmp_path / "seal.png"), 120, 560, 105, 105, mask="auto")
    canvas.setFillColorRGB(0.85, 0.15, 0.15)
    canvas.drawString(60, 552, "hint in red print that runs along below the seal and beyond it")
    canvas.save()
    assert any(is_seal(block) for block in document_of(read(tmp_path / "a.pdf")[0]).blocks)


def test_a_row_parted_from_its_label_by_the_page_is_a_cell(tmp_path: Path, read: Read) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.grid([50, 540], [60, 90, 120])
    canvas.drawString(60, 100, "first cell of the page")
    canvas.drawString(60, 70, "last cell of the page")
    canvas.showPage()
    canvas.rect(50, 700, 490, 80)
    canvas.drawString(60, 740, "what goes on in its frame")
    canvas.save()
    tables = tables_of(document_of(read(tmp_path / "a.pdf")[0]))
    assert [cell.text for cell in tables[1].cells] == ["what goes on in its frame"]


def test_strokes_in_a_low_row_of_a_scan_are_no_lines() -> None:
    ink = np.zeros((200, 400), np.uint8)
    for y in (50, 82):
        ink[y : y + 2, 20:380] = 255
    ink[52:82, 200:202] = 255  # a line between two cells
    ink[56:78, 100:102] = 255  # a stroke that all but touches the lines above and below
    frames = [(60.0, 54.0, 180.0, 80.0), (210.0, 54.0, 360.0, 80.0)]
    _, down = find_rulings(ink, 26.0, frames)
    assert [round(line.at) for line in down] == [201]


def test_a_stroke_above_a_line_between_cells_does_not_lengthen_it() -> None:
    ink = np.zeros((200, 400), np.uint8)
    for y in (50, 82, 114):
        ink[y : y + 2, 20:380] = 255
    ink[84:114, 100:102] = 255  # a line between the cells of the lower row
    ink[56:78, 100:102] = 255  # and a stroke in the row above, at the same place
    _, down = find_rulings(ink, 26.0, [(60.0, 54.0, 180.0, 80.0)])
    assert [round(line.start) for line in down] == [80]


def test_strokes_in_rows_below_one_another_are_no_line() -> None:
    ink = np.zeros((200, 400), np.uint8)
    for y in (50, 82, 114):
        ink[y : y + 2, 20:380] = 255
    ink[56:78, 100:102] = ink[88:110, 100:102] = 255
    assert find_rulings(ink, 26.0, [(60.0, 54.0, 180.0, 80.0), (60.0, 86.0, 180.0, 112.0)])[1] == []
