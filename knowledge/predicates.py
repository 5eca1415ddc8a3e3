"""The closed vocabulary of conditions that packs use, evaluated in three values.

`True` and `False` need the facts to be known; `None` is unknown. Outside a value's period, and for a
fact that nobody stated, the result is unknown, never `False`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from knowledge.facts import LACKING, Facts

Lookup = Callable[[str], float | None]
RuleCheck = Callable[[str, Facts], bool | None]


_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "below": operator.lt,
    "above": operator.gt,
}


class Predicate(BaseModel):
    """One condition; exactly one of its fields is set."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    present: str | None = None
    at_least: tuple[str, str] | None = None
    at_most: tuple[str, str] | None = None
    below: tuple[str, str] | None = None
    above: tuple[str, str] | None = None
    one_of: tuple[str, tuple[str, ...]] | None = None
    all_of: tuple[Predicate, ...] | None = None
    any_of: tuple[Predicate, ...] | None = None
    not_: Predicate | None = None
    rule_fails: str | None = None
    rule_holds: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _expand_is(cls, data: Any) -> Any:
        if isinstance(data, dict) and "is" in data:
            name, value = data["is"]
            return {"one_of": [name, [value]], **{k: v for k, v in data.items() if k != "is"}}
        return data

    @model_validator(mode="after")
    def _one_condition(self) -> Predicate:
        if len(self.model_fields_set) != 1:
            raise ValueError("a predicate sets exactly one condition")
        return self

    def parts(self) -> tuple[Predicate, ...]:
        """The predicates that this one is made of; none where it looks at one field."""
        return (*(self.all_of or ()), *(self.any_of or ()), *((self.not_,) if self.not_ else ()))

    def names(self, kind: str) -> set[str]:
        """Ids that this predicate mentions; `kind` is "value", "rule" or "field"."""
        found: set[str] = set()
        for pair in (self.at_least, self.at_most, self.below, self.above):
            if pair:
                found.add(pair[1] if kind == "value" else pair[0] if kind == "field" else "")
        if kind == "rule":
            found |= {r for r in (self.rule_fails, self.rule_holds) if r}
        if kind == "field":
            found |= {f for f in (self.present, self.one_of[0] if self.one_of else None) if f}
        for inner in self.parts():
            found |= inner.names(kind)
        return found - {""}


def leaves(predicate: Predicate) -> Iterator[str]:
    """The fields of a predicate in its order."""
    if predicate.present is not None:
        yield predicate.present
    for pair in (predicate.at_least, predicate.at_most, predicate.below, predicate.above, predicate.one_of):
        if pair is not None:
            yield pair[0]
    for inner in predicate.parts():
        yield from leaves(inner)


def evaluate(predicate: Predicate, facts: Facts, value: Lookup, rule: RuleCheck) -> bool | None:
    """Whether the predicate holds for `facts`; None where a fact or a value is unknown."""
    if predicate.present is not None:
        stated = facts.get(predicate.present)
        return None if stated is None else stated != LACKING
    if predicate.one_of is not None:
        name, allowed = predicate.one_of
        chosen = facts.get(name)
        return None if chosen is None else chosen in allowed
    for name, compare in _COMPARISONS.items():
        pair = getattr(predicate, name)
        if pair is not None:
            number, limit = facts.number(pair[0]), value(pair[1])
            return None if number is None or limit is None else compare(number, limit)
    if predicate.rule_fails is not None:
        outcome = rule(predicate.rule_fails, facts)
        return None if outcome is None else not outcome
    if predicate.rule_holds is not None:
        return rule(predicate.rule_holds, facts)
    if predicate.not_ is not None:
        outcome = evaluate(predicate.not_, facts, value, rule)
        return None if outcome is None else not outcome
    parts = [evaluate(p, facts, value, rule) for p in predicate.all_of or predicate.any_of or ()]
    if predicate.all_of is not None:
        return False if False in parts else None if None in parts else True
    return True if True in parts else None if None in parts else False
