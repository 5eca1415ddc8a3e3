"""A ZIP of an applicant's files → the files, unpacked under made-up names."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from checkers.reading.characters import clean_name
from checkers.reading.document import Failure
from checkers.reading.failures import ReadingError, failure
from checkers.reading.zips import Budget, TooLarge, is_encrypted, open_zip

_UTF8_NAME: Final = 0x800
# Left behind by file managers and open editors; no applicant means to hand these in.
_JUNK_FOLDERS: Final = ("__MACOSX",)
_JUNK_NAMES: Final = ("Thumbs.db", "desktop.ini")
_JUNK_STARTS: Final = (".", "~$")


@dataclass(frozen=True)
class Entry:
    """A file of an archive: the name to show, and where its bytes are or why they are not."""

    name: str
    file: str | None
    failure: Failure | None


def is_junk(name: str) -> bool:
    """Whether a file of this name (parts joined by /) was left behind by a program."""
    *folders, last = name.split("/")
    return (
        any(folder in _JUNK_FOLDERS or folder.startswith(".") for folder in folders)
        or last in _JUNK_NAMES
        or last.startswith(_JUNK_STARTS)
    )


def unpack(path: Path, folder: Path) -> tuple[Entry, ...]:
    """The archive's files, unpacked into `folder` under numbers; one that can't be unpacked has its failure.

    ReadingError where all together are too large.
    """
    found: list[Entry] = []
    seen: set[str] = set()
    budget = Budget()
    with open_zip(path) as (archive, infos):
        for number, info in enumerate(infos, start=1):
            name = clean_name(_name(info))
            if info.is_dir() or is_junk(name):
                continue
            if name in seen:
                name = f"{name}（{number}）"
            seen.add(name)
            found.append(_unpack_one(archive, info, name, folder / f"{number:04d}", budget))
            if budget.left < 0:
                raise ReadingError("too-large-unpacked")
    return tuple(found)


def _unpack_one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, target: Path, budget: Budget) -> Entry:
    if is_encrypted(info):
        return Entry(name, None, failure("encrypted-entry"))
    try:
        with target.open("xb") as file:
            budget.copy(archive, info, file)
    except TooLarge:
        target.unlink()
        return Entry(name, None, failure("too-large-file"))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        target.unlink(missing_ok=True)
        return Entry(name, None, failure("broken"))
    return Entry(name, str(target), None)


def _name(info: zipfile.ZipInfo) -> str:
    """The entry's name: Windows writes GBK and says so nowhere; Python took the bytes for cp437."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    for code in ("cp437", "latin-1"):
        try:
            raw = info.orig_filename.encode(code)
        except UnicodeEncodeError:
            continue
        for guess in ("utf-8", "gb18030"):
            try:
                return raw.decode(guess)
            except UnicodeDecodeError:
                continue
    return info.filename
