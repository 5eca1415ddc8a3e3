"""Files of made-up applicants for the tests of reading, and a way to read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from checkers.reading import FileReading, read_files
from checkers.reading.document import Block, Document
from checkers.reading.document import Paragraph as TextBlock
from checkers.reading.document import Table as TableBlock

Read = Callable[..., list[FileReading]]
GOAL = "三年内培养高技能人才三十名，完成技术攻关六项，" * 3
RULED_ROWS = [
    ["单位名称", "某某精密制造有限公司", "统一社会信用代码", "91441900MA4TEST01X"],
    ["项目目标", GOAL, "", ""],
    ["工作室成员", "姓名", "身份证号码", "技能等级"],
    ["", "张三", "441900196803150012", "高级技师"],
    ["", "李四", "441900197011230034", "技师"],
]


@pytest.fixture
def read() -> Iterator[Read]:
    """Reads files and gives their readings; what was unpacked goes away with the test."""
    with ExitStack() as open_intakes:

        def reading(*paths: Path) -> list[FileReading]:
            return list(open_intakes.enter_context(read_files(paths)).files)

        yield reading


@pytest.fixture
def ruled_pdf(tmp_path: Path) -> Path:
    """Two pages with a heading, a table with merged cells and a line to sign on."""
    return make_pdf(tmp_path / "申报书.pdf", pages=2)


@pytest.fixture
def page_picture(ruled_pdf: Path) -> Image.Image:
    """The first page as a scanner sees it, with a red seal beside the table."""
    picture = pypdfium2.PdfDocument(ruled_pdf)[0].render(scale=200 / 72).to_pil().convert("RGB")
    draw_seal(picture, 900, 800)
    return picture


def make_pdf(path: Path, pages: int) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("text", fontName="STSong-Light", fontSize=10.5, leading=14, wordWrap="CJK")
    flow: list[Flowable] = []
    for number in range(1, pages + 1):
        rows = [[Paragraph(text, style) if text else "" for text in row] for row in RULED_ROWS]
        table = Table(rows, colWidths=[60, 130, 130, 130])
        table.setStyle([
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("SPAN", (1, 1), (3, 1)),
            ("SPAN", (0, 2), (0, 4)),
        ])  # fmt: skip
        flow += [Paragraph(f"一、单位基本情况（{number}）", style), Spacer(1, 10), table, Spacer(1, 30)]
        flow += [Paragraph("领办人签字：张三", style), Paragraph("日期：2025年8月1日", style), PageBreak()]
    SimpleDocTemplate(str(path), pagesize=A4).build(flow)
    return path


def draw_seal(picture: Image.Image, x: int, y: int, size: int = 320) -> None:
    """A round red seal with a star, its centre at (x, y)."""
    draw = ImageDraw.Draw(picture)
    half = size // 2
    draw.ellipse((x - half, y - half, x + half, y + half), outline=(215, 35, 45), width=10)
    draw.regular_polygon((x, y, size // 6), 5, fill=(215, 35, 45))


def document_of(reading: FileReading) -> Document:
    assert reading.failure is None, reading.failure
    assert reading.document is not None
    return reading.document


def lines_of(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, TextBlock)]


def tables_of(document: Document) -> list[TableBlock]:
    return [block for block in document.blocks if isinstance(block, TableBlock)]


def spans_of(table: TableBlock) -> dict[str, tuple[int, int, int, int]]:
    """Cells' positions and spans by their text."""
    return {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}


def is_seal(block: Block) -> bool:
    return bool(getattr(block, "seal", False))
