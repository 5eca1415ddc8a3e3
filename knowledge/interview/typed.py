"""Typed answers (六百来平, 15人, 技师, 70年3月的女工) → what they state for the question that was asked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from knowledge.facts import FactValue
from knowledge.interview.asking import Asked, choose, dont_know, state_number
from knowledge.interview.derived import BIRTH, ELSEWHERE, GROUP, YEARS_LEFT
from knowledge.interview.state import Answer
from knowledge.pack import Library
from knowledge.pack.interview_questions import Option
from knowledge.patterns import compiled
from knowledge.understanding import PlaceFinder
from knowledge.understanding.fact_finding import Said, find_facts
from knowledge.wording import Quantity, find_quantities, normalise
from knowledge.wording.numerals import NUMBER, parse_number

_WORDS_FILE = Path(__file__).with_name("words.toml")
_BARE = compiled(rf"(?:{NUMBER}|半)")
# 1970年3月, 70.3, 1970-03, 1970/3, 197003; a year alone.
_BORN = compiled(r"(?<!\d)(19[3-9]\d|20[01]\d|[3-9]\d)(?:年|[.\-/]|(?=\d{2}(?!\d)))?(?:(\d{1,2})月?)?(?!\d)")
# 有一个 tells a number of things, and no length or amount.
_THINGS = compiled(r"个(?!月)")
_MEASURES = frozenset({"year", "m2", "yuan"})
_AGES = range(16, 90)
_MONTHS = 12
_CENTURY = 1900
# 六八年, 一九七〇年.
_SPELLED_YEAR = compiled(r"一九[〇零一二三四五六七八九]{2}(?=年)|[三四五六七八九][〇零一二三四五六七八九](?=年)")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
# Parts of an answer to a question of many: 场地和设备有,资金没有.
_CLAUSE = compiled(r"[,.;?!、\s]|但是?|不过|就是")


@cache
def _words() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(_WORDS_FILE.read_text(encoding="utf-8"))
    return {name: compiled(pattern) for name, pattern in data.items()}


@dataclass(frozen=True)
class AnswerReader:
    """Reads typed answers with the places and subjects of one library."""

    library: Library

    @cached_property
    def _places(self) -> PlaceFinder:
        return PlaceFinder(self.library)

    def read(self, asked: Asked, text: str, on: date) -> Answer | None:
        """What a typed answer states; None where it answers the question in no way that is known."""
        normal = normalise(text)
        said = text.strip()
        exact = [o.label for o in asked.options if normalise(o.label) == normal]
        if exact:
            return choose(asked, exact)
        if _words()["dont_know"].search(normal):
            return dont_know(asked)
        kind = asked.question.kind
        if kind == "number":
            return self._number(asked, normal, said)
        if kind == "month":
            return self._birth(asked, normal, said, on)
        if kind == "place":
            return self._place(asked, normal)
        if kind == "many":
            return _many(asked, normal)
        if kind == "yes_no":
            return _yes_no(asked, normal)
        return self._choice(asked, normal, said, on)

    def _number(self, asked: Asked, normal: str, said: str) -> Answer | None:
        option = _option(asked.options, normal)
        quantities = [q for q in find_quantities(normal) if q.unit in (asked.unit, "number")]
        own = [q for q in quantities if q.unit == asked.unit] or quantities
        if not own and asked.unit in _MEASURES and _THINGS.search(normal):
            return None
        number = own[-1].value if own else _bare(normal)
        if option is not None and not own:
            return choose(asked, [option.label])
        if number is None or number < 0 or _words()["short_of"].search(normal):
            return None
        answer = state_number(asked, number, said)
        found = self._found(asked, normal, on=None)
        extra = {name: value for name, value in found.items() if name.endswith("team_includes_leader")}
        return answer.model_copy(update={"facts": {**answer.facts, **extra}})

    def _choice(self, asked: Asked, normal: str, said: str, on: date) -> Answer | None:
        option = _option(asked.options, normal)
        if option is not None:
            return choose(asked, [option.label])
        found = self._found(asked, normal, on)
        for option in asked.options:
            if option.facts and all(found.get(name) == value for name, value in option.facts.items()):
                return choose(asked, [option.label])
        stated = {name: value for name, value in found.items() if name in asked.question.states}
        if any(isinstance(value, int | float) for value in stated.values()):
            return Answer(question=asked.key, said=said, facts=stated)
        near = [o for o in asked.options if len(normal) > 1 and normal in normalise(o.label)]
        if len(near) == 1:
            return choose(asked, [near[0].label])
        yes_no = next((w for w in ("yes", "no") if _words()[w].search(normal)), None)
        return choose(asked, [asked.options[0].label]) if yes_no == "yes" and len(asked.options) == 2 else None

    def _place(self, asked: Asked, normal: str) -> Answer | None:
        place = self._places.find(normal)
        field = asked.question.field
        for option in asked.options:
            if option.facts[field] in place.stated:
                negated = _words()["not_here"].search(normal) is not None
                return choose(asked, [asked.options[-1].label if negated else option.label])
        if place.stated or place.other or _words()["elsewhere"].search(normal):
            return choose(asked, [o.label for o in asked.options if o.facts[field] == ELSEWHERE])
        if _words()["here"].search(normal) and len(asked.options) == 2:
            return choose(asked, [asked.options[0].label])
        return None

    def _birth(self, asked: Asked, normal: str, said: str, on: date) -> Answer | None:
        """A month of birth with what is said of the sex and group, or the years that are left."""
        group = next((g for g in ("woman50", "woman55", "woman", "man") if _words()[g].search(normal)), None)
        also: dict[str, FactValue] = {GROUP: group} if group else {}
        quantities = find_quantities(normal)
        if "退" in normal:
            left = [q for q in quantities if q.unit == "year"]
            if left:
                return Answer(question=asked.key, said=said, facts={YEARS_LEFT: left[-1].value})
        born = _BORN.search(_SPELLED_YEAR.sub(lambda m: m[0].translate(_DIGITS), normal))
        age = _age(quantities, normal)
        if age is not None:
            first, last = (on.year - age - 1, on.month), (on.year - age, on.month)
            return Answer(question=asked.key, said=said, facts={BIRTH: f"{_month(*first)}/{_month(*last)}", **also})
        if born is None or (born[2] is not None and not 1 <= int(born[2]) <= _MONTHS):
            return None
        year = int(born[1]) + (_CENTURY if len(born[1]) == len("70") else 0)
        value = _month(year, int(born[2])) if born[2] else str(year)
        return Answer(question=asked.key, said=said, facts={BIRTH: value, **also})

    def _found(self, asked: Asked, normal: str, on: date | None) -> dict[str, FactValue]:
        """The facts that the chat would find in the words, read with the question's subject in mind."""
        if not asked.question.subject:
            return {}
        home = asked.why[0].policy if asked.why else None
        stripped = self._places.strip(self._places.name_levels(normal), home)
        subject = self.library.subjects[asked.question.subject]
        return dict(find_facts(Said(normal, stripped, normal), subject, on or date.today()).values)


def _month(year: int, month: int) -> str:
    return f"{year}-{month:02d}"


def _age(quantities: Sequence[Quantity], normal: str) -> int | None:
    stated = next((int(q.number) for q in quantities if q.unit == "age"), None)
    if stated is None and _words()["age"].search(normal) and (number := _bare(normal)) is not None:
        stated = int(number)
    return stated if stated in _AGES else None


def _bare(normal: str) -> float | None:
    """The one number of a message that has no unit."""
    numbers = _BARE.findall(normal)
    if len(numbers) != 1:
        return None
    return 0.5 if numbers[0] == "半" else parse_number(numbers[0].strip())


def _option(options: Sequence[Option], normal: str) -> Option | None:
    """The option whose words are in the message (the longest find; of equal ones the first)."""
    found = [(len(m[0]), o) for o in options if o.words and (m := re.search(o.words, normal))]
    return max(found, key=lambda row: row[0])[1] if found else None


def _yes_no(asked: Asked, normal: str) -> Answer | None:
    yes, no = asked.options[0].label, asked.options[-1].label
    if _words()["no"].search(normal):
        return choose(asked, [no])
    if _words()["yes"].search(normal) or _option(asked.options[:1], normal) is not None:
        return choose(asked, [yes])
    return None


def _many(asked: Asked, normal: str) -> Answer | None:
    """The options that are named, less those that are denied; where only some are denied, all others."""
    everything = [o.label for o in asked.options]
    numbers = [int(n) for n in re.findall(r"\d+", normal)]
    if numbers and re.fullmatch(r"[\d\s,、.和]+", normal):
        picked = [o.label for n, o in enumerate(asked.options, 1) if n in numbers]
        return choose(asked, picked) if picked else None
    named: list[str] = []
    denied: list[str] = []
    waiting: list[str] = []
    for part in _CLAUSE.split(normal):
        here = [o.label for o in asked.options if o.words and re.search(o.words, part)]
        target = denied if _words()["denied"].search(part) else named
        if _words()["had"].search(part) or target is denied:
            target += [*waiting, *here]
            waiting = []
        else:
            waiting += here
    named += waiting
    if not named and not denied and _words()["none"].search(normal):
        return choose(asked, [])
    if (denied and not named) or _words()["all"].search(normal):
        return choose(asked, [label for label in everything if label not in denied])
    if not named:
        return None
    answer = choose(asked, [label for label in named if label not in denied])
    # Where some are denied in so many words, those that are not mentioned stay open.
    told = {f for o in asked.options if o.label in (*named, *denied) for f in o.fields()}
    facts = {name: value for name, value in answer.facts.items() if name in told}
    return answer.model_copy(update={"facts": facts}) if denied else answer
