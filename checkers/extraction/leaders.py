"""Rows of dots that lead from a question to the line's end: 单位名称……某公司…………, or below it ……某公司……."""

from __future__ import annotations

import re
from dataclasses import replace

from checkers.extraction.labels import match_label
from checkers.reading.document import Block, Document, Paragraph

_DOTS = r"(?:…{2,}|⋯{2,}|[.．]{6,}|·{6,})"
_AHEAD = re.compile(rf"^\s*{_DOTS}\s*(?=\S)")
_BEHIND = re.compile(rf"(?<=\S)\s*{_DOTS}[…⋯.．·\s]*$")
_ANY = re.compile(_DOTS)
# So many lines with dots are no writer's pauses.
_LEAST = 3


def without_leaders(document: Document) -> Document:
    """The same document, its lines without the dots before and behind them where it is filled in on dots; a question
    with dots and no answer ends in a colon."""
    dotted = sum(isinstance(b, Paragraph) and _ANY.search(b.text) is not None for b in document.blocks)
    if dotted < _LEAST:
        return document
    return replace(document, blocks=tuple(_block(block) for block in document.blocks))


def _block(block: Block) -> Block:
    if not isinstance(block, Paragraph) or _ANY.search(block.text) is None:
        return block
    return replace(block, text="\n".join(_line(line) for line in block.text.split("\n")))


def _line(line: str) -> str:
    told = _AHEAD.sub("", line)
    bare = _BEHIND.sub("", told)
    unanswered = bare != told and told == line and _ANY.search(bare) is None and match_label(bare) is not None
    return f"{bare}：" if unanswered else bare
