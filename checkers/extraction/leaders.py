"""Rows of dots that lead from a question to the line's end: 单位名称……某公司…………, or below it ……某公司……."""

from __future__ import annotations

from dataclasses import replace

from checkers.extraction.labels import is_heading, match_label
from checkers.reading.document import Block, Document, Paragraph
from knowledge.patterns import compiled

_DOTS = r"(?:…{2,}|⋯{2,}|[.．]{6,}|·{6,})"
_AHEAD = compiled(rf"^\s*{_DOTS}\s*(?=\S)")
_BEHIND = compiled(rf"(?<=\S)\s*{_DOTS}[…⋯.．·\s]*$")
_ANY = compiled(_DOTS)
# So many lines with dots are no writer's pauses.
_LEAST = 3


def without_leaders(document: Document) -> Document:
    """The same document, its lines without the dots before and behind them where it is filled in on dots; a question
    with dots and no answer ends in a colon."""
    dotted = sum(isinstance(b, Paragraph) and _ANY.search(b.text) is not None for b in document.blocks)
    if dotted < _LEAST:
        return document
    blocks: list[Block] = []
    unit = ""
    for block in document.blocks:
        if isinstance(block, Paragraph) and (is_heading(block.text) or _IN_UNIT.search(block.text)):
            title = _IN_UNIT.search(block.text)
            unit = title["unit"] if title is not None else ""
        blocks.append(_block(block, unit))
    return replace(document, blocks=tuple(blocks))


# 五、用款计划（万元）: the unit of the bare numbers below it.
_IN_UNIT = compiled(r"[（(](?:单位[:：]?)?(?P<unit>万?元)[)）]\s*[:：]?\s*$")
_BARE = compiled(rf"(?<=[\u4e00-\u9fff）)])\s*{_DOTS}\s*\d[\d,]*(?:\.\d+)?$")


def _block(block: Block, unit: str) -> Block:
    if not isinstance(block, Paragraph) or _ANY.search(block.text) is None:
        return block
    return replace(block, text="\n".join(_line(line, unit) for line in block.text.split("\n")))


def _line(line: str, unit: str) -> str:
    told = _AHEAD.sub("", line)
    bare = _BEHIND.sub("", told)
    if unit and _BARE.search(bare):
        return bare + unit
    unanswered = bare != told and told == line and _ANY.search(bare) is None and match_label(bare) is not None
    return f"{bare}：" if unanswered else bare
