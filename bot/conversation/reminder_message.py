"""A reminder as a message: what, by when, which clause, what is needed, to whom, and what can be said to it."""

from __future__ import annotations

from bot.conversation.model import Button, Message, Span, plain
from bot.conversation.studio_texts import say
from bot.reminders.delivery import Notice
from bot.reminders.listing import when
from bot.reminders.texts import dated
from bot.store import Announcement
from knowledge.timeline import Entry


def reminder_message(notice: Notice) -> Message:
    """What a recipient reads; the buttons name the studio and the entry."""
    entry = notice.entry
    spans = [Span(say("reminder_title", title=entry.title) + "\n", "bold"), Span(_by_when(notice) + "\n")]
    if notice.late:
        spans.append(Span(say("reminder_late", days="、".join(day.isoformat() for day in notice.late)) + "\n", "small"))
    if notice.repeated:
        spans.append(Span(say("reminder_repeated") + "\n", "small"))
    spans.append(Span(say("reminder_studio", name=notice.studio.name)))
    spans += entry_spans(entry)
    actions = ("done", "snooze", "stop")
    buttons = tuple(
        Button(say(f"button_{action}"), f"reminders:{action}:{notice.studio.id}:{entry.id}") for action in actions
    )
    return Message(tuple(spans), citations=(clause_button(entry),), choices=buttons)


def entry_spans(entry: Entry) -> list[Span]:
    """What is needed for an entry, to whom, and the words that ask for it."""
    spans = []
    for key, steps in (("needed", entry.bring), ("to_whom", entry.to)):
        if steps:
            spans.append(Span("\n" + say(key, what="；".join(step.what for step in steps))))
    spans.append(Span("\n" + say("based_on", label=entry.label)))
    spans.append(Span(entry.quote, "quote"))
    if entry.why:
        spans.append(Span(("" if entry.quote.endswith("\n") else "\n") + say("why_day", why=entry.why), "small"))
    return spans


def clause_button(entry: Entry) -> Button:
    """The button that opens the clause of an entry."""
    return Button(say("button_clause", label=entry.label), f"clause:{entry.clause}")


def announcement_message(announcement: Announcement) -> Message:
    """What those read who asked to be told of a round."""
    return Message(plain(announcement.text))


def _by_when(notice: Notice) -> str:
    entry = notice.entry
    mark = say("proposed_day") if entry.proposed else ""
    key = "reminder_overdue" if entry.state == "overdue" else "reminder_due"
    return say(key, day=dated(entry.announced), when=when(entry, notice.as_of), mark=mark)
