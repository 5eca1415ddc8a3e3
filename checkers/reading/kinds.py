"""What a file is, by its content and never by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

Kind = Literal["zip", "pdf", "picture", "heif"]

_HEAD_BYTES: Final = 4096
# A PDF may have other bytes before its header; readers accept it within the first kilobyte.
_PDF_WITHIN: Final = 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"BM", b"II*\x00", b"MM\x00*")
_OTHER_PICTURES: Final = (b"GIF8", b"8BPS", b"\x00\x00\x01\x00")
_HEIF_BRANDS: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_OTHER_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_TEXTS: Final = (b"{\\rtf", b"<html", b"<!doctype", b"<?xml", b"mime-version")


def kind_of(path: Path) -> tuple[Kind | None, str]:
    """The file's kind, or None and the key of the failure that says why it can't be read."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head:
        return None, "empty"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip", ""
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf", ""
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "picture", ""
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "heif", ""
    if head.startswith(_OLE):
        return None, "encrypted" if _ENCRYPTED_STREAM in path.read_bytes() else "old-office"
    return None, _unsupported(head)


def _unsupported(head: bytes) -> str:
    if head.startswith(_OTHER_ARCHIVES):
        return "other-archive"
    if head.startswith(_OTHER_PICTURES) or head[4:8] == b"ftyp":
        return "other-picture"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_TEXTS) or _is_text(head):
        return "web-or-text"
    return "unknown"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in head:
        return False
    # The head may end within a character, so the last bytes are left to chance.
    return any(_decodes(head[: len(head) - cut], code) for code in ("utf-8", "gb18030") for cut in range(4))


def _decodes(head: bytes, code: str) -> bool:
    try:
        head.decode(code)
    except UnicodeDecodeError:
        return False
    return True
