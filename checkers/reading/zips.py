"""ZIP files opened with care: bounded, without overlaps, streamed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from checkers.reading.failures import ReadingError
from checkers.reading.limits import ARCHIVE_DIRECTORY_BYTES, ARCHIVE_ENTRIES, CHUNK_BYTES, FILE_BYTES, UNPACKED_BYTES

_END_RECORD: Final = b"PK\x05\x06"
_DIRECTORY_RECORD: Final = b"PK\x01\x02"
# Bit 11 of an entry's flags, in the high byte, says that its name is UTF-8.
_UTF8_HIGH_BIT: Final = 0x08
_END_RECORD_BYTES: Final = 22
_END_WITHIN: Final = _END_RECORD_BYTES + 0xFFFF
_LOCAL_HEADER_BYTES: Final = 30
_ENCRYPTED: Final = 0x1


class TooLarge(Exception):
    """An entry, or all together, unpack to more than the limit."""


@contextmanager
def open_zip(path: Path) -> Iterator[tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]]:
    """The archive and its entries in their order; ReadingError where its directory can't be trusted."""
    _check_directory_size(path)
    try:
        archive = zipfile.ZipFile(path)
    except UnicodeDecodeError:
        archive = zipfile.ZipFile(_without_utf8_claims(path))
    with archive:
        entries = archive.infolist()
        if len(entries) > ARCHIVE_ENTRIES:
            raise ReadingError("too-many-files")
        _refuse_overlaps(entries)
        yield archive, entries


def _check_directory_size(path: Path) -> None:
    """Python reads the whole directory into objects before anyone can count them."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END_WITHIN))
        tail = file.read()
    start = tail.rfind(_END_RECORD)
    if start < 0 or len(tail) - start < _END_RECORD_BYTES:
        raise ReadingError("broken")
    directory = int.from_bytes(tail[start + 12 : start + 16], "little")
    if directory == 0xFFFFFFFF:  # ZIP64: the real size stands elsewhere; bounded by the file, which is bounded
        directory = size
    if min(directory, size) > ARCHIVE_DIRECTORY_BYTES:
        raise ReadingError("too-many-files")


def _without_utf8_claims(path: Path) -> IO[bytes]:
    """A copy whose names no longer claim to be UTF-8, for an archive in which one falsely does."""
    data = bytearray(path.read_bytes())
    start = data.find(_DIRECTORY_RECORD)
    while start >= 0:
        data[start + 9] &= ~_UTF8_HIGH_BIT & 0xFF
        start = data.find(_DIRECTORY_RECORD, start + 4)
    return BytesIO(data)


def _refuse_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise ReadingError("unsafe-archive")
        end = entry.header_offset + _LOCAL_HEADER_BYTES + entry.compress_size


def is_encrypted(entry: zipfile.ZipInfo) -> bool:
    """Whether the entry needs a password."""
    return bool(entry.flag_bits & _ENCRYPTED)


class Budget:
    """Bytes that may still be unpacked from one file, all its entries together."""

    def __init__(self, left: int = UNPACKED_BYTES) -> None:
        self.left = left

    def read(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
        """The entry's bytes; TooLarge as soon as they pass a limit, whatever the entry declares."""
        return b"".join(self._pieces(archive, entry))

    def copy(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: IO[bytes]) -> None:
        """Writes the entry's bytes to `target`; TooLarge as soon as they pass a limit."""
        for piece in self._pieces(archive, entry):
            target.write(piece)

    def _pieces(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        own = 0
        with archive.open(entry) as source:
            while piece := source.read(CHUNK_BYTES):
                own += len(piece)
                self.left -= len(piece)
                if own > FILE_BYTES or self.left < 0:
                    raise TooLarge
                yield piece
