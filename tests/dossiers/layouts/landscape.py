"""Landscape lists: a header row of labels over a row of values, long tables whose header comes again on each page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document

from tests.dossiers import groups
from tests.dossiers.layouts import common
from tests.dossiers.sheet import MEMBER_LABELS, Entry, Sheet

NAME = "landscape"
TOTAL_WIDTH = 25.2


def form(sheet: Sheet) -> Any:
    """The application form."""
    document = common.new_document(sheet, landscape=True)
    common.title(document, sheet.title)
    document.add_paragraph("表1  申报单位")
    columns(document, [*sheet.entries(groups.UNIT[:5]), sheet.ask("unit.type")])
    columns(document, sheet.entries((*groups.UNIT[5:], *groups.other_lines(sheet))))
    document.add_paragraph("表2  工作室与领办人")
    columns(document, sheet.entries((*groups.STUDIO, *groups.LEADER[:4])))
    columns(document, sheet.entries(groups.LEADER[4:]))
    columns(document, sheet.entries(groups.LEADER_LONG))
    document.add_paragraph("表3  保障条件")
    columns(document, sheet.entries(groups.support_names(sheet)))
    document.add_paragraph("表4  工作室成员（不含领办人）")
    rows = [(str(number), *row) for number, row in enumerate(sheet.member_rows(), 1)]
    spare = [(str(number), *[""] * 5) for number in range(len(rows) + 1, 21)]
    common.list_table(document, ("序号", *MEMBER_LABELS.values()), [*rows, *spare], (1.6, 3.5, 6.1, 3.5, 6.5, 4))
    document.add_paragraph(groups.PROMISE)
    common.closing(document, sheet)
    common.small_print(document, groups.SMALL_PRINT[sheet.case.policy])
    return document


def proposal(sheet: Sheet) -> Any:
    """The project's proposal."""
    document = common.new_document(sheet, landscape=True)
    common.title(document, sheet.title)
    columns(document, sheet.entries(groups.PROJECT_HEAD))
    columns(document, [sheet.period(), *sheet.entries(("project.budget_total", "project.funding_requested"))])
    columns(document, sheet.entries(groups.PROJECT_LONG))
    document.add_paragraph("项目进度安排")
    stages = [(f"第{number}阶段", *row) for number, row in enumerate(sheet.stage_rows(), 1)]
    common.list_table(document, ("阶段", "起止时间", "工作内容"), stages, (3, 7, 15.2))
    document.add_paragraph("经费预算明细表（单位：元）")
    rows = [(str(number), *row, "") for number, row in enumerate(sheet.budget_rows(), 1)]
    total = [("", "合计", sheet.budget_sum(), "")]
    common.list_table(document, ("序号", "科目", "金额", "备注"), [*rows, *total], (2, 10, 6.2, 7))
    common.closing(document, sheet)
    return document


def columns(document: Document, entries: Sequence[Entry]) -> None:
    """One table of two rows: the labels, and the values under them."""
    widths = [TOTAL_WIDTH / len(entries)] * len(entries)
    common.list_table(document, [entry.label for entry in entries], [[entry.text for entry in entries]], widths)
    document.add_paragraph()
