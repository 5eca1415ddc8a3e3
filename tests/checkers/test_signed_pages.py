"""Signatures and dates on drawn pages: pictures that stand where one signs, seals that hide what was written."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from checkers.extraction.field import Signing
from checkers.extraction.form import Form, Record
from checkers.extraction.plans import schedule_of
from checkers.extraction.signing import find_signings
from checkers.extraction.slots import read_form
from checkers.reading.document import Block, Box, Cell, Document, Format, Paragraph, Picture, Place, Table
from checkers.reading.grid import Ruling
from checkers.reading.layout import lay_out
from checkers.reading.pieces import Piece
from checkers.reading.strokes import unread_strokes


def line(text: str, top: float, sure: float = 1.0) -> Paragraph:
    return Paragraph(text, Place(1, paragraph=1, box=(60.0, top, 60.0 + 10 * len(text), top + 12)), sure=sure)


def picture(box: Box, seal: bool = False) -> Picture:
    return Picture(Place(1, box=box), round(box[2] - box[0]), round(box[3] - box[1]), seal)


def signings(kind: Format, *blocks: Block) -> dict[str, Signing]:
    return {s.role: s for s in find_signings(Document("申报书", kind, 1, blocks))}


@pytest.mark.parametrize("box", [(150.0, 480.0, 230.0, 520.0), (70.0, 515.0, 150.0, 550.0)])
def test_a_picture_beside_or_below_the_words_is_a_signature(box: Box) -> None:
    assert signings("scan", line("领办人签名：", 500), picture(box))["signature"].done


@pytest.mark.parametrize("box", [(400.0, 60.0, 480.0, 160.0), (150.0, 700.0, 230.0, 740.0)])
def test_but_one_elsewhere_on_the_page_is_none(box: Box) -> None:
    assert not signings("pdf", line("领办人签名：", 500), picture(box))["signature"].done


def test_a_picture_signs_only_the_nearest_of_two_places() -> None:
    own, of_unit = line("领办人亲笔签名：　2026年4月16日", 500), line("单位负责人签名：", 540)
    found = find_signings(Document("申报书", "pdf", 1, (own, of_unit, picture((170.0, 530.0, 230.0, 560.0)))))
    assert {s.label: s.done for s in found if s.role == "signature"} == {
        "领办人亲笔签名": False,
        "单位负责人签名": True,
    }


def test_a_picture_in_an_offices_place_signs_no_other() -> None:
    own, head, of_office = line("领办人签名：", 500), line("主管部门审核意见", 520), line("负责人签名：", 540)
    signed = picture((130.0, 530.0, 190.0, 560.0))
    assert not signings("pdf", own, head, of_office, signed)["signature"].done


def test_nor_is_a_seal() -> None:
    found = signings("pdf", line("领办人签名：", 500), picture((150.0, 480.0, 230.0, 560.0), seal=True))
    assert not found["signature"].done


def test_a_seal_on_the_words_of_a_scan_leaves_an_open_date_in_doubt() -> None:
    seal = picture((100.0, 450.0, 200.0, 550.0), seal=True)
    assert not signings("scan", line("单位（盖章）", 470), line("日期：", 500), seal)["date"].sure
    assert signings("pdf", line("单位（盖章）", 470), line("日期：", 500), seal)["date"].sure


@pytest.mark.parametrize(
    ("text", "doubtful"), [("日期：202年8月25日", True), ("日期：　年　月　日", False), ("日期：", False)]
)
def test_a_date_that_nobody_can_tell_is_in_doubt(text: str, doubtful: bool) -> None:
    date = signings("scan", line(text, 500))["date"]
    assert not date.done
    assert date.sure is not doubtful


# Ink


def page() -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    return np.zeros((400, 800), np.uint8)


def sign(ink: np.ndarray[tuple[int, int], np.dtype[np.uint8]], left: int, top: int) -> None:
    for n in range(5):
        ink[top + 8 * n : top + 8 * n + 3, left + 9 * n : left + 9 * n + 60] = 255
        ink[top : top + 40, left + 22 * n : left + 22 * n + 3] = 255


def test_strokes_that_are_no_text_are_found() -> None:
    ink = page()
    sign(ink, 300, 100)
    (box,) = unread_strokes(ink, 30.0, [], ([], []), [])
    assert box[:2] == (300, 100)


def test_but_not_text_rulings_seals_and_specks() -> None:
    ink = page()
    sign(ink, 100, 100)
    sign(ink, 500, 100)
    ink[300:303, 50:700] = 255
    ink[200:206, 50:56] = 255
    text, seal = (95.0, 95.0, 260.0, 145.0), (480.0, 80.0, 700.0, 180.0)
    assert unread_strokes(ink, 30.0, [text], ([Ruling(301, 50, 700)], []), [seal]) == []


def test_ink_that_is_not_read_leaves_its_line_in_doubt() -> None:
    words = Piece("姓名：", (60.0, 100.0, 120.0, 120.0))
    other = replace(words, box=(60.0, 140.0, 120.0, 160.0))
    found = [
        laid.block for laid in lay_out([words, other, Piece("", (140.0, 95.0, 220.0, 125.0), 0.0)], [], (), 1, 600)
    ]
    assert [block.sure for block in found if isinstance(block, Paragraph)] == [0.0, 1.0]


# What recognising makes of pages


def test_a_group_whose_name_is_not_read_is_nobodys_rather_than_the_last_ones() -> None:
    def cell(row: int, column: int, text: str, rows: int = 1, sure: float = 1.0) -> Cell:
        return Cell(row, column, rows, 1, text, Place(1, 1, row + 1, column + 1), sure=sure)

    unit = [cell(0, 0, "单位情况", 2), cell(0, 1, "单位名称"), cell(0, 2, "海格机电有限公司")]
    unit += [cell(1, 1, "注册地"), cell(1, 2, "东莞市南城街道")]
    leader = [cell(2, 0, "", 2, 0.0), cell(2, 1, "姓名"), cell(2, 2, "方启明"), cell(3, 1, "性别"), cell(3, 2, "男")]
    table = Table(4, 3, (*unit, *leader), Place(1, 1))
    form = read_form(Document("申报书", "scan", 1, (table,)))
    assert {slot.label.field: slot.who for slot in form.slots}["person.name"] is None


@pytest.mark.parametrize(("sure", "told"), [(0.95, True), (0.6, False)])
def test_a_phase_that_is_not_surely_read_lies_nowhere(sure: float, told: bool) -> None:
    row = (("起止时间", Cell(1, 0, 1, 1, "2026.01.01—2026.06.30", Place(1), sure=sure)),)
    (phase,) = schedule_of(Form(schedule=[Record(row, None, Place(1))]), None)
    assert (phase.start is not None) is told


def test_the_day_of_signing_is_no_phase() -> None:
    row = (("起止时间", Cell(1, 0, 1, 1, "日期：2025年8月25日", Place(1))),)
    assert schedule_of(Form(schedule=[Record(row, None, Place(1))]), None) == []
