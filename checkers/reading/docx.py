"""A Word file → Document: all text that shows, tables as grids, pictures, each with its place.

Places count in document order over the main text, so that a program that marks the file can count again:
tables are all w:tbl, nested ones and those in text boxes too; paragraphs are all w:p outside tables and text boxes,
empty ones too. Text in a text box stands after the paragraph that it hangs on and has that paragraph's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from checkers.reading.characters import clean
from checkers.reading.document import Block, Cell, Document, Paragraph, Picture, Place, Table
from checkers.reading.docx_copies import may_be_copy, with_copies
from checkers.reading.docx_package import Package, open_package
from checkers.reading.docx_runs import MC, TRANSPARENT, W, drawings, is_on, paragraph_text
from checkers.reading.docx_styles import Styles
from checkers.reading.failures import ReadingError, note
from checkers.reading.limits import (
    DOCUMENT_BLOCKS,
    DOCUMENT_CHARACTERS,
    PICTURES,
    TABLE_CELLS,
    TABLE_COLUMNS,
    TABLE_DEPTH,
    TABLE_ROWS,
)

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE_DATA: Final = "{urn:schemas-microsoft-com:vml}imagedata"
_TEXT_BOX: Final = f"{W}txbxContent"
# After these a heading's own words follow without a space.
_NUMBER_ENDS: Final = "、．。）)】"


def read_docx(path: Path, threads: int = 1, before_ocr: Callable[[int], None] = lambda _: None) -> Document:
    """The Word file at `path`; its name is for the caller to fill in.

    `before_ocr` is told how many pasted copies are recognised.
    """
    with open_package(path) as package:
        part = package.main_part()
        root = package.tree(part)
        body = root.find(f"{W}body") if root is not None else None
        if root is None or body is None:
            raise ReadingError("broken")
        walk = _Walk(package, part, root)
        walk.blocks_of(body)
        blocks = with_copies(walk.blocks, walk.copies, threads, before_ocr)
        return Document("", "docx", 0, tuple(blocks), tuple(_margins(package, part)), tuple(walk.notes))


def _margins(package: Package, part: str) -> Iterator[str]:
    """The texts of headers and footers, each once."""
    seen: set[str] = set()
    for relation, target in package.related(part).values():
        if not relation.endswith(("/header", "/footer")):
            continue
        root = package.tree(target)
        if root is None:
            continue
        skipped = _fallbacks(root)
        lines = (paragraph_text(p).strip() for p in root.iter(f"{W}p") if p not in skipped)
        text = "\n".join(line for line in lines if line)
        if text and text not in seen:
            seen.add(text)
            yield text


def _fallbacks(root: etree._Element) -> set[etree._Element]:
    """Tables and paragraphs that stand a second time, for older programs."""
    return {
        element
        for fallback in root.iter(f"{MC}Fallback")
        if (parent := fallback.getparent()) is not None and parent.find(f"{MC}Choice") is not None
        for element in fallback.iter(f"{W}tbl", f"{W}p")
    }


class _Content:
    """What a cell holds."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tables: list[Table] = []


class _Walk:
    """One pass over the main text; `blocks` and `notes` are the result."""

    def __init__(self, package: Package, part: str, root: etree._Element) -> None:
        self.blocks: list[Block] = []
        self.notes: list[str] = []
        # The data of each picture among the blocks, in their order, where it may be a copy of a paper.
        self.copies: list[bytes | None] = []
        self._package = package
        self._related = package.related(part)
        parts = {relation.rsplit("/", 1)[-1]: target for relation, target in self._related.values()}
        self._styles = Styles(
            package.tree(parts.get("styles", "")),
            package.tree(parts.get("numbering", "")),
        )
        self._characters = 0
        self._cells = 0
        self._pictures: dict[str, Picture | None] = {}
        skipped = _fallbacks(root)
        self._tables = {t: n for n, t in enumerate((t for t in root.iter(f"{W}tbl") if t not in skipped), start=1)}
        inside = {p for tag in (f"{W}tbl", _TEXT_BOX) for holder in root.iter(tag) for p in holder.iter(f"{W}p")}
        outside = (p for p in root.iter(f"{W}p") if p not in inside and p not in skipped)
        self._paragraphs = {p: n for n, p in enumerate(outside, start=1)}

    # Outside tables

    def blocks_of(self, holder: etree._Element, anchor: Place | None = None) -> None:
        """Adds the blocks of the body or of a text box (whose place is its anchor's)."""
        for element in _content(holder):
            if len(self.blocks) >= DOCUMENT_BLOCKS or self._characters >= DOCUMENT_CHARACTERS:
                self._note("text-left-out")
                return
            if element.tag == f"{W}tbl":
                pictures: list[Picture] = []
                self.blocks.append(self._table(element, 1, pictures))
                self.blocks.extend(pictures)
            else:
                self._paragraph(element, anchor or Place(paragraph=self._paragraphs.get(element)))

    def _paragraph(self, paragraph: etree._Element, place: Place) -> None:
        text = self._text(paragraph)
        if text.strip():
            self.blocks.append(Paragraph(text, place, self._styles.is_heading(paragraph)))
        for drawing in drawings(paragraph):
            for picture in self._pictures_in(drawing):
                self.blocks.append(replace(picture, place=place))
            for box in _text_boxes(drawing):
                self.blocks_of(box, place)

    def _text(self, paragraph: etree._Element) -> str:
        number = clean(self._styles.number(paragraph))
        text = paragraph_text(paragraph)
        self._characters += len(text)
        if not number:
            return text
        return f"{number}{text}" if number.endswith(tuple(_NUMBER_ENDS)) or not text else f"{number} {text}"

    # Tables

    def _table(self, table: etree._Element, depth: int, pictures: list[Picture]) -> Table:
        number = self._tables.get(table)
        cells: list[Cell] = []
        open_above: dict[int, int] = {}
        width = row_number = 0
        for row_number, row in enumerate(_rows(table)):
            if row_number >= TABLE_ROWS or self._cells >= TABLE_CELLS:
                self._note("table-cut")
                row_number -= 1
                break
            width = max(width, self._row(row, row_number, number, cells, open_above, depth, pictures))
        return Table(row_number + 1 if cells else 0, width, tuple(cells), Place(table=number))

    def _row(
        self,
        row: etree._Element,
        row_number: int,
        table: int | None,
        cells: list[Cell],
        open_above: dict[int, int],
        depth: int,
        pictures: list[Picture],
    ) -> int:
        """Adds a row's cells; `open_above` holds, by column, the cell that a vertical merge may continue."""
        column = _span(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in _cells(row):
            properties = cell.find(f"{W}tcPr")
            wide = _span(properties.find(f"{W}gridSpan") if properties is not None else None, 1)
            wide = min(wide, TABLE_COLUMNS - column)
            if wide < 1:
                self._note("table-cut")
                break
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            above = open_above.get(column)
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and above is not None:
                cells[above] = replace(cells[above], row_span=row_number - cells[above].row + 1)
                column += wide
                continue
            place = Place(table=table, row=row_number + 1, column=column + 1)
            content = self._cell(cell, place, depth, pictures)
            for at in range(column, column + wide):
                open_above.pop(at, None)
            if merge is not None:
                open_above[column] = len(cells)
            text = "\n".join(content.lines).strip("\n")
            cells.append(Cell(row_number, column, 1, wide, text, place, tuple(content.tables)))
            self._cells += 1
            column += wide
        return column

    def _cell(self, cell: etree._Element, place: Place, depth: int, pictures: list[Picture]) -> _Content:
        content = _Content()
        self._fill(content, cell, place, depth, pictures)
        return content

    def _fill(
        self, content: _Content, holder: etree._Element, place: Place, depth: int, pictures: list[Picture]
    ) -> None:
        for element in _content(holder):
            if element.tag == f"{W}tbl":
                if depth < TABLE_DEPTH:
                    content.tables.append(self._table(element, depth + 1, pictures))
                else:
                    self._note("tables-too-deep")
                    content.lines.extend(paragraph_text(paragraph) for paragraph in element.iter(f"{W}p"))
                continue
            content.lines.append(self._text(element))
            for drawing in drawings(element):
                pictures.extend(replace(picture, place=place) for picture in self._pictures_in(drawing))
                for box in _text_boxes(drawing):
                    self._fill(content, box, place, depth, pictures)

    # Pictures

    def _pictures_in(self, drawing: etree._Element) -> Iterator[Picture]:
        for element in _drawn(drawing):
            relation = element.get(f"{_R}embed") or element.get(f"{_R}id") or ""
            _, part = self._related.get(relation, ("", ""))
            if part and part not in self._pictures and len(self._pictures) < PICTURES:
                self._pictures[part] = self._look_at(part)
            picture = self._pictures.get(part)
            if picture is not None:
                self.copies.append(self._package.data(part) if may_be_copy(drawing, picture) else None)
                yield picture

    def _look_at(self, part: str) -> Picture | None:
        # Imported here because most Word files hold no picture, and numpy takes longer to load than they to read.
        from checkers.reading.picture_files import look_at

        data = self._package.data(part)
        picture = look_at(data) if data else None
        if picture is None:
            self._note("picture-unreadable")
        return picture

    def _note(self, key: str) -> None:
        text = note(key)
        if text not in self.notes:
            self.notes.append(text)


def _content(holder: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a body, cell or text box, through content controls and insertions."""
    for child in holder:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag == f"{W}sdt" or child.tag in TRANSPARENT:
            yield from _content(child)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{W}tr":
            properties = child.find(f"{W}trPr")
            if properties is None or (properties.find(f"{W}del") is None and not is_on(properties.find(f"{W}hidden"))):
                yield child
        elif child.tag == f"{W}sdt" or child.tag in TRANSPARENT:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag == f"{W}sdt" or child.tag in TRANSPARENT:
            yield from _cells(child)


def _span(element: etree._Element | None, otherwise: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), TABLE_COLUMNS) if value.isascii() and value.isdigit() and len(value) < 12 else otherwise


def _text_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    return (element for element in _parts(drawing) if element.tag == _TEXT_BOX)


def _drawn(drawing: etree._Element) -> Iterator[etree._Element]:
    return (element for element in _parts(drawing) if element.tag in (_BLIP, _IMAGE_DATA))


def _parts(element: etree._Element) -> Iterator[etree._Element]:
    """What a drawing is made of, alternatives once; a text box's own content is not entered."""
    for child in element:
        if child.tag == f"{MC}AlternateContent":
            option = child.find(f"{MC}Choice")
            yield from _parts(option if option is not None else child)
            continue
        yield child
        if child.tag != _TEXT_BOX:
            yield from _parts(child)
