"""All facts that an applicant's papers tell for a pack's rules, each with where it stands."""

from __future__ import annotations

from checkers.extraction.field import Found, PartialDate
from checkers.extraction.values import joined
from checkers.rules.area import is_local
from checkers.rules.consistency import leader_counted
from checkers.rules.dossier import FORM, LICENCE, PROPOSAL, Dossier, Sighting
from checkers.rules.evidence import PROJECTS, Evidence, told_as
from checkers.rules.leader_evidence import PERHAPS_IN_SERVICE, REHIRED, of_leader, of_retirement
from checkers.rules.periods import lengths, project_period, schedule_span
from checkers.rules.statements import Stated, find_statements, told_occupation
from checkers.rules.texts import say
from checkers.rules.unread import unread_people
from checkers.rules.words import says_no_project, says_none, words
from knowledge.pack import Pack
from knowledge.pack.display import money

_SUPPORT = ("venue", "equipment", "funding", "management_rules", "work_plan", "dedicated_account")
# A paper of its own that shows what a form only promises.
_OWN_PAPERS = {"support.management_rules": "management_rules", "support.work_plan": "work_plan"}


def gather(pack: Pack, dossier: Dossier) -> Evidence:
    """All facts that the papers tell for the pack's rules."""
    evidence = Evidence()
    _stated(dossier, evidence)
    _unit(pack, dossier, evidence)
    of_leader(pack, dossier, evidence)
    of_retirement(dossier, evidence)
    _team(dossier, evidence)
    _support(dossier, evidence)
    _project(dossier, evidence)
    if evidence.values.get("leader.status") == REHIRED:
        del evidence.values["leader.status"]
        evidence.leave_open("leader.status", PERHAPS_IN_SERVICE)
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
    if told is None and own is not None and f"{joined(own.text)}技能大师工作室" in stated.whole:
        told = own.text  # “毕海龙电工技能大师工作室”: named by its occupation
    if own is None or told is None or (own.text != told and (own.text in told or told in own.text)):
        return  # 钳工 and 模具钳工: a person has to say
    at = Sighting(stated.paper, _RELATION, Found(told, told, stated.place))
    evidence.put(_RELATION, "same" if own.text == told else "different", at, say("rule", "found", value=told))


def _quoted(stated: Stated) -> str:
    return say("rule", "found", value=stated.text)


# Schools, training centres and others are registered as such; the name tells which.
_ANY_OF_SEVERAL = "民办非企业"


def _unit(pack: Pack, dossier: Dossier, evidence: Evidence) -> None:
    kind = dossier.first("unit.type") or dossier.first("unit.type", LICENCE)
    name = dossier.first("unit.name", LICENCE, FORM, PROPOSAL)
    by_name = None
    if name is not None and (kind is None or _ANY_OF_SEVERAL in kind.text):
        by_name = next((t for t, ending in words().unit_types.items() if ending.search(name.text)), None)
    if name is not None and by_name is not None:
        evidence.put("unit.type", by_name, name, told_as(name))
    elif kind is not None:
        evidence.put("unit.type", kind.text, kind, told_as(kind))
    _places(pack, dossier, name, evidence)
    area = dossier.first("unit.training_area_m2")
    if area is not None and isinstance(area.found.value, float):
        evidence.put("unit.training_area_m2", area.found.value, area, told_as(area))


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
                evidence.put(fact, "local" if local else "elsewhere", sighting, told_as(sighting))
                break
    if "unit.registered_place" not in evidence.values:
        # Without an address of registration, an address or a name in the place will do; one elsewhere proves nothing.
        for sighting in (*works, *((name,) if name is not None else ())):
            if is_local(pack.policy, sighting.text):
                evidence.put("unit.registered_place", "local", sighting, told_as(sighting))
                break


def _team(dossier: Dossier, evidence: Evidence) -> None:
    stated = dossier.first("studio.team_size")
    members = dossier.members
    unread = unread_people(dossier) if members else 0
    if members and unread and stated is None:
        evidence.leave_open("studio.team_size", [float(len(members)), float(len(members) + unread)])
        evidence.at["studio.team_size"] = (members[-1].name.paper, members[-1].name.found)
        evidence.told["studio.team_size"] = say("rule", "team", count=len(members))
        evidence.open_why["studio.team_size"] = say("rule", "team_unread")
    elif members and not unread:
        at = stated or members[-1].name
        evidence.put("studio.team_size", float(len(members)), at, say("rule", "team", count=len(members)))
    elif stated is not None and isinstance(stated.found.value, float):
        size = stated.found.value
        counted = leader_counted(stated)
        evidence.leave_open(
            "studio.team_size", [size - 1] if counted else [size] if counted is False else [size, size - 1]
        )
        evidence.at["studio.team_size"] = (stated.paper, stated.found)
        evidence.told["studio.team_size"] = told_as(stated)
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
        if name == "funding" or (asked and all(_is_lacking(fact, s.text) for s in asked)):
            sightings = asked or sightings
        given = next((s for s in sightings if s.found.problem is None and not _is_lacking(fact, s.text)), None)
        if given is not None:
            evidence.put(fact, given.text, given)
        elif own:
            evidence.put(fact, own[0].file)
        elif sightings:
            evidence.lack(fact, sightings[0])
    _tasks(dossier, evidence)


def _is_lacking(fact: str, text: str) -> bool:
    """Whether what is told of a support says that there is none."""
    lacking = words().lacking.get(fact)
    return says_none(text) or (lacking is not None and lacking.search(text) is not None)


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
        _scheduled(dossier, evidence)
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


def _scheduled(dossier: Dossier, evidence: Evidence) -> None:
    """The project's length by its schedule, where the papers give no dates of its own."""
    scheduled = schedule_span(dossier)
    if scheduled is None:
        return
    paper, start, end, place = scheduled
    evidence.leave_open("project.years", lengths(start, end))
    evidence.derived.add("project.years")
    evidence.at["project.years"] = (paper, Found("", "", place))
    evidence.told["project.years"] = say("rule", "period_scheduled", start=start, end=end)


def _funding(dossier: Dossier, evidence: Evidence) -> None:
    """What is asked for; where that is not said, the whole budget is the most it can be."""
    asked = dossier.first("project.funding_requested", PROPOSAL, FORM)
    total = dossier.first("project.budget_total", PROPOSAL, FORM)
    if asked is not None and isinstance(asked.found.value, float):
        evidence.put("project.funding_requested", asked.found.value, asked, told_as(asked))
    elif total is not None and isinstance(total.found.value, float):
        evidence.leave_open("project.funding_requested", [0.0, total.found.value])
        evidence.at["project.funding_requested"] = (total.paper, total.found)
        evidence.open_why["project.funding_requested"] = say("rule", "funding_open", total=money(total.found.value))
