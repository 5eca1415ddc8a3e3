"""What is understood of a message: its questions, its context, the reading of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.facts import Facts
from knowledge.patterns import compiled
from knowledge.understanding.form import Form
from knowledge.understanding.place import Place

Ranking = tuple[tuple[str, float], ...]
# Of a conversation so many characters tell what it is about.
LONGEST_THREAD = 60
# What turns a question round; a form that the classifier takes for negated has one of these.
_DENYING = compiled(r"[不没无未别冇唔非]|难道|\bnot\b|n't")


@dataclass(frozen=True)
class Question:
    """One question: its likeliest subjects with probabilities, the facts for the likeliest, and its form.

    `clause` is what asks, `nearby` that with what stands beside it, `said` the whole message; `follows` is what was said
    before it, where it goes on from that.
    """

    text: str
    ranking: Ranking
    facts: Facts
    form: Form
    place: Place
    clause: str = ""
    nearby: str = ""
    said: str = ""
    follows: str = ""

    @property
    def subject(self) -> str:
        return self.ranking[0][0]

    def asks_negated(self, asked: str) -> bool:
        """Whether it asks that something is not so: its form is taken for negated, and `asked` has a word of denial."""
        return self.form.negated() and _DENYING.search(asked) is not None

    def thread(self) -> str:
        """The question with what was said before it, as far back as it weighs."""
        return f"{self.follows} {self.text}".strip()[-LONGEST_THREAD:]

    @property
    def confidence(self) -> float:
        return self.ranking[0][1]


@dataclass(frozen=True)
class Context:
    """What the conversation was last about; each part may be unknown. `question` is the question that was asked, with
    the one that it went on from; without a subject, it is what was told ahead of a question. `earlier` is the place that
    was spoken of before `policy`."""

    policy: str | None = None
    subject: str | None = None
    facts: Facts = field(default_factory=Facts)
    question: str = ""
    form: Form | None = None
    earlier: str | None = None


@dataclass(frozen=True)
class Reading:
    """What was understood of one message; `missed` are clauses that ask something too, of no clear subject."""

    normal: str
    place: Place
    questions: tuple[Question, ...]
    missed: tuple[str, ...] = ()
