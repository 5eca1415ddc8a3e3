"""The forms' own sentences, kept as data."""

from __future__ import annotations

from knowledge.texts import Texts

_TEXTS = Texts(__file__)
text = _TEXTS.say


def words(key: str) -> tuple[str, ...]:
    """The list of words `key`."""
    return tuple(_TEXTS.data[key])
