"""What a chat remembers between two messages, so that a restart loses nothing."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.store import Chat, ChatStore
from bot.store.gaps import mask
from knowledge.understanding import Context

# So many answers of a chat can still be rated.
_RATEABLE = 8


class Asked(BaseModel):
    """An answered question, as far as a later 「没用」 needs it."""

    model_config = ConfigDict(frozen=True)

    number: int
    question: str
    policy: str | None
    subject: str | None


class Dossier(BaseModel):
    """The files that a person is handing in: the folder they lie in, the place, and the work that is under way."""

    model_config = ConfigDict(frozen=True)

    box: str
    policy: str | None = None
    pending: Literal["", "look", "check"] = ""
    slot: str = ""


class ChatState(BaseModel):
    """The chosen place (None: not chosen), the context, the last question, the open dossier.

    `dialogue` names the part that typed text goes to first; `notes` are the parts' own.
    """

    model_config = ConfigDict(frozen=True)

    policy: str | None = None
    context: Context = Context()
    question: str = ""
    asked: tuple[Asked, ...] = ()
    dossier: Dossier | None = None
    dialogue: str = ""
    notes: dict[str, Any] = {}

    def but(self, **changes: Any) -> ChatState:
        """This state with some parts replaced."""
        return self.model_copy(update=changes)

    def with_asked(self, question: str, context: Context) -> ChatState:
        """This state after a question was answered."""
        number = self.asked[-1].number + 1 if self.asked else 1
        asked = Asked(number=number, question=question, policy=context.policy, subject=context.subject)
        return self.but(context=context, question=question, asked=(*self.asked, asked)[-_RATEABLE:])


def load_state(store: ChatStore, chat: Chat) -> ChatState:
    """The chat's state; an empty one where there is none, or one of a version that is not understood any more."""
    kept = store.state(chat)
    return ChatState() if kept is None else read_state(kept)


def read_state(kept: str) -> ChatState:
    """The state that was kept as this JSON; an empty one where it is not understood any more."""
    try:
        return ChatState.model_validate_json(kept)
    except ValidationError:
        return ChatState()


def keep_state(store: ChatStore, chat: Chat, state: ChatState) -> None:
    """Keeps the state; numbers that tell who somebody is are masked in what was typed."""
    context = state.context.__class__(**{**state.context.__dict__, "question": mask(state.context.question)})
    asked = tuple(a.model_copy(update={"question": mask(a.question)}) for a in state.asked)
    store.keep(chat, state.but(context=context, question=mask(state.question), asked=asked).model_dump_json())
