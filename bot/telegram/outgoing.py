"""The dialogue's messages as calls of the Bot API."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.conversation import Attachment, Button, Message, texts
from bot.store import Outgoing
from bot.telegram.rich import html_of, split_spans

MESSAGE, DOCUMENT, PHOTO = "message", "document", "photo"
# A button's data has at most 64 bytes; a question to ask is therefore taken from the button's own label.
_DATA_BYTES = 64
ASK = "ask"
_REMINDER = "reminder:"
# Labels of clauses and choices are short enough for two beside one another on a phone.
_BESIDE = 2
_SHORT = 12


@dataclass(frozen=True)
class Target:
    """Where a reply goes: the chat, its topic, and the message that it answers in a group."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None


def outgoing_of(messages: Iterable[Message], target: Target, slot: str | None = None) -> list[Outgoing]:
    """The calls that say the messages, in order; the first may stand in `slot`."""
    calls: list[Outgoing] = []
    for message in messages:
        named = message.slot or (slot if not calls else None)
        calls += _texts(message, target, named or None)
        calls += [_file(file, target) for file in message.files]
    return calls


def reminder_slot(number: int) -> str:
    """The slot of a reminder's message, by the number of its row."""
    return f"{_REMINDER}{number}"


def reminder_of(outgoing: Outgoing) -> int | None:
    """The number of the reminder that a call sends; None where it sends something else."""
    slot = outgoing.slot or ""
    return int(slot.removeprefix(_REMINDER)) if slot.startswith(_REMINDER) else None


def keyboard(message: Message) -> list[list[dict[str, str]]]:
    """The message's buttons in rows: what it rests on, what can be chosen, what leads on, and its rating."""
    rows = [row for part in (message.citations, message.choices, message.suggestions) for row in _rows(part)]
    if message.rating is not None:
        rows.append(
            [
                {"text": texts.text("useful"), "callback_data": f"like:{message.rating}"},
                {"text": texts.text("useless"), "callback_data": f"dislike:{message.rating}"},
            ]
        )
    return rows


def _rows(buttons: Sequence[Button]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = []
    room = 0
    for button in buttons:
        short = len(button.label) <= _SHORT
        if not short or not room:
            rows.append([])
            room = _BESIDE if short else 1
        rows[-1].append({"text": button.label, "callback_data": _data(button, len(rows))})
        room = room - 1 if short else 0
    return rows


def _data(button: Button, number: int) -> str:
    """What pressing the button sends; a question to ask is found by the button's number."""
    data = f"{ASK}:#{number}" if button.action == f"{ASK}:{button.label}" else button.action
    if len(data.encode()) > _DATA_BYTES:
        raise ValueError(f"a button's action is longer than {_DATA_BYTES} bytes: {button.action.split(':')[0]}")
    return data


def _texts(message: Message, target: Target, slot: str | None) -> list[Outgoing]:
    pieces = split_spans(message.spans)
    calls = []
    for number, spans in enumerate(pieces):
        payload: dict[str, Any] = {"text": html_of(spans), **_where(target)}
        rows = keyboard(message) if number == len(pieces) - 1 else []
        if rows:
            payload["reply_markup"] = {"inline_keyboard": rows}
        calls.append(Outgoing(target.chat, MESSAGE, payload, slot=slot if number == 0 else None))
    return calls


def _file(file: Attachment, target: Target) -> Outgoing:
    kind = PHOTO if file.picture else DOCUMENT
    return Outgoing(target.chat, kind, {"name": file.name, **_where(target)}, file=str(file.path))


def _where(target: Target) -> dict[str, Any]:
    where: dict[str, Any] = {}
    if target.thread is not None:
        where["message_thread_id"] = target.thread
    if target.reply_to is not None:
        where["reply_parameters"] = {"message_id": target.reply_to, "allow_sending_without_reply": True}
    return where
