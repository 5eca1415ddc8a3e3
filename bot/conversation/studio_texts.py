"""The sentences of studios and their reminders, kept as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("studio_texts.toml")


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def say(key: str, **parts: object) -> str:
    """The sentence `key` with its parts filled in."""
    return str(_texts()[key]).format(**parts)


def field_title(field: str) -> str:
    """What a person reads for a field of a studio."""
    return str(_texts()["fields"][field])


def field_question(field: str) -> str:
    """How a field of a studio is asked for."""
    return str(_texts()["questions"][field])
