"""The assistant's own sentences, kept as data."""

from __future__ import annotations

from knowledge.texts import Texts

_TEXTS = Texts(__file__, "phrases.toml")
say = _TEXTS.say
