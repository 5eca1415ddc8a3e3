"""Three PDF layouts of the form and the proposal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol

from tests.dossiers import groups
from tests.dossiers.pdf import FormPdf
from tests.dossiers.sheet import MEMBER_LABELS, Entry, Sheet


class PdfLayout(Protocol):
    """A way to lay out both papers."""

    NAME: ClassVar[str]

    def form(self, sheet: Sheet) -> FormPdf:
        """The application form."""

    def proposal(self, sheet: Sheet) -> FormPdf:
        """The project's proposal."""


def pair_rows(table: Any, entries: Sequence[Entry]) -> None:
    """Two label and value pairs a row."""
    for start in range(0, len(entries), 2):
        row = table.row()
        pair = entries[start : start + 2]
        for entry in pair:
            row.cell(entry.label)
            row.cell(entry.text or " ", colspan=3 if len(pair) == 1 else 1)


def wide_rows(table: Any, entries: Sequence[Entry], span: int = 3) -> None:
    """One label and value a row."""
    for entry in entries:
        row = table.row()
        row.cell(entry.label)
        row.cell(entry.text or " ", colspan=span)


def budget_listing(pdf: FormPdf, sheet: Sheet) -> None:
    """The budget's table with its total."""
    rows = [(str(n), *row, "") for n, row in enumerate(sheet.budget_rows(), 1)]
    pdf.listing(
        ("序号", "支出科目", "金额（元）", "备注"), [*rows, ("", "合计", sheet.budget_sum(), "")], (15, 65, 45, 45)
    )


class Grid:
    """One ruled table, two pairs a row."""

    NAME: ClassVar[str] = "pdf-grid"

    def form(self, sheet: Sheet) -> FormPdf:
        """The application form."""
        pdf = FormPdf(sheet)
        pdf.paper_title()
        with pdf.ruled((32, 53, 32, 53)) as table:
            pair_rows(table, sheet.entries((*groups.STUDIO[:2], *groups.UNIT[:-1])))
            boxes = Entry("unit.type", sheet.label("unit.type"), sheet.unit_type_boxes())
            wide_rows(table, [boxes, sheet.ask("unit.address"), *sheet.entries(groups.other_lines(sheet))])
            pair_rows(table, sheet.entries((*groups.LEADER, "studio.team_size", "project.name")))
            wide_rows(table, sheet.entries((*groups.LEADER_LONG, *groups.support_names(sheet))))
        pdf.ln(3)
        pdf.line_of("工作室成员名单（不含领办人）")
        pdf.listing(list(MEMBER_LABELS.values()), sheet.member_rows(), (20, 48, 22, 54, 26), spare=2)
        pdf.line_of(groups.PROMISE)
        pdf.closing()
        pdf.office_box()
        for line in groups.SMALL_PRINT[sheet.case.policy]:
            pdf.line_of(line, 7.5, gap=0)
        return pdf

    def proposal(self, sheet: Sheet) -> FormPdf:
        """The project's proposal."""
        pdf = FormPdf(sheet)
        pdf.paper_title()
        with pdf.ruled((32, 53, 32, 53)) as table:
            pair_rows(table, sheet.entries(groups.PROJECT_HEAD))
            pair_rows(
                table,
                sheet.entries(("project.start", "project.end", "project.budget_total", "project.funding_requested")),
            )
            wide_rows(table, sheet.entries(groups.PROJECT_LONG))
        pdf.ln(3)
        pdf.line_of("进度安排")
        pdf.listing(("起止时间", "工作内容"), sheet.stage_rows(), (55, 115))
        pdf.line_of("经费预算")
        budget_listing(pdf, sheet)
        pdf.closing()
        return pdf


class Headings:
    """A cover of label and value lines, then numbered headings with paragraphs."""

    NAME: ClassVar[str] = "pdf-headings"

    def form(self, sheet: Sheet) -> FormPdf:
        """The application form."""
        pdf = FormPdf(sheet)
        self._cover(pdf, ("studio.name", "unit.name", "leader.name", "unit.contact_name", "unit.contact_phone"))
        for line in groups.SMALL_PRINT[sheet.case.policy]:
            pdf.line_of(line, 8, gap=0)
        pdf.add_page()
        pdf.line_of("一、单位基本情况", 13)
        self._lines(pdf, sheet.entries((*groups.UNIT[1:4], "unit.type", *groups.UNIT[6:], *groups.other_lines(sheet))))
        pdf.line_of("二、领办人情况", 13)
        self._lines(pdf, sheet.entries((*groups.LEADER[1:], *groups.LEADER_LONG)))
        pdf.line_of("三、工作室团队", 13)
        self._lines(pdf, sheet.entries(("studio.occupation", "studio.team_size")))
        pdf.listing(
            ("序号", *MEMBER_LABELS.values()),
            [(str(n), *row) for n, row in enumerate(sheet.member_rows(), 1)],
            (12, 18, 46, 20, 50, 24),
            spare=1,
        )
        pdf.line_of("四、保障条件", 13)
        self._lines(pdf, sheet.entries(groups.support_names(sheet)))
        pdf.line_of("五、承诺", 13)
        pdf.line_of(groups.PROMISE)
        pdf.closing("申报人签名：")
        return pdf

    def proposal(self, sheet: Sheet) -> FormPdf:
        """The project's proposal."""
        pdf = FormPdf(sheet)
        self._cover(pdf, groups.PROJECT_HEAD)
        pdf.add_page()
        heads = ("一、项目目标", "二、项目内容", "三、预期成果")
        for head, name in zip(heads, groups.PROJECT_LONG, strict=True):
            pdf.line_of(head, 13)
            pdf.line_of(f"　　{sheet.ask(name).text}")
        pdf.line_of("四、实施周期及进度", 13)
        self._lines(pdf, [sheet.period()])
        for number, (period, task) in enumerate(sheet.stage_rows(), 1):
            pdf.line_of(f"（{number}）{period}：{task}。")
        pdf.line_of("五、经费预算", 13)
        self._lines(pdf, [sheet.ask("project.budget_total"), sheet.ask("project.funding_requested")])
        budget_listing(pdf, sheet)
        pdf.closing("项目负责人（签字）：")
        return pdf

    def _cover(self, pdf: FormPdf, names: Sequence[str]) -> None:
        pdf.ln(30)
        pdf.paper_title(24)
        pdf.ln(25)
        for entry in pdf.sheet.entries(names):
            pdf.set_x(45)
            pdf.set_font("cjk", size=13)
            pdf.cell(text=f"{entry.label}：")
            left, top = pdf.get_x(), pdf.get_y()
            pdf.cell(text=entry.text, new_x="LMARGIN", new_y="NEXT")
            pdf.line(left, top + 6, 165, top + 6)
            pdf.ln(8)
        pdf.ln(20)

    def _lines(self, pdf: FormPdf, entries: Sequence[Entry]) -> None:
        for entry in entries:
            pdf.line_of(f"{entry.label}：{entry.text}")


class Sidebar:
    """Landscape pages, group labels down the left side, labels above their values."""

    NAME: ClassVar[str] = "pdf-sidebar"

    def form(self, sheet: Sheet) -> FormPdf:
        """The application form."""
        pdf = FormPdf(sheet, "landscape")
        pdf.paper_title(20)
        unit = [*sheet.entries(groups.UNIT), sheet.ask("unit.type"), *sheet.entries(groups.other_lines(sheet))]
        self._block(pdf, "单位", unit)
        self._block(pdf, "工作室", sheet.entries((*groups.STUDIO, "project.name")))
        self._block(pdf, "领办人", sheet.entries(groups.LEADER))
        self._tall(pdf, "业绩", sheet.entries(groups.LEADER_LONG))
        self._tall(pdf, "保障", sheet.entries(groups.support_names(sheet)))
        pdf.line_of("成员名册")
        pdf.listing(list(MEMBER_LABELS.values()), sheet.member_rows(), (35, 65, 40, 75, 42), spare=3)
        pdf.line_of(groups.PROMISE)
        pdf.closing()
        return pdf

    def proposal(self, sheet: Sheet) -> FormPdf:
        """The project's proposal."""
        pdf = FormPdf(sheet, "landscape")
        pdf.paper_title(20)
        head = [
            *sheet.entries((*groups.PROJECT_HEAD, "project.budget_total", "project.funding_requested")),
            sheet.period(),
        ]
        self._block(pdf, "概况", head, columns=3)
        self._tall(pdf, "项目", sheet.entries(groups.PROJECT_LONG))
        pdf.listing(
            ("阶段", "起止时间", "工作任务"),
            [(f"第{n}阶段", *row) for n, row in enumerate(sheet.stage_rows(), 1)],
            (30, 67, 160),
        )
        budget_listing(pdf, sheet)
        pdf.closing()
        return pdf

    def _block(self, pdf: FormPdf, group: str, entries: Sequence[Entry], columns: int = 4) -> None:
        chunks = [entries[at : at + columns] for at in range(0, len(entries), columns)]
        with pdf.ruled((14, *[240 / columns] * columns)) as table:
            for number, chunk in enumerate(chunks):
                filler = [Entry("", " ", " ")] * (columns - len(chunk))
                row = table.row()
                if number == 0:
                    row.cell("\n".join(group), rowspan=2 * len(chunks), align="C")
                for entry in (*chunk, *filler):
                    row.cell(entry.label)
                row = table.row()
                for entry in (*chunk, *filler):
                    row.cell(entry.text or " ")

    def _tall(self, pdf: FormPdf, group: str, entries: Sequence[Entry]) -> None:
        with pdf.ruled((14, 45, 198)) as table:
            for number, entry in enumerate(entries):
                row = table.row()
                if number == 0:
                    row.cell("\n".join(group), rowspan=len(entries), align="C")
                row.cell(entry.label)
                row.cell(entry.text or " ")
        pdf.ln(2)


PDF_LAYOUTS: tuple[PdfLayout, ...] = (Grid(), Headings(), Sidebar())
