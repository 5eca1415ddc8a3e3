"""The page of a visitor's studios: the picture of the dates, each date with what can be said to it, the calendar."""

from __future__ import annotations

from nicegui import ui

from bot.conversation import Conversation, Message, texts
from bot.conversation.studio_card import place
from bot.conversation.studio_fields import UnusableError, field_rows
from bot.conversation.studio_texts import say
from bot.reminders.listing import when
from bot.reminders.picture import timeline_svg
from bot.reminders.texts import dated, group_title
from bot.store import Chat, Owner, Registered
from bot.web.document import open_document
from bot.web.page import PRIMARY, STYLE
from bot.web.studio_form import StudioForm
from knowledge.timeline import Entry, State, Timeline

_GROUPS: dict[str, tuple[State, ...]] = {
    "now": ("overdue",),
    "next": ("due", "coming"),
    "notice": ("notice",),
    "past": ("passed", "done"),
}


class StudioPage:
    """One visitor's page; studios belong to the browser's own random id, as the chat does."""

    def __init__(self, conversation: Conversation, browser: str, base: str) -> None:
        self._conversation = conversation
        self._studios = conversation.studios
        self._reminders = conversation.reminders
        self._chat = Chat("web", browser, browser)
        self._base = self._studios.address or base
        self._shown = 0

    def build(self) -> None:
        """Lays the page out."""
        ui.add_css(STYLE)
        ui.colors(primary=PRIMARY)
        with ui.header().classes("bar"), ui.row().classes("inner items-center justify-between"):
            ui.label(say("page_title")).classes("text-base font-bold")
            ui.link(say("page_back"), "/").classes("text-sm")
        self._body = ui.column().classes("page")
        self._refresh()

    def _mine(self) -> list[Registered]:
        return self._conversation.store.studios.of(Owner(self._chat.channel, self._chat.person))

    def _refresh(self) -> None:
        mine = self._mine()
        self._body.clear()
        with self._body:
            if not mine:
                ui.label(say("none_yet"))
                self._form(None).build()
                return
            studio = next((s for s in mine if s.id == self._shown), mine[0])
            self._choice(mine, studio)
            self._studio(studio)

    def _choice(self, mine: list[Registered], studio: Registered) -> None:
        with ui.row().classes("row-tight items-center"):
            for other in mine:
                chosen = "unelevated rounded" if other.id == studio.id else "flat"
                ui.button(other.name, on_click=lambda s=other: self._show(s.id)).props(f"{chosen} no-caps").classes(
                    "" if other.id == studio.id else "pill"
                )
            ui.button(say("button_new_more"), on_click=lambda: self._open_form(None)).props("flat no-caps").classes(
                "pill"
            )

    def _show(self, studio_id: int) -> None:
        self._shown = studio_id
        self._refresh()

    def _studio(self, studio: Registered) -> None:
        timeline = self._conversation.planner.timeline(studio)
        with ui.column().classes("panel"):
            with ui.row().classes("w-full items-center justify-between no-wrap"):
                heading = say("card_head", name=studio.name, place=place(self._conversation.planner, studio))
                ui.label(heading).classes("font-bold")
                ui.button(say("button_edit"), on_click=lambda: self._open_form(studio)).props("flat dense no-caps")
            for title, value in field_rows(studio):
                ui.label(say("card_line", title=title, value=value)).classes("text-sm")
            for remark in timeline.cautions:
                ui.label(say("caution", message=remark.message)).classes("text-sm text-grey-7")
        with ui.expansion(say("page_picture"), value=True).classes("w-full folded panel").mark("picture"):
            ui.html(timeline_svg(timeline, studio.name), sanitize=False).classes("w-full")
        self._dates(studio, timeline)
        self._calendar(studio)
        self._ways_out(studio)
        ui.button(say("page_delete"), on_click=lambda: self._sure(studio)).props("flat no-caps color=negative")

    # Dates

    def _dates(self, studio: Registered, timeline: Timeline) -> None:
        for group, states in _GROUPS.items():
            entries = timeline.in_state(*states)
            if not entries:
                continue
            with ui.expansion(group_title(group), value=group in ("now", "next")).classes(
                "w-full folded panel " + group
            ):
                for entry in entries:
                    self._entry(studio, timeline, entry)

    def _entry(self, studio: Registered, timeline: Timeline, entry: Entry) -> None:
        mark = say("list_proposed") if entry.proposed else say("list_set") if entry.set_by_hand else ""
        with ui.column().classes(f"date {entry.state}"):
            ui.label(entry.title).classes("font-bold")
            ui.label(f"{dated(entry.announced)} · {when(entry, timeline.as_of)}{mark}").classes("text-sm when")
            for key, steps in (("needed", entry.bring), ("to_whom", entry.to)):
                if steps:
                    ui.label(say(key, what="；".join(step.what for step in steps))).classes("text-sm")
            ui.label(say("why_day", why=entry.why)).classes("text-sm text-grey-7")
            with ui.row().classes("row-tight"):
                ui.button(
                    say("button_clause", label=entry.label),
                    on_click=lambda: open_document(self._conversation, entry.clause, entry.quote),
                ).props("flat no-caps").classes("pill clause")
                for word, key in _actions(entry):
                    ui.button(say(key), on_click=lambda w=word: self._mark(studio, entry, w)).props(
                        "flat no-caps"
                    ).classes("pill")
                ui.button(say("button_set_date"), on_click=lambda: self._ask_date(studio, entry)).props(
                    "flat no-caps"
                ).classes("pill")

    def _mark(self, studio: Registered, entry: Entry, word: str) -> None:
        ui.notify(self._reminders.mark(studio, entry, word).text)
        self._refresh()

    def _ask_date(self, studio: Registered, entry: Entry) -> None:
        with ui.dialog() as dialog, ui.card().classes("document"):
            ui.label(say("page_set_date", title=entry.title))
            shown = entry.due.isoformat() if entry.due is not None else ""
            day = ui.input(value=shown).props("type=date outlined dense").classes("w-full")
            ui.button(
                say("page_save"), on_click=lambda: self._set_date(studio, entry, str(day.value or ""), dialog)
            ).props("unelevated no-caps")
        dialog.on("hide", dialog.delete)
        dialog.open()

    def _set_date(self, studio: Registered, entry: Entry, text: str, dialog: ui.dialog) -> None:
        try:
            said = self._reminders.set_date(studio, entry, text)
        except UnusableError as error:
            ui.notify(str(error), type="warning")
            return
        dialog.close()
        ui.notify(said)
        self._refresh()

    # The calendar, and other ways out

    def _calendar(self, studio: Registered) -> None:
        address = f"{self._base}/calendar/{studio.token}.ics"
        with ui.column().classes("panel"):
            ui.label(say("page_calendar")).classes("font-bold")
            ui.label(say("page_calendar_how")).classes("text-sm text-grey-7")
            ui.input(value=address).props("readonly outlined dense").classes("w-full").mark("address")
            with ui.row().classes("row-tight"):
                name = say("calendar_name", name=studio.name)
                ui.button(
                    say("button_calendar"),
                    on_click=lambda: ui.download.content(self._studios.calendar(studio), name),
                ).props("flat no-caps icon=download").classes("pill")
                ui.button(say("button_renew"), on_click=lambda: self._renew(studio)).props("flat no-caps").classes(
                    "pill"
                )

    def _renew(self, studio: Registered) -> None:
        self._conversation.store.studios.renew_token(studio)
        ui.notify(say("renewed_plain"))
        self._refresh()

    def _ways_out(self, studio: Registered) -> None:
        recipients = self._conversation.store.studios.recipients(studio.id)
        with ui.column().classes("panel"):
            ui.label(say("button_recipients")).classes("font-bold")
            ui.label(say("page_no_push")).classes("text-sm text-grey-7")
            for recipient in recipients:
                with ui.row().classes("w-full items-center justify-between no-wrap"):
                    ui.label(recipient.label).classes("text-sm")
                    ui.button(icon="close", on_click=lambda r=recipient: self._drop(studio, r.id)).props(
                        f'flat round dense aria-label="{say("button_drop", label=recipient.label)}"'
                    )
            ui.label(say("ask_outside")).classes("text-sm text-grey-7")
            address = ui.input().props(f'outlined dense aria-label="{say("page_address")}"').classes("w-full")
            ui.button(say("page_try"), on_click=lambda: self._try(studio, str(address.value or ""))).props(
                "flat no-caps"
            ).classes("pill")

    async def _try(self, studio: Registered, typed: str) -> None:
        """Sends the test message as the dialogue does, and says what came of it."""
        self._conversation.press(self._chat, f"studio:outside:{studio.id}")
        reply = self._conversation.hear(self._chat, typed)
        self._tell(reply.messages)
        if reply.job is not None:
            done = await self._conversation.work(self._chat, reply.job, lambda *_: None)
            self._tell(done.messages)
            self._refresh()
        else:
            self._conversation.press(self._chat, "studio:cancel")

    def _tell(self, messages: tuple[Message, ...]) -> None:
        for message in messages:
            ui.notify(message.text)

    def _drop(self, studio: Registered, recipient: int) -> None:
        self._tell(self._conversation.press(self._chat, f"studio:drop:{studio.id}:{recipient}").messages)
        self._refresh()

    # Registering, changing, removing

    def _form(self, studio: Registered | None) -> StudioForm:
        return StudioForm(self._conversation, self._chat, studio, self._saved)

    def _open_form(self, studio: Registered | None) -> None:
        with ui.dialog() as dialog, ui.card().classes("document"):
            with ui.row().classes("w-full items-center justify-between no-wrap"):
                ui.label(say("button_edit" if studio else "button_new")).classes("font-bold")
                ui.button(icon="close", on_click=dialog.close).props(
                    f'flat round dense aria-label="{texts.text("close")}"'
                )
            form = self._form(studio)
            form.build()
            form.done = dialog.close
        dialog.on("hide", dialog.delete)
        dialog.open()

    def _saved(self, studio: Registered) -> None:
        self._shown = studio.id
        ui.notify(say("page_saved"))
        self._refresh()

    def _sure(self, studio: Registered) -> None:
        with ui.dialog() as dialog, ui.card():
            ui.label(say("delete_sure", name=studio.name))
            with ui.row().classes("row-tight"):
                ui.button(say("button_delete_yes"), on_click=lambda: self._delete(studio, dialog)).props(
                    "unelevated no-caps color=negative"
                )
                ui.button(say("button_cancel"), on_click=dialog.close).props("flat no-caps")
        dialog.open()

    def _delete(self, studio: Registered, dialog: ui.dialog) -> None:
        dialog.close()
        self._conversation.store.studios.remove(studio.id)
        ui.notify(say("deleted", name=studio.name))
        self._refresh()


def _actions(entry: Entry) -> list[tuple[str, str]]:
    """What can be said to an entry, each with the key of its label."""
    if entry.mark is not None:
        return [("resume", "button_undo" if entry.state == "done" else "button_resume")]
    if entry.due is None:
        return [("done", "button_done")]
    return [("done", "button_done"), ("snooze", "button_snooze"), ("stop", "button_stop")]
