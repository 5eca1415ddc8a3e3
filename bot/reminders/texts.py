"""The words of a studio's dates, kept as data, and days as they are shown."""

from __future__ import annotations

from datetime import date

from knowledge.texts import Texts

_TEXTS = Texts(__file__)
say = _TEXTS.say


def state_title(state: str) -> str:
    """What a person reads for a state of an entry."""
    return str(_TEXTS.data["states"][state])


def group_title(group: str) -> str:
    """The heading of a group of entries."""
    return str(_TEXTS.data["groups"][group])


def service_title(kind: str) -> str:
    """What a person reads for a service that reminders go to."""
    return str(_TEXTS.data["services"][kind])


def dated(day: date | None) -> str:
    """A day with its weekday, 2026-12-31（周四）; that a notice is awaited where there is none."""
    if day is None:
        return say("undated")
    return say("dated", day=day.isoformat(), weekday=_TEXTS.data["weekdays"][day.weekday()])
