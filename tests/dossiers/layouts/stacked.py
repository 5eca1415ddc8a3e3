"""Labels above their values in pairs of rows; member and budget tables nested in a frame's cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.table import Table, _Cell

from tests.dossiers import groups
from tests.dossiers.layouts import common
from tests.dossiers.sheet import MEMBER_LABELS, Entry, Sheet

NAME = "stacked"
COLUMNS = 3
WIDTHS = (5.5, 5.5, 5.5)


def form(sheet: Sheet) -> Any:
    """The application form."""
    document = common.new_document(sheet)
    common.title(document, sheet.title, 20)
    common.small_print(document, groups.SMALL_PRINT[sheet.case.policy][:2])
    table = common.ruled_table(document, 0, WIDTHS)
    banner(table, "A  申报单位")
    stack(table, [*sheet.entries(groups.UNIT), sheet.ask("unit.type"), *sheet.entries(groups.other_lines(sheet))])
    banner(table, "B  工作室与领办人")
    stack(table, sheet.entries((*groups.STUDIO, *groups.LEADER)))
    whole(table, sheet.entries(groups.LEADER_LONG))
    banner(table, "C  团队成员")
    nest(wide_cell(table), list(MEMBER_LABELS.values()), sheet.member_rows(), (2, 4.6, 2, 4.9, 2.2), spare=1)
    banner(table, "D  保障条件")
    whole(table, sheet.entries(groups.support_names(sheet)))
    banner(table, "E  承诺与签章")
    cell = wide_cell(table)
    common.fill(cell, groups.PROMISE)
    common.closing(cell, sheet, floating=False)
    common.small_print(document, groups.SMALL_PRINT[sheet.case.policy][2:])
    return document


def proposal(sheet: Sheet) -> Any:
    """The project's proposal."""
    document = common.new_document(sheet)
    common.title(document, sheet.title, 20)
    table = common.ruled_table(document, 0, WIDTHS)
    banner(table, "A  项目概况")
    head = [*sheet.entries((*groups.PROJECT_HEAD, "unit.uscc", "project.start", "project.end"))]
    stack(table, [*head, sheet.ask("project.budget_total"), sheet.ask("project.funding_requested")])
    banner(table, "B  项目方案")
    whole(table, sheet.entries(groups.PROJECT_LONG))
    banner(table, "C  进度安排")
    nest(wide_cell(table), ("起止时间", "工作任务"), sheet.stage_rows(), (5.2, 10.5))
    banner(table, "D  经费预算（元）")
    nest(wide_cell(table), ("支出内容", "金额"), [*sheet.budget_rows(), ("合计", sheet.budget_sum())], (9, 6.7))
    common.closing(document, sheet)
    return document


def banner(table: Table, text: str) -> None:
    """A part's heading across the table."""
    common.fill(wide_cell(table), text, bold=True)


def wide_cell(table: Table) -> _Cell:
    """A new row merged into one cell."""
    cells = table.add_row().cells
    return cells[0].merge(cells[-1])


def stack(table: Table, entries: Sequence[Entry]) -> None:
    """Rows of labels, each over its row of values."""
    for start in range(0, len(entries), COLUMNS):
        chunk = entries[start : start + COLUMNS]
        labels, values = table.add_row().cells, table.add_row().cells
        for place, entry in enumerate(chunk):
            common.fill(labels[place], entry.label, size=9, bold=True)
            common.fill(values[place], entry.text)


def whole(table: Table, entries: Sequence[Entry]) -> None:
    """A label row and a value row, each across the table."""
    for entry in entries:
        common.fill(wide_cell(table), entry.label, size=9, bold=True)
        common.fill(wide_cell(table), entry.text)


def nest(
    cell: _Cell, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], spare: int = 0
) -> None:
    """A table inside a cell."""
    common.list_table(NestingPlace(cell), head, rows, widths, spare)
    cell.add_paragraph()


class NestingPlace:
    """Lets a cell take a table as a document does."""

    def __init__(self, cell: _Cell) -> None:
        self.cell = cell

    def add_table(self, rows: int, cols: int) -> Table:
        """A table in the cell."""
        return self.cell.add_table(rows, cols)
