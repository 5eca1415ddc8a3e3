"""A PDF → Document: typed pages by their characters and lines, scanned ones by recognising them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checkers.reading.document import Box, Cell, Document, Paragraph, Picture, Place, Table
from checkers.reading.failures import ReadingError, note
from checkers.reading.grid import find_grids
from checkers.reading.layout import Laid, lay_out, lies_in, scaled
from checkers.reading.limits import DOCUMENT_CHARACTERS, OCR_PAGES, PDF_PAGES
from checkers.reading.pdf_page import PageContent, read_page
from knowledge.patterns import compiled

if TYPE_CHECKING:
    from checkers.reading.seals import Pixels

# Lines this many points apart are one: double borders, rounded corners.
_SNAP: Final = 2.5
# A page number or a stray mark on a scan is no text layer.
_FEW_CHARACTERS: Final = 12
# A picture that may hold text to recognise: a card's copy covers a tenth of its page and more.
_PICTURE_SHARE: Final = 0.05
_PAGE_SHARE: Final = 0.7
# In points: a portrait is up to 35 mm wide, the copy of a card hardly less than 60.
_COPY_WIDTH: Final = 150.0
_POINTS_PER_INCH: Final = 72
# A seal is then some 75 pixels wide, enough to tell it by.
_SEAL_DPI: Final = 48
# A seal's picture is square and hardly wider than 50 mm, in points; the copy of a card is larger.
_SEAL_WIDTH: Final = 145.0
_SEAL_ASPECT: Final = 1.2
_SCAN_DPI: Final = 200
# An odd page (a poster, a map) is rendered with at most this many pixels.
_RENDERED_PIXELS: Final = 9_000_000
# Headers and footers stand in the outer tenth of a page.
_MARGIN_SHARE: Final = 0.1
# What is repeated stands on one of the pages next to this one (right and left ones may differ), at the same height.
_NEIGHBOURS: Final = (-2, -1, 1, 2)
_SAME_PLACE: Final = 8.0
_LETTERS: Final = 8
_ALIKE: Final = 0.9
_PAGE_NUMBER: Final = compiled(r"[\s\-—–~·]*(第\s*)?\d{1,3}(\s*页)?([\s,，/／]*(共\s*)?\d{1,3}(\s*页)?)?[\s\-—–~·]*")
_DIGITS: Final = compiled(r"\d+")


@dataclass(frozen=True)
class _Read:
    """A page's blocks and its height."""

    blocks: list[Laid]
    height: float


def read_pdf(path: Path, threads: int, before_ocr: Callable[[int], None]) -> Document:
    """The PDF at `path`; its name is for the caller to fill in. `before_ocr` is told how many pages are recognised."""
    pdf = _opened(path)
    try:
        total = len(pdf)
        if total == 0:
            raise ReadingError("broken")
        return _Reader(pdf, total, threads).read(before_ocr)
    finally:
        pdf.close()


def _opened(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError:
        locked = pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD
        raise ReadingError("encrypted" if locked else "broken") from None


class _Reader:
    def __init__(self, pdf: pdfium.PdfDocument, total: int, threads: int) -> None:
        self._pdf = pdf
        self._total = total
        self._threads = threads
        self._notes: list[str] = []

    def read(self, before_ocr: Callable[[int], None]) -> Document:
        pages: dict[int, _Read] = {}
        scans: dict[int, list[Box]] = {}
        characters = 0
        last = min(self._total, PDF_PAGES)
        for number in range(1, last + 1):
            content = self._page(number, pages, scans)
            if content is None:
                continue
            characters += content.characters
            if characters > DOCUMENT_CHARACTERS:
                last = number
        if last < self._total:
            self._notes.append(note("pages-left-out", total=self._total, read=last))
        self._recognise(scans, pages, before_ocr)
        margins = _take_margins(pages, scans)
        _box_what_goes_on(pages)
        blocks = tuple(laid.block for _, page in sorted(pages.items()) for laid in page.blocks)
        is_scan = bool(scans) and characters <= _FEW_CHARACTERS * len(pages)
        return Document("", "scan" if is_scan else "pdf", self._total, blocks, margins, tuple(self._notes))

    def _page(self, number: int, pages: dict[int, _Read], scans: dict[int, list[Box]]) -> PageContent | None:
        """Reads a page into `pages` and, where there is something to recognise on it, into `scans`."""
        try:
            page = self._pdf[number - 1]
        except pdfium.PdfiumError:
            self._notes.append(note("page-unreadable", page=number))
            return None
        try:
            content = read_page(page)
            if content.crowded:
                self._notes.append(note("page-crowded", page=number))
            if _is_scan(content):
                pages[number] = _Read([], content.height)
                scans[number] = [(0.0, 0.0, content.width, content.height)]
                return content
            pages[number] = _Read(_typed(page, number, content), content.height)
        finally:
            page.close()
        if pictures := _worth_recognising(pages[number], content):
            scans[number] = pictures
        return content

    def _scan(self, number: int) -> Pixels:
        page = self._pdf[number - 1]
        try:
            return _rendered(page, _SCAN_DPI)
        finally:
            page.close()

    def _recognise(
        self, scans: dict[int, list[Box]], pages: dict[int, _Read], before_ocr: Callable[[int], None]
    ) -> None:
        """Adds to `pages` what is recognised in their pictures."""
        if not scans:
            return
        # Recognition's libraries and models are loaded only where there is something to recognise.
        from checkers.reading.scan import read_scans

        numbers = sorted(scans)[:OCR_PAGES]
        if len(numbers) < len(scans):
            self._notes.append(note("scans-left-out", read=len(numbers)))
        before_ocr(len(numbers))
        rendered = ((number, self._scan(number)) for number in numbers)
        for number, found, size in read_scans(rendered, len(numbers), self._threads):
            page = pages[number]
            scale = page.height / size[1]
            inside = [
                laid for laid in (scaled(one, scale) for one in found) if _is_new(laid, scans[number], page.blocks)
            ]
            pages[number] = replace(page, blocks=_in_order([*page.blocks, *inside]))


def _typed(page: pdfium.PdfPage, number: int, content: PageContent) -> list[Laid]:
    """A typed page's tables, lines of text and pictures."""
    if content.is_empty:
        return []
    grids = find_grids(content.horizontals, content.verticals, _SNAP)
    levels = [line for line in content.horizontals if not any(lies_in(line, grid.box, _SNAP) for grid in grids)]
    blocks = lay_out(content.pieces, grids, levels, number, content.width)
    if not (content.curves or content.pictures):
        return blocks
    return _in_order([*blocks, *_pictures(page, number, content)])


def _pictures(page: pdfium.PdfPage, number: int, content: PageContent) -> Iterator[Laid]:
    """The page's pictures, and the seals that show on it however they are drawn."""
    from checkers.reading.seals import find_seals

    scale = _SEAL_DPI / _POINTS_PER_INCH
    frames: list[Box] = []
    shown = _rendered(page, _SEAL_DPI)
    for seal in find_seals(shown):
        box = (seal.left / scale, seal.top / scale, seal.right / scale, seal.bottom / scale)
        frames.append(box)
        yield _picture(number, box, True)
    for box in content.pictures:
        # A seal's own picture is about as large as the seal; a signature under it is not.
        if not any(_overlap(box, frame) > 0.5 * max(_area(box), _area(frame)) for frame in frames):
            # Red print beside a seal hides its shape, but is not in its picture; a seal may lie over another picture.
            hidden = _may_be_seal(box) and not any(_overlap(box, frame) for frame in frames)
            yield _picture(number, box, hidden and bool(find_seals(_part(shown, box, scale))))


def _may_be_seal(box: Box) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return max(wide, high) <= min(_SEAL_WIDTH, _SEAL_ASPECT * min(wide, high))


def _part(shown: Pixels, box: Box, scale: float) -> Pixels:
    left, top, right, bottom = (max(0, round(side * scale)) for side in box)
    return shown[top : max(bottom, top + 1), left : max(right, left + 1)]


def _rendered(page: pdfium.PdfPage, dpi: int) -> Pixels:
    width, height = page.get_size()
    scale = min(dpi / _POINTS_PER_INCH, (_RENDERED_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True, draw_annots=True)
    try:
        return np.array(bitmap.to_numpy()[..., :3], np.uint8)
    finally:
        bitmap.close()


def _is_scan(content: PageContent) -> bool:
    """Whether a page is a picture of a page, at most with a page number or a scanner's own reading under it."""
    page = (0.0, 0.0, content.width, content.height)
    shown = max((_overlap(box, page) for box in content.pictures), default=0.0) / max(_area(page), 1.0)
    if shown >= _PAGE_SHARE and content.texts and content.unseen_texts > content.texts / 2:
        return True
    return shown >= _PICTURE_SHARE and content.characters <= _FEW_CHARACTERS


def _worth_recognising(page: _Read, content: PageContent) -> list[Box]:
    """The frames of pictures on a typed page that may hold text: no seals, portraits, small marks or backgrounds."""
    area = content.width * content.height
    boxes = (laid.box for laid in page.blocks if isinstance(laid.block, Picture) and not laid.block.seal)
    return [
        box
        for box in boxes
        if box[2] - box[0] >= _COPY_WIDTH and _PICTURE_SHARE <= _area(box) / max(area, 1.0) < _PAGE_SHARE
    ]


def _is_new(laid: Laid, pictures: list[Box], typed: list[Laid]) -> bool:
    """Whether something recognised stands in one of the pictures and is not also there as typed text or as a seal."""
    if not any(_centre_in(laid.box, box) for box in pictures):
        return False
    known = (
        other.box
        for other in typed
        if not isinstance(other.block, Picture) or (other.block.seal and isinstance(laid.block, Picture))
    )
    return not any(_overlap(laid.box, box) > 0.5 * _area(laid.box) for box in known)


def _picture(number: int, box: Box, seal: bool) -> Laid:
    picture = Picture(Place(page=number, box=box), round(box[2] - box[0]), round(box[3] - box[1]), seal)
    return Laid(picture, box)


def _in_order(blocks: list[Laid]) -> list[Laid]:
    return sorted(blocks, key=lambda laid: laid.box[1])


def _take_margins(pages: dict[int, _Read], recognised: Collection[int]) -> tuple[str, ...]:
    """Takes page numbers and what is repeated at the edge of pages out of `pages`, and returns it."""
    edge = {
        number: [laid for laid in page.blocks if isinstance(laid.block, Paragraph) and _at_edge(laid.box, page.height)]
        for number, page in pages.items()
    }
    margins: dict[str, None] = {}
    repeated: list[tuple[int, Laid]] = []
    for number, found in edge.items():
        near = [other for n in _NEIGHBOURS for other in edge.get(number + n, ())]
        for laid in found:
            alike = any(_is_same(laid, other, number in recognised) for other in near)
            if alike or _PAGE_NUMBER.fullmatch(_text_of(laid)):
                margins[_text_of(laid)] = None
                repeated.append((number, laid))
    for number, laid in repeated:
        pages[number].blocks.remove(laid)
    return tuple(margins)


def _is_same(laid: Laid, other: Laid, recognised: bool) -> bool:
    """Whether the same is printed at the same place of two pages; recognised letters may differ here and there."""
    if abs(laid.box[3] - other.box[3]) > _SAME_PLACE:
        return False
    first, second = (_DIGITS.sub("#", _text_of(one)) for one in (laid, other))
    if first == second:
        return True
    return recognised and min(len(first), len(second)) >= _LETTERS and _share_alike(first, second) >= _ALIKE


def _share_alike(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _text_of(laid: Laid) -> str:
    return laid.block.text if isinstance(laid.block, Paragraph) else ""


def _box_what_goes_on(pages: dict[int, _Read]) -> None:
    """Makes a cell of what stands in a frame at the head of a page, where the page before ends with a table as wide.

    A row that is parted by the end of a page leaves such a frame; any other frame around text is no table.
    """
    for number, page in pages.items():
        before = pages.get(number - 1)
        last = [laid for laid in before.blocks if not isinstance(laid.block, Picture)][-1:] if before else []
        head = next((laid for laid in page.blocks if not isinstance(laid.block, Picture)), None)
        if head is None or head.frame is None or not last or not isinstance(last[0].block, Table):
            continue
        frame = head.frame
        if abs(frame[0] - last[0].box[0]) > _SNAP or abs(frame[2] - last[0].box[2]) > _SNAP:
            continue
        framed = [laid for laid in page.blocks if laid.frame == frame and isinstance(laid.block, Paragraph)]
        paragraphs = [laid.block for laid in framed if isinstance(laid.block, Paragraph)]
        text, sure = "\n".join(one.text for one in paragraphs), min(one.sure for one in paragraphs)
        cell = Cell(0, 0, 1, 1, text, Place(number, 0, 1, 1, box=frame), (), sure)
        table = Laid(Table(1, 1, (cell,), Place(number, 0, box=frame)), frame)
        page.blocks[:] = _in_order([table, *(laid for laid in page.blocks if laid not in framed)])


def _at_edge(box: Box, height: float) -> bool:
    return box[3] <= _MARGIN_SHARE * height or box[1] >= (1 - _MARGIN_SHARE) * height


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _overlap(first: Box, second: Box) -> float:
    return _area(
        (max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3]))
    )


def _centre_in(box: Box, outer: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
