"""Facts for a pack's rules, drawn from the papers, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from checkers.extraction.field import Found, Paper, PartialDate
from checkers.rules.area import is_local
from checkers.rules.consistency import leader_counted
from checkers.rules.dossier import FORM, LICENCE, PROPOSAL, Dossier, Sighting
from checkers.rules.periods import lengths, project_period
from checkers.rules.statements import Stated, find_statements, told_occupation
from checkers.rules.texts import group_title, say
from checkers.rules.unread import has_unread_people
from checkers.rules.validity import best_number
from checkers.rules.words import says_no_project, says_none, words
from knowledge.facts import LACKING, Facts, FactValue
from knowledge.pack import Pack
from knowledge.pack.display import RANK_NAMES, years
from knowledge.retirement import Group, retirement_month, years_left

# The contract's field that a derived fact is read from; None where the contract has none.
SOURCES: dict[str, str | None] = {
    "leader.years_to_retirement": "leader.birth_date",
    "leader.honour_level": "leader.honours",
    "leader.invention": "leader.achievements",
    "leader.solved_problem": "leader.achievements",
    "leader.competitions": "leader.honours",
    "leader.special_skill": "leader.skill_level",
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
_SUPPORT = ("venue", "equipment", "funding", "management_rules", "work_plan", "dedicated_account")
# A paper of its own that shows what a form only promises.
_OWN_PAPERS = {"support.management_rules": "management_rules", "support.work_plan": "work_plan"}
# How many projects there are.
PROJECTS = "project.count"
_GROUPS: dict[str, tuple[Group, ...]] = {"男": ("man",), "女": ("woman55", "woman50")}
_RETIRED_POST, _REHIRED_POST = "退休", "返聘"
# Somebody who has retired and works on: the text does not settle whether that is 在职在聘.
_REHIRED, _PERHAPS_IN_SERVICE = "rehired", ("in_service", "retired")
# A value of ours (frontline, local), not words of a paper; those only say that something is there.
_CODE = re.compile(r"[a-z_0-9]+")
_THERE = "yes"
# Below the lowest level of an honour: said to have none.
_NO_HONOUR = -1.0


@dataclass
class Evidence:
    """Facts with what they rest on.

    `readings` are the values of a fact that the papers leave open, `nothing` the facts that papers say are lacking,
    `told` how a fact is put to a person, `at` where it stands (None where no one place tells).
    """

    values: dict[str, FactValue] = field(default_factory=dict)
    readings: dict[str, list[FactValue]] = field(default_factory=dict)
    nothing: set[str] = field(default_factory=set)
    told: dict[str, str] = field(default_factory=dict)
    open_why: dict[str, str] = field(default_factory=dict)
    at: dict[str, tuple[Paper, Found]] = field(default_factory=dict)

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


def gather(pack: Pack, dossier: Dossier) -> Evidence:
    """All facts that the papers tell for the pack's rules."""
    evidence = Evidence()
    _stated(dossier, evidence)
    _unit(pack, dossier, evidence)
    _leader(pack, dossier, evidence)
    _retirement(dossier, evidence)
    _team(dossier, evidence)
    _support(dossier, evidence)
    _project(dossier, evidence)
    if evidence.values.get("leader.status") == _REHIRED:
        del evidence.values["leader.status"]
        evidence.leave_open("leader.status", _PERHAPS_IN_SERVICE)
    return evidence


_RELATION = "occupation.relation"


def _stated(dossier: Dossier, evidence: Evidence) -> None:
    for stated in find_statements(dossier.filled(FORM, PROPOSAL)):
        if stated.fact in evidence.values:
            continue
        at = Sighting(stated.paper, stated.fact, Found(stated.text, stated.text, stated.place))
        if stated.none:
            evidence.lack(stated.fact, at)
        else:
            evidence.put(stated.fact, stated.value, at, _quoted(stated))
        if stated.fact == "unit.existing_studios" and stated.value and _RELATION not in evidence.values:
            _relation(dossier, stated, evidence)
    if evidence.values.get(_RELATION) == "different":
        evidence.put("unit.existing_studios", 0.0)


def _relation(dossier: Dossier, stated: Stated, evidence: Evidence) -> None:
    """Whether the studio that a unit has already is of the occupation that it now applies for, where both are told."""
    own = dossier.first("studio.occupation") or dossier.first("leader.occupation")
    told = told_occupation(stated)
    if own is None or told is None or (own.text != told and (own.text in told or told in own.text)):
        return  # 钳工 and 模具钳工: a person has to say
    at = Sighting(stated.paper, _RELATION, Found(told, told, stated.place))
    evidence.put(_RELATION, "same" if own.text == told else "different", at, say("rule", "found", value=told))


def _quoted(stated: Stated) -> str:
    return say("rule", "found", value=stated.text)


def _found(sighting: Sighting) -> str:
    return say("rule", "found", value=(sighting.found.raw or sighting.text).strip())


def _unit(pack: Pack, dossier: Dossier, evidence: Evidence) -> None:
    kind = dossier.first("unit.type") or dossier.first("unit.type", LICENCE)
    name = dossier.first("unit.name", LICENCE, FORM, PROPOSAL)
    if kind is not None:
        evidence.put("unit.type", kind.text, kind, _found(kind))
    elif name is not None:
        by_name = next((t for t, ending in words().unit_types.items() if ending.search(name.text)), None)
        if by_name is not None:
            evidence.put("unit.type", by_name, name, _found(name))
    _places(pack, dossier, name, evidence)
    area = dossier.first("unit.training_area_m2")
    if area is not None and isinstance(area.found.value, float):
        evidence.put("unit.training_area_m2", area.found.value, area, _found(area))


def _places(pack: Pack, dossier: Dossier, name: Sighting | None, evidence: Evidence) -> None:
    """Where the unit is registered (the licence, then the form, then its own name) and where it works."""
    asked = [
        *dossier.sightings("unit.registered_place", LICENCE),
        *dossier.sightings("unit.address", LICENCE),
        *dossier.sightings("unit.registered_place", FORM, PROPOSAL),
    ]
    works = [
        *dossier.sightings("unit.operating_address", FORM, PROPOSAL),
        *dossier.sightings("unit.address", FORM, PROPOSAL),
    ]
    for fact, sightings in (("unit.registered_place", asked), ("unit.operates_place", [*works, *asked])):
        for sighting in sightings:
            local = is_local(pack.policy, sighting.text, sighting.name == "unit.registered_place")
            if local is not None:
                evidence.put(fact, "local" if local else "elsewhere", sighting, _found(sighting))
                break
    if "unit.registered_place" not in evidence.values:
        # Without an address of registration, an address or a name in the place will do; one elsewhere proves nothing.
        for sighting in (*works, *((name,) if name is not None else ())):
            if is_local(pack.policy, sighting.text):
                evidence.put("unit.registered_place", "local", sighting, _found(sighting))
                break


def _leader(pack: Pack, dossier: Dossier, evidence: Evidence) -> None:
    level = dossier.first("leader.skill_level")
    if level is None and dossier.leader is not None:
        own = [s for s in dossier.leader.sightings("skill_level") if s.text in RANKS]
        level = max(own, key=lambda s: RANKS[s.text], default=None)
    if level is not None and level.text in RANKS:
        evidence.put("leader.skill_level", RANKS[level.text], level, _found(level))
    elif level is not None and says_none(level.text):
        evidence.put("leader.skill_level", 0.0, level, _found(level))
    if "leader.special_skill" not in evidence.values and dossier.filled(FORM):
        evidence.put("leader.special_skill", "no")
    _post(dossier, evidence)
    _merits(pack, dossier, evidence)


def _post(dossier: Dossier, evidence: Evidence) -> None:
    post = dossier.first("leader.post")
    if post is None:
        return
    kind = next((p.value for p in words().post if p.pattern.search(post.text)), None)
    if kind is not None:
        evidence.put("leader.post", kind, post, _found(post))
    if evidence.values.get("leader.status") != "retired" and (_RETIRED_POST in post.text or _REHIRED_POST in post.text):
        evidence.put("leader.status", _REHIRED, post, _found(post))


def _merits(pack: Pack, dossier: Dossier, evidence: Evidence) -> None:
    honours, done, taught = (dossier.first(f"leader.{n}") for n in ("honours", "achievements", "apprentices"))
    if honours is not None:
        if says_none(honours.text):
            evidence.put("leader.honour_level", _NO_HONOUR, honours, say("rule", "found_none"))
        else:
            level = _honour_level(pack, honours.text)
            if level is not None:
                evidence.put("leader.honour_level", level, honours, _found(honours))
    if done is not None:
        if says_none(done.text):
            for fact in ("leader.achievements", *words().merits):
                evidence.lack(fact, done)
        else:
            evidence.put("leader.achievements", done.text, done)
            for fact, pattern in words().merits.items():
                if pattern.search(done.text):
                    evidence.put(fact, done.text, done)
    if taught is not None:
        if says_none(taught.text):
            evidence.lack("leader.apprentices", taught)
        else:
            evidence.put("leader.apprentices", taught.text, taught)
    _competitions([s for s in (honours, done, taught) if s is not None], evidence)


def _competitions(told: list[Sighting], evidence: Evidence) -> None:
    """Results in contests stand under any of the merits; where teaching has none and no contest is named, there are none."""
    won = next((s for s in told if words().competition.search(s.text)), None)
    if won is not None:
        evidence.put("leader.competitions", won.text, won)
    elif "leader.apprentices" in evidence.nothing:
        evidence.put("leader.competitions", LACKING, told=say("rule", "no_competition"))


def _honour_level(pack: Pack, text: str) -> float | None:
    for name, level in pack.policy.superiors.items():
        text = text.replace(name, level)
    return next((float(h.level) for h in words().honour if h.pattern.search(text)), None)


def _retirement(dossier: Dossier, evidence: Evidence) -> None:
    leader = dossier.leader
    number = best_number(dossier, leader) if leader is not None else None
    born = dossier.first("leader.birth_date")
    if born is None and leader is not None:
        born = next(iter(leader.sightings("birth_date")), None)
    at = born or (next(iter(leader.sightings("id_number")), None) if leader is not None else None)
    months, sexes = (
        _birth_months(born, number.birth if number else None),
        _sexes(dossier, number.sex if number else None),
    )
    if not months or at is None:
        return
    on = (dossier.as_of.year, dossier.as_of.month)
    groups: list[Group] = [g for sex in sexes for g in _GROUPS[sex]]
    evidence.leave_open("leader.years_to_retirement", (years_left(m, on, g) for m in months for g in groups))
    evidence.at["leader.years_to_retirement"] = (at.paper, at.found)
    written = "-".join(f"{part:02d}" for part in months[0]) if len(months) == 1 else str(months[0][0])
    shown = "；".join(_reading(months[0], on, g) for g in groups)
    evidence.told["leader.years_to_retirement"] = say("rule", "retirement", birth=written, readings=shown)
    evidence.open_why["leader.years_to_retirement"] = say("rule", "retirement_open")
    if (
        all(years_left(m, on, g) < 0 for m in months for g in groups)
        and evidence.values.get("leader.status") == "in_service"
    ):
        # Past the statutory age and said to be in service.
        evidence.values["leader.status"] = _REHIRED


def _birth_months(born: Sighting | None, by_number: date | None) -> list[tuple[int, int]]:
    if by_number is not None:
        return [(by_number.year, by_number.month)]
    if born is None or not isinstance(born.found.value, PartialDate):
        return []
    value = born.found.value
    return [(value.year, m) for m in ([value.month] if value.month else range(1, 13))]


def _sexes(dossier: Dossier, by_number: str | None) -> list[str]:
    if by_number is not None:
        return [by_number]
    sex = dossier.first("leader.sex")
    written = sex.text[:1] if sex is not None else ""
    return [written] if written in _GROUPS else list(_GROUPS)


def _reading(month: tuple[int, int], on: tuple[int, int], group: Group) -> str:
    left = years_left(month, on, group)
    at = "{}年{}月".format(*retirement_month(*month, group))
    if left <= 0:
        return say("rule", "retirement_past", group=group_title(group), month=at)
    return say("rule", "retirement_reading", group=group_title(group), month=at, left=years(left))


def _team(dossier: Dossier, evidence: Evidence) -> None:
    stated = dossier.first("studio.team_size")
    members = dossier.members
    if members and not (stated is not None and has_unread_people(dossier)):
        at = stated or members[-1].name
        evidence.put("studio.team_size", float(len(members)), at, say("rule", "team", count=len(members)))
    elif stated is not None and isinstance(stated.found.value, float):
        size = stated.found.value
        counted = leader_counted(stated)
        evidence.leave_open(
            "studio.team_size", [size - 1] if counted else [size] if counted is False else [size, size - 1]
        )
        evidence.at["studio.team_size"] = (stated.paper, stated.found)
        evidence.told["studio.team_size"] = _found(stated)
        evidence.open_why["studio.team_size"] = say("rule", "team_open")


def _support(dossier: Dossier, evidence: Evidence) -> None:
    for name in _SUPPORT:
        fact = f"support.{name}"
        own = dossier.of(_OWN_PAPERS[fact]) if fact in _OWN_PAPERS else []
        sightings = dossier.sightings(fact)
        # What answers a question counts before what running text happens to tell.
        sightings = [s for s in sightings if s.found.label] or sightings
        # The form asks what the unit gives, the proposal what the project costs.
        asked = [s for s in sightings if s.paper.kind == FORM and s.found.label]
        sightings = (asked or sightings) if name == "funding" else sightings
        given = next((s for s in sightings if s.found.problem is None and not says_none(s.text)), None)
        if given is not None:
            evidence.put(fact, given.text, given)
        elif own:
            evidence.put(fact, own[0].file)
        elif sightings:
            evidence.lack(fact, sightings[0])
    _tasks(dossier, evidence)


def _tasks(dossier: Dossier, evidence: Evidence) -> None:
    """What the studio is to do: its work plan, or the project's goal where no paper has a plan."""
    plan, goal = evidence.values.get("support.work_plan"), dossier.first("project.goal")
    if "support.work_plan" in evidence.nothing:
        evidence.lack("studio.tasks")
        evidence.at["studio.tasks"] = evidence.at["support.work_plan"]
    elif plan is not None:
        evidence.put("studio.tasks", plan)
    elif goal is not None and not says_none(goal.text):
        evidence.put("studio.tasks", goal.text, goal)


def _project(dossier: Dossier, evidence: Evidence) -> None:
    proposals = dossier.filled(PROPOSAL)
    named = dossier.sightings("project.name", PROPOSAL, FORM)
    real = [s for s in named if not says_no_project(s.text)]
    if named and not real:
        evidence.put(PROJECTS, 0.0, named[0], say("rule", "found_none"))
        evidence.lack("project.papers", named[0])
    elif proposals or real:
        evidence.put(PROJECTS, float(max(len(proposals), 1)))
    if proposals and "project.papers" not in evidence.nothing:
        evidence.put("project.papers", float(len(proposals)))
    if real:
        evidence.put("project.name", real[0].text, real[0])
    content = dossier.first("project.content", PROPOSAL, FORM)
    told = " ".join(
        s.text for n in ("content", "name", "goal", "outputs") if (s := dossier.first(f"project.{n}", PROPOSAL, FORM))
    )
    if content is not None and not says_none(content.text):
        evidence.put("project.content", content.text, content)
    direction = next((title for title, pattern in words().directions.items() if pattern.search(told)), None)
    if direction is not None:
        evidence.put("project.direction", direction)
    _period(dossier, evidence)
    _funding(dossier, evidence)


def _period(dossier: Dossier, evidence: Evidence) -> None:
    period = project_period(dossier)
    if period is None:
        return
    start, end = (s.found.value for s in period)
    assert isinstance(start, PartialDate)
    assert isinstance(end, PartialDate)
    if end.earliest() < start.earliest():
        return
    evidence.leave_open("project.years", lengths(start, end))
    evidence.at["project.years"] = (period[1].paper, period[1].found)
    evidence.told["project.years"] = say("rule", "period", start=start, end=end)
    evidence.open_why["project.years"] = say("rule", "period_open")


def _funding(dossier: Dossier, evidence: Evidence) -> None:
    """What is asked for; where that is not said, the whole budget is the most it can be."""
    asked = dossier.first("project.funding_requested", PROPOSAL, FORM)
    total = dossier.first("project.budget_total", PROPOSAL, FORM)
    if asked is not None and isinstance(asked.found.value, float):
        evidence.put("project.funding_requested", asked.found.value, asked, _found(asked))
    elif total is not None and isinstance(total.found.value, float):
        evidence.leave_open("project.funding_requested", [0.0, total.found.value])
        evidence.at["project.funding_requested"] = (total.paper, total.found)
