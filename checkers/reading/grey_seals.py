"""Seals in a picture that was scanned without colour: found by their thin round ring alone."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from checkers.reading.seals import Mask, Pixels, Seal, red_mask

# Without colour a seal is a ring: looked for in a picture this wide, a fifteenth to an eighth of the page in radius.
_GREY_SIDE: Final = 900
_GREY_RADIUS: Final = (0.055, 0.14)
_GREY_VOTES: Final = 60
_GREY_CIRCLES: Final = 12
_POINTS: Final = 120
_RING_SLACK: Final = 4
# Ink along nearly all of the ring; text and star leave most of the circles beside it free.
_RING_INKED: Final = 0.85
_RING_BESIDE: Final = 0.5
# A page with less red than this was scanned without colour.
_COLOURED: Final = 0.0002


def find_grey_seals(pixels: Pixels) -> list[Seal]:
    """The seals of an RGB picture that was scanned without colour: thin round rings of a seal's size."""
    if _colourful(pixels):
        return []
    height, width = pixels.shape[:2]
    scale = min(1.0, _GREY_SIDE / max(height, width))
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    least, most = (round(share * min(grey.shape)) for share in _GREY_RADIUS)
    circles = cv2.HoughCircles(
        grey, cv2.HOUGH_GRADIENT, 1.5, 2 * least, param1=100, param2=_GREY_VOTES, minRadius=least, maxRadius=most
    )
    inked = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 15, 8) > 0
    found = np.empty((0, 3)) if circles is None else circles.reshape(-1, 3)[:_GREY_CIRCLES]
    return [
        Seal((x - r) / scale, (y - r) / scale, (x + r) / scale, (y + r) / scale)
        for x, y, r in found.tolist()
        if _is_ring(inked, x, y, r)
    ]


def _colourful(pixels: Pixels) -> bool:
    """Whether any of the picture has the colour of seal ink."""
    return bool(red_mask(pixels).mean() > _COLOURED)


def _is_ring(inked: Mask, x: float, y: float, radius: float) -> bool:
    """Whether ink runs all along a circle, and there is less just outside and inside it."""
    angles = np.arange(_POINTS) / _POINTS * 2 * np.pi
    around = []
    for r in np.arange(radius - _RING_SLACK, radius + _RING_SLACK + 1):
        columns = np.clip(np.round(x + r * np.cos(angles)).astype(int), 0, inked.shape[1] - 1)
        rows = np.clip(np.round(y + r * np.sin(angles)).astype(int), 0, inked.shape[0] - 1)
        around.append(float(inked[rows, columns].mean()))
    return max(around) >= _RING_INKED and min(around) <= _RING_BESIDE
