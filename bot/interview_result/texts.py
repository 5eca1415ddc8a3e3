"""The words of the result, kept as data."""

from __future__ import annotations

from knowledge.texts import Texts

_TEXTS = Texts(__file__)
say = _TEXTS.say
