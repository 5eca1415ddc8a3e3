"""The pack's rules, evaluated over what the papers tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checkers.extraction.field import Found, Paper
from checkers.report.masking import mask_numbers
from checkers.report.model import Finding, Outcome, Passed
from checkers.rules.dossier import FORM, PROPOSAL, Dossier, where
from checkers.rules.evidence import PROJECTS, SOURCES, Evidence
from checkers.rules.findings import Findings
from checkers.rules.rivals import rivals_of
from checkers.rules.texts import say, title_of
from knowledge.facts import Facts
from knowledge.pack import Pack, Rule
from knowledge.predicates import Predicate, evaluate, leaves

# A period that is written in two ways, and somebody retired who works on (在职在聘 or not), make the outcome doubtful;
# any other open reading leaves it unknown.
_DOUBTFUL_WHEN_OPEN = ("project.years", "leader.status")


def check_eligibility(pack: Pack, dossier: Dossier, evidence: Evidence, found: Findings) -> None:
    """One finding for each rule that is broken or can't be told; a rule whose paper is missing is left alone."""
    by_material = {m.missing_rule for m in pack.materials if m.missing_rule}
    judge = _Judge(pack, dossier, evidence, found)
    for rule in pack.application_rules:
        judge.judge(rule, rule.id in by_material)


class _Judge:
    """Judges one rule after another of one pack over one dossier."""

    def __init__(self, pack: Pack, dossier: Dossier, evidence: Evidence, found: Findings) -> None:
        self.pack, self.dossier, self.evidence, self.found = pack, dossier, evidence, found
        # Fields that something was said about before: a blank or wrong one is not said to be unknown as well.
        self.told = found.subjects()
        self.rivals = rivals_of(dossier)

    def judge(self, rule: Rule, by_material: bool) -> None:
        if rule.when is not None and self._agreed(rule.when, None) is not True:
            return
        by_text = self._agreed(rule.holds, None)
        if by_text is None:
            if not by_material and self._expected(rule):
                self._put(rule, self._undecided(rule))
            return
        current = self._agreed(rule.holds, self.dossier.as_of) if self.pack.in_force(self.dossier.as_of) else None
        if current is True:
            self.found.held.append(Passed(rule=rule.id, clause=self._clause(rule), subject=self._subject(rule)))
        elif current is False and self.evidence.derived & set(self._facts(rule)):
            self._put(rule, "unknown")
        elif current is False and self._otherwise_holds(rule):
            self._put(rule, "unknown", add=say("rule", "contested"))
        elif current is False:
            doubtful = any(self.evidence.doubtful(f) for f in self._facts(rule))
            self._put(rule, "warn" if doubtful else rule.severity, doubtful=doubtful)
        elif by_text is False:
            self._put(rule, "unknown", add=say("rule", "expired"))
        elif self.pack.in_force(self.dossier.as_of):
            self._put(rule, "unknown", add=say("rule", "expired_value"))

    def _agreed(self, predicate: Predicate, on: date | None) -> bool | None:
        """Whether it holds for every reading of the facts; None where readings differ or a fact is not known."""
        results = {self._holds(predicate, facts, on) for facts in self.evidence.alternatives()}
        return results.pop() if len(results) == 1 else None

    def _holds(self, predicate: Predicate, facts: Facts, on: date | None) -> bool | None:
        def number(value_id: str) -> float | None:
            value = self.pack.value(value_id, on)
            return None if value is None else value.number

        return evaluate(predicate, facts, number, lambda name, stated: self.pack.rule_holds(name, stated, on))

    def _otherwise_holds(self, rule: Rule) -> bool:
        """Whether the rule would hold by another value that the papers give for one of its facts."""
        known = self.evidence.values
        others = [(fact, value) for fact in self._facts(rule) for value in self.rivals.get(fact, ())]
        return any(
            self._holds(rule.holds, Facts({**known, fact: value}), self.dossier.as_of) is True for fact, value in others
        )

    def _undecided(self, rule: Rule) -> Outcome:
        left_open = [f for f in self._facts(rule) if f in self.evidence.readings]
        if any(f in _DOUBTFUL_WHEN_OPEN for f in left_open):
            return "warn"
        return "human" if rule.decided_by == "human" else "unknown"

    def _expected(self, rule: Rule) -> bool:
        """Whether the papers should tell: the ones that do are there, and nothing was said of the field already."""
        if rule.decided_by == "machine":
            fields = [_field(f) for f in self._open(rule)]
            if any(f is not None and f in self.told for f in fields):
                return False
        if rule.applies_to == "project" and self.evidence.values.get(PROJECTS) == 0.0:
            return False
        kinds = (PROPOSAL,) if rule.applies_to == "project" else (FORM,)
        return bool(self.dossier.filled(*kinds)) or (rule.applies_to == "project" and any(self._at(rule)))

    def _facts(self, rule: Rule) -> list[str]:
        """The facts that the rule looks at, in its order."""
        return list(dict.fromkeys(leaves(rule.holds)))

    def _open(self, rule: Rule) -> list[str]:
        """The facts that keep the rule from holding: lacking, not found, or open."""
        known = self.evidence.values
        return [f for f in self._facts(rule) if f not in known or f in self.evidence.nothing]

    def _subject(self, rule: Rule) -> str | None:
        lacking = self._open(rule)
        said = [f for f in lacking if f in self.evidence.nothing]
        first = (said or lacking or [f for f in self._facts(rule) if f in self.evidence.at] or self._facts(rule))[0]
        return _field(first)

    def _at(self, rule: Rule) -> Iterator[tuple[Paper, Found]]:
        """Where the facts stand, the deciding one first."""
        lacking = [f for f in self._open(rule) if f in self.evidence.nothing]
        for fact in (*lacking, *self._facts(rule)):
            if fact in self.evidence.at:
                yield self.evidence.at[fact]

    def _clause(self, rule: Rule) -> str:
        return self.pack.clauses.full_id(rule.clause)

    def _put(self, rule: Rule, outcome: Outcome, add: str = "", doubtful: bool = False) -> None:
        at = next(self._at(rule), None)
        place = at[1].place if at is not None else None
        message = rule.message + self._told(rule, outcome) + add + (say("rule", "unread") if doubtful else "")
        fix = rule.fix
        self.found.put(
            Finding(
                rule=rule.id,
                outcome=outcome,
                subject=self._subject(rule),
                clause=self._clause(rule),
                quote=rule.quote,
                file=at[0].file if at is not None else None,
                where=where(place),
                message=mask_numbers(message),
                fix=mask_numbers(fix),
            ),
            place,
        )

    def _told(self, rule: Rule, outcome: Outcome) -> str:
        """What the papers say, or what was looked for in vain."""
        evidence, facts = self.evidence, self._facts(rule)
        said_none = [f for f in facts if f in evidence.nothing]
        missing = [f for f in facts if f not in evidence.values and f not in evidence.readings]
        parts = []
        if said_none:
            parts.append(say("rule", "said_none", titles=_titles(said_none)))
        parts += dict.fromkeys(evidence.told[f] for f in facts if f in evidence.told and f not in said_none)
        parts += [evidence.open_why[f] for f in facts if f in evidence.readings and f in evidence.open_why]
        if outcome == "human":
            parts.append(say("rule", "human"))
        elif missing and not parts:
            parts.append(say("rule", "missing", titles=_titles(missing)) + say("rule", "ask"))
        elif missing and outcome in ("fail", "warn") and said_none:
            parts.append(say("rule", "missing", titles=_titles(missing)))
        return "".join(parts)


def _titles(facts: list[str]) -> str:
    return "、".join(dict.fromkeys(title_of(f) for f in facts))


def _field(fact: str) -> str | None:
    """The contract's field that a fact is read from."""
    return SOURCES.get(fact, fact)
