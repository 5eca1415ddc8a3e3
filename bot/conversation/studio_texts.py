"""The sentences of studios and their reminders, kept as data."""

from __future__ import annotations

from knowledge.texts import Texts

_TEXTS = Texts(__file__, "studio_texts.toml")
say = _TEXTS.say


def field_title(field: str) -> str:
    """What a person reads for a field of a studio."""
    return _TEXTS.table("fields")[field]


def field_question(field: str) -> str:
    """How a field of a studio is asked for."""
    return _TEXTS.table("questions")[field]
