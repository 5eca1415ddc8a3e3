"""An applicant's files, folders and ZIPs → one reading a file, in their order."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Final

from checkers.reading.archive import Entry, is_junk
from checkers.reading.characters import clean_name
from checkers.reading.document import Document, Failure
from checkers.reading.failures import failure
from checkers.reading.kinds import kind_of
from checkers.reading.limits import ARCHIVE_DEPTH, FILE_BYTES, FILES, UNPACKED_BYTES
from checkers.reading.process import read_in_child
from checkers.reading.transfer import NO_OCR, Answer
from knowledge.errors import InputError

Progress = Callable[[int, int, str], None]
# Where a file stands among the others: its number, then its number within its archive, and so on.
Order = tuple[int, ...]

# What is said of a picture or scan that was not to be recognised.
LEFT_UNREAD: Final = failure("picture")
_TEMPORARY: Final = "studiobot-"


@dataclass(frozen=True)
class FileReading:
    """One file: the name to show, where its bytes are, and what was read of it or why nothing was."""

    name: str
    path: Path
    document: Document | None
    failure: Failure | None


@dataclass(frozen=True)
class Intake:
    """All files of one applicant; leaving it as a context deletes what was unpacked for it."""

    files: tuple[FileReading, ...]
    folder: Path

    def __enter__(self) -> Intake:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Deletes the temporary folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True)
class _Source:
    """A file to read; `depth` counts the archives that it came out of."""

    order: Order
    name: str
    path: Path
    depth: int = 0


def read_files(paths: Sequence[Path], progress: Progress | None = None, *, recognise: bool = True) -> Intake:
    """Reads files, folders and ZIPs; `progress` is told how many are done, how many there are, and the last one's name.

    Every file is read in a process of its own. A file that can't be read has its failure and does not touch the others.
    Without `recognise`, pictures and scans, which take seconds a page, are not read: they fail with `LEFT_UNREAD`.
    Raises InputError for a path where there is nothing.
    """
    folder = Path(tempfile.mkdtemp(prefix=_TEMPORARY))
    try:
        return Intake(_Reader(folder, progress, recognise=recognise).read(list(_sources(paths))), folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _sources(paths: Sequence[Path]) -> Iterator[_Source]:
    names: set[str] = set()
    for number, path in enumerate(_files(paths)):
        file, name = path
        shown = clean_name(name)
        if shown in names:
            shown = f"{shown}（{number + 1}）"
        names.add(shown)
        yield _Source((number,), shown, file)


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with its name to show: within a folder, its path from there."""
    for path in paths:
        if path.is_dir():
            for file in _walk(path):
                yield file, file.relative_to(path).as_posix()
        elif path.is_file():
            yield path, path.name
        else:
            raise InputError(f"找不到文件：{clean_name(str(path.name))}")


def _walk(folder: Path) -> Iterator[Path]:
    """A folder's regular files by name, without following links out of it."""
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or is_junk(path.name):
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield path


class _Reader:
    """Keeps as many children at work as there are cores, and puts their answers in order."""

    def __init__(self, folder: Path, progress: Progress | None, *, recognise: bool) -> None:
        self._folder = folder
        self._recognise = recognise
        self._progress = progress
        self._cores = os.cpu_count() or 1
        self._stop = threading.Event()
        self._made = 0
        # Bytes that came out of each file that was given, all archives in it together.
        self._unpacked: Counter[int] = Counter()
        self._total = 0
        self._waiting: dict[Future[Answer], tuple[_Source, Path]] = {}
        self._done: dict[Order, FileReading] = {}

    def read(self, sources: list[_Source]) -> tuple[FileReading, ...]:
        with ThreadPoolExecutor(self._cores) as pool:
            try:
                self._take(pool, sources)
                while self._waiting:
                    ready, _ = wait(self._waiting, return_when=FIRST_COMPLETED)
                    for future in ready:
                        self._finish(pool, future)
            except BaseException:
                self._stop.set()
                pool.shutdown(cancel_futures=True)
                raise
        return tuple(self._done[order] for order in sorted(self._done))

    def _take(self, pool: ThreadPoolExecutor, sources: list[_Source]) -> None:
        """Sends files to be read; those that may have to be recognised share the cores."""
        slow = sum(kind_of(source.path)[0] in ("pdf", "picture", "heif") for source in sources)
        threads = max(1, self._cores // max(slow, 1)) if self._recognise else NO_OCR
        for source in sources:
            self._total += 1
            if self._total > FILES:
                self._settle(source, None, failure("too-many-files"))
            elif source.path.stat().st_size > FILE_BYTES:
                self._settle(source, None, failure("too-large-file"))
            else:
                self._made += 1
                scratch = self._folder / f"{self._made:04d}"
                scratch.mkdir()
                future = pool.submit(read_in_child, source.path, scratch, threads, self._stop)
                self._waiting[future] = source, scratch

    def _finish(self, pool: ThreadPoolExecutor, future: Future[Answer]) -> None:
        source, scratch = self._waiting.pop(future)
        answer = future.result()
        if answer.entries is None:
            shutil.rmtree(scratch, ignore_errors=True)
            self._settle(source, answer.document, answer.failure)
        elif problem := self._refusal(source, scratch):
            shutil.rmtree(scratch, ignore_errors=True)
            self._settle(source, None, failure(problem))
        else:
            self._open(pool, source, scratch, answer.entries)

    def _refusal(self, archive: _Source, scratch: Path) -> str:
        """Why an archive's files are not to be read, empty where they are."""
        self._unpacked[archive.order[0]] += sum(file.stat().st_size for file in scratch.iterdir())
        if archive.depth >= ARCHIVE_DEPTH:
            return "nested-archive"
        return "too-large-unpacked" if self._unpacked[archive.order[0]] > UNPACKED_BYTES else ""

    def _open(self, pool: ThreadPoolExecutor, archive: _Source, scratch: Path, entries: Sequence[Entry]) -> None:
        """Goes on with an archive's files instead of the archive."""
        self._total -= 1
        prefix = f"{archive.name}/" if archive.depth else ""
        inside: list[_Source] = []
        for number, entry in enumerate(entries):
            source = _Source((*archive.order, number), prefix + entry.name, scratch, archive.depth + 1)
            if entry.file is not None and Path(entry.file).parent == scratch and Path(entry.file).is_file():
                inside.append(replace(source, path=Path(entry.file)))
            else:
                self._total += 1
                self._settle(source, None, entry.failure or failure("broken"))
        if not entries:
            self._total += 1
            self._settle(archive, None, failure("empty-archive"))
        self._take(pool, inside)

    def _settle(self, source: _Source, document: Document | None, problem: Failure | None) -> None:
        if document is not None:
            document = replace(document, name=source.name)
        if document is None and problem is None:
            problem = failure("broken")
        self._done[source.order] = FileReading(source.name, source.path, document, problem)
        if self._progress is not None:
            self._progress(len(self._done), self._total, source.name)
