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
        if _is_round(rows, columns):
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


def _is_round(rows: npt.NDArray[Any], columns: npt.NDArray[Any]) -> bool:
    height, width = np.ptp(rows) + 1, np.ptp(columns) + 1
    if min(height, width) < _SMALLEST or max(height, width) > _ASPECT * min(height, width):
        return False
    across = (columns - (columns.min() + columns.max()) / 2) / (width / 2)
    down = (rows - (rows.min() + rows.max()) / 2) / (height / 2)
    radius = np.hypot(across, down)
    ring = (radius >= _RING_FROM) & (radius <= _RING_TO)
    sectors = np.unique(((np.arctan2(down, across) + np.pi) / (2 * np.pi) * _SECTORS).astype(int)[ring] % _SECTORS)
    corners = (radius > _RING_TO).mean()
    return bool(len(sectors) >= _SECTORS_FILLED * _SECTORS and corners <= _CORNER_SHARE)
