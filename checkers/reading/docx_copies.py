"""Copies that were pasted into a Word file as pictures (cards, certificates) → what is recognised on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from lxml import etree

from checkers.reading.document import Block, Box, Cell, Picture, Place, Table
from checkers.reading.failures import ReadingError
from checkers.reading.limits import OCR_PAGES, PIXELS

if TYPE_CHECKING:
    from checkers.reading.seals import Pixels

# In English metric units (36,000 a millimetre): a portrait is up to 35 mm wide, a copy of a card hardly less than 55,
# and a card lying on its side is two thirds as high as wide.
_COPY_WIDTH: Final = 55 * 36_000
_COPY_HEIGHT: Final = 32 * 36_000
# The largest seals are 58 mm across; a square picture that is shown larger is a page with a seal on it.
_LARGEST_SEAL: Final = 60 * 36_000
# In pixels, where the file does not say how large a picture is shown; less cannot be read either.
_WIDE_ENOUGH: Final = 320
_HIGH_ENOUGH: Final = 190
# A picture of a seal alone is about as high as wide.
_SQUARE: Final = 1.2
_EXTENT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_SIDE: Final = 2340
# Copies stand one below the other, this many pixels apart.
_APART: Final = 1000.0


def may_be_copy(drawing: etree._Element, picture: Picture) -> bool:
    """Whether a picture is large enough to hold text and no mere seal."""
    wide, high = sorted((picture.width, picture.height), reverse=True)
    if wide < _WIDE_ENOUGH or high < _HIGH_ENOUGH or wide * high > PIXELS:
        return False
    square_seal = picture.seal and wide <= _SQUARE * high
    extent = next(drawing.iter(_EXTENT), None)
    if extent is None:
        return not square_seal
    sides = sorted((_number(extent.get("cx")), _number(extent.get("cy"))), reverse=True)
    return sides[0] >= _COPY_WIDTH and sides[1] >= (_LARGEST_SEAL if square_seal else _COPY_HEIGHT)


def with_copies(
    blocks: Sequence[Block],
    copies: Sequence[bytes | None],
    threads: int,
    before_ocr: Callable[[int], None],
) -> list[Block]:
    """The blocks with what is recognised on each copy after its picture; `copies` has the data of each picture in
    their order, None for those that are no copies."""
    wanted = [number for number, data in enumerate(copies) if data][:OCR_PAGES]
    if not wanted:
        return list(blocks)
    # Recognition's libraries and models are loaded only where there is something to recognise.
    from checkers.reading.picture_files import open_picture, pixels_of
    from checkers.reading.scan import read_scans

    def pixels() -> Iterator[tuple[int, Pixels]]:
        for number in wanted:
            try:
                yield number, pixels_of(open_picture(BytesIO(copies[number] or b"")), _SIDE)
            except ReadingError:
                continue  # that it can't be read was noted when it was looked at

    before_ocr(len(wanted))
    found = {n: [one.block for one in laid] for n, laid, _ in read_scans(pixels(), len(wanted), threads)}
    result: list[Block] = []
    number, down = 0, 0.0
    for block in blocks:
        result.append(block)
        if isinstance(block, Picture):
            read = found.get(number, [])
            number += 1
            result += [_anchored(one, block.place, down) for one in read if not isinstance(one, Picture)]
            down = max((box[3] for one in result if (box := one.place.box)), default=down) + (_APART if read else 0)
    return result


def _anchored(block: Block, anchor: Place, down: float) -> Block:
    """What was recognised on a picture, at the picture's place."""

    def place(old: Place) -> Place:
        return replace(anchor, box=_lower(old.box, down))

    if not isinstance(block, Table):
        return replace(block, place=place(block.place))

    def cell(old: Cell) -> Cell:
        nested = tuple(table(inner) for inner in old.tables)
        return replace(old, place=place(old.place), tables=nested)

    def table(old: Table) -> Table:
        return replace(old, place=place(old.place), cells=tuple(cell(one) for one in old.cells))

    return table(block)


def _lower(box: Box | None, down: float) -> Box | None:
    return None if box is None else (box[0], box[1] + down, box[2], box[3] + down)


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 12 else 0
