"""Picture files opened with care, and whether a seal shows in them."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageOps

from checkers.reading.document import Picture, Place
from checkers.reading.failures import ReadingError
from checkers.reading.limits import PIXELS
from checkers.reading.seals import Pixels, find_seals

FORMATS: Final = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "HEIF")
# Enough to tell a seal by.
_LOOK_SIDE: Final = 640


def know_heif() -> None:
    """Lets Pillow read the format of iPhone photos."""
    # Imported here because other pictures need not wait for its library.
    import pi_heif

    pi_heif.register_heif_opener()


def open_picture(source: Path | BytesIO) -> Image.Image:
    """The picture, its pixels not yet read; ReadingError where it is too large or none of the known formats."""
    Image.MAX_IMAGE_PIXELS = PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(source, formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise ReadingError("too-large-picture") from None
    except Exception:
        # Pillow's readers raise whatever a broken header leads them to.
        raise ReadingError("broken") from None


def pixels_of(picture: Image.Image, side: int) -> Pixels:
    """The picture upright by its own word (EXIF), on white, in RGB, its longer side at most `side`."""
    try:
        picture.draft("RGB", (side, side))
        picture.thumbnail((side, side))
        shown = ImageOps.exif_transpose(picture)
        if shown.mode in ("RGBA", "LA", "PA", "P"):
            clear = shown.convert("RGBA")
            shown = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
        return np.asarray(shown.convert("RGB"))
    except Exception:
        raise ReadingError("broken") from None


def look_at(data: bytes) -> Picture | None:
    """A picture in a file: its size and whether a seal shows in it; None where it can't be read."""
    try:
        picture = open_picture(BytesIO(data))
        width, height = picture.size
        seal = bool(find_seals(pixels_of(picture, _LOOK_SIDE)))
    except ReadingError:
        return None
    return Picture(Place(), width, height, seal)
