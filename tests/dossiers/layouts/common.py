"""What the DOCX layouts share: text runs, ruled tables, seals, signatures and page furniture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tests.dossiers.groups import OFFICE
from tests.dossiers.sheet import Declaration, Sheet
from tests.dossiers.stamps import png, seal_picture, signature_picture

BODY_FONT, HEAD_FONT = "宋体", "黑体"


def new_document(sheet: Sheet, landscape: bool = False) -> DocxDocument:
    """An empty A4 document with the body font, a header and page numbers."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = BODY_FONT, Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header.paragraphs[0].text = sheet.title
    add_page_number(section.footer.paragraphs[0])
    return document


def add_page_number(paragraph: Paragraph) -> None:
    """第 N 页 as a field."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("第 ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)
    paragraph.add_run(" 页")


def title(document: DocxDocument, text: str, size: float = 18) -> Paragraph:
    """A centred heading in the heading font."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    style_run(paragraph.add_run(text), size, bold=True, face=HEAD_FONT)
    return paragraph


def small_print(document: DocxDocument, lines: Sequence[str]) -> None:
    """Instructions in small letters."""
    for line in lines:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        style_run(paragraph.add_run(line), 8)


def style_run(run: Any, size: float, bold: bool = False, face: str = BODY_FONT, underline: bool = False) -> None:
    """Sets a run's size and face."""
    run.font.size, run.bold, run.underline = Pt(size), bold, underline
    run.font.name = face
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), face)


def ruled_table(document: Any, rows: int, widths: Sequence[float]) -> Table:
    """A table with all its rules drawn and columns of these widths in cm."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    roomy(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return table


def roomy(table: Table) -> None:
    """Puts some air above and below the words of every cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "50")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def fill(cell: _Cell, text: str, centre: bool = False, bold: bool = False, size: float = 10.5) -> None:
    """Writes a text into a cell, a paragraph a line."""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        style_run(paragraph.add_run(line), size, bold=bold)


def upright(text: str) -> str:
    """The text one character a line."""
    return "\n".join(text)


def spaced(text: str) -> str:
    """A two-character label set apart, as in 姓    名."""
    return f"{text[0]}    {text[1]}" if len(text) == 2 else text


def repeat_header(table: Table) -> None:
    """Makes the first row appear again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


def list_table(
    document: Any, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], spare: int = 0
) -> Table:
    """A table with a header row, the rows and some rows left empty."""
    table = ruled_table(document, 1 + len(rows) + spare, widths)
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        fill(cell, text, centre=True, bold=True)
    for line, row in zip(table.rows[1:], rows, strict=False):
        for cell, text in zip(line.cells, row, strict=True):
            fill(cell, text, size=9)
    repeat_header(table)
    return table


def add_seal(paragraph: Paragraph, owner: str) -> None:
    """The seal as a picture in the line."""
    paragraph.add_run().add_picture(png(seal_picture(owner)), width=Cm(3.6))


def float_seal(paragraph: Paragraph, owner: str, left_cm: float = 7.5, up_cm: float = 1.2) -> None:
    """The seal as a picture that floats over the line's words."""
    run = paragraph.add_run()
    inline = run.add_picture(png(seal_picture(owner)), width=Cm(3.8))._inline
    anchor = OxmlElement("wp:anchor")
    switches = {
        "distT": "0",
        "distB": "0",
        "distL": "0",
        "distR": "0",
        "simplePos": "0",
        "relativeHeight": "9",
        "behindDoc": "0",
        "locked": "0",
        "layoutInCell": "1",
        "allowOverlap": "1",
    }
    for name, value in switches.items():
        anchor.set(name, value)
    point = OxmlElement("wp:simplePos")
    point.set("x", "0")
    point.set("y", "0")
    anchor.append(point)
    for tag, base, offset in (("positionH", "column", Cm(left_cm)), ("positionV", "paragraph", -Cm(up_cm))):
        position = OxmlElement(f"wp:{tag}")
        position.set("relativeFrom", base)
        distance = OxmlElement("wp:posOffset")
        distance.text = str(int(offset))
        position.append(distance)
        anchor.append(position)
    children = list(inline)
    anchor.append(children[0])
    anchor.append(OxmlElement("wp:wrapNone"))
    for child in children[1:]:
        anchor.append(child)
    inline.getparent().replace(inline, anchor)


def sign(paragraph: Paragraph, label: str, declaration: Declaration) -> None:
    """The signature's line, typed or drawn."""
    paragraph.add_run(label)
    if not declaration.signature:
        paragraph.add_run("　　　　　　")
    elif declaration.drawn:
        paragraph.add_run().add_picture(png(signature_picture(declaration.signature)), height=Cm(1))
    else:
        paragraph.add_run(f" {declaration.signature} ")


def closing(place: Any, sheet: Sheet, floating: bool = True, label: str = "领办人（签名）：") -> None:
    """Signature, seal and date in a document or a cell."""
    declaration = sheet.declare()
    sign(place.add_paragraph(), label, declaration)
    line = place.add_paragraph(
        "申报单位（盖章）：" if declaration.seal_words or not declaration.seal else "申报单位公章："
    )
    if declaration.seal and floating:
        float_seal(line, declaration.seal, left_cm=4)
    elif declaration.seal:
        add_seal(line, declaration.seal)
    place.add_paragraph(f"日期：{declaration.date}" if declaration.date else "日期：　　　年　　月　　日")


def office_box(document: Any, sheet: Sheet, widths: Sequence[float] = (3.5, 13)) -> None:
    """The office's own box, which an applicant leaves empty."""
    document.add_paragraph()
    table = ruled_table(document, 1, widths)
    fill(table.cell(0, 0), OFFICE[sheet.case.policy], centre=True)
    fill(table.cell(0, 1), "（由受理部门填写）\n\n　　　　　　　　　（公章）\n　　　　　　　　　　　　年　　月　　日")
