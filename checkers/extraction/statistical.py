"""Tables as statistics have them (指标名称 | 计量单位 | 代码 | 填报内容): their columns of codes and units, the row that numbers
the columns (甲 乙 丙 1), and answers by the number of an option (1 是 2 否 〔2〕)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checkers.extraction.values import joined
from checkers.reading.document import Block, Cell, Document, Table
from knowledge.patterns import compiled

_CODES = compiled(r"(?:指标)?(?:代码|代号|行次|栏次|行号)")
_UNITS = compiled(r"(?:计量|计算)单位|单位")
_LABELS = compiled(r"指标(?:名称)?|项目(?:名称)?|栏目|填报项目|(?:支出|预算|经费)?科目(?:名称)?")
_ANSWERS = compiled(r"填[报写](?:内容|值|情况|数)?|数值|内容|金额|数额|数量|本期数")
_UNIT = compiled(r"[万千百]?元|人|名|年|个|项|次|天|月|台|套|平方米|㎡|m²|m2")
_INDEX = compiled(r"[甲乙丙丁戊己庚辛壬癸]|\d{1,2}")
_CHOICE = compiled(r"(?P<options>(?:\d\s*[^\d〔〕【】]+?\s*){2,})[〔【\[]\s*(?P<chosen>\d)\s*[〕】\]]\s*")
_OPTION = compiled(r"(?P<number>\d)\s*(?P<words>[^\d]+)")
# A row that numbers the columns has at least so many.
_LEAST = 3


def without_codes(document: Document) -> Document:
    """The same document, its tables without columns of codes and units and without the row that numbers the columns;
    an answer by the number of an option is the option."""
    return replace(document, blocks=tuple(_block(block) for block in document.blocks))


def _block(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    chosen = tuple(replace(c, text=_chosen(c.text)) for c in block.cells)
    return _plain(replace(block, cells=chosen))


def _chosen(text: str) -> str:
    match = _CHOICE.fullmatch(text.strip())
    if match is None:
        return text
    options = {m["number"]: m["words"].strip() for m in _OPTION.finditer(match["options"])}
    return options.get(match["chosen"], text)


def _plain(table: Table) -> Table:
    head = {c.column: joined(c.text) for c in table.cells if c.row == 0}
    indexed = _numbers_columns(table)
    cells = [replace(c, row=c.row - (indexed and c.row > 1)) for c in table.cells if not (indexed and c.row == 1)]
    table = replace(table, rows=table.rows - indexed)
    codes = {n for n, text in head.items() if _CODES.fullmatch(text)}
    units = {n for n, text in head.items() if _UNITS.fullmatch(text)}
    answers = [n for n, text in head.items() if _ANSWERS.fullmatch(text)]
    if not codes and len(units) == 1 and len(answers) == 1:
        return _in_one_unit(replace(table, cells=tuple(cells)), units.pop(), answers[0])
    if not codes or not any(_LABELS.fullmatch(t) for t in head.values()):
        return table if not indexed else replace(table, cells=tuple(cells))
    if len(answers) != 1:
        units = set()
    return replace(table, columns=table.columns - len(codes | units), cells=tuple(_narrowed(cells, codes, units)))


def _in_one_unit(table: Table, units: int, answers: int) -> Table:
    """The table with the unit of its amounts in their header, where a column beside them says 万元 in every row."""
    told = {joined(c.text) for c in table.cells if c.column == units and c.row and c.text.strip()}
    if len(told) != 1 or not _MONEY.fullmatch(unit := told.pop()):
        return table
    cells = (
        replace(c, text=f"{c.text}（{unit}）") if c.row == 0 and c.column == answers else c
        for c in table.cells
        if c.column != units or c.column_span > 1
    )
    return replace(table, cells=tuple(cells))


_MONEY = compiled(r"万?元")


def _narrowed(cells: list[Cell], codes: set[int], units: set[int]) -> Iterator[Cell]:
    """The cells without those of codes and units, each label with its row's unit behind it."""
    dropped = codes | units
    told = {c.row: joined(c.text) for c in cells if c.column in units and _UNIT.fullmatch(joined(c.text))}
    labelled: set[int] = set()
    for cell in sorted(cells, key=lambda c: (c.row, c.column)):
        if cell.column in dropped and cell.column_span == 1:
            continue
        before = sum(n < cell.column for n in dropped)
        within = sum(cell.column <= n < cell.column + cell.column_span for n in dropped)
        text = cell.text
        if cell.row in told and cell.row not in labelled and text.strip():
            labelled.add(cell.row)
            text = text if told[cell.row] in text else f"{text.rstrip()}（{told[cell.row]}）"
        yield replace(cell, text=text, column=cell.column - before, column_span=max(cell.column_span - within, 1))


def _numbers_columns(table: Table) -> bool:
    """Whether the second row only numbers the columns (甲 乙 1 2, or 1 2 3 4)."""
    texts = [joined(c.text) for c in sorted(table.cells, key=lambda c: c.column) if c.row == 1]
    if len(texts) < _LEAST or not all(_INDEX.fullmatch(text) for text in texts):
        return False
    return texts[0] == "甲" or texts == [str(n) for n in range(1, len(texts) + 1)]
