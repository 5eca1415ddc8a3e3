"""One big table: label left, value right, two pairs a row."""

from __future__ import annotations

from typing import Any

from docx.table import Table

from tests.dossiers import groups
from tests.dossiers.layouts import common
from tests.dossiers.sheet import MEMBER_LABELS, Entry, Sheet

NAME = "grid"
WIDTHS = (3.2, 5.1, 3.2, 5.1)


def form(sheet: Sheet) -> Any:
    """The application form."""
    document = common.new_document(sheet)
    common.title(document, sheet.title)
    table = common.ruled_table(document, 0, WIDTHS)
    pairs(table, sheet.entries(("studio.name", "studio.occupation", *groups.UNIT[:-1])))
    wide(table, Entry("unit.type", sheet.label("unit.type"), sheet.unit_type_boxes()))
    wide(table, sheet.ask("unit.address"))
    for name in groups.other_lines(sheet):
        wide(table, sheet.ask(name))
    pairs(table, sheet.entries((*groups.LEADER, "studio.team_size", "project.name")))
    for entry in sheet.entries((*groups.LEADER_LONG, *groups.support_names(sheet))):
        wide(table, entry)
    document.add_paragraph("工作室成员名单")
    widths = (2.2, 4.8, 2.2, 5.2, 2.2)
    common.list_table(document, list(MEMBER_LABELS.values()), sheet.member_rows(), widths, spare=2)
    document.add_paragraph(groups.PROMISE)
    common.closing(document, sheet)
    common.office_box(document, sheet)
    common.small_print(document, groups.SMALL_PRINT[sheet.case.policy])
    return document


def proposal(sheet: Sheet) -> Any:
    """The project's proposal."""
    document = common.new_document(sheet)
    common.title(document, sheet.title)
    table = common.ruled_table(document, 0, WIDTHS)
    wide(table, sheet.ask("project.name"))
    pairs(table, [*sheet.entries(groups.PROJECT_HEAD[1:]), sheet.ask("project.budget_total")])
    pairs(table, [sheet.period(), sheet.ask("project.funding_requested")])
    for entry in sheet.entries(groups.PROJECT_LONG):
        wide(table, entry)
    document.add_paragraph("进度安排")
    common.list_table(document, ("起止时间", "工作内容"), sheet.stage_rows(), (5.6, 11))
    document.add_paragraph("经费预算明细（单位：元）")
    rows = [(*row, "") for row in sheet.budget_rows()]
    common.list_table(document, ("支出科目", "金额", "备注"), [*rows, ("合计", sheet.budget_sum(), "")], (6, 5.3, 5.3))
    common.closing(document, sheet, floating=False)
    return document


def pairs(table: Table, entries: list[Entry]) -> None:
    """Two label and value pairs a row; the last one alone takes the whole row."""
    for left, right in zip(entries[::2], entries[1::2], strict=False):
        cells = table.add_row().cells
        for cell, text in zip(cells, (left.label, left.text, right.label, right.text), strict=True):
            common.fill(cell, text)
    if len(entries) % 2:
        wide(table, entries[-1])


def wide(table: Table, entry: Entry) -> None:
    """A label and one value across the rest of the row."""
    cells = table.add_row().cells
    common.fill(cells[0], entry.label)
    common.fill(cells[1].merge(cells[3]), entry.text)
