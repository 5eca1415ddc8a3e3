"""A form with small print in the boxes of its answers (男⏎与身份证一致) → the same form with its answers only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checkers.extraction.labels import match_label
from checkers.extraction.plausible import answers
from checkers.extraction.values import joined
from checkers.reading.document import Block, Cell, Document, Paragraph, Table
from knowledge.patterns import compiled

# What a form puts before its small print; so many boxes with one mark make it that form's own.
_MARK = compiled(r"\s*(?P<mark>[▲△※★☆◆◇►▶◎＊*✎☞→])\s*\S")
_LEAST_MARKED = 3
# So many boxes end in a line that tells how to answer; such a part of the boxes with more than one line do, and such a
# part of all that are answered have more than one.
_LEAST = 4
_SHARE_TELLING = 0.35
_SHARE_OF_LINES = 0.5
# What tells how to answer is no longer than this.
_LONGEST = 60
_TELLS_HOW = compiled(
    r"^(?:须|应|请|如[“\"有未无需系为]|填|写明|列出|注明|附|另附|可|无.{0,6}[填写]|取得|不含|不得|不超过|按|与|限|\d+位|[A-Za-z]?\d+[字位])|"
    r"(?:为准|一致|不在此列|不得申报|不在[^，。]{0,6}范围|请注明|自查|另附说明|打[√✓]|可多选|字以内|位|者|复印件|说明)[。）)]?$|"
    r"以[^，。]{1,16}为准|不少于|不超过|原则上|一般|[／/＋+]"
)
# So said in any box, whatever the others of the form hold.
_SURELY_TELLS = compiled(
    r"^(?:须[为在与是]|应[为与]|请(?:填|写|注明|说明)|填写|填至|写明|列出|注明|如有请)[^0-9]*$|(?:不在此列|为准|不得申报|请注明|另附说明)[。）)]?$"
)


def without_small_print(document: Document) -> Document:
    """The same document without the lines below its answers that tell how to answer."""
    marks = _own_marks(document)
    last_lines = _tells_below_answers(document)
    return replace(document, blocks=tuple(_block(block, marks, last_lines) for block in document.blocks))


def _answered(document: Document) -> Iterator[tuple[str, Cell]]:
    """The boxes with words that stand right of a question, with the field that this asks for."""
    for block in document.blocks:
        if isinstance(block, Table):
            at = {(c.row, c.column + c.column_span): c for c in block.cells}
            for cell in block.cells:
                asked = at.get((cell.row, cell.column))
                label = match_label(asked.text) if asked is not None else None
                if label is not None and cell.text.strip() and match_label(cell.text.partition("\n")[0]) is None:
                    yield label.field, cell


def _own_marks(document: Document) -> str:
    """The marks that the form puts before its small print."""
    found: dict[str, int] = {}
    for block in document.blocks:
        for cell in block.cells if isinstance(block, Table) else ():
            for match in map(_MARK.match, cell.text.split("\n")[1:]):
                if match is not None:
                    found[match["mark"]] = found.get(match["mark"], 0) + 1
    return "".join(mark for mark, times in found.items() if times >= _LEAST_MARKED)


def _tells_below_answers(document: Document) -> bool:
    """Whether the form has small print below most of its answers."""
    boxes = list(_answered(document))
    several = [(field, lines) for field, c in boxes if len(lines := _lines(c)) > 1]
    telling = sum(_is_small_print(field, lines, _TELLS_HOW) for field, lines in several)
    return (
        telling >= _LEAST and telling >= _SHARE_TELLING * len(several) and len(several) >= _SHARE_OF_LINES * len(boxes)
    )


def _lines(cell: Cell) -> list[str]:
    return [line for line in cell.text.split("\n") if line.strip()]


def _is_small_print(field: str, lines: list[str], tells: re.Pattern[str] | None) -> bool:
    """Whether the last of the lines of a box tells how to answer; without a pattern, whether it may."""
    last = joined(lines[-1])
    if len(last) > _LONGEST or (answers(field, last) and not answers(field, joined(lines[0]))):
        return False
    return tells is None or tells.search(last) is not None


def _block(block: Block, marks: str, last_lines: bool) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text="") if _is_marked(block.text, marks) else block
    return _table(block, marks, last_lines) if isinstance(block, Table) else block


def _is_marked(line: str, marks: str) -> bool:
    match = _MARK.match(line)
    return match is not None and match["mark"] in marks


def _table(table: Table, marks: str, last_lines: bool) -> Table:
    at = {(c.row, c.column + c.column_span): c for c in table.cells}

    def cell(box: Cell) -> Cell:
        lines = box.text.split("\n")
        first = next((n for n, line in enumerate(lines) if n and _is_marked(line, marks)), None)
        if first is not None:
            return replace(box, text="\n".join(lines[:first]))
        asked = at.get((box.row, box.column))
        label = match_label(asked.text) if asked is not None else None
        told = _lines(box)
        if len(told) < 2 or asked is None or (label is None and not last_lines):
            return box
        field = label.field if label is not None else ""
        if _is_small_print(field, told, None if last_lines and label is not None else _SURELY_TELLS):
            return replace(box, text="\n".join(told[:-1]))
        return box

    return replace(table, cells=tuple(cell(c) for c in table.cells))
