"""The parts of a Word file: XML trees and media, each read once and with care."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from lxml import etree

from checkers.reading.failures import ReadingError
from checkers.reading.zips import Budget, TooLarge, is_encrypted, open_zip

_RELATIONSHIPS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_DOCUMENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD_TYPES: Final = ("ms-word", "wordprocessingml")
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_OFFICE_DOCUMENT: Final = "/officeDocument"


class Package:
    """An opened Word file; parts are named as in the ZIP, without a leading slash."""

    def __init__(self, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
        self._archive = archive
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        self._budget = Budget()

    def data(self, part: str) -> bytes | None:
        """A part's bytes, None where there is none."""
        entry = self._entries.get(part)
        if entry is None:
            return None
        if is_encrypted(entry):
            raise ReadingError("encrypted")
        try:
            return self._budget.read(self._archive, entry)
        except TooLarge:
            raise ReadingError("too-large-unpacked") from None
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
            raise ReadingError("broken") from None

    def tree(self, part: str) -> etree._Element | None:
        """A part's root element, None where there is none; a doctype is refused."""
        data = self.data(part)
        if data is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise ReadingError("unsafe-xml" if b"<!DOCTYPE" in data else "broken") from None
        if root.getroottree().docinfo.doctype:
            raise ReadingError("unsafe-xml")
        return root

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: relationship id → (type, part); links out of the package are left out."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(_RELATIONSHIPS):
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            found[relation.get("Id", "")] = (relation.get("Type", ""), target)
        return found

    def main_part(self) -> str:
        """The name of the part that holds the text; ReadingError for what is no plain Word document."""
        types = self.tree(_CONTENT_TYPES)
        if types is None:
            raise ReadingError("open-document" if {"content.xml", "OFD.xml"} & self._entries.keys() else "broken")
        relation, part = self._office_document()
        kind = self._content_type(types, part)
        if kind != _DOCUMENT_TYPE:
            raise ReadingError("word-variant" if any(word in kind for word in _WORD_TYPES) else "other-office")
        if relation.startswith(_STRICT):
            raise ReadingError("word-variant")
        return part

    def _office_document(self) -> tuple[str, str]:
        for relation, part in self.related("").values():
            if relation.endswith(_OFFICE_DOCUMENT):
                return relation, part
        raise ReadingError("broken")

    @staticmethod
    def _content_type(types: etree._Element, part: str) -> str:
        extension = posixpath.splitext(part)[1].lstrip(".").lower()
        by_extension = ""
        for element in types:
            if element.get("PartName", "").lstrip("/") == part:
                return str(element.get("ContentType", ""))
            if element.get("Extension", "").lower() == extension:
                by_extension = str(element.get("ContentType", ""))
        return by_extension


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """The Word file at `path`."""
    with open_zip(path) as (archive, entries):
        yield Package(archive, entries)


def is_package(path: Path) -> bool:
    """Whether a ZIP is an office document rather than an archive of files."""
    with open_zip(path) as (_, entries):
        names = {entry.filename.lstrip("/") for entry in entries}
    return _CONTENT_TYPES in names or "OFD.xml" in names or {"mimetype", "content.xml"} <= names
