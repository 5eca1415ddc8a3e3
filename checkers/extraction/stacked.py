"""Forms that ask in one row of boxes and are answered in the row below → a question and its answer a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checkers.extraction.headers import header_kind
from checkers.extraction.labels import match_label
from checkers.extraction.values import joined
from checkers.reading.document import Cell, Document, Table
from knowledge.patterns import compiled

# So many known questions in such rows, and so many times as many as in the rows of answers, make a form of them; one of
# its tables has so many pairs.
_LEAST_ASKED = 4
_TIMES_TOLD = 4
_LEAST_PAIRS = 3
# In one table such a part of the questions is known, and they are so many times as many as in its rows of answers.
_KNOWN = 0.25
_TIMES_TOLD_IN_TABLE = 2
# Words that may ask: no figures, no sentences.
_MAY_ASK = compiled(r"[^\d，。；：:]{2,30}[:：]?")
_LISTS = ("members", "budget", "schedule")


@dataclass(frozen=True)
class _Pair:
    """A row of questions and the row of answers below it, boxes of the same width."""

    asked: Sequence[Cell]
    told: Sequence[Cell]


def unstacked(document: Document) -> Document:
    """The same document with its tables of questions above answers as tables of questions left of answers, where its form
    is made of such."""
    pairs = {n: _parts(block) for n, block in enumerate(document.blocks) if isinstance(block, Table)}
    in_pairs = {n: parts for n, parts in pairs.items() if parts}
    asked, told = _known([pair for parts in in_pairs.values() for pair in parts if isinstance(pair, _Pair)])
    longest = max((sum(isinstance(part, _Pair) for part in parts) for parts in in_pairs.values()), default=0)
    if asked < _LEAST_ASKED or asked < _TIMES_TOLD * told or longest < _LEAST_PAIRS:
        return document
    blocks = list(document.blocks)
    for n, parts in in_pairs.items():
        block = blocks[n]
        if isinstance(block, Table):
            blocks[n] = _beside(block, parts)
    return replace(document, blocks=tuple(blocks))


def _parts(table: Table) -> list[_Pair | Cell]:
    """The pairs of rows that a table is made of, and the boxes that stand alone; empty where it is made of others too."""
    rows = replace(table, cells=tuple(c for c in table.cells if c.row_span == 1)).by_row()
    found = list(_pairs(list(rows.values()), table.columns))
    pairs = [part for part in found if isinstance(part, _Pair)]
    if not pairs or None in found or any(c.tables for c in table.cells):
        return []
    if len(pairs) == 1 and header_kind([c.text for c in pairs[0].asked], None) in _LISTS:
        return []
    asked, told = _known(pairs)
    enough = asked >= _KNOWN * sum(len(pair.asked) for pair in pairs) and asked >= _TIMES_TOLD_IN_TABLE * told
    return [part for part in found if part is not None] if enough else []


def _known(pairs: Sequence[_Pair]) -> tuple[int, int]:
    """How many boxes in the rows of questions, and how many in the rows of answers, are known to ask."""
    asked = sum(match_label(c.text) is not None for pair in pairs for c in pair.asked)
    told = sum(match_label(c.text) is not None for pair in pairs for c in pair.told)
    return asked, told


def _beside(table: Table, parts: Sequence[_Pair | Cell]) -> Table:
    """The table with a row for each question and its answer; the name of a group of rows stands above them."""
    names = {c.row: c for c in table.cells if c.row_span > 1 and c.column == 0}
    rows: list[list[Cell]] = []
    for part in parts:
        first = part.asked[0] if isinstance(part, _Pair) else part
        if first.row in names:
            rows.append([names[first.row]])
        rows += map(_row, part.asked, part.told) if isinstance(part, _Pair) else [[part]]
    cells = [
        replace(cell, row=n, column=column, row_span=1, column_span=3 - len(row))
        for n, row in enumerate(rows)
        for column, cell in enumerate(row)
    ]
    return replace(table, rows=len(rows), columns=2, cells=tuple(cells))


def _row(asked: Cell, told: Cell) -> list[Cell]:
    """A question and its answer; in one box where the answer (设专门科目核算) reads as a question itself."""
    if match_label(told.text) is None:
        return [asked, told]
    return [replace(told, text=f"{asked.text.strip().rstrip(':：')}：{told.text.strip()}")]


def _pairs(rows: Sequence[Sequence[Cell]], columns: int) -> Iterator[_Pair | Cell | None]:
    """The rows of a table as pairs; one box over all columns that has no answer below it stands alone, None stands for
    what is neither."""
    n = 0
    while n < len(rows):
        row, under = rows[n], rows[n + 1] if n + 1 < len(rows) else ()
        alone = len(row) == 1 and row[0].column_span >= columns
        if _widths(row) == _widths(under) and all(_MAY_ASK.fullmatch(joined(c.text)) for c in row):
            yield _Pair(row, under)
            n += 2
        else:
            yield row[0] if alone else None
            n += 1


def _widths(row: Sequence[Cell]) -> list[tuple[int, int]]:
    return [(c.column, c.column_span) for c in row]
