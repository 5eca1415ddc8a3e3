"""The report's own words, kept as data."""

from __future__ import annotations

from knowledge.patterns import compiled
from knowledge.texts import Texts

_TEXTS = Texts(__file__)
_LISTED = compiled(r"\[(\d+)\]")


def say(key: str, **parts: object) -> str:
    """The sentence `key` with its parts filled in."""
    return str(_TEXTS.data["say"][key]).format(**parts)


def outcome_title(outcome: str) -> str:
    """What a person reads for an outcome: 要改, 请核对 …"""
    return _TEXTS.table("outcomes")[outcome]


def outcome_hint(outcome: str) -> str:
    """What findings of this outcome have in common, in a short sentence."""
    return _TEXTS.table("outcome_hints")[outcome]


def kind_title(kind: str) -> str:
    """The name of a kind of document; the contract's id where a pack brings a kind of its own."""
    return _TEXTS.table("kinds").get(kind, kind)


def rule_title(rule: str) -> str:
    """What a rule looks at, as it reads among what passed."""
    return _TEXTS.table("rules").get(rule, rule)


def fault_title(rule: str) -> str:
    """What is wrong, as the heading of a finding."""
    return _TEXTS.table("faults").get(rule) or rule_title(rule)


def field_title(field: str) -> str:
    """The name of one of the contract's fields: members[2].name → 成员2 姓名."""
    number = _LISTED.search(field)
    title = _TEXTS.table("fields").get(_LISTED.sub("[n]", field), field)
    return title.format(n=number.group(1)) if number else title
