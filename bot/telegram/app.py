"""The bot's life: set up, fetch updates or be called, and stop without losing anything."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any, cast

from telegram import BotCommand, Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, Application, ApplicationBuilder, ExtBot, TypeHandler

from bot.conversation import Conversation, texts
from bot.reminders.delivery import OutboxChannel
from bot.settings import Settings
from bot.telegram.intake import DurableQueue, Intake
from bot.telegram.jobs import Jobs
from bot.telegram.reminders import TelegramReminders
from bot.telegram.request import AiohttpRequest
from bot.telegram.sender import IN_FLIGHT, Sender
from knowledge.errors import InputError

_LOG = logging.getLogger(__name__)
# Named, because Telegram otherwise keeps the list of the time before.
UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
# A long poll, in seconds.
_POLL_SECONDS = 30
# Without an answer to the long poll for so long, fetching is begun anew, in seconds.
_WEDGED_SECONDS = 180
# Pauses between tries to reach Telegram at the start, in seconds.
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
# What is being sent when the bot is told to stop has so long to arrive, in seconds.
_STOP_SECONDS = 10
_GROUP_MESSAGES_PER_MINUTE = 20
_WRONG_TOKEN = "Telegram 不认这个 STUDIOBOT_TELEGRAM_TOKEN，请核对 BotFather 给的那一串。"

_Bot = ExtBot[Any]
_Application = Application[Any, Any, Any, Any, Any, Any]


Channels = list[OutboxChannel]


async def run_telegram(
    conversation: Conversation, settings: Settings, stopping: asyncio.Event, channels: Channels
) -> None:
    """Runs the bot until `stopping` is set; it stands among the reminders' `channels` while it can send.

    InputError where Telegram refuses the token.
    """
    # The library logs what it received and sent, and errors with addresses that hold the token.
    logging.getLogger("telegram").setLevel(logging.CRITICAL)
    running = _Running(conversation, settings)
    try:
        if await running.reach(stopping):
            await running.start()
            channels.append(running.reminders)
            await running.watch(stopping)
    finally:
        channels.clear()
        await running.stop()


class _Running:
    """One run of the bot."""

    def __init__(self, conversation: Conversation, settings: Settings) -> None:
        self._settings = settings
        self._conversation = conversation
        self._queue = DurableQueue(conversation)
        self._polls = AiohttpRequest(2, settings.telegram_read_seconds)
        self._calls = AiohttpRequest(2 * IN_FLIGHT, settings.telegram_read_seconds)
        self._application = _build(settings, self._queue, self._polls, self._calls)
        self._bot = cast(_Bot, self._application.bot)
        self._sender = Sender(self._bot, conversation.store, settings.telegram_chat_messages_per_second)
        self._jobs = Jobs(conversation, self._sender)
        self.reminders = TelegramReminders(conversation.store, self._sender, settings.telegram_messages_per_second)
        self._intake = Intake(conversation, self._bot, self._sender, self._jobs)
        self._application.add_handler(TypeHandler(Update, self._intake.handle))

    async def reach(self, stopping: asyncio.Event) -> bool:
        """Waits until Telegram answers; False where the bot is stopped before that."""
        pause = _FIRST_PAUSE
        while not stopping.is_set():
            try:
                await self._application.initialize()
            except InvalidToken:
                raise InputError(_WRONG_TOKEN) from None
            except TelegramError as error:
                _LOG.warning("连不上 Telegram（%s），%d 秒后再试", type(error).__name__, pause)
                await _pause(stopping, pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                return True
        return False

    async def start(self) -> None:
        """Takes up what the process before left, then fetches."""
        self._queue.resume(self._bot)
        self._sender.resume()
        self._jobs.resume()
        await self._application.start()
        await self._listen()
        await self._name_commands()
        print(f"Telegram 机器人 @{self._bot.username} 已上线", flush=True)

    async def _listen(self) -> None:
        updater = self._application.updater
        assert updater is not None
        settings = self._settings
        if settings.telegram_webhook_url is None or settings.telegram_webhook_secret is None:
            await updater.start_polling(
                timeout=_POLL_SECONDS, bootstrap_retries=-1, allowed_updates=UPDATES, error_callback=_tell
            )
            return
        await updater.start_webhook(
            listen=settings.telegram_webhook_listen,
            port=settings.telegram_webhook_port,
            url_path=settings.telegram_webhook_url.path or "/",
            webhook_url=str(settings.telegram_webhook_url),
            secret_token=settings.telegram_webhook_secret.get_secret_value(),
            bootstrap_retries=-1,
            allowed_updates=UPDATES,
        )

    async def _name_commands(self) -> None:
        try:
            await self._bot.set_my_commands([BotCommand(*pair) for pair in texts.commands("commands")])
        except TelegramError as error:
            _LOG.warning("命令表没设上：%s", type(error).__name__)

    async def watch(self, stopping: asyncio.Event) -> None:
        """Waits for the end; begins to fetch anew where nothing has come back for long."""
        updater = self._application.updater
        assert updater is not None
        polling = self._settings.telegram_webhook_url is None
        refused = asyncio.create_task(self._sender.refused.wait())
        while not stopping.is_set():
            await _pause(stopping, _POLL_SECONDS)
            if refused.done():
                raise InputError(_WRONG_TOKEN)
            if polling and not stopping.is_set() and time.monotonic() - self._polls.last_answer > _WEDGED_SECONDS:
                _LOG.warning("Telegram 很久没有回应，重新开始收消息")
                self._polls.last_answer = time.monotonic()
                await updater.stop()
                await self._listen()
        refused.cancel()

    async def stop(self) -> None:
        """Stops fetching, lets what is being sent arrive, and closes; what is left is in the store."""
        updater = self._application.updater
        if updater is not None and updater.running:
            await updater.stop()
        if self._application.running:
            await self._application.stop()
        await self._intake.stop()
        await self._jobs.stop()
        await self._sender.stop(_STOP_SECONDS)
        await self._application.shutdown()
        # Where Telegram was never reached, the library leaves these open.
        await asyncio.gather(self._polls.shutdown(), self._calls.shutdown())


def _build(settings: Settings, queue: DurableQueue, polls: AiohttpRequest, calls: AiohttpRequest) -> _Application:
    assert settings.telegram_token is not None
    limiter = AIORateLimiter(
        overall_max_rate=settings.telegram_messages_per_second,
        overall_time_period=1,
        group_max_rate=_GROUP_MESSAGES_PER_MINUTE,
        group_time_period=60,
        # A RetryAfter is the outbox's to heed: it knows what waits for the chat, and survives a restart.
        max_retries=0,
    )
    return (
        ApplicationBuilder()
        .token(settings.telegram_token.get_secret_value())
        .base_url(settings.telegram_base_url)
        .base_file_url(settings.telegram_base_file_url)
        .request(calls)
        .get_updates_request(polls)
        .rate_limiter(limiter)
        .update_queue(queue)
        .job_queue(None)
        .build()
    )


def _tell(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _LOG.warning("另一个程序正在用同一个 token 收消息，或设过 webhook；请停掉一个")
    else:
        _LOG.warning("收消息时出错（%s），会再试", type(error).__name__)


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return
