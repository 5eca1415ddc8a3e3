"""The check report: what programs get as JSON and people as a page."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Outcome = Literal["fail", "warn", "unknown", "human"]
ReportVerdict = Literal["ready", "fix", "ineligible", "unreadable"]


class Record(BaseModel):
    """Base of the report's records."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldReading(Record):
    """A field's value as plain text (identity numbers masked) and where it was found; `doubtful`: read unsurely."""

    value: str
    where: str
    doubtful: bool = False


class DocumentReading(Record):
    """One file: its kind, its pages (0 for DOCX) and the fields read from it."""

    file: str
    kind: str
    pages: int
    fields: dict[str, FieldReading]


class Finding(Record):
    """One thing to put right, to look at or to find out; `clause` and `quote` where the policy says so."""

    rule: str
    outcome: Outcome
    subject: str | None = None
    clause: str | None = None
    quote: str | None = None
    file: str | None = None
    where: str | None = None
    message: str
    fix: str


class Passed(Record):
    """A rule that holds."""

    rule: str
    clause: str | None = None
    subject: str | None = None


class CheckReport(Record):
    """The result of checking one applicant's files against one policy at one date (ISO)."""

    policy: str
    as_of: str
    verdict: ReportVerdict
    documents: tuple[DocumentReading, ...]
    findings: tuple[Finding, ...]
    passed: tuple[Passed, ...]
