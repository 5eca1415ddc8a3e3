"""The chat page: questions and answers, the place selector, clauses in their document, feedback."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from nicegui import ui

from bot.conversation import Button, Conversation, Message, Reply, Span, texts
from bot.store import Chat
from bot.web.check_dialog import CheckDialog, file_buttons, show_report
from bot.web.document import open_document

STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
PRIMARY = "#1c5d99"
# Longer input is cut in the field itself: a question is a message, not a document.
_MAX_INPUT = 2000
# Buttons that lead to the dialog for files.
_OPENING = frozenset({"menu:check", "check:open"})
# Buttons whose reply takes the place of the message that they stand below.
_IN_PLACE = ("eligibility:t:", "subsidy:")
# Buttons that lead to the page of studios.
_STUDIO = frozenset({"menu:studio", "menu:reminders"})
_TAGS = {"bold": "b", "quote": "blockquote", "small": "small"}


class ChatPage:
    """One visitor's page; what the chat remembers is kept under the browser's own random id."""

    def __init__(self, conversation: Conversation, browser: str) -> None:
        self._conversation = conversation
        self._chat = Chat("web", browser, browser)
        self._check = CheckDialog(conversation, self._chat, self._show_check)
        # Messages that a later one of the same slot takes the place of.
        self._slots: dict[str, ui.column] = {}

    def build(self) -> None:
        """Lays the page out."""
        ui.add_css(STYLE)
        ui.colors(primary=PRIMARY)
        with ui.header().classes("bar"), ui.row().classes("inner items-center justify-between"):
            ui.label(texts.text("product")).classes("text-base font-bold")
            places = {b.action.partition(":")[2]: b.label for b in self._conversation.questions.places()}
            self._places = (
                ui.toggle(places, value=self._place(), clearable=True, on_change=self._place_chosen)
                .props('dense no-caps unelevated toggle-color=primary aria-label="选择地方"')
                .mark("places")
            )
        self._log = ui.column().classes("page").props('role="log" aria-live="polite"')
        with ui.footer().classes("foot"), ui.row().classes("inner items-center"):
            self._input = (
                ui.input(placeholder=texts.text("placeholder"))
                .props(f'outlined dense autofocus maxlength={_MAX_INPUT} aria-label="问题"')
                .classes("flex-grow")
                .on("keydown.enter", self._send)
                .mark("question")
            )
            ui.button(icon="attach_file", on_click=self._check.open).props(
                f'flat round dense aria-label="{texts.text("check_button")}"'
            ).mark("check")
            ui.button("发送", on_click=self._send).props("unelevated no-caps").classes("send").mark("send")
        self._show(self._conversation.welcome())

    def _send(self) -> None:
        text = str(self._input.value or "").strip()
        if not text:
            return
        self._input.value = ""
        self._mine(text)
        if text.startswith("/"):
            self._command(text[1:])
        else:
            self._show_all(self._conversation.hear(self._chat, text))

    def _command(self, typed: str) -> None:
        """A command as it is typed in other channels."""
        name, _, argument = typed.partition(" ")
        if f"menu:{name}" in _OPENING:
            self._check.open()
        else:
            self._show_all(self._conversation.command(self._chat, name, argument))
            self._places.set_value(self._place())

    def _press(self, button: Button) -> None:
        if button.action in _OPENING:
            self._check.open()
            return
        if button.action in _STUDIO:
            ui.navigate.to("/studio")
            return
        if not button.action.startswith(_IN_PLACE):
            self._mine(button.label)
        self._show_all(self._conversation.press(self._chat, button.action))
        self._places.set_value(self._place())

    def _place(self) -> str | None:
        return self._conversation.state(self._chat).policy

    def _place_chosen(self) -> None:
        value = self._places.value
        if value == self._place():
            return
        reply = self._conversation.press(self._chat, f"place:{value or ''}")
        if value:
            self._show_all(reply)

    def _show_all(self, reply: Reply) -> None:
        for message in reply.messages:
            self._show(message)

    def _mine(self, text: str) -> None:
        with self._log:
            ui.label(text).classes("bubble mine")

    def _show(self, message: Message) -> None:
        place = self._slots.get(message.slot)
        if place is None:
            with self._log:
                place = ui.column().classes("w-full gap-2")
            if message.slot:
                self._slots[message.slot] = place
            self._scroll()
        place.clear()
        with place:
            self._fill(message)

    def _fill(self, message: Message) -> None:
        with ui.column().classes("theirs bubble").mark("answer"):
            ui.html(_spans_html(message.spans), sanitize=False).style("white-space: pre-wrap")
            if message.citations:
                with ui.row().classes("row-tight"):
                    for button in message.citations:
                        self._citation(button, message)
            if message.rating is not None:
                self._feedback(message.rating)
        buttons = (*message.choices, *message.suggestions)
        if buttons:
            with ui.row().classes("row-tight"):
                for button in buttons:
                    ui.button(button.label, on_click=lambda b=button: self._press(b)).props("flat no-caps").classes(
                        "pill"
                    )
        if message.files:
            file_buttons(message)

    def _scroll(self) -> None:
        ui.run_javascript("window.scrollTo({top: document.body.scrollHeight, behavior: 'smooth'})")

    def _show_check(self, message: Message) -> None:
        self._mine(texts.text("checked_mine"))
        with self._log, ui.column().classes("theirs bubble w-full").mark("report"):
            show_report(message)
        self._scroll()

    def _citation(self, button: Button, message: Message) -> None:
        clause = button.action.partition(":")[2]
        quote = next((c.quote for c in message.answer.citations if c.clause == clause), "") if message.answer else ""
        ui.button(button.label, on_click=lambda: open_document(self._conversation, clause, quote)).props(
            "flat no-caps"
        ).classes("pill clause")

    def _feedback(self, number: int) -> None:
        with ui.row().classes("row-tight") as row:
            for key, action in (("useful", "like"), ("useless", "dislike")):
                ui.button(texts.text(key), on_click=lambda a=f"{action}:{number}": self._rate(a, row)).props(
                    "flat dense no-caps"
                )

    def _rate(self, action: str, row: ui.row) -> None:
        thanks = self._conversation.press(self._chat, action).message.text
        row.clear()
        with row:
            ui.label(thanks).classes("text-sm text-grey-7")


def _spans_html(spans: Iterable[Span]) -> str:
    """The pieces of a message as HTML, everything from them escaped."""
    parts = ((_TAGS.get(span.style), escape(span.text)) for span in spans)
    return "".join(f"<{tag}>{text}</{tag}>" if tag else text for tag, text in parts)
