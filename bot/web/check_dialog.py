"""The page's dialog for an applicant's papers: choose the place, drop the files, see the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape

from nicegui import events, run, ui

from bot.conversation import Conversation, texts
from bot.conversation.checking import Attachment, CheckReply, check_uploads
from checkers.report.model import CheckReport
from checkers.report.view import Group, Item
from knowledge.errors import StudiobotError

# The contract's limit for one file, and how many a dossier may have.
_MAX_BYTES = 50 * 1024 * 1024
_MAX_FILES = 60
# How often the progress of the reading is looked at, in seconds.
_LOOK_EVERY = 0.2


class CheckDialog:
    """One visitor's checks; the last report is kept while the page is open, to compare the next with it."""

    def __init__(self, conversation: Conversation, show: Callable[[CheckReply], None]) -> None:
        self._conversation = conversation
        self._show = show
        self._uploads: list[Attachment] = []
        self._earlier: CheckReport | None = None
        self._progress = ("", 0.0)

    def open(self, policy: str | None) -> None:
        """Opens the dialog with a place chosen beforehand, or none."""
        self._uploads = []
        packs = {pack.id: pack.policy.name for pack in self._conversation.assistant.library.packs.values()}
        with ui.dialog() as self._dialog, ui.card().classes("document check"):
            with ui.row().classes("w-full items-center justify-between no-wrap"):
                ui.label(texts.text("check_title")).classes("font-bold")
                ui.button(icon="close", on_click=self._dialog.close).props(
                    f'flat round dense aria-label="{texts.text("close")}"'
                )
            ui.label(texts.text("check_hint")).classes("text-sm")
            self._place = ui.toggle(packs, value=policy if policy in packs else None).props(
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
        self._uploads.append(Attachment(event.file.name, await event.file.read()))

    async def _run(self) -> None:
        if self._place.value is None or not self._uploads:
            ui.notify(texts.text("check_place_first" if self._place.value is None else "check_files_first"))
            return
        self._start.disable()
        self._bar.visible = True
        timer = ui.timer(_LOOK_EVERY, self._look)
        try:
            pack = self._conversation.assistant.library.pack(str(self._place.value))
            reply = await run.io_bound(
                check_uploads, pack, tuple(self._uploads), date.today(), self._told, self._earlier
            )
        except StudiobotError as error:
            ui.notify(str(error), type="negative")
            return
        finally:
            timer.cancel()
            self._uploads = []
            self._start.enable()
        if reply is None:  # the server is stopping
            return
        self._earlier = reply.report
        self._dialog.close()
        self._show(reply)

    def _told(self, done: int, total: int, name: str) -> None:
        self._progress = (texts.text("check_reading", done=done, total=total, name=name), done / max(total, 1))

    def _look(self) -> None:
        self._now.text, self._bar.value = self._progress


def show_report(reply: CheckReply) -> None:
    """The report in the chat: the verdict, what to mend worst first, what passed folded, files to keep."""
    view = reply.view
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
    with ui.row().classes("row-tight"):
        for file in reply.files:
            ui.button(file.name, on_click=lambda f=file: ui.download.content(f.data, f.name)).props(
                "flat no-caps icon=download"
            ).classes("pill")
    ui.label(view.disclaimer).classes("text-sm text-grey-7")


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
