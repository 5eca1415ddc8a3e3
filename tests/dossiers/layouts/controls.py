"""Content controls, text boxes, boxes to tick and underlined blanks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tests.dossiers import groups
from tests.dossiers.layouts import common
from tests.dossiers.sheet import MEMBER_LABELS, Entry, Sheet

NAME = "controls"
LEVELS = ["高级技师", "技师", "高级工"]
SPACES = " " * 4
TEXT_BOX = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>
<wp:docPr id="{ident}" name="文本框 {ident}"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>
<wps:txbx><w:txbxContent>{body}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>
</wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:rect style="width:{width}pt;height:{height}pt"><v:textbox>
<w:txbxContent>{body}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""


def form(sheet: Sheet) -> Any:
    """The application form."""
    document = common.new_document(sheet)
    common.title(document, sheet.title)
    text_box(document, 1, list(groups.SMALL_PRINT[sheet.case.policy]), 104)
    part(document, "（一）申报单位")
    controls(document, sheet.entries(groups.UNIT))
    document.add_paragraph(f"{sheet.label('unit.type')}：{sheet.unit_type_boxes()}")
    controls(document, sheet.entries(groups.other_lines(sheet)))
    part(document, "（二）工作室及领办人")
    blanks(document, sheet.entries(groups.STUDIO))
    blanks(document, [sheet.ask("leader.name")])
    document.add_paragraph("　　".join(f"{entry.label}：{entry.text}" for entry in choices(sheet)))
    blanks(document, sheet.entries(name for name in groups.LEADER[2:] if name != "leader.skill_level"))
    honours, *others = sheet.entries(groups.LEADER_LONG)
    text_box(document, 2, [f"{honours.label}：{honours.text}"], 44)
    controls(document, others)
    part(document, "（三）成员")
    common.list_table(document, list(MEMBER_LABELS.values()), sheet.member_rows(), (2.2, 4.8, 2.2, 5.2, 2.2), spare=2)
    part(document, "（四）保障")
    controls(document, sheet.entries(groups.support_names(sheet)))
    document.add_paragraph(f"{sheet.style.mark} {groups.PROMISE}")
    common.closing(document, sheet)
    return document


def proposal(sheet: Sheet) -> Any:
    """The project's proposal."""
    document = common.new_document(sheet)
    common.title(document, sheet.title)
    blanks(document, sheet.entries(groups.PROJECT_HEAD))
    blanks(
        document, sheet.entries(("project.start", "project.end", "project.budget_total", "project.funding_requested"))
    )
    for number, entry in enumerate(sheet.entries(groups.PROJECT_LONG), 1):
        part(document, f"{number}. {entry.label}")
        block_control(document, entry)
    part(document, "4. 进度安排")
    common.list_table(document, ("时间段", "内容"), sheet.stage_rows(), (5.6, 11))
    part(document, "5. 经费预算明细（元）")
    common.list_table(document, ("科目", "金额"), [*sheet.budget_rows(), ("合计", sheet.budget_sum())], (10, 6.6))
    common.closing(document, sheet, floating=False)
    return document


def choices(sheet: Sheet) -> list[Entry]:
    """Sex and level as boxes."""
    return [sheet.choice("leader.sex", ["男", "女"]), sheet.choice("leader.skill_level", LEVELS)]


def part(document: Document, text: str) -> None:
    """A part's heading."""
    common.style_run(document.add_paragraph().add_run(text), 12, bold=True, face=common.HEAD_FONT)


def blanks(document: Document, entries: Sequence[Entry]) -> None:
    """Values on underlined blanks, two a line."""
    for start in range(0, len(entries), 2):
        paragraph = document.add_paragraph()
        for entry in entries[start : start + 2]:
            paragraph.add_run(f"{entry.label}：")
            paragraph.add_run(f"__{entry.text}__" if len(entry.label) % 2 else f"  {entry.text}  ").underline = True
            paragraph.add_run(SPACES)


def controls(document: Document, entries: Sequence[Entry]) -> None:
    """Values in content controls inside the line."""
    for entry in entries:
        paragraph = document.add_paragraph(f"{entry.label}：")
        paragraph._p.append(control(entry, paragraph))


def control(entry: Entry, paragraph: Paragraph) -> Any:
    """A plain-text content control."""
    run = paragraph.add_run(entry.text)
    sdt, properties, content = OxmlElement("w:sdt"), OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
    alias = OxmlElement("w:alias")
    alias.set(qn("w:val"), entry.label)
    properties.extend([alias, OxmlElement("w:text")])
    content.append(run._r)
    sdt.extend([properties, content])
    return sdt


def block_control(document: Document, entry: Entry) -> None:
    """A content control round a whole paragraph."""
    paragraph = document.add_paragraph(entry.text)
    sdt, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    sdt.extend([OxmlElement("w:sdtPr"), content])
    paragraph._p.addprevious(sdt)
    content.append(paragraph._p)


def text_box(document: Document, ident: int, lines: Sequence[str], height: int) -> None:
    """A framed text box as Word writes it, with its fallback."""
    body = "".join(
        f'<w:p><w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t>{escape(line)}</w:t></w:r></w:p>' for line in lines
    )
    width = 460
    xml = TEXT_BOX.format(cx=width * 12700, cy=height * 12700, width=width, height=height, ident=ident, body=body)
    document.add_paragraph()._p.append(parse_xml(xml))
