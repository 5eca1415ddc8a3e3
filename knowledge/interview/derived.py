"""Facts as one pack's rules read them: a place seen from the pack, years to retirement from the month of birth."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from knowledge.facts import Facts
from knowledge.pack import Pack
from knowledge.patterns import compiled
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
_MONTH = compiled(r"(\d{4})(?:-(\d{2}))?(?:/(\d{4})-(\d{2}))?")
_TEAM, _WITH_LEADER = "studio.team_size", "studio.team_includes_leader"


def readings_for(pack: Pack, facts: Facts, on: date) -> list[Facts]:
    """The facts in the words of the pack's rules, reckoned at a date; several where something stays open.

    A reading of the years to retirement names the group that it is for.
    """
    values = dict(facts.values)
    for field in place_fields(pack):
        if field in values and values[field] not in (LOCAL, ELSEWHERE):
            values[field] = LOCAL if values[field] == pack.id else ELSEWHERE
    if values.get(_WITH_LEADER) == "yes" and isinstance(size := values.get(_TEAM), int | float):
        values[_TEAM] = size - 1
    born = birth_months(str(values.get(BIRTH, "")))
    if born is None or any(name.partition(":")[0] == YEARS_LEFT for name in values):
        return Facts(values).alternatives()
    # Years to retirement grow with the month of birth: the first and the last month bound all between.
    return [
        Facts({**facts.values, YEARS_LEFT: years_left(month, (on.year, on.month), group), GROUP: group})
        for facts in Facts(values).alternatives()
        for group in _GROUPS.get(str(values.get(GROUP, "")), _ANY_GROUP)
        for month in dict.fromkeys(born)
    ]


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
