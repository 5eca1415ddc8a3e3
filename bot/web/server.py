"""Serves the chat page on the loopback address."""

from __future__ import annotations

import asyncio
import logging
import secrets
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import Request, Response
from nicegui import app, background_tasks, ui

from bot.conversation import Conversation, studio_texts, texts
from bot.web.page import ChatPage
from bot.web.studio_page import StudioPage
from knowledge.errors import InputError

HOST = "127.0.0.1"
# How often to look whether the server listens yet, in seconds.
_LOOK_EVERY = 0.05
Hook = Callable[[], Awaitable[None]]


def serve(conversation: Conversation, port: int, on_start: Hook, on_stop: Hook) -> None:
    """Serves until interrupted and prints the address once it listens; nothing outside is asked for.

    `on_start` and `on_stop` run in the server's event loop. InputError where the port is taken.
    """
    _require_free(port)
    # Client libraries log addresses of visitors and messages at lower levels.
    logging.getLogger("nicegui").setLevel(logging.WARNING)

    @ui.page("/", title=texts.text("product"), language="zh-CN")
    def index() -> None:
        ChatPage(conversation, str(app.storage.browser["id"])).build()

    @ui.page("/studio", title=studio_texts.say("page_title"), language="zh-CN")
    def studio(request: Request) -> None:
        StudioPage(conversation, str(app.storage.browser["id"]), str(request.base_url).rstrip("/")).build()

    @app.get("/calendar/{token}.ics")
    async def calendar(token: str) -> Response:
        """A studio's calendar, for whoever knows its address."""
        found = conversation.store.studios.with_token(token)
        if found is None:
            return Response(status_code=404)
        return Response(
            conversation.studios.calendar(found),
            media_type="text/calendar; charset=utf-8",
            headers={"Cache-Control": "no-cache", "X-Robots-Tag": "noindex"},
        )

    app.on_startup(lambda: background_tasks.create(_announce(port)))
    app.on_startup(on_start)
    app.on_shutdown(on_stop)
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
        storage_secret=_secret(conversation.store.folder / "page.key"),
    )


def _secret(path: Path) -> str:
    """What signs the cookie with a browser's random id; made once, and readable by the operator only."""
    if not path.is_file():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32), encoding="ascii")
    return path.read_text(encoding="ascii")


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
