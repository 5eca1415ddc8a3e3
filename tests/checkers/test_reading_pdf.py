"""PDFs with a text layer: tables from ruling lines, text in reading order, seals."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.checkers.conftest import GOAL, Read, document_of, draw_seal, is_seal, lines_of, make_pdf, spans_of, tables_of


def test_a_ruled_table_is_read_with_its_merged_cells(ruled_pdf: Path, read: Read) -> None:
    document = document_of(read(ruled_pdf)[0])
    table = tables_of(document)[0]
    spans = spans_of(table)
    assert (document.format, document.pages, len(tables_of(document))) == ("pdf", 2, 2)
    assert (table.rows, table.columns) == (5, 4)
    assert spans[GOAL] == (1, 1, 1, 3)
    assert spans["工作室成员"] == (2, 0, 3, 1)
    assert spans["441900196803150012"] == (3, 2, 1, 1)


def test_places_name_page_table_and_row(ruled_pdf: Path, read: Read) -> None:
    second = tables_of(document_of(read(ruled_pdf)[0]))[1]
    cell = next(cell for cell in second.cells if cell.text == "李四")
    assert str(cell.place) == "第2页 表1 第5行"
    assert cell.place.box is not None
    assert cell.place.box[0] < cell.place.box[2] <= A4[0]


def test_text_around_the_table_stays_in_order(ruled_pdf: Path, read: Read) -> None:
    document = document_of(read(ruled_pdf)[0])
    assert lines_of(document)[:3] == ["一、单位基本情况（1）", "领办人签字：张三", "日期：2025年8月1日"]


def test_a_number_broken_over_two_lines_is_whole_again(tmp_path: Path, read: Read) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.rect(100, 700, 64, 40)
    canvas.rect(164, 700, 100, 40)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(103, 725, "44190019680")
    canvas.drawString(103, 712, "3150012")
    canvas.drawString(170, 725, "A 1")
    canvas.drawString(170, 712, "B 2")
    canvas.save()
    table = tables_of(document_of(read(tmp_path / "a.pdf")[0]))[0]
    assert [cell.text for cell in table.cells] == ["441900196803150012", "A 1\nB 2"]


def test_a_table_inside_a_cell_is_nested(tmp_path: Path, read: Read) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.grid([50, 200, 500], [500, 600, 700])
    canvas.grid([220, 300, 380], [520, 540, 560])
    canvas.drawString(60, 650, "outer")
    canvas.drawString(225, 545, "inner")
    canvas.save()
    table = tables_of(document_of(read(tmp_path / "a.pdf")[0]))[0]
    holder = next(cell for cell in table.cells if cell.tables)
    assert (table.rows, table.columns, holder.row, holder.column) == (2, 2, 1, 1)
    assert [cell.text for cell in holder.tables[0].cells] == ["inner", "", "", ""]


def test_a_seal_is_seen_however_it_is_drawn(tmp_path: Path, read: Read) -> None:
    seal = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    draw_seal(seal, 150, 150, 280)
    seal.save(tmp_path / "seal.png")
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(100, 700, "signed and sealed by the unit")
    canvas.drawImage(str(tmp_path / "seal.png"), 300, 650, 110, 110, mask="auto")
    canvas.showPage()
    canvas.drawString(100, 700, "signed and sealed by the unit")
    canvas.setStrokeColorRGB(0.85, 0.1, 0.1)
    canvas.setLineWidth(3)
    canvas.circle(300, 500, 55)
    canvas.showPage()
    canvas.drawString(100, 700, "not sealed")
    canvas.circle(300, 500, 55)
    canvas.save()
    document = document_of(read(tmp_path / "a.pdf")[0])
    assert [block.place.page for block in document.blocks if is_seal(block)] == [1, 2]


def test_a_short_typed_page_with_a_picture_is_not_taken_for_a_scan(tmp_path: Path, read: Read) -> None:
    Image.new("RGB", (300, 300), "lightblue").save(tmp_path / "photo.png")
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(100, 700, "Certificate-of-achievement")
    canvas.drawImage(str(tmp_path / "photo.png"), 100, 300, 140, 200)
    canvas.save()
    document = document_of(read(tmp_path / "a.pdf")[0])
    assert (document.format, lines_of(document)) == ("pdf", ["Certificate-of-achievement"])


def test_repeated_headers_and_page_numbers_are_margins(tmp_path: Path, read: Read) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for page in range(1, 4):
        canvas.drawString(200, 815, "FORM 2025")
        canvas.drawString(100, 500, "value")
        canvas.drawString(290, 20, f"- {page} -")
        canvas.showPage()
    canvas.save()
    document = document_of(read(tmp_path / "a.pdf")[0])
    assert lines_of(document) == ["value"] * 3
    assert document.margins == ("FORM 2025", "- 1 -", "- 2 -", "- 3 -")


def test_a_password_to_open_is_asked_for_but_an_owners_password_is_not(tmp_path: Path, read: Read) -> None:
    for name, user in (("locked.pdf", "secret"), ("owned.pdf", "")):
        writer = PdfWriter(PdfReader(make_pdf(tmp_path / "plain.pdf", pages=1)))
        writer.encrypt(user, "owner", algorithm="AES-256")
        writer.write(tmp_path / name)
    locked, owned = read(tmp_path / "locked.pdf", tmp_path / "owned.pdf")
    assert locked.failure is not None
    assert locked.failure.rule == "file-encrypted"
    assert len(tables_of(document_of(owned))) == 1


def test_a_turned_page_is_read_as_it_shows(tmp_path: Path, read: Read) -> None:
    writer = PdfWriter(PdfReader(make_pdf(tmp_path / "plain.pdf", pages=1)))
    writer.pages[0].rotate(90)
    writer.pages[0].transfer_rotation_to_content()
    writer.write(tmp_path / "content.pdf")
    turned = PdfWriter(PdfReader(tmp_path / "plain.pdf"))
    turned.pages[0].rotate(0)
    turned.write(tmp_path / "turned.pdf")
    spans = spans_of(tables_of(document_of(read(tmp_path / "turned.pdf")[0]))[0])
    assert spans["工作室成员"] == (2, 0, 3, 1)
