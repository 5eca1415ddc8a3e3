"""The dialogue's own sentences, kept as data."""

from __future__ import annotations

from knowledge.texts import Texts

_TEXTS = Texts(__file__)
text = _TEXTS.say


def examples() -> tuple[str, ...]:
    """Questions to begin with."""
    return tuple(_TEXTS.data["examples"])


def commands(table: str) -> tuple[tuple[str, str], ...]:
    """The commands (without slash) of a table, each with what it does: `commands` all of them, `menu` those to tap."""
    return tuple(_TEXTS.data[table].items())
