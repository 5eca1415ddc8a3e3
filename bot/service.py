"""What runs when `studiobot` is started: the web assistant, and Telegram where there is a token."""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from bot.conversation import Conversation
from bot.conversation.outside_channel import OutsideReminders
from bot.reminders.delivery import Delivery, OutboxChannel, OutsideChannel
from bot.settings import Settings
from bot.store import open_store
from bot.web import serve
from knowledge.answering import open_assistant
from knowledge.errors import InputError

# How often what nobody came back to is deleted, in seconds.
_TIDY_EVERY = 3600
# How often to look for reminders that are due, and how soon again while more of them wait, in seconds.
_REMIND_EVERY, _MORE_SOON = 10.0, 1.0
_LOG = logging.getLogger(__name__)


def run(settings: Settings) -> None:
    """Serves until interrupted. InputError where a port is taken or another process delivers from the same folder."""
    store = open_store(settings.data)
    conversation = Conversation(open_assistant(), store, settings)
    service = _Service(conversation, settings)
    if settings.telegram_token is not None:
        _only_one(settings.data / "delivery.lock")
    # The server ends in good order on a signal and then raises it anew: that is no failure.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        serve(conversation, settings.port, service.start, service.stop)
    finally:
        store.close()
    if service.problem:
        raise InputError(service.problem)


class _Service:
    """What runs beside the page in its event loop."""

    def __init__(self, conversation: Conversation, settings: Settings) -> None:
        self._conversation = conversation
        self._settings = settings
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = asyncio.Event()
        self._channels: list[OutboxChannel] = []
        self._endless: tuple[asyncio.Task[None], ...] = ()
        self.problem = ""

    async def start(self) -> None:
        self._tasks = [
            asyncio.create_task(self._tidy()),
            # Two clocks: a service outside that does not answer must not hold up Telegram.
            asyncio.create_task(self._remind(self._channels, [])),
            asyncio.create_task(self._remind([], [OutsideReminders(self._conversation.outside)])),
        ]
        self._endless = tuple(self._tasks)
        if self._settings.telegram_token is not None:
            self._tasks.append(asyncio.create_task(self._telegram()))

    async def stop(self) -> None:
        """Lets Telegram finish what it is sending, and ends the rest."""
        self._stopping.set()
        for task in self._endless:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _tidy(self) -> None:
        while True:
            self._conversation.tidy()
            await asyncio.sleep(_TIDY_EVERY)

    async def _remind(self, outboxes: list[OutboxChannel], outside: list[OutsideChannel]) -> None:
        """The reminders' clock: it holds nothing, and a tick that goes wrong is made up for by the next."""
        settings = self._settings
        delivery = Delivery(
            store=self._conversation.store,
            planner=self._conversation.planner,
            outboxes=outboxes,
            outside=outside,
            clock=time.time,
            from_hour=settings.reminders_from_hour,
            until_hour=settings.reminders_until_hour,
        )
        while True:
            more = False
            try:
                more = await delivery.tick()
            except Exception as error:
                _LOG.error("提醒这一轮没走完：%s", type(error).__name__)
            await asyncio.sleep(_MORE_SOON if more else _REMIND_EVERY)

    async def _telegram(self) -> None:
        from nicegui import app

        from bot.telegram import run_telegram

        try:
            await run_telegram(self._conversation, self._settings, self._stopping, self._channels)
        except InputError as error:
            self.problem = str(error)
            app.shutdown()


def _only_one(path: Path) -> None:
    """Holds a lock as long as this process lives: two processes that deliver from one folder would send twice."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with suppress(OSError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    os.close(lock)
    raise InputError(f"另一个 studiobot 正在用数据文件夹 {path.parent.name}，请先停掉它，或另设 STUDIOBOT_DATA。")
