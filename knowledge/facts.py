"""Facts about one case: what a person stated or a form says, keyed by field id.

Field ids are those of the check report (`unit.training_area_m2`) and a few that only a conversation
has (`leader.years_to_retirement`). Numbers are in the unit that the id or `FIELD_UNITS` names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

FactValue = float | int | str

# The value of a fact that is said to be lacking, told apart from one that nobody stated.
LACKING = "none"

# Facts that are reckoned from others.
DERIVED: dict[str, tuple[str, ...]] = {
    "leader.years_to_retirement": ("leader.birth_month", "leader.retirement_group"),
}

FIELD_UNITS: dict[str, str] = {
    "unit.training_area_m2": "m2",
    "leader.years_to_retirement": "year",
    "leader.skill_level": "rank",
    "leader.honour_level": "honour",
    "leader.age": "age",
    "studio.team_size": "person",
    "project.years": "year",
    "project.count": "project",
    "unit.existing_studios": "studio",
    "award.money": "yuan",
    "project.funding_requested": "yuan",
    "leader.existing_studios": "studio",
    "inactive.years": "year",
    "missed.years": "year",
    "unselected.years": "year",
    "publicity.days": "workday",
    "trained.lowest_level": "level",
    "trained.level1": "person",
    "trained.level2": "person",
    "trained.level3": "person",
    "textbook.count": "time",
}


@dataclass(frozen=True)
class Facts:
    """Stated facts; a field that is absent is unknown, never false."""

    values: Mapping[str, FactValue] = field(default_factory=dict)

    def __contains__(self, name: object) -> bool:
        return name in self.values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __bool__(self) -> bool:
        return bool(self.values)

    def get(self, name: str) -> FactValue | None:
        return self.values.get(name)

    def number(self, name: str) -> float | None:
        value = self.values.get(name)
        return None if isinstance(value, str) else value

    def alternatives(self) -> list[Facts]:
        """These facts once for each reading of what was left open (`field:reading`); themselves where nothing was."""
        open_fields = {name.split(":")[0] for name in self.values if ":" in name}
        if not open_fields:
            return [self]
        settled = {k: v for k, v in self.values.items() if ":" not in k}
        return [Facts({**settled, name.split(":")[0]: value}) for name, value in self.values.items() if ":" in name]

    def added_to(self, earlier: Facts, unit: str) -> Facts:
        """These facts, numbers in `unit` (see `FIELD_UNITS`) added to what was stated before for the same field."""
        grown = {
            name: value + before
            for name, value in self.values.items()
            if FIELD_UNITS.get(name) == unit
            and isinstance(value, float)
            and isinstance(before := earlier.get(name), float)
        }
        return Facts({**self.values, **grown})

    def over(self, earlier: Facts) -> Facts:
        """These facts laid over earlier ones: what is stated now replaces what was stated before."""
        return Facts({**earlier.values, **self.values})

    def without(self, prefix: str) -> Facts:
        """These facts but for those whose names begin so."""
        return Facts({name: value for name, value in self.values.items() if not name.startswith(prefix)})
