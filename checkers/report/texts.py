"""The report's own words, kept as data."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("texts.toml")
_LISTED = re.compile(r"\[(\d+)\]")


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def say(key: str, **parts: object) -> str:
    """The sentence `key` with its parts filled in."""
    return _texts()["say"][key].format(**parts)


def outcome_title(outcome: str) -> str:
    """What a person reads for an outcome: 要改, 请核对 …"""
    return _texts()["outcomes"][outcome]


def outcome_hint(outcome: str) -> str:
    """What findings of this outcome have in common, in a short sentence."""
    return _texts()["outcome_hints"][outcome]


def kind_title(kind: str) -> str:
    """The name of a kind of document; the contract's id where a pack brings a kind of its own."""
    return _texts()["kinds"].get(kind, kind)


def rule_title(rule: str) -> str:
    """What a rule looks at, as it reads among what passed."""
    return _texts()["rules"].get(rule, rule)


def fault_title(rule: str) -> str:
    """What is wrong, as the heading of a finding."""
    return _texts()["faults"].get(rule) or rule_title(rule)


def field_title(field: str) -> str:
    """The name of one of the contract's fields: members[2].name → 成员2 姓名."""
    number = _LISTED.search(field)
    title = _texts()["fields"].get(_LISTED.sub("[n]", field), field)
    return title.format(n=number.group(1)) if number else title
