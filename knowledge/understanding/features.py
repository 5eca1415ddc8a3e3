"""What a masked message shows to the classifier: its character pairs, concepts and pairs of concepts."""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.patterns import compiled

_CONCEPTS_FILE = Path(__file__).with_name("concepts.toml")
_LATIN_WORD = compiled(r"[a-z]{2,}")
_NOISE = compiled(r"[、,.!?;:()\"'“”《》\[\]/\\_\-—*#@&\s]+")


@dataclass(frozen=True)
class Features:
    """Groups of features, weighted apart; the first weighs most."""

    groups: tuple[tuple[str, ...], ...]


@cache
def _concept_words() -> dict[str, list[tuple[str, str]]]:
    """The words of the concepts with these, by their first character: few of them can stand in a message."""
    data = tomllib.loads(_CONCEPTS_FILE.read_text(encoding="utf-8"))["concept"]
    words: dict[str, list[tuple[str, str]]] = {}
    for concept, named in data.items():
        for word in named:
            words.setdefault(word[0], []).append((word, concept))
    return words


def concepts(text: str) -> tuple[str, ...]:
    """The concepts that the words of a normalised message name, sorted."""
    words = _concept_words()
    found = {concept for first in set(text) for word, concept in words.get(first, ()) if word in text}
    return tuple(sorted(found))


def features(masked: str) -> Features:
    """The features of a masked, place-free message: what it is written with, and what it is about."""
    words = _LATIN_WORD.findall(masked)
    text = _NOISE.sub("", _LATIN_WORD.sub(" ", masked))
    grams = [*text, *(text[i : i + 2] for i in range(len(text) - 1)), *(f"w:{w}" for w in words)]
    grams.extend(f"w:{a} {b}" for a, b in itertools.pairwise(words))
    found = concepts(masked)
    pairs = [f"#{a}&{b}" for i, a in enumerate(found) for b in found[i + 1 :]]
    return Features((tuple(grams), (*(f"#{c}" for c in found), *pairs)))
