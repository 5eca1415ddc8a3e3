"""The training area that a table of rooms adds up to (房间 | 用途 | 面积, 合计)."""

from __future__ import annotations

from checkers.extraction import values
from checkers.extraction.cards import SURE
from checkers.extraction.field import Found
from checkers.extraction.values import joined
from checkers.reading.document import Cell, Document, Paragraph, Table
from knowledge.patterns import compiled

_AREA = compiled(r"面积|平方米|㎡|m2")
_TRAINING = compiled(r"实训|实操|培训场地")
_SUM = compiled(r"合计|总计|共计|总面积")


def area_of_rooms(document: Document) -> Found | None:
    """The sum at the foot of a table of rooms for training; None where there is no such table."""
    title = ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            title = joined(block.text) or title
        elif isinstance(block, Table):
            found = _sum_of(block, title)
            if found is not None:
                return found
    return None


def _sum_of(table: Table, title: str) -> Found | None:
    """The sum of one table with a column of areas, where its title or its heads speak of training."""
    heads = [c for c in table.cells if c.row == 0]
    areas = [c for c in heads if _AREA.search(joined(c.text))]
    if len(areas) != 1 or not _TRAINING.search(" ".join([title, *(joined(c.text) for c in heads)])):
        return None
    row = next((c.row for c in table.cells if c.row and _SUM.match(joined(c.text))), None)
    cell = next((c for c in table.cells if c.row == row and _below(c, areas[0])), None)
    read = None if cell is None else values.read_area(cell.text, areas[0].text)
    if cell is None or read is None:
        return None
    return Found(read.value, cell.text, cell.place, read.doubtful or cell.sure < SURE, read.problem, title)


def _below(cell: Cell, head: Cell) -> bool:
    return cell.column <= head.column < cell.column + cell.column_span and not _SUM.match(joined(cell.text))
