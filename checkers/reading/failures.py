"""Failures and notes in words for people, from texts.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from checkers.reading.document import Failure

_FILE = Path(__file__).with_name("texts.toml")


class ReadingError(Exception):
    """A file can't be read; `key` names the failure in texts.toml."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def failure(key: str) -> Failure:
    """The failure `key`."""
    return Failure(**_texts()["failures"][key])


def note(key: str, **parts: object) -> str:
    """The note `key` with its parts filled in."""
    return str(_texts()["notes"][key]).format(**parts)
