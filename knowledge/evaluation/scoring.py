"""One question of a set, and the judgement on an answer to it.

right      it did what the question expects: every expected clause among its first len(refs) + 2 citations,
           every required figure or phrase in its text, and an accepted verdict where the question has one;
abstained  it said that the document is silent, or asked back, where an answer was expected;
wrong      anything else: a confident answer that misleads.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from knowledge.answering import Answer
from knowledge.errors import InputError
from knowledge.patterns import compiled

Outcome = Literal["right", "abstained", "wrong"]
# So many citations more than the question has expected groups are looked at.
SPARE_CITATIONS = 2
_ABSTENTIONS = ("not_covered", "clarify", "smalltalk")
_IGNORED = compiled(r"[\s,，“”\"《》]")


class Expected(BaseModel):
    """A question with what is expected of its answer; the last of `turns` is answered, the others are its context."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    q: str | None = None
    turns: tuple[str, ...] = ()
    kind: str
    expect: Literal["answer", "not_covered", "both_or_clarify"]
    refs: tuple[tuple[str, ...], ...] = ()
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    verdict: str | None = None
    verdict_also: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _asks_something(self) -> Expected:
        if not self.q and not self.turns:
            raise ValueError("a question has q or turns")
        return self

    @property
    def messages(self) -> tuple[str, ...]:
        return self.turns or (self.q or "",)


@dataclass(frozen=True)
class Judgement:
    """The outcome, and why where it is not right."""

    outcome: Outcome
    reason: str = ""


def load_questions(path: Path) -> list[Expected]:
    """The questions of a JSONL file; InputError names the line that can't be used."""
    questions: list[Expected] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            questions.append(Expected.model_validate(json.loads(line)))
        except (json.JSONDecodeError, ValidationError) as error:
            raise InputError(f"{path.name} 第{number}行不是一道题：{str(error).splitlines()[0]}") from None
    return questions


def judge(expected: Expected, answer: Answer) -> Judgement:
    """The judgement on one answer."""
    text = _plain(answer.text)
    if expected.expect == "not_covered":
        if answer.status in _ABSTENTIONS:
            return Judgement("right")
        return Judgement("wrong", "answered what the documents do not cover")
    if expected.expect == "both_or_clarify" and answer.status == "clarify":
        return Judgement("right")
    if answer.status in _ABSTENTIONS:
        return Judgement("abstained", f"status {answer.status}")
    cited = [c.clause for c in answer.citations][: len(expected.refs) + SPARE_CITATIONS]
    for group in expected.refs:
        if not any(_stands_for(clause, wanted) for wanted in group for clause in cited):
            return Judgement("wrong", f"none of {', '.join(group)} among {', '.join(cited) or 'no citation'}")
    for group in expected.must:
        if group and not any(_has(text, phrase) for phrase in group):
            return Judgement("wrong", f"text lacks any of {', '.join(group)}")
    if expected.verdict:
        if answer.verdict not in {expected.verdict, *expected.verdict_also}:
            return Judgement("wrong", f"verdict {answer.verdict}, expected {expected.verdict}")
    elif found := _first(text, expected.must_not):
        return Judgement("wrong", f"text has {found}")
    return Judgement("right")


def _plain(text: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text))


def _stands_for(clause: str, wanted: str) -> bool:
    """Whether a cited clause is the wanted one or lies below it (a trailing + marks a continuation paragraph)."""
    clause, wanted = clause.rstrip("+"), wanted.rstrip("+")
    return clause == wanted or clause.startswith(wanted + ".")


def _has(text: str, phrase: str) -> bool:
    """Whether the text has the phrase; a figure counts only as a whole figure."""
    phrase = _plain(phrase)
    if phrase[:1].isdigit():
        tail = r"(?![0-9])" if phrase[-1].isdigit() else ""
        return re.search(rf"(?<![0-9.]){re.escape(phrase)}{tail}", text) is not None
    return phrase in text


def _first(text: str, phrases: Sequence[str]) -> str | None:
    return next((phrase for phrase in phrases if _has(text, phrase)), None)
