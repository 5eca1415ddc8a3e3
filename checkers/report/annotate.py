"""The applicant's own files with notes in them, made in a child process: what is uploaded is hostile."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from checkers.report.annotate_child import TASK, Form, Task
from checkers.report.notes import Placed
from checkers.report.texts import say
from checkers.report.view import shown

# Three hundred pages or a hundred tables took two seconds; what takes as long as a check may is not waited for.
_SECONDS = 20
# Names of files end at 255 bytes on most disks; a Chinese character takes three, and the copy's name adds some.
_LONGEST_STEM = 60
# Characters that some system refuses in names.
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))

# A PDF's mark may stand after some other bytes.
_MARK_WITHIN = 1024
_CHILD = "from checkers.report.annotate_child import main; main()"


def annotated_copy(
    source: Path, name: str, folder: Path, findings: Sequence[Placed], clause_label: Callable[[str], str] = str
) -> Path | None:
    """The path of a copy of `source` with the findings noted in it, in `folder` under a name made from `name`.

    None where its format takes no notes (a picture) or no copy could be made.
    """
    form = _form(source)
    if form is None:
        return None
    target = free_name(folder, name, f".{form}")
    labels = {f.clause: clause_label(f.clause) for f, _ in findings if f.clause}
    task = Task(source.resolve(), target.resolve(), form, tuple(findings), labels, _SECONDS)
    if _done(task):
        return target
    target.unlink(missing_ok=True)
    return None


def _done(task: Task) -> bool:
    """Whether a child process did the task in time. -P: no module is taken from the folder that we are called in."""
    command = [sys.executable, "-P", "-c", _CHILD]
    try:
        return (
            subprocess.run(command, input=TASK.dump_json(task), capture_output=True, timeout=_SECONDS).returncode == 0
        )
    except subprocess.TimeoutExpired:
        return False


def free_name(folder: Path, name: str, suffix: str) -> Path:
    """「<原名>_批注.docx」 in `folder`, numbered where a file has that name already."""
    stem = PurePosixPath(shown(name).replace("\\", "/").translate(_FORBIDDEN)).stem.lstrip(".")[:_LONGEST_STEM]
    path = folder / say("copy_name", stem=stem, suffix=suffix)
    count = 2
    while path.exists():
        path = folder / say("copy_name_again", stem=stem, suffix=suffix, count=count)
        count += 1
    return path


def _form(source: Path) -> Form | None:
    """The format by content; files are read before they are noted in, so a mark is enough."""
    with source.open("rb") as file:
        head = file.read(_MARK_WITHIN)
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    return "pdf" if b"%PDF" in head else None
