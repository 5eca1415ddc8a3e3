"""Other values that an applicant's papers give for a fact: where one of them would keep a rule, the papers do not break it
surely."""

from __future__ import annotations

from collections.abc import Iterator

from checkers.extraction.values import read_area, read_money
from checkers.rules.consistency import leader_counted
from checkers.rules.crosschecks import pieces
from checkers.rules.dossier import FORM, LICENCE, PROPOSAL, Dossier
from checkers.rules.evidence import PROJECTS, RANKS
from checkers.rules.numbers import certificate_level
from checkers.rules.statements import find_statements
from knowledge.facts import FactValue
from knowledge.patterns import compiled

Rivals = dict[str, list[FactValue]]
# What a paper says of the fact in words may be said twice.
_STATED = ("unit.existing_studios", "leader.existing_studios", "leader.status")
# A proposal with so many of these filled in is one, whatever stands for its name.
_OF_A_PROJECT = ("project.goal", "project.content", "project.outputs", "project.budget_items", "project.schedule")
_MOST_OF_IT = 3
# 暂无项目 is no title; what is longer may be one.
_LONGEST_NONE = 6
_AREA = compiled(r"实训.{0,20}?(?P<area>\d[\d,]*(?:\.\d+)?\s*(?:平方米|㎡|m2|m²))")
# The form's own words, not the applicant's.
_ASKED = compiled(r"不少于|不低于|以上|应|须|要求|少于|分$")


def rivals_of(dossier: Dossier) -> Rivals:
    """The other values of each fact that the papers of `dossier` tell more than once."""
    found: Rivals = {}
    for fact, value in _all(dossier):
        found.setdefault(fact, []).append(value)
    return found


def _all(dossier: Dossier) -> Iterator[tuple[str, FactValue]]:
    yield from (("leader.skill_level", rank) for rank in _levels(dossier))
    yield from (("unit.type", s.text) for s in dossier.sightings("unit.type", FORM, PROPOSAL, LICENCE))
    yield from (("unit.training_area_m2", area) for area in _areas(dossier))
    for fact in ("project.funding_requested", "unit.training_area_m2"):
        yield from ((fact, amount) for s in dossier.sightings(fact) for amount in _amounts(fact, s.found.raw))
    statements = [s for s in find_statements(dossier.filled(FORM, PROPOSAL)) if s.fact in _STATED]
    of_leader = [(s.paper.file, s.place) for s in statements if s.fact == "leader.existing_studios"]
    for stated in statements:
        # What is told of the leader's other studios is not told of the unit's.
        if stated.fact != "unit.existing_studios" or (stated.paper.file, stated.place) not in of_leader:
            yield stated.fact, stated.value
    for size in dossier.sightings("studio.team_size"):
        if isinstance(size.found.value, float):
            yield "studio.team_size", size.found.value - (leader_counted(size) is not False)
    named = max((len(s.text) for s in dossier.sightings("project.name")), default=0)
    for paper in dossier.filled(PROPOSAL):
        if named > _LONGEST_NONE and sum(name in paper.fields for name in _OF_A_PROJECT) >= _MOST_OF_IT:
            yield PROJECTS, 1.0
            yield "project.papers", 1.0


# Two amounts in one box: 50700元 ／ 30000元.
_PARTED = compiled(r"[／/；;、]|其中|\s{2,}")

_OF_TRAINING = compiled(r"实训")


def _amounts(fact: str, text: str) -> Iterator[float]:
    """The amounts that an answer gives one beside the other, empty where it gives one."""
    reader = read_area if fact.endswith("m2") else read_money
    parts = [part for part in _PARTED.split(text) if any(c.isdigit() for c in part)]
    # 总建筑面积2600平方米，其中实训场地980平方米: the whole is no other reading of the part.
    parts = [part for part in parts if _OF_TRAINING.search(part)] or parts
    read = [reader(part, "") for part in parts]
    if len(read) > 1:
        yield from (r.value for r in read if r is not None and isinstance(r.value, float))


def _levels(dossier: Dossier) -> Iterator[float]:
    if dossier.leader is None:
        return
    for sighting in dossier.leader.sightings("skill_level"):
        if sighting.text in RANKS:
            yield RANKS[sighting.text]
    for sighting in dossier.leader.sightings("certificate_number"):
        level = certificate_level(sighting.text)
        if level is not None:
            yield RANKS[level]


def _areas(dossier: Dossier) -> Iterator[float]:
    for paper in dossier.filled(FORM, PROPOSAL):
        for line, _ in pieces(paper):
            match = _AREA.search(line)
            read = read_area(match["area"], "") if match is not None and _ASKED.search(line) is None else None
            if read is not None and isinstance(read.value, float):
                yield read.value
