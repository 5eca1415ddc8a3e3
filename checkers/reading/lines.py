"""Pieces of text with their frames → lines, and lines → running text, with broken numbers put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from checkers.reading.document import Box
from checkers.reading.pieces import Piece, frame
from checkers.reading.spread import is_spread, spread_together
from knowledge.patterns import compiled

# Gaps in units of the text's height: a space, and the gap of a tab or of columns.
_SPACE: Final = 0.12
_WIDE: Final = 1.6
_WIDE_GAP: Final = "   "
# A line with so many words apart is a row of headers.
_HEADERS: Final = 3
# A line is full where the next word would not have fitted; a cell's padding takes about this much on each side.
_PADDING: Final = 0.45
_SAME_LINE: Final = 0.5
# Lines further apart than this (in heights) are no paragraph, even with double spacing.
_APART: Final = 1.6
# A question above its answer, which would not have fitted beside it (证书编号 above S0000…).
_QUESTION: Final = compiled(r"[\u4e00-\u9fff（）()/、]{2,10}")
# A place to sign or seal ends its line; the date below it is another's.
_SIGNED: Final = compiled(r"(?:公章|盖章|签章|签字|签名)[)）]?\s*[:：]?$")
_LATIN_WORD: Final = compiled(r"[A-Za-z0-9.@/_-]{6,}")
# What cannot be parted at the end of a line: a word of Latin letters, a character with the marks that cling to it.
_WORD: Final = compiled(r"[（《“‘【(]*(?:[A-Za-z0-9.@/_%+-]+|.)[，。、；：！？）》”’】)]*", re.DOTALL)
_LATIN: Final = compiled(r"[A-Za-z]")
# A line that begins so is a line of its own, however full the one above is.
_BEGINS: Final = compiled(
    r"\s*([一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十\d]+[条章]"
    r"|[□☑√■☐☒]|[^\s：:，。；]{2,14}[：:])"
)
# A line that ends so was cut within a word (……；证 / 书编号：……).
_CUT: Final = compiled(r"[；;，,]\s*[^\s：:，。；;、]{1,4}$")
# A title and a line below it, or a small label and its answer, are of different heights.
_OTHER_SIZE: Final = 1.35
# Dots that lead from a question to its answer.
_LEADERS: Final = compiled(r"…{4,}|\.{8,}|·{8,}|⋯{4,}")
# A paragraph's first line is set in, or its others are, by no more than this (in heights); what is set to the right or
# in the middle begins anywhere and is seldom half as long as the room.
_INDENT: Final = 4.0
_LONG_LINE: Final = 0.5
_CHINESE: Final = compiled(r"[\u4e00-\u9fff]")
# A Chinese character is hardly narrower than high.
_CHINESE_WIDE: Final = 0.9
# No line of its own begins with these.
_GOES_ON: Final = compiled(r"[，。、；：！？）》”’%,;!?)]")


@dataclass(frozen=True)
class Line:
    """A line of text and its frame; `sure` is that of its least sure piece, `height` that of its letters (other fonts'
    figures in it may be taller)."""

    text: str
    box: Box
    sure: float
    height: float


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """The pieces as lines from the top, each from the left."""
    return [_line(row) for row in rows_of(pieces)]


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces that stand on one line together, lines from the top, each from the left."""
    rows: list[list[Piece]] = []
    spans: list[list[float]] = []
    for piece in sorted(pieces, key=lambda piece: piece.box[1] + piece.box[3]):
        top, bottom = piece.box[1], piece.box[3]
        # A line further up may be taller than the last one.
        for row, span in zip(rows[:-4:-1], spans[:-4:-1], strict=True):
            common = min(bottom, span[1]) - max(top, span[0])
            if common >= _SAME_LINE * max(min(bottom - top, span[1] - span[0]), 0.01):
                row.append(piece)
                # The line keeps the frame of its first piece: a tall mark must not swallow the next line.
                break
        else:
            rows.append([piece])
            spans.append([top, bottom])
    return [sorted(row, key=lambda piece: piece.box[0]) for row in rows]


def _line(row: Sequence[Piece]) -> Line:
    parted = [piece.box[0] for piece in row]
    row = spread_together(row)
    text = row[0].text
    height = sorted(piece.box[3] - piece.box[1] for piece in row)[len(row) // 2]
    end = row[0].box[2]
    for before, piece in pairwise(row):
        gap = piece.box[0] - end
        wide = gap > _WIDE * height or is_spread(before, parted)
        text += (_WIDE_GAP if wide else " " if gap > _SPACE * height else "") + piece.text
        end = max(end, piece.box[2])
    chinese = sorted(piece.box[3] - piece.box[1] for piece in row if _CHINESE.search(piece.text))
    letters = chinese[len(chinese) // 2] if chinese else height
    return Line(text, frame([piece.box for piece in row]), min(piece.sure for piece in row), letters)


def joined(lines: Sequence[Line], left: float, right: float) -> list[Line]:
    """The lines with those that go on in the next one joined to it; text may run from `left` to `right`."""
    result: list[Line] = []
    last: Line | None = None
    for line in lines:
        if last is not None and _goes_on(last, line, left, right):
            before = result[-1]
            glue = " " if _LATIN.match(before.text[-1:]) and _LATIN.match(line.text[:1]) else ""
            box = frame([before.box, line.box])
            result[-1] = Line(before.text + glue + line.text, box, min(before.sure, line.sure), line.height)
        else:
            result.append(line)
        last = line
    return result


def _goes_on(line: Line, following: Line, left: float, right: float) -> bool:
    """Whether a line is full: its text and the next word would not have fitted side by side."""
    if _WIDE_GAP in line.text and _WIDE_GAP in following.text:
        return False  # rows of a table without lines
    if line.text.count(_WIDE_GAP) >= _HEADERS - 1:
        return False  # its headers
    if _LEADERS.search(line.text) or not 1 / _OTHER_SIZE <= line.height / max(following.height, 0.01) <= _OTHER_SIZE:
        return False
    if _GOES_ON.match(following.text) and following.box[1] - line.box[3] <= _APART * line.height:
        return True
    cut = _CUT.search(line.text) is not None
    if _SIGNED.search(line.text):
        return False
    if _QUESTION.fullmatch(line.text) and _LATIN_WORD.match(following.text):
        return False
    if (_BEGINS.match(following.text) is not None and not cut) or following.box[1] - line.box[3] > _APART * line.height:
        return False
    match = _WORD.match(following.text)
    word = len(match.group()) if match is not None else 0
    each = (following.box[2] - following.box[0]) / max(len(following.text), 1)
    if match is not None and _CHINESE.match(match.group()):
        each = max(each, _CHINESE_WIDE * following.height)
    room = right - left - 2 * _PADDING * line.height
    # A line that was cut within a word is full up to its end, whatever it is indented by; so is a paragraph's first.
    set_in = abs(following.box[0] - line.box[0]) <= _INDENT * line.height
    running = set_in and line.box[2] - line.box[0] >= _LONG_LINE * room
    taken = line.box[2] - (left if cut or running else line.box[0])
    # A word longer than a whole line is broken anywhere, so one more character is all that had to fit.
    needed = each if each * word > room - taken and taken + each > room else min(each * word, room)
    return taken + needed > room
