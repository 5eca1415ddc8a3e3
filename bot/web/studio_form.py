"""The form of one studio: the same fields, the same checks as in the dialogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from nicegui import ui

from bot.conversation import Conversation
from bot.conversation.studio_fields import CLEARABLE, UnusableError, read_day, read_name, with_field
from bot.conversation.studio_texts import field_title, say
from bot.store import Chat, Owner, Registered
from knowledge.timeline import Leader, Studio

_DAYS = ("established", "project_start", "project_end")
_TEXTS = ("name", "unit", "leader")


class StudioForm:
    """The fields of a studio, a new one where `studio` is None; `saved` is told of what was kept."""

    def __init__(
        self, conversation: Conversation, chat: Chat, studio: Registered | None, saved: Callable[[Registered], None]
    ) -> None:
        self._conversation = conversation
        self._chat = chat
        self._studio = studio
        self._saved = saved
        self._fields: dict[str, Any] = {}
        self.done: Callable[[], object] = lambda: None

    def build(self) -> None:
        """Lays the form out."""
        studio = self._studio
        packs = self._conversation.planner.packs
        with ui.column().classes("w-full studio-form"):
            if studio is None:
                ui.label(field_title("policy")).classes("text-sm")
                self._fields["policy"] = ui.toggle({p.id: p.policy.name for p in packs.values()}).props(
                    "unelevated no-caps toggle-color=primary"
                )
            facts = None if studio is None else studio.facts
            self._text("name", "" if studio is None else studio.name)
            self._day("established", "" if facts is None else facts.established)
            with ui.expansion(say("page_more"), value=studio is not None).classes("w-full"):
                self._text("unit", "" if studio is None else studio.unit)
                self._day("project_start", "" if facts is None else facts.project_start or "")
                self._day("project_end", "" if facts is None else facts.project_end or "")
                self._leader(studio)
                if studio is not None:
                    self._text("leads", " ".join(map(str, studio.leads)))
                    self._text("hour", str(studio.hour))
            self._problem = ui.label("").classes("problem")
            ui.button(say("page_save"), on_click=self._save).props("unelevated no-caps").classes("send").mark("save")

    def _leader(self, studio: Registered | None) -> None:
        born = None if studio is None else studio.facts.leader
        self._text("leader", "" if studio is None else studio.leader)
        self._day("leader_birth", "" if born is None else born.birth)
        ui.label(say("ask_sex")).classes("text-sm text-grey-7")
        self._fields["sex"] = ui.toggle(
            {sex: say(f"sex_{sex}") for sex in ("man", "woman")}, value=None if born is None else born.sex
        ).props("unelevated no-caps toggle-color=primary")

    def _text(self, field: str, value: str) -> None:
        self._fields[field] = ui.input(field_title(field), value=value).props("outlined dense").classes("w-full")

    def _day(self, field: str, value: object) -> None:
        entered = ui.input(field_title(field), value=str(value)).props("type=date stack-label outlined dense")
        self._fields[field] = entered.classes("w-full")

    def _value(self, field: str) -> str:
        return str(self._fields[field].value or "").strip() if field in self._fields else ""

    def _save(self) -> None:
        try:
            studio = self._conversation.studios.save(self._chat, self._read())
        except UnusableError as error:
            self._problem.text = str(error)
            return
        self.done()
        self._saved(studio)

    def _read(self) -> Registered:
        """The studio as the form has it. UnusableError where a field can't be."""
        studio = self._studio or self._new()
        hours = self._conversation.studios.hours
        for field in (*_TEXTS, *_DAYS, "leads", "hour"):
            if field in self._fields and (self._value(field) or field in CLEARABLE or field in ("name", "established")):
                studio = with_field(studio, field, self._value(field), hours)
        return replace(studio, facts=replace(studio.facts, leader=self._read_leader()))

    def _new(self) -> Registered:
        policy = self._value("policy")
        if not policy:
            raise UnusableError(say("choose_policy"))
        today = self._conversation.planner.today()
        facts = Studio(policy, read_day(self._value("established")), kept_from=today)
        return Registered(Owner(self._chat.channel, self._chat.person), facts, read_name(self._value("name")))

    def _read_leader(self) -> Leader | None:
        birth, sex = self._value("leader_birth"), self._value("sex")
        if not birth:
            return None
        if not sex:
            raise UnusableError(say("ask_sex"))
        return Leader(read_day(birth), "woman" if sex == "woman" else "man")
