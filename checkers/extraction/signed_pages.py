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
# A seal hides what stands this far behind the words that it covers or touches.
_HIDDEN = 12.0


def settled(document: Document, signings: Iterable[Signing]) -> tuple[Signing, ...]:
    """The places to sign, done where a picture stands beside or below the words, open ones in doubt where a seal hides
    what was written in a scan."""
    signings = tuple(signings)
    if document.format == "docx":
        return signings
    pictures = [b for b in document.blocks if isinstance(b, Picture)]
    high = _line_height(document.blocks)
    return tuple(_settled(signing, pictures, high, document.format == "scan") for signing in signings)


def _settled(signing: Signing, pictures: list[Picture], high: float, scanned: bool) -> Signing:
    if signing.done or signing.place.box is None:
        return signing
    on_page = [p for p in pictures if p.place.page == signing.place.page and p.place.box is not None]
    if signing.role == "signature" and any(_signs(p.place, signing.place, high) for p in on_page if not p.seal):
        return replace(signing, done=True)
    hidden = scanned and any(_hides(p.place, signing.place, high) for p in on_page if p.seal)
    return replace(signing, sure=signing.sure and not (hidden and signing.role != "seal"))


def _signs(picture: Place, words: Place, high: float) -> bool:
    """Whether a picture stands where one signs: its middle beside the words, or close below or above them."""
    if picture.box is None or words.box is None:
        return False
    x, y = (picture.box[0] + picture.box[2]) / 2, (picture.box[1] + picture.box[3]) / 2
    left, top, right, bottom = words.box
    return left - _BEFORE * high <= x <= right + _BESIDE * high and top - _ABOVE * high <= y <= bottom + _BELOW * high


def _hides(seal: Place, words: Place, high: float) -> bool:
    """Whether a seal lies on the words that ask for something or on what stands behind them."""
    if seal.box is None or words.box is None:
        return False
    left, top, right, bottom = words.box
    return (
        seal.box[0] <= right + _HIDDEN * high and seal.box[2] >= left and seal.box[1] <= bottom and seal.box[3] >= top
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
