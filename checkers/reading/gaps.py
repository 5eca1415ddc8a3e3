"""Gaps in the ink of a line of text: where words stand apart that the recogniser writes in one."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from checkers.reading.characters import clean
from checkers.reading.document import Box
from checkers.reading.ocr import Found
from checkers.reading.pieces import Piece
from checkers.reading.rulings import Mask
from knowledge.patterns import compiled

# In units of the height of the ink: a full-width colon or comma leaves less blank behind it than this, a space between
# two words more.
_GAP: Final = 0.75
# Letters set apart: a gap between them, how even the first two are, how wide a letter is, how much less a gap may be.
_APART: Final = 0.4
_EVEN: Final = 0.25
_LETTER: Final = 1.3
_LEAST: Final = 0.85
# Longer strokes without a bend are the line that one writes on.
_UNDERLINE: Final = 1.3
# At the upper and lower edge of a frame there may be ink of its neighbours.
_EDGE: Final = 0.12
# Specks: a column with this few inked pixels is blank.
_SPECKS: Final = 1
# Full-width marks bring a blank of up to one character with them; a frame is nearly half as high again as a character.
_MARKS: Final = frozenset("，。、；：,;:！？”）)》】")
_BLANK: Final = 0.9
_LINE: Final = compiled(r"(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])")
_BEARING: Final = 0.1
_HALF: Final = 0.5
_OPENING: Final = frozenset("“‘《（【〔")
_CLOSING: Final = frozenset("，。、；：！？”’》）】〕")
# In this middle part of a gap there is no letter; the recogniser sees boxes and dots there.
_MIDDLE: Final = 0.25
_IMAGINED: Final = frozenset("☑☐□√✓■·-_~—一丨|。.,、:：☒○")


def pieces_of(found: Found, box: Box, inked: Mask) -> list[Piece]:
    """What was recognised in a frame, parted where the ink has gaps, each part with its own frame."""
    left, top, right, bottom = box
    filled, high = _letters(inked, box)
    if not len(filled):
        return _whole(found, box)
    first, last = float(filled[0]), float(filled[-1] + 1)
    cuts = [cut for cut in _gaps(filled, high) if not _after_mark(found, box, cut)]
    if len(found.at) != len(found.text) or not cuts or right - left < 2 * (bottom - top):
        return [_with_bearings(piece, high) for piece in _whole(found, (first, top, last, bottom))]
    starts = [first, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), last]
    texts = [""] * len(starts)
    for letter, at in zip(found.text, found.at, strict=True):
        x = left + at * (right - left)
        if letter in _IMAGINED and any(_within(x, cut) for cut in cuts):
            continue
        texts[sum(x > (start + end) / 2 for start, end in cuts)] += letter
    parts = zip(starts, ends, texts, strict=True)
    pieces = [Piece(text, (start, top, end, bottom), found.sure) for start, end, raw in parts if (text := _plain(raw))]
    return [_with_bearings(piece, high) for piece in pieces]


def _with_bearings(piece: Piece, high: int) -> Piece:
    """A piece as wide as it is set: letters have a little blank on both sides, full-width marks half a letter on one."""
    left, top, right, bottom = piece.box
    left -= high * (_HALF if piece.text[0] in _OPENING else _BEARING)
    right += high * (_HALF if piece.text[-1] in _CLOSING else _BEARING)
    return Piece(piece.text, (left, top, right, bottom), piece.sure)


def _after_mark(found: Found, box: Box, cut: tuple[float, float]) -> bool:
    """Whether a gap is the blank of the comma or colon before it."""
    left, top, right, bottom = box
    before = [n for n, at in enumerate(found.at) if left + at * (right - left) < (cut[0] + cut[1]) / 2]
    return bool(before) and found.text[before[-1]] in _MARKS and cut[1] - cut[0] < _BLANK * (bottom - top)


def _whole(found: Found, box: Box) -> list[Piece]:
    text = _plain(found.text)
    return [Piece(text, box, found.sure)] if text else []


def _plain(text: str) -> str:
    """The text without the line that it is written on."""
    return _LINE.sub(" ", clean(text)).strip()


def _within(x: float, cut: tuple[float, float]) -> bool:
    start, end = cut
    spare = _MIDDLE * (end - start)
    return start + spare < x < end - spare


def _letters(inked: Mask, box: Box) -> tuple[npt.NDArray[np.int_], int]:
    """Where from left to right there is ink of letters in a frame, and how high it is."""
    left, top, right, bottom = (max(0, round(side)) for side in box)
    edge = round(_EDGE * (bottom - top))
    part = np.ascontiguousarray(inked[top + edge : bottom - edge, left:right])
    if part.shape[0] < 3 or not part.shape[1]:
        return np.empty(0, np.int_), 0
    letters = _without_underline(part, bottom - top) > 0
    filled = np.flatnonzero(letters.sum(axis=0) > _SPECKS)
    rows = np.flatnonzero(letters.sum(axis=1) > _SPECKS)
    return left + filled, int(np.ptp(rows)) + 1 if len(rows) else 0


def _gaps(filled: npt.NDArray[np.int_], high: int) -> list[tuple[float, float]]:
    """The blank stretches inside a line, from the left."""
    wide = max(min(_GAP * high, _set_apart(filled, high)), 2.0)
    return [(float(filled[n] + 1), float(filled[n + 1])) for n in np.flatnonzero(np.diff(filled) > wide)]


def _set_apart(filled: npt.NDArray[np.int_], high: int) -> float:
    """The least gap between the letters that a line begins with where these are set apart evenly (单 位 名 称)."""
    ends = np.flatnonzero(np.diff(filled) > _APART * high)[:2]
    if len(ends) < 2:
        return float("inf")
    starts = [filled[0], *(filled[end + 1] for end in ends)]
    widths = [filled[end] - start for start, end in zip(starts, ends, strict=False)]
    first, second = (float(filled[end + 1] - filled[end]) for end in ends)
    if max(widths) > _LETTER * high or abs(first - second) > _EVEN * high:
        return float("inf")
    return _LEAST * min(first, second)


def _without_underline(part: Mask, high: int) -> Mask:
    strokes = cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones((1, max(3, round(_UNDERLINE * high))), np.uint8))
    return np.asarray(cv2.subtract(part, cv2.dilate(strokes, np.ones((5, 5), np.uint8))), np.uint8)
