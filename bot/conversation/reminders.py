"""The dialogue about dates: what comes next, what is overdue or undelivered, and what can be said to each."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta

from bot.conversation.model import Button, Message, Reply, Span, plain
from bot.conversation.part import OPEN, Step
from bot.conversation.reminder_message import clause_button, entry_spans
from bot.conversation.state import ChatState
from bot.conversation.studio_card import place
from bot.conversation.studio_fields import UnusableError, leads_shown, read_day
from bot.conversation.studio_texts import say
from bot.conversation.studios import PULLED
from bot.reminders.listing import when
from bot.reminders.schedule import Planner
from bot.reminders.texts import dated
from bot.store import Chat, Owner, Registered, Store
from knowledge.timeline import Entry, Mark, Timeline

NAME = "reminders"
SNOOZE_DAYS = 7
# Dates beyond these are for the card's picture and calendar, not for a phone's screen.
_LISTED = 8
_STATES = {"done": "done", "snooze": "snoozed", "stop": "stopped"}


@dataclass(frozen=True)
class Reminders:
    """The part `reminders`."""

    planner: Planner

    def press(self, chat: Chat, value: str, state: ChatState) -> Step:
        state = _quiet(state)
        word, _, rest = value.partition(":")
        if word == OPEN:
            return Step(Reply(self.overview(chat)), state)
        if word == "wish":
            return _said(self._wish(chat, rest), state)
        number, _, entry_id = rest.partition(":")
        studio = self.reached(chat, number)
        if studio is None:
            return _said(say("not_yours"), state)
        if word == "show":
            return Step(Reply((self.dates(studio),)), state)
        if word == "again":
            return _said(self._again(studio), state)
        entry = self.planner.timeline(studio).entry(entry_id)
        if entry is None:
            return _said(say("no_such_date"), state)
        if word == "entry":
            return Step(Reply((self._entry(studio, entry),)), state)
        if word == "date":
            asked = {"studio": studio.id, "entry": entry.id}
            state = state.but(dialogue=NAME, notes={**state.notes, NAME: asked})
            return _said(say("ask_date", title=entry.title), state)
        return Step(Reply((self.mark(studio, entry, word),)), state)

    def hear(self, chat: Chat, message: str, state: ChatState) -> Step | None:
        """The day that was asked for; anything else is a question for the assistant."""
        notes = state.notes.get(NAME, {})
        studio = self.reached(chat, str(notes.get("studio", "")))
        entry = None if studio is None else self.planner.timeline(studio).entry(str(notes.get("entry", "")))
        if studio is None or entry is None:
            return None
        try:
            return _said(self.set_date(studio, entry, message), _quiet(state))
        except UnusableError as error:
            return _said(str(error), state)

    def forget(self, chat: Chat) -> None:
        """Tells the person of no round any more."""
        self._store.rounds.forget(chat.channel, chat.person)

    def reached(self, chat: Chat, number: str) -> Registered | None:
        """The studio of this number, where this chat may act for it."""
        studio = self._store.studios.get(int(number)) if number.isdigit() else None
        return studio if studio is not None and self._store.studios.reaches(studio.id, chat) else None

    def overview(self, chat: Chat) -> tuple[Message, ...]:
        """What comes next for each studio that the person registered or this chat is reminded of; in a group the latter."""
        private = chat.chat == chat.person
        studios = self._store.studios.of(Owner(chat.channel, chat.person)) if private else []
        studios += [s for s in self._store.studios.reminded_at(chat.channel, chat.chat) if s not in studios]
        if not studios:
            return (Message(plain(say("none_yet")), choices=(Button(say("button_new"), "studio:new"),)),)
        return tuple(self.dates(studio) for studio in studios)

    def dates(self, studio: Registered) -> Message:
        """A studio's dates by how near they are, each with a button."""
        timeline = self.planner.timeline(studio)
        lines = [say("list_head", name=studio.name, place=place(self.planner, studio))]
        groups = {
            "list_overdue": timeline.in_state("overdue"),
            "list_next": timeline.in_state("due", "coming")[:_LISTED],
            "list_notice": timeline.in_state("notice"),
        }
        for title, entries in groups.items():
            if entries:
                lines += [say(title), *(_line(entry, timeline) for entry in entries)]
        if not any(groups.values()):
            lines.append(say("list_nothing"))
        failed = self._failed(studio, timeline)
        lines += [*failed, say("list_leads", leads=leads_shown(studio.leads), hour=studio.hour)]
        buttons = [
            Button(entry.title, f"{NAME}:entry:{studio.id}:{entry.id}")
            for entries in groups.values()
            for entry in entries
        ]
        buttons += [Button(say("button_again"), f"{NAME}:again:{studio.id}")] if failed else []
        buttons += [
            Button(say("button_leads"), f"studio:field:{studio.id}:leads"),
            Button(say("button_hour"), f"studio:field:{studio.id}:hour"),
        ]
        return Message(plain("\n".join(lines)), choices=tuple(buttons))

    def mark(self, studio: Registered, entry: Entry, word: str) -> Message:
        """Keeps what was said of an entry, plans anew, and says so; `resume` and `undo` take it back."""
        today = self.planner.today()
        until = today + timedelta(days=SNOOZE_DAYS) if word == "snooze" else None
        mark = Mark(_STATES[word], today, until) if word in _STATES else None  # type: ignore[arg-type]
        with self._store.database.atomic():
            self._store.studios.mark(studio.id, entry.id, mark)
            self.planner.plan(studio.id)
        if mark is None:
            return Message(plain(say("marked_again", title=entry.title)))
        key = f"marked_{mark.state}" + ("_again" if word == "done" and "/" in entry.id else "")
        words = say(key, title=entry.title, day="" if until is None else until.isoformat())
        return Message(plain(words), choices=(Button(say("button_undo"), f"{NAME}:undo:{studio.id}:{entry.id}"),))

    def set_date(self, studio: Registered, entry: Entry, text: str) -> str:
        """Sets an entry's day as typed; what is reckoned from it moves too. UnusableError where it is no day."""
        day = read_day(text)
        with self._store.database.atomic():
            self._store.studios.set_date(studio.id, entry.id, day)
            self.planner.plan(studio.id)
        words = say("date_set", title=entry.title, day=day.isoformat())
        return words if day >= self.planner.today() else words + say("date_set_past", day=day.isoformat())

    def _entry(self, studio: Registered, entry: Entry) -> Message:
        """One date in full, with what can be said to it."""
        mark = say("proposed_day") if entry.proposed else ""
        today = self.planner.today()
        spans = [
            Span(entry.title + "\n", "bold"),
            Span(say("entry_state", day=dated(entry.announced), when=when(entry, today), mark=mark)),
            *entry_spans(entry),
        ]
        stopped = entry.mark is not None
        words = ["resume"] if stopped else ["done", *(("snooze", "stop") if entry.due is not None else ())]
        labels = {"done": "button_done", "snooze": "button_snooze", "stop": "button_stop", "resume": "button_resume"}
        buttons = [Button(say(labels[word]), f"{NAME}:{word}:{studio.id}:{entry.id}") for word in words]
        buttons.append(Button(say("button_set_date"), f"{NAME}:date:{studio.id}:{entry.id}"))
        if entry.kind == "notice":
            buttons.append(Button(say("button_wish"), f"{NAME}:wish:{studio.facts.policy}"))
        buttons.append(Button(say("button_back"), f"{NAME}:show:{studio.id}"))
        return Message(tuple(spans), citations=(clause_button(entry),), choices=tuple(buttons))

    def _wish(self, chat: Chat, policy: str) -> str:
        pack = self.planner.packs.get(policy)
        if pack is None:
            return say("no_such_date")
        if chat.channel in PULLED:
            return say("wish_where")
        self._store.rounds.wish(policy, chat.channel, chat.chat, chat.person)
        return say("wished", place=pack.policy.name)

    def _failed(self, studio: Registered, timeline: Timeline) -> list[str]:
        failed = self._store.reminders.failed(studio.id)
        if not failed:
            return []
        labels = {r.id: r.label for r in self._store.studios.recipients(studio.id)}
        lines = [say("list_failed", count=len(failed))]
        for row in failed[:_LISTED]:
            entry = timeline.entry(row.entry)
            title = entry.title if entry is not None else row.entry
            lines.append(say("list_failed_line", day=row.day, title=title, to=labels.get(row.recipient, "")))
        return lines

    def _again(self, studio: Registered) -> str:
        count = len(self._store.reminders.failed(studio.id))
        self._store.reminders.again(studio.id, time.time())
        return say("sent_again", count=count)

    @property
    def _store(self) -> Store:
        return self.planner.store


def _line(entry: Entry, timeline: Timeline) -> str:
    if entry.state == "notice":
        return say("list_notice_line", title=entry.title)
    mark = say("list_proposed") if entry.proposed else say("list_set") if entry.set_by_hand else ""
    if entry.mark is not None and entry.mark.state == "stopped":
        mark += say("list_stopped")
    if entry.mark is not None and entry.mark.until is not None:
        mark += say("list_snoozed", day=entry.mark.until.isoformat())
    return say("list_line", day=dated(entry.announced), title=entry.title, when=when(entry, timeline.as_of), mark=mark)


def _said(text: str, state: ChatState) -> Step:
    return Step(Reply((Message(plain(text)),)), state)


def _quiet(state: ChatState) -> ChatState:
    """The state with no question of this dialogue open."""
    if state.dialogue == NAME:
        state = state.but(dialogue="")
    return state.but(notes={key: value for key, value in state.notes.items() if key != NAME})
