"""Sentences for people, kept as data beside the code that says them."""

from __future__ import annotations

import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any


class Texts:
    """The sentences of one TOML file, read when the first of them is said; `beside` is the module that says them."""

    def __init__(self, beside: str, name: str = "texts.toml") -> None:
        self._file = Path(beside).with_name(name)

    @cached_property
    def data(self) -> dict[str, Any]:
        """All that stands in the file."""
        return tomllib.loads(self._file.read_text(encoding="utf-8"))

    def say(self, key: str, **parts: object) -> str:
        """The sentence `key` with its parts filled in."""
        return str(self.data[key]).format(**parts)

    def table(self, name: str) -> dict[str, str]:
        """A table of words by key."""
        table: dict[str, str] = self.data[name]
        return table
