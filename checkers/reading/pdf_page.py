"""What PDFium knows of a page: its text and ruling lines, in points from the top left corner as it is shown."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checkers.reading.affine import Affine
from checkers.reading.document import Box
from checkers.reading.grid import Ruling
from checkers.reading.limits import PAGE_CHARACTERS, PAGE_OBJECTS
from checkers.reading.pdf_text import read_text
from checkers.reading.pieces import Piece

# A line may lean by this many points, and a filled strip be this thick, to count as a ruling.
_LEANING: Final = 1.0
_THICK: Final = 3.0
_FORM_DEPTH: Final = 6
# An outline with more corners is a drawing or a letter.
_SEGMENTS: Final = 400
# PageToDevice speaks whole numbers, so it is asked in hundredths.
_FINE: Final = 100


@dataclass
class PageContent:
    """A page's size in points, its text, its lines, its pictures' frames, and whether round shapes are drawn.

    `unseen_texts` of its `texts` are invisible: the layer that a scanner's software lays under a picture.
    """

    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    curves: bool = False
    texts: int = 0
    unseen_texts: int = 0
    crowded: bool = False

    @cached_property
    def characters(self) -> int:
        """How many characters are on the page; asked for only when all of it has been read."""
        return sum(len(piece.text) for piece in self.pieces)

    @property
    def is_empty(self) -> bool:
        return not (self.pieces or self.pictures or self.horizontals or self.verticals or self.curves)


def read_page(page: pdfium.PdfPage) -> PageContent:
    """What is on the page."""
    width, height = page.get_size()
    content = PageContent(width, height)
    shown = _as_shown(page, width, height)
    _Objects(content).read(
        (pdfium_c.FPDFPage_GetObject(page.raw, i) for i in range(_bounded(pdfium_c.FPDFPage_CountObjects(page.raw)))),
        shown,
        0,
    )
    if content.texts:
        content.pieces, crowded = read_text(page, shown, content.verticals, PAGE_CHARACTERS)
        content.crowded = content.crowded or crowded
    return content


def _as_shown(page: pdfium.PdfPage, width: float, height: float) -> Affine:
    """From the page's own coordinates to those of the page as it is shown (cropped, turned, from the top left)."""

    def device(x: float, y: float) -> tuple[float, float]:
        to_x, to_y = ctypes.c_int(), ctypes.c_int()
        size = round(width * _FINE), round(height * _FINE)
        pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, to_x, to_y)
        return to_x.value / _FINE, to_y.value / _FINE

    # Far apart, so that rounding does not matter.
    reach = 1000.0
    e, f = device(0, 0)
    right, up = device(reach, 0), device(0, reach)
    return Affine((right[0] - e) / reach, (right[1] - f) / reach, (up[0] - e) / reach, (up[1] - f) / reach, e, f)


def _bounded(count: int) -> int:
    return max(0, min(count, PAGE_OBJECTS))


class _Objects:
    """Goes through a page's drawn objects, those in form objects too."""

    def __init__(self, content: PageContent) -> None:
        self._content = content
        self._left = PAGE_OBJECTS

    def read(self, objects: Iterator[Any], shown: Affine, depth: int) -> None:
        for item in objects:
            self._left -= 1
            if self._left < 0:
                self._content.crowded = True
                return
            kind = pdfium_c.FPDFPageObj_GetType(item)
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                self._path(item, shown.after(_matrix(item)))
            elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                self._content.texts += 1
                mode = pdfium_c.FPDFTextObj_GetTextRenderMode(item)
                self._content.unseen_texts += mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
            elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                # A picture fills the unit square of its own coordinates.
                self._content.pictures.append(shown.after(_matrix(item)).box(0, 0, 1, 1))
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
                count = _bounded(pdfium_c.FPDFFormObj_CountObjects(item))
                inner = (pdfium_c.FPDFFormObj_GetObject(item, index) for index in range(count))
                self.read(inner, shown.after(_matrix(item)), depth + 1)

    def _path(self, path: Any, shown: Affine) -> None:
        count = pdfium_c.FPDFPath_CountSegments(path)
        if not 0 < count <= _SEGMENTS:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)
        for points, is_curved in _outlines(path, count, shown):
            if is_curved:
                self._content.curves = True
            elif stroke.value:
                for first, second in pairwise(points):
                    self._line(*first, *second, _LEANING)
            elif fill.value and len(points) > 2:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self._line(min(xs), min(ys), max(xs), max(ys), _THICK)

    def _line(self, x0: float, y0: float, x1: float, y1: float, thick: float) -> None:
        across, down = abs(x1 - x0), abs(y1 - y0)
        if down <= thick and across > down:
            self._content.horizontals.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif across <= thick and down > across:
            self._content.verticals.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _matrix(item: Any) -> Affine:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, matrix):
        return Affine()
    return Affine(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _outlines(path: Any, count: int, shown: Affine) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """A path's outlines: their corners as shown, and whether they have curves."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    is_curved = False
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            yield points, is_curved
            points, is_curved = [], False
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(shown(x.value, y.value))
        is_curved = is_curved or kind == pdfium_c.FPDF_SEGMENT_BEZIERTO
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points, is_curved
