"""What a second check shows beside the first: mended, left, new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from checkers.report.model import CheckReport, Finding
from knowledge.errors import InputError

# These rules set papers against one another: with one of the papers gone they find nothing, and nothing is mended.
_ACROSS_PAPERS = frozenset({
    "name-mismatch", "id-number-mismatch", "unit-name-mismatch", "uscc-mismatch", "id-birth-date-mismatch",
    "id-sex-mismatch", "certificate-level-mismatch", "team-size-mismatch", "duplicate-member",
    "schedule-outside-period",
})  # fmt: skip


@dataclass(frozen=True)
class Progress:
    """The first check's findings that are gone and those still there (as the second words them), and the new ones.

    `unseen` are gone too, but the papers that showed them were not handed in again, so nobody can say they are mended.
    """

    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]
    new: tuple[Finding, ...]
    unseen: tuple[Finding, ...] = ()


def compare(before: CheckReport, after: CheckReport) -> Progress:
    """What became of `before`'s findings; matched by rule, subject and kind of document, whatever the file is called.

    InputError where the two were checked against different policies.
    """
    if before.policy != after.policy:
        raise InputError(f"两次检查用的不是同一份文件（{before.policy}，{after.policy}），比不了。")
    rest = list(before.findings)
    left: list[Finding] = []
    new: list[Finding] = []
    for finding in after.findings:
        same = _counterpart(finding, rest, before, after)
        if same is None:
            new.append(finding)
        else:
            rest.remove(same)
            left.append(finding)
    sight = _Sight(before, after)
    return Progress(
        mended=tuple(f for f in rest if sight.would_show(f)),
        left=tuple(left),
        new=tuple(new),
        unseen=tuple(f for f in rest if not sight.would_show(f)),
    )


def _counterpart(finding: Finding, among: Iterable[Finding], before: CheckReport, after: CheckReport) -> Finding | None:
    """The earlier finding that is the same one, the most alike where several are."""
    kinds = _kinds(finding, after)
    alike = [f for f in among if (f.rule, f.subject) == (finding.rule, finding.subject) and _kinds(f, before) == kinds]
    return max(
        alike,
        key=lambda f: (f.file == finding.file, f.message == finding.message, f.where == finding.where),
        default=None,
    )


def _kinds(finding: Finding, report: CheckReport) -> frozenset[str]:
    """The kinds of document that the finding's file holds; a file that could not be read is told by its name."""
    kinds = frozenset(d.kind for d in report.documents if d.file == finding.file)
    return kinds or frozenset({finding.file} if finding.file else ())


class _Sight:
    """Whether the second check would have shown what the first found."""

    def __init__(self, before: CheckReport, after: CheckReport) -> None:
        self._before = before
        self._after = after
        self._passed = {(p.rule, p.subject) for p in after.passed}
        # Kinds of which fewer documents were read this time.
        self._lacking = Counter(d.kind for d in before.documents) - Counter(d.kind for d in after.documents)

    def would_show(self, finding: Finding) -> bool:
        if self._after.verdict == "unreadable":
            return False
        if (finding.rule, finding.subject) in self._passed or finding.rule == "material-missing" or not self._lacking:
            return True
        kinds = {d.kind for d in self._before.documents if d.file == finding.file}
        return bool(kinds) and finding.rule not in _ACROSS_PAPERS and not kinds & set(self._lacking)
