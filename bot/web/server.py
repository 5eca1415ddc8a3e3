"""Serves the chat page on the loopback address."""

from __future__ import annotations

import logging

from nicegui import app, ui

from bot.conversation import Conversation
from bot.store import open_gap_store
from bot.web.page import ChatPage
from knowledge.answering import open_assistant

HOST = "127.0.0.1"


def serve(port: int) -> None:
    """Serves until interrupted and prints the address; no browser is opened and nothing outside is asked for."""
    conversation = Conversation(open_assistant(), open_gap_store())
    # Client libraries log addresses of visitors and messages at lower levels.
    logging.getLogger("nicegui").setLevel(logging.WARNING)

    @ui.page("/", title="技能大师工作室助手", language="zh-CN")
    def index() -> None:
        ChatPage(conversation).build()

    app.on_startup(lambda: print(f"网页助手已打开：http://{HOST}:{port}", flush=True))
    ui.run(
        host=HOST,
        port=port,
        title="技能大师工作室助手",
        language="zh-CN",
        show=False,
        reload=False,
        show_welcome_message=False,
        favicon="🛠️",
        uvicorn_logging_level="warning",
    )
