"""How well a check found what a dossier's manifest says: kinds, fields, planted defects, false alarms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from checkers.check import check_files
from checkers.report.masking import mask_numbers
from checkers.report.model import CheckReport, DocumentReading, Finding
from knowledge.pack import Library

# A missing project form of a policy that has a rule of its own for it may be reported under either.
_SAME_RULE = (frozenset({"material-missing", "project-material-missing"}),)
_FORMS = ("application_form", "project_proposal")
# Text longer than this counts as read when it begins so: forms wrap and number long texts in their own ways.
_BEGINNING = 30


@dataclass
class Score:
    """Counts over dossiers; `misses` are lines for a person."""

    dossiers: int = 0
    kinds: list[int] = field(default_factory=lambda: [0, 0])
    fields: list[int] = field(default_factory=lambda: [0, 0])
    defects: list[int] = field(default_factory=lambda: [0, 0])
    false_alarms: int = 0
    fails_on_clean: int = 0
    misses: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """The percentage found of `kinds`, `fields` or `defects`."""
        found, of = getattr(self, name)
        return 100 * found / of if of else 100.0

    def lines(self) -> list[str]:
        """The figures, one a line."""
        alarms = self.false_alarms / max(self.dossiers, 1)
        return [
            f"{self.dossiers} dossiers",
            *(f"{name} right {self.share(name):.1f} % of {getattr(self, name)[1]}" for name in ("kinds", "fields")),
            f"defects found {self.share('defects'):.1f} % of {self.defects[1]}",
            f"false alarms {alarms:.2f} a dossier; clean dossiers with a fail {self.fails_on_clean}",
        ]


def score(library: Library, folder: Path, manifests: Iterable[Path]) -> Score:
    """Checks each dossier in `folder` and holds the report against its manifest."""
    total = Score()
    for path in manifests:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        as_of = date.fromisoformat(manifest["as_of"])
        report = check_files(library.pack(manifest["policy"]), [folder / manifest["id"]], as_of).report
        total.dossiers += 1
        _read(total, manifest, report)
        _found(total, manifest, report)
    return total


def _read(total: Score, manifest: dict[str, Any], report: CheckReport) -> None:
    for file in manifest["files"]:
        name = Path(file["file"]).name
        read = [d for d in report.documents if Path(d.file).name == name]
        right = [d for d in read if d.kind == file["kind"]]
        total.kinds[1] += 1
        total.kinds[0] += bool(right)
        if not right:
            total.misses.append(f"{manifest['id']} {name}: {file['kind']} read as {[d.kind for d in read]}")
        for asked, value in file["fields"].items():
            total.fields[1] += 1
            if _holds(right or read, file["kind"], asked, value):
                total.fields[0] += 1
            else:
                total.misses.append(f"{manifest['id']} {name}: {asked} is {value!r}")


def _holds(read: list[DocumentReading], kind: str, asked: str, value: Any) -> bool:
    """Whether a document says so; a card's fields stand under leader.*, whoever it belongs to."""
    if asked.startswith("members[") and kind not in _FORMS:
        asked = "leader." + asked.partition("].")[2]
    values = [d.fields[asked].value for d in read if asked in d.fields]
    if isinstance(value, bool):
        return bool(values)
    if isinstance(value, list):
        return any(all(_plain(v) in _plain(found) for v in value) for found in values)
    wanted = _plain(value)
    return any(_plain(v) == wanted or (len(wanted) > _BEGINNING and wanted[:_BEGINNING] in _plain(v)) for v in values)


def _plain(value: Any) -> str:
    text = f"{float(value):g}" if isinstance(value, int | float) else mask_numbers(str(value))
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        text = f"{float(text):g}"
    return re.sub(r"[\s_，。、；：:,.;（）()“”\"'「」-]", "", text)


def _found(total: Score, manifest: dict[str, Any], report: CheckReport) -> None:
    left = [f for f in report.findings if f.outcome in ("fail", "warn")]
    if manifest["clean"]:
        total.fails_on_clean += any(f.outcome == "fail" for f in left)
    for planted in manifest["findings"]:
        total.defects[1] += 1
        match = _match(planted, left)
        if match is None:
            total.misses.append(f"{manifest['id']}: {planted['rule']} {planted['subject']} not found")
        else:
            total.defects[0] += 1
            left.remove(match)
    total.false_alarms += len(left)
    total.misses.extend(f"{manifest['id']}: false alarm {f.rule} {f.subject} {f.message}" for f in left)


def _match(planted: dict[str, Any], findings: list[Finding]) -> Finding | None:
    """The finding of the planted rule and clause, that of its subject before others."""
    clause = planted.get("clause")
    same = [
        f
        for f in findings
        if (f.rule == planted["rule"] or frozenset({f.rule, planted["rule"]}) in _SAME_RULE)
        and (clause is None or f.clause is None or f.clause == clause)
    ]
    return next((f for f in same if f.subject == planted["subject"]), same[0] if same else None)
