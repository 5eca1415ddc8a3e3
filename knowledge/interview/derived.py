"""Facts as one pack's rules read them: a place seen from the pack, years to retirement from the month of birth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from knowledge.facts import Facts, FactValue
from knowledge.pack import Pack
from knowledge.retirement import Group, years_left

YEARS_LEFT = "leader.years_to_retirement"
BIRTH, GROUP = "leader.birth_month", "leader.retirement_group"
LOCAL, ELSEWHERE = "local", "elsewhere"
# Who retires at which age; a woman whose group nobody knows may be in either.
_GROUPS: dict[str, tuple[Group, ...]] = {
    "man": ("man",),
    "woman55": ("woman55",),
    "woman50": ("woman50",),
    "woman": ("woman55", "woman50"),
}
_ANY_GROUP: tuple[Group, ...] = ("man", "woman55", "woman50")
_LAST_MONTH = 12
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?(?:/(\d{4})-(\d{2}))?")
_TEAM, _WITH_LEADER = "studio.team_size", "studio.team_includes_leader"


def facts_for(pack: Pack, facts: Facts, on: date) -> Facts:
    """The facts in the words of the pack's rules, reckoned at a date; what stays open is given as readings."""
    values = dict(facts.values)
    for field in place_fields(pack):
        if field in values and values[field] not in (LOCAL, ELSEWHERE):
            values[field] = LOCAL if values[field] == pack.id else ELSEWHERE
    if values.get(_WITH_LEADER) == "yes" and isinstance(size := values.get(_TEAM), int | float):
        values[_TEAM] = size - 1
    if BIRTH in values and not any(name.partition(":")[0] == YEARS_LEFT for name in values):
        values.update(_years_left(str(values[BIRTH]), str(values.get(GROUP, "")), on))
    return Facts(values)


def place_fields(pack: Pack) -> Iterable[str]:
    """The facts that say where something is."""
    return (q.field for q in pack.interview.question if q.kind == "place")


def birth_months(born: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first and last month of birth that `born` (1970-03, 1970, 1969-05/1970-04) may mean."""
    match = _MONTH.fullmatch(born)
    if match is None:
        return None
    first = (int(match[1]), int(match[2] or 1))
    last = (int(match[3]), int(match[4])) if match[3] else (first[0], int(match[2] or _LAST_MONTH))
    return first, last


def _years_left(born: str, group: str, on: date) -> dict[str, FactValue]:
    months = birth_months(born)
    if months is None:
        return {}
    # Years to retirement grow with the month of birth: the first and the last month bound all between.
    readings = {
        f"{YEARS_LEFT}:{name}-{n}": years_left(month, (on.year, on.month), name)
        for name in _GROUPS.get(group, _ANY_GROUP)
        for n, month in enumerate(dict.fromkeys(months))
    }
    return {YEARS_LEFT: next(iter(readings.values()))} if len(readings) == 1 else dict(readings)
