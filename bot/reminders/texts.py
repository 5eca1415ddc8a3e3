"""The words of a studio's dates, kept as data, and days as they are shown."""

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


def state_title(state: str) -> str:
    """What a person reads for a state of an entry."""
    return str(_texts()["states"][state])


def group_title(group: str) -> str:
    """The heading of a group of entries."""
    return str(_texts()["groups"][group])


def service_title(kind: str) -> str:
    """What a person reads for a service that reminders go to."""
    return str(_texts()["services"][kind])


def dated(day: date | None) -> str:
    """A day with its weekday, 2026-12-31（周四）; that a notice is awaited where there is none."""
    if day is None:
        return say("undated")
    return say("dated", day=day.isoformat(), weekday=_texts()["weekdays"][day.weekday()])
