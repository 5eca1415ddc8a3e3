"""One applicant's papers against one policy at one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checkers.extraction.field import Paper
from checkers.reading.document import Failure
from checkers.report.masking import mask_numbers
from checkers.report.model import Finding, Passed, ReportVerdict
from checkers.rules.completeness import check_completeness
from checkers.rules.consistency import check_consistency
from checkers.rules.dossier import PROPOSAL, Dossier
from checkers.rules.eligibility import check_eligibility
from checkers.rules.evidence import PROJECTS, Evidence
from checkers.rules.findings import Findings, Placed
from checkers.rules.gathering import gather
from checkers.rules.texts import say
from checkers.rules.validity import check_validity
from knowledge.facts import Facts
from knowledge.pack import Pack
from knowledge.predicates import evaluate, leaves


@dataclass(frozen=True)
class Judgement:
    """All findings with their places, what passed, the verdict over them, and the facts that the papers tell."""

    findings: tuple[Placed, ...]
    passed: tuple[Passed, ...]
    verdict: ReportVerdict
    facts: Facts


def check_dossier(
    pack: Pack, papers: Sequence[Paper], failures: Sequence[tuple[str, Failure]], as_of: date
) -> Judgement:
    """The judgement on one applicant's papers; `failures` are the files that could not be read, by name."""
    dossier = Dossier(tuple(papers), tuple(failures), as_of)
    found = Findings()
    facts = Facts()
    _failures(dossier, found)
    if papers:
        evidence = gather(pack, dossier)
        facts = evidence.stated(pack.rule_fields)
        excused = _excused(pack, evidence)
        check_validity(dossier, found)
        check_consistency(dossier, found)
        check_completeness(pack, dossier, excused, found)
        check_eligibility(pack, dossier, evidence, found)
        _term(pack, as_of, found)
    return Judgement(tuple(found.placed), found.passed(), _verdict(pack, dossier, found), facts)


def _failures(dossier: Dossier, found: Findings) -> None:
    for file, failure in dossier.failures:
        found.put(
            Finding(
                rule=failure.rule,
                outcome="fail",
                file=file,
                message=mask_numbers(failure.message),
                fix=mask_numbers(failure.fix),
            )
        )
    found.look("file-unreadable")


def _excused(pack: Pack, evidence: Evidence) -> set[str]:
    """Kinds of papers that this applicant need not hand in."""
    facts = Facts(evidence.values)
    excused = {
        m.kind
        for m in pack.materials
        if m.unless is not None and evaluate(m.unless, facts, lambda _: None, lambda *_: None) is True
    }
    if evidence.values.get(PROJECTS) == 0.0 and any(PROJECTS in leaves(rule.holds) for rule in pack.rules):
        # That there is no project is a rule's finding of its own.
        excused.add(PROPOSAL)
    return excused


def _term(pack: Pack, as_of: date, found: Findings) -> None:
    """Outside the document's own term a person has to ask whether it still, or already, holds."""
    if pack.in_force(as_of):
        return
    cite = pack.policy.term_clause
    parts = {"as_of": as_of.isoformat(), "ask_whom": pack.policy.ask_whom}
    found.put(
        Finding(
            rule="policy-not-in-force",
            outcome="human",
            clause=pack.clauses.full_id(cite.clause) if cite is not None else None,
            quote=pack.quote(cite) if cite is not None else None,
            message=say("policy-not-in-force", "message", **parts),
            fix=say("policy-not-in-force", "fix", **parts),
        )
    )


def _verdict(pack: Pack, dossier: Dossier, found: Findings) -> ReportVerdict:
    """Findings that only a person can judge leave the papers ready; all others have to be put right first."""
    if not dossier.papers:
        return "unreadable"
    hard = {rule.id for rule in pack.rules if not rule.mendable}
    outcomes = {(f.rule in hard, f.outcome) for f, _ in found.placed}
    if (True, "fail") in outcomes:
        return "ineligible"
    return "ready" if all(outcome == "human" for _, outcome in outcomes) else "fix"
