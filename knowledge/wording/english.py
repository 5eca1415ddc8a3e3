"""English questions: the words about common topics put into Chinese, the rest left as it is."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("english.toml")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLASS = re.compile(r"\b(?:class|grade|category|type) ([abc])\b")
# A message with more Chinese than this is not an English one.
_MAX_HAN = 3


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    words: dict[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["words"]
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b"), words


def gloss(text: str) -> str:
    """A normalised English message with its known words in Chinese; any other message as it is."""
    if len(_HAN.findall(text)) > _MAX_HAN:
        return text
    pattern, words = _words()
    return pattern.sub(lambda m: words[m[0]], _CLASS.sub(r"\1类", text))
