"""Scans and photos: set upright, tables found, text recognised, seals told from the rest."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from checkers.reading.gaps import pieces_of
from checkers.reading.grey_seals import find_grey_seals
from checkers.reading.ocr import Found
from checkers.reading.rulings import Mask
from checkers.reading.seals import find_seals
from tests.checkers.conftest import GOAL, Read, document_of, draw_seal, is_seal, lines_of, spans_of, tables_of

# A white picture of 128 by 64 pixels, made with an encoder that the project does without.
WHITE_HEIC = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ACJpbG9jAAAAAERAAAEAAQAAAAABegABAAAAAAAAABUAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRt"
    "AAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA"
    "AAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoBAgQWW6kkprm4CGgwIAAAMAMgAAAwACEGIAAQAHRAHBcrAiQAAAABNjb2xy"
    "bmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAACAAAAAQAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAAB1t"
    "ZGF0AAAAESgBrwQY/B3XPpvVl7cIyrcQ"
)
# The recogniser may take one character of a long text for another; numbers and names are asked for exactly.
EXACT = {
    "441900196803150012": (3, 2, 1, 1),
    "张三": (3, 1, 1, 1),
    "工作室成员": (2, 0, 3, 1),
    "91441900MA4TEST01X": (0, 3, 1, 1),
}


@pytest.mark.parametrize("angle", [2, -3, 90, 180, 270])
def test_a_crooked_scan_is_read_like_a_straight_one(
    angle: int, page_picture: Image.Image, tmp_path: Path, read: Read
) -> None:
    turned = page_picture.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    turned.save(tmp_path / "扫描.jpg", quality=85)
    document = document_of(read(tmp_path / "扫描.jpg")[0])
    (table,) = tables_of(document)
    spans = spans_of(table)
    assert (document.format, document.pages, table.rows, table.columns) == ("scan", 1, 5, 4)
    assert {text: spans.get(text) for text in EXACT} == EXACT
    goal = next(cell for cell in table.cells if (cell.row, cell.column) == (1, 1))
    assert (goal.column_span, goal.text.replace(",", "，")) == (3, GOAL)
    assert sum(is_seal(block) for block in document.blocks) == 1
    assert any(line.startswith("领办人签字") for line in lines_of(document))


def test_a_photo_is_turned_by_its_own_word(page_picture: Image.Image, tmp_path: Path, read: Read) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    page_picture.rotate(90, expand=True).save(tmp_path / "照片.jpg", exif=exif)
    assert len(tables_of(document_of(read(tmp_path / "照片.jpg")[0]))) == 1


def test_a_scanned_pdf_is_recognised_with_places_in_points(
    page_picture: Image.Image, tmp_path: Path, read: Read
) -> None:
    page_picture.save(tmp_path / "扫描.pdf", save_all=True, append_images=[page_picture], resolution=200)
    document = document_of(read(tmp_path / "扫描.pdf")[0])
    cell = next(cell for cell in tables_of(document)[1].cells if cell.text == "张三")
    assert (document.format, document.pages, str(cell.place)) == ("scan", 2, "第2页 表1 第4行")
    assert cell.place.box is not None
    assert cell.place.box[2] < 600
    assert 0.8 < cell.sure <= 1.0


def test_an_empty_page_is_no_error(tmp_path: Path, read: Read) -> None:
    Image.new("L", (800, 1000), 255).save(tmp_path / "白.png")
    assert document_of(read(tmp_path / "白.png")[0]).blocks == ()


def test_a_phones_heic_is_opened(tmp_path: Path, read: Read) -> None:
    (tmp_path / "照片.jpg").write_bytes(base64.b64decode(WHITE_HEIC))
    assert document_of(read(tmp_path / "照片.jpg")[0]).format == "scan"


def test_a_faxed_tiff_is_read_page_by_page(tmp_path: Path, read: Read) -> None:
    pages = [Image.new("1", (800, 1000), 1) for _ in range(3)]
    pages[0].save(tmp_path / "传真.tif", save_all=True, append_images=pages[1:])
    assert document_of(read(tmp_path / "传真.tif")[0]).pages == 3


# Words apart

# A line's frame 30 high, with letters of 20 by 20 pixels.
FRAME = (0.0, 0.0, 300.0, 30.0)


def inked(*starts: int, underlined: bool = False) -> Mask:
    mask = np.zeros((30, 300), np.uint8)
    for start in starts:
        mask[5:25, start : start + 20 : 3] = 255
    if underlined:
        mask[26, :] = 255
    return mask


def recognised(text: str, *starts: int) -> Found:
    return Found(text, 0.99, tuple((start + 10) / 300 for start in starts))


@pytest.mark.parametrize(("blank", "words"), [(12, ["姓名方启"]), (13, ["姓名方启"]), (14, ["姓名", "方启"])])
def test_words_are_parted_where_the_ink_has_a_wide_gap(blank: int, words: list[str]) -> None:
    starts = (10, 32, 52 + blank, 74 + blank)
    pieces = pieces_of(recognised("姓名方启", *starts), FRAME, inked(*starts))
    assert [piece.text for piece in pieces] == words


def test_but_a_line_to_write_on_is_no_ink_between_them() -> None:
    starts = (10, 32, 80, 102)
    pieces = pieces_of(recognised("姓名方启", *starts), FRAME, inked(*starts, underlined=True))
    assert [piece.text for piece in pieces] == ["姓名", "方启"]


def test_the_blank_of_a_full_width_mark_parts_nothing() -> None:
    starts = (10, 32, 76, 98)
    pieces = pieces_of(recognised("名，方启", *starts), FRAME, inked(*starts))
    assert [piece.text for piece in pieces] == ["名，方启"]


# Seals


def page() -> Image.Image:
    picture = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(picture)
    for top in range(200, 2000, 80):
        draw.rectangle((150, top, 1500, top + 6), fill="black")
    return picture


def test_a_seal_scanned_without_colour_is_found_by_its_ring() -> None:
    picture = page()
    draw_seal(picture, 1100, 1600)
    grey = np.asarray(picture.convert("L").convert("RGB"))
    assert find_seals(grey) == []
    (seal,) = find_grey_seals(grey)
    assert abs((seal.left + seal.right) / 2 - 1100) < 20


def test_but_a_grey_page_of_text_has_none() -> None:
    assert find_grey_seals(np.asarray(page())) == []


@pytest.mark.parametrize(("centre", "seals"), [(-40, 0), (20, 1), (120, 1)])
def test_a_seal_that_the_pages_edge_cuts_counts_where_half_of_it_shows(centre: int, seals: int) -> None:
    picture = Image.new("RGB", (900, 1270), "white")
    draw_seal(picture, 500, centre, 200)
    assert len(find_seals(np.asarray(picture))) == seals
