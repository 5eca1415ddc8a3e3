"""Questions without their mark above paragraphs that begin 答： → questions with it."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from checkers.extraction.plausible import is_remark
from checkers.extraction.questions import answer_in, is_question
from checkers.reading.document import Block, Document, Paragraph

_LONGEST_QUESTION = 40


def with_question_marks(document: Document) -> Document:
    """The same document, each paragraph that is answered by the next one (答：某公司) ending as a question does."""
    return replace(
        document,
        blocks=tuple(_asked(block, below) for block, below in zip_longest(document.blocks, document.blocks[1:])),
    )


def _asked(block: Block, below: Block | None) -> Block:
    if not isinstance(block, Paragraph) or not isinstance(below, Paragraph) or answer_in(below.text) is None:
        return block
    text = block.text.rstrip(" ：:")
    if is_question(text) or is_remark(text) or len(text) > _LONGEST_QUESTION or answer_in(text) is not None:
        return block
    return replace(block, text=f"{text}？")
