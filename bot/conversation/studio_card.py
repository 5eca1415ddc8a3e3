"""A studio at a glance, and who is reminded of it."""

from __future__ import annotations

from bot.conversation.model import Button, Message, Span, plain
from bot.conversation.studio_fields import leads_shown, value_of
from bot.conversation.studio_texts import field_title, say
from bot.reminders.listing import when
from bot.reminders.schedule import Planner
from bot.reminders.texts import dated
from bot.store import Chat, Recipient, Registered

_SHOWN = ("established", "unit", "project_start", "project_end", "leader", "leader_birth")
# The next dates on the card; all of them are one button away.
_NEXT = 3


def card(planner: Planner, studio: Registered, chat: Chat, address: str, *, pulled: bool) -> Message:
    """A studio's facts, its next dates, who is reminded and what can be done; `pulled`: not to be reminded in this chat."""
    lines = [say("card_head", name=studio.name, place=place(planner, studio))]
    lines += [
        say("card_line", title=field_title(field), value=value)
        for field in _SHOWN
        if (value := value_of(studio, field))
    ]
    timeline = planner.timeline(studio)
    coming = timeline.in_state("overdue", "due", "coming")[:_NEXT]
    lines += [say("card_next", day=dated(e.announced), title=e.title, when=when(e, timeline.as_of)) for e in coming]
    recipients = planner.store.studios.recipients(studio.id)
    if recipients:
        lines.append(say("card_recipients", recipients="、".join(_shown(recipient, chat) for recipient in recipients)))
        lines.append(say("list_leads", leads=leads_shown(studio.leads), hour=studio.hour))
    elif not pulled:
        lines.append(say("card_no_recipients"))
    if address:
        lines.append(say("card_calendar", address=f"{address}/calendar/{studio.token}.ics"))
    spans = [Span("\n".join(lines))]
    spans += [Span("\n" + say("caution", message=remark.message), "small") for remark in timeline.cautions]
    return Message(tuple(spans), choices=_buttons(planner, studio, chat, pulled=pulled))


def place(planner: Planner, studio: Registered) -> str:
    """The name of a studio's place."""
    return planner.packs[studio.facts.policy].policy.name


def reminded_here(planner: Planner, studio: Registered, chat: Chat) -> Recipient | None:
    """This chat as a recipient of the studio, where it is one."""
    recipients = planner.store.studios.recipients(studio.id)
    return next((r for r in recipients if (r.channel, r.address) == (chat.channel, chat.chat)), None)


def recipient_list(planner: Planner, studio: Registered, chat: Chat) -> Message:
    """Who is reminded, each with a button to drop it, and how to add another."""
    recipients = planner.store.studios.recipients(studio.id)
    lines = [say("recipients_are", name=studio.name), *(f"· {_shown(recipient, chat)}" for recipient in recipients)]
    buttons = [
        Button(say("button_drop", label=_shown(recipient, chat)), f"studio:drop:{studio.id}:{recipient.id}")
        for recipient in recipients
    ]
    add = Button(say("button_add_outside"), f"studio:outside:{studio.id}")
    text = "\n".join(lines) if recipients else say("card_no_recipients")
    return Message(plain(text), choices=(*buttons, add))


def _shown(recipient: Recipient, chat: Chat) -> str:
    if (recipient.channel, recipient.address) == (chat.channel, chat.chat):
        return say("this_chat") if chat.chat == chat.person else say("this_group")
    return recipient.label


def _buttons(planner: Planner, studio: Registered, chat: Chat, *, pulled: bool) -> tuple[Button, ...]:
    words = ["edit", "who", "picture", "calendar", "renew", "delete"]
    if not pulled:
        words.insert(0, "here" if reminded_here(planner, studio, chat) is None else "nothere")
    labels = {
        "here": "button_here", "nothere": "button_not_here", "edit": "button_edit", "who": "button_recipients",
        "picture": "button_picture", "calendar": "button_calendar", "renew": "button_renew", "delete": "button_delete",
    }  # fmt: skip
    dates = Button(say("button_dates"), f"reminders:show:{studio.id}")
    return (dates, *(Button(say(labels[word]), f"studio:{word}:{studio.id}") for word in words))
