"""A timeline as text: what has passed, what comes next, what awaits a notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.reminders.texts import dated, group_title, say, state_title
from knowledge.timeline import Entry, State, Timeline

_GROUPS: dict[str, tuple[State, ...]] = {
    "now": ("overdue",),
    "next": ("due", "coming"),
    "notice": ("notice",),
    "past": ("passed", "done"),
}


def listing(timeline: Timeline) -> str:
    """The timeline in words, with each date's reason, what to prepare, for whom and the clause."""
    facts = say("facts", established=timeline.established.isoformat(), as_of=timeline.as_of.isoformat())
    lines = [timeline.title, facts]
    for remark in timeline.cautions:
        lines.append(say("caution", message=remark.message))
    for group, states in _GROUPS.items():
        entries = timeline.in_state(*states)
        if entries:
            lines += ["", f"【{group_title(group)}】"]
            for entry in entries:
                lines.extend(entry_lines(entry, timeline.as_of, brief=group == "past"))
    return "\n".join(lines)


def when(entry: Entry, as_of: date) -> str:
    """How far an entry's day is, or its state where that says more."""
    if entry.announced is None or entry.due is None or entry.state in ("done", "passed"):
        return state_title(entry.state)
    if entry.state == "overdue":
        return say("past", days=(as_of - entry.due).days)
    days = (entry.announced - as_of).days
    return say("ahead", days=days) if days > 0 else say("today") if days == 0 else state_title(entry.state)


def entry_lines(entry: Entry, as_of: date, *, brief: bool) -> Iterator[str]:
    """One entry: its day, title and clause, and unless `brief` why, what to prepare, for whom and the text's words."""
    mark = say("proposed") if entry.proposed else say("set_by_hand") if entry.set_by_hand else ""
    how_far = "" if entry.state == "notice" else when(entry, as_of)
    yield say("line", day=dated(entry.announced), title=entry.title, label=entry.label, mark=mark) + how_far
    if brief:
        return
    yield "    " + say("why", why=entry.why)
    for key, steps in (("bring", entry.bring), ("to", entry.to)):
        if steps:
            yield "    " + say(key, what=say("joined").join(step.what for step in steps))
    yield "    " + say("basis", label=entry.label, quote=entry.quote)
