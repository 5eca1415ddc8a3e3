"""Letters in their frames: set apart over the width of a label, or lower than their frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from checkers.reading.pieces import Piece, frame
from knowledge.patterns import compiled

# Letters of a label that are set apart over its column, how evenly, and the least gap between label and answer.
_SPREAD: Final = (0.2, 4.2)
_EVEN: Final = 0.25
_BEHIND: Final = 0.8
_FRAMED: Final = 1.1
_CHINESE: Final = compiled(r"[\u4e00-\u9fff]")
# Frames of Chinese letters are about as high as wide; those of some fonts and of recognised lines half as high again.
_HIGH: Final = 1.2
_WORDS: Final = compiled(r"[\u4e00-\u9fff]+")


def as_high_as_wide(pieces: list[Piece]) -> list[Piece]:
    """The pieces, lower where the font's frames are so much higher than its Chinese letters are wide that all gaps
    would seem narrow."""
    shares = sorted(
        (p.box[3] - p.box[1]) * len(p.text) / (p.box[2] - p.box[0])
        for p in pieces
        if p.box[2] > p.box[0] and _WORDS.fullmatch(p.text)
    )
    share = shares[len(shares) // 2] if shares else 1.0
    return [_lowered(p, 1 / share) for p in pieces] if share > _HIGH else pieces


def _lowered(piece: Piece, share: float) -> Piece:
    left, top, right, bottom = piece.box
    spare = (bottom - top) * (1 - share) / 2
    return Piece(piece.text, (left, top + spare, right, bottom - spare), piece.sure)


def spread_together(row: Sequence[Piece]) -> list[Piece]:
    """A line's pieces, letters set apart over the width of a label (单 位 名 称) as one where an answer follows."""
    pieces: list[Piece] = []
    n = 0
    while n < len(row):
        end = _end_of_spread(row, n)
        if 1 < end - n < len(row) - n and _is_label(row[n : end + 1]):
            text, box = "".join(piece.text for piece in row[n:end]), frame([piece.box for piece in row[n:end]])
            pieces.append(Piece(text, box, min(piece.sure for piece in row[n:end])))
        else:
            pieces += row[n:end]
        n = end
    return pieces


def _end_of_spread(row: Sequence[Piece], n: int) -> int:
    """Behind the last of the letters that are set apart evenly from piece `n` on."""
    end = n + 1
    if len(row[n].text) != 1 or not _CHINESE.match(row[n].text):
        return end
    high = _letter_high(row[n : n + 1])
    first = row[end].box[0] - row[n].box[2] if end < len(row) else 0.0
    while end < len(row) and len(row[end].text) == 1 and _CHINESE.match(row[end].text):
        gap = row[end].box[0] - row[end - 1].box[2]
        if not _SPREAD[0] * high <= gap <= _SPREAD[1] * high or abs(gap - first) > _EVEN * high:
            break
        end += 1
    return end


def _is_label(row: Sequence[Piece]) -> bool:
    """Whether letters set apart are followed by something else at the distance of an answer."""
    *letters, answer = row
    return answer.box[0] - letters[-1].box[2] >= _BEHIND * _letter_high(letters)


def _letter_high(letters: Sequence[Piece]) -> float:
    """How high letters are: hardly more than the widest is wide, however high the frames around them."""
    wide = max(letter.box[2] - letter.box[0] for letter in letters)
    return min(letters[0].box[3] - letters[0].box[1], _FRAMED * wide)


def is_spread(piece: Piece, starts: Sequence[float]) -> bool:
    """Whether a piece was put together from others that begin at some of `starts`."""
    return any(piece.box[0] < start < piece.box[2] for start in starts)
