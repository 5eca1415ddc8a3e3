"""What goes in and out of the dialogue, whatever the channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from checkers.report.view import View
from knowledge.answering import Answer

BOTH = "both"
Style = Literal["plain", "bold", "quote", "small"]
# How far a job is: done, of how many, what is being worked on.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Span:
    """A piece of a message in one style; `quote` is the words of a document, `small` a note beside."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True)
class Button:
    """A button with what pressing it sends: a part of the dialogue, a colon, and that part's own word."""

    label: str
    action: str


@dataclass(frozen=True)
class Attachment:
    """A file to keep: its name and where it lies; whoever delivers it deletes it. A `picture` is shown, not only kept."""

    name: str
    path: Path
    picture: bool = False


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
    """One message: its text, the clauses it rests on, choices within a dialogue, and suggestions that lead on.

    `rating`: the number under which the answer can be rated. `slot`: the message may be shown in the place of an earlier
    one of the same slot. `view`: the report that the text sums up.
    """

    spans: tuple[Span, ...]
    citations: tuple[Button, ...] = ()
    choices: tuple[Button, ...] = ()
    suggestions: tuple[Button, ...] = ()
    answer: Answer | None = None
    rating: int | None = None
    files: tuple[Attachment, ...] = ()
    view: View | None = None
    slot: str = ""

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Job:
    """Work that takes a while, done by `Conversation.work`; its reply comes when it is done."""

    kind: Literal["look", "check", "test"]
    slot: str


@dataclass(frozen=True)
class Reply:
    """What is said at once, and the work that was begun."""

    messages: tuple[Message, ...] = ()
    job: Job | None = None

    @property
    def message(self) -> Message:
        """The one message of a reply that has one."""
        (message,) = self.messages
        return message


@dataclass(frozen=True)
class ClauseHit:
    """A clause that was searched for: its id, label with the place, and its words."""

    clause: str
    label: str
    text: str


def plain(text: str) -> tuple[Span, ...]:
    """`text` in no style."""
    return (Span(text),)
