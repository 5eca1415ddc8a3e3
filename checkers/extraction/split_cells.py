"""Tables as forms draw them → as they are meant: a date in seven boxes is one value, headers in a column head rows,
headers recognised as one line of text stand each over its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checkers.extraction.asides import without_asides
from checkers.extraction.budget_rows import budget_apart
from checkers.extraction.continued import continued
from checkers.extraction.headers import header_kind
from checkers.extraction.labels import exact_label
from checkers.extraction.pairs import GAP
from checkers.extraction.stacked import unstacked
from checkers.extraction.turned import turned
from checkers.extraction.values import joined
from checkers.reading.document import Block, Cell, Document, Table
from knowledge.patterns import compiled

_UNITS = ("年", "月", "日")
_FIGURE = compiled(r"\d{0,4}")
# A header in the first column heads at least so many columns; it has at most so many rows.
_COLUMNS = 3
_ROWS = 8


def put_together(document: Document) -> Document:
    """The document with dates in several boxes as one cell each, headers in one box as a cell each, and without what
    stands beside questions and answers."""
    document = unstacked(continued(document))
    blocks = (
        part for block in turned(document.blocks) for half in _side_by_side(block) for part in _budget_apart(half)
    )
    return replace(document, blocks=tuple(without_asides(_block(block)) for block in blocks))


def _block(block: Block) -> Block:
    return _table(block) if isinstance(block, Table) else block


def _budget_apart(block: Block) -> Sequence[Block]:
    return budget_apart(block) if isinstance(block, Table) else [block]


def _side_by_side(block: Block) -> list[Block]:
    """Two tables where one has an empty column from top to bottom between its halves; else the block as it is."""
    if not isinstance(block, Table):
        return [block]
    for gap in block.cells:
        empty = gap.row_span == block.rows > 1 and not gap.text.strip() and not gap.tables
        if not empty or not 0 < gap.column < block.columns - gap.column_span:
            continue
        left = tuple(c for c in block.cells if c.column < gap.column)
        after = gap.column + gap.column_span
        right = tuple(replace(c, column=c.column - after) for c in block.cells if c.column >= after)
        if left and right and all(c.column + c.column_span <= gap.column for c in left):
            halves = (
                replace(block, columns=gap.column, cells=left),
                replace(block, columns=block.columns - after, cells=right),
            )
            return [part for half in halves for part in _side_by_side(half)]
    return [block]


def _table(table: Table) -> Table:
    table = replace(table, cells=tuple(_written_plainly(cell) for cell in table.cells))
    if not table.ruled:
        table = replace(table, cells=tuple(c for row in table.by_row().values() for c in _labels_joined(row)))
    table = replace(table, cells=tuple(cell for row in table.by_row().values() for cell in _dates_joined(row)))
    table = _dates_below(_dates_beside(table))
    return _headers_apart(_amounts_joined(table))


def _written_plainly(cell: Cell) -> Cell:
    text = _number_apart(_upright(_RANGE_PARTED.sub(r"\1", cell.text)))
    return replace(cell, text=text, tables=tuple(_table(t) for t in cell.tables))


def _labels_joined(row: list[Cell]) -> list[Cell]:
    """The cells of a row, spaced labels that were taken for two columns (姓 | 名：, or 姓性 | 名：别： of two lines) in one."""
    cells: list[Cell] = []
    for cell in row:
        labels = _halves(cells[-1].text, cell.text) if cells else []
        if labels:
            width = cells[-1].column_span + cell.column_span
            cells[-1] = replace(cells[-1], text="\n".join(labels), column_span=width)
        else:
            cells.append(cell)
    return cells


def _halves(left: str, right: str) -> list[str]:
    """The labels of which each has its first character left and its second right, empty where these are no such."""
    ends = [end for end in re.split(r"[:：]", joined(right)) if end]
    starts = joined(left)
    labels = [f"{start}{end}：" for start, end in zip(starts, ends, strict=False)]
    whole = 0 < len(starts) == len(ends) and all(len(end) == 1 for end in ends)
    return labels if whole and all(exact_label(label) is not None for label in labels) else []


# The columns of an amount that has a box for each digit.
_DIGIT_PLACES = ("亿", "千万", "百万", "十万", "万", "千", "百", "十", "元", "角", "分")
_LEAST_PLACES = 4
_DIGIT = compiled(r"[\d¥￥]?")


def _amounts_joined(table: Table) -> Table:
    """The table with amounts in one box each where they have a box for each digit, below 十万 | 万 | 千 | 百 | 十 | 元."""
    for row in range(table.rows):
        named = [
            c
            for c in table.cells
            if c.row == row
            and joined(c.text).replace("仟", "千").replace("佰", "百").replace("拾", "十") in _DIGIT_PLACES
        ]
        if len(named) < _LEAST_PLACES or any(c.row_span + c.column_span > 2 for c in named):
            continue
        named.sort(key=lambda c: c.column)
        columns = [c.column for c in named]
        if columns != list(range(columns[0], columns[0] + len(columns))):
            continue
        cents = sum(joined(c.text) in ("角", "分") for c in named)
        above = next((c for c in table.cells if c.row < row and c.column == columns[0]), None)
        head = replace(named[0], text="金额（元）", column_span=len(columns))
        if above is not None and above.column_span == len(columns):
            head = replace(above, text=f"{above.text}（元）", row_span=row + 1 - above.row)
        kept = [c for c in table.cells if c not in named and c is not above] + [head]
        for below in range(row + 1, table.rows):
            digits = sorted((c for c in kept if c.row == below and c.column in columns), key=lambda c: c.column)
            if len(digits) != len(columns) or any(not _DIGIT.fullmatch(joined(c.text)) for c in digits):
                break
            number = "".join(joined(c.text) for c in digits).lstrip("¥￥")
            number = f"{number[:-cents]}.{number[-cents:]}" if cents and number else number
            kept = [c for c in kept if c not in digits]
            kept.append(replace(digits[0], text=number, column_span=len(columns)))
        return _row_out(replace(table, cells=tuple(sorted(kept, key=lambda c: (c.row, c.column)))), row)
    return table


# 2025.10⏎至⏎2026.06 is one range.
_RANGE_PARTED = compiled(r"(?<=[\d月日])\s*\n\s*(至|到|—|–|-|~|～)\s*\n?\s*(?=\d)")
# A label that runs down its box has no more characters than this.
_LONGEST_UPRIGHT = 12


def _upright(text: str) -> str:
    """A text that runs down its box one character a line, in one line."""
    lines = [joined(line) for line in text.split("\n") if line.strip()]
    runs_down = 2 <= len(lines) <= _LONGEST_UPRIGHT and all(len(line) == 1 for line in lines)
    return "".join(lines) if runs_down else text


def _dates_below(table: Table) -> Table:
    """The table with dates in one box whose parts stand below 年, 月 and 日 below a question (出生日期)."""
    at = {(c.row, c.column): c for c in table.cells}
    for head in table.cells:
        units = [at.get((head.row + head.row_span, n)) for n in range(head.column, head.column + head.column_span)]
        if len(units) != len(_UNITS) or [joined(u.text) if u else "" for u in units] != list(_UNITS):
            continue
        row = head.row + head.row_span
        cells = [c for c in table.cells if c not in (head, *units)]
        cells.append(replace(head, row_span=head.row_span + 1))
        for below in range(row + 1, table.rows):
            parts = [at.get((below, u.column)) for u in units if u is not None]
            if any(p is None or p.column_span > 1 or not _FIGURE.fullmatch(joined(p.text)) for p in parts):
                break
            told = [p for p in parts if p is not None]
            text = "".join(f"{joined(p.text)}{unit}" for p, unit in zip(told, _UNITS, strict=True))
            made = text if any(p.text.strip() for p in told) else ""
            cells = [c for c in cells if c not in told]
            cells.append(replace(told[0], text=made, column_span=len(told)))
        return _dates_below(_row_out(replace(table, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column)))), row))
    return table


def _dates_beside(table: Table) -> Table:
    """The table with dates in one box whose parts stand below 年, 月 and 日 beside a question (开始日期 | 年 | 月 | 日)."""
    at = {(c.row, c.column): c for c in table.cells}
    cells = list(table.cells)
    for head in table.cells:
        first = head.column + head.column_span
        units = [at.get((head.row, first + n)) for n in range(len(_UNITS))]
        parts = [at.get((head.row + 1, first + n)) for n in range(len(_UNITS))]
        if exact_label(head.text) is None or [joined(u.text) if u else "" for u in units] != list(_UNITS):
            continue
        told = [p for p in parts if p is not None and _FIGURE.fullmatch(joined(p.text))]
        if len(told) != len(_UNITS) or any(c.column_span > 1 or c.row_span > 1 for c in (*told, *units) if c):
            continue
        under = at.get((head.row + 1, head.column))
        if under is not None and exact_label(under.text) is not None:
            continue
        text = "".join(f"{joined(p.text)}{unit}" for p, unit in zip(told, _UNITS, strict=True))
        made = text if any(p.text.strip() for p in told) else ""
        cells = [c for c in cells if c not in units and c not in told]
        cells.append(replace(told[0], row=head.row, row_span=2, text=made, column_span=len(told)))
    return replace(table, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _row_out(table: Table, row: int) -> Table:
    """The table without a row of which only the lower ends of taller cells are left."""
    if any(c.row == row for c in table.cells):
        return table
    cells = (
        replace(c, row=c.row - (c.row > row), row_span=c.row_span - (c.row < row < c.row + c.row_span))
        for c in table.cells
    )
    return replace(table, rows=table.rows - 1, cells=tuple(cells))


# 身份证号4304…: the line between a label and the number below it is lost.
_NUMBER_CLOSE = compiled(r"(?P<words>[\u4e00-\u9fff（）()]{2,12})(?P<number>[A-Z]?\d{11,22}X?)")


def _number_apart(text: str) -> str:
    """A box's label and the long number behind it on lines of their own."""
    match = _NUMBER_CLOSE.fullmatch(joined(text))
    apart = match is not None and exact_label(match["words"]) is not None
    return f"{match['words']}\n{match['number']}" if match is not None and apart else text


def _headers_apart(table: Table) -> Table:
    """The table with a header row of its own where the line between title and headers, and those between the headers,
    are missing: 经费预算（元）⏎#   科目   金额 as one box over three columns."""
    top = next((c for c in table.cells if c.row == 0), None)
    if top is None or top.column_span < max(table.columns, 2) or not top.text.strip():
        return table
    *title, last = top.text.strip().split("\n")
    heads = GAP.split(last.strip())
    under = sorted((c for c in table.cells if c.row == top.row_span), key=lambda c: c.column)
    if len(heads) != len(under) or header_kind(heads, "members") not in ("members", "budget", "schedule"):
        return table
    shift = 2 - top.row_span
    below = (replace(c, row=c.row + shift) for c in table.cells if c is not top)
    made = (
        replace(u, row=1, row_span=1, text=h, place=top.place, sure=top.sure) for h, u in zip(heads, under, strict=True)
    )
    first = replace(top, row_span=1, text="\n".join(title))
    return replace(table, rows=table.rows + shift, cells=(first, *made, *below))


def _dates_joined(row: list[Cell]) -> list[Cell]:
    if not any(joined(c.text) == _UNITS[0] for c in row):
        return row
    cells: list[Cell] = []
    i = 0
    while i < len(row):
        parts = _date_at(row, i)
        if parts:
            width = sum(c.column_span for c in parts)
            text = "".join(joined(c.text) for c in parts)
            cells.append(replace(parts[0], text=text, column_span=width, sure=min(c.sure for c in parts)))
        else:
            cells.append(row[i])
        i += max(len(parts), 1)
    return cells


def _date_at(row: list[Cell], start: int) -> list[Cell]:
    """The cells from `start` on that make a date (2025 年 8 月 10 日), empty where there is none."""
    parts: list[Cell] = []
    for unit in _UNITS:
        pair = row[start + len(parts) : start + len(parts) + 2]
        if len(pair) < 2 or joined(pair[1].text) != unit or not _FIGURE.fullmatch(joined(pair[0].text)):
            break
        parts += pair
    return parts if len(parts) >= 2 * 2 else []


def headers_on_top(table: Table, who: str | None) -> Table:
    """The table with its rows as columns where its headers stand in the first column; else as it is."""
    if table.columns < _COLUMNS or not 2 <= table.rows <= _ROWS:
        return table
    if len(table.cells) != table.rows * table.columns or any(c.row_span + c.column_span > 2 for c in table.cells):
        return table
    first = [c.text for c in sorted(table.cells, key=lambda c: c.row) if c.column == 0]
    top = [c.text for c in sorted(table.cells, key=lambda c: c.column) if c.row == 0]
    if header_kind(first, who or "members") not in ("members", "budget", "schedule") or header_kind(top, who):
        return table
    if any(c.column and exact_label(c.text) is not None for c in table.cells):
        return table
    cells = sorted((replace(c, row=c.column, column=c.row) for c in table.cells), key=lambda c: (c.row, c.column))
    return Table(table.columns, table.rows, tuple(cells), table.place)
