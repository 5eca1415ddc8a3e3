"""A unit in the title above lines of amounts (经费预算（万元）) → behind each amount that has none."""

from __future__ import annotations

from dataclasses import replace

from checkers.extraction.labels import is_heading
from checkers.reading.document import Block, Document, Paragraph
from knowledge.patterns import compiled

_UNIT = compiled(
    r"(?:预算|经费|费用|支出|用款|资金|花|款|钱|投入|概算)[^（()）]{0,6}[（(]\s*(?:(?:金额)?单位\s*[:：]?\s*)?(?:人民币)?(?P<unit>万元|元)\s*[)）]\s*[:：]?\s*$"
)
# 预算合计：9.60; not 联系电话：138…, 3年 or 2026-01-01
_BARE = compiled(r"(?P<amount>[:：]\s*\d[\d,]{0,9}(?:\.\d{1,4})?)(?=\s*(?:$|[，,；;。]|\s[\u4e00-\u9fff（(]))")


def with_units(document: Document) -> Document:
    """The same document, the lines below a title with a unit of money carrying it, as far as the next heading or table."""
    unit = ""
    blocks: list[Block] = []
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            unit = ""
        elif (told := _UNIT.search(block.text)) is not None:
            unit = told["unit"]
        elif is_heading(block.text) or block.heading:
            unit = ""
        elif unit:
            block = replace(block, text=_BARE.sub(rf"\g<amount>{unit}", block.text))
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))
