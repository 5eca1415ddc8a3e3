"""Identity numbers out of everything that is shown: 441900196801011234 → 4419***********1234."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from checkers.credit_code import check_character
from checkers.report.model import CheckReport
from knowledge.patterns import compiled

# As the contract writes a masked number.
_STARS = "*" * 11
# Spaces and characters that do not show. Not dots and dashes: with those, dates side by side look like numbers.
_GAP = r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]{0,4}"
_YEAR = ("[1１][9９]", "[2２][0０]")
_MONTH = ("[0０][1-9１-９]", "[1１][0-2０-２]")
_DAY = ("[0０][1-9１-９]", r"[12１２]\d", "[3３][01０１]")
_LAST = r"[\dXxＸｘ]"


def _dated(gap: str) -> str:
    """A pattern of 18 digits, `gap` between them, with a date of birth (1900 to 2099) where one belongs."""

    def either(pairs: tuple[str, ...]) -> str:
        return "(?:" + "|".join(re.sub(r"^(\[.*?\])", lambda first: first.group() + gap, pair) for pair in pairs) + ")"

    return gap.join([*[r"\d"] * 6, either(_YEAR), r"\d", r"\d", either(_MONTH), either(_DAY), *[r"\d"] * 3, _LAST])


# With a date of birth where one belongs a number is an identity number however it is spaced, and in one piece also
# where other digits touch it (cells of a table run together).
_DATED = compiled(
    # A certificate's number (a letter, 21 digits) is none, whatever stands in it.
    rf"(?P<certificate>(?<![A-Za-z\d])[A-Z]\d{{21}}(?![\dA-Za-z]))|{_dated('')}|(?<!\d){_dated(_GAP)}(?!\d)"
)
# A mistyped number may have no such date. Written in one, or in the groups that people use, it is masked too; spaced
# otherwise it may be amounts or years side by side, and stays.
_UNDATED = compiled(
    r"(?<!\d)(?:"
    rf"\d{{17}}{_LAST}"
    rf"|\d{{6}}[ 　-]\d{{8}}[ 　-]\d{{3}}{_LAST}"
    rf"|\d{{6}}(?:[ 　-]\d{{4}}){{2}}[ 　-]\d{{3}}{_LAST}"
    rf"|\d{{4}}(?:[ 　-]\d{{4}}){{3}}[ 　-]\d{_LAST}"
    rf"|\d(?:[ 　]\d){{16}}[ 　]{_LAST}"
    r")(?!\d)"
)
# 统一社会信用代码 (GB 32100): how those of businesses begin, and those of institutions and social organisations, which
# regions' identity numbers share and so must pass the code's own check too. A code made of digits alone looks like an
# identity number without a date; it is public, and a report has to show it.
_BUSINESS_CODES = ("91", "92", "93")
_OTHER_CODES = ("11", "12", "13", "51", "52", "53")


def mask_numbers(text: str) -> str:
    """`text` with every 18-digit identity number, spaced or in full-width digits too, cut to its first and last four."""
    dated = _DATED.sub(lambda found: found.group() if found["certificate"] else _masked(found.group()), text)
    return _UNDATED.sub(lambda found: _kept_or_masked(found.group()), dated)


def masked(report: CheckReport) -> CheckReport:
    """The same report with identity numbers masked in all its texts, file names too."""
    return CheckReport.model_validate(_mask_all(report.model_dump()))


def _mask_all(value: Any) -> Any:
    if isinstance(value, str):
        return mask_numbers(value)
    if isinstance(value, dict):
        return {key: _mask_all(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mask_all(item) for item in value]
    return value


def _digits(number: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", number).upper() if c.isdigit() or c == "X")


def _masked(number: str) -> str:
    digits = _digits(number)
    return digits[:4] + _STARS + digits[-4:]


def _kept_or_masked(number: str) -> str:
    return number if _is_credit_code(_digits(number)) else _masked(number)


def _is_credit_code(digits: str) -> bool:
    """Whether 18 digits without a date of birth are an organisation's code."""
    if digits.startswith(_BUSINESS_CODES):
        return True
    return digits.startswith(_OTHER_CODES) and check_character(digits[:17]) == digits[17]
