"""Answers interviews from made-up facts, as a person who knows them would."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date

from knowledge.facts import DERIVED, Facts, FactValue
from knowledge.interview import Answer, Asked, Interview, choose, dont_know, next_question, start, state_number
from knowledge.pack import Pack
from knowledge.pack.interview_questions import InterviewQuestion, Option

# How often, in made-up facts, something is not known.
UNKNOWN = 0.05
# Below, at and above the figures of the packs and the fixtures.
NUMBERS: Mapping[str, Sequence[float]] = {
    "unit.training_area_m2": (0, 299, 300, 600, 999, 1000, 1001, 1500),
    "studio.team_size": (0, 2, 3, 4, 8),
    "project.years": (0.5, 1, 1.5, 2, 3, 4),
    "project.funding_requested": (20000, 49999, 50000, 50001, 80000),
}
BIRTHS = ("1958-02", "1964-12", "1966-05", "1970-03", "1975-06", "1980-01", "1990", "1968")

DERIVED_FROM = tuple(source for sources in DERIVED.values() for source in sources)

Truth = dict[str, Answer]


def random_truth(packs: Sequence[Pack], chance: random.Random, care: float) -> Truth:
    """An answer to every question of the packs, by its key; `care` is the share of answers that suit an applicant."""
    return {q.key: _random_answer(packs, q, chance, care) for pack in packs for q in pack.interview.question}


def _random_answer(packs: Sequence[Pack], question: InterviewQuestion, chance: random.Random, care: float) -> Answer:
    asked = Asked(question, _offered(packs, question), ())
    never_put = question.kind in ("choice", "yes_no") and not asked.options
    if never_put or chance.random() < UNKNOWN:
        return dont_know(asked)
    if chance.random() < care:
        return suitable_answer(packs[0], asked)
    if question.kind == "many":
        share = chance.random()
        return choose(asked, [o.label for o in asked.options if chance.random() < share])
    if question.kind == "month":
        return Answer(question=question.key, said="", facts={question.field: chance.choice(BIRTHS)})
    if question.kind == "place":
        where: FactValue = chance.choice([*(p.id for p in packs), packs[0].id, "elsewhere"])
        return Answer(question=question.key, said="", facts={question.field: where})
    if question.kind == "number" and chance.random() < 0.9:
        return state_number(asked, chance.choice(NUMBERS[question.field]), "")
    return choose(asked, [chance.choice(asked.options).label]) if asked.options else dont_know(asked)


def _offered(packs: Sequence[Pack], question: InterviewQuestion) -> tuple[Option, ...]:
    """The options that state something which the packs' rules look at, or nothing."""
    ruled = frozenset(name for pack in packs for name in (*pack.rule_fields, *DERIVED_FROM))
    return tuple(o for o in question.option if not o.fields() or o.fields() & ruled)


SUITABLE: Mapping[str, FactValue] = {
    "unit.training_area_m2": 1200.0,
    "studio.team_size": 5.0,
    "project.funding_requested": 50000.0,
    "leader.birth_month": "1985-04",
}
# Years of a project that suit each policy.
SUITABLE_YEARS: Mapping[str, float] = {"dongguan": 3.0, "daxing": 1.0}


def suitable_answer(pack: Pack, asked: Asked) -> Answer:
    """An answer that breaks no rule of the pack: the first option, the whole of a list, none of what excludes."""
    question = asked.question
    if question.kind == "many":
        return choose(asked, [] if question.id == "exclusions" else [o.label for o in asked.options])
    if question.kind == "place":
        return Answer(question=question.key, said="", facts={question.field: pack.id})
    if question.kind == "month":
        return Answer(question=question.key, said="", facts={question.field: SUITABLE[question.field]})
    if question.kind == "number":
        suitable = SUITABLE.get(question.field, SUITABLE_YEARS[pack.id])
        assert isinstance(suitable, float)
        return state_number(asked, suitable, "")
    return choose(asked, [asked.options[0].label])


def walk(packs: Sequence[Pack], truth: Truth, on: date, known: Facts | None = None) -> Interview:
    """The interview answered to its end."""
    interview = start(packs, known)
    while (asked := next_question(packs, interview, on)) is not None:
        interview = interview.with_answer(restricted(truth[asked.key], asked))
    return interview


def restricted(answer: Answer, asked: Asked) -> Answer:
    """The answer as it is given to the question as put: only of the options that it offers."""
    if asked.question.kind != "many":
        return answer
    offered = frozenset[str]().union(*(o.fields() for o in asked.options))
    facts = {name: value for name, value in answer.facts.items() if name in offered}
    return answer.model_copy(update={"facts": facts})


def all_answered(packs: Sequence[Pack], truth: Truth) -> Interview:
    """The interview with every question answered, asked or not, but for those that make no sense without another."""
    needed = {q.key: q.needs for pack in packs for q in pack.interview.question}
    stated = {name for answer in truth.values() for name in answer.facts}
    answers = tuple(a for a in truth.values() if not needed[a.question] or needed[a.question] in stated)
    return Interview(policies=tuple(p.id for p in packs), answers=answers)
