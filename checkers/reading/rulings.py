"""Ruling lines in a picture of an upright page."""

from __future__ import annotations

from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from checkers.reading.grid import RULINGS_AT_MOST, Ruling
from checkers.reading.seals import Pixels

Mask = npt.NDArray[np.uint8]

# Ink is darker than its surroundings by this much, over a window a little wider than a line of text.
_WINDOW: Final = 31
_DARKER: Final = 12
# In units of the height of the page's lines of text as found, half as high again as a character: a ruling is longer
# than any stroke of a character, and as long as the lowest row of a table is high; and it is thinner than a character.
_LONG: Final = 1.0
_THICK: Final = 0.6
_SHORTEST: Final = 24
# Scans tear lines apart; a gap of some pixels is none.
_GAP: Final = 9


def ink(pixels: Pixels) -> Mask:
    """255 where a BGR picture is inked; red ink counts for paper, so that a seal hides nothing."""
    grey = np.ascontiguousarray(pixels[..., 2])
    return np.asarray(
        cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _WINDOW, _DARKER), np.uint8
    )


def find_rulings(inked: Mask, text_height: float) -> tuple[list[Ruling], list[Ruling]]:
    """The horizontal and the vertical lines among the ink of an upright page."""
    length = max(_SHORTEST, round(_LONG * text_height))
    thick = max(6.0, _THICK * text_height)
    across = [Ruling(top + high / 2, left, left + wide) for left, top, wide, high in _strips(inked, length, thick)]
    down = [
        Ruling(top + high / 2, left, left + wide) for left, top, wide, high in _strips(_turned(inked), length, thick)
    ]
    return across, down


def _turned(mask: Mask) -> Mask:
    return np.ascontiguousarray(mask.T)


def _strips(mask: Mask, length: int, thick: float) -> list[tuple[float, float, float, float]]:
    """Long thin horizontal runs of ink as (left, top, width, height)."""
    thickened = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    joined = cv2.morphologyEx(thickened, cv2.MORPH_CLOSE, np.ones((1, _GAP), np.uint8))
    lines = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    found: list[Any] = [
        tuple(float(value) for value in stats[index][:4]) for index in range(1, min(count, 8 * RULINGS_AT_MOST))
    ]
    return [strip for strip in found if strip[3] <= thick and strip[2] >= length]
