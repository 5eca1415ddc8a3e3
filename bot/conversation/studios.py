"""The dialogue that registers studios: a few questions, then a card from which everything can be changed or removed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from bot.conversation.limits import Allowance
from bot.conversation.model import Attachment, Button, Job, Message, Reply, plain
from bot.conversation.part import OPEN, Step
from bot.conversation.state import ChatState
from bot.conversation.studio_card import card, recipient_list, reminded_here
from bot.conversation.studio_fields import (
    CLEARABLE,
    FIELDS,
    Hours,
    UnusableError,
    question,
    read_day,
    read_name,
    with_field,
)
from bot.conversation.studio_texts import field_title, say
from bot.reminders.calendar_file import calendar_file
from bot.reminders.outside import Outside, UnknownAddressError
from bot.reminders.picture import timeline_png
from bot.reminders.schedule import Planner
from bot.store import Chat, Owner, Registered, Store
from knowledge.timeline import Leader, Remark, Studio, check_registration

NAME = "studio"
# More is no studio's owner but a machine.
MOST_STUDIOS = 20
# Test messages that one person may have sent in a day.
MOST_TESTS = 10
_MOST_FILE_NAME = 40
# What may be said where others read along: nothing of a studio's people, and not its calendar's address.
_IN_GROUPS = frozenset({OPEN, "here", "nothere", "cancel"})
# Channels in which nobody can be written to unasked.
PULLED = frozenset({"web"})


@dataclass(frozen=True)
class Studios:
    """The part `studio`; `address` is where the page can be reached from outside, empty where it can't."""

    planner: Planner
    outside: Outside
    outgoing: Path
    hours: Hours
    address: str
    tests: Allowance

    # Presses

    def press(self, chat: Chat, value: str, state: ChatState) -> Step:
        state = _quiet(state)
        word, _, rest = value.partition(":")
        if chat.chat != chat.person and word not in _IN_GROUPS:
            return _said(say("in_private"), state)
        if word == OPEN:
            return Step(Reply(self.overview(chat)), state)
        if word in ("new", "policy"):
            return self._begin(chat, rest, state)
        if word == "cancel":
            return _said(say("cancelled"), state)
        action = _ACTIONS.get(word)
        number, _, rest = rest.partition(":")
        studio = self.own(chat, number)
        if action is None or studio is None:
            return _said(say("gone"), state)
        return action(self, chat, studio, rest, state)

    def overview(self, chat: Chat) -> tuple[Message, ...]:
        """The person's studios, or what registering is for; a group only reads their names."""
        mine = self._store.studios.of(_owner(chat))
        if chat.chat != chat.person:
            return (self._for_group(chat, mine),)
        if len(mine) == 1:
            return (self.card(chat, mine[0]),)
        wishes = tuple(
            Button(f"{pack.policy.name} {say('button_wish')}", f"reminders:wish:{pack.id}")
            for pack in self.planner.packs.values()
        )
        if not mine:
            return (Message(plain(say("none_yet")), choices=(Button(say("button_new"), f"{NAME}:new"), *wishes)),)
        buttons = [Button(studio.name, f"{NAME}:show:{studio.id}") for studio in mine]
        return (Message(plain(say("your_studios")), choices=(*buttons, Button(say("button_new_more"), f"{NAME}:new"))),)

    def _for_group(self, chat: Chat, mine: list[Registered]) -> Message:
        """Which of the person's studios this group may be reminded of."""
        if not mine:
            return Message(plain(say("in_private")))
        buttons = []
        for studio in mine:
            word = "here" if reminded_here(self.planner, studio, chat) is None else "nothere"
            buttons.append(Button(say(f"button_{word}_of", name=studio.name), f"{NAME}:{word}:{studio.id}"))
        return Message(plain(say("which_here")), choices=tuple(buttons))

    def own(self, chat: Chat, number: str) -> Registered | None:
        """The person's studio of this number."""
        studio = self._store.studios.get(int(number)) if number.isdigit() else None
        return studio if studio is not None and studio.owner == _owner(chat) else None

    def card(self, chat: Chat, studio: Registered) -> Message:
        """A studio at a glance, with what can be done."""
        return card(self.planner, studio, chat, self.address, pulled=chat.channel in PULLED)

    def remarks(self, studio: Registered) -> tuple[Remark, ...]:
        """What to say of a studio's facts."""
        return check_registration(self.planner.packs[studio.facts.policy], studio.facts, self.planner.today())

    def save(self, chat: Chat, studio: Registered) -> Registered:
        """Keeps a new studio with this chat to be reminded, or what was changed of one. UnusableError where a date can't be."""
        problems = [remark.message for remark in self.remarks(studio) if remark.severity == "problem"]
        if problems:
            raise UnusableError("".join(problems))
        with self._store.database.atomic():
            if studio.id:
                self._store.studios.change(studio)
            else:
                if len(self._store.studios.of(studio.owner)) >= MOST_STUDIOS:
                    raise UnusableError(say("too_many", most=MOST_STUDIOS))
                studio = self._store.studios.add(studio)
                if chat.channel not in PULLED:
                    self._store.studios.add_recipient(studio.id, chat.channel, chat.chat, _label(chat))
            self.planner.plan(studio.id)
        return studio

    # Typed text

    def hear(self, chat: Chat, message: str, state: ChatState) -> Step | None:
        """The answer to the open question of this dialogue."""
        notes = state.notes.get(NAME, {})
        field = notes.get("field", "")
        try:
            if "policy" in notes:
                return self._new(chat, message, notes, state)
            studio = self.own(chat, str(notes.get("studio", "")))
            if studio is None or not field:
                return None
            if field == "outside":
                return self._outside_typed(chat, message, studio, state)
            if field == "leader_birth":
                born = read_day(message)
                sexes = tuple(
                    Button(say(f"sex_{sex}"), f"{NAME}:sex:{studio.id}:{born}:{sex}") for sex in ("man", "woman")
                )
                return Step(Reply((Message(plain(say("ask_sex")), choices=sexes),)), _quiet(state))
            return self._changed(chat, with_field(studio, field, message, self.hours), state)
        except UnusableError as error:
            return Step(Reply((Message(plain(str(error)), choices=(_cancel(),)),)), state)

    def _begin(self, chat: Chat, policy: str, state: ChatState) -> Step:
        """Asks for the place, then for the name."""
        packs = self.planner.packs
        if policy not in packs:
            places = tuple(Button(pack.policy.name, f"{NAME}:policy:{pack.id}") for pack in packs.values())
            return Step(Reply((Message(plain(say("choose_policy")), choices=places),)), state)
        if len(self._store.studios.of(_owner(chat))) >= MOST_STUDIOS:
            return _said(say("too_many", most=MOST_STUDIOS), state)
        return self._ask("name", {"policy": policy}, state)

    def _new(self, chat: Chat, message: str, notes: dict[str, str], state: ChatState) -> Step:
        """The name, then the day of establishment; with that the studio is kept."""
        if "name" not in notes:
            return self._ask("established", {**notes, "name": read_name(message)}, state)
        facts = Studio(notes["policy"], read_day(message), kept_from=self.planner.today())
        studio = self.save(chat, Registered(_owner(chat), facts, notes["name"]))
        messages = (Message(plain(say("saved"))), self.card(chat, studio))
        return Step(Reply(messages), _quiet(state))

    def _changed(self, chat: Chat, studio: Registered, state: ChatState) -> Step:
        studio = self.save(chat, studio)
        return Step(Reply((Message(plain(say("changed"))), self.card(chat, studio))), _quiet(state))

    def _ask(self, field: str, notes: dict[str, str], state: ChatState) -> Step:
        choices = [_cancel()]
        if field in CLEARABLE:
            choices.insert(0, Button(say("button_clear"), f"{NAME}:clear:{notes['studio']}:{field}"))
        asked = state.but(dialogue=NAME, notes={**state.notes, NAME: {**notes, "field": field}})
        return Step(Reply((Message(plain(question(field, self.hours)), choices=tuple(choices)),)), asked)

    # What the card's buttons do

    def _show(self, chat: Chat, studio: Registered, _: str, state: ChatState) -> Step:
        return Step(Reply((self.card(chat, studio),)), state)

    def _edit(self, _: Chat, studio: Registered, __: str, state: ChatState) -> Step:
        fields = tuple(Button(field_title(field), f"{NAME}:field:{studio.id}:{field}") for field in FIELDS)
        return Step(Reply((Message(plain(say("edit_which")), choices=fields),)), state)

    def _field(self, _: Chat, studio: Registered, field: str, state: ChatState) -> Step:
        if field not in FIELDS:
            return _said(say("gone"), state)
        return self._ask(field, {"studio": str(studio.id)}, state)

    def _clear(self, chat: Chat, studio: Registered, field: str, state: ChatState) -> Step:
        if field not in CLEARABLE:
            return _said(say("gone"), state)
        return self._changed(chat, with_field(studio, field, "", self.hours), state)

    def _sex(self, chat: Chat, studio: Registered, value: str, state: ChatState) -> Step:
        born, _, sex = value.partition(":")
        try:
            leader = Leader(date.fromisoformat(born), "woman" if sex == "woman" else "man")
            return self._changed(chat, replace(studio, facts=replace(studio.facts, leader=leader)), state)
        except UnusableError as error:
            return _said(str(error), state)

    def _here(self, chat: Chat, studio: Registered, _: str, state: ChatState) -> Step:
        if chat.channel in PULLED:
            return _said(say("wish_where"), state)
        self._store.studios.add_recipient(studio.id, chat.channel, chat.chat, _label(chat))
        self.planner.plan(studio.id)
        return _said(say("added_here", name=studio.name), state)

    def _not_here(self, chat: Chat, studio: Registered, _: str, state: ChatState) -> Step:
        recipient = reminded_here(self.planner, studio, chat)
        if recipient is not None:
            self._store.studios.drop_recipient(recipient)
        return _said(say("removed_here", name=studio.name), state)

    def _who(self, chat: Chat, studio: Registered, _: str, state: ChatState) -> Step:
        return Step(Reply((recipient_list(self.planner, studio, chat),)), state)

    def _drop(self, _: Chat, studio: Registered, number: str, state: ChatState) -> Step:
        for recipient in self._store.studios.recipients(studio.id):
            if str(recipient.id) == number:
                self._store.studios.drop_recipient(recipient)
                return _said(say("removed_recipient", label=recipient.label), state)
        return _said(say("gone"), state)

    def _outside(self, _: Chat, studio: Registered, __: str, state: ChatState) -> Step:
        asked = {"studio": str(studio.id), "field": "outside"}
        state = state.but(dialogue=NAME, notes={**state.notes, NAME: asked})
        return Step(Reply((Message(plain(say("ask_outside")), choices=(_cancel(),)),)), state)

    def _outside_typed(self, chat: Chat, message: str, studio: Registered, state: ChatState) -> Step:
        """An address to try; it is kept once a test message went out to it."""
        try:
            self.outside.address(message)
        except UnknownAddressError as error:
            raise UnusableError(say(error.reason)) from None
        if self.tests.take(chat.person):
            raise UnusableError(say("too_many_tests", most=MOST_TESTS))
        notes = {**state.notes, NAME: {"studio": str(studio.id), "testing": message}}
        begun = Message(plain(say("outside_testing")))
        return Step(Reply((begun,), Job("test", "")), state.but(dialogue="", notes=notes))

    async def test(self, chat: Chat, state: ChatState) -> Message:
        """Sends the test message to the address that was typed, and keeps the address where it went out."""
        notes = state.notes.get(NAME, {})
        studio = self.own(chat, str(notes.get("studio", "")))
        if studio is None or "testing" not in notes:
            return Message(plain(say("gone")))
        address = self.outside.address(notes["testing"])
        sent = await self.outside.send(address.address, say("outside_title"), say("outside_test", name=studio.name))
        if not sent:
            return Message(plain(say("outside_failed")))
        self._store.studios.add_recipient(studio.id, self.outside.name, address.address, address.label)
        self.planner.plan(studio.id)
        return Message(plain(say("outside_ok", label=address.label)))

    def _calendar(self, _: Chat, studio: Registered, __: str, state: ChatState) -> Step:
        data = self.calendar(studio)
        file = self._file(say("calendar_name", name=_file_name(studio)), data, picture=False)
        return Step(Reply((Message(plain(say("calendar_sent")), files=(file,)),)), state)

    def _picture(self, _: Chat, studio: Registered, __: str, state: ChatState) -> Step:
        data = timeline_png(self.planner.timeline(studio), studio.name)
        file = self._file(say("picture_name", name=_file_name(studio)), data, picture=True)
        return Step(Reply((Message((), files=(file,)),)), state)

    def _renew(self, _: Chat, studio: Registered, __: str, state: ChatState) -> Step:
        renewed = self._store.studios.renew_token(studio)
        if not self.address:
            return _said(say("renewed_plain"), state)
        return _said(say("renewed", address=f"{self.address}/calendar/{renewed.token}.ics"), state)

    def _delete(self, _: Chat, studio: Registered, __: str, state: ChatState) -> Step:
        sure = Button(say("button_delete_yes"), f"{NAME}:deleteyes:{studio.id}")
        message = Message(plain(say("delete_sure", name=studio.name)), choices=(sure, _cancel()))
        return Step(Reply((message,)), state)

    def _delete_yes(self, _: Chat, studio: Registered, __: str, state: ChatState) -> Step:
        self._store.studios.remove(studio.id)
        return _said(say("deleted", name=studio.name), state)

    def calendar(self, studio: Registered) -> bytes:
        """The studio's dates as an .ics file; a later one replaces an earlier one's events."""
        return calendar_file(self.planner.timeline(studio), f"studio-{studio.id}", datetime.now(UTC), studio.hour)

    def forget(self, chat: Chat) -> None:
        """Deletes the person's studios, and what reminds them in this chat."""
        for studio in self._store.studios.of(_owner(chat)):
            self._store.studios.remove(studio.id)
        if chat.chat == chat.person:
            self._store.studios.drop_address(chat.channel, chat.chat)

    def _file(self, name: str, data: bytes, *, picture: bool) -> Attachment:
        self.outgoing.mkdir(parents=True, exist_ok=True)
        path = Path(tempfile.mkdtemp(dir=self.outgoing)) / name
        path.write_bytes(data)
        return Attachment(name, path, picture)

    @property
    def _store(self) -> Store:
        return self.planner.store


def _owner(chat: Chat) -> Owner:
    return Owner(chat.channel, chat.person)


def _label(chat: Chat) -> str:
    return say("this_chat" if chat.chat == chat.person else "this_group")


def _cancel() -> Button:
    return Button(say("button_cancel"), f"{NAME}:cancel")


def _said(text: str, state: ChatState) -> Step:
    return Step(Reply((Message(plain(text)),)), state)


def _quiet(state: ChatState) -> ChatState:
    """The state with no question of this dialogue open."""
    if state.dialogue == NAME:
        state = state.but(dialogue="")
    return state.but(notes={key: value for key, value in state.notes.items() if key != NAME})


def _file_name(studio: Registered) -> str:
    """The studio's name without what a file's name may not have."""
    return "".join(c for c in studio.name if c.isalnum() or c in "-_（）")[:_MOST_FILE_NAME] or NAME


_Action = Callable[[Studios, Chat, Registered, str, ChatState], Step]
_ACTIONS: dict[str, _Action] = {
    "show": Studios._show,
    "edit": Studios._edit,
    "field": Studios._field,
    "clear": Studios._clear,
    "sex": Studios._sex,
    "here": Studios._here,
    "nothere": Studios._not_here,
    "who": Studios._who,
    "drop": Studios._drop,
    "outside": Studios._outside,
    "calendar": Studios._calendar,
    "picture": Studios._picture,
    "renew": Studios._renew,
    "delete": Studios._delete,
    "deleteyes": Studios._delete_yes,
}
