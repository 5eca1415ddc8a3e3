"""Work that takes a while: run in the background, its progress shown, its reply kept when it is done."""

from __future__ import annotations

import asyncio
import logging

from bot.conversation import Conversation, Job, Message, Reply, Span, texts
from bot.store import Chat
from bot.telegram.incoming import CHANNEL
from bot.telegram.outgoing import Target, outgoing_of
from bot.telegram.sender import Sender

_LOG = logging.getLogger(__name__)


class Jobs:
    """The jobs of all chats; one that is cut off is begun again by the next process."""

    def __init__(self, conversation: Conversation, sender: Sender) -> None:
        self._conversation = conversation
        self._sender = sender
        self._tasks: dict[tuple[Chat, str], asyncio.Task[None]] = {}

    def resume(self) -> None:
        """Begins again what a stopped process left."""
        for chat, job in list(self._conversation.unfinished(CHANNEL)):
            self.start(chat, job)

    def start(self, chat: Chat, job: Job) -> None:
        """Begins a job in the background, once."""
        key = (chat, job.slot)
        if key not in self._tasks:
            self._tasks[key] = asyncio.create_task(self._run(chat, job))
            self._tasks[key].add_done_callback(lambda _: self._tasks.pop(key, None))

    async def stop(self) -> None:
        """Ends the jobs; they stay pending in their chats' states."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, chat: Chat, job: Job) -> None:
        target = Target(int(chat.chat))

        def told(done: int, total: int, name: str) -> None:
            self._sender.hint(target.chat, job.slot, texts.text("check_reading", done=done, total=total, name=name))

        try:
            reply = await self._conversation.work(chat, job, told)
        except Exception as error:
            _LOG.error("一次检查没做完：%s", type(error).__name__)
            reply = Reply((Message((Span(texts.text("failed")),)),))
        store = self._conversation.store
        done = (Message((Span(texts.text("check_done")),), slot=job.slot),) if job.kind == "check" else ()
        with store.database.atomic():
            letters = store.mail.post(outgoing_of((*done, *reply.messages), target))
            self._conversation.finished(chat, job)
        self._sender.send(letters)
