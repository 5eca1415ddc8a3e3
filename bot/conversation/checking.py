"""Files in, a check report out: what every channel does with an applicant's papers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from bot.conversation.texts import text
from checkers.check import cautions, check_files
from checkers.report.html import to_html
from checkers.report.model import CheckReport
from checkers.report.view import Titles, View, view_of
from knowledge.pack import Pack

# Names of files end at 255 bytes on most disks; a Chinese character takes three.
_LONGEST_NAME = 80
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Attachment:
    """A file in or out: its name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class CheckReply:
    """A report as shown, the same as a page, and the annotated copies; `report` is what a second check compares with."""

    view: View
    report: CheckReport
    files: tuple[Attachment, ...]


def check_uploads(
    pack: Pack,
    uploads: Sequence[Attachment],
    as_of: date,
    progress: Progress | None = None,
    earlier: CheckReport | None = None,
) -> CheckReply:
    """Checks what was uploaded against one policy; nothing of it stays on the disk.

    `earlier` is the report of the check before, for what was mended since.
    """
    with tempfile.TemporaryDirectory(prefix="studiobot-") as folder:
        paths = [_kept(Path(folder) / "in" / str(number), upload) for number, upload in enumerate(uploads)]
        checked = check_files(pack, paths, as_of, progress, Path(folder) / "out")
        copies = tuple(Attachment(path.name, path.read_bytes()) for path in checked.copies)
    earlier = earlier if earlier is not None and earlier.policy == pack.id else None
    titles = Titles(pack.policy.title, pack.clause_label, cautions(pack, as_of))
    page = to_html(checked.report, pack.policy.title, pack.clause_label, earlier, titles.notes)
    report_page = Attachment(text("report_file"), page.encode())
    return CheckReply(view_of(checked.report, titles, earlier), checked.report, (report_page, *copies))


def _kept(folder: Path, upload: Attachment) -> Path:
    """The upload as a file in a folder of its own, under its name without any path."""
    folder.mkdir(parents=True)
    name = PurePosixPath(upload.name.replace("\\", "/").replace("\0", "")).name.lstrip(".")[-_LONGEST_NAME:]
    path = folder / (name or text("unnamed_file"))
    path.write_bytes(upload.data)
    return path
