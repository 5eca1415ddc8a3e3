"""Text that is safe to show and to pass on: without control, direction and half characters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from knowledge.patterns import compiled

# Control characters (not tab and line feed), marks that turn the writing direction, zero-width marks and surrogates.
_UNSEEN: Final = compiled(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_SPACES: Final = compiled("[\t\u00a0\u2000-\u200a\u202f\u205f]")
NAME_LENGTH: Final = 200
NAMELESS: Final = "未命名"


def clean(text: str) -> str:
    """`text` without what can't be seen; tabs and odd spaces become spaces, radicals the characters they look like."""
    return _SPACES.sub(" ", _UNSEEN.sub("", _plain_forms(text)))


def clean_name(name: str) -> str:
    """A file's name as it may be shown: parts joined by /, nothing unseen, no way upwards, not too long."""
    parts = (_UNSEEN.sub("", part).strip() for part in re.split(r"[/\\]+", name.replace("\n", "").replace("\t", " ")))
    kept = "/".join(part for part in parts if part not in ("", ".", ".."))
    return kept[-NAME_LENGTH:] or NAMELESS


def _plain_forms(text: str) -> str:
    """Fonts in PDFs map some characters to Kangxi radicals and compatibility ideographs that only look the same."""
    if not any("\u2e80" <= character <= "\u2fdf" or "\uf900" <= character <= "\ufaff" for character in text):
        return text
    return "".join(
        unicodedata.normalize("NFKC", character)
        if "\u2e80" <= character <= "\u2fdf" or "\uf900" <= character <= "\ufaff"
        else character
        for character in text
    )
