"""Collects findings and what passed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from checkers.extraction.field import Paper
from checkers.reading.document import Place
from checkers.report.masking import mask_numbers
from checkers.report.model import Finding, Outcome, Passed
from checkers.rules.dossier import Sighting, where
from checkers.rules.texts import say

Placed = tuple[Finding, Place | None]


@dataclass
class Findings:
    """What was found so far, one finding for a rule and a subject in a file, and the rules that were looked at."""

    placed: list[Placed] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    held: list[Passed] = field(default_factory=list)

    def add(
        self,
        rule: str,
        outcome: Outcome = "fail",
        subject: str | None = None,
        *,
        at: Sighting | tuple[Paper, Place] | None = None,
        text: str | None = None,
        parts: dict[str, Any] | None = None,
        sure: bool = True,
    ) -> None:
        """Adds a finding in the words that texts.toml has under `text` (the rule's own where none is named).

        Where it is not `sure` that the papers were read rightly, the finding is unknown and says so.
        """
        paper, place = (
            (at.paper, at.found.place) if isinstance(at, Sighting) else at if at is not None else (None, None)
        )
        section = text or rule
        told = say(section, "message", **(parts or {}))
        self.put(
            Finding(
                rule=rule,
                outcome=outcome if sure else "unknown",
                subject=subject,
                file=paper.file if paper is not None else None,
                where=where(place),
                message=mask_numbers(told if sure else say("unsure", "message", told=told)),
                fix=mask_numbers(say(section if sure else "unsure", "fix", **(parts or {}))),
            ),
            place,
        )

    def put(self, finding: Finding, place: Place | None = None) -> None:
        self.placed.append((finding, place))

    def look(self, *rules: str) -> None:
        """Notes that rules were looked at: those without a finding have passed."""
        self.looked_at.extend(rules)

    def subjects(self) -> set[str]:
        """The fields that something is already said about."""
        return {f.subject for f, _ in self.placed if f.subject is not None}

    def passed(self) -> tuple[Passed, ...]:
        """The rules that hold."""
        broken = {f.rule for f, _ in self.placed}
        general = [Passed(rule=r) for r in dict.fromkeys(self.looked_at) if r not in broken]
        return (*self.held, *general)


def graver(doubtful: bool) -> Outcome:
    """The outcome of a plain mistake: a warning where what was read is doubtful."""
    return "warn" if doubtful else "fail"
