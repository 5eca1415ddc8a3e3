"""The child process that writes notes into an uploaded file: reads a task from standard input and does it."""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from checkers.reading.document import Place
from checkers.report.model import Finding

# The limit for a whole check.
_BYTES = 1 << 30

Form = Literal["docx", "pdf"]


@dataclass(frozen=True)
class Task:
    """What to note where: `labels` are the clauses' labels by id, `seconds` the time that it may take."""

    source: Path
    target: Path
    form: Form
    findings: tuple[tuple[Finding, Place | None], ...]
    labels: dict[str, str]
    seconds: int


TASK = TypeAdapter(Task)


def _do(task: Task) -> None:
    """Writes the copy; the libraries of the other format are not loaded."""
    label = task.labels.__getitem__
    if task.form == "docx":
        from checkers.report.annotate_docx import annotate_docx

        annotate_docx(task.source, task.target, task.findings, label)
    else:
        from checkers.report.annotate_pdf import annotate_pdf

        annotate_pdf(task.source, task.target, task.findings, label)


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Does the task on standard input, within limits that hold for this process alone."""
    task = TASK.validate_json(sys.stdin.buffer.read())
    _limit(task.seconds)
    _do(task)
