"""An answer that repeats the words of its question (答：承担单位：某公司) → what it tells, and what it tells besides."""

from __future__ import annotations

import re
from dataclasses import replace

from checkers.extraction.labels import Label, exact_label
from checkers.extraction.values import joined
from knowledge.patterns import compiled

# 姓名：张三　　性别：男
_IN_WORDS = compiled(r"\s*(?P<words>[\u4e00-\u9fff（）()]{2,12})\s*[:：]\s*(?P<told>\S.*)", re.DOTALL)
_BEFORE_WORDS = compiled(r"\s{2,}(?=[\u4e00-\u9fff（）()]{2,12}\s*[:：])")


def told_with_words(label: Label, answer: str) -> list[tuple[Label, str]]:
    """The questions and answers of an answer that repeats what is asked; the answer as it is where it does not."""
    parts = [_IN_WORDS.fullmatch(part) for part in _BEFORE_WORDS.split(answer.strip())]
    told = [(match["words"], match["told"].strip()) for match in parts if match is not None]
    if not told or len(told) < len(parts) or not _repeats(label, told[0][0]):
        return [(label, answer)]
    others = [(exact_label(words), value) for words, value in told[1:]]
    # Of several, each is asked by its own words: those of the whole question would part the first answer once more.
    first = replace(label, text=told[0][0]) if others else label
    return [(first, told[0][1]), *((asked, value) for asked, value in others if asked is not None)]


def _repeats(label: Label, words: str) -> bool:
    """Whether the words before an answer's colon are those of its question, or ask for the same."""
    asked = exact_label(words)
    return joined(words) in joined(label.text) or (asked is not None and asked.field == label.field)
