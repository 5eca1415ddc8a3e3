"""Pinyin: slips for words that sound or look alike put right against the domain's words, and messages typed in pinyin alone.

The model is made from the words of the packs (their documents and phrasings): which syllables a character has,
and which character follows which. It holds no general dictionary.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import tomllib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from knowledge.patterns import compiled

# The files of a saved model.
_PAIRS, _WORDS = "pairs.npz", "words.json"
_TERMS_FILE = Path(__file__).with_name("terms.toml")
_HAN = compiled(r"[\u4e00-\u9fff]")
_LATIN_RUN = compiled(r"[a-z]+")
# Sounds that typists of the south and of the north mix up.
_MIXED_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
# How much likelier (in natural logarithms of pair counts) a domain word must be than what stands there.
_SLIP_MARGIN = 4.5
# A stretch of so many syllables beside Chinese words is pinyin too, not English.
_PINYIN_RUN = compiled(r"[a-z]+(?:[ ,]+[a-z]+){5,}")
_RUN_SYLLABLES = 8
# Fewer syllables than this are too few to tell pinyin from an abbreviation.
_MIN_SYLLABLES = 4


@cache
def _sound(syllable: str) -> str:
    for sound, merged in _MIXED_SOUNDS:
        syllable = syllable.replace(sound, merged)
    return syllable


# A pair of characters as one number: so many bits for the second.
_BITS = 21


@dataclass(frozen=True)
class PairCounts:
    """How often one character follows another, as sorted numbers with their counts (a dictionary takes ten times that)."""

    keys: array[int]
    counts: array[int]

    @classmethod
    def from_counter(cls, counted: Counter[tuple[str, str]]) -> PairCounts:
        rows = sorted((_key(a, b), count) for (a, b), count in counted.items())
        return cls(array("Q", (key for key, _ in rows)), array("L", (count for _, count in rows)))

    def of(self, first: str, second: str) -> int:
        """How often `second` follows `first`."""
        key = _key(first, second)
        at = bisect_left(self.keys, key)
        return self.counts[at] if at < len(self.keys) and self.keys[at] == key else 0

    def save(self, path: Path) -> None:
        np.savez(path, keys=np.asarray(self.keys), counts=np.asarray(self.counts))

    @classmethod
    def load(cls, path: Path) -> PairCounts:
        with np.load(path) as data:
            return cls(array("Q", data["keys"].tobytes()), array("L", data["counts"].tobytes()))


def _key(first: str, second: str) -> int:
    return ord(first) << _BITS | ord(second)


def _takes_from(start: int, end: int, first: int, last: int) -> bool:
    """Whether a stretch of text is an everyday word (`first` to `last`), or takes a part of one and leaves the rest."""
    overlaps = start < last and first < end
    return overlaps and not (start <= first and last <= end and end - start > last - first)


@dataclass(frozen=True)
class PinyinModel:
    """`syllables` gives a character's toneless syllables; `pairs` counts neighbouring characters; `everyday` words
    sound like one of the `terms` and are no slips for it; `look_alikes` are pairs of characters drawn alike."""

    syllables: dict[str, tuple[str, ...]]
    pairs: PairCounts
    singles: dict[str, int]
    terms: tuple[str, ...]
    everyday: tuple[str, ...]
    look_alikes: tuple[str, ...] = ()

    @classmethod
    def from_texts(cls, texts: Iterable[str], names: Iterable[str] = ()) -> PinyinModel:
        """The model of a corpus; `names` of places are no slips either, whatever they sound like."""
        from pypinyin import Style, pinyin

        pairs: Counter[tuple[str, str]] = Counter()
        singles: Counter[str] = Counter()
        for text in texts:
            characters = ["^", *text, "$"]
            singles.update(c for c in text if _HAN.match(c))
            pairs.update((a, b) for a, b in itertools.pairwise(characters) if _HAN.match(a) or _HAN.match(b))
        words = tomllib.loads(_TERMS_FILE.read_text(encoding="utf-8"))
        needed = set(singles) | {chr(c) for c in range(0x4E00, 0x9FA6)}
        syllables = {
            c: tuple(dict.fromkeys(s.replace("ü", "v") for s in pinyin(c, style=Style.NORMAL, heteronym=True)[0]))
            for c in sorted(needed)
        }
        known = {c: s for c, s in syllables.items() if s != (c,)}
        everyday = (*words["everyday"], *names)
        return cls(
            known,
            PairCounts.from_counter(pairs),
            dict(singles),
            tuple(words["terms"]),
            everyday,
            tuple(words["look_alikes"]),
        )

    def save(self, folder: Path) -> None:
        """Writes the model into a folder, which is made."""
        folder.mkdir(parents=True)
        self.pairs.save(folder / _PAIRS)
        data = {
            "syllables": {c: " ".join(several) for c, several in self.syllables.items()},
            "singles": self.singles,
            "terms": self.terms,
            "everyday": self.everyday,
            "look_alikes": self.look_alikes,
        }
        (folder / _WORDS).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> PinyinModel:
        """The model of a folder; characters of one sound share their syllables."""
        data = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
        shared = {written: tuple(written.split()) for written in set(data["syllables"].values())}
        syllables = {c: shared[written] for c, written in data["syllables"].items()}
        lists = {name: tuple(data[name]) for name in ("terms", "everyday", "look_alikes")}
        return cls(syllables, PairCounts.load(folder / _PAIRS), data["singles"], **lists)

    # Slips

    @cached_property
    def _terms_by_sound(self) -> dict[tuple[str, ...], str]:
        found: dict[tuple[str, ...], str] = {}
        for term in self.terms:
            if all(c in self.syllables for c in term):
                found.setdefault(tuple(_sound(self.syllables[c][0]) for c in term), term)
        return found

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.terms)

    @cached_property
    def _everyday(self) -> re.Pattern[str]:
        longest_first = sorted(self.everyday, key=len, reverse=True)
        return compiled("|".join(map(re.escape, longest_first)) or "(?!)")

    @cached_property
    def _sounds(self) -> dict[str, str]:
        return {c: _sound(s[0]) for c, s in self.syllables.items()}

    @cached_property
    def _starts(self) -> frozenset[str]:
        """The sounds that terms begin with, also of terms as they look with one character mistaken."""
        return frozenset(self._sounds[word[0]] for word in (*self._terms_by_sound.values(), *self._terms_by_look))

    @cached_property
    def _terms_by_look(self) -> dict[str, str]:
        """Terms by what they look like with one character mistaken for one drawn alike (退体 for 退休)."""
        mistaken = {c: pair[1 - n] for pair in self.look_alikes for n, c in enumerate(pair)}
        return {
            f"{term[:i]}{mistaken[c]}{term[i + 1 :]}": term
            for term in self.terms
            for i, c in enumerate(term)
            if c in mistaken
        }

    def correct(self, text: str) -> str:
        """`text` with slips for the domain's words that sound or look alike put right; words that the packs use are left alone."""
        out, i = [], 0
        sounds = [self._sounds.get(c, "") for c in text]
        everyday = [match.span() for match in self._everyday.finditer(text)]
        while i < len(text):
            replacement = self._slip_at(text, sounds, i, everyday) if sounds[i] in self._starts else None
            if replacement is None:
                out.append(text[i])
                i += 1
            else:
                out.append(replacement)
                i += len(replacement)
        return "".join(out)

    def _slip_at(self, text: str, sounds: list[str], i: int, everyday: list[tuple[int, int]]) -> str | None:
        for length in (7, 6, 5, 4, 3, 2):
            window = text[i : i + length]
            if len(window) < length or any(_takes_from(i, i + length, *word) for word in everyday):
                continue
            term = self._terms_by_sound.get(tuple(sounds[i : i + length])) or self._terms_by_look.get(window)
            if window in self._known:
                return window
            if term is None:
                continue
            if self._is_slip(window, term, text[i - 1 : i], text[i + length : i + length + 1]):
                return term
        return None

    def _is_slip(self, window: str, term: str, before: str, after: str) -> bool:
        """Whether `term` is so much likelier than `window` between its neighbours that the latter is a slip for it."""

        def likelihood(word: str) -> float:
            run = before + word + after
            return sum(math.log(self.pairs.of(a, b) + 0.5) for a, b in itertools.pairwise(run))

        return likelihood(term) - likelihood(window) > _SLIP_MARGIN

    # Messages in pinyin

    @cached_property
    def _characters(self) -> dict[str, list[str]]:
        """Syllable → the packs' characters that sound so, the commonest first."""
        found: dict[str, list[str]] = {}
        for c, _ in sorted(self.singles.items(), key=lambda item: -item[1]):
            for syllable in self.syllables.get(c, []):
                found.setdefault(syllable, []).append(c)
        return {syllable: characters[:24] for syllable, characters in found.items()}

    def split_syllables(self, run: str) -> list[str] | None:
        """`run` as pinyin syllables (the fewest that fit), or None where it is no pinyin."""
        best: list[list[str] | None] = [[]] + [None] * len(run)
        for end in range(1, len(run) + 1):
            for start in range(max(0, end - 6), end):
                head = best[start]
                if (
                    head is not None
                    and run[start:end] in self._characters
                    and (best[end] is None or len(head) + 1 < len(best[end] or []))
                ):
                    best[end] = [*head, run[start:end]]
        return best[-1]

    def from_pinyin(self, text: str) -> str | None:
        """The Chinese of a message that is pinyin throughout, or None where it is not."""
        return None if _HAN.search(text) else self._in_characters(text, _MIN_SYLLABLES)

    def _in_characters(self, text: str, least: int) -> str | None:
        """The characters of a text in pinyin; None where it is none, or has fewer than `least` syllables."""
        pieces: list[list[str] | str] = []
        count = 0
        for token in re.findall(r"[a-z]+|[^a-z\s]+", text):
            if not _LATIN_RUN.fullmatch(token):
                pieces.append(token)
                continue
            if len(token) == 1 and token in "abc":  # a class, not a syllable
                pieces.append(token)
                continue
            syllables = self.split_syllables(token)
            if syllables is None:
                return None
            count += len(syllables)
            pieces.append(syllables)
        if count < least:
            return None
        return self._decode(pieces)

    def within(self, text: str) -> str:
        """The message with each long stretch of pinyin among its Chinese words written in characters."""
        return _PINYIN_RUN.sub(lambda run: self._in_characters(run[0], _RUN_SYLLABLES) or run[0], text)

    def _decode(self, pieces: list[list[str] | str]) -> str:
        """The likeliest characters (Viterbi over neighbouring pairs)."""
        states: dict[str, tuple[float, str]] = {"^": (0.0, "")}
        for piece in pieces:
            if isinstance(piece, str):
                states = {piece[-1]: max((score, path + piece) for score, path in states.values())}
                continue
            for syllable in piece:
                following: dict[str, tuple[float, str]] = {}
                for c in self._characters[syllable]:
                    base = math.log(self.singles[c])
                    following[c] = max(
                        (score + 2.0 * math.log(1 + 8 * self.pairs.of(last, c)) + 0.3 * base, path + c)
                        for last, (score, path) in states.items()
                    )
                states = following
        return max(states.values())[1]
