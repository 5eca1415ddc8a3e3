"""The words around a sum, kept as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("texts.toml")


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def say(key: str, **parts: object) -> str:
    """The sentence `key` with its parts filled in."""
    return str(_texts()["say"][key]).format(**parts)


def stage_title(stage: str) -> str:
    """When the money of a stage comes, in a few words."""
    return str(_texts()["stages"].get(stage, stage))
