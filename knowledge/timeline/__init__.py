"""The dates that a studio has to keep, drawn from its policy's pack, and the reminders of them."""

from knowledge.timeline.build import build_timeline
from knowledge.timeline.entry import REMIND_DAYS, Cited, Entry, Remark, State, Timeline
from knowledge.timeline.registration import check_registration
from knowledge.timeline.reminders import Reminder, plan_reminders
from knowledge.timeline.studio import Leader, Mark, Marks, SetDates, Studio
from knowledge.timeline.working_days import SHANGHAI, today, working_day_before

__all__ = [
    "REMIND_DAYS",
    "SHANGHAI",
    "Cited",
    "Entry",
    "Leader",
    "Mark",
    "Marks",
    "Remark",
    "Reminder",
    "SetDates",
    "State",
    "Studio",
    "Timeline",
    "build_timeline",
    "check_registration",
    "plan_reminders",
    "today",
    "working_day_before",
]
