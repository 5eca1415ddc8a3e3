"""Facts for a pack's rules with what they rest on: values, readings that are left open, what papers say is lacking."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from itertools import product

from checkers.extraction.field import Found, Paper
from checkers.rules.dossier import Sighting
from checkers.rules.texts import say
from knowledge.facts import LACKING, Facts, FactValue
from knowledge.pack.display import RANK_NAMES
from knowledge.patterns import compiled

# The contract's field that a derived fact is read from; None where the contract has none.
SOURCES: dict[str, str | None] = {
    "leader.years_to_retirement": "leader.birth_date",
    "leader.honour_level": "leader.honours",
    "leader.invention": "leader.achievements",
    "leader.solved_problem": "leader.achievements",
    "leader.competitions": "leader.honours",
    "leader.special_skill": "leader.skill_level",
    "leader.practice": "leader.skill_level",
    "occupation.listed": "leader.skill_level",
    "leader.status": "leader.post",
    "project.years": "project.end",
    "project.count": "project.name",
    "project.papers": "project.name",
    "project.direction": "project.content",
    "project.restricted": "project.name",
    "studio.tasks": "support.work_plan",
    "unit.operates_place": "unit.registered_place",
    "unit.existing_studios": None,
    "unit.dishonest": None,
    "unit.training_qualification": None,
    "leader.existing_studios": None,
    "occupation.relation": None,
}
RANKS = {title: float(rank) for rank, title in RANK_NAMES.items()}
# How many projects there are.
PROJECTS = "project.count"
# A value of ours (frontline, local), not words of a paper; those only say that something is there.
_CODE = compiled(r"[a-z_0-9]+")
_THERE = "yes"


@dataclass
class Evidence:
    """Facts with what they rest on.

    `readings` are the values of a fact that the papers leave open, `nothing` the facts that papers say are lacking,
    `told` how a fact is put to a person, `at` where it stands (None where no one place tells), `derived` the facts that
    follow from others (a project's length from its schedule): they may bear a rule out, but not break it.
    """

    values: dict[str, FactValue] = field(default_factory=dict)
    readings: dict[str, list[FactValue]] = field(default_factory=dict)
    nothing: set[str] = field(default_factory=set)
    told: dict[str, str] = field(default_factory=dict)
    open_why: dict[str, str] = field(default_factory=dict)
    at: dict[str, tuple[Paper, Found]] = field(default_factory=dict)
    derived: set[str] = field(default_factory=set)

    def put(self, fact: str, value: FactValue, at: Sighting | None = None, told: str | None = None) -> None:
        self.values[fact] = value
        if at is not None:
            self.at[fact] = (at.paper, at.found)
        if told is not None:
            self.told[fact] = told

    def lack(self, fact: str, at: Sighting | None = None) -> None:
        """The papers say that there is none."""
        self.nothing.add(fact)
        self.put(fact, LACKING, at, say("rule", "found_none"))

    def leave_open(self, fact: str, values: Iterable[FactValue]) -> None:
        """The fact is one of several values; one value alone is known."""
        several = list(dict.fromkeys(values))
        if len(several) == 1:
            self.values[fact] = several[0]
        elif several:
            self.readings[fact] = several

    def alternatives(self) -> list[Facts]:
        """The facts once for every combination of readings."""
        names = list(self.readings)
        return [
            Facts({**self.values, **dict(zip(names, chosen, strict=True))})
            for chosen in product(*self.readings.values())
        ]

    def stated(self, fields: Container[str]) -> Facts:
        """The facts of some fields without the papers' own words, what is open as readings (`field:reading`).

        What was read unsurely is left out.
        """
        sure = {n: v for n, v in self.values.items() if n in fields and not self.doubtful(n)}
        told = {n: v if isinstance(v, float | int) or _CODE.fullmatch(v) else _THERE for n, v in sure.items()}
        left_open = {
            f"{name}:{n}": value
            for name, values in self.readings.items()
            if name in fields and not self.doubtful(name)
            for n, value in enumerate(values)
        }
        return Facts({**told, **left_open})

    def doubtful(self, fact: str) -> bool:
        return fact in self.at and self.at[fact][1].doubtful


def told_as(sighting: Sighting) -> str:
    """What a person is told of a fact: the words that the paper has for it."""
    return say("rule", "found", value=(sighting.found.raw or sighting.text).strip())
