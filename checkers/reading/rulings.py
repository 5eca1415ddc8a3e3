"""Ruling lines in a picture of an upright page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from checkers.reading.document import Box
from checkers.reading.grid import RULINGS_AT_MOST, Ruling
from checkers.reading.seals import Pixels

Mask = npt.NDArray[np.uint8]

# Ink is darker than its surroundings by this much, over a window a little wider than a line of text.
_WINDOW: Final = 31
_DARKER: Final = 12
# In units of the height of the page's lines of text as found, half as high again as a character: a ruling is longer
# than any stroke of a character, and thinner than a character. Between the lines of a low row it may be shorter.
_LONG: Final = 1.0
_LOW: Final = 0.7
_REACH: Final = 0.2
_THICK: Final = 0.6
_SHORTEST: Final = 24
# Scans tear lines apart; a gap of some pixels is none.
_GAP: Final = 5
# A stroke of a character is at most as long as the frame of its line is high.
_STROKE: Final = 1.15
# A line of text is found with this share of its height around it, where an underline may be.
_TEXT_EDGE: Final = 0.15
# What runs through a line of text is a line between cells only if it is inked from end to end.
_WHOLE: Final = 0.96
# Beside a line between two cells this much is blank, specks apart; the letters of a word stand closer.
_FREE: Final = 0.3
_SPECKS: Final = 0.02
# The page's slant is measured on lines over a tenth of its width, the longest ones.
_LONG_LINE: Final = 0.1
_LINES_MEASURED: Final = 30
# Rulings lean alike, within this many degrees; few of them count only where one is long.
_AGREE: Final = 0.25
_MOSTLY: Final = 0.6
_SEVERAL: Final = 4
_ALONE: Final = 0.3


def ink(pixels: Pixels) -> Mask:
    """255 where a BGR picture is inked; red ink counts for paper, so that a seal hides nothing."""
    grey = np.ascontiguousarray(pixels[..., 2])
    return np.asarray(
        cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _WINDOW, _DARKER), np.uint8
    )


def find_rulings(inked: Mask, text_height: float, texts: Sequence[Box]) -> tuple[list[Ruling], list[Ruling]]:
    """The horizontal and the vertical lines among the ink of an upright page whose text stands in `texts`."""
    length = max(_SHORTEST, round(_LONG * text_height))
    thick = max(6.0, _THICK * text_height)
    frames = np.array(texts, np.float64).reshape(-1, 4)
    across = [
        Ruling(top + high / 2, left, left + wide)
        for left, top, wide, high in _strips(inked, length, thick)
        if not _is_stroke((left, top, left + wide, top + high), frames)
    ]
    low = max(_SHORTEST, round(_LOW * text_height))
    upright = [(left, top, left + wide, top + high) for top, left, high, wide in _strips(_turned(inked), low, thick)]
    down = [
        ruling
        for strip in upright
        if not _is_stroke(strip, frames) or _stands_free(inked, strip, text_height)
        for ruling in _without_strokes(inked, strip, frames, low)
    ]
    reach = _REACH * text_height
    return across, [line for line in down if line.end - line.start >= length or _stands_between(line, across, reach)]


def _stands_between(line: Ruling, across: Sequence[Ruling], reach: float) -> bool:
    """Whether an upright line no longer than a letter is high runs from one level line to the next."""
    met = [level.at for level in across if level.start - reach <= line.at <= level.end + reach]
    return all(any(abs(at - end) <= reach for at in met) for end in (line.start, line.end))


def bridged(lines: Sequence[Ruling], hidden: Sequence[tuple[float, float, float, float]], snap: float) -> list[Ruling]:
    """The lines, with those that go on behind something that hides them: each of `hidden` lies from its first to its
    second side along the lines, and from its third to its fourth across them."""
    found = list(lines)
    for start, end, near, far in hidden:
        passing = [line for line in lines if near <= line.at <= far]
        for line in passing:
            if not start - snap <= line.end <= end + snap:
                continue
            behind = [
                other.start
                for other in passing
                if abs(other.at - line.at) <= snap and start - snap <= other.start <= end + snap
            ]
            if any(other > line.end for other in behind):
                found.append(Ruling(line.at, line.end, max(behind)))
    return found


def slant(inked: Mask, text_height: float) -> float | None:
    """By how many degrees the long horizontal lines of a nearly upright page fall to the right, None without any."""
    length = max(_SHORTEST, round(_LONG * text_height))
    lines = _opened(inked, length)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    slants: list[tuple[float, float]] = []
    for index in np.argsort(-stats[:, 2]):
        left, top, wide, high = (int(value) for value in stats[index][:4])
        if index == 0 or high > wide / 4:
            continue
        if wide < _LONG_LINE * inked.shape[1] or len(slants) >= _LINES_MEASURED:
            break
        ys, xs = np.nonzero(labels[top : top + high, left : left + wide] == index)
        slope = float(np.polyfit(xs, ys, 1)[0])
        slants.append((float(np.degrees(np.arctan(slope))), float(wide)))
    if not slants:
        return None
    middle = sorted(slants)[len(slants) // 2][0]
    # Strokes of letters in a row make short lines that lean this way and that.
    agreeing = [wide for slant, wide in slants if abs(slant - middle) <= _AGREE]
    told = len(agreeing) >= _MOSTLY * len(slants) and (
        len(agreeing) >= _SEVERAL or max(agreeing) >= _ALONE * inked.shape[1]
    )
    return middle if told else None


def _is_stroke(strip: Box, frames: npt.NDArray[np.float64]) -> bool:
    """Whether a line is made of characters: no longer than its line of text is high, or along the middle of one."""
    long = max(strip[2] - strip[0], strip[3] - strip[1])
    x, y = (strip[0] + strip[2]) / 2, (strip[1] + strip[3]) / 2
    left, top, right, bottom = frames.T
    wide, high = right - left, bottom - top
    edge = _TEXT_EDGE * np.minimum(wide, high)
    across = strip[2] - strip[0] > strip[3] - strip[1]
    along = (wide >= high) & (long <= wide + edge) if across else (high > wide) & (long <= high + edge)
    within = (left + edge <= x) & (x <= right - edge) & (top + edge <= y) & (y <= bottom - edge)
    short = (left <= x) & (x <= right) & (top <= y) & (y <= bottom) & (long <= _STROKE * np.minimum(wide, high))
    return bool((short | (within & along)).any())


def _stands_free(inked: Mask, strip: Box, text_height: float) -> bool:
    """Whether an upright strip is inked from end to end with nothing beside it: a line between two words that were
    found as one."""
    left, top, right, bottom = (round(side) for side in strip)
    spare, room = _GAP, round(_FREE * text_height)
    rows = slice(top + spare, max(bottom - spare, top + spare + 1))
    sides = inked[rows, max(left - room, 0) : max(left - spare, 1)], inked[rows, right + spare : right + room]
    blank = all(side.size and float((side > 0).mean()) <= _SPECKS for side in sides)
    whole = float((inked[rows, max(left - 1, 0) : right + 1] > 0).any(axis=1).mean()) >= _WHOLE
    return blank and whole


def _without_strokes(inked: Mask, strip: Box, frames: npt.NDArray[np.float64], least: float) -> Iterator[Ruling]:
    """What is left of an upright strip without the strokes of characters in low rows, which have blanks between them
    and the lines of their rows."""
    left, top, right, bottom = (round(side) for side in strip)
    x = (strip[0] + strip[2]) / 2
    lefts, tops, rights, bottoms = frames.T
    high = bottoms - tops
    edge = _TEXT_EDGE * high
    passed = (rights - lefts > high) & (lefts + edge <= x) & (x <= rights - edge) & (tops < bottom) & (bottoms > top)
    filled = np.asarray((inked[top:bottom, max(left - 1, 0) : right + 1] > 0).any(axis=1), bool)
    line = np.ones(len(filled) + 2, bool)
    line[[0, -1]] = False
    for start, end in zip(tops[passed], bottoms[passed], strict=True):
        rows = slice(max(round(start) - top, 0), max(round(end) - top, 0))
        if filled[rows].size and filled[rows].mean() < _WHOLE:
            line[1:-1][rows] = False
    starts, ends = (np.flatnonzero(np.diff(line.astype(np.int8)) == step) for step in (1, -1))
    for start, end in zip(starts, ends, strict=True):
        if end - start == len(filled) or end - start >= least:
            yield Ruling(x, float(top + start), float(top + end))


def _turned(mask: Mask) -> Mask:
    return np.ascontiguousarray(mask.T)


def _strips(mask: Mask, length: int, thick: float) -> list[tuple[float, float, float, float]]:
    """Long thin horizontal runs of ink as (left, top, width, height)."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(_opened(mask, length), connectivity=8)
    found: list[Any] = [
        tuple(float(value) for value in stats[index][:4]) for index in range(1, min(count, 8 * RULINGS_AT_MOST))
    ]
    return [strip for strip in found if strip[3] <= thick and strip[2] >= length]


def _opened(mask: Mask, length: int) -> Mask:
    """Only what is inked over `length` pixels in a row."""
    thickened = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    joined = cv2.morphologyEx(thickened, cv2.MORPH_CLOSE, np.ones((1, _GAP), np.uint8))
    return np.asarray(cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)), np.uint8)
