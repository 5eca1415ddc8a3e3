"""What may be a value at all, before any rule looks at it: a person's name, a number, a sum, a text."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from checkers.extraction.field import Found, Value
from checkers.extraction.labels import match_label
from checkers.extraction.values import joined

_FILE = Path(__file__).with_name("surnames.toml")
_HAN = r"[\u3400-\u9fff\U00020000-\U0002ffff]"
_HAN_NAME = re.compile(rf"{_HAN}{{2,4}}")
# Names of minorities and of foreigners have a dot between their parts, or are spelt in letters.
_DOTTED = re.compile(rf"{_HAN}{{1,10}}(?:[·•・.．]{_HAN}{{1,10}})+")
# No more than a remark of the form in round brackets: （须与证照一致）, (18位).
_REMARK = re.compile(r"\s*[（(](?![\s\u3000]*[)）])[^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*[)）]\s*")
# （联系人：张三；电话：138…） tells all the same.
_TELLS = re.compile(r"(?<!如)(?<!例)(?<!注)(?<!说明)(?<!示例)[:：]\s*\S")
# The most that is believed: years at a trade, people of a team, studios of one unit or one master; the least area.
_MOST = {
    "leader.years_in_trade": 70.0,
    "studio.team_size": 200.0,
    "unit.existing_studios": 20.0,
    "leader.existing_studios": 20.0,
}
# A sum below a hundred yuan is a number of something else, or stands in an unknown unit.
_LEAST_SUM = 100.0
# Longer texts are read with their neighbours rather than words of a form.
_LONGEST_WORD = 6
_SUMS = frozenset({"project.budget_total", "project.funding_requested"})


@cache
def _names() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return frozenset(data["single"]) - {"\n"}, frozenset(data["double"].split()), tuple(data["words"].split())


def is_person(text: str) -> bool:
    """Whether a text can be the name of a person: a known surname and one or two characters more, or a dotted name."""
    name = joined(text)
    single, double, _ = _names()
    if is_form_word(name):
        return False
    if _DOTTED.fullmatch(name):
        return True
    return _HAN_NAME.fullmatch(name) is not None and (name[0] in single or name[:2] in double)


def is_form_word(text: str) -> bool:
    """Whether a text is of the words that forms are made of (承担任务, 姓名) and so nobody's name."""
    name = joined(text)
    short = len(name) <= _LONGEST_WORD
    return (short and any(word in name for word in _names()[2])) or match_label(name) is not None


def is_remark(text: str) -> bool:
    """Whether a text is wholly in brackets, so that it tells how to answer."""
    return _REMARK.fullmatch(text) is not None and not _TELLS.search(text)


def may_be(field: str, value: Value, raw: str) -> bool:
    """Whether a value can be what a field asks for."""
    if isinstance(value, float):
        if field in _SUMS:
            return value == 0 or value >= _LEAST_SUM
        return value <= _MOST.get(field, value)
    if field.split(".")[-1] in _IN_CHINESE and isinstance(value, str) and _FOREIGN_WORD.fullmatch(joined(value)):
        return False
    if field.split(".")[-1] in ("name", "legal_representative", "contact_name") and field not in _NOT_OF_PERSONS:
        return isinstance(value, str) and not is_form_word(value)
    return not is_remark(raw)


# UNIT and MASTER are the form's own words in another language.
_IN_CHINESE = frozenset({"name", "legal_representative", "contact_name", "address", "registered_place", "post"})
_FOREIGN_WORD = re.compile(r"[A-Za-z]{2,20}")
_NOT_OF_PERSONS = frozenset({"unit.name", "studio.name", "project.name"})


def believable(fields: dict[str, Found], largest: float) -> dict[str, Found]:
    """The fields without a total that is smaller than the `largest` of what it adds up."""
    total = fields.get("project.budget_total")
    if total is None or not isinstance(total.value, float) or total.value >= largest:
        return fields
    return {name: found for name, found in fields.items() if name != "project.budget_total"}
