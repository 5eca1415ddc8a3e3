"""Sends what the outbox holds: in order within a chat, at Telegram's pace, again where it surely did not arrive."""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
import time
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from telegram import Bot, InputFile, Message
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.store import Letter, Outgoing, Store
from bot.telegram.outgoing import DOCUMENT, PHOTO, reminder_of
from bot.telegram.pacing import Pace
from bot.telegram.request import BrokenOffError, NotSentError

_LOG = logging.getLogger(__name__)
# So many requests are under way at once.
IN_FLIGHT = 32
# A send of which nobody knows whether it arrived is made once more, after a while: better said twice than not at all.
_UNCERTAIN_SENDS = 2
_UNCERTAIN_WAIT = 5.0
# Pauses between tries grow from the first to the longest, in seconds.
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
# After so many answers of 5xx a message is given up, so that the chat's others get through.
_MOST_TRIES = 12
# Progress is shown no more often than this, in seconds: an edit counts as a message.
_HINT_EVERY = 3.0
_UNCHANGED = "message is not modified"
# The topic of a group was closed or deleted: the reply goes to the group itself.
_NO_TOPIC = ("thread", "topic")
_NOT_EDITABLE = ("message to edit not found", "message can't be edited")


@dataclass
class _Line:
    """What waits for one chat."""

    pace: Pace
    letters: deque[Letter] = field(default_factory=deque)
    hint: tuple[str, str] | None = None
    task: asyncio.Task[None] | None = None
    arrived: asyncio.Event = field(default_factory=asyncio.Event)


class Sender:
    """The outbox's only reader; one task for each chat that something waits for."""

    def __init__(self, bot: Bot, store: Store, chat_messages_per_second: float) -> None:
        self._bot = bot
        self._store = store
        self._per_second = chat_messages_per_second
        self._lines: dict[int, _Line] = {}
        self._flight = asyncio.Semaphore(IN_FLIGHT)
        self._stopping = False
        self.refused = asyncio.Event()

    def resume(self) -> None:
        """Takes up what a stopped process left; what it was just sending may have arrived, and is sent once more."""
        left = []
        for letter in self._store.mail.waiting():
            if letter.state == "sending":
                letter = replace(letter, state="queued", uncertain=letter.uncertain + 1)
                if letter.uncertain >= _UNCERTAIN_SENDS:
                    self._done(letter, None)
                    continue
                self._store.mail.again(letter)
            left.append(letter)
        self.send(left)

    def send(self, letters: Iterable[Letter]) -> None:
        """Sends letters that the outbox holds, after those that wait for the same chat."""
        for letter in letters:
            line = self._line(letter.outgoing.chat)
            line.letters.append(letter)
            line.arrived.set()
            if line.hint is not None and line.hint[0] == letter.outgoing.slot:
                line.hint = None
            self._work(letter.outgoing.chat, line)

    def waiting(self) -> int:
        """How many letters are not sent yet."""
        return sum(len(line.letters) for line in self._lines.values())

    def hint(self, chat: int, slot: str, text: str) -> None:
        """Shows how far a job is, in the message of its slot; only the latest is shown, and none is kept."""
        line = self._line(chat)
        line.hint = (slot, text)
        self._work(chat, line)

    def drop(self, chat: int) -> None:
        """Forgets what waits for a chat."""
        for letter in self._lines[chat].letters if chat in self._lines else ():
            self._lost(letter)
        for path in self._store.mail.drop(chat):
            shutil.rmtree(Path(path).parent, ignore_errors=True)
        line = self._lines.get(chat)
        if line is not None:
            line.letters.clear()

    async def stop(self, seconds: float) -> None:
        """Ends after what is under way, within `seconds`; what is left stays in the outbox."""
        self._stopping = True
        for line in self._lines.values():
            line.arrived.set()
        tasks = [line.task for line in self._lines.values() if line.task is not None]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()

    def _line(self, chat: int) -> _Line:
        return self._lines.setdefault(chat, _Line(Pace(self._per_second)))

    def _work(self, chat: int, line: _Line) -> None:
        if line.task is None and not self._stopping:
            line.task = asyncio.create_task(self._drain(chat, line))

    async def _drain(self, chat: int, line: _Line) -> None:
        try:
            while (line.letters or line.hint) and not self._stopping:
                if line.letters:
                    await self._next(line)
                else:
                    await self._show_hint(chat, line)
        finally:
            line.task = None
            if not line.letters and len(self._lines) > 10 * IN_FLIGHT:
                self._lines.pop(chat, None)

    async def _next(self, line: _Line) -> None:
        letter = line.letters[0]
        delay = max(letter.due - time.time(), line.pace.wait())
        if delay > 0:
            await asyncio.sleep(delay)
        if self._stopping or not line.letters or line.letters[0] is not letter:
            return
        async with self._flight:
            later = await self._deliver(letter)
        if line.letters and line.letters[0] is letter:
            line.letters.popleft()
            if later is not None:
                line.letters.appendleft(later)

    async def _deliver(self, letter: Letter) -> Letter | None:
        """Sends one letter; itself with its counts where it has to be sent again."""
        self._store.mail.sending(letter)
        chat = letter.outgoing.chat
        try:
            message = await self._call(letter.outgoing)
        except RetryAfter as error:
            pause = error.retry_after
            return self._later(letter, float(pause if isinstance(pause, int) else pause.total_seconds()) + 0.5)
        except (TimedOut, BrokenOffError) as error:
            return self._maybe_arrived(letter, error)
        except NotSentError:
            return self._later(letter, _pause(letter.tries))
        except Forbidden:
            self._store.chats.block("telegram", str(chat))
            self._lost(letter)
            self.drop(chat)
            return None
        except ChatMigrated as error:
            self._moved(chat, error.new_chat_id)
            moved = replace(letter, outgoing=replace(letter.outgoing, chat=error.new_chat_id))
            self.send([moved])
            return None
        except InvalidToken:
            self.refused.set()
            return self._later(letter, _LONGEST_PAUSE)
        except BadRequest as error:
            return self._refused(letter, error)
        except NetworkError as error:
            if letter.tries + 1 < _MOST_TRIES:
                return self._later(letter, _pause(letter.tries))
            self._give_up(letter, error)
            return None
        except Exception as error:  # a letter that can't be sent must not hold up the chat's others
            self._give_up(letter, error)
            return None
        self._done(letter, message)
        return None

    async def _call(self, outgoing: Outgoing) -> int | None:
        """Makes the call; the id of the message."""
        payload: dict[str, Any] = dict(outgoing.payload)
        if outgoing.method in (DOCUMENT, PHOTO):
            return await self._send_file(outgoing, payload)
        text = payload.pop("text")
        shown = self._store.mail.message_in(outgoing.chat, outgoing.slot) if outgoing.slot else None
        if shown is not None:
            markup = {k: v for k, v in payload.items() if k == "reply_markup"}
            await self._bot.edit_message_text(
                text, outgoing.chat, shown, parse_mode=ParseMode.HTML, api_kwargs=_encoded(markup)
            )
            return shown
        sent = await self._bot.send_message(
            outgoing.chat,
            text,
            parse_mode=ParseMode.HTML,
            api_kwargs=_encoded(payload),
        )
        return sent.message_id

    async def _send_file(self, outgoing: Outgoing, payload: dict[str, Any]) -> int | None:
        name = payload.pop("name")
        path = Path(outgoing.file or "")
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            file = InputFile(stream, filename=name, read_file_handle=False)
            send = self._bot.send_photo if outgoing.method == PHOTO else self._bot.send_document
            sent: Message = await send(outgoing.chat, file, api_kwargs=_encoded(payload))
        return sent.message_id

    async def _show_hint(self, chat: int, line: _Line) -> None:
        assert line.hint is not None
        (slot, text), line.hint = line.hint, None
        message = self._store.mail.message_in(chat, slot)
        if message is not None:
            try:
                await self._bot.edit_message_text(text, chat, message)
            except TelegramError as error:
                _LOG.info("进度没显示：%s", type(error).__name__)
        line.arrived.clear()
        if not line.letters and not self._stopping:
            with suppress(TimeoutError):
                await asyncio.wait_for(line.arrived.wait(), _HINT_EVERY)

    def _later(self, letter: Letter, seconds: float) -> Letter:
        later = replace(letter, tries=letter.tries + 1, due=time.time() + seconds)
        self._store.mail.again(later)
        return later

    def _maybe_arrived(self, letter: Letter, error: TelegramError) -> Letter | None:
        if letter.uncertain + 1 >= _UNCERTAIN_SENDS:
            self._give_up(letter, error)
            return None
        later = replace(letter, uncertain=letter.uncertain + 1, due=time.time() + _UNCERTAIN_WAIT)
        self._store.mail.again(later)
        return later

    def _refused(self, letter: Letter, error: BadRequest) -> Letter | None:
        reason = error.message.lower()
        if _UNCHANGED in reason:
            self._done(letter, None)
            return None
        if letter.outgoing.slot is not None and any(words in reason for words in _NOT_EDITABLE):
            fresh = replace(letter, outgoing=replace(letter.outgoing, slot=None))
            return self._later(fresh, 0.0)
        payload = letter.outgoing.payload
        if "message_thread_id" in payload and any(word in reason for word in _NO_TOPIC):
            payload = {key: value for key, value in payload.items() if key != "message_thread_id"}
            return self._later(replace(letter, outgoing=replace(letter.outgoing, payload=payload)), 0.0)
        self._give_up(letter, error)
        return None

    def _give_up(self, letter: Letter, error: Exception) -> None:
        _LOG.warning("一条回复没送到：%s", type(error).__name__)
        self._lost(letter)
        self._done(letter, None)

    def _lost(self, letter: Letter) -> None:
        """A reminder that can't be sent is shown as undelivered."""
        reminder = reminder_of(letter.outgoing)
        if reminder is not None:
            self._store.reminders.lost(reminder)

    def _moved(self, old: int, new: int) -> None:
        """A group became a supergroup: everything for it goes to its new address."""
        with self._store.database.atomic():
            self._store.mail.moved(old, new)
            self._store.studios.moved("telegram", str(old), str(new))
            self._store.rounds.moved("telegram", str(old), str(new))

    def _done(self, letter: Letter, message: int | None) -> None:
        self._store.mail.sent(letter, message)
        if letter.outgoing.file is not None:
            path = Path(letter.outgoing.file)
            path.unlink(missing_ok=True)
            if path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()


def _pause(tries: int) -> float:
    return float(min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**tries))


def _encoded(payload: dict[str, Any]) -> dict[str, Any]:
    return {key: json.dumps(v, ensure_ascii=False) if isinstance(v, dict) else v for key, v in payload.items()}
