"""Forms whose numbered headings are the questions (1.1 单位名称, the answer in a paragraph below) → lines with a colon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from checkers.extraction.form import LONG
from checkers.extraction.labels import labels_together, match_label
from checkers.extraction.questions import answer_in
from checkers.extraction.values import find_dates, joined
from checkers.reading.document import Block, Document, Paragraph
from knowledge.patterns import compiled

# 1.1 单位名称, 2.10 联系电话: numbered on two levels.
_HEADING = compiled(r"\s*\d{1,2}[.．](?P<number>\d{1,2})[\s.．、　]+(?P<words>[^\s\d:：][^:：]*|(?:19|20)\d\d[^:：]*)")
_MEMBER = compiled(r"(?:团队|工作室)?成员[\s　]*(?P<name>[\u4e00-\u9fff·]{2,5})")
_MONEY = compiled(r"(?:人民币)?\d[\d,，.]*\s*万?元[。.]?")
_LONGEST_HEADING = 30
# So many headings with a short answer each make a form of headings.
_LEAST = 3


def with_headed_answers(document: Document) -> Document:
    """The same document with each heading and its one paragraph in one line, where headings are the questions."""
    pairs = _pairs(document.blocks)
    if sum(_asks_shortly(words) for _, words, _ in pairs.values()) < _LEAST:
        return document
    blocks: list[Block] = []
    skip = False
    for n, block in enumerate(document.blocks):
        if skip:
            skip = False
            continue
        told = _line(*pairs[n]) if n in pairs else None
        if told is None:
            blocks.append(block)
            continue
        answer = document.blocks[n + 1]
        assert isinstance(answer, Paragraph)
        blocks.append(replace(answer, text=told))
        skip = True
    return replace(document, blocks=tuple(blocks))


def _pairs(blocks: Sequence[Block]) -> dict[int, tuple[str, str, str]]:
    """The words of headings and the one paragraph below each, by where the heading stands, with its number."""
    found: dict[int, tuple[str, str, str]] = {}
    for n, (block, below) in enumerate(pairwise(blocks)):
        if not isinstance(block, Paragraph) or not isinstance(below, Paragraph):
            continue
        heading = _HEADING.fullmatch(block.text)
        if heading is None or len(block.text) > _LONGEST_HEADING or _HEADING.fullmatch(below.text):
            continue
        if answer_in(below.text) is not None:
            continue  # a question with its answer, not a heading
        found[n] = (heading["number"], heading["words"].strip(), below.text.strip())
    return found


def _asks_shortly(words: str) -> bool:
    """Whether a heading asks for what is no text of its own."""
    label = match_label(words)
    return bool(labels_together(words)) or (label is not None and label.field not in LONG)


def _line(number: str, words: str, answer: str) -> str | None:
    """The heading and its answer as one line, None where they stay apart."""
    member = _MEMBER.fullmatch(words)
    if member is not None:
        return f"成员{number}：{member['name']}，{answer}"
    if len([date for date, exists in find_dates(words) if exists]) > 1:
        return f"{words}：{answer}"
    if _MONEY.fullmatch(joined(answer)):
        return f"{number}、{words}：{answer.rstrip('。.')}"
    return f"{words}：{answer.rstrip('。')}" if _asks_shortly(words) else None
