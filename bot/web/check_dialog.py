"""The page's dialog for an applicant's papers: choose the place, drop the files, see the report."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from html import escape

from nicegui import events, ui

from bot.conversation import Conversation, Message, texts
from bot.store import Chat
from checkers.report.view import Group, Item

# The contract's limit for one file, and how many a dossier may have.
_MAX_BYTES = 50 * 1024 * 1024
_MAX_FILES = 60
# How often the progress of the reading is looked at, in seconds.
_LOOK_EVERY = 0.2


class CheckDialog:
    """One visitor's checks."""

    def __init__(self, conversation: Conversation, chat: Chat, show: Callable[[Message], None]) -> None:
        self._conversation = conversation
        self._chat = chat
        self._show = show
        self._progress = ("", 0.0)

    def open(self) -> None:
        """Opens the dialog with an empty box, the chat's place chosen beforehand."""
        self._conversation.press(self._chat, "check:clear")
        self._conversation.press(self._chat, "check:open")
        dossier = self._conversation.state(self._chat).dossier
        packs = {pack.id: pack.policy.name for pack in self._conversation.assistant.library.packs.values()}
        with ui.dialog() as self._dialog, ui.card().classes("document check"):
            with ui.row().classes("w-full items-center justify-between no-wrap"):
                ui.label(texts.text("check_title")).classes("font-bold")
                ui.button(icon="close", on_click=self._dialog.close).props(
                    f'flat round dense aria-label="{texts.text("close")}"'
                )
            ui.label(texts.text("check_hint")).classes("text-sm")
            self._place = ui.toggle(packs, value=dossier.policy if dossier is not None else None).props(
                "unelevated no-caps toggle-color=primary"
            )
            self._place.mark("check-place")
            ui.upload(
                multiple=True,
                auto_upload=True,
                max_file_size=_MAX_BYTES,
                max_files=_MAX_FILES,
                label=texts.text("check_drop"),
                on_upload=self._received,
                on_rejected=lambda: ui.notify(texts.text("check_too_large"), type="warning"),
            ).props("flat bordered").classes("w-full").mark("check-upload")
            self._bar = ui.linear_progress(value=0.0, show_value=False).classes("w-full")
            self._bar.visible = False
            self._now = ui.label("").classes("text-sm text-grey-7")
            self._start = (
                ui.button(texts.text("check_start"), on_click=self._run)
                .props("unelevated no-caps")
                .classes("send")
                .mark("check-start")
            )
        self._dialog.on("hide", self._dialog.delete)
        self._dialog.open()

    async def _received(self, event: events.UploadEventArguments) -> None:
        refused = self._conversation.receive(self._chat, event.file.name, await event.file.read())
        if refused is not None:
            ui.notify(refused.text, type="warning")

    async def _run(self) -> None:
        if self._place.value is None:
            ui.notify(texts.text("check_place_first"))
            return
        self._conversation.press(self._chat, f"check:place:{self._place.value}")
        begun = self._conversation.press(self._chat, "check:start")
        if begun.job is None:
            ui.notify(begun.message.text)
            return
        self._start.disable()
        self._bar.visible = True
        timer = ui.timer(_LOOK_EVERY, self._look)
        try:
            reply = await self._conversation.work(self._chat, begun.job, self._told)
        finally:
            timer.cancel()
            self._start.enable()
            self._conversation.finished(self._chat, begun.job)
        self._dialog.close()
        self._show(reply.message)

    def _told(self, done: int, total: int, name: str) -> None:
        self._progress = (texts.text("check_reading", done=done, total=total, name=name), done / max(total, 1))

    def _look(self) -> None:
        self._now.text, self._bar.value = self._progress


def show_report(message: Message) -> None:
    """The report in the chat: the verdict, what to mend worst first, what passed folded, files to keep."""
    view = message.view
    if view is None:  # the check broke down, and the message says so
        ui.label(message.text)
        return
    ui.label(view.headline).classes(f"verdict {view.verdict}").mark("verdict")
    ui.label(view.advice)
    for line in (view.basis, *view.notes):
        ui.label(line).classes("text-sm text-grey-7")
    ui.label(view.counts)
    if view.change is not None:
        for line in view.change.lines:
            ui.label(line).classes("font-bold")
    for group in view.groups:
        _group(group)
    if view.passed:
        with ui.expansion(view.passed_title).classes("w-full folded"):
            ui.label("、".join(view.passed))
    file_buttons(message)
    ui.label(view.disclaimer).classes("text-sm text-grey-7")


def file_buttons(message: Message) -> None:
    """The message's files to download: they live as long as the page does; on the disk they are deleted now."""
    kept = [(file.name, file.path.read_bytes()) for file in message.files]
    for folder in {file.path.parent for file in message.files}:
        shutil.rmtree(folder, ignore_errors=True)
    with ui.row().classes("row-tight"):
        for name, data in kept:
            ui.button(name, on_click=lambda n=name, d=data: ui.download.content(d, n)).props(
                "flat no-caps icon=download"
            ).classes("pill")


# Groups that are shown open: what a person can put right.
_OPEN = frozenset({"fail", "warn"})


def _group(group: Group) -> None:
    with ui.expansion(group.title, value=group.outcome in _OPEN).classes(f"w-full folded {group.outcome}"):
        ui.label(group.hint).classes("text-sm text-grey-7")
        for item in group.items:
            ui.html(_item_html(item), sanitize=False)


def _item_html(item: Item) -> str:
    clause = f"{texts.text('clause_of')}：{escape(item.clause)}" if item.clause else ""
    quote = f"「{escape(item.quote)}」" if item.quote and item.clause else ""
    badge = f"（{escape(item.badge)}）" if item.badge else ""
    parts = (
        f"<b>{escape(item.title)}</b>{badge}",
        f'<span class="place">{escape(item.place)}</span>',
        escape(item.message),
        f'<span class="place">{clause}{quote}</span>' if clause else "",
        f"{texts.text('mend')}：{escape(item.fix)}",
    )
    return '<p class="finding">' + "<br>".join(part for part in parts if part) + "</p>"
