"""The state of an interview: a frozen value that is stored as JSON between two messages."""

from __future__ import annotations

from pydantic import Field

from knowledge.facts import DERIVED, Facts, FactValue
from knowledge.pack.models import Record


class Answer(Record):
    """What was answered to one question (by its key): the facts that it states, and how it was `said`.

    No facts: the person does not know, or the answer leaves the matter to somebody's judgement.
    """

    question: str
    said: str
    facts: dict[str, FactValue] = Field(default_factory=dict)


class Interview(Record):
    """An interview on one or more policies; `known` was stated before it, `answers` in the order asked.

    `reopened` is the question that the person went back to, which is asked next.
    """

    policies: tuple[str, ...]
    known: dict[str, FactValue] = Field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    reopened: str | None = None

    def facts(self) -> Facts:
        """All facts stated so far; an answer replaces what was known before."""
        stated = {name: value for answer in self.answers for name, value in answer.facts.items()}
        settled = {name.partition(":")[0] for name in stated}
        settled |= {field for field, sources in DERIVED.items() if settled & set(sources)}
        before = {name: value for name, value in self.known.items() if name.partition(":")[0] not in settled}
        return Facts({**before, **stated})

    def answered(self, key: str) -> Answer | None:
        return next((a for a in self.answers if a.question == key), None)

    def with_answer(self, answer: Answer) -> Interview:
        """The interview with an answer more, or with another one in its place."""
        if self.answered(answer.question) is None:
            answers = (*self.answers, answer)
        else:
            answers = tuple(answer if a.question == answer.question else a for a in self.answers)
        return self.model_copy(update={"answers": answers, "reopened": None})

    def back(self) -> Interview:
        """The interview before its last answer, whose question is asked again; itself where there is none."""
        if not self.answers:
            return self
        last = self.answers[-1].question
        return self.model_copy(update={"answers": self.answers[:-1], "reopened": last})

    def change(self, key: str) -> Interview:
        """The interview with one question open again, the other answers kept; itself where it has no such answer."""
        if self.answered(key) is None:
            return self
        return self.model_copy(update={"answers": tuple(a for a in self.answers if a.question != key), "reopened": key})
