"""The sentences of findings, kept as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from checkers.report.texts import field_title

_FILE = Path(__file__).with_name("texts.toml")


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def say(section: str, key: str, **parts: object) -> str:
    """The sentence `key` of a section with its parts filled in."""
    text: str = _texts()[section][key]
    return text.format(**parts)


def group_title(group: str) -> str:
    """What a group of the retirement table is called."""
    title: str = _texts()["rule"]["groups"][group]
    return title


def title_of(name: str) -> str:
    """What a field or a fact is called; the leader's fields say whose they are."""
    known: dict[str, str] = _texts()["facts"]
    if name in known:
        return known[name]
    title = field_title(name)
    return say("roles", "leader") + title if name.startswith("leader.") else title


def role_title(base: str) -> str:
    """领办人 or 成员 for leader or members[n]."""
    return say("roles", "leader" if base == "leader" else "member")
