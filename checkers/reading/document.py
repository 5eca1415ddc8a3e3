"""The one shape that every file is read into: ordered blocks, each with a place that a person can find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
Format = Literal["docx", "pdf", "scan"]


@dataclass(frozen=True)
class Place:
    """Where in a file: page, table, row and column, or paragraph, each counted from 1; None where it has none.

    `box` is (left, top, right, bottom) on the page: points from the top left corner in a PDF, pixels in a picture.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    box: Box | None = None

    def __str__(self) -> str:
        parts = [
            text.format(number)
            for text, number in (
                ("第{}页", self.page),
                ("表{}", self.table),
                ("第{}行", self.row),
                ("第{}段", self.paragraph if self.table is None else None),
            )
            if number is not None
        ]
        return " ".join(parts)


@dataclass(frozen=True)
class Paragraph:
    """A line or paragraph of text outside tables; `sure` is the reader's confidence (1 for typed text, OCR below)."""

    text: str
    place: Place
    heading: bool = False
    sure: float = 1.0


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its top left position in the grid (from 0), how many rows and columns it spans, its text.

    `tables` are tables nested in it; their text is not part of `text`.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    place: Place
    tables: tuple[Table, ...] = ()
    sure: float = 1.0


@dataclass(frozen=True)
class Table:
    """A table as a grid of `rows` × `columns`; a merged cell stands once, with its spans.

    `ruled` is False where it is told from the gaps in its text alone, and `sure` how surely its rows are told apart then.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    place: Place
    ruled: bool = True
    sure: float = 1.0

    def by_row(self) -> dict[int, list[Cell]]:
        """The cells from left to right by the row in which they begin, the rows from top to bottom."""
        rows: dict[int, list[Cell]] = {}
        for cell in sorted(self.cells, key=lambda c: (c.row, c.column)):
            rows.setdefault(cell.row, []).append(cell)
        return rows


@dataclass(frozen=True)
class Picture:
    """A picture in the file; `seal`: a round red seal shows in it."""

    place: Place
    width: int
    height: int
    seal: bool = False


Block = Paragraph | Table | Picture


@dataclass(frozen=True)
class Document:
    """One file as read: `pages` is 0 where the format has none (DOCX); `margins` are texts of headers and footers.

    `notes` say in Chinese what could not be read of it (pages beyond the limit, an unreadable picture).
    """

    name: str
    format: Format
    pages: int
    blocks: tuple[Block, ...]
    margins: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def recognised(self) -> bool:
        """Whether its text is recognised from pictures, wholly or in part."""
        return self.format == "scan" or any(getattr(block, "sure", 1.0) < 1.0 for block in self.blocks)


FailureRule = Literal["file-unreadable", "file-encrypted", "file-unsupported", "file-too-large"]


@dataclass(frozen=True)
class Failure:
    """Why a file could not be read: the contract's rule, what to say and what to do, in Chinese."""

    rule: FailureRule
    message: str
    fix: str
