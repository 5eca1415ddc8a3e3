"""The words around a sum, kept as data."""

from __future__ import annotations

from knowledge.texts import Texts

_TEXTS = Texts(__file__)


def say(key: str, **parts: object) -> str:
    """The sentence `key` with its parts filled in."""
    return str(_TEXTS.data["say"][key]).format(**parts)


def stage_title(stage: str) -> str:
    """When the money of a stage comes, in a few words."""
    return str(_TEXTS.data["stages"].get(stage, stage))
