"""English questions: the words about common topics put into Chinese, the rest left as it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from knowledge.patterns import compiled

_FILE = Path(__file__).with_name("english.toml")
_HAN = compiled(r"[\u4e00-\u9fff]")
_CLASS = compiled(r"\b(?:class|grade|category|type) ([abc])\b")
# A message with more Chinese than this is not an English one.
_MAX_HAN = 3


# A Latin word of at least so many letters that is this like a known one (0 to 100) is taken for it: donguan, certifcate.
_SHORTEST_SLIP = 6
_LIKENESS = 86
_LATIN_WORD = compiled(rf"[a-z]{{{_SHORTEST_SLIP},}}")


def correct_latin(text: str, names: Sequence[str]) -> str:
    """`text` with slips in Latin words put right against the glossary and `names` (the places' names in Latin)."""
    known = [*names, *(w for w in _words()[1] if " " not in w and len(w) >= _SHORTEST_SLIP)]

    def corrected(match: re.Match[str]) -> str:
        if match[0] in known:
            return match[0]
        best = process.extractOne(match[0], known, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        return best[0] if best and abs(len(best[0]) - len(match[0])) <= 1 else match[0]

    return _LATIN_WORD.sub(corrected, text)


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    words: dict[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["words"]
    ordered = sorted(words, key=len, reverse=True)
    return compiled(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b"), words


def gloss(text: str) -> str:
    """A normalised English message with its known words in Chinese; any other message as it is."""
    if len(_HAN.findall(text)) > _MAX_HAN:
        return text
    pattern, words = _words()
    return pattern.sub(lambda m: words[m[0]], _CLASS.sub(r"\1类", text))
