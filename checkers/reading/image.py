"""A picture file → Document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PIL import Image

from checkers.reading.document import Document
from checkers.reading.failures import ReadingError, note
from checkers.reading.limits import PIXELS
from checkers.reading.picture_files import open_picture, pixels_of
from checkers.reading.scan import read_scans
from checkers.reading.seals import Pixels

# A line of small print on an A4 page is then some 28 pixels high; more takes longer and reads no better.
_SIDE: Final = 2340
# A faxed dossier comes as one TIFF.
_FRAMES: Final = 10


def read_picture(path: Path, threads: int, before_ocr: Callable[[int], None]) -> Document:
    """The picture at `path`, recognised; its name is for the caller to fill in."""
    picture = open_picture(path)
    total = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    if picture.size[0] * picture.size[1] > PIXELS:
        raise ReadingError("too-large-picture")
    count = min(total, _FRAMES)
    before_ocr(count)
    blocks = [laid.block for _, found, _ in read_scans(_frames(picture, count), count, threads) for laid in found]
    notes = (note("frames-left-out", total=total, read=count),) if count < total else ()
    return Document("", "scan", count, tuple(blocks), notes=notes)


def _frames(picture: Image.Image, count: int) -> Iterator[tuple[int, Pixels]]:
    for number in range(count):
        picture.seek(number)
        if picture.size[0] * picture.size[1] > PIXELS:
            raise ReadingError("too-large-picture")
        yield number + 1, pixels_of(picture.copy() if count > 1 else picture, _SIDE)
