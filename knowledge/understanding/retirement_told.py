"""How far a master is from statutory retirement, as a message tells it: directly, by age, or by birth and sex."""

from __future__ import annotations

import re
from datetime import date

from knowledge.facts import FactValue
from knowledge.patterns import compiled
from knowledge.retirement import Group, years_left
from knowledge.understanding.own_numbers import DECISIVE, NOT_OWN
from knowledge.wording import Quantity
from knowledge.wording.numerals import NUMBER, parse_number

# What such words are read for.
SUBJECTS = frozenset({"leader_age", "leader_retired", "leader_requirements"})
_BIRTH_YEAR = compiled(
    r"(?<!\d)(19[3-9]\d|[3-9]\d)年(?:(\d{1,2})月)?(?:出?生|的(?!时候)|生人|的人)|(?<!\d)(19[3-9]\d)(?:年)?(?:出?生|的)"
)
_WOMAN = compiled(r"女|她|妈|娘|姐|阿姨|婆|嫂|姑|婶|woman|she|her\b|female")
_MAN = compiled(r"男|他|爸|爹|哥|叔|伯|爷|老公|舅|\bman\b|\bhe\b|\bhis\b|male")
_WOMAN_WORKER = compiled(r"女工|女职工|五十退|50退|工人岗")
_WOMAN_CADRE = compiled(r"女干部|干部岗|管理岗|五十五退|55退")
_LENGTH_TO_RETIREMENT = compiled(r"(?:离|距|差|还有|还剩|再有|再过|再干|只剩|剩|还差|还能干|马上|快)")
# 按六十退, 退休按60算; 今年55, 今年五十九零三个月.
_RETIRES_AT = compiled(rf"(?:按|照|法定)[^,.;?!\\d]{{0,4}}?(?P<n>{NUMBER})(?:周?岁)?(?:就|才|来)?(?:退|算|办)")
_AGE_NOW = compiled(rf"(?:今年|现年|虚岁|实岁|已经)(?P<n>{NUMBER})(?:周?岁|(?=[ ,.;?!零又])|$)")
# 57岁零1个月, 五十九零三个月.
_MONTHS_OF_AGE = compiled(rf"(?:岁|今年{NUMBER})[零又](?P<n>{NUMBER})个(?:多)?月")
# 差俩月满57, 还有三个月到五十九: an age that is not reached yet, unless it is that of retirement.
_SHORT_OF_AGE = compiled(
    rf"(?:差|还有|再有|再过|过)(?P<months>俩|仨|{NUMBER})个?月(?:就|才)?(?:满|到|够|是|上){{1,2}}(?P<n>{NUMBER})(?:周?岁)?(?![^,.;?!]{{0,3}}退)"
)
_FEW = {"俩": 2.0, "仨": 3.0}


def _age_not_reached(text: str) -> tuple[float, re.Match[str]] | None:
    """The age of a person who is so many months short of a stated one, with where the text tells it."""
    match = _SHORT_OF_AGE.search(text)
    if match is None:
        return None
    months, years = _FEW.get(match["months"]) or parse_number(match["months"]), parse_number(match["n"])
    return None if months is None or years is None or not 16 <= years <= 80 else (years - months / 12, match)


def _until_stated_age(text: str, age: float | None) -> float | None:
    """Years from the person's age to the age of retirement that the message itself names."""
    limit, now, beyond = _RETIRES_AT.search(text), _AGE_NOW.search(text), _MONTHS_OF_AGE.search(text)
    retires_at = parse_number(limit["n"]) if limit is not None else None
    years = parse_number(now["n"]) if now is not None else age
    if retires_at is None or years is None or not 40 <= retires_at <= 70 or not 16 <= years <= 80:
        return None
    months = parse_number(beyond["n"]) if beyond is not None else None
    return retires_at - years - (months or 0.0) / 12


def read_retirement(
    text: str, quantities: list[Quantity], found: dict[str, FactValue], on: date
) -> dict[str, FactValue]:
    """Years to statutory retirement from what was said: directly, or from age or birth and sex."""
    lengths = [q for q in quantities if q.unit == "year"]
    limit = _RETIRES_AT.search(text)
    ages = [q for q in quantities if q.unit == "age" and (limit is None or not limit.start() <= q.start < limit.end())]
    short = _age_not_reached(text)
    if short is not None:
        lengths = [q for q in lengths if not short[1].start() <= q.start < short[1].end()]
    age = short[0] if short is not None else next((q.number for q in ages if 16 <= q.number <= 80), None)
    birth = _BIRTH_YEAR.search(text)
    lengths = [q for q in lengths if not NOT_OWN.search(text[max(0, q.start - 7) : q.start])] or lengths
    direct = [
        q for q in lengths if "退" in text and _LENGTH_TO_RETIREMENT.search(text[max(0, q.start - 12) : q.end + 12])
    ]
    if direct:
        decisive = [q for q in direct if DECISIVE.search(text[max(0, q.start - 16) : q.start])]
        return {"leader.years_to_retirement": (decisive or direct)[-1].value}
    left = _until_stated_age(text, age)
    if left is not None:
        return {"leader.years_to_retirement": left}
    if birth is not None:
        year = int(birth[1] or birth[3])
        born = (year if year > 1900 else 1900 + year, int(birth[2] or 6))
    elif age is not None:
        months = on.year * 12 + on.month - 1 - round(age * 12)
        born = (months // 12, months % 12 + 1)
    else:
        return {k: v for k, v in found.items() if k == "leader.years_to_retirement" and "退" in text}
    facts: dict[str, FactValue] = {} if age is None else {"leader.age": age}
    groups = _groups(text)
    if len(groups) == 1:
        facts["leader.years_to_retirement"] = years_left(born, (on.year, on.month), groups[0])
    else:
        facts.update({f"leader.years_to_retirement:{g}": years_left(born, (on.year, on.month), g) for g in groups})
    return facts


def _groups(text: str) -> tuple[Group, ...]:
    if _WOMAN_WORKER.search(text):
        return ("woman50",)
    if _WOMAN_CADRE.search(text):
        return ("woman55",)
    if _WOMAN.search(text):
        return ("woman50", "woman55")
    if _MAN.search(text):
        return ("man",)
    return ("man", "woman55", "woman50")
