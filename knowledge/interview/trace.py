"""The decision trace (为什么): from the outcome to its conditions, to the facts, to the clauses.

One structure: a chat reads it as lines, a page as nested lists, a program as JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from knowledge.interview.outcome import Condition, Outcome, headline
from knowledge.interview.texts import say
from knowledge.pack.models import Record

_INDENT = "\u3000"


class Trace(Record):
    """One step: what it says, the clause where it is one (with its words), and the steps that it rests on."""

    kind: Literal["outcome", "condition", "fact", "clause"]
    text: str
    state: str = ""
    clause: str = ""
    because: tuple[Trace, ...] = ()


def trace_of(outcome: Outcome) -> Trace:
    """The trace of an outcome; conditions that decide come first."""
    order = ("fails", "unknown", "human", "holds", "not_asked")
    conditions = sorted(outcome.conditions, key=lambda c: order.index(c.by_text))
    term = () if outcome.in_force else tuple(Trace(kind="fact", text=note) for note in outcome.notes[-1:])
    steps = [_condition(c) for c in conditions if c.by_text != "not_asked"]
    unasked = sum(c.by_text == "not_asked" for c in conditions)
    if unasked:
        text = say("unasked_final" if outcome.final else "unasked", count=unasked)
        steps.append(Trace(kind="condition", text=text, state="not_asked"))
    return Trace(kind="outcome", text=headline(outcome), state=outcome.verdict, because=(*term, *steps))


def trace_lines(trace: Trace, depth: int = 0) -> Iterator[str]:
    """The trace as lines of a chat, each step indented below what it explains."""
    yield _INDENT * depth + trace.text
    for step in trace.because:
        yield from trace_lines(step, depth + 1)


def _condition(condition: Condition) -> Trace:
    facts = tuple(
        Trace(kind="fact", text=say("known_before" if f.before else "you_said", title=f.title, said=f.said))
        for f in condition.facts
    )
    clause = Trace(
        kind="clause", text=say("clause", label=condition.label, quote=condition.quote), clause=condition.clause
    )
    state = say(f"state_{condition.by_text}")
    if condition.by_text == "fails" and condition.hedged:
        state = say("state_hedged")
    return Trace(
        kind="condition",
        text=say("condition", state=state, message=condition.message),
        state=condition.by_text,
        clause=condition.clause,
        because=(*facts, clause),
    )
