"""What the applicant's own copy says at a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checkers.reading.document import Place
from checkers.report.model import Finding
from checkers.report.texts import outcome_title, say
from checkers.report.view import shown

Placed = tuple[Finding, Place | None]


@dataclass(frozen=True)
class Note:
    """The text of a note (several lines) and the place that it belongs to; None: the file as a whole."""

    text: str
    place: Place | None


def notes_of(findings: Sequence[Placed], clause_label: Callable[[str], str]) -> tuple[Note, ...]:
    """A note for each finding: what is wrong, which clause says so, how to mend it."""
    return tuple(Note(_text(finding, clause_label), place) for finding, place in findings)


def _text(finding: Finding, clause_label: Callable[[str], str]) -> str:
    lines = [say("note", outcome=outcome_title(finding.outcome), message=shown(finding.message))]
    if finding.clause:
        key = "note_quote" if finding.quote else "note_clause"
        lines.append(say(key, clause=clause_label(finding.clause), quote=shown(finding.quote or "")))
    if finding.fix:
        lines.append(say("note_fix", fix=shown(finding.fix)))
    return "\n".join(lines)
