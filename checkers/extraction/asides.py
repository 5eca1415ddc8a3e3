"""Tables as forms print them → what asks and answers in them: columns that only number the rows (代码, 行次) or name
units (计量单位) are left out, two rows of headers are one, a box around a title is a title."""

from __future__ import annotations

import re
from dataclasses import replace

from checkers.extraction.headers import header_kind
from checkers.extraction.labels import exact_label, is_heading, is_listed, match_label, match_section
from checkers.extraction.plausible import answers, is_person
from checkers.extraction.values import joined
from checkers.reading.document import Block, Cell, Paragraph, Table
from knowledge.patterns import compiled

_NUMBER = compiled(r"[A-Za-z]?(\d{1,3})")
_NUMBERS_HEAD = compiled(r"(?:行|栏|项|指标)?(?:代码|次|序号?|编码)|序号?|编号|No\.?")
# So many numbers that go up with the rows are no answers; fewer need a header that says so.
_NUMBERS = 4
_NUMBERS_HEADED = 2
_UNITS_HEAD = compiled(r"(?:计量)?单位|量纲")
_ONLY_UNITS = compiled(r"计量单位|量纲")
_LONGEST_UNIT = 5
_UNIT = compiled(r"人民币|万?元|人|名|人次|年|年月日?|岁|个|项|件|台|套|平方米|平米|㎡|m2|亩|天|月|[—–\-－/／]+")
# So many units in one column that has no header make it one of units.
_UNITS = 3
_MONEY = compiled(r"万?元|亩")
_LONGEST_TITLE = 30


def without_asides(block: Block) -> Block:
    """The block with its answers only: a table without columns beside the answers, a title without its frame."""
    if not isinstance(block, Table):
        return block
    title = _framed(block)
    return title if title is not None else _heads_joined(_hints_out(_columns_out(block)))


# Small print below a label, in the label's own box: 注册地⏎填至区（镇）.
_LONGEST_HINT = 24
_HINTS = 2
_BRACKETS = compiled(r"[（()）]")


def _hints_out(table: Table) -> Table:
    """The table with the second lines of its labels as remarks in brackets where the answers stand in boxes of their own
    beside them: then those lines tell how to answer."""
    hinted, answered = [], 0
    right = {(c.row, c.column): c for c in table.cells}
    for cell in table.cells:
        asked, _, rest = cell.text.strip().partition("\n")
        label = exact_label(asked) if rest and "\n" not in rest and len(rest) <= _LONGEST_HINT else None
        if label is None:
            continue
        beside = right.get((cell.row, cell.column + cell.column_span))
        if beside is None or match_label(beside.text.partition("\n")[0]) is not None or answers(label.field, rest):
            answered += 1
        elif exact_label(cell.text) is None and not is_listed(rest):
            hinted.append(replace(cell, text=f"{asked}（{_BRACKETS.sub('', rest)}）"))
    if len(hinted) < _HINTS or len(hinted) <= answered:
        return table
    instead = {(c.row, c.column): c for c in hinted}
    return replace(table, cells=tuple(instead.get((c.row, c.column), c) for c in table.cells))


def _framed(table: Table) -> Paragraph | None:
    """The title that stands alone in a table of one cell, None where the table is more."""
    if len(table.cells) != 1 or table.cells[0].tables:
        return None
    cell = table.cells[0]
    text = cell.text.strip()
    if "\n" in text or not text or len(joined(text)) > _LONGEST_TITLE or re.search(r"[:：□☑√。]", text):
        return None
    if match_section(text) is None and match_label(text) is None:
        return None
    return Paragraph(text, cell.place, True, cell.sure)


def _columns_out(table: Table) -> Table:
    """The table without the columns that number its rows or name units; a unit of money goes to its label."""
    columns: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.column_span == 1 and cell.row_span == 1 and cell.text.strip():
            columns.setdefault(cell.column, []).append(cell)
    last = max((c.column for c in table.cells if c.text.strip()), default=0)
    between = {n: sorted(cells, key=lambda c: c.row) for n, cells in columns.items() if 0 < n < last}
    numbers = {n for n, cells in between.items() if _are_numbers(cells)}
    units = {n for n, cells in between.items() if n not in numbers and _are_units(cells, bool(numbers))}
    if not numbers | units:
        return table
    beside = {c for n in numbers | units for c in columns[n]}
    named = {c.row: joined(c.text) for n in units for c in columns[n] if _MONEY.fullmatch(joined(c.text))}
    kept = [c for c in table.cells if c not in beside]
    labels = {row: _left_of(kept, row, min(units)) for row in named}
    cells = (replace(c, text=f"{c.text}（{named[c.row]}）") if c is labels.get(c.row) else c for c in kept)
    return replace(table, cells=tuple(cells))


def _left_of(cells: list[Cell], row: int, column: int) -> Cell | None:
    """The nearest cell with words in a row that stands left of a column."""
    return max(
        (c for c in cells if c.row == row and c.column < column and c.text.strip()),
        key=lambda c: c.column,
        default=None,
    )


def _are_numbers(cells: list[Cell]) -> bool:
    """Whether the cells of a column are the running numbers of their rows."""
    headed = _NUMBERS_HEAD.fullmatch(joined(cells[0].text)) is not None
    body = cells[1:] if headed or _NUMBER.fullmatch(joined(cells[0].text)) is None else cells
    matches = [_NUMBER.fullmatch(joined(c.text)) for c in body]
    if len(body) < (_NUMBERS_HEADED if headed else _NUMBERS) or any(m is None for m in matches):
        return False
    numbers = [int(m[1]) for m in matches if m is not None]
    steps = list(zip(zip(body, numbers, strict=True), zip(body[1:], numbers[1:], strict=True), strict=False))
    return all(b - a in (1, below.row - above.row) for (above, a), (below, b) in steps)


def _are_units(cells: list[Cell], numbered: bool) -> bool:
    """Whether the cells of a column name the units of the answers beside them; in a `numbered` table less is enough."""
    headed = _UNITS_HEAD.fullmatch(joined(cells[0].text)) is not None
    body = cells[1:] if headed else cells
    if _ONLY_UNITS.fullmatch(joined(cells[0].text)) and all(len(joined(c.text)) <= _LONGEST_UNIT for c in body):
        return True  # whatever was recognised there
    if not body or any(_UNIT.fullmatch(joined(c.text)) is None for c in body):
        return False
    real = {joined(c.text) for c in body if re.search(r"\w", c.text)}
    return headed or (numbered and len(body) >= _UNITS) or (len(body) >= _UNITS <= len(real) + 1 and len(real) > 1)


def _heads_joined(table: Table) -> Table:
    """The table with one row of headers where some of its headers stand below the name of a group (登记信息)."""
    rows = table.by_row()
    for r in sorted(rows):
        made = [] if _answer(rows.get(r - 1, []), rows[r]) else _joined(rows[r], rows.get(r + 1, []))
        if made:
            others = [c if c.row < r else replace(c, row=c.row - 1) for c in table.cells if c.row not in (r, r + 1)]
            cells = sorted([*others, *made], key=lambda c: (c.row, c.column))
            return replace(table, rows=table.rows - 1, cells=tuple(cells))
    return table


_LONG_NUMBER = compiled(r"\d{5}")


def _answer(over: list[Cell], cells: list[Cell]) -> bool:
    """Whether the cells of a row answer labels that stand each right above one of the same width."""
    widths = [(c.column, c.column_span) for c in over] == [(c.column, c.column_span) for c in cells]
    asked = any(match_label(c.text) is not None for c in over)
    return bool(over) and widths and asked and not any(match_label(c.text) is not None for c in cells)


def _joined(top: list[Cell], under: list[Cell]) -> list[Cell]:
    """One row of headers out of two, empty where the two rows are none."""
    top = _widened(top)
    tall = [replace(c, row_span=1) for c in top if c.row_span == 2]
    groups = [c for c in top if c.row_span == 1]
    if any(is_person(c.text) or _LONG_NUMBER.search(c.text) for c in under):
        return []  # answers, not headers
    if not under or not groups or any(c.row_span > 2 for c in top) or any(c.row_span != 1 for c in under):
        return []
    if not all(c.column_span > 1 and c.text.strip() for c in groups) or any(is_heading(c.text) for c in groups):
        return []
    parts = [(group, _covered(group, under)) for group in groups]
    if any(not below for _, below in parts) or sum(len(below) for _, below in parts) != len(under):
        return []
    for named in (False, True):
        heads = sorted([*tall, *(c for g, below in parts for c in _of_group(g, below, named))], key=lambda c: c.column)
        if header_kind([c.text for c in heads], "members") in ("budget", "schedule"):
            return heads
    named_people = header_kind([c.text for c in heads], "members") == "members"
    asked = named_people or all(match_label(c.text) for c in heads)
    return heads if asked and (tall or len(groups) > 1) else []


def _widened(top: list[Cell]) -> list[Cell]:
    """A row of headers with the names of groups as wide as the empty boxes behind them let them be."""
    wide: list[Cell] = []
    for cell in top:
        last = wide[-1] if wide else None
        if last is not None and last.row_span == cell.row_span == 1 and last.text.strip() and not cell.text.strip():
            wide[-1] = replace(last, column_span=cell.column + cell.column_span - last.column)
        else:
            wide.append(cell)
    return wide


def _covered(group: Cell, under: list[Cell]) -> list[Cell]:
    """The headers that stand below a group's name, empty where they do not fill its width."""
    below = [c for c in under if group.column <= c.column < group.column + group.column_span]
    return below if len(below) > 1 and sum(c.column_span for c in below) == group.column_span else []


def _of_group(group: Cell, below: list[Cell], named: bool) -> list[Cell]:
    """The headers below a group's name as they read alone, `named` with it where they are no label without it."""
    name = _ONLY_OF_WHICH.sub("", joined(group.text)) if named else ""
    unit = m[0] if (m := _IN_YUAN.search(joined(group.text))) else ""
    return [
        replace(
            c,
            row=c.row - 1,
            text=(c.text if match_label(c.text) else f"{name}{joined(c.text)}")
            + ("" if _NO_SUM.search(c.text) else unit),
        )
        for c in below
    ]


_NO_SUM = compiled(r"[#＃元]|序号|编号|科目|名称|内容|依据|说明|备注|用途")
# 其中（元） above 财政资助 and 单位自筹 tells no more than that they are parts of a sum.
_ONLY_OF_WHICH = compiled(r"其中|[（(][^（()）]*[)）]")
_IN_YUAN = compiled(r"[（(]万?元[)）]")
