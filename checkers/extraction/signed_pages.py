"""Places to sign and date on drawn pages, held against the pictures and seals that stand there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checkers.extraction.field import Signing
from checkers.reading.document import Block, Box, Cell, Document, Paragraph, Picture, Place, Table

# In heights of a line: how far from the words that ask for it a signature stands, beside, above and below them.
_BESIDE = 18.0
_BEFORE = 2.0
_ABOVE = 3.0
_BELOW = 4.5
# How much of the way to the right counts beside the way up or down.
_RIGHTWARDS = 0.25
# A seal hides what stands this far behind the words that it covers or touches.
_HIDDEN = 12.0
# A box with room for so many lines is signed below the words that ask for it.
_ROOM_TO_SIGN = 3.0


def settled(document: Document, signings: Iterable[Signing], others: Iterable[Place] = ()) -> tuple[Signing, ...]:
    """The places to sign, done where a picture stands beside or below the words and is nearer to none of `others`, where
    somebody else signs; open ones in doubt where a seal hides what was written in a scan."""
    signings = tuple(signings)
    if document.format == "docx":
        return signings
    pictures = [b for b in document.blocks if isinstance(b, Picture)]
    high = _line_height(document.blocks)
    places = [*(s.place for s in signings if s.role == "signature"), *others]
    signed = {_signed_with(p.place, places, high) for p in pictures if not p.seal}
    return tuple(_settled(s, s.place in signed, pictures, high, document.format == "scan") for s in signings)


def _signed_with(picture: Place, places: list[Place], high: float) -> Place | None:
    """The place to sign that a picture belongs to: the nearest of those that it stands at."""
    near = [place for place in places if place.page == picture.page and _signs(picture, place, high)]
    return min(near, key=lambda place: _apart(picture, place), default=None)


def _apart(picture: Place, words: Place) -> float:
    """How far the middle of a picture lies from the box of the words; to their right one signs, so that counts less."""
    assert picture.box is not None
    assert words.box is not None
    x, y = (picture.box[0] + picture.box[2]) / 2, (picture.box[1] + picture.box[3]) / 2
    left, top, right, bottom = words.box
    return max(left - x, (x - right) * _RIGHTWARDS, 0.0) + max(top - y, y - bottom, 0.0)


def _settled(signing: Signing, signed: bool, pictures: list[Picture], high: float, scanned: bool) -> Signing:
    if signing.done or signing.place.box is None:
        return signing
    if signing.role == "signature" and signed:
        return replace(signing, done=True)
    on_page = [p for p in pictures if p.place.page == signing.place.page and p.place.box is not None]
    hidden = scanned and any(_hides(p.place, signing.place, high) for p in on_page if p.seal)
    return replace(signing, sure=signing.sure and not (hidden and signing.role != "seal"))


def _signs(picture: Place, words: Place, high: float) -> bool:
    """Whether a picture stands where one signs: its middle beside the words, or close below or above them."""
    if picture.box is None or words.box is None:
        return False
    x, y = (picture.box[0] + picture.box[2]) / 2, (picture.box[1] + picture.box[3]) / 2
    left, top, right, bottom = words.box
    if left - _BESIDE * high <= x < left and top <= y <= bottom:
        return True  # ← 领办人签名: in a box left of the words
    return left - _BEFORE * high <= x <= right + _BESIDE * high and top - _ABOVE * high <= y <= bottom + _BELOW * high


def _hides(seal: Place, words: Place, high: float) -> bool:
    """Whether a seal lies on the words that ask for something or on what stands behind them."""
    if seal.box is None or words.box is None:
        return False
    left, top, right, bottom = words.box
    roomy = words.table is not None and bottom - top > _ROOM_TO_SIGN * high  # one signs within the box that asks
    return (
        seal.box[0] <= right + (0.0 if roomy else _HIDDEN * high)
        and seal.box[2] >= left
        and seal.box[1] <= bottom
        and seal.box[3] >= top
    )


def _line_height(blocks: Iterable[Block]) -> float:
    """How high the lines of a document are: the lowest quarter of what stands in one line."""
    heights = sorted(box[3] - box[1] for box in _boxes(blocks))
    return heights[len(heights) // 4] if heights else 0.0


def _boxes(blocks: Iterable[Block]) -> Iterable[Box]:
    for block in blocks:
        parts: tuple[Paragraph | Cell, ...] = ()
        if isinstance(block, Paragraph):
            parts = (block,)
        elif isinstance(block, Table):
            parts = block.cells
        yield from (part.place.box for part in parts if part.text and part.place.box is not None)
