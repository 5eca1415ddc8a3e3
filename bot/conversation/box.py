"""The folder in which one person's files lie until they are checked."""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.conversation.texts import text

# Names of files end at 255 bytes on most disks; a Chinese character takes three.
_LONGEST_NAME = 80
_KINDS = "kinds.json"
# Files that nobody came back to are deleted after so long, in seconds.
KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Box:
    """One dossier's files, each in a folder of its own so that equal names do not meet."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    def add(self, name: str, data: bytes, key: str = "") -> Path:
        """Keeps a file under its name without any path; the same `key` again replaces the file."""
        folder = self.folder / (key or secrets.token_hex(6))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        path = folder / safe_name(name)
        path.write_bytes(data)
        return path

    def files(self) -> list[Path]:
        """The files, in the order in which they came."""
        if not self.folder.is_dir():
            return []
        found = [path for folder in self.folder.iterdir() if folder.is_dir() for path in folder.iterdir()]
        return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.parent.name))

    def kinds(self) -> dict[str, tuple[str, ...]]:
        """The kinds of document found in each file that was looked at, by the file's folder and name."""
        path = self.folder / _KINDS
        if not path.is_file():
            return {}
        return {key: tuple(kinds) for key, kinds in json.loads(path.read_text(encoding="utf-8")).items()}

    def keep_kinds(self, kinds: dict[str, tuple[str, ...]]) -> None:
        whole = self.folder / f"{_KINDS}.new"
        whole.write_text(json.dumps(kinds, ensure_ascii=False), encoding="utf-8")
        whole.replace(self.folder / _KINDS)

    @staticmethod
    def key(path: Path) -> str:
        """How `kinds` names a file."""
        return f"{path.parent.name}/{path.name}"

    def empty(self) -> None:
        """Deletes the folder with all in it."""
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True)
class Boxes:
    """The boxes below one folder."""

    folder: Path

    def new(self) -> Box:
        return Box(self.folder / secrets.token_urlsafe(12))

    def named(self, name: str) -> Box:
        return Box(self.folder / name)


def sweep(folder: Path, used: Container[str] = ()) -> None:
    """Deletes the folders in `folder` that are older than `KEPT_SECONDS`, those of a name in `used` excepted."""
    for inner in folder.iterdir() if folder.is_dir() else ():
        if inner.name not in used and inner.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(inner, ignore_errors=True)


def safe_name(name: str) -> str:
    """A file's name without any path, short enough for a disk."""
    bare = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name.lstrip(".")[-_LONGEST_NAME:]
    return bare or text("unnamed_file")
