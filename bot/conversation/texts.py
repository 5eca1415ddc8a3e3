"""The dialogue's own sentences, kept as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("texts.toml")


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def text(key: str, **parts: object) -> str:
    """The sentence `key` with its parts filled in."""
    return str(_texts()[key]).format(**parts)


def examples() -> tuple[str, ...]:
    """Questions to begin with."""
    return tuple(_texts()["examples"])


def commands(table: str) -> tuple[tuple[str, str], ...]:
    """The commands (without slash) of a table, each with what it does: `commands` all of them, `menu` those to tap."""
    return tuple(_texts()[table].items())
