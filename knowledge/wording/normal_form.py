"""Text as typed on a phone → one form: simplified script, half width, lower case, no markup or decoration."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.patterns import compiled
from knowledge.wording.numerals import parse_number

if TYPE_CHECKING:
    from opencc import OpenCC

# A question is read from its beginning and its end: stories are long, the point stands first or last.
MAX_CHARACTERS = 1200

_DIALECT = Path(__file__).with_name("dialect.toml")
_TAG = compiled(r"<[/!]?[a-z][^<>]{0,200}>", re.IGNORECASE)
# ①3个项目: the mark of an entry, no part of the number behind it.
_LIST_MARK = compiled(r"[①-⑳⑴-⒇❶-❿㈠-㈩]")
_SPACES = compiled(r"\s+")
# Between two Chinese characters a space carries nothing, except that people use it in place of a comma.
_PUNCTUATION = str.maketrans(
    {"，": ",", "。": ".", "？": "?", "！": "!", "；": ";", "：": ":", "（": "(", "）": ")", "～": "~", "…": "."}
)
# Traditional forms that a simplified writer would not use by chance; their absence saves loading the converter.
_TRADITIONAL_HINT = compiled(
    r"[個們嗎過這邊裏裡麼還後當應該對點兩幾會來學業員師團隊獎勵補貼資項請報領辦證級條從與為無說話問題國區東廠場開關變應歲齡時間結"
    r"實際經驗術練習傳統標準發評審選認審規則單註冊營執簽蓋訓費錢萬億給錄據憑繳檢驗寫讓誰選擇証書職業類號碼號電腦網絡線層門戶藝獲權禮帶離職"
    r"黃劉陳張楊趙吳鄭馮鄧許韓葉蘇盧蔣賈陸龍賀賴龔湯譚鄒嚴韋顧龐莊華麗偉強鵬飛傑賓濤軍紅蓮蘭鳳豔靜鋒鋼鐵銳製恆機電氣車設計興]"
)


# 二零二四年五月二十号: a date in Chinese numerals; 二四年 alone may be a length.
_YEAR = compiled(r"[一二][九零〇][零〇一二三四五六七八九]{2}(?=年)")
_MONTH_AND_DAY = compiled(
    r"(?<![零〇一二三四五六七八九十])(?P<month>十[一二]?|[一二三四五六七八九])月(?:份)?(?P<day>[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[日号])"
)


def normalise(text: str) -> str:
    """The normal form of `text`, at most MAX_CHARACTERS long; may be empty."""
    if len(text) > 4 * MAX_CHARACTERS:
        text = text[: 2 * MAX_CHARACTERS] + " " + text[-2 * MAX_CHARACTERS :]
    text = unicodedata.normalize("NFKC", _LIST_MARK.sub(" ", text))
    text = _TAG.sub(" ", text).translate(_PUNCTUATION).lower()
    text = "".join(c if c.isprintable() or c.isspace() else " " for c in text if not _is_decoration(c))
    text = to_simplified(text)
    text = _standard_words(text)
    text = _dates_in_digits(_SPACES.sub(" ", text).strip())
    if len(text) > MAX_CHARACTERS:
        half = MAX_CHARACTERS // 2
        text = text[:half] + " " + text[-half:]
    return text


@cache
def _dialect() -> tuple[re.Pattern[str], dict[str, str]]:
    words = tomllib.loads(_DIALECT.read_text(encoding="utf-8"))["words"]
    return compiled("|".join(sorted(words, key=len, reverse=True))), words


def _standard_words(text: str) -> str:
    """`text` with dialect words (系咪, 甭) in their standard form."""
    pattern, words = _dialect()
    return pattern.sub(lambda m: words[m[0]], text)


def _dates_in_digits(text: str) -> str:
    """`text` with the dates that are written out in Chinese numerals in Arabic ones."""
    text = _YEAR.sub(lambda m: "".join(str(round(parse_number(c) or 0)) for c in m[0]), text)
    return _MONTH_AND_DAY.sub(
        lambda m: f"{round(parse_number(m['month']) or 0)}月{round(parse_number(m['day']) or 0)}", text
    )


def to_simplified(text: str) -> str:
    """`text` in the simplified script."""
    return _converter().convert(text) if _TRADITIONAL_HINT.search(text) or not _of_simplified_set(text) else text


def _of_simplified_set(text: str) -> bool:
    """Whether all Chinese characters of a text are of the set that simplified Chinese is written with (GB 2312)."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return all(not "\u4e00" <= c <= "\u9fff" or _in_set(c) for c in text)
    return True


@cache
def _in_set(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_decoration(character: str) -> bool:
    """Whether the character is emoji, a joiner or another symbol that no question rests on."""
    if character in "+=<>~^%¥$|":
        return False
    return unicodedata.category(character) in {"So", "Sk", "Cf", "Cs", "Co", "Mn", "Me"}


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
