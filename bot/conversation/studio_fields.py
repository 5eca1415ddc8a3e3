"""The fields of a studio: how what a person types becomes a value, and how a value is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.conversation.studio_texts import field_question, field_title, say
from bot.store import Registered
from bot.store.gaps import mask
from knowledge.patterns import compiled

# Longer is no name.
_MOST_LETTERS = 60
# A row of reminders a week before each other over a year is more than anybody wants.
_MOST_LEADS, _LONGEST_LEAD = 8, 365
FIELDS = (
    "name", "established", "unit", "project_start", "project_end", "leader", "leader_birth", "leads", "hour",
)  # fmt: skip
# These may be emptied again.
CLEARABLE = frozenset({"unit", "leader", "leader_birth", "project_start", "project_end"})
_DAY = compiled(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$|(\d{4})(\d{2})(\d{2})$")


class UnusableError(Exception):
    """What was typed can't be the field's value; the message says why."""


@dataclass(frozen=True)
class Hours:
    """The hours at which reminders may be set: not before `first`, before `until`."""

    first: int
    until: int


def read_day(text: str) -> date:
    """The day that `text` names. UnusableError where it names none."""
    match = _DAY.match(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise UnusableError(say("not_date"))
    year, month, day = (int(group) for group in match.groups() if group is not None)
    try:
        return date(year, month, day)
    except ValueError:
        raise UnusableError(say("not_date")) from None


def read_name(text: str) -> str:
    """A name; what looks like somebody's number is taken out."""
    name = " ".join(mask(text).split())
    if not name:
        raise UnusableError(say("empty"))
    if len(name) > _MOST_LETTERS:
        raise UnusableError(say("too_long", most=_MOST_LETTERS))
    return name


def read_leads(text: str) -> tuple[int, ...]:
    """Numbers of days, the longest first."""
    words = re.findall(r"\d+", unicodedata.normalize("NFKC", text))
    leads = sorted({int(word) for word in words[: _MOST_LEADS + 1]}, reverse=True)
    if not leads or len(leads) > _MOST_LEADS or leads[0] > _LONGEST_LEAD:
        raise UnusableError(say("not_leads", count=_MOST_LEADS, most=_LONGEST_LEAD))
    return tuple(leads)


def read_hour(text: str, hours: Hours) -> int:
    """A full hour of the day's part in which reminders go out."""
    match = re.match(r"\d{1,2}", unicodedata.normalize("NFKC", text).strip())
    if match is None or not hours.first <= int(match[0]) < hours.until:
        raise UnusableError(say("not_hour", first=hours.first, last=hours.until - 1))
    return int(match[0])


def with_field(studio: Registered, field: str, text: str, hours: Hours) -> Registered:
    """The studio with a field (but for the leader's birth) as typed; an empty `text` empties it. UnusableError where it can't be."""
    if not text and field in CLEARABLE:
        return _CLEARED[field](studio)
    if field == "leads":
        return replace(studio, leads=read_leads(text))
    if field == "hour":
        return replace(studio, hour=read_hour(text, hours))
    if field in ("name", "unit", "leader"):
        changes = {field: read_name(text)}
        return replace(studio, **changes)  # type: ignore[arg-type]
    day = read_day(text)
    changed = {
        "established": replace(studio.facts, established=day),
        "project_start": replace(studio.facts, project_start=day),
        "project_end": replace(studio.facts, project_end=day),
    }
    return replace(studio, facts=changed[field])


def value_of(studio: Registered, field: str) -> str:
    """What a person reads for a field; empty where there is nothing."""
    facts, leader = studio.facts, studio.facts.leader
    shown: dict[str, object] = {
        "name": studio.name,
        "unit": studio.unit,
        "leader": studio.leader,
        "leader_birth": "" if leader is None else f"{leader.birth}（{say('sex_' + leader.sex)}）",
        "established": facts.established,
        "project_start": facts.project_start or "",
        "project_end": facts.project_end or "",
        "leads": leads_shown(studio.leads),
        "hour": f"{studio.hour}:00",
    }
    return str(shown[field])


def field_rows(studio: Registered) -> list[tuple[str, str]]:
    """The titles and values of the fields that are filled in, but for the name."""
    return [(field_title(field), value) for field in FIELDS[1:] if (value := value_of(studio, field))]


def leads_shown(leads: tuple[int, ...]) -> str:
    return "、".join(say("lead_days", days=lead) if lead else say("lead_today") for lead in leads)


def question(field: str, hours: Hours) -> str:
    """How a field is asked for."""
    return field_question(field).format(first=hours.first, last=hours.until - 1)


_CLEARED: dict[str, Callable[[Registered], Registered]] = {
    "unit": lambda s: replace(s, unit=""),
    "leader": lambda s: replace(s, leader=""),
    "leader_birth": lambda s: replace(s, facts=replace(s.facts, leader=None)),
    "project_start": lambda s: replace(s, facts=replace(s.facts, project_start=None, project_end=None)),
    "project_end": lambda s: replace(s, facts=replace(s.facts, project_end=None)),
}
