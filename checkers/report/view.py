"""A report as people read it, worst first: what the terminal and the page both show."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checkers.report.compare import Progress, compare
from checkers.report.masking import mask_numbers, masked
from checkers.report.model import CheckReport, DocumentReading, FieldReading, Finding, Outcome, Passed
from checkers.report.texts import (
    fault_title,
    field_title,
    kind_title,
    outcome_hint,
    outcome_title,
    rule_title,
    say,
)

# Worst first.
OUTCOMES: tuple[Outcome, ...] = ("fail", "warn", "unknown", "human")
# What a person can mend or add; the rest is for somebody to judge.
_TO_MEND = frozenset({"fail", "warn", "unknown"})
# Controls of the direction of writing (Cf) can make a name read as another; joiners within words are harmless but rare.
_HIDDEN = frozenset({"Cc", "Cf"})


@dataclass(frozen=True)
class Titles:
    """Words that the policy brings: its title, a clause's label by its id, notes to heed (a draft, a term ended), and what
    to say before all else (the papers name another place)."""

    policy: str
    clause_label: Callable[[str], str]
    notes: Sequence[str] = ()
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class Item:
    """One finding in people's words; `badge` tells new ones from old ones in a second check."""

    title: str
    clause: str
    quote: str
    place: str
    message: str
    fix: str
    badge: str = ""


@dataclass(frozen=True)
class Group:
    """The findings of one outcome."""

    outcome: str
    title: str
    hint: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Reading:
    """What was read of one file: (field, value, place) each."""

    file: str
    kind: str
    pages: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Change:
    """What a second check says of the first: lines of figures, what was mended, what could not be seen."""

    lines: tuple[str, ...]
    mended: tuple[Item, ...]
    unseen: tuple[Item, ...]


@dataclass(frozen=True)
class View:
    """The report, in the order in which it is read."""

    verdict: str
    headline: str
    advice: str
    basis: str
    notes: tuple[str, ...]
    counts: str
    change: Change | None
    groups: tuple[Group, ...]
    passed_title: str
    passed: tuple[str, ...]
    read_title: str
    readings: tuple[Reading, ...]
    disclaimer: str


def view_of(report: CheckReport, titles: Titles, earlier: CheckReport | None = None) -> View:
    """`report` in people's words, identity numbers masked; with `earlier`, also what changed since that check."""
    report = masked(report)
    progress = compare(masked(earlier), report) if earlier is not None else None
    return View(
        verdict=report.verdict,
        headline=headline(report),
        advice="\n".join((*titles.remarks, say(f"{report.verdict}_more"))),
        basis=say("basis", policy=titles.policy, as_of=report.as_of, files=_files(report)),
        notes=tuple(titles.notes),
        counts=_counts(report),
        change=_change(progress, titles) if progress is not None else None,
        groups=_groups(report, titles, progress),
        passed_title=say("passed", count=len(report.passed)) if report.passed else "",
        passed=_passed(report.passed),
        read_title=say("read", count=len(report.documents)) if report.documents else "",
        readings=tuple(_reading(document) for document in report.documents),
        disclaimer=say("disclaimer"),
    )


def headline(report: CheckReport) -> str:
    """The verdict in a few words: 可以提交, 还有 3 处要改 …"""
    return say(report.verdict, count=sum(f.outcome in _TO_MEND for f in report.findings))


def ordered(report: CheckReport) -> list[Finding]:
    """The findings worst first; within an outcome those of the whole dossier, then in the order of the documents."""
    position = {document.file: number for number, document in reversed(list(enumerate(report.documents)))}
    return sorted(
        report.findings,
        key=lambda f: (OUTCOMES.index(f.outcome), -1 if f.file is None else position.get(f.file, len(position))),
    )


def shown(text: str) -> str:
    """`text` without characters that act on a terminal or turn the direction of writing; line breaks become spaces.

    Masked after that: characters that do not show may have stood between the digits of a number.
    """
    return mask_numbers("".join(c for c in " ".join(text.split()) if unicodedata.category(c) not in _HIDDEN))


def _files(report: CheckReport) -> int:
    return len({d.file for d in report.documents} | {f.file for f in report.findings if f.file is not None})


def _counts(report: CheckReport) -> str:
    if not report.findings:
        return say("no_findings")
    numbers = Counter(f.outcome for f in report.findings)
    parts = [say("count", title=outcome_title(o), count=numbers[o]) for o in OUTCOMES if numbers[o]]
    return say("counts", total=len(report.findings), parts="，".join(parts))


def _groups(report: CheckReport, titles: Titles, progress: Progress | None) -> tuple[Group, ...]:
    findings = ordered(report)
    groups = []
    for outcome in OUTCOMES:
        items = tuple(_item(f, titles, _badge(f, progress)) for f in findings if f.outcome == outcome)
        if items:
            title = say("group", title=outcome_title(outcome), count=len(items))
            groups.append(Group(outcome, title, outcome_hint(outcome), items))
    return tuple(groups)


def _badge(finding: Finding, progress: Progress | None) -> str:
    if progress is None:
        return ""
    return say("badge_new") if any(finding is new for new in progress.new) else say("badge_left")


def _item(finding: Finding, titles: Titles, badge: str = "") -> Item:
    return Item(
        title=fault_title(finding.rule),
        clause=titles.clause_label(finding.clause) if finding.clause else "",
        quote=shown(finding.quote or ""),
        place=_place(finding),
        message=shown(finding.message),
        fix=shown(finding.fix),
        badge=badge,
    )


def _place(finding: Finding) -> str:
    if not finding.file:
        return say("whole_dossier")
    file = shown(finding.file)
    return say("place_joint", file=file, where=shown(finding.where)) if finding.where else file


def _change(progress: Progress, titles: Titles) -> Change:
    numbers = {name: len(getattr(progress, name)) for name in ("mended", "left", "new", "unseen")}
    lines = [say("progress_counts", **numbers)]
    if progress.unseen:
        lines.append(say("progress_unseen", **numbers))
    elif progress.mended and not progress.left:
        lines.append(say("progress_done"))
    return Change(
        lines=tuple(lines),
        mended=tuple(_item(f, titles) for f in progress.mended),
        unseen=tuple(_item(f, titles) for f in progress.unseen),
    )


def _passed(passed: Sequence[Passed]) -> tuple[str, ...]:
    """What passed, each rule once with its number of times."""
    times = Counter(rule_title(p.rule) for p in passed)
    return tuple(title if n == 1 else say("passed_times", title=title, count=n) for title, n in times.items())


def _reading(document: DocumentReading) -> Reading:
    return Reading(
        file=shown(document.file),
        kind=kind_title(document.kind),
        pages=say("pages", count=document.pages) if document.pages else "",
        fields=tuple((field_title(name), _value(read), shown(read.where)) for name, read in document.fields.items()),
    )


def _value(read: FieldReading) -> str:
    return f"{shown(read.value)}（{say('doubtful')}）" if read.doubtful else shown(read.value)
