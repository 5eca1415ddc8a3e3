"""From probabilities over subjects to what is done: answer, say that the text is silent, or ask back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.pack import Library
from knowledge.understanding import Question

Kind = Literal["answer", "silent", "outside", "decline", "smalltalk", "unsure"]

# Measured on the question sets (tests/questions): below these the assistant asks back rather than answers.
ANSWER_FROM = 0.28
# The answered subjects together must outweigh the silent and outside ones by this much.
ANSWER_SHARE = 0.45
SILENT_FROM = 0.24
# Below SURE_OF_ONE, a second answered subject of at least this share of the first's chance is answered too.
SURE_OF_ONE = 0.5
CLOSE_SECOND = 0.45


@dataclass(frozen=True)
class Decision:
    """What is done, and on which subject; `candidates` are the subjects that a question back offers.

    `second` is another answered subject that is about as likely: both are answered, shortly.
    """

    kind: Kind
    subject: str
    candidates: tuple[str, ...] = ()
    second: str | None = None


def decide(library: Library, question: Question, policies: tuple[str, ...]) -> Decision:
    """The decision for a question about `policies` (all packs where the place is unknown)."""
    kinds: dict[str, Kind] = {s: kind_of(library, s, policies) for s, _ in question.ranking}
    mass: dict[Kind, float] = {}
    for subject, chance in question.ranking:
        mass[kinds[subject]] = mass.get(kinds[subject], 0.0) + chance
    top, chance = question.ranking[0]
    kind = kinds[top]
    if kind == "answer":
        total = sum(mass.values())
        if chance >= ANSWER_FROM and mass["answer"] / total >= ANSWER_SHARE:
            second, next_chance = (*question.ranking, (top, 0.0))[1]
            close = chance < SURE_OF_ONE and next_chance >= CLOSE_SECOND * chance and kinds[second] == "answer"
            return Decision("answer", top, second=second if close else None)
    elif chance >= SILENT_FROM or mass[kind] >= ANSWER_SHARE:
        return Decision(kind, top)
    candidates = tuple(s for s, p in question.ranking[:4] if kinds[s] in ("answer", "silent") and p > 0.08)[:3]
    return Decision("unsure", top, candidates)


def kind_of(library: Library, subject_id: str, policies: tuple[str, ...]) -> Kind:
    """What a subject calls for, asked of `policies`."""
    nature = library.subjects[subject_id].nature
    if nature in ("decline", "smalltalk"):
        return nature
    if nature == "outside":
        return "outside"
    topics = [library.packs[p].topics.get(subject_id) for p in policies]
    return "answer" if any(t is not None and not t.silent for t in topics) else "silent"
