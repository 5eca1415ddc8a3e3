"""One verified policy: its text, values, rules, topics, and the look-ups that the rest uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from knowledge.clauses import Clause, ClauseTree
from knowledge.facts import Facts
from knowledge.pack.blank_forms import BlankForm
from knowledge.pack.deadlines import Deadline
from knowledge.pack.interview_questions import InterviewData
from knowledge.pack.models import (
    BoundaryCase,
    Citation,
    Material,
    Policy,
    Rule,
    SubsidyTerm,
    Topic,
    Value,
)
from knowledge.predicates import Predicate, evaluate

# What an application is judged by (`applies_to`); other rules of a pack are about later awards.
_OF_APPLICATION = ("unit", "leader", "studio", "project")


@dataclass(frozen=True)
class Pack:
    """A policy's data after all load-time checks."""

    policy: Policy
    clauses: ClauseTree
    values: dict[str, tuple[Value, ...]]
    rules: tuple[Rule, ...]
    materials: tuple[Material, ...]
    deadlines: tuple[Deadline, ...]
    subsidy_terms: tuple[SubsidyTerm, ...]
    topics: dict[str, Topic]
    cases: tuple[BoundaryCase, ...]
    interview: InterviewData
    blank_forms: tuple[BlankForm, ...] = ()

    @property
    def id(self) -> str:
        return self.policy.id

    @cached_property
    def application_rules(self) -> tuple[Rule, ...]:
        """The rules that an application is judged by."""
        return tuple(rule for rule in self.rules if rule.applies_to in _OF_APPLICATION)

    @cached_property
    def rule_fields(self) -> frozenset[str]:
        """The facts that the rules of an application look at."""
        predicates = (p for r in self.application_rules for p in (r.holds, r.when) if p is not None)
        return frozenset[str]().union(*(p.names("field") for p in predicates))

    @cached_property
    def all_values(self) -> tuple[Value, ...]:
        return tuple(v for versions in self.values.values() for v in versions)

    def value(self, value_id: str, on: date | None = None) -> Value | None:
        """The value as it stands in the text (no date), or as it holds on a date; None outside every period."""
        versions = self.values[value_id]
        if on is None:
            return versions[-1]
        for version in versions:
            start = version.from_ or self.policy.effective_from
            end = version.to or self.policy.effective_to
            if (start is None or start <= on) and (end is None or on <= end):
                return version
        return None

    def expired(self, on: date) -> bool:
        """Whether the document's own term has ended on `on`."""
        return self.policy.effective_to is not None and on > self.policy.effective_to

    def in_force(self, on: date) -> bool:
        """Whether the document's own term holds on `on`."""
        start = self.policy.effective_from
        return not self.expired(on) and (start is None or start <= on)

    def rule_holds(self, rule_id: str, facts: Facts, on: date | None = None) -> bool | None:
        """Whether the rule holds for `facts`: None where it does not apply or a fact or value is unknown."""

        def number(value_id: str) -> float | None:
            value = self.value(value_id, on)
            return None if value is None else value.number

        def check(name: str, stated: Facts) -> bool | None:
            return self.rule_holds(name, stated, on)

        for rule in self.rules:
            if rule.id != rule_id:
                continue
            if rule.when is None or evaluate(rule.when, facts, number, check) is True:
                return evaluate(rule.holds, facts, number, check)
        return None

    def meets(self, conditions: tuple[Predicate, ...], facts: Facts) -> bool:
        """Whether every condition is known to hold, by the values as they stand in the text."""

        def number(value_id: str) -> float | None:
            value = self.value(value_id)
            return None if value is None else value.number

        return all(evaluate(c, facts, number, self.rule_holds) is True for c in conditions)

    def notes(self, clause: Clause) -> tuple[str, ...]:
        """What is recorded of a clause: slips of its text and ambiguities that nobody resolved for the reader."""
        return (*clause.notes, *(n.note for n in self.policy.clause_note if n.clause == clause.local_id))

    def quote(self, citation: Citation) -> str:
        """The verbatim words that a citation shows: its own quote, else the clause's (last) paragraph."""
        if citation.quote:
            return citation.quote
        return self.clauses[self.clauses.full_id(citation.clause)].paragraphs[-1]

    def clause_label(self, clause_id: str) -> str:
        """How a clause is called by people (第六条（一）), by its full id (`policy/6.1`)."""
        return self.clauses[clause_id].label

    def label(self, local_id: str) -> str:
        return self.clauses[self.clauses.full_id(local_id)].label
