"""The page, fonts and table parts that all forms share."""

from __future__ import annotations

from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

# A4 with margins as wide as Chinese offices leave them for binding.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(2.2)
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN

BODY_FONT, HEADING_FONT, LATIN_FONT = "宋体", "黑体", "Times New Roman"
# Dark enough to be read on a print (contrast 4.5 to 1), light enough to be told from an entry.
HINT_GREY = RGBColor(0x76, 0x76, 0x76)
LABEL_SHADE = "F2F2F2"
MARK_RED = RGBColor(0xC0, 0x00, 0x00)

TITLE, SECTION, BODY, SMALL, CELL, MARK, HINT = (
    "Form Title",
    "Form Section",
    "Form Body",
    "Form Small Print",
    "Form Cell",
    "Form Mark",
    "Form Hint",
)


def new_document() -> Document:
    """An empty A4 document with the forms' styles."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = PAGE_WIDTH, PAGE_HEIGHT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    page.header_distance = page.footer_distance = Cm(1.1)
    _paragraph_style(document, TITLE, HEADING_FONT, 22, before=6, after=10, centred=True)
    _paragraph_style(document, SECTION, HEADING_FONT, 14, before=14, after=6, keep=True, level=0)
    _paragraph_style(document, BODY, BODY_FONT, 10.5, after=3)
    _paragraph_style(document, SMALL, BODY_FONT, 8, before=2)
    _paragraph_style(document, CELL, BODY_FONT, 10.5, before=2, after=2)
    _paragraph_style(document, MARK, HEADING_FONT, 14, centred=True, colour=MARK_RED)
    hint = document.styles.add_style(HINT, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(hint, CharacterStyle)
    hint.font.color.rgb = HINT_GREY
    return document


def _paragraph_style(
    document: Document,
    name: str,
    font: str,
    size: float,
    *,
    before: float = 0,
    after: float = 0,
    centred: bool = False,
    keep: bool = False,
    level: int | None = None,
    colour: RGBColor | None = None,
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.color.rgb = LATIN_FONT, Pt(size), colour
    # Word takes the font of Chinese characters from a name of its own.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    # □ and quotation marks belong to both scripts; they are to look Chinese.
    fonts.set(qn("w:hint"), "eastAsia")
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.15
    layout.keep_with_next = keep
    if centred:
        layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if level is not None:
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level))
        style.element.get_or_add_pPr().append(outline)


def new_table(document: Document, rows: int, widths: Sequence[Length]) -> Table:
    """An empty ruled table with fixed column widths."""
    table: Table = document.add_table(rows, len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            cell.paragraphs[0].style = CELL
    for row in table.rows:
        _set_on_row(row._tr, "w:cantSplit")
    return table


def set_height(table: Table, row: int, height: Length) -> None:
    """Gives a row at least this height."""
    table.rows[row].height = height
    table.rows[row].height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def keep_with_next(table: Table, row: int) -> None:
    """Keeps a row on one page with the row below."""
    for cell in table.rows[row].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def repeat_first_row(table: Table) -> None:
    """Repeats the table's head on every page that it reaches."""
    _set_on_row(table.rows[0]._tr, "w:tblHeader")


def write_label(cell: _Cell, label: str) -> None:
    """Writes a label: shaded and centred."""
    cell.paragraphs[0].add_run(label)
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", LABEL_SHADE)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def add_field(paragraph: Paragraph, code: str) -> None:
    """Adds a field that Word works out, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(OxmlElement("w:r"))
    paragraph._p.append(field)


def _set_on_row(row: object, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))  # type: ignore[attr-defined]
