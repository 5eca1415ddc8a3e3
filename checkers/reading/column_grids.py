"""Rows of text → a grid whose upright lines run through the gaps that they share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from checkers.reading.grid import Grid, Region
from checkers.reading.pieces import frame
from checkers.reading.rows import Row, texts_of
from knowledge.patterns import compiled

# A table has so many rows with something in several columns; what stands in two lines only may do so by chance.
_ROWS: Final = 2
_ROWS_OF_PAIRS: Final = 3
# What says in itself what it is told for (姓名：张三) needs no column.
_PAIR: Final = compiled(r"[^：:]{1,20}[：:]\s*\S")
# A colon at the end of a stretch asks for the one behind it.
_ASKS: Final = compiled(r"[：:]$")
_WITH_ANSWER: Final = 2
_MOSTLY_PAIRS: Final = 0.5
_MOSTLY_ASKED: Final = 0.8
_TALL: Final = 1.7
# Entries of a list, or phases by their dates: what stands behind them goes on with them.
_LISTED: Final = compiled(r"[（(]?\d|[①-⑳●•·◆■□☑√✓☒☐\-—]|第[一二三四五六七八九十\d]{1,3}[阶期年]")


def grid_between_gaps(rows: Sequence[Row], ys: tuple[float, ...]) -> Grid | None:
    """The grid whose upright lines run through the gaps between columns, None where there are none."""
    cuts = cuts_of(rows)
    if not cuts:
        return None
    box = frame([row.box for row in rows])
    xs = (box[0] - 1.0, *cuts, box[2] + 1.0)
    regions = [region for n, row in enumerate(rows) for region in _regions(n, row, xs, ys)]
    return Grid(xs, ys, tuple(regions))


def _regions(n: int, row: Row, xs: Sequence[float], ys: Sequence[float]) -> list[Region]:
    """The cells of a row: between two cuts, over those that its text crosses."""
    regions: list[Region] = []
    start = 0
    for at in range(1, len(xs)):
        crossed = at < len(xs) - 1 and any(left < xs[at] - 1 and right > xs[at] + 1 for left, right in row.parts)
        if not crossed:
            regions.append(Region(n, start, 1, at - start, (xs[start], ys[n], xs[at], ys[n + 1])))
            start = at
    return regions


def cuts_of(rows: Sequence[Row]) -> list[float]:
    """The fewest places that go through every gap."""
    cuts: list[float] = []
    for left, right in sorted((gap for row in rows for gap in row.gaps), key=lambda gap: gap[1]):
        if not cuts or cuts[-1] <= left:
            cuts.append(right - min(1.0, (right - left) / 4))
    return cuts


def are_columns(rows: Sequence[Row], grid: Grid) -> bool:
    """Whether enough rows have gaps at the same places, and what stands between them does not tell itself what it is."""
    cuts = grid.xs[1:-1]
    told = [row for row in rows if len(row.parts) > 1]
    shared = max(sum(any(left <= cut <= right for left, right in row.gaps) for row in told) for cut in cuts)
    least = _ROWS if len(cuts) > 1 else _ROWS_OF_PAIRS
    if len(told) < least or shared < least:
        return False
    if len(cuts) == 1 and all(_LISTED.match(texts_of(row)[0]) for row in told):
        return False
    texts = [text for row in told for text in texts_of(row)]
    pairs = sum(_PAIR.match(text) is not None for text in texts)
    asked = sum(_ASKS.search(text) is not None for text in texts)
    # Answers over several lines beside their questions are in boxes, whatever the questions end with.
    boxed = any(row.box[3] - row.box[1] > _TALL * row.height for row in told)
    return pairs < _MOSTLY_PAIRS * len(texts) and (boxed or _WITH_ANSWER * asked < _MOSTLY_ASKED * len(texts))
