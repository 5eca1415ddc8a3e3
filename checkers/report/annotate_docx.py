"""A copy of the applicant's DOCX with Word comments at the places of the findings.

Counted as `checkers.reading.docx` counts: tables are all tables, nested ones and those in text boxes too; paragraphs
are all outside tables and text boxes, empty ones too; what stands a second time for older programs is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from checkers.reading.document import Place
from checkers.report.notes import Placed, notes_of
from checkers.report.texts import say

# lxml's elements, for which python-docx has no types.
Element = Any

_P, _TBL, _TR, _TC = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
# A row that was deleted under tracking or is hidden is not counted.
_GONE = "w:trPr/w:del | w:trPr/w:hidden[not(@w:val) or not(contains('0 false off', @w:val))]"
_BOX = qn("w:txbxContent")
_PROPERTIES = qn("w:pPr")
_CHOICE, _FALLBACK = (
    f"{{http://schemas.openxmlformats.org/markup-compatibility/2006}}{name}" for name in ("Choice", "Fallback")
)


def annotate_docx(
    source: Path, target: Path, findings: Sequence[Placed], clause_label: Callable[[str], str] = str
) -> None:
    """Writes a copy of `source` to `target` with a comment for each finding; those without a place stand at its start.

    A place that the file does not have is taken for the nearest thing that holds it: its table, else the start.
    """
    document = docx.Document(str(source))
    body = document.element.body
    places = _Places(body)
    for note in notes_of(findings, clause_label):
        anchor = places.anchor(note.place) if note.place is not None else None
        if anchor is None:
            anchor = _start(body)
        _comment(document, anchor, note.text)
    document.save(str(target))


class _Places:
    """The paragraphs and tables of a document by the numbers that the reader gives them."""

    def __init__(self, body: Element) -> None:
        shown = [e for e in body.iter(_P, _TBL) if not _stands_twice(e)]
        self._tables = [e for e in shown if e.tag == _TBL]
        self._paragraphs = [e for e in shown if e.tag == _P and next(e.iterancestors(_TBL, _BOX), None) is None]

    def anchor(self, place: Place) -> Element | None:
        """The paragraph to comment on; None where the document has no such place."""
        if place.table is not None:
            table = _numbered(self._tables, place.table)
            return None if table is None else _outside_boxes(_paragraph_of(_cell(table, place)))
        return _numbered(self._paragraphs, place.paragraph)


def _stands_twice(element: Element) -> bool:
    """Whether the element is the second of two ways to show the same thing, for older programs."""
    return any(fallback.getparent().find(_CHOICE) is not None for fallback in element.iterancestors(_FALLBACK))


def _numbered(elements: Sequence[Element], number: int | None) -> Element | None:
    """The element with this number, counted from 1."""
    return elements[number - 1] if number is not None and 0 < number <= len(elements) else None


def _cell(table: Element, place: Place) -> Element:
    """The cell at the place's row and column, else the row's first, else the table's."""
    rows = [row for row in table.iter(_TR) if next(row.iterancestors(_TBL)) is table and not row.xpath(_GONE)]
    row = _numbered(rows, place.row)
    if row is None:
        return next(table.iter(_TC), table)
    cells = [cell for cell in row.iter(_TC) if next(cell.iterancestors(_TR)) is row]
    column = _count(row, "w:trPr/w:gridBefore", least=0) + 1
    for cell in cells:
        following = column + _count(cell, "w:tcPr/w:gridSpan", least=1)
        if place.column is None or column <= place.column < following:
            return cell
        column = following
    return cells[0] if cells else row


def _count(element: Element, path: str, least: int) -> int:
    """The number that the element's property gives; `least` where it has none."""
    properties = element.xpath(path + "/@w:val")
    return max(int(properties[0]), least) if properties and properties[0].isdecimal() else least


def _paragraph_of(cell: Element) -> Element:
    """The first paragraph of a cell that has text, else its first; made where the cell has none."""
    own = [p for p in cell.iter(_P) if next(p.iterancestors(_TC, _BOX), None) is cell] or list(cell.iter(_P))
    if not own:
        own = [OxmlElement("w:p")]
        cell.append(own[0])
    return next((p for p in own if "".join(p.itertext()).strip()), own[0])


def _outside_boxes(paragraph: Element) -> Element:
    """The paragraph that holds the text box where this one stands in: Word takes no comments within boxes."""
    for box in paragraph.iterancestors(_BOX):
        paragraph = next(box.iterancestors(_P), paragraph)
    return paragraph


def _start(body: Element) -> Element:
    """The document's first paragraph; made where there is none."""
    first = next(body.iter(_P), None)
    if first is not None:
        return _outside_boxes(first)
    made = OxmlElement("w:p")
    body.insert(0, made)
    return made


def _comment(document: Document, paragraph: Element, text: str) -> None:
    """A comment over the whole paragraph, which may be empty or hold nothing but content controls."""
    number = document.comments.add_comment(text=text, author=say("author"), initials=say("initials")).comment_id
    start, end, reference = (_marker(name, number) for name in ("RangeStart", "RangeEnd", "Reference"))
    properties = paragraph.find(_PROPERTIES)
    paragraph.insert(0 if properties is None else 1, start)
    run = OxmlElement("w:r")
    run.append(reference)
    paragraph.extend([end, run])


def _marker(name: str, number: int) -> Element:
    marker = OxmlElement(f"w:comment{name}")
    marker.set(qn("w:id"), str(number))
    return marker
