"""The interview's own sentences, kept as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("texts.toml")


@cache
def _texts() -> dict[str, str]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def say(key: str, **parts: object) -> str:
    """The sentence `key` with its parts filled in."""
    return _texts()[key].format(**parts)
