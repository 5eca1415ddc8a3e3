"""A timeline as an .ics file that ordinary calendars accept (RFC 5545)."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bot.reminders.texts import say
from knowledge.timeline import SHANGHAI, Entry, Timeline, plan_reminders

# In the morning of a working day, when there is still time to act.
ALARM_HOUR = 9
_REFRESH = timedelta(days=1)
_STATUS = {True: "TENTATIVE", False: "CONFIRMED"}


def calendar_file(timeline: Timeline, key: str, stamp: datetime, hour: int = ALARM_HOUR) -> bytes:
    """The dated entries as all-day events with alarms at `hour` o'clock local time; what awaits a notice is left out.

    `key` names the studio: with the same key a later file replaces the events of an earlier one. `stamp` (aware) is when
    the file is made. An event stands on the announced day, the working day on or before the due one. All days are
    dates without a zone, so no time zone needs to be described, and an alarm rings at the reader's own clock.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//studiobot//timeline//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", say("calendar_name", name=timeline.name))
    calendar.add("x-wr-timezone", SHANGHAI.key)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    alarms = _alarms(timeline, hour)
    for entry in timeline.entries:
        if entry.announced is not None:
            calendar.add_component(_event(timeline, entry, key, stamp.astimezone(UTC), alarms[entry.id]))
    return bytes(calendar.to_ical())


def _event(timeline: Timeline, entry: Entry, key: str, stamp: datetime, alarms: list[timedelta]) -> Event:
    assert entry.announced is not None
    event = Event()
    event.add("uid", f"{_name(entry)}@{key}.studiobot")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    # Calendars keep the version with the higher number: minutes only grow.
    event.add("sequence", int(stamp.timestamp()) // 60)
    event.add("summary", _title(entry))
    event.add("dtstart", entry.announced)
    event.add("dtend", entry.announced + timedelta(days=1))
    event.add("description", _description(timeline, entry))
    event.add("status", _STATUS[entry.proposed])
    event.add("transp", "TRANSPARENT")
    for trigger in alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", trigger)
        event.add_component(alarm)
    return event


def _name(entry: Entry) -> str:
    """What stays the same when an entry's day moves; of a warning there is one at a time, whatever its year."""
    return entry.deadline if entry.kind == "warning" else entry.id.replace("/", "-")


def _title(entry: Entry) -> str:
    if entry.state == "done":
        return say("done_title", title=entry.title)
    return say("proposed_title", title=entry.title) if entry.proposed else entry.title


def _description(timeline: Timeline, entry: Entry) -> str:
    lines = [say("why", why=entry.why)]
    for key, steps in (("bring", entry.bring), ("to", entry.to)):
        if steps:
            lines.append(say(key, what=say("joined").join(step.what for step in steps)))
    lines.append(say("basis", label=entry.label, quote=entry.quote))
    lines.append(say("policy", title=timeline.title))
    return "\n".join(lines)


def _alarms(timeline: Timeline, hour: int) -> dict[str, list[timedelta]]:
    """By entry, how long from the start of its announced day each reminder up to that day rings (mostly before)."""
    found: dict[str, list[timedelta]] = defaultdict(list)
    announced = {entry.id: entry.announced for entry in timeline.entries if entry.announced is not None}
    last = max(announced.values(), default=timeline.as_of)
    for reminder in plan_reminders(timeline, timeline.as_of, last):
        if reminder.day <= announced[reminder.entry]:
            found[reminder.entry].append(reminder.day - announced[reminder.entry] + timedelta(hours=hour))
    return found
