"""The dialogue of one chat: messages, button presses, commands and files in, replies out, its state in the store."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from bot.conversation import eligibility, subsidies
from bot.conversation.box import Boxes, sweep
from bot.conversation.checking import CheckRunner
from bot.conversation.checks import Checks
from bot.conversation.clauses import Clauses
from bot.conversation.limits import Allowance
from bot.conversation.model import Button, ClauseHit, DocumentView, Job, Message, Progress, Reply, Span, plain
from bot.conversation.part import OPEN, Part, Step
from bot.conversation.questions import Questions
from bot.conversation.reminders import Reminders
from bot.conversation.rounds import Rounds
from bot.conversation.state import ChatState, keep_state, load_state, read_state
from bot.conversation.studio_fields import Hours
from bot.conversation.studios import MOST_TESTS, Studios
from bot.conversation.texts import commands, examples, text
from bot.reminders.outside import Outside
from bot.reminders.schedule import Planner
from bot.settings import Settings
from bot.store import Chat, Store
from knowledge.answering import Assistant
from knowledge.timeline import today as today_in_china

# A chat that nobody has used for so long is forgotten, in seconds.
_FORGOTTEN = 90 * 24 * 3600
_DAY = 24 * 3600


class Conversation:
    """The dialogue over one assistant and one store, whatever the channel; `today` is asked for each answer."""

    def __init__(
        self, assistant: Assistant, store: Store, settings: Settings, today: Callable[[], date] = today_in_china
    ) -> None:
        self.assistant = assistant
        self.store = store
        self.clauses = Clauses(assistant)
        self.questions = Questions(assistant, store.gaps, self.clauses, today)
        self.boxes = Boxes(store.folder / "dossiers")
        self.outgoing = store.folder / "outgoing"
        self._settings = settings
        self._today = today
        self.planner = Planner(assistant.library.packs, store, today)
        self.outside = Outside("" if settings.mail_url is None else settings.mail_url.get_secret_value())
        self.studios = self._studios()
        self.reminders = Reminders(self.planner)
        rounds = Rounds(self.planner, settings.operators)
        # Dialogues of several steps; each takes the presses and commands of its name, and typed text while it is open.
        self._parts: dict[str, Part] = {
            eligibility.NAME: eligibility.Eligibility(
                assistant, self.clauses, self.outgoing, today, lambda chat: self.checks.facts(chat)
            ),
            subsidies.NAME: subsidies.Subsidies(assistant, today),
            "studio": self.studios,
            "reminders": self.reminders,
            "announce": rounds,
        }
        self._asking = Allowance(settings.questions_per_minute, 60)
        self._checking = Allowance(settings.checks_per_day, _DAY)

    def _studios(self) -> Studios:
        settings = self._settings
        return Studios(
            planner=self.planner,
            outside=self.outside,
            outgoing=self.outgoing,
            hours=Hours(settings.reminders_from_hour, settings.reminders_until_hour),
            address=str(settings.public_url or "").rstrip("/"),
            tests=Allowance(MOST_TESTS, _DAY),
        )

    @cached_property
    def checks(self) -> Checks:
        """The part that checks papers; made within a running event loop."""
        runner = CheckRunner(self._settings.checks_at_once)
        return Checks(self.assistant.library.packs, self.boxes, runner, self.outgoing, self._today)

    def state(self, chat: Chat) -> ChatState:
        return load_state(self.store.chats, chat)

    def welcome(self) -> Message:
        """The first message, with the menu and example questions to tap."""
        menu = tuple(Button(label, f"menu:{name}") for name, label in commands("menu"))
        return Message(
            plain(text("welcome")), choices=menu, suggestions=tuple(Button(e, f"ask:{e}") for e in examples())
        )

    def hear(self, chat: Chat, message: str) -> Reply:
        """The reply to typed text."""
        state = self.state(chat)
        wait = self._asking.take(chat.person)
        if wait:
            return Reply((Message(plain(text("too_many_questions", seconds=int(wait) + 1))),))
        if (part := self._parts.get(state.dialogue)) is not None and (step := part.hear(chat, message, state)):
            return self._kept(chat, step)
        answer, after = self.questions.ask(message, state)
        keep_state(self.store.chats, chat, after)
        return Reply((answer,))

    def press(self, chat: Chat, action: str) -> Reply:
        """The reply to a pressed button; none where there is nothing to say."""
        part, _, value = action.partition(":")
        if part == "ask":
            return self.hear(chat, value)
        if part == "menu":
            return self.command(chat, value)
        if part == "clause":
            return Reply((self.clauses.message(value),))
        if part in ("like", "dislike"):
            return Reply((self.questions.rate(part == "like", value, self.state(chat)),))
        if part == "place":
            message, after = self.questions.choose(value or None, self.state(chat))
            keep_state(self.store.chats, chat, after)
            return Reply((message,))
        if part == "check":
            return self._check(chat, value)
        if part in self._parts:
            return self._kept(chat, self._parts[part].press(chat, value, self.state(chat)))
        return Reply((Message(plain(text("old_button"))),))

    def command(self, chat: Chat, name: str, argument: str = "") -> Reply:
        """The reply to a command (without its slash) and what was typed after it."""
        if name == "start":
            return Reply((self.welcome(),))
        if name == "help":
            lines = [text("help"), *(f"/{command} {label}" for command, label in commands("commands"))]
            return Reply((Message(plain("\n".join(lines))),))
        if name == "privacy":
            return Reply((Message(plain(text("privacy"))),))
        if name == "forget":
            return self.forget(chat)
        if name == "place":
            return Reply((Message(plain(text("choose_place")), choices=self.questions.places()),))
        if name == "check":
            return self._check(chat, "open")
        if name == "clause":
            return self._clause(chat, argument)
        if name in self._parts:
            return self._kept(chat, self._parts[name].press(chat, OPEN, self.state(chat)))
        return Reply((Message(plain(text("unknown_command"))),))

    def receive(self, chat: Chat, name: str, data: bytes, key: str = "") -> Message | None:
        """Puts a file into the chat's box; a message where it is refused. The same `key` again replaces the file."""
        state = self.state(chat)
        after = self.checks.receive(name, data, key, state)
        if after is None:
            return Message(plain(text("check_full")))
        keep_state(self.store.chats, chat, after)
        return None

    def received(self, chat: Chat) -> Reply:
        """What is said once the files that were sent together are all there."""
        reply, after = self.checks.received(_slot(), self.state(chat))
        keep_state(self.store.chats, chat, after)
        return reply

    async def work(self, chat: Chat, job: Job, progress: Progress) -> Reply:
        """Does the job that the chat's state holds as pending, and says what came of it.

        The caller keeps the reply and calls `finished` in one transaction, so that a restart repeats the job or none of it.
        """
        state = self.state(chat)
        if job.kind == "test":
            return Reply((await self.studios.test(chat, state),))
        if state.dossier is None or state.dossier.slot != job.slot:
            return Reply()
        if job.kind == "look":
            return Reply((await self.checks.look(state),))
        return Reply(await self.checks.check(chat, state.dossier, progress))

    def finished(self, chat: Chat, job: Job) -> None:
        """Marks a job as done."""
        state = self.state(chat)
        if state.dossier is None or state.dossier.slot != job.slot:
            return
        dossier = state.dossier.model_copy(update={"pending": ""})
        keep_state(self.store.chats, chat, state.but(dossier=None if job.kind == "check" else dossier))

    def unfinished(self, channel: str) -> Iterator[tuple[Chat, Job]]:
        """The jobs that a stopped process left behind."""
        for chat, kept in self.store.chats.states(channel):
            dossier = read_state(kept).dossier
            if dossier is not None and dossier.pending:
                yield chat, Job(dossier.pending, dossier.slot)

    def document(self, clause_id: str, quote: str = "") -> DocumentView | None:
        """The whole document that a clause belongs to, the clause marked; None where there is no such clause."""
        return self.clauses.document(clause_id, quote)

    def search(self, chat: Chat, words: str, most: int) -> list[ClauseHit]:
        """Clauses on what a few words are about."""
        policy = self.state(chat).policy
        return self.clauses.search(words, policy, most)

    def forget(self, chat: Chat) -> Reply:
        """Deletes all that is kept of a person in this channel, in whatever chat."""
        for other in {*self.store.chats.of_person(chat.channel, chat.person), chat}:
            self._forget_chat(other, self.state(other))
            for part in self._parts.values():
                part.forget(other)
        return Reply((Message(plain(text("forgotten"))),))

    def tidy(self) -> None:
        """Deletes what nobody came back to: files after a day, chats after a season; studios stay, they are kept for years."""
        for chat, kept in self.store.chats.unused_since(time.time() - _FORGOTTEN):
            self._forget_chat(chat, read_state(kept))
        sweep(self.boxes.folder)
        waiting = {
            Path(letter.outgoing.file).parent.name for letter in self.store.mail.waiting() if letter.outgoing.file
        }
        sweep(self.outgoing, waiting)
        self.store.mail.tidy()

    def _kept(self, chat: Chat, step: Step) -> Reply:
        keep_state(self.store.chats, chat, step.state)
        return step.reply

    def _forget_chat(self, chat: Chat, state: ChatState) -> None:
        self.checks.forget(chat, state)
        self.store.chats.forget(chat)

    def _check(self, chat: Chat, value: str) -> Reply:
        state = self.state(chat)
        wait = self._checking.take(chat.person) if value == "start" else 0.0
        if wait:
            return Reply((Message(plain(text("too_many_checks", hours=int(wait // 3600) + 1))),))
        reply, after = self.checks.press(value, _slot(), state)
        keep_state(self.store.chats, chat, after)
        return reply

    def _clause(self, chat: Chat, argument: str) -> Reply:
        """The clauses that a number names; words are searched for."""
        state = self.state(chat)
        place = state.policy or state.context.policy
        if not argument.strip():
            return Reply((Message(plain(text("clause_how"))),))
        named = self.clauses.named(argument, place)
        if named == [] and place is not None:
            named = self.clauses.named(argument, None)
        if named:
            return Reply(tuple(self.clauses.message(clause_id) for clause_id in named))
        if named == []:
            return Reply((Message(plain(text("unknown_clause", clause=argument.strip()))),))
        hits = self.clauses.search(argument, place, 6)
        spans = (Span(text("clauses_found" if hits else "no_clauses_found", words=argument.strip())),)
        return Reply((Message(spans, citations=tuple(Button(h.label, f"clause:{h.clause}") for h in hits)),))


def _slot() -> str:
    return secrets.token_hex(4)
