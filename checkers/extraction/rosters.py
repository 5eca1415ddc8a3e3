"""People named one after another in a sentence: 成员：张三（技师，身份证号…）、李四（…） → one record each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from checkers.extraction.plausible import is_person
from checkers.extraction.sentences import people_told, told_of_person
from checkers.reading.document import Place
from knowledge.patterns import compiled

_OF_A_TEAM = compiled(r"成员|组员|团队")
_NAMED = compiled(r"(?P<before>[\u4e00-\u9fff·]*)\((?P<told>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_ONLY_NAMES = compiled(
    r"(?:成员|组员)(?:名单|人员)?(?:包括|分别为|分别是|有|为|:)+(?P<names>[\u4e00-\u9fff·、,\s]{4,80}?)(?:等|共|[。;;]|$)"
)
_LONGEST_NAME = 12
# Fewer are no list.
_SOME = 2


def people_named(texts: Iterable[tuple[str, Place]]) -> Iterator[tuple[list[tuple[str, str]], str, Place]]:
    """Each person of a team who is told of in brackets behind the name, or only named: the fields that are told with
    their words, the sentence and its place."""
    for text, place in texts:
        for line in unicodedata.normalize("NFKC", text).split("\n"):
            if _OF_A_TEAM.search(line) is None:
                continue
            people = [p for match in _NAMED.finditer(line) if (p := _person(match)) is not None]
            people = people or people_told(line.split(":", 1)[-1])
            people = people or [[("person.name", name)] for name in _names(line)]
            if len(people) >= _SOME:
                yield from ((person, line, place) for person in people)


def _person(match: re.Match[str]) -> list[tuple[str, str]] | None:
    told = told_of_person(match["told"])
    before = match["before"]
    starts = (
        n
        for n in range(max(0, len(before) - _LONGEST_NAME), len(before))
        if n == 0 or before[n - 1] in "员为是有由和及与"
    )
    name = next((before[n:] for n in starts if is_person(before[n:])), None)
    return [("person.name", name), *told] if name is not None and told else None


def _names(line: str) -> list[str]:
    match = _ONLY_NAMES.search(line)
    names = [name.strip() for name in re.split(r"[、,]", match["names"])] if match is not None else []
    return names if all(is_person(name) for name in names) else []
