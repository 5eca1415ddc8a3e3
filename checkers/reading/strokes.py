"""Ink in a picture of a page that is neither text nor ruling nor seal: what somebody signed with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import cv2
import numpy as np

from checkers.reading.document import Box
from checkers.reading.grid import Ruling
from checkers.reading.rulings import Mask

# In units of the height of a line as found. Strokes of one signature stand closer together than this.
_NEAR: Final = 0.5
# A signature is no smaller than this and no larger than that; specks and check boxes are smaller, pictures larger.
_LEAST_HIGH: Final = 0.55
_LEAST_WIDE: Final = 1.2
_MOST_HIGH: Final = 5.0
_MOST_WIDE: Final = 14.0
# Strokes fill a little of their frame: a stain or a photograph fills much, scattered specks next to nothing.
_FILLED: Final = (0.03, 0.5)
# Around a ruling and around text there is ink that belongs to them.
_AROUND_LINE: Final = 4
_AROUND_TEXT: Final = 0.1
_AT_MOST: Final = 40


def unread_strokes(
    inked: Mask,
    text_height: float,
    texts: Iterable[Box],
    rulings: tuple[Sequence[Ruling], Sequence[Ruling]],
    seals: Iterable[Box],
) -> list[Box]:
    """The frames of ink, from the top, that lies in none of the `texts`, `rulings` (level, upright) and `seals`."""
    left = inked.copy()
    spare = _AROUND_TEXT * text_height
    for box in texts:
        _wipe(left, box, spare)
    for box in seals:
        _wipe(left, box, spare)
    across, down = rulings
    for line in across:
        _wipe(left, (line.start, line.at, line.end, line.at), _AROUND_LINE)
    for line in down:
        _wipe(left, (line.at, line.start, line.at, line.end), _AROUND_LINE)
    size = max(3, round(_NEAR * text_height))
    together = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(together, np.uint8), connectivity=8)
    found = []
    for index, (x, y, wide, high, _) in enumerate(stats[: 8 * _AT_MOST].tolist()):
        if index == 0 or not _may_be_signed(wide / text_height, high / text_height):
            continue
        part = (left[y : y + high, x : x + wide] > 0) & (labels[y : y + high, x : x + wide] == index)
        if _FILLED[0] <= float(part.mean()) <= _FILLED[1]:
            found.append((float(x), float(y), float(x + wide), float(y + high)))
    return sorted(found, key=lambda box: box[1])[:_AT_MOST]


def _may_be_signed(wide: float, high: float) -> bool:
    return _LEAST_WIDE <= wide <= _MOST_WIDE and _LEAST_HIGH <= high <= _MOST_HIGH


def _wipe(mask: Mask, box: Box, spare: float) -> None:
    left, top = (max(0, int(side - spare)) for side in box[:2])
    right, bottom = (max(0, int(side + spare) + 1) for side in box[2:])
    mask[top:bottom, left:right] = 0
