"""The applicant's own files with notes in them: every place that is read can be noted at."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from checkers.reading.document import Cell, Document, Paragraph, Place, Table
from checkers.reading.docx import read_docx
from checkers.report import annotate
from checkers.report.annotate import annotated_copy, free_name
from checkers.report.annotate_docx import annotate_docx
from checkers.report.annotate_pdf import annotate_pdf
from checkers.report.model import Finding

W = nsdecls("w")
CELL_CONTROL = f"<w:sdt {W}><w:sdtPr/><w:sdtContent><w:tc><w:tcPr/><w:p><w:r><w:t>控件格</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>"
BLOCK_CONTROL = f"<w:sdt {W}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>控件段</w:t></w:r></w:p></w:sdtContent></w:sdt>"
TEXT_BOX = (
    f'<w:p {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>框里段</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>框里格</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
ALTERNATIVES = (
    f'<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">'
    "<w:r><w:t>宿主段</w:t></w:r><w:r><mc:AlternateContent>"
    '<mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>新框</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>旧框</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
ROW = "<w:tr>{mark}<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"


def finding(message: str = "面积不够", **parts: Any) -> Finding:
    return Finding(
        **({"rule": "venue-area-below-minimum", "outcome": "fail", "message": message, "fix": "补足场地。"} | parts)
    )


def form(path: Path) -> Path:
    """A form with all that makes counting hard."""
    document = docx.Document()
    body = document.element.body
    document.add_heading("申报书", 1)
    document.add_paragraph("")
    table = document.add_table(3, 4)
    table.cell(0, 0).text = "单位名称"
    table.cell(0, 1).merge(table.cell(0, 3)).text = "云川精工有限公司"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "成员"
    table.cell(1, 1).text = "姓名"
    nested = table.cell(1, 3).add_table(2, 2)
    nested.cell(1, 1).text = "内层格"
    table.rows[2]._tr.append(parse_xml(CELL_CONTROL))
    for xml in (BLOCK_CONTROL, TEXT_BOX, ALTERNATIVES):
        body.insert(len(body) - 1, parse_xml(xml))
    deleted = ROW.format(mark="<w:trPr><w:del w:id='9' w:author='x'/></w:trPr>", text="删了的行")
    body.insert(len(body) - 1, parse_xml(f"<w:tbl {W}>{deleted}{ROW.format(mark='', text='留下的行')}</w:tbl>"))
    document.add_paragraph("承诺：以上属实。")
    document.save(str(path))
    return path


def tables(blocks: Any) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for cell in block.cells:
                yield from tables(cell.tables)


def cells(document: Document) -> list[Cell]:
    return [cell for table in tables(document.blocks) for cell in table.cells]


def commented(path: Path) -> dict[str, str]:
    """The text that each comment stands over, by the comment's first line."""
    document = docx.Document(str(path))
    over = {}
    for comment in document.comments:
        number = str(comment.comment_id)
        start = next(e for e in document.element.body.iter(qn("w:commentRangeStart")) if e.get(qn("w:id")) == number)
        end = next(e for e in document.element.body.iter(qn("w:commentRangeEnd")) if e.get(qn("w:id")) == number)
        paragraph = start.getparent()
        assert paragraph is end.getparent()
        assert next(paragraph.iterancestors(qn("w:txbxContent")), None) is None
        over[comment.text.splitlines()[0]] = "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
    return over


# --- Word


def test_every_cell_and_paragraph_that_is_read_can_be_commented_on(tmp_path: Path) -> None:
    source = form(tmp_path / "a.docx")
    read = read_docx(source)
    texts = {str(n): (cell.text, cell.place) for n, cell in enumerate(cells(read))}
    texts |= {f"p{n}": (b.text, b.place) for n, b in enumerate(read.blocks) if isinstance(b, Paragraph)}
    assert {"内层格", "控件格", "框里格", "控件段", "框里段", "新框", "留下的行", "云川精工有限公司"} <= {
        t for t, _ in texts.values()
    }

    annotate_docx(source, tmp_path / "b.docx", [(finding(n), place) for n, (_, place) in texts.items()])

    over = commented(tmp_path / "b.docx")
    for n, (text, _) in texts.items():
        # A comment on a text box stands over the paragraph that holds it, and so over all its text.
        assert text in over[f"【要改】{n}"], n
        assert bool(text) == bool(over[f"【要改】{n}"])


def test_the_copy_reads_as_the_original_does(tmp_path: Path) -> None:
    source = form(tmp_path / "a.docx")
    before = read_docx(source)
    annotate_docx(source, tmp_path / "b.docx", [(finding(), cell.place) for cell in cells(before)])

    assert read_docx(tmp_path / "b.docx").blocks == before.blocks


def test_a_comment_says_what_is_wrong_which_clause_says_so_and_how_to_mend_it(tmp_path: Path) -> None:
    whole = finding(clause="yunchuan/3.2", quote="不少于800平方米")
    annotate_docx(
        form(tmp_path / "a.docx"),
        tmp_path / "b.docx",
        [(whole, Place(table=1, row=1))],
        {"yunchuan/3.2": "第三条（二）"}.__getitem__,
    )

    (comment,) = docx.Document(str(tmp_path / "b.docx")).comments
    assert comment.text == "【要改】面积不够\n依据：第三条（二）「不少于800平方米」\n怎么改：补足场地。"
    assert comment.author == "材料检查"


@pytest.mark.parametrize(
    ("place", "over"),
    [
        (None, "申报书"),
        (Place(paragraph=99), "申报书"),
        (Place(table=99, row=1), "申报书"),
        (Place(table=1, row=99), "单位名称"),
        (Place(table=1, row=1, column=99), "单位名称"),
        (Place(table=1, row=1, column=3), "云川精工有限公司"),
        (Place(table=1), "单位名称"),
        (Place(paragraph=2), ""),
    ],
)
def test_a_place_that_is_not_there_is_taken_for_the_nearest(tmp_path: Path, place: Place | None, over: str) -> None:
    annotate_docx(form(tmp_path / "a.docx"), tmp_path / "b.docx", [(finding(), place)])

    assert commented(tmp_path / "b.docx") == {"【要改】面积不够": over}


def test_a_document_with_nothing_in_it_is_commented_on_too(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    annotate_docx(tmp_path / "a.docx", tmp_path / "b.docx", [(finding(), None), (finding("另一处"), None)])

    assert len(commented(tmp_path / "b.docx")) == 2


def test_comments_of_others_stay(tmp_path: Path) -> None:
    annotate_docx(form(tmp_path / "a.docx"), tmp_path / "b.docx", [(finding("先前的"), None)])
    annotate_docx(tmp_path / "b.docx", tmp_path / "c.docx", [(finding("后来的"), None)])

    assert set(commented(tmp_path / "c.docx")) == {"【要改】先前的", "【要改】后来的"}


# --- PDF

SIZE = (400, 600)
# Seen from the top left corner of the page as it is shown.
BOX = (50.0, 40.0, 150.0, 60.0)


def pdf(path: Path, rotation: int = 0, crop: float = 0, password: str | None = None) -> Path:
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=SIZE)
    for page in (1, 2):
        canvas.drawString(50, 500, f"page {page}")
        canvas.showPage()
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(data))
    for page in writer.pages:
        page.rotate(rotation)
        page.cropbox.lower_left, page.cropbox.upper_right = (crop, crop), (SIZE[0] - crop, SIZE[1] - crop)
    if password is not None:
        writer.encrypt("", owner_password=password)
    writer.write(path)
    return path


def marks(path: Path, page: int) -> list[tuple[str, tuple[float, ...], str]]:
    """(kind, rectangle, text) of each annotation but the windows."""
    found = [a.get_object() for a in PdfReader(path).pages[page].get("/Annots", [])]
    return [(a["/Subtype"], tuple(map(float, a["/Rect"])), a["/Contents"]) for a in found if a["/Subtype"] != "/Popup"]


def test_a_place_on_a_page_is_highlighted_with_what_is_wrong(tmp_path: Path) -> None:
    placed = [(finding(), Place(page=2, box=BOX)), (finding("重复的成员"), Place(page=2, box=BOX))]
    annotate_pdf(pdf(tmp_path / "a.pdf"), tmp_path / "b.pdf", placed)

    assert marks(tmp_path / "b.pdf", 0) == []
    ((kind, rectangle, text),) = marks(tmp_path / "b.pdf", 1)
    assert kind == "/Highlight"
    assert rectangle == (50, 540, 150, 560)
    assert "面积不够" in text
    assert "重复的成员" in text


@pytest.mark.parametrize(
    ("rotation", "crop", "rectangle"),
    [
        (0, 10, (60, 530, 160, 550)),
        (90, 0, (40, 50, 60, 150)),
        (180, 0, (250, 40, 350, 60)),
        (270, 0, (340, 450, 360, 550)),
    ],
)
def test_a_box_is_where_it_is_seen_on_turned_and_cut_pages(
    tmp_path: Path, rotation: int, crop: float, rectangle: tuple[float, ...]
) -> None:
    source = pdf(tmp_path / "a.pdf", rotation, crop)
    annotate_pdf(source, tmp_path / "b.pdf", [(finding(), Place(page=1, box=BOX))])

    assert marks(tmp_path / "b.pdf", 0)[0][1] == rectangle


def test_without_a_box_notes_stand_one_under_another_and_without_a_page_on_the_first(tmp_path: Path) -> None:
    placed = [(finding("甲"), Place(page=1)), (finding("乙"), None), (finding("丙"), Place(page=9, box=BOX))]
    annotate_pdf(pdf(tmp_path / "a.pdf"), tmp_path / "b.pdf", placed)

    notes = marks(tmp_path / "b.pdf", 0)
    assert [kind for kind, _, _ in notes] == ["/Text"] * 3
    tops = [rectangle[3] for _, rectangle, _ in notes]
    assert tops == sorted(tops, reverse=True)
    assert len(set(tops)) == 3


def test_a_pdf_protected_against_changes_is_noted_in(tmp_path: Path) -> None:
    annotate_pdf(pdf(tmp_path / "a.pdf", password="x"), tmp_path / "b.pdf", [(finding(), Place(page=1, box=BOX))])

    assert len(marks(tmp_path / "b.pdf", 0)) == 1


# --- copies in a folder


def test_a_copy_is_named_after_the_file_and_replaces_none(tmp_path: Path) -> None:
    source = form(tmp_path / "0001")
    first = annotated_copy(source, "材料/申报书.docx", tmp_path, [(finding(clause="y/3"), None)], lambda c: f"{c}条")
    second = annotated_copy(source, "申报书.docx", tmp_path, [(finding(), None)])

    assert first == tmp_path / "申报书_批注.docx"
    assert second == tmp_path / "申报书_批注（2）.docx"
    assert "依据：y/3条" in next(iter(docx.Document(str(first)).comments)).text


def test_a_pdf_is_told_by_its_content(tmp_path: Path) -> None:
    copy = annotated_copy(pdf(tmp_path / "0002"), "立项书", tmp_path, [(finding(), Place(page=1))])

    assert copy == tmp_path / "立项书_批注.pdf"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", b"PK\x03\x04 cut short", b"%PDF-1.7 cut short"])
def test_what_takes_no_notes_gives_no_copy_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "x"
    source.write_bytes(content)

    assert annotated_copy(source, "x.docx", tmp_path, [(finding(), None)]) is None
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize(
    "name", ["../../x.docx", "..\\x.docx", "a:b?.docx", "\u202e甲.docx", "字" * 300 + ".docx", ".docx", ""]
)
def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    path = free_name(tmp_path, name, ".docx")

    path.touch()
    assert path.parent == tmp_path
    assert path.name.endswith("_批注.docx")


def test_a_file_that_takes_too_long_gives_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotate, "_SECONDS", 0)
    source = form(tmp_path / "a.docx")

    assert annotated_copy(source, "a.docx", tmp_path, [(finding(), None)]) is None
    assert list(tmp_path.iterdir()) == [source]
