"""No table at all but for the budget: several `标签：值` on a line, the rest in running paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document

from tests.dossiers import groups
from tests.dossiers.layouts import common
from tests.dossiers.sheet import Entry, Sheet

NAME = "narrative"
GAP = "　　"


def form(sheet: Sheet) -> Any:
    """The application form."""
    document = common.new_document(sheet)
    common.title(document, sheet.title, 20)
    common.small_print(document, groups.SMALL_PRINT[sheet.case.policy])
    part(document, "1", "申报单位信息")
    row(document, sheet.entries(groups.UNIT[:2]))
    row(document, [*sheet.entries(("unit.registered_place", "unit.legal_representative")), sheet.ask("unit.type")])
    row(document, sheet.entries(("unit.contact_name", "unit.contact_phone")))
    row(document, sheet.entries(("unit.staff_count", "unit.skilled_staff_count", "unit.training_area_m2")))
    row(document, sheet.entries(("unit.address",)))
    for entry in sheet.entries(groups.other_lines(sheet)):
        row(document, [entry])
    part(document, "2", "工作室信息")
    row(document, sheet.entries(groups.STUDIO[:1]))
    row(document, sheet.entries(groups.STUDIO[1:]))
    part(document, "3", "领办人信息")
    row(document, sheet.entries(groups.LEADER[:3]))
    for start in (3, 5, 7):
        row(document, sheet.entries(groups.LEADER[start : start + 2]))
    row(document, sheet.entries(groups.LEADER[9:]))
    numbered(document, "3", sheet.entries(groups.LEADER_LONG))
    part(document, "4", "工作室成员")
    members(document, sheet)
    part(document, "5", "保障条件")
    numbered(document, "5", sheet.entries(groups.support_names(sheet)))
    part(document, "6", "承诺")
    document.add_paragraph(groups.PROMISE)
    common.closing(document, sheet)
    common.office_box(document, sheet)
    return document


def proposal(sheet: Sheet) -> Any:
    """The project's proposal."""
    document = common.new_document(sheet)
    common.title(document, sheet.title, 20)
    row(document, sheet.entries(("project.name",)))
    row(document, sheet.entries(groups.PROJECT_HEAD[1:3]))
    row(document, sheet.entries(groups.PROJECT_HEAD[3:4]))
    row(document, sheet.entries(groups.PROJECT_HEAD[4:]))
    row(document, [sheet.period()])
    row(document, sheet.entries(("project.budget_total", "project.funding_requested")))
    for number, entry in enumerate(sheet.entries(groups.PROJECT_LONG), 1):
        part(document, str(number), entry.label)
        document.add_paragraph(entry.text)
    part(document, "4", "进度安排")
    for period, task in sheet.stage_rows():
        document.add_paragraph(f"{period}　{task}")
    part(document, "5", "经费预算明细（元）")
    common.list_table(
        document, ("支出事项", "预算金额"), [*sheet.budget_rows(), ("合计", sheet.budget_sum())], (10, 6.6)
    )
    common.closing(document, sheet, floating=False)
    return document


def part(document: Document, number: str, text: str) -> None:
    """A numbered heading."""
    common.style_run(document.add_paragraph().add_run(f"{number}  {text}"), 12, bold=True, face=common.HEAD_FONT)


def row(document: Document, entries: Sequence[Entry]) -> None:
    """Several labels with their values on one line."""
    document.add_paragraph(GAP.join(f"{entry.label}：{entry.text}" for entry in entries))


def numbered(document: Document, number: str, entries: Sequence[Entry]) -> None:
    """A sub-heading in the paragraph's beginning, as in 3.1 所获荣誉：…"""
    for place, entry in enumerate(entries, 1):
        document.add_paragraph(f"{number}.{place} {entry.label}：{entry.text}")


def members(document: Document, sheet: Sheet) -> None:
    """Two lines for each member."""
    for number, (name, identity, level, certificate, role) in enumerate(sheet.member_rows(), 1):
        document.add_paragraph(f"成员{number}：{name}{GAP}身份证号：{identity}{GAP}分工：{role}")
        document.add_paragraph(f"技能等级：{level}{GAP}证书编号：{certificate}")
