"""A dossier before it is drawn: what each paper says, which are left out, which defects are in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.dossiers.case import Case
from tests.dossiers.sheet import Written


@dataclass(frozen=True)
class Finding:
    """What a checker should find."""

    rule: str
    outcome: str = "fail"
    subject: str | None = None
    clause: str | None = None


@dataclass(frozen=True)
class Paper:
    """The form or the proposal: the case as this paper tells it, and what its foot lacks."""

    case: Case
    written: tuple[Written, ...] = ()
    signed: bool = True
    sealed: bool = True
    dated: bool = True
    handed_in: bool = True


@dataclass(frozen=True)
class Papers:
    """The whole set of one applicant's papers."""

    form: Paper
    proposal: Paper
    cards: Case
    with_cards: bool
    left_out: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, case: Case, with_cards: bool) -> Papers:
        """Papers that all tell the same case."""
        return cls(Paper(case), Paper(case), case, with_cards)

    @property
    def policy(self) -> str:
        """The policy applied under."""
        return self.form.case.policy

    def tell(self, form: Case | None = None, proposal: Case | None = None, cards: Case | None = None) -> Papers:
        """The papers with some of them telling another case."""
        return replace(
            self,
            form=replace(self.form, case=form or self.form.case),
            proposal=replace(self.proposal, case=proposal or self.proposal.case),
            cards=cards or self.cards,
        )

    def found(
        self, rule: str, subject: str | None = None, clause: str | None = None, outcome: str = "fail", note: str = ""
    ) -> Papers:
        """The papers with one more expected finding."""
        full = f"{self.policy}/{clause}" if clause else None
        return replace(
            self,
            findings=(*self.findings, Finding(rule, outcome, subject, full)),
            notes=(*self.notes, note) if note else self.notes,
        )

    def write_on_form(self, *written: Written) -> Papers:
        """The papers with other words in some blanks of the form."""
        return replace(self, form=replace(self.form, written=(*self.form.written, *written)))

    def write_on_proposal(self, *written: Written) -> Papers:
        """The papers with other words in some blanks of the proposal."""
        return replace(self, proposal=replace(self.proposal, written=(*self.proposal.written, *written)))
