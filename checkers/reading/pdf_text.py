"""The text of a PDF page in pieces with their frames.

Asking PDFium for every character costs more than all else, so runs without a space are asked for by their first and
last character, and by every character only where that does not tell enough.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checkers.reading.affine import Affine
from checkers.reading.characters import clean
from checkers.reading.document import Box
from checkers.reading.grid import Ruling
from checkers.reading.pieces import Piece
from checkers.reading.spread import as_high_as_wide
from knowledge.patterns import compiled

_RUN: Final = compiled(r"[^\s\x00-\x20]+")
# Characters stand no further apart than this (in heights of the line) on average, or it is no run.
_WIDEST: Final = 1.25
_SAME_LINE: Final = 0.3
_POINT: Final = 1.0
# Nor closer than this, or they do not stand in the order of the text.
_CLOSEST: Final = 0.15
_BOXES: Final = compiled(r"[□☐■☑☒√✓✔○●◯]")


def read_text(page: pdfium.PdfPage, shown: Affine, verticals: Sequence[Ruling], limit: int) -> tuple[list[Piece], bool]:
    """The page's pieces of text, cut where vertical lines cross them, and whether there is more than `limit`."""
    text = page.get_textpage()
    try:
        count = pdfium_c.FPDFText_CountChars(text.raw)
        pieces = list(_Text(text.raw, shown, verticals).pieces(max(0, min(count, limit))))
        return as_high_as_wide(pieces), count > limit
    finally:
        text.close()


class _Text:
    def __init__(self, text: Any, shown: Affine, verticals: Sequence[Ruling]) -> None:
        self._text = text
        self._shown = shown
        self._verticals = verticals
        self._rectangle = pdfium_c.FS_RECTF()

    def pieces(self, count: int) -> Iterator[Piece]:
        """Each piece once: bold letters are at times made by printing them twice."""
        seen: set[tuple[str, int, int]] = set()
        for piece in self._all_pieces(count):
            key = piece.text, round(piece.box[0]), round(piece.box[3])
            if key not in seen:
                seen.add(key)
                yield piece

    def _all_pieces(self, count: int) -> Iterator[Piece]:
        whole = self._whole_text(count)
        if len(whole) != count:
            # Positions in the text are not those of the characters (odd codes, characters of two halves).
            yield from self._characters(0, count)
            return
        for run in _RUN.finditer(whole):
            text = clean(run.group())
            # A check box is of another font and may come after the word that it stands before.
            box = self._run_box(run.start(), run.end()) if _BOXES.search(text) is None else None
            if box is None:
                yield from self._characters(run.start(), run.end())
            elif text:
                yield Piece(text, box)

    def _whole_text(self, count: int) -> str:
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium_c.FPDFText_GetText(self._text, 0, count, buffer)
        return bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")

    def _run_box(self, start: int, end: int) -> Box | None:
        """The frame of a run that stands on one line between two rulings, None for any other."""
        first, last = self._box(start), self._box(end - 1)
        if first is None or last is None:
            return None
        height = max(first[3] - first[1], last[3] - last[1])
        # Figures are of a taller font than the Chinese around them: what both have in common is the line's height.
        left, top, right, bottom = first[0], max(first[1], last[1]), last[2], min(first[3], last[3])
        if abs(first[3] - last[3]) > _SAME_LINE * height or not _CLOSEST * height * (
            end - start
        ) <= right - left <= _WIDEST * height * (end - start):
            return None
        middle = (top + bottom) / 2
        for line in self._verticals:
            if left + _POINT < line.at < right - _POINT and line.start <= middle <= line.end:
                return None
        return left, top, right, bottom

    def _box(self, index: int) -> Box | None:
        rectangle = self._rectangle
        if not pdfium_c.FPDFText_GetLooseCharBox(self._text, index, rectangle):
            return None
        return self._shown.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)

    def _characters(self, start: int, end: int) -> Iterator[Piece]:
        high = 0
        for index in range(start, end):
            code = pdfium_c.FPDFText_GetUnicode(self._text, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
            high = 0
            box = self._box(index) if 0x20 < code <= 0x10FFFF else None
            character = clean(chr(code)).strip() if box is not None else ""
            if box is not None and character:
                yield Piece(character, box)
