"""The dialogue of a check: files are collected, looked at, checked against one place's rules, and deleted."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.conversation.box import Box, Boxes
from bot.conversation.checking import CheckFailedError, CheckResult, CheckRunner
from bot.conversation.model import Attachment, Button, Job, Message, Progress, Reply, Span, plain
from bot.conversation.report_message import report_spans
from bot.conversation.state import ChatState, Dossier
from bot.conversation.texts import text
from bot.store import Chat
from checkers.check import PICTURE, cautions
from checkers.report.html import to_html
from checkers.report.texts import kind_title
from checkers.report.view import Titles, view_of
from knowledge.facts import Facts
from knowledge.pack import Pack

MAX_FILES = 60
_START, _CLEAR = "check:start", "check:clear"
# The kind of a document that could be read and was not recognised.
_UNKNOWN = "other"
# So many reports are kept in memory to compare the next check with.
_REMEMBERED = 200


@dataclass
class Checks:
    """The part of the dialogue that checks papers. Files lie in a box below `folder`; reports leave by `outgoing`."""

    packs: dict[str, Pack]
    boxes: Boxes
    runner: CheckRunner
    outgoing: Path
    today: Callable[[], date]
    # The last check of each chat, in memory only: to compare the next with, and to begin an interview from.
    earlier: dict[Chat, CheckResult] = field(default_factory=dict)

    def open(self, state: ChatState) -> tuple[Reply, ChatState]:
        """What to send, and where the place is not known, the places to choose."""
        state = state.but(dossier=self._dossier(state))
        return Reply((self._list(state),)), state

    def receive(self, name: str, data: bytes, key: str, state: ChatState) -> ChatState | None:
        """The state after a file was put into the box; None where the box is full."""
        dossier = self._dossier(state)
        box = self.boxes.named(dossier.box)
        if len(box.files()) >= MAX_FILES:
            return None
        box.add(name, data, key)
        return state.but(dossier=dossier)

    def received(self, slot: str, state: ChatState) -> tuple[Reply, ChatState]:
        """What is said after some files have come: how many there are, while they are being looked at."""
        dossier = self._dossier(state).model_copy(update={"pending": "look", "slot": slot})
        count = len(self.boxes.named(dossier.box).files())
        message = Message(plain(text("check_looking", count=count)), slot=slot)
        return Reply((message,), Job("look", slot)), state.but(dossier=dossier)

    def press(self, value: str, slot: str, state: ChatState) -> tuple[Reply, ChatState]:
        """The reply to a button of this part: start, clear, or place:ID."""
        word, _, place = value.partition(":")
        if word == "place" and place in self.packs:
            dossier = self._dossier(state).model_copy(update={"policy": place})
            # A place that was chosen for the papers is the person's place, where none was chosen before.
            state = state.but(dossier=dossier, policy=state.policy or place)
            return Reply((self._list(state),)), state
        if word == "clear":
            if state.dossier is not None:
                self.boxes.named(state.dossier.box).empty()
            return Reply((Message(plain(text("check_cleared"))),)), state.but(dossier=None)
        if word == "start":
            return self._start(slot, state)
        return self.open(state)

    def _start(self, slot: str, state: ChatState) -> tuple[Reply, ChatState]:
        dossier = self._dossier(state)
        if dossier.pending == "check":
            return Reply((Message(plain(text("check_running"))),)), state
        if dossier.policy is None or not self.boxes.named(dossier.box).files():
            return self.open(state.but(dossier=dossier))
        message = Message(plain(text("check_begun")), slot=slot)
        dossier = dossier.model_copy(update={"pending": "check", "slot": slot})
        return Reply((message,), Job("check", slot)), state.but(dossier=dossier)

    async def look(self, state: ChatState) -> Message:
        """The list of what is in the box, each new file looked at."""
        box = self.boxes.named(self._dossier(state).box)
        known = box.kinds()
        new = [path for path in box.files() if box.key(path) not in known]
        if new:
            try:
                found = await self.runner.look(new)
            except CheckFailedError:
                found = [()] * len(new)
            known.update({box.key(path): kinds for path, kinds in zip(new, found, strict=True)})
            if box.folder.is_dir():
                box.keep_kinds(known)
        return self._list(state)

    async def check(self, chat: Chat, dossier: Dossier, progress: Progress) -> tuple[Message, ...]:
        """The report on a box; the files in it are deleted whatever comes of it."""
        box = self.boxes.named(dossier.box)
        pack = self.packs[dossier.policy or ""]
        as_of = self.today()
        with tempfile.TemporaryDirectory(prefix="studiobot-") as folder:
            try:
                result = await self.runner.check(pack.id, box.files(), as_of, Path(folder), progress)
            except CheckFailedError as error:
                return (Message(plain(str(error))),)
            message = self._report(chat, pack, result, as_of)
        box.empty()
        return (message,)

    def forget(self, chat: Chat, state: ChatState) -> None:
        """Deletes the person's files and the report that was remembered."""
        self.earlier.pop(chat, None)
        if state.dossier is not None:
            self.boxes.named(state.dossier.box).empty()

    def _dossier(self, state: ChatState) -> Dossier:
        if state.dossier is not None:
            return state.dossier
        places = (place for place in (state.policy, state.context.policy) if place in self.packs)
        return Dossier(box=self.boxes.new().name, policy=next(places, None))

    def _list(self, state: ChatState) -> Message:
        """What is in the box, what is not seen yet, and what can be done next."""
        dossier = self._dossier(state)
        box = self.boxes.named(dossier.box)
        files = box.files()
        places = tuple(Button(p.policy.name, f"check:place:{p.id}") for p in self.packs.values())
        pack = self.packs.get(dossier.policy or "")
        if not files:
            spans = [Span(text("check_ask_files"))]
            spans += [Span("\n" + text("check_asked", papers=_papers(pack)), "plain")] if pack is not None else []
            spans += [] if pack is not None else [Span("\n" + text("check_place_first"))]
            return Message(tuple(spans), choices=places if pack is None else ())
        lines = [text("check_have", count=len(files)), *_file_lines(box, files)]
        if pack is None:
            return Message((Span("\n".join(lines)), Span("\n" + text("check_place_first"))), choices=places)
        seen = {kind for kinds in box.kinds().values() for kind in kinds}
        lines.append(_unseen(pack, seen))
        buttons = (Button(text("check_start"), _START), Button(text("check_clear"), _CLEAR))
        return Message((Span("\n".join(lines)),), choices=buttons, slot=dossier.slot if dossier.pending else "")

    def _report(self, chat: Chat, pack: Pack, result: CheckResult, as_of: date) -> Message:
        before = self.earlier.get(chat)
        earlier = before.report if before is not None and before.report.policy == pack.id else None
        titles = Titles(pack.policy.title, pack.clause_label, cautions(pack, as_of), result.remarks)
        view = view_of(result.report, titles, earlier)
        self.earlier.pop(chat, None)
        self.earlier[chat] = result
        while len(self.earlier) > _REMEMBERED:
            del self.earlier[next(iter(self.earlier))]
        page = to_html(result.report, pack.policy.title, pack.clause_label, earlier, titles.notes, titles.remarks)
        files = self._files(page, result.copies)
        clauses = dict.fromkeys(f.clause for f in result.report.findings if f.clause and f.outcome != "human")
        citations = tuple(Button(f"{pack.clause_label(c)}", f"clause:{c}") for c in list(clauses)[:6])
        choices = (Button(text("check_again"), "check:open"), Button(text("check_interview"), "eligibility:open"))
        return Message(report_spans(view), citations=citations, choices=choices, files=files, view=view)

    def facts(self, chat: Chat) -> tuple[str, Facts] | None:
        """The policy and the facts of the chat's last check; None where there was none since the start."""
        result = self.earlier.get(chat)
        return None if result is None else (result.report.policy, result.facts)

    def _files(self, page: str, copies: Sequence[Path]) -> tuple[Attachment, ...]:
        """The report as a page and the annotated copies, in a folder that outlives the check."""
        self.outgoing.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=self.outgoing))
        report = folder / text("report_file")
        report.write_text(page, encoding="utf-8")
        moved = [Path(shutil.move(copy, folder / copy.name)) for copy in copies]
        return tuple(Attachment(path.name, path) for path in (report, *moved))


def _papers(pack: Pack) -> str:
    return "、".join(m.title for m in pack.materials if m.when == "application")


def _file_lines(box: Box, files: Sequence[Path]) -> list[str]:
    kinds = box.kinds()
    lines = []
    for path in files:
        found = [_kind(k) for k in kinds.get(box.key(path), ()) if k != _UNKNOWN]
        lines.append(text("check_file", name=path.name, kinds="、".join(found) or text("check_kind_unknown")))
    return lines


def _kind(kind: str) -> str:
    return text("check_kind_picture") if kind == PICTURE else kind_title(kind)


def _unseen(pack: Pack, seen: set[str]) -> str:
    asked = [m for m in pack.materials if m.when == "application"]
    missing = [m.title for m in asked if m.kind not in seen and not m.if_claimed]
    claimed = [m.title for m in asked if m.kind not in seen and m.if_claimed]
    key = "check_unseen_beside" if PICTURE in seen else "check_unseen"
    lines = [text(key, papers="、".join(missing)) if missing else text("check_all_seen")]
    if claimed:
        lines.append(text("check_if_claimed", papers="、".join(claimed)))
    return "\n".join(lines)
