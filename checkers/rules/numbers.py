"""The numbers of papers: identity numbers, credit codes, telephones, certificate numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from checkers.credit_code import ALPHABET, LENGTH, check_character
from knowledge.pack.display import RANK_NAMES
from knowledge.patterns import compiled

Sex = Literal["男", "女"]
Problem = Literal["length", "birth", "check"]

# GB 11643: the weights of the first 17 digits and the character for each remainder.
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_ID_FORM = compiled(r"\d{17}[\dX]")
# Nobody who applies was born earlier: a number that says so is misread or mistyped.
_EARLIEST_BIRTH = 1900

_PHONE = compiled(
    r"(?:\+?86)?1[3-9]\d{9}"  # mobile
    r"|(?:\+?86)?0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}"  # area code and local number
    r"|[2-9]\d{6,7}"  # local number alone
    r"|[48]00\d{7}"
)
_PHONE_SEPARATORS = compiled(r"[/、，,;；]|\s{2,}|或")
_EXTENSION = compiled(r"(?:转|分机|ext\.?|#)\s*\d{1,6}$", re.IGNORECASE)
_NOT_IN_PHONE = compiled(r"[\s\-‐–—－()（）.·]")

# A certificate of the national series: 22 characters, of which the first may be a letter, the level at the 16th place.
_CERTIFICATE = compiled(r"[A-Z\d]\d{21}")
_LEVEL_PLACE = 15


@dataclass(frozen=True)
class IdNumber:
    """What a sound identity number says of its holder."""

    number: str
    birth: date
    sex: Sex


def clean_number(text: str) -> str:
    """`text` in half-width capitals without the spaces and dashes that people put into numbers."""
    return re.sub(r"[\s\-‐–—]", "", unicodedata.normalize("NFKC", text)).upper()


def read_id_number(text: str, on: date) -> IdNumber | Problem:
    """The identity number in `text` (GB 11643) as of the day `on`, or what is wrong with it.

    The region is not checked: codes change, and holders keep theirs.
    """
    number = clean_number(text)
    if not _ID_FORM.fullmatch(number):
        return "length"
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "birth"
    if birth > on or birth.year < _EARLIEST_BIRTH:
        return "birth"
    if id_check_digit(number[:17]) != number[17]:
        return "check"
    return IdNumber(number, birth, "男" if int(number[16]) % 2 else "女")


def id_check_digit(first: str) -> str:
    """The check digit of an identity number's first 17 digits."""
    return _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(first, _ID_WEIGHTS, strict=True)) % 11]


def uscc_problem(text: str) -> Problem | None:
    """What is wrong with a unified social credit code (GB 32100); None where nothing is."""
    code = clean_number(text)
    if len(code) != LENGTH or any(c not in ALPHABET for c in code):
        return "length"
    return None if check_character(code[:17]) == code[17] else "check"


# A code that was mistyped has lost or gained no more than this.
_SHORTEST_CODE, _LONGEST_CODE = 12, 24
_OF_A_CODE = compiled(r"[0-9A-Z]+")


def looks_like_code(text: str) -> bool:
    """Whether a text is meant for a credit code, sound or not: letters and digits only, about as many."""
    code = clean_number(text)
    return _OF_A_CODE.fullmatch(code) is not None and _SHORTEST_CODE <= len(code) <= _LONGEST_CODE


def phone_sound(text: str) -> bool:
    """Whether every number in `text` is a mobile, landline or service number as they are given out."""
    numbers = [part for part in _PHONE_SEPARATORS.split(unicodedata.normalize("NFKC", text)) if part.strip()]
    return bool(numbers) and all(_one_phone(part) for part in numbers)


def _one_phone(text: str) -> bool:
    return _PHONE.fullmatch(_NOT_IN_PHONE.sub("", _EXTENSION.sub("", text.strip()))) is not None


def certificate_level(text: str) -> str | None:
    """The skill level that a 22-character certificate number bears; None for numbers of other series."""
    number = clean_number(text)
    if not _CERTIFICATE.fullmatch(number):
        return None
    digit = int(number[_LEVEL_PLACE])
    return RANK_NAMES.get(6 - digit) if 1 <= digit <= 5 else None


def differing(one: str, other: str) -> int:
    """In how many places two numbers differ; their whole length where the lengths differ."""
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else max(len(one), len(other))
