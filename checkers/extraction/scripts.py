"""Text that was recognised in pictures, in the simplified script: recognisers slip into the traditional one."""

from __future__ import annotations

from checkers.extraction.rewritten import with_texts
from checkers.reading.document import Document
from knowledge.patterns import compiled
from knowledge.wording.normal_form import to_simplified

# A speck between two characters is read as a box.
_SPECK = compiled(r"(?<=[\u4e00-\u9fff])[☑□■√](?=[\u4e00-\u9fff]\s*[:：])")


def simplified(document: Document) -> Document:
    """The same document with its text in the simplified script."""
    return with_texts(document, _text)


def _text(text: str) -> str:
    return _SPECK.sub("", to_simplified(text))
