"""Boxes to tick whose words the end of a line has parted from them."""

from __future__ import annotations

import re
from dataclasses import replace

from checkers.extraction.labels import is_heading, match_label
from checkers.reading.document import Block, Document, Paragraph
from knowledge.patterns import compiled

_BOX = "□☐○☑☒√✓✔■"
# A line of boxes before their words that ends in one.
_OPEN_END = compiled(rf"(?:[^{_BOX}]*[:：\s])?[{_BOX}]\s*[^{_BOX}\s].*[{_BOX}]\s*", re.DOTALL)
_LONGEST_OPTION = 30


def with_whole_options(document: Document) -> Document:
    """The same document with the words of the last box of a line (… □高技能人才培训基地 ☑⏎事业单位) in that line."""
    blocks: list[Block] = []
    for block in document.blocks:
        before = blocks[-1] if blocks else None
        if isinstance(block, Paragraph) and isinstance(before, Paragraph) and _belongs(before, block):
            blocks[-1] = replace(before, text=before.text.rstrip() + block.text.strip())
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _belongs(before: Paragraph, below: Paragraph) -> bool:
    words = below.text.strip()
    return (
        _OPEN_END.fullmatch(before.text) is not None
        and 0 < len(words) <= _LONGEST_OPTION
        and words[0] not in _BOX
        and not is_heading(words)
        and match_label(words.split("：")[0]) is None
    )
