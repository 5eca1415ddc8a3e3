"""Serves the chat page on the loopback address."""

from __future__ import annotations

import asyncio
import logging
import socket

from nicegui import app, background_tasks, ui

from bot.conversation import Conversation, texts
from bot.store import open_gap_store
from bot.web.page import ChatPage
from knowledge.answering import open_assistant
from knowledge.errors import InputError

HOST = "127.0.0.1"
# How often to look whether the server listens yet, in seconds.
_LOOK_EVERY = 0.05


def serve(port: int) -> None:
    """Serves until interrupted and prints the address once it listens; nothing outside is asked for.

    InputError where the port is taken.
    """
    _require_free(port)
    conversation = Conversation(open_assistant(), open_gap_store())
    # Client libraries log addresses of visitors and messages at lower levels.
    logging.getLogger("nicegui").setLevel(logging.WARNING)

    @ui.page("/", title=texts.text("product"), language="zh-CN")
    def index() -> None:
        ChatPage(conversation).build()

    app.on_startup(lambda: background_tasks.create(_announce(port)))
    ui.run(
        host=HOST,
        port=port,
        title=texts.text("product"),
        language="zh-CN",
        show=False,
        reload=False,
        show_welcome_message=False,
        favicon="🛠️",
        uvicorn_logging_level="warning",
    )


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            raise InputError(f"端口 {port} 不能用，请换一个：studiobot --port 8081") from None


async def _announce(port: int) -> None:
    """Prints the address when the server accepts connections."""
    while True:
        try:
            _, writer = await asyncio.open_connection(HOST, port)
        except ConnectionRefusedError:
            await asyncio.sleep(_LOOK_EVERY)
            continue
        writer.close()
        await writer.wait_closed()
        print(f"网页助手已打开：http://{HOST}:{port}", flush=True)
        return
