"""What is understood of a message: its questions, its context, the reading of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from knowledge.facts import Facts
from knowledge.understanding.form import Form
from knowledge.understanding.place import Place

Ranking = tuple[tuple[str, float], ...]
# What turns a question round; a form that the classifier takes for negated has one of these.
_DENYING = re.compile(r"[不没无未别冇唔非]|难道|\bnot\b|n't")


@dataclass(frozen=True)
class Question:
    """One question: its likeliest subjects with probabilities, the facts for the likeliest, and its form.

    `clause` is what asks, `nearby` that with what stands beside it, `said` the whole message.
    """

    text: str
    ranking: Ranking
    facts: Facts
    form: Form
    place: Place
    clause: str = ""
    nearby: str = ""
    said: str = ""

    @property
    def subject(self) -> str:
        return self.ranking[0][0]

    def asks_negated(self, asked: str) -> bool:
        """Whether it asks that something is not so: its form is taken for negated, and `asked` has a word of denial."""
        return self.form.negated() and _DENYING.search(asked) is not None

    @property
    def confidence(self) -> float:
        return self.ranking[0][1]


@dataclass(frozen=True)
class Context:
    """What the conversation was last about; each part may be unknown."""

    policy: str | None = None
    subject: str | None = None
    facts: Facts = field(default_factory=Facts)
    question: str = ""
    form: Form | None = None


@dataclass(frozen=True)
class Reading:
    """What was understood of one message; `missed` are clauses that ask something too, of no clear subject."""

    normal: str
    place: Place
    questions: tuple[Question, ...]
    missed: tuple[str, ...] = ()
