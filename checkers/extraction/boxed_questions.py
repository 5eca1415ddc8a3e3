"""Questions in a box above the box that answers them → question and answer in lines (…？⏎答：…)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from checkers.extraction.questions import answer_in, is_question
from checkers.extraction.values import joined
from checkers.reading.document import Block, Cell, Document, Paragraph, Table
from knowledge.patterns import compiled

# So many such questions make a form of them.
_LEAST = 3
# 2.3, 第4题: the number of a question in a box of its own.
_NUMBER = compiled(r"第?[\d.．、（）()一二三四五六七八九十]+[题项条]?")


def with_boxed_questions(document: Document) -> Document:
    """The same document, the tables that hold nothing but questions above their answers put in lines, where its form is
    made of such."""
    asked = {n: _asked(block) for n, block in enumerate(document.blocks) if isinstance(block, Table)}
    if sum(len(pairs) for pairs in asked.values()) < _LEAST:
        return document
    blocks: list[Block] = []
    for n, block in enumerate(document.blocks):
        blocks += _lines(asked[n]) if asked.get(n) else [block]
    return replace(document, blocks=tuple(blocks))


def _asked(table: Table) -> list[tuple[Cell, Cell]]:
    """The questions of a table, each with the box below that answers it; empty where it holds anything else."""
    cells = sorted((c for c in table.cells if _says(c)), key=lambda c: (c.row, c.column))
    if len(cells) % 2 or any(c.tables for c in table.cells):
        return []
    pairs = [(asked, told) for asked, told in pairwise(cells)][::2]
    return pairs if all(_is_answered(asked, told) for asked, told in pairs) else []


def _says(cell: Cell) -> bool:
    return bool(cell.text.strip()) and _NUMBER.fullmatch(joined(cell.text)) is None


def _is_answered(asked: Cell, told: Cell) -> bool:
    return is_question(asked.text) and not is_question(told.text) and told.row > asked.row


def _lines(pairs: Sequence[tuple[Cell, Cell]]) -> list[Block]:
    return [
        line
        for asked, told in pairs
        for line in (
            Paragraph(text=asked.text, place=asked.place, sure=asked.sure),
            Paragraph(
                text=told.text if answer_in(told.text) is not None else f"答：{told.text}",
                place=told.place,
                sure=told.sure,
            ),
        )
    ]
