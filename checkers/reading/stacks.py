"""Questions in small print above their answers, without lines around them → grids with a question and its answer in
each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from checkers.reading.document import Box
from checkers.reading.grid import Grid, Region
from checkers.reading.lines import rows_of
from checkers.reading.pieces import Piece, frame
from knowledge.patterns import compiled

# In heights of the line. Words further apart are of two questions.
_GAP: Final = 1.0
# An answer begins where its question does, and follows it closely; the next question is this much further away.
_SAME_START: Final = 0.7
_CLOSE: Final = 0.9
_FURTHER: Final = 0.35
# Lines of one answer stand no further from one another than from the question, or than lines of text do.
_LEADING: Final = 0.55
# A question without an answer has room for one below it.
_ROOM: Final = 1.2
# So many questions above answers make it how the page is filled in; fewer may be titles above text.
_LEAST: Final = 4
# What a question looks like: a few Chinese words, no number of an entry, no figures, no sentence, no answer behind it.
_QUESTION: Final = compiled(
    r"(?=.*[\u4e00-\u9fff].*[\u4e00-\u9fff])[^。；;，,!！？“”\d：:]{2,24}(?:\d{1,2}[\u4e00-\u9fff]{0,4})?[：:]?"
)
_NUMBERED: Final = compiled(
    r"[（(]?[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾甲乙丙丁\d]{1,3}[)）、.．]|第[一二三四五六七八九十\d]{1,3}[章节条部]|[①-⑳◆◇●■▍▌▎▶►★☆§□☑√]"
)


@dataclass(frozen=True)
class _Row:
    """A line of text as the stretches between its gaps: their texts and where they begin and end."""

    texts: tuple[str, ...]
    spans: tuple[tuple[float, float], ...]
    box: Box

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


def find_stacks(pieces: Sequence[Piece], right: float) -> list[Grid]:
    """The grids of questions above answers among the text of a page that is `right` wide."""
    rows = [_row(line) for line in rows_of(piece for piece in pieces if piece.text)]
    blocks = list(_blocks(rows))
    if len(blocks) < _LEAST:
        return []
    ends = [rows[last + 1].box[1] if last + 1 < len(rows) else rows[last].box[3] + 1.0 for _, last in blocks]
    grids: list[Grid] = []
    run: list[tuple[_Row, float]] = []
    for (first, last), end, following in zip(blocks, ends, [*(b[0] for b in blocks[1:]), None], strict=True):
        run.append((rows[first], end))
        if following != last + 1:
            grids.append(_grid(run, right))
            run = []
    return grids


def _row(line: Sequence[Piece]) -> _Row:
    box = frame([piece.box for piece in line])
    heights = sorted(piece.box[3] - piece.box[1] for piece in line)
    room = _GAP * heights[len(heights) // 2]
    texts: list[str] = []
    spans: list[tuple[float, float]] = []
    for piece in line:
        if spans and piece.box[0] - spans[-1][1] <= room:
            texts[-1] += piece.text
            spans[-1] = (spans[-1][0], max(spans[-1][1], piece.box[2]))
        else:
            texts.append(piece.text)
            spans.append((piece.box[0], piece.box[2]))
    # Frames of recognised lines overlap, figures are taller than the Chinese beside them.
    middle = (box[1] + box[3]) / 2
    half = heights[len(heights) // 2] / 2
    return _Row(tuple(texts), tuple(spans), (box[0], middle - half, box[2], middle + half))


def _blocks(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
    """The first line, with the questions, and the last one of their answers, of each block."""
    gaps = [below.box[1] - above.box[3] for above, below in pairwise(rows)]
    before: int | None = None
    close = 0.0
    n = 0
    while n + 1 < len(rows):
        last = _last_of(rows, gaps, n) if _asks(rows[n]) else None
        if last is not None and (n == 0 or gaps[n - 1] > gaps[n] + _FURTHER * rows[n].height):
            close = gaps[n]
        elif before == n - 1 and _asks(rows[n]) and gaps[n] > close + _ROOM * rows[n].height:
            last = n
        else:
            last = None
        if last is not None:
            yield n, last
            before = n = last
        n += 1


def _asks(row: _Row) -> bool:
    return all(_QUESTION.fullmatch(text) and not _NUMBERED.match(text) for text in row.texts)


def _last_of(rows: Sequence[_Row], gaps: Sequence[float], n: int) -> int | None:
    """The last line of the answers to the questions of line `n`, None where what follows does not answer them."""
    question = rows[n]
    if gaps[n] > _CLOSE * question.height or not _stands_below(question, rows[n + 1]):
        return None
    last = n + 1
    while (
        last + 1 < len(rows)
        and gaps[last] <= max(gaps[n], _LEADING * rows[last].height)
        and _stands_below(question, rows[last + 1])
        and gaps[last] <= gaps[n] + _FURTHER * question.height
    ):
        last += 1
    is_end = last + 1 == len(rows) or gaps[last] > gaps[n] + _FURTHER * question.height
    return last if is_end else None


def _stands_below(question: _Row, row: _Row) -> bool:
    """Whether all of a line begins where questions above it do, none of it in the next one's place."""
    room = _SAME_START * question.height
    starts = [start for start, _ in question.spans]
    for start, end in row.spans:
        own = next((s for s in starts if abs(s - start) <= room), None)
        if own is None or any(own < other < end for other in starts):
            return False
    return True


def _grid(run: Sequence[tuple[_Row, float]], right: float) -> Grid:
    """The grid of blocks that follow one another, each a row up to where the next one begins."""
    starts: list[float] = []
    for start in sorted(start for row, _ in run for start, _ in row.spans):
        if not starts or start - starts[-1] > _SAME_START * run[0][0].height:
            starts.append(start)
    xs = (*(start - 1.0 for start in starts), max(right, starts[-1] + 1.0))
    ys = (run[0][0].box[1] - 1.0, *(end - 1.0 for _, end in run))
    regions = []
    for n, (row, _) in enumerate(run):
        columns = [max(i for i, start in enumerate(starts) if start <= own + 0.01) for own, _ in row.spans]
        for column, following in zip(columns, [*columns[1:], len(starts)], strict=True):
            if following > column:
                box = (xs[column], ys[n], xs[following], ys[n + 1])
                regions.append(Region(n, column, 1, following - column, box))
    return Grid(xs, ys, tuple(regions))
