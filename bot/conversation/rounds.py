"""The operators' dialogue: this year's application round, told to those who asked for it, after a preview with the count."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.model import Button, Message, Reply, plain
from bot.conversation.part import OPEN, Step
from bot.conversation.state import ChatState
from bot.conversation.studio_fields import UnusableError, read_day
from bot.conversation.studio_texts import say
from bot.reminders.schedule import Planner
from bot.store import Chat, Store

NAME = "announce"
# Ids of operators are those of this channel.
_CHANNEL = "telegram"
# Longer is cut into several messages, and no notice on a phone.
_MOST_LETTERS = 1000


@dataclass(frozen=True)
class Rounds:
    """The part `announce`; only `operators` get to see more than that it is theirs."""

    planner: Planner
    operators: frozenset[str]

    def press(self, chat: Chat, value: str, state: ChatState) -> Step:
        notes = state.notes.get(NAME, {})
        state = _quiet(state)
        if not self._is_operator(chat):
            return _said(say("round_not_operator"), state)
        word, _, rest = value.partition(":")
        packs = self.planner.packs
        if word == OPEN:
            places = tuple(Button(pack.policy.name, f"{NAME}:place:{pack.id}") for pack in packs.values())
            return Step(Reply((Message(plain(say("round_place")), choices=places),)), state)
        if word == "place" and rest in packs:
            asked = say("round_ask", count=self._store.rounds.wished(rest))
            return _said(asked, _asking({"policy": rest}, state))
        if word == "dated" and rest.partition(":")[0] in packs:
            policy, _, deadline = rest.partition(":")
            return _said(say("round_ask_date"), _asking({"policy": policy, "deadline": deadline}, state))
        if word == "send" and notes.get("policy") in packs and notes.get("text"):
            count = self._store.rounds.announce(notes["policy"], notes["text"])
            return _said(say("round_sent", count=count), state)
        return _said(say("cancelled"), state)

    def hear(self, chat: Chat, message: str, state: ChatState) -> Step | None:
        """The notice's text, previewed with the count; or the day that the office set."""
        notes = state.notes.get(NAME, {})
        policy = notes.get("policy")
        pack = self.planner.packs.get(policy or "")
        if pack is None or not self._is_operator(chat):
            return None
        if "deadline" in notes:
            return self._date(notes["policy"], notes["deadline"], message, state)
        if len(message) > _MOST_LETTERS:
            return _said(say("too_long", most=_MOST_LETTERS), state)
        text = say("round_message", place=pack.policy.name, text=message)
        count = self._store.rounds.wished(pack.id)
        yearly = [d for d in pack.deadlines if d.kind == "notice" and d.every_years is not None]
        buttons = (
            Button(say("button_send", count=count), f"{NAME}:send"),
            *(Button(say("button_date_of", title=d.title), f"{NAME}:dated:{pack.id}:{d.id}") for d in yearly),
            Button(say("button_cancel"), f"{NAME}:cancel"),
        )
        preview = Message(plain(say("round_preview", count=count, text=text)), choices=buttons)
        kept = state.but(dialogue="", notes={**state.notes, NAME: {"policy": pack.id, "text": text}})
        return Step(Reply((preview,)), kept)

    def forget(self, chat: Chat) -> None:
        """Nothing is kept of an operator but what the state holds."""

    def _date(self, policy: str, deadline: str, message: str, state: ChatState) -> Step:
        try:
            day = read_day(message)
        except UnusableError as error:
            return _said(str(error), state)
        title = next((d.title for d in self.planner.packs[policy].deadlines if d.id == deadline), None)
        if title is None:
            return _said(say("no_such_date"), _quiet(state))
        with self._store.database.atomic():
            self._store.rounds.set_office_date(policy, f"{deadline}/{day.year}", day)
            self._store.studios.stale_policy(policy)
        return _said(say("date_set", title=title, day=day.isoformat()), _quiet(state))

    def _is_operator(self, chat: Chat) -> bool:
        return chat.channel == _CHANNEL and chat.person in self.operators

    @property
    def _store(self) -> Store:
        return self.planner.store


def _asking(notes: dict[str, str], state: ChatState) -> ChatState:
    return state.but(dialogue=NAME, notes={**state.notes, NAME: notes})


def _said(text: str, state: ChatState) -> Step:
    return Step(Reply((Message(plain(text)),)), state)


def _quiet(state: ChatState) -> ChatState:
    """The state with no question of this dialogue open."""
    if state.dialogue == NAME:
        state = state.but(dialogue="")
    return state.but(notes={key: value for key, value in state.notes.items() if key != NAME})
