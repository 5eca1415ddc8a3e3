"""English beside or below the Chinese words (技能等级⏎Skill Level, 领办人 MASTER) says the same again."""

from __future__ import annotations

from checkers.extraction.rewritten import with_texts
from checkers.reading.document import Block, Document, Paragraph, Table
from knowledge.patterns import compiled

# What stands below or behind the Chinese words up to the end, or up to a colon; not No. or ID alone (证书编号 No.).
_ENGLISH = compiled(
    r"(?<=[\u4e00-\u9fff）)])[\s/／|｜·]*(?!(?:No|NO|ID)[.:：\s]*$)[A-Z][A-Za-z.,'’&/()\- \n]{1,40}(?<=[A-Za-z.)])(?P<colon>\s*[:：]?)\s*$"
)
_BEFORE_COLON = compiled(r"(?<=[\u4e00-\u9fff）)])\s+[A-Z][A-Za-z.,'’&/\- ]{2,30}(?=[:：])")
# So many texts with a translation are a form in two languages.
_LEAST = 5


def without_translations(document: Document) -> Document:
    """The same document without its English, where it is in two languages."""
    if sum(_texts(block) for block in document.blocks) < _LEAST:
        return document
    return with_texts(document, without_translation)


def without_translation(text: str) -> str:
    """A text without the English behind or below its Chinese words."""
    whole = _ENGLISH.sub(lambda m: m["colon"].strip(), text)
    return "\n".join(_BEFORE_COLON.sub("", line) for line in whole.split("\n"))


def _texts(block: Block) -> int:
    """How many texts of a block stand in two languages."""
    if isinstance(block, Paragraph):
        return without_translation(block.text) != block.text
    return sum(without_translation(cell.text) != cell.text for cell in block.cells) if isinstance(block, Table) else 0
