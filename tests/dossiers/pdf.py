"""The same papers as text PDF with ruled tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from fpdf import FPDF
from fpdf.enums import Align, TableBordersLayout, VAlign

from tests.dossiers.fonts import pdf_font_path
from tests.dossiers.groups import OFFICE
from tests.dossiers.sheet import Sheet
from tests.dossiers.stamps import seal_picture, signature_picture

MADE = datetime(2025, 1, 1, tzinfo=UTC)
BODY = 10.5


def fix_dates(pdf: FPDF) -> None:
    """Gives the file one date of making, so that the same seed gives the same bytes."""
    pdf.set_creation_date(MADE)


class FormPdf(FPDF):
    """An A4 document with the form's name at the head and page numbers at the foot."""

    def __init__(self, sheet: Sheet, orientation: Any = "portrait") -> None:
        super().__init__(orientation=orientation, unit="mm", format="A4")
        self.sheet = sheet
        self.add_font("cjk", "", str(pdf_font_path()))
        self.set_margins(20, 18, 20)
        self.set_auto_page_break(True, 18)
        fix_dates(self)
        self.add_page()
        self.set_font("cjk", size=BODY)

    def header(self) -> None:
        """The page's head."""
        self.set_font("cjk", size=8)
        self.cell(0, 5, self.sheet.title, align=Align.R, new_x="LMARGIN", new_y="NEXT")
        self.ln(3)

    def footer(self) -> None:
        """The page's number."""
        self.set_y(-13)
        self.set_font("cjk", size=8)
        self.cell(0, 5, f"- {self.page_no()} -", align=Align.C)

    def line_of(self, text: str, size: float = BODY, align: Align = Align.L, gap: float = 1) -> None:
        """A paragraph."""
        self.set_font("cjk", size=size)
        self.multi_cell(0, size * 0.56, text, align=align, new_x="LMARGIN", new_y="NEXT")
        self.ln(gap)

    def paper_title(self, size: float = 18) -> None:
        """The paper's own title."""
        self.line_of(self.sheet.title, size, Align.C, 4)

    def ruled(self, widths: Sequence[float], headings: int = 0, size: float = 9.5) -> Any:
        """A table with every rule drawn; use as a context."""
        self.set_font("cjk", size=size)
        return self.table(
            col_widths=tuple(widths),
            first_row_as_headings=bool(headings),
            num_heading_rows=max(headings, 1),
            headings_style=None if headings == 0 else _plain_face(size),
            line_height=size * 0.58,
            borders_layout=TableBordersLayout.ALL,
            padding=1,
            text_align=Align.L,
            v_align=VAlign.M,
        )

    def listing(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], spare: int = 0
    ) -> None:
        """A table with a head that comes again on each page."""
        with self.ruled(widths, headings=1, size=9) as table:
            for cells in (head, *rows, *[[" "] * len(head)] * spare):
                row = table.row()
                for text in cells:
                    row.cell(text)
        self.ln(2)

    def closing(self, label: str = "领办人（签名）：") -> None:
        """Signature, seal and date."""
        if self.get_y() > self.h - 70:
            self.add_page()
        declaration = self.sheet.declare()
        self.ln(4)
        top = self.get_y()
        self.line_of(label + ("" if declaration.drawn else declaration.signature), BODY + 1)
        if declaration.signature and declaration.drawn:
            self.image(signature_picture(declaration.signature), x=self.l_margin + 36, y=top - 4, h=11)
        self.ln(5)
        self.line_of(
            "申报单位（盖章）：" if declaration.seal_words or not declaration.seal else "申报单位公章：", BODY + 1
        )
        if declaration.seal:
            self.image(seal_picture(declaration.seal), x=self.l_margin + 45, y=top + 1, w=38)
        self.ln(5)
        self.line_of(f"日期：{declaration.date}" if declaration.date else "日期：　　　年　　月　　日", BODY + 1)

    def office_box(self) -> None:
        """The office's own box, which an applicant leaves empty."""
        if self.get_y() > self.h - 55:
            self.add_page()
        with self.ruled((35, 135)) as table:
            row = table.row()
            row.cell(OFFICE[self.sheet.case.policy])
            row.cell("（由受理部门填写）\n\n　　　　　　（公章）　　　　年　　月　　日")


def _plain_face(size: float) -> Any:
    from fpdf.fonts import FontFace

    return FontFace(emphasis="", size_pt=size, fill_color=(235, 235, 235))
