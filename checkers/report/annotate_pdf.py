"""A copy of the applicant's PDF with highlights and notes at the places of the findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Highlight, MarkupAnnotation, Popup, Text
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from checkers.reading.document import Box, Place
from checkers.report.notes import Note, Placed, notes_of
from checkers.report.texts import say

# The yellow of a marker pen.
_COLOUR = "ffe066"
# A note's icon, and its distance from the page's edges and from the next, in points.
_ICON = 20.0
_MARGIN = 12.0
# The window that a note opens, in points: some fifteen characters by ten lines.
_WINDOW = (240.0, 160.0)

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]


def annotate_pdf(
    source: Path, target: Path, findings: Sequence[Placed], clause_label: Callable[[str], str] = str
) -> None:
    """Writes a copy of `source` to `target`: a highlight with a note for each place on a page, and a note at the top
    left of the page (the first one for findings without a page) where the place has no box.
    """
    writer = _opened(source)
    for (number, box), texts in _by_place(notes_of(findings, clause_label), len(writer.pages)).items():
        page = writer.pages[number]
        if box is None:
            for position, text in enumerate(texts):
                _put_note(writer, page, position, text)
        else:
            _put_highlight(writer, page, box, "\n\n".join(texts))
    with target.open("wb") as file:
        writer.write(file)


def _opened(source: Path) -> PdfWriter:
    reader = PdfReader(source)
    if reader.is_encrypted:
        # Protected against changes only: a file with a password to open it is not read at all.
        reader.decrypt("")
    return PdfWriter(clone_from=reader)


def _by_place(notes: Sequence[Note], pages: int) -> dict[tuple[int, Box | None], list[str]]:
    """The texts by page (from 0) and box: two highlights over one another would be one dark one."""
    placed: dict[tuple[int, Box | None], list[str]] = {}
    for note in notes:
        place = note.place or Place()
        page = place.page if place.page is not None and 0 < place.page <= pages else None
        placed.setdefault(((page or 1) - 1, place.box if page is not None else None), []).append(note.text)
    return placed


def _put_highlight(writer: PdfWriter, page: PageObject, box: Box, text: str) -> None:
    left, top, right, bottom = box
    corners = [_on_page(page, point) for point in ((left, top), (right, top), (left, bottom), (right, bottom))]
    highlight = Highlight(
        rect=_around(corners),
        quad_points=ArrayObject([FloatObject(value) for corner in corners for value in corner]),
        highlight_color=_COLOUR,
        printing=True,
        title_bar=say("author"),
    )
    highlight[NameObject("/Contents")] = TextStringObject(text)
    _put(writer, page, highlight, (right, top))


def _put_note(writer: PdfWriter, page: PageObject, position: int, text: str) -> None:
    top = _MARGIN + position * (_ICON + _MARGIN)
    corners = [_on_page(page, point) for point in ((_MARGIN, top), (_MARGIN + _ICON, top + _ICON))]
    note = Text(rect=_around(corners), text=text, title_bar=say("author"))
    _put(writer, page, note, (_MARGIN + _ICON, top))


def _put(writer: PdfWriter, page: PageObject, annotation: MarkupAnnotation, beside: Point) -> None:
    """The annotation with its window, which opens with its corner at `beside`."""
    (left, top), (width, height) = beside, _WINDOW
    window = _around([_on_page(page, point) for point in ((left, top), (left + width, top + height))])
    parent = writer.add_annotation(page, annotation)
    writer.add_annotation(page, Popup(rect=window, parent=parent))


def _on_page(page: PageObject, point: Point) -> Point:
    """A point of the page as it is seen (from its top left corner) in the page's own coordinates."""
    x, y = point
    box = page.cropbox
    left, bottom, right, top = (float(value) for value in (box.left, box.bottom, box.right, box.top))
    match page.rotation % 360:
        case 90:
            return left + y, bottom + x
        case 180:
            return right - x, bottom + y
        case 270:
            return right - y, top - x
        case _:
            return left + x, top - y


def _around(points: Iterable[Point]) -> Rectangle:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
