"""What a dialogue of several steps is to the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.conversation.model import Reply
from bot.conversation.state import ChatState
from bot.store import Chat

# What pressing the menu's button, or the command, sends to a part.
OPEN = "open"


@dataclass(frozen=True)
class Step:
    """A reply and the state after it. A part that wants to hear typed text next names itself in `state.dialogue`."""

    reply: Reply
    state: ChatState


class Part(Protocol):
    """A dialogue of several steps; its buttons' actions begin with its name, and its notes are `state.notes[name]`."""

    def press(self, chat: Chat, value: str, state: ChatState) -> Step:
        """The step that a button leads to; `value` is what follows the part's name, `OPEN` at the beginning."""

    def hear(self, chat: Chat, message: str, state: ChatState) -> Step | None:
        """The step that typed text leads to; None where it is a question for the assistant."""

    def forget(self, chat: Chat) -> None:
        """Deletes what the part itself keeps of a chat."""
