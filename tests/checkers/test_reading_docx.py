"""Word files: all text that shows, tables as grids, pictures, each with its place."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from PIL import Image

from tests.checkers.conftest import Read, document_of, draw_seal, is_seal, lines_of, spans_of, tables_of

NAMES = (
    nsdecls("w")
    + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


@pytest.fixture
def word() -> WordDocument:
    return docx.Document()


def _saved(word: WordDocument, tmp_path: Path) -> Path:
    path = tmp_path / "申报书.docx"
    word.save(str(path))
    return path


def _paragraph(word: WordDocument, content: str) -> None:
    word.element.body.insert(0, parse_xml(f"<w:p {NAMES}>{content}</w:p>"))


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_it_reads_paragraphs_headings_and_tables_in_order(word: WordDocument, tmp_path: Path, read: Read) -> None:
    word.add_heading("一、单位基本情况", 1)
    word.add_paragraph("")
    word.add_paragraph("单位名称：某某公司\t联系人：王五")
    word.add_table(1, 2).cell(0, 1).text = "第一行\n第二行"
    word.sections[0].header.paragraphs[0].text = "技能大师工作室申报书"
    document = document_of(read(_saved(word, tmp_path))[0])
    heading, paragraph, table = document.blocks
    assert (heading.text, heading.heading, str(heading.place)) == ("一、单位基本情况", True, "第1段")
    assert (paragraph.text, str(paragraph.place)) == ("单位名称：某某公司 联系人：王五", "第3段")
    assert [cell.text for cell in table.cells] == ["", "第一行\n第二行"]
    assert document.margins == ("技能大师工作室申报书",)
    assert (document.name, document.format, document.pages) == ("申报书.docx", "docx", 0)


def test_merged_cells_stand_once_with_their_spans(word: WordDocument, tmp_path: Path, read: Read) -> None:
    table = word.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "成员"
    table.cell(2, 0).merge(table.cell(2, 2)).text = "宽"
    table.cell(0, 1).text = "姓名"
    read_table = tables_of(document_of(read(_saved(word, tmp_path))[0]))[0]
    spans = spans_of(read_table)
    assert (read_table.rows, read_table.columns) == (3, 3)
    assert spans["成员"] == (0, 0, 2, 1)
    assert spans["宽"] == (2, 0, 1, 3)
    assert str(next(cell.place for cell in read_table.cells if cell.text == "姓名")) == "表1 第1行"


def test_nested_tables_have_numbers_of_their_own(word: WordDocument, tmp_path: Path, read: Read) -> None:
    outer = word.add_table(1, 1)
    outer.cell(0, 0).text = "外"
    outer.cell(0, 0).add_table(1, 1).cell(0, 0).text = "内"
    word.add_table(1, 1).cell(0, 0).text = "后"
    first, second = tables_of(document_of(read(_saved(word, tmp_path))[0]))
    (inner,) = first.cells[0].tables
    assert first.cells[0].text == "外"
    assert (first.place.table, inner.place.table, second.place.table) == (1, 2, 3)


def test_content_controls_and_insertions_are_read(word: WordDocument, tmp_path: Path, read: Read) -> None:
    _paragraph(word, f"<w:sdt><w:sdtContent>{_run('控件里的字')}</w:sdtContent></w:sdt>")
    _paragraph(word, f"<w:ins w:id='1' w:author='a'>{_run('插入的字')}</w:ins>")
    word.element.body.insert(
        0, parse_xml(f"<w:sdt {NAMES}><w:sdtContent><w:p>{_run('整段控件')}</w:p></w:sdtContent></w:sdt>")
    )
    assert lines_of(document_of(read(_saved(word, tmp_path))[0])) == ["整段控件", "插入的字", "控件里的字"]


def test_but_deleted_and_hidden_text_is_not(word: WordDocument, tmp_path: Path, read: Read) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>"
    deleted = "<w:del w:id='1' w:author='a'><w:r><w:delText>删掉的</w:delText></w:r></w:del>"
    _paragraph(word, f"{_run('留下的')}{hidden}{deleted}")
    assert lines_of(document_of(read(_saved(word, tmp_path))[0])) == ["留下的"]


def test_a_text_box_is_read_once_at_its_anchor(word: WordDocument, tmp_path: Path, read: Read) -> None:
    box = f"<w:txbxContent><w:p>{_run('框里的字')}</w:p></w:txbxContent>"
    _paragraph(
        word,
        f"{_run('框外的字')}<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>",
    )
    document = document_of(read(_saved(word, tmp_path))[0])
    assert [(block.text, block.place.paragraph) for block in document.blocks] == [("框外的字", 1), ("框里的字", 1)]


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        ("<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent/></w:sdt>", "☑"),
        ("<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='0'/></w14:checkbox></w:sdtPr><w:sdtContent/></w:sdt>", "□"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "☑"),
        ("<w:r><w:sym w:font='Wingdings 2' w:char='0052'/></w:r>", "☑"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>", "□"),
        ("<w:r><w:rPr><w:rFonts w:ascii='Wingdings 2'/></w:rPr><w:t>R</w:t></w:r>", "☑"),
        ("<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"
         "</w:ffData></w:fldChar></w:r>", "☑"),
    ],
)  # fmt: skip
def test_check_boxes_of_every_make_show_their_state(
    mark: str, shown: str, word: WordDocument, tmp_path: Path, read: Read
) -> None:
    _paragraph(word, f"{mark}{_run('企业')}")
    assert lines_of(document_of(read(_saved(word, tmp_path))[0])) == [f"{shown}企业"]


def test_numbers_that_word_counts_are_part_of_the_text(word: WordDocument, tmp_path: Path, read: Read) -> None:
    word.part.numbering_part.element.append(
        parse_xml(
            f"<w:abstractNum {NAMES} w:abstractNumId='90'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
            "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
        )
    )
    word.part.numbering_part.element.append(
        parse_xml(f"<w:num {NAMES} w:numId='90'><w:abstractNumId w:val='90'/></w:num>")
    )
    for text in ("项目目标", "单位情况"):
        numbered = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='90'/></w:numPr></w:pPr>"
        _paragraph(word, f"{numbered}{_run(text)}")
    assert lines_of(document_of(read(_saved(word, tmp_path))[0])) == ["一、单位情况", "二、项目目标"]


def test_a_red_seal_is_told_from_another_picture(word: WordDocument, tmp_path: Path, read: Read) -> None:
    for seal in (True, False):
        picture = Image.new("RGBA", (300, 300), (0, 0, 0, 0) if seal else (200, 30, 30, 255))
        if seal:
            draw_seal(picture, 150, 150, 280)
        data = BytesIO()
        picture.save(data, "PNG")
        word.add_picture(data)
    pictures = document_of(read(_saved(word, tmp_path))[0]).blocks
    assert [is_seal(picture) for picture in pictures] == [True, False]
    assert [picture.place.paragraph for picture in pictures] == [1, 2]


def test_a_picture_in_a_cell_has_the_cells_place(word: WordDocument, tmp_path: Path, read: Read) -> None:
    data = BytesIO()
    Image.new("RGB", (20, 20)).save(data, "PNG")
    word.add_table(2, 1).cell(1, 0).paragraphs[0].add_run().add_picture(data)
    _, picture = document_of(read(_saved(word, tmp_path))[0]).blocks
    assert str(picture.place) == "表1 第2行"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wordprocessingml.document.main+xml", "ms-word.document.macroEnabled.main+xml"),
        ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml"),
    ],
)
def test_macros_and_templates_are_asked_for_as_docx(
    old: str, new: str, word: WordDocument, tmp_path: Path, read: Read
) -> None:
    path = _changed(_saved(word, tmp_path), "[Content_Types].xml", old, new)
    failure = read(path)[0].failure
    assert failure is not None
    assert failure.rule == "file-unsupported"
    assert ".docx" in failure.fix


def test_a_doctype_is_refused_and_nothing_outside_is_read(word: WordDocument, tmp_path: Path, read: Read) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    word.add_paragraph("正文")
    path = _changed(_saved(word, tmp_path), "word/document.xml", "正文", "&x;正文")
    path = _changed(
        path, "word/document.xml", "<w:document", f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret}">]><w:document'
    )
    failure = read(path)[0].failure
    assert failure is not None
    assert failure.rule == "file-unreadable"


def _changed(path: Path, part: str, old: str, new: str) -> Path:
    """The Word file with a piece of one part replaced."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return path


# Pasted copies


def test_a_pasted_copy_of_a_card_is_recognised(
    word: WordDocument, page_picture: Image.Image, tmp_path: Path, read: Read
) -> None:
    content = BytesIO()
    page_picture.crop((0, 0, page_picture.width, page_picture.height // 2)).save(content, "JPEG")
    word.add_paragraph("附件：复印件")
    word.add_picture(content, width=Mm(150))
    document = document_of(read(_saved(word, tmp_path))[0])
    (table,) = tables_of(document)
    assert document.format == "docx"
    assert "441900196803150012" in {cell.text for cell in table.cells}
    assert str(table.place) == "第2段"


def test_but_a_portrait_is_not(word: WordDocument, page_picture: Image.Image, tmp_path: Path, read: Read) -> None:
    content = BytesIO()
    page_picture.save(content, "JPEG")
    word.add_picture(content, width=Mm(30))
    assert tables_of(document_of(read(_saved(word, tmp_path))[0])) == []
