"""A cover of `标签：值` lines, then paragraphs under numbered headings; members as numbered lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.shared import Cm, Pt

from tests.dossiers import groups
from tests.dossiers.layouts import common
from tests.dossiers.sheet import MEMBER_LABELS, Entry, Sheet

NAME = "headings"


def form(sheet: Sheet) -> Any:
    """The application form."""
    document = common.new_document(sheet)
    cover(document, sheet, ("studio.name", "unit.name", "leader.name", "unit.contact_name", "unit.contact_phone"))
    common.small_print(document, groups.SMALL_PRINT[sheet.case.policy])
    document.add_page_break()
    heading(document, "一、单位基本情况")
    lines(document, sheet.entries((*groups.UNIT[1:4], "unit.type", *groups.UNIT[6:], *groups.other_lines(sheet))))
    heading(document, "二、领办人基本情况")
    lines(document, sheet.entries(groups.LEADER[1:]))
    for number, entry in enumerate(sheet.entries(groups.LEADER_LONG), 1):
        document.add_paragraph(f"（{'一二三'[number - 1]}）{entry.label}")
        indented(document, entry.text)
    heading(document, "三、工作室团队情况")
    lines(document, sheet.entries(("studio.occupation", "studio.team_size")))
    members(document, sheet)
    heading(document, "四、单位支持保障情况")
    lines(document, sheet.entries(groups.support_names(sheet)))
    heading(document, "五、申报单位承诺")
    indented(document, groups.PROMISE)
    common.closing(document, sheet, floating=False, label="申报人签名：")
    return document


def proposal(sheet: Sheet) -> Any:
    """The project's proposal."""
    document = common.new_document(sheet)
    cover(document, sheet, groups.PROJECT_HEAD)
    document.add_page_break()
    for number, entry in enumerate(sheet.entries(groups.PROJECT_LONG)):
        heading(document, f"{'一二三'[number]}、{entry.label}")
        indented(document, entry.text)
    heading(document, "四、实施周期与进度安排")
    lines(document, [sheet.period()])
    for number, (period, task) in enumerate(sheet.stage_rows(), 1):
        document.add_paragraph(f"{number}. {period}：{task}。")
    heading(document, "五、经费预算")
    lines(document, [sheet.ask("project.budget_total"), sheet.ask("project.funding_requested")])
    for number, (item, amount) in enumerate(sheet.budget_rows(), 1):
        document.add_paragraph(f"（{number}）{item}：{amount}元")
    common.closing(document, sheet, label="项目负责人（签字）：")
    return document


def cover(document: Document, sheet: Sheet, names: Sequence[str]) -> None:
    """The title page with its underlined lines."""
    for _ in range(4):
        document.add_paragraph()
    common.title(document, sheet.title, 26)
    for _ in range(4):
        document.add_paragraph()
    for entry in sheet.entries(names):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(2.5)
        common.style_run(paragraph.add_run(f"{entry.label}："), 14)
        common.style_run(paragraph.add_run(f" {entry.text} "), 14, underline=True)


def heading(document: Document, text: str) -> None:
    """A numbered heading."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    common.style_run(paragraph.add_run(text), 14, bold=True, face=common.HEAD_FONT)


def lines(document: Document, entries: Sequence[Entry]) -> None:
    """A label and its value a line."""
    for entry in entries:
        document.add_paragraph(f"{entry.label}：{entry.text}")


def indented(document: Document, text: str) -> None:
    """A paragraph with its first line set in."""
    document.add_paragraph(text).paragraph_format.first_line_indent = Pt(21)


def members(document: Document, sheet: Sheet) -> None:
    """Each member in one line with the labels inside it."""
    labels = list(MEMBER_LABELS.values())[1:]
    for number, (name, *rest) in enumerate(sheet.member_rows(), 1):
        words = "，".join(f"{label}：{text}" for label, text in zip(labels, rest, strict=True))
        document.add_paragraph(f"{number}. 姓名：{name}，{words}")
