"""What one box of a form holds: a label, a label and its answer, several of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checkers.extraction.labels import (
    Label,
    asks_otherwise,
    exact_label,
    inline_pattern,
    is_answered,
    labels_together,
    match_label,
    rounds_off,
    without_instruction,
)
from checkers.extraction.pairs import GAP, pairs_in, spaced_pairs
from checkers.extraction.values import chosen
from checkers.reading.document import Cell


def asks(cell: Cell) -> bool:
    """Whether a cell is a label, with or without its answer."""
    return match_label(cell.text) is not None or is_answered(cell.text) or asks_otherwise(cell.text)


def asks_by_boxes(pair: list[Cell], values: list[Cell]) -> bool:
    """Whether a cell is a question nobody knows, by the boxes to tick beside it (…情况 | □是 ☑否)."""
    ticks = [chosen(cell.text) is not None for cell in pair]
    return ticks == [False, True] and not any(chosen(cell.text) is not None for cell in values)


def parted(cell: Cell) -> list[Cell]:
    """A cell that holds a value and the next label (the line between them is missing in a scan) as two."""
    parts = GAP.split(cell.text.strip()) if "\n" not in cell.text.strip() and not cell.tables else []
    if len(parts) < 2 or exact_label(parts[-1]) is None or any(match_label(part) for part in parts[:-1]):
        return [cell]
    return [replace(cell, text=" ".join(parts[:-1])), replace(cell, text=parts[-1])]


def holds_value(cell: Cell) -> bool:
    """Whether a cell holds a label and its value (the line between them is missing in a scan)."""
    if exact_label(without_instruction(cell.text)) is not None or labels_together(cell.text):
        return False
    pairs = spaced_pairs(cell.text)
    return bool(pairs) and all(match_label(value) is None and not rounds_off(value) for _, value in pairs)


def starts_with_pair(text: str) -> bool:
    match = inline_pattern().search(text)
    return match is not None and not text[: match.start()].strip()


def all_pairs(text: str) -> Iterator[tuple[Label, str]]:
    for line in text.split("\n"):
        yield from pairs_in(line)
