"""What goes in and out of the dialogue."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.answering import Answer
from knowledge.understanding import Context

BOTH = "both"


@dataclass(frozen=True)
class Button:
    """A button with what pressing it sends: `ask:TEXT`, `place:ID`, `clause:ID`, `like:` or `dislike:`."""

    label: str
    action: str


@dataclass(frozen=True)
class ChatState:
    """What one chat remembers: the chosen place (None: not chosen), the context, the last question."""

    policy: str | None = None
    context: Context = field(default_factory=Context)
    question: str = ""


@dataclass(frozen=True)
class ClauseLine:
    """One paragraph of a document as shown: chapter headings have no clause id; a `note` is ours, not the document's."""

    clause: str | None
    text: str
    highlighted: bool = False
    note: bool = False


@dataclass(frozen=True)
class DocumentView:
    """A whole document with one clause marked; `quote` is the part of it that the answer rests on."""

    title: str
    lines: tuple[ClauseLine, ...]
    quote: str = ""


@dataclass(frozen=True)
class Message:
    """One reply: its text, buttons for its clauses, and buttons that lead on."""

    text: str
    citations: tuple[Button, ...] = ()
    suggestions: tuple[Button, ...] = ()
    answer: Answer | None = None


@dataclass(frozen=True)
class Turn:
    """A reply and the state after it."""

    message: Message
    state: ChatState
