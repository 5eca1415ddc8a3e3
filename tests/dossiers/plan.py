"""Which dossiers there are: clean ones, every defect at least once per policy, and the boundaries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tests.dossiers.boundaries import BOUNDARIES, Boundary
from tests.dossiers.case import INSTITUTION_TYPES, add_months
from tests.dossiers.defects import DEFECTS, Defect

COUNTS = {"docx": 44, "pdf": 32, "scan": 16}
CLEAN = 16
ALONE = ("material-missing-form", "material-missing-proposal", "project-missing")
UNIT_TYPES = {
    "dongguan": ("enterprise", "enterprise", "industry_association", *INSTITUTION_TYPES),
    "daxing": ("enterprise", "enterprise", "enterprise", "public_institution"),
}


@dataclass(frozen=True)
class Slot:
    """One dossier to be made."""

    id: str
    group: str
    format: str
    policy: str
    unit_type: str
    as_of: date
    layout: int
    defects: tuple[str, ...] = ()
    boundary: Boundary | None = None


def plan(seed: int) -> list[Slot]:
    """All dossiers of a seed, dealt over the three formats."""
    rng = Random(seed)
    clean, boundaries = _clean(rng), _boundaries(rng)
    spoiled = _spoiled(rng, sum(COUNTS.values()) - len(clean) - len(boundaries))
    slots = _mixed(rng, clean, boundaries, spoiled)
    formats = [name for name, count in COUNTS.items() for _ in range(count)]
    dealt = [replace(slot, format=name) for slot, name in zip(slots, formats, strict=True)]
    return [replace(slot, id=f"{slot.format}-{number:03d}", layout=number) for number, slot in enumerate(dealt, 1)]


def _mixed(rng: Random, *groups: list[Slot]) -> list[Slot]:
    """The groups shuffled and spread evenly, so that every format gets its share of each."""
    placed: list[tuple[float, int, Slot]] = []
    for number, group in enumerate(groups):
        rng.shuffle(group)
        placed += [((place + 0.5) / len(group), number, slot) for place, slot in enumerate(group)]
    return [slot for _, _, slot in sorted(placed, key=lambda item: item[:2])]


def as_of_day(rng: Random, policy: str) -> date:
    """A day on which the policy is asked about."""
    last = 10 if policy == "dongguan" else 20
    return add_months(date(2025, 2, 1), rng.randint(0, last)).replace(day=rng.choice((1, 10, 15, 20)))


def _slot(rng: Random, group: str, policy: str, unit_type: str) -> Slot:
    return Slot("", group, "", policy, unit_type, as_of_day(rng, policy), 0)


def _clean(rng: Random) -> list[Slot]:
    policies = ["dongguan", "daxing"] * (CLEAN // 2)
    return [_slot(rng, "clean", policy, rng.choice(UNIT_TYPES[policy])) for policy in policies]


def _boundaries(rng: Random) -> list[Slot]:
    slots = [(_slot(rng, "boundaries", item.policy, item.unit_type), item) for item in BOUNDARIES]
    return [replace(slot, boundary=item, as_of=item.as_of or slot.as_of) for slot, item in slots]


def _spoiled(rng: Random, room: int) -> list[Slot]:
    """Every defect once per policy, in as many dossiers as there is room for."""
    queue = [
        (policy, item) for policy in ("dongguan", "daxing") for item in DEFECTS.values() if policy in item.policies
    ]
    rng.shuffle(queue)
    queue.sort(key=lambda pair: pair[1].name in ALONE, reverse=True)
    groups: list[tuple[str, list[Defect]]] = []
    for policy, item in queue:
        home = None
        if len(groups) >= room:
            home = next((found for at, found in groups if at == policy and fits(found, item)), None)
            groups.sort(key=lambda pair: len(pair[1]) == 2)
        if home is None:
            groups.append((policy, [item]))
        else:
            home.append(item)
    if len(groups) != room:
        raise ValueError(f"{len(groups)} dossiers with defects for room of {room}")
    return [_with_defects(rng, policy, items) for policy, items in groups]


def _with_defects(rng: Random, policy: str, items: list[Defect]) -> Slot:
    types = [
        name for name in UNIT_TYPES[policy] if all(not item.unit_types or name in item.unit_types for item in items)
    ]
    unit_type = rng.choice(types) if types else next(item.unit_types[0] for item in items if item.unit_types)
    return replace(_slot(rng, "defects", policy, unit_type), defects=tuple(item.name for item in items))


def fits(found: list[Defect], item: Defect) -> bool:
    """Whether a defect may stand beside those found without touching the same things."""
    if len(found) > 2 or item.name in ALONE or any(other.name in ALONE for other in found):
        return False
    wanted = [set(other.unit_types) for other in (*found, item) if other.unit_types]
    return not any(other.parts & item.parts for other in found) and (not wanted or bool(set.intersection(*wanted)))
