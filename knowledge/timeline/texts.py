"""The timeline's own sentences, kept as data, and days as people write them."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("texts.toml")


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def say(key: str, **parts: object) -> str:
    """The sentence `key` with its parts filled in."""
    return str(_texts()[key]).format(**parts)


def caution(code: str, **parts: object) -> str:
    """The sentence of a remark, by its code."""
    return str(_texts()["cautions"][code]).format(**parts)


def written(day: date) -> str:
    """2026年12月31日."""
    return say("day", year=day.year, month=day.month, day=day.day)


def written_month(month: tuple[int, int]) -> str:
    """2026年12月, of a (year, month)."""
    return say("month", year=month[0], month=month[1])
