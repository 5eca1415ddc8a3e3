"""Takes updates in: each is kept before it is acknowledged, handled in order within its chat, and answered once."""

from __future__ import annotations

import asyncio
import json
import logging
import traceback
from collections import deque
from typing import Any

from telegram import CallbackQuery, InlineQuery, InlineQueryResultArticle, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.conversation import Conversation, Message, Reply, Span, texts
from bot.store import Chat
from bot.telegram.files import FileLostError, TooBigError, fetch
from bot.telegram.incoming import CHANNEL, Incoming, incoming_of
from bot.telegram.jobs import Jobs
from bot.telegram.outgoing import ASK, Target, outgoing_of
from bot.telegram.rich import html_of, split_spans
from bot.telegram.sender import Sender

_LOG = logging.getLogger(__name__)
# Files that are sent together arrive one by one; the list of them is shown when no more has come for so long.
ALBUM_SECONDS = 1.0
_INLINE_RESULTS = 12
# Inline results may be shown again for so long, in seconds: the documents do not change.
_INLINE_CACHED = 300


class DurableQueue(asyncio.Queue[object]):
    """The queue between fetching and handling: what is put is in the inbox before it is acknowledged to Telegram."""

    def __init__(self, conversation: Conversation) -> None:
        super().__init__()
        self._mail = conversation.store.mail

    async def put(self, item: object) -> None:
        """Keeps an update and queues it; one that was received before is passed over."""
        if isinstance(item, Update) and not self._mail.receive(item.update_id, item.to_json()):
            return
        await super().put(item)

    def resume(self, bot: ExtBot[Any]) -> None:
        """Queues what a stopped process received and did not handle."""
        for body in self._mail.unhandled():
            update = Update.de_json(json.loads(body), bot)
            self.put_nowait(update)


class Intake:
    """Handles updates: text and buttons at once, files in the background, in order within a chat."""

    def __init__(self, conversation: Conversation, bot: ExtBot[Any], sender: Sender, jobs: Jobs) -> None:
        self._conversation = conversation
        self._store = conversation.store
        self._bot = bot
        self._sender = sender
        self._jobs = jobs
        # Chats whose earlier updates are still being handled, each with what waits for that.
        self._busy: dict[str, deque[Update]] = {}
        self._settling: dict[Chat, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def handle(self, update: Update, _: object) -> None:
        """Handles one update, or leaves it to the task that is at work for its chat."""
        key = str(update.effective_chat.id) if update.effective_chat else ""
        if key in self._busy:
            self._busy[key].append(update)
            return
        message = self._incoming(update)
        if message is not None and message.file is not None and message.private:
            self._busy[key] = deque([update])
            self._start(self._in_turn(key))
        else:
            await self._guarded(update)

    async def stop(self) -> None:
        """Ends the downloads; their updates stay in the inbox."""
        for handle in self._settling.values():
            handle.cancel()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _in_turn(self, key: str) -> None:
        waiting = self._busy[key]
        while waiting:
            await self._guarded(waiting[0])
            waiting.popleft()
        del self._busy[key]

    async def _guarded(self, update: Update) -> None:
        """Handles an update; what goes wrong is said to the person, and logged without a word of theirs."""
        try:
            await self._handle(update)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            _LOG.error("一条消息没处理好：%s（%s 第%s行）", type(error).__name__, where.name, where.lineno)
            self._apologise(update)

    def _apologise(self, update: Update) -> None:
        chat = update.effective_chat
        message = Message((Span(texts.text("failed")),))
        private = chat is not None and chat.type == "private"
        self._post(update, Reply((message,) if private else ()), Target(chat.id if chat is not None else 0))

    async def _handle(self, update: Update) -> None:
        if update.inline_query is not None:
            await self._inline(update.inline_query)
            self._store.mail.handled(update.update_id)
        elif update.callback_query is not None:
            self._pressed(update, update.callback_query)
        elif update.my_chat_member is not None:
            self._member(update)
        else:
            message = self._incoming(update)
            if message is None:
                self._store.mail.handled(update.update_id)
            elif message.file is not None:
                await self._file(update, message)
            else:
                self._said(update, message)

    def _incoming(self, update: Update) -> Incoming | None:
        return incoming_of(update, self._bot.id, self._bot.username)

    def _said(self, update: Update, message: Incoming) -> None:
        """Text and commands. An edited message's new answer takes the place of the first one."""
        self._store.chats.unblock(CHANNEL, message.chat.chat)
        with self._store.database.atomic():
            if message.command is not None:
                name = message.command.name
                if name == "check" and not message.private:
                    reply = Reply((Message((Span(texts.text("check_private")),)),))
                else:
                    reply = self._conversation.command(message.chat, name, message.command.argument)
                if name == "forget" and message.private:
                    self._sender.drop(message.target.chat)
            else:
                reply = self._conversation.hear(message.chat, message.text)
            self._post(update, reply, message.target, f"m{message.message}", message.chat)

    def _post(
        self, update: Update, reply: Reply, target: Target, slot: str | None = None, chat: Chat | None = None
    ) -> None:
        """Keeps the reply and marks its update as handled, together; then sends."""
        with self._store.database.atomic():
            letters = self._store.mail.post(outgoing_of(reply.messages, target, slot))
            self._store.mail.handled(update.update_id)
        self._sender.send(letters)
        if reply.job is not None and chat is not None:
            self._jobs.start(chat, reply.job)

    def _pressed(self, update: Update, query: CallbackQuery) -> None:
        if query.message is None:
            self._store.mail.handled(update.update_id)
            return
        origin = query.message.chat
        chat = Chat(CHANNEL, str(origin.id), str(query.from_user.id))
        action = _action(query)
        thread = getattr(query.message, "message_thread_id", None)
        topic = thread if getattr(query.message, "is_topic_message", False) else None
        private = origin.type == "private"
        target = Target(origin.id, topic, None if private else query.message.message_id)
        with self._store.database.atomic():
            reply = self._conversation.press(chat, action)
            if action.partition(":")[0] in ("like", "dislike"):
                self._start(self._acknowledge(query, reply.message.text))
                reply = Reply()
            else:
                self._start(self._acknowledge(query, None))
            self._post(update, reply, target, None, chat)

    async def _acknowledge(self, query: CallbackQuery, notice: str | None) -> None:
        """Ends the button's waiting sign; too late is no harm."""
        try:
            await self._bot.answer_callback_query(query.id, notice)
        except TelegramError as error:
            _LOG.info("按钮没来得及回应：%s", type(error).__name__)

    async def _file(self, update: Update, message: Incoming) -> None:
        """Puts a file into the chat's box; in a group it is refused."""
        assert message.file is not None
        if not message.private:
            self._answer(update, message, texts.text("check_private"))
            return
        try:
            data = await fetch(self._bot, message.file)
        except TooBigError:
            self._answer(update, message, texts.text("check_file_too_big"))
            return
        except FileLostError:
            self._answer(update, message, texts.text("check_file_lost"))
            return
        with self._store.database.atomic():
            refused = self._conversation.receive(message.chat, message.file.name, data, str(update.update_id))
            if refused is not None:
                self._answer(update, message, refused.text)
            self._store.mail.handled(update.update_id)
        self._settle(message.chat, message.target)

    def _answer(self, update: Update, message: Incoming, text: str) -> None:
        self._post(update, Reply((Message((Span(text),)),)), message.target)

    def _settle(self, chat: Chat, target: Target) -> None:
        """Shows the list of files when no more has come for a while."""
        if (earlier := self._settling.pop(chat, None)) is not None:
            earlier.cancel()
        loop = asyncio.get_running_loop()
        self._settling[chat] = loop.call_later(ALBUM_SECONDS, self._settled, chat, target)

    def _settled(self, chat: Chat, target: Target) -> None:
        self._settling.pop(chat, None)
        if chat.chat in self._busy:
            self._settle(chat, target)
            return
        with self._store.database.atomic():
            reply = self._conversation.received(chat)
            letters = self._store.mail.post(outgoing_of(reply.messages, target))
        self._sender.send(letters)
        if reply.job is not None:
            self._jobs.start(chat, reply.job)

    def _member(self, update: Update) -> None:
        """The bot was blocked or let in again."""
        assert update.my_chat_member is not None
        chat = update.my_chat_member.chat
        if update.my_chat_member.new_chat_member.status in ("kicked", "left"):
            self._store.chats.block(CHANNEL, str(chat.id))
            self._sender.drop(chat.id)
        else:
            self._store.chats.unblock(CHANNEL, str(chat.id))
        self._store.mail.handled(update.update_id)

    async def _inline(self, query: InlineQuery) -> None:
        """Offers the clauses that the words are about."""
        person = str(query.from_user.id)
        words = query.query.strip()
        hits = self._conversation.search(Chat(CHANNEL, person, person), words, _INLINE_RESULTS) if words else []
        results = [
            InlineQueryResultArticle(
                hit.clause, hit.label, InputTextMessageContent(_clause_html(hit.label, hit.text), ParseMode.HTML),
                description=hit.text[:120],
            )
            for hit in hits
        ]  # fmt: skip
        try:
            await self._bot.answer_inline_query(query.id, results, cache_time=_INLINE_CACHED, is_personal=True)
        except TelegramError as error:
            _LOG.info("内联查询没来得及回应：%s", type(error).__name__)


def _clause_html(label: str, words: str) -> str:
    return html_of(split_spans((Span(f"{label}\n", "bold"), Span(words, "quote")))[0])


def _action(query: CallbackQuery) -> str:
    """The button's action; a question to ask is its label."""
    data = query.data or ""
    if not data.startswith(f"{ASK}:#"):
        return data
    markup = getattr(query.message, "reply_markup", None)
    buttons = [button for row in markup.inline_keyboard for button in row] if markup is not None else []
    label = next((button.text for button in buttons if button.callback_data == data), None)
    return f"{ASK}:{label}" if label is not None else "old:"
