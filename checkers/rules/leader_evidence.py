"""What the papers tell of who leads the studio: level, post, merits, the years to retirement."""

from __future__ import annotations

from datetime import date

from checkers.extraction.field import PartialDate
from checkers.rules.dossier import FORM, Dossier, Sighting
from checkers.rules.evidence import RANKS, Evidence, told_as
from checkers.rules.texts import group_title, say
from checkers.rules.validity import best_number
from checkers.rules.words import says_none, words
from knowledge.facts import LACKING
from knowledge.pack import Pack
from knowledge.pack.display import years
from knowledge.patterns import compiled
from knowledge.retirement import Group, retirement_month, years_left

_GROUPS: dict[str, tuple[Group, ...]] = {"男": ("man",), "女": ("woman55", "woman50")}
_RETIRED_POST, _REHIRED_POST = "退休", "返聘"
# Somebody who has retired and works on: the text does not settle whether that is 在职在聘.
REHIRED, PERHAPS_IN_SERVICE = "rehired", ("in_service", "retired")
# What a form need not tell: it does where it is otherwise.
_LISTED = "occupation.listed"
_USUALLY = {"leader.special_skill": "no", _LISTED: "yes"}
# Below the lowest level of an honour: said to have none.
_NO_HONOUR = -1.0


def of_leader(pack: Pack, dossier: Dossier, evidence: Evidence) -> None:
    """Keeps the leader's level, post and merits."""
    level = dossier.first("leader.skill_level")
    if level is None and dossier.leader is not None:
        own = [s for s in dossier.leader.sightings("skill_level") if s.text in RANKS]
        level = max(own, key=lambda s: RANKS[s.text], default=None)
    if level is not None and level.text in RANKS:
        evidence.put("leader.skill_level", RANKS[level.text], level, told_as(level))
    elif level is not None and says_none(level.text):
        evidence.put("leader.skill_level", 0.0, level, told_as(level))
    if dossier.filled(FORM):
        for fact, usual in _USUALLY.items():
            if fact not in evidence.values:
                evidence.put(fact, usual)
    if evidence.values.get(_LISTED) == "no" and "leader.skill_level" not in evidence.values:
        evidence.put("leader.skill_level", 0.0)  # there is no certificate of what is no listed occupation
    _post(dossier, evidence)
    _merits(pack, dossier, evidence)


def _post(dossier: Dossier, evidence: Evidence) -> None:
    post = dossier.first("leader.post")
    if post is None:
        return
    kind = next((p.value for p in words().post if p.pattern.search(post.text)), None)
    if kind is not None:
        evidence.put("leader.post", kind, post, told_as(post))
    if evidence.values.get("leader.status") != "retired" and (_RETIRED_POST in post.text or _REHIRED_POST in post.text):
        evidence.put("leader.status", REHIRED, post, told_as(post))


def _merits(pack: Pack, dossier: Dossier, evidence: Evidence) -> None:
    honours, done, taught = (dossier.first(f"leader.{n}") for n in ("honours", "achievements", "apprentices"))
    if honours is not None:
        if says_none(honours.text):
            evidence.put("leader.honour_level", _NO_HONOUR, honours, say("rule", "found_none"))
        else:
            level = _honour_level(pack, honours.text)
            if level is not None:
                evidence.put("leader.honour_level", level, honours, told_as(honours))
    if done is not None:
        if says_none(done.text):
            for fact in ("leader.achievements", *words().merits):
                evidence.lack(fact, done)
        else:
            evidence.put("leader.achievements", done.text, done)
            affirmed, denied = _affirmed_and_denied(done.text)
            for fact, pattern in words().merits.items():
                if pattern.search(affirmed):
                    evidence.put(fact, done.text, done)
                elif pattern.search(denied):
                    evidence.lack(fact, done)
    if taught is not None:
        if says_none(taught.text):
            evidence.lack("leader.apprentices", taught)
        else:
            evidence.put("leader.apprentices", taught.text, taught)
    _competitions([s for s in (honours, done, taught) if s is not None], evidence)


# 没有发明、革新成果，未参与技术攻关
_DENIES = compiled(
    r"^(?:目前|暂|暂时|尚|还|也|均|至今|本人|近年来?|个人)*(?:没有|没|未(?!来)|无(?!人机|损|尘|线|缝|偿))"
)
_CLAUSES = compiled(r"[，,；;。\s]+")


def _affirmed_and_denied(text: str) -> tuple[str, str]:
    """The clauses of a text that tell what was done, and those that say what was not."""
    clauses = _CLAUSES.split(text)
    denied = [clause for clause in clauses if _DENIES.match(clause)]
    return "，".join(c for c in clauses if c not in denied), "，".join(denied)


def _competitions(told: list[Sighting], evidence: Evidence) -> None:
    """Results in contests stand under any of the merits; where teaching has none and no contest is named, there are none."""
    won = next((s for s in told if words().competition.search(s.text)), None)
    if won is not None:
        evidence.put("leader.competitions", won.text, won)
    elif "leader.apprentices" in evidence.nothing:
        evidence.put("leader.competitions", LACKING, told=say("rule", "no_competition"))


# 某市某某学校: an employer that gives an honour gives its own, wherever it lies.
_AN_EMPLOYER = compiled(r"[\u4e00-\u9fff]{2,}?(?P<kind>公司|学校|医院|工厂|制造厂)")


def _honour_level(pack: Pack, text: str) -> float | None:
    text = _AN_EMPLOYER.sub(lambda m: m["kind"], text)
    for name, level in pack.policy.superiors.items():
        text = text.replace(name, level)
    return next((float(h.level) for h in words().honour if h.pattern.search(text)), None)


def of_retirement(dossier: Dossier, evidence: Evidence) -> None:
    """Keeps the years to retirement, one reading for each group that the leader may be in."""
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
        evidence.values["leader.status"] = REHIRED


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
