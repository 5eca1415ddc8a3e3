"""Scans and photos: set upright, tables found, text recognised, seals told from the rest."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from PIL import Image

from tests.checkers.conftest import GOAL, Read, document_of, is_seal, lines_of, spans_of, tables_of

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
