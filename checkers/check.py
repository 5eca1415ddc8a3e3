"""One applicant's files → a check report, and annotated copies of them where they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checkers.extraction import extract, extract_all
from checkers.extraction.field import Found, Paper
from checkers.reading import LEFT_UNREAD, FileReading, read_files
from checkers.reading.document import Place
from checkers.report import annotated_copy, masked
from checkers.report.model import CheckReport, DocumentReading, FieldReading, Finding
from checkers.report.texts import say
from checkers.rules import check_dossier
from checkers.rules.elsewhere import other_place
from knowledge.facts import Facts
from knowledge.pack import Pack

Progress = Callable[[int, int, str], None]
PICTURE = "picture"


@dataclass(frozen=True)
class Checked:
    """The report (identity numbers masked), the annotated copies that were made, the facts that the rules look at, for
    an interview to take over (without the papers' own words), and what has to be said before the findings."""

    report: CheckReport
    facts: Facts
    copies: tuple[Path, ...] = ()
    remarks: tuple[str, ...] = ()


def check_files(
    pack: Pack,
    paths: Sequence[Path],
    as_of: date,
    progress: Progress | None = None,
    annotate: Path | None = None,
    others: Sequence[Pack] = (),
) -> Checked:
    """Checks the files, folders and archives of one applicant against one policy at a date.

    `progress` is told how many files of how many are read, and which; copies of DOCX and PDF files with the findings in
    them go to the folder `annotate`. What is unpacked is deleted at the end. `others` are the policies that the papers
    may be meant for instead.
    """
    with read_files(paths, progress) as intake:
        documents = [file.document for file in intake.files if file.document is not None]
        papers = [paper for of_file in extract_all(documents) for paper in of_file]
        failures = [(file.name, file.failure) for file in intake.files if file.failure is not None]
        judgement = check_dossier(pack, papers, failures, as_of)
        report = CheckReport(
            policy=pack.id,
            as_of=as_of.isoformat(),
            verdict=judgement.verdict,
            documents=tuple(_reading(paper) for paper in papers),
            findings=tuple(finding for finding, _ in judgement.findings),
            passed=judgement.passed,
        )
        copies = _annotated(pack, intake.files, judgement.findings, annotate) if annotate is not None else ()
        elsewhere = other_place(pack, others, papers)
        remarks = (say("note_elsewhere", named=elsewhere.policy.name, asked=pack.policy.name),) if elsewhere else ()
    return Checked(masked(report), judgement.facts, copies, remarks)


def kinds_in(path: Path) -> tuple[str, ...]:
    """The kinds of document in one file, folder or archive at a glance: `PICTURE` for what would have to be recognised.

    None of them where nothing can be read.
    """
    with read_files([path], recognise=False) as intake:
        documents = [file.document for file in intake.files if file.document is not None]
        kinds = [paper.kind for document in documents for paper in extract(document)]
        kinds += [PICTURE for file in intake.files if file.failure == LEFT_UNREAD]
        return tuple(dict.fromkeys(kinds))


def cautions(pack: Pack, as_of: date) -> tuple[str, ...]:
    """What to heed about the policy itself: that it is a draft, that its term has ended."""
    found = [say("note_draft")] if pack.policy.status == "draft" else []
    if pack.expired(as_of):
        found.append(say("note_expired", end=pack.policy.effective_to))
    return tuple(found)


def _annotated(
    pack: Pack, files: Sequence[FileReading], findings: Sequence[tuple[Finding, Place | None]], folder: Path
) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    made = (
        annotated_copy(file.path, file.name, folder, noted, pack.clause_label)
        for file in files
        if file.document is not None
        and (noted := [(finding, place) for finding, place in findings if finding.file == file.name])
    )
    return tuple(path for path in made if path is not None)


def _reading(paper: Paper) -> DocumentReading:
    fields = {name: _field(found) for name, found in paper.fields.items()}
    return DocumentReading(file=paper.file, kind=paper.kind, pages=paper.document.pages, fields=fields)


def _field(found: Found) -> FieldReading:
    value = found.value
    if isinstance(value, tuple):
        text = "；".join(value)
    elif isinstance(value, float):
        text = f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
    else:
        text = str(value)
    return FieldReading(value=text, where=str(found.place), doubtful=found.doubtful)
