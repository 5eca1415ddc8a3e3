"""Numbers in Chinese and Arabic writing → floats: 六百, 十万, 10w, 1千, 2.5, 俩, 半."""

from __future__ import annotations

import re

from knowledge.patterns import compiled

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "俩": 2, "仨": 3, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_SCALES = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "k": 1000,
    "万": 10000,
    "w": 10000,
    "亿": 10**8,
}
CHINESE = "".join(_DIGITS) + "十拾百佰千仟万亿"
_PARTS = rf"零?(\d+|[{''.join(_DIGITS)}])([十百千]?)"
# What may follow a scale: 5万零1, 1万2千5百; a digit with neither 零 nor a scale may belong to the next word (5万2年).
REMAINDER = rf"(?:零?(?:\d+|[{''.join(_DIGITS)}])[十百千]){{0,3}}(?:零(?:\d+|[{''.join(_DIGITS)}]))?"
# A run that reads as one number.
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?(?:\s?[十百千万亿]{{1,2}}{REMAINDER}|\s?[wk](?![a-z]))?|[{CHINESE}]+(?:点[{''.join(_DIGITS)}]+)?)"
_ARABIC = compiled(rf"(\d[\d,]*(?:\.\d+)?)\s?([十百千万亿wk]{{0,2}})(?:(\d|[一二三四五六七八九])|({REMAINDER}))")


def parse_number(text: str) -> float | None:
    """The value of `text` (one NUMBER match); None where it is no number."""
    arabic = _ARABIC.fullmatch(text)
    if arabic:
        number = float(arabic[1].replace(",", ""))
        for scale in arabic[2]:
            number *= _SCALES[scale]
        if arabic[3] and arabic[2]:  # 1万2 is 12000
            digit = _DIGITS[arabic[3]] if arabic[3] in _DIGITS else int(arabic[3])
            number += digit * _SCALES[arabic[2][-1]] / 10
        for part, scale in re.findall(_PARTS, arabic[4] or ""):
            number += (_DIGITS[part] if part in _DIGITS else int(part)) * _SCALES.get(scale, 1)
        return number
    whole, _, fraction = text.partition("点")
    if not whole:
        return None
    if all(c in _DIGITS for c in whole):
        number = float("".join(str(_DIGITS[c]) for c in whole)) if len(whole) > 1 else float(_DIGITS[whole])
    else:
        number = _positional(whole)
    if fraction:
        number += float("0." + "".join(str(_DIGITS[c]) for c in fraction))
    return number


def _positional(text: str) -> float:
    """六百五 → 650, 一千零五十 → 1050, 十二万 → 120000: a digit left over after a scale counts in the next lower one."""
    total = section = 0.0
    digit: float | None = None
    last_scale = 1
    zero = False
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
            zero = zero or digit == 0
        else:
            scale = _SCALES[c]
            if scale >= 10000:
                total = (
                    (total + section + (digit or 0)) * scale if section or digit is not None else (total or 1) * scale
                )
                section = 0.0
            else:
                section += (1 if digit is None else digit) * scale
            digit, last_scale, zero = None, scale, False
    if digit:
        section += digit * (1 if zero or last_scale < 100 else last_scale / 10)
    return total + section
