"""Each rule of a pack held against stated facts, and which facts could still change what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.facts import Facts
from knowledge.interview.derived import readings_for
from knowledge.pack import Pack, Rule
from knowledge.predicates import Predicate, evaluate, leaves

# How many projects there are; without one, nothing can be said of the project.
_PROJECTS = "project.count"


@dataclass(frozen=True)
class Judged:
    """One rule: whether it applies and whether it holds by the text (None: not known), and the facts that are open."""

    rule: Rule
    applies: bool | None
    by_text: bool | None
    open: frozenset[str]

    @property
    def fails(self) -> bool:
        """Whether it is known to be broken, and the text leaves no room (一般, 原则上)."""
        return self.applies is True and self.by_text is False and self.rule.severity == "fail"

    @property
    def final(self) -> bool:
        """Whether it is broken in a way that no change of the papers mends."""
        return self.fails and not self.rule.mendable


def judge(pack: Pack, facts: Facts, on: date) -> tuple[Judged, ...]:
    """All rules of an application, by the text as it stands."""
    readings = readings_for(pack, facts, on)
    return tuple(_judged(pack, rule, readings) for rule in pack.application_rules)


def holds(pack: Pack, predicate: Predicate, readings: Sequence[Facts], on: date | None = None) -> bool | None:
    """Whether it holds for every reading of the facts; None where they differ or a fact or value is not known."""

    def number(value_id: str) -> float | None:
        value = pack.value(value_id, on)
        return None if value is None else value.number

    first = evaluate(predicate, readings[0], number, pack.rule_holds)
    if any(evaluate(predicate, facts, number, pack.rule_holds) is not first for facts in readings[1:]):
        return None
    return first


def limit_unit(pack: Pack, predicate: Predicate, field: str) -> str:
    """The unit of the value that a field is compared with; empty where it is compared with none."""
    for pair in (predicate.at_least, predicate.at_most, predicate.below, predicate.above):
        if pair is not None and pair[0] == field:
            value = pack.value(pair[1])
            return value.unit if value is not None else ""
    return next((unit for part in predicate.parts() if (unit := limit_unit(pack, part, field))), "")


def _judged(pack: Pack, rule: Rule, readings: Sequence[Facts]) -> Judged:
    applies = True if rule.when is None else holds(pack, rule.when, readings)
    if applies is False:
        return Judged(rule, False, None, frozenset())
    by_text = holds(pack, rule.holds, readings)
    unsettled = _open(pack, rule.holds, readings) if by_text is None else frozenset()
    if applies is None and by_text is not True:
        assert rule.when is not None
        # What it asks for matters only once it is known to apply.
        return Judged(rule, None, by_text, _open(pack, rule.when, readings))
    if rule.applies_to == "project" and readings[0].get(_PROJECTS) == 0 and _PROJECTS not in leaves(rule.holds):
        return Judged(rule, True, by_text, frozenset())
    return Judged(rule, applies, by_text, unsettled)


def _open(pack: Pack, predicate: Predicate, readings: Sequence[Facts]) -> frozenset[str]:
    """The facts that could settle a predicate that is not known to hold or to fail."""
    parts = predicate.parts()
    if not parts:
        return frozenset(leaves(predicate))
    return frozenset[str]().union(*(_open(pack, p, readings) for p in parts if holds(pack, p, readings) is None))
