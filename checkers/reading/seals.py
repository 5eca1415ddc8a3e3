"""Red seals in a picture: round, red, ring-shaped (公章); found by colour and shape alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

# The picture is looked at in squares, so that the seal's separate strokes hang together.
_SQUARES: Final = 160
# Red ink, also faded or under a scanner's yellow light: red well above green and blue.
_RED_OVER: Final = 40
_RED_AT_LEAST: Final = 110
# A square is red where a tenth of it is.
_SQUARE_FILLED: Final = 0.08
# A company's round seal is 38 to 45 mm wide: a tenth of an A4 page and more, but anything in a picture of a seal alone.
_SMALLEST: Final = 8
_ASPECT: Final = 1.35
_SECTORS: Final = 24
_SECTORS_FILLED: Final = 0.75
_RING_FROM: Final = 0.72
_RING_TO: Final = 1.1
# In the corners of a round thing's frame there is next to nothing.
_CORNER_SHARE: Final = 0.04
# Of a seal at the edge of a page at least this much shows.
_SHOWN: Final = 0.45


@dataclass(frozen=True)
class Seal:
    """A red seal's frame in pixels: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def lies_in(self, other: Seal) -> bool:
        """Whether this is part of another one (the star in its middle)."""
        return (
            other.left <= self.left
            and other.top <= self.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


def red_mask(pixels: Pixels) -> Mask:
    """Where an RGB picture is red."""
    red, green, blue = (pixels[..., channel].astype(np.int16) for channel in range(3))
    mask: Mask = (red >= _RED_AT_LEAST) & (red - green >= _RED_OVER) & (red - blue >= _RED_OVER)
    return mask


def find_seals(pixels: Pixels) -> list[Seal]:
    """The seals of an RGB picture, from the top."""
    height, width = pixels.shape[:2]
    step = max(1, -(-max(height, width) // _SQUARES))
    squares = _squares(red_mask(pixels), step)
    seals = []
    for rows, columns in _patches(squares):
        if _is_round(rows, columns, squares.shape):
            frame = (columns.min() * step, rows.min() * step, (columns.max() + 1) * step, (rows.max() + 1) * step)
            seals.append(Seal(*(float(side) for side in frame)))
    outer = [seal for seal in seals if not any(seal.lies_in(other) for other in seals if other is not seal)]
    return sorted(outer, key=lambda seal: (seal.top, seal.left))


def _squares(mask: Mask, step: int) -> Mask:
    height, width = (size // step * step for size in mask.shape)
    blocks = mask[:height, :width].reshape(height // step, step, width // step, step)
    filled: Mask = blocks.mean(axis=(1, 3)) >= _SQUARE_FILLED
    return filled


def _patches(squares: Mask) -> list[tuple[npt.NDArray[Any], npt.NDArray[Any]]]:
    """Groups of red squares that touch or have one square between them, as rows and columns."""
    left = {(int(row), int(column)) for row, column in np.argwhere(squares)}
    found = []
    while left:
        heap = [left.pop()]
        patch = []
        while heap:
            row, column = heap.pop()
            patch.append((row, column))
            near = {(row + y, column + x) for y in (-2, -1, 0, 1, 2) for x in (-2, -1, 0, 1, 2)} & left
            left -= near
            heap.extend(near)
        rows, columns = np.array(patch).T
        found.append((rows, columns))
    return found


def _is_round(rows: npt.NDArray[Any], columns: npt.NDArray[Any], size: tuple[int, int]) -> bool:
    """Whether the squares of a page of `size` (rows, columns) make a ring, which an edge of the page may cut."""
    top, bottom = _sides(rows, columns, size[0])
    left, right = _sides(columns, rows, size[1])
    height, width = bottom - top, right - left
    if min(height, width) < _SMALLEST or max(height, width) > _ASPECT * min(height, width):
        return False
    if len(np.unique(rows)) < _SHOWN * height or len(np.unique(columns)) < _SHOWN * width:
        return False
    across = (columns + 0.5 - (left + right) / 2) / (width / 2)
    down = (rows + 0.5 - (top + bottom) / 2) / (height / 2)
    radius = np.hypot(across, down)
    ring = (radius >= _RING_FROM) & (radius <= _RING_TO)
    sectors = np.unique(_sector(across, down)[ring])
    corners = (radius > _RING_TO).mean()
    visible = _visible_sectors(top, bottom, left, right, size)
    return bool(len(sectors) >= _SECTORS_FILLED * visible and corners <= _CORNER_SHARE)


def _sides(along: npt.NDArray[Any], across: npt.NDArray[Any], size: int) -> tuple[float, float]:
    """Where a round thing begins and ends; beyond the page's edge where that cuts it."""
    first, last = float(along.min()), float(along.max()) + 1
    missing = float(np.ptp(across)) + 1 - (last - first)
    if missing > 0 and first == 0 and last < size:
        return first - missing, last
    if missing > 0 and last == size and first > 0:
        return first, last + missing
    return first, last


def _sector(across: npt.NDArray[Any], down: npt.NDArray[Any]) -> npt.NDArray[np.int_]:
    share = (np.arctan2(down, across) + np.pi) / (2 * np.pi)
    return np.asarray((share * _SECTORS).astype(int) % _SECTORS)


def _visible_sectors(top: float, bottom: float, left: float, right: float, size: tuple[int, int]) -> int:
    """How many sectors of a ring lie on the page."""
    angles = (np.arange(_SECTORS) + 0.5) / _SECTORS * 2 * np.pi - np.pi
    x = (left + right) / 2 + np.cos(angles) * (right - left) / 2 * _RING_FROM
    y = (top + bottom) / 2 + np.sin(angles) * (bottom - top) / 2 * _RING_FROM
    return int(((x >= 0) & (x < size[1]) & (y >= 0) & (y < size[0])).sum())
