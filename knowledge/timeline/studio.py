"""What is known of a studio (技能大师工作室), and what its people marked on its dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.retirement import Group, retirement_month

Sex = Literal["man", "woman"]
_GROUPS: dict[Sex, tuple[Group, ...]] = {"man": ("man",), "woman": ("woman50", "woman55")}


@dataclass(frozen=True)
class Leader:
    """The leader's (领办人) birth and sex; an identity number gives both, but not a woman's group."""

    birth: date
    sex: Sex

    def retirement_months(self) -> tuple[tuple[int, int], ...]:
        """The (year, month) of statutory retirement for each group that the leader may be in, earliest first."""
        months = {retirement_month(self.birth.year, self.birth.month, group) for group in _GROUPS[self.sex]}
        return tuple(sorted(months))


@dataclass(frozen=True)
class Studio:
    """A studio's facts. `kept_from`: the day it was registered here; what fell due before is history."""

    policy: str
    established: date
    project_start: date | None = None
    project_end: date | None = None
    leader: Leader | None = None
    kept_from: date | None = None


@dataclass(frozen=True)
class Mark:
    """What a person said of an entry, and `on` which day; a snoozed one is silent before `until`."""

    state: Literal["done", "stopped", "snoozed"]
    on: date
    until: date | None = None


# By entry id. A date is one that the studio or the authority set.
Marks = Mapping[str, Mark]
SetDates = Mapping[str, date]
