"""The sentences of findings, kept as data."""

from __future__ import annotations

from checkers.report.texts import field_title
from knowledge.texts import Texts

_TEXTS = Texts(__file__)


def say(section: str, key: str, **parts: object) -> str:
    """The sentence `key` of a section with its parts filled in."""
    text: str = _TEXTS.data[section][key]
    return text.format(**parts)


def group_title(group: str) -> str:
    """What a group of the retirement table is called."""
    title: str = _TEXTS.data["rule"]["groups"][group]
    return title


def title_of(name: str) -> str:
    """What a field or a fact is called; the leader's fields say whose they are."""
    known: dict[str, str] = _TEXTS.data["facts"]
    if name in known:
        return known[name]
    title = field_title(name)
    return say("roles", "leader") + title if name.startswith("leader.") else title


def role_title(base: str) -> str:
    """领办人 or 成员 for leader or members[n]."""
    return say("roles", "leader" if base == "leader" else "member")
