"""What a Word paragraph's style adds to it: whether it is a heading, and the number that Word counts for it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from lxml import etree

from checkers.reading.docx_runs import W
from knowledge.patterns import compiled

_HEADING_NAME: Final = compiled(r"^(heading|标题)\s*\d", re.IGNORECASE)
# An outline level of 9 is body text.
_BODY_LEVEL: Final = 9
_STYLE_DEPTH: Final = 12
_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_CHINESE: Final = ("chinese", "japanese", "taiwanese", "ideographDigital")
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE: Final = compiled(r"%(\d)")


@dataclass
class _Level:
    start: int
    form: str
    text: str


@dataclass(frozen=True)
class _Style:
    based_on: str
    heading: bool
    numbering: tuple[str, int] | None


class Styles:
    """Headings and numbers of one document; asks must come in document order, for numbers count on."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles = {} if styles is None else {e.get(f"{W}styleId", ""): _style(e) for e in styles.iter(f"{W}style")}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        if numbering is not None:
            self._read_numbering(numbering)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph is a heading by its own outline level or by its style."""
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            return _number(outline) < _BODY_LEVEL
        return any(style.heading for style in self._chain(paragraph))

    def number(self, paragraph: etree._Element) -> str:
        """The number that Word shows before the paragraph (一、), empty where it shows none."""
        found = _numbering(paragraph.find(f"{W}pPr"))
        if found is None:
            found = next((style.numbering for style in self._chain(paragraph) if style.numbering), None)
        if found is None or found[0] not in self._lists:
            return ""
        return self._count(self._lists[found[0]], found[1])

    def _chain(self, paragraph: etree._Element) -> list[_Style]:
        name = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        chain: list[_Style] = []
        while name in self._styles and len(chain) < _STYLE_DEPTH:
            chain.append(self._styles[name])
            name = chain[-1].based_on
        return chain

    def _read_numbering(self, root: etree._Element) -> None:
        for abstract in root.iter(f"{W}abstractNum"):
            levels = {
                int(_digits(level.get(f"{W}ilvl"))): _Level(
                    _number(level.find(f"{W}start"), 1),
                    _value(level.find(f"{W}numFmt")),
                    _value(level.find(f"{W}lvlText")),
                )
                for level in abstract.iter(f"{W}lvl")
            }
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for number in root.iter(f"{W}num"):
            self._lists[number.get(f"{W}numId", "")] = _value(number.find(f"{W}abstractNumId"))

    def _count(self, abstract: str, depth: int) -> str:
        levels = self._levels.get(abstract, {})
        level = levels.get(depth)
        if level is None or level.form in ("bullet", "none"):
            return ""
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            other = levels.get(at, level)
            return _written(counts.get(at, other.start), other.form)

        return _PLACE.sub(shown, level.text)


def _style(element: etree._Element) -> _Style:
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    named = _HEADING_NAME.match(_value(element.find(f"{W}name"))) is not None
    return _Style(
        based_on=_value(element.find(f"{W}basedOn")),
        heading=named or (outline is not None and _number(outline) < _BODY_LEVEL),
        numbering=_numbering(element.find(f"{W}pPr")),
    )


def _numbering(properties: etree._Element | None) -> tuple[str, int] | None:
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None or found.find(f"{W}numId") is None:
        return None
    return _value(found.find(f"{W}numId")), _number(found.find(f"{W}ilvl"))


def _value(element: etree._Element | None) -> str:
    return str(element.get(f"{W}val", "")) if element is not None else ""


def _digits(text: str | None) -> str:
    return text if text and re.fullmatch(r"\d{1,4}", text) else "0"


def _number(element: etree._Element | None, otherwise: int = 0) -> int:
    return int(_digits(_value(element))) if element is not None else otherwise


def _written(number: int, form: str) -> str:
    """A counted number in the form that the list asks for."""
    if form.startswith(_CHINESE) and 0 < number < 100:
        return _legal(number) if "Legal" in form else _chinese(number)
    if form.startswith("ideographTraditional") and 0 < number <= len(_STEMS):
        return _STEMS[number - 1]
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 40:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def _legal(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else f"{_LEGAL[tens]}拾") + (_LEGAL[ones] if ones else "")


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        while number >= value:
            written += sign
            number -= value
    return written
