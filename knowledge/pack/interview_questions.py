"""The shape of `interview.toml`: what the guided interview (资格自测) asks, and what each answer states.

The questions that all packs share stand beside the pack folders; a pack's own file replaces those whose id it repeats.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field, field_validator, model_validator

from knowledge.facts import DERIVED, FactValue
from knowledge.pack.models import Record
from knowledge.patterns import compiled

# `place`: one of the policies' places or elsewhere; `many`: any number of options; `month`: a month of birth.
QuestionKind = Literal["choice", "yes_no", "many", "number", "month", "place"]


class Option(Record):
    """A button: the facts that it states (none: they stay open), those that leaving it out of many states, and a
    pattern by which typed words are told to mean it."""

    label: str
    facts: dict[str, FactValue] = Field(default_factory=dict)
    otherwise: dict[str, FactValue] = Field(default_factory=dict)
    words: str = ""

    @field_validator("words")
    @classmethod
    def _is_pattern(cls, words: str) -> str:
        compiled(words)
        return words

    def fields(self) -> frozenset[str]:
        return frozenset((*self.facts, *self.otherwise))


class InterviewQuestion(Record):
    """One question: `field` is stated by a number, month or place, with the facts of `also`.

    `needs` is the fact without which it makes no sense, `subject` the subject with which typed words are read.
    `owner` is the pack that words it so; empty where all share it.
    """

    id: str
    text: str
    kind: QuestionKind
    field: str = ""
    also: dict[str, FactValue] = Field(default_factory=dict)
    needs: str = ""
    subject: str = ""
    all_label: str = ""
    none_label: str = ""
    option: tuple[Option, ...] = ()
    owner: str = ""

    @model_validator(mode="after")
    def _whole(self) -> InterviewQuestion:
        if (self.kind in ("number", "month", "place")) != bool(self.field):
            raise ValueError(f"{self.id}: a number, month or place states one field, other kinds have options")
        if self.kind in ("choice", "yes_no", "many") and not self.option:
            raise ValueError(f"{self.id}: no options")
        return self

    @property
    def key(self) -> str:
        """What tells the question from one of the same id that another pack words otherwise."""
        return f"{self.owner}:{self.id}" if self.owner else self.id

    @cached_property
    def states(self) -> frozenset[str]:
        """The facts that an answer may state."""
        stated = frozenset(self.also).union(*(o.fields() for o in self.option), [self.field] if self.field else [])
        return stated.union(field for field, sources in DERIVED.items() if stated & set(sources))


class InterviewData(Record):
    """An `interview.toml`: its questions and short nouns for facts."""

    question: tuple[InterviewQuestion, ...] = ()
    titles: dict[str, str] = Field(default_factory=dict)

    def over(self, shared: InterviewData, owner: str) -> InterviewData:
        """These questions in place of the shared ones of the same id; new ones come last."""
        own = {q.id: q.model_copy(update={"owner": owner}) for q in self.question}
        kept = tuple(own.pop(q.id, q) for q in shared.question)
        return InterviewData(question=(*kept, *own.values()), titles={**shared.titles, **self.titles})
