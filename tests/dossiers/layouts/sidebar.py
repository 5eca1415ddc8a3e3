"""Merged cells: group labels run down the left one character a line, labels are spaced."""

from __future__ import annotations

from typing import Any

from docx.table import Table

from tests.dossiers import groups
from tests.dossiers.layouts import common
from tests.dossiers.sheet import MEMBER_LABELS, Entry, Sheet

NAME = "sidebar"
WIDTHS = (1.1, 2.8, 3.6, 2.6, 2.9, 3.6)
MEMBER_SPANS = ((1, 1), (2, 2), (3, 3), (4, 4), (5, 5))


def form(sheet: Sheet) -> Any:
    """The application form."""
    document = common.new_document(sheet)
    common.small_print(document, ["附件1"])
    common.title(document, sheet.title, 20)
    table = common.ruled_table(document, 0, WIDTHS)
    unit = [*sheet.entries(groups.UNIT), sheet.ask("unit.type"), *sheet.entries(groups.other_lines(sheet))]
    block(table, "单位情况", unit, 2)
    block(table, "工作室", sheet.entries(groups.STUDIO), 1)
    block(table, "领办人", sheet.entries(groups.LEADER), 2)
    block(table, "业绩", sheet.entries(groups.LEADER_LONG), 1)
    member_block(table, sheet)
    block(table, "保障条件", sheet.entries(groups.support_names(sheet)), 1)
    row = table.add_row().cells
    common.fill(row[0], common.upright("承诺"), centre=True)
    cell = row[1].merge(row[5])
    common.fill(cell, groups.PROMISE)
    common.closing(cell, sheet)
    common.small_print(document, groups.SMALL_PRINT[sheet.case.policy])
    return document


def proposal(sheet: Sheet) -> Any:
    """The project's proposal."""
    document = common.new_document(sheet)
    common.title(document, sheet.title, 20)
    table = common.ruled_table(document, 0, WIDTHS)
    block(table, "基本信息", [*sheet.entries(groups.PROJECT_HEAD), sheet.ask("unit.uscc"), sheet.period()], 2)
    block(table, "项目", sheet.entries(groups.PROJECT_LONG), 1)
    stages = [Entry("", period, task) for period, task in sheet.stage_rows()]
    block(table, "进度", [Entry("", "时间", "任务"), *stages], 1)
    money = [Entry("", name, amount) for name, amount in sheet.budget_rows()]
    total = [sheet.ask("project.budget_total"), sheet.ask("project.funding_requested")]
    block(table, "经费预算", [Entry("", "科目", "金额（元）"), *money, *total], 1)
    common.closing(document, sheet, label="项目负责人（签字）：")
    return document


def block(table: Table, group: str, entries: list[Entry], columns: int) -> None:
    """A group of rows with its label down the left; one or two pairs a row."""
    first = len(table.rows)
    for start in range(0, len(entries), columns):
        cells = table.add_row().cells
        common.fill(cells[1], common.spaced(entries[start].label), centre=True)
        if columns == 1 or start + 1 == len(entries):
            common.fill(cells[2].merge(cells[5]), entries[start].text)
            continue
        common.fill(cells[2].merge(cells[3]), entries[start].text)
        common.fill(cells[4], common.spaced(entries[start + 1].label), centre=True)
        common.fill(cells[5], entries[start + 1].text)
    group_label(table, first, group)


def member_block(table: Table, sheet: Sheet) -> None:
    """The members' rows under their own heads, two rows left empty."""
    first = len(table.rows)
    for row in (list(MEMBER_LABELS.values()), *sheet.member_rows(), [""] * 5, [""] * 5):
        cells = table.add_row().cells
        for (start, end), text in zip(MEMBER_SPANS, row, strict=True):
            common.fill(
                cells[start].merge(cells[end]), common.spaced(text) if row[0] == "姓名" else text, centre=True, size=9
            )
    group_label(table, first, "工作室成员")


def group_label(table: Table, first: int, group: str) -> None:
    """Merges the left column from a row to the last one and writes the label down it."""
    cell = table.cell(first, 0).merge(table.cell(len(table.rows) - 1, 0))
    common.fill(cell, common.upright(group), centre=True)
