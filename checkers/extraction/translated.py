"""Forms in two languages: their English beside or below the Chinese words (技能等级⏎Skill Level) says the same again."""

from __future__ import annotations

import re
from dataclasses import replace

from checkers.reading.document import Block, Cell, Document, Paragraph, Table

# What stands below or behind the Chinese words up to the end, or up to a colon.
_ENGLISH = re.compile(
    r"(?<=[\u4e00-\u9fff）)])(?:\s*\n\s*|\s+|\s*[/／|｜]\s*)[A-Z][A-Za-z.,'’&/()\- \n]{1,40}(?<=[A-Za-z.)])(?P<colon>\s*[:：]?)\s*$"
)
_BEFORE_COLON = re.compile(r"(?<=[\u4e00-\u9fff）)])\s+[A-Z][A-Za-z.,'’&/\- ]{2,30}(?=[:：])")
# So many texts with a translation are a form in two languages.
_LEAST = 5


def without_translations(document: Document) -> Document:
    """The same document without its English, where it is in two languages."""
    if sum(_texts(block) for block in document.blocks) < _LEAST:
        return document
    return replace(document, blocks=tuple(_block(block) for block in document.blocks))


def _texts(block: Block) -> int:
    """How many texts of a block stand in two languages."""
    if isinstance(block, Paragraph):
        return _plain(block.text) != block.text
    return sum(_plain(cell.text) != cell.text for cell in block.cells) if isinstance(block, Table) else 0


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_plain(block.text))
    return replace(block, cells=tuple(_cell(cell) for cell in block.cells)) if isinstance(block, Table) else block


def _cell(cell: Cell) -> Cell:
    return replace(cell, text=_plain(cell.text))


def _plain(text: str) -> str:
    whole = _ENGLISH.sub(lambda m: m["colon"].strip(), text)
    return "\n".join(_BEFORE_COLON.sub("", line) for line in whole.split("\n"))
