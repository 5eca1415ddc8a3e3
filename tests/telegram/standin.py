"""A Bot API server to test against: the stand-in that others wrote, behind a proxy that records, and injects faults.

The proxy adds what the stand-in lacks: getMe with a user name, and updates of kinds that it does not queue (an edited
message is one with `edit_date`; a change of membership is a message with `new_chat_member`).
"""

from __future__ import annotations

import asyncio
import email.policy
import itertools
import json
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from tdjson import td_execute

td_execute(b'{"@type": "setLogVerbosityLevel", "new_verbosity_level": 1}')

BOT_NAME = "studiobot_test_bot"
BOT_ID = 4242
# Waiting for something longer than this is a failure.
PATIENCE = 30.0
_LOOK_EVERY = 0.02


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@dataclass
class Call:
    """One request of the bot: the method, its fields, uploaded files by name, and the status it got."""

    method: str
    fields: dict[str, Any]
    files: dict[str, bytes]
    status: int
    at: float
    result: Any = None

    @property
    def chat(self) -> int:
        return int(self.fields.get("chat_id", 0))

    @property
    def text(self) -> str:
        return str(self.fields.get("text", ""))

    @property
    def buttons(self) -> list[dict[str, str]]:
        markup = json.loads(self.fields.get("reply_markup", "{}"))
        return [button for row in markup.get("inline_keyboard", ()) for button in row]


@dataclass
class Fault:
    """What happens to a request: an answer of `status`, or no answer for `hang` seconds; `passed` on to the server or not."""

    status: int = 0
    retry_after: int = 0
    hang: float = 0.0
    passed: bool = False
    cut: bool = False


@dataclass
class StandIn:
    """The running server with its proxy."""

    port: int
    inner: int
    calls: list[Call] = field(default_factory=list)
    faults: dict[tuple[str, int], deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    ids: Any = field(default_factory=lambda: itertools.count(1000))
    recording: bool = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self, token: str) -> dict[str, str]:
        """What makes a bot talk to this server."""
        return {
            "STUDIOBOT_TELEGRAM_TOKEN": token,
            "STUDIOBOT_TELEGRAM_BASE_URL": f"{self.address}/bot",
            "STUDIOBOT_TELEGRAM_BASE_FILE_URL": f"{self.address}/file/bot",
        }

    # What people do

    def inject(self, token: str, update: dict[str, Any]) -> None:
        self._post(f"http://127.0.0.1:{self.inner}/__fixture/updates", {"token": token, "update": update})

    def message(self, token: str, chat: int, text: str = "", **more: Any) -> int:
        """A person writes; the id of the message. In a group (negative id) the person is 77 unless `person` says who."""
        identity = more.pop("message_id", None) or next(self.ids)
        person = more.pop("person", chat if chat > 0 else 77)
        message: dict[str, Any] = {
            "message_id": identity,
            "date": 1,
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup"},
            "from": {"id": person, "is_bot": False, "first_name": "甲"},
            **more,
        }
        if text:
            message["text"] = text
            entities = [
                {"type": kind, "offset": text.index(word), "length": len(word)}
                for word in text.split()
                for kind in ("bot_command" if word[0] == "/" else "mention" if word[0] == "@" else "",)
                if kind
            ]
            if entities:
                message["entities"] = entities
        self.inject(token, {"message": message})
        return int(identity)

    def press(self, token: str, call: Call, label: str, person: int | None = None) -> None:
        """A person presses the button of a message that the bot sent."""
        data = next(b["callback_data"] for b in call.buttons if b["text"] == label)
        chat = call.chat
        message = {
            "message_id": int(call.result["message_id"]),
            "date": 1,
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup"},
            "from": {"id": BOT_ID, "is_bot": True, "first_name": "bot", "username": BOT_NAME},
            "text": call.text,
            "reply_markup": json.loads(call.fields["reply_markup"]),
        }
        sender = {"id": person or chat, "is_bot": False, "first_name": "甲"}
        query = {"id": str(next(self.ids)), "from": sender, "chat_instance": "1", "message": message, "data": data}
        self.inject(token, {"callback_query": query})

    def document(self, token: str, chat: int, path: Path, **more: Any) -> int:
        """A person sends a file."""
        file_id = self._upload(token, path)
        document = {
            "file_id": file_id,
            "file_unique_id": file_id,
            "file_name": path.name,
            "file_size": path.stat().st_size,
        }
        return self.message(token, chat, document=document, **more)

    def _upload(self, token: str, path: Path) -> str:
        boundary = "studiobotboundary"
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n1\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="document"; filename="{path.name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        body = head + path.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.inner}/bot{token}/sendDocument",
            data=body,
            headers={"Content-Type": f"multipart/form-data; boundary={boundary}"},
        )
        with urllib.request.urlopen(request) as response:
            return str(json.load(response)["result"]["document"]["file_id"])

    def _post(self, url: str, body: dict[str, Any]) -> None:
        request = urllib.request.Request(
            url, data=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as response:
            response.read()

    def status_of(self, url: str, body: dict[str, Any], headers: dict[str, str]) -> int:
        """The status that somebody else's request gets."""
        request = urllib.request.Request(
            url, json.dumps(body).encode(), {"Content-Type": "application/json", **headers}
        )
        try:
            with urllib.request.urlopen(request) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code

    # What the bot did

    def fault(self, method: str, chat: int, *faults: Fault) -> None:
        """The next requests of a method for a chat go wrong in these ways."""
        self.faults[(method, chat)].extend(faults)

    def sent(self, chat: int, method: str = "sendMessage", *, arrived: bool = True) -> list[Call]:
        """The bot's calls for a chat; only those that arrived."""
        return [
            c for c in list(self.calls) if c.method == method and c.chat == chat and (c.status == 200 or not arrived)
        ]

    def until(self, condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """What the condition gives once it gives something."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := condition():
                return found
            time.sleep(_LOOK_EVERY)
        raise AssertionError(f"nothing after {seconds} s")

    def nth(self, chat: int, number: int, method: str = "sendMessage", seconds: float = PATIENCE) -> Call:
        """The n-th call of a method that arrived in a chat (from 1)."""
        found = self.until(lambda: calls if len(calls := self.sent(chat, method)) >= number else None, seconds)
        return found[number - 1]


class Proxy:
    """Stands between the bot and the server, in a thread of its own."""

    def __init__(self, stand_in: StandIn) -> None:
        self._stand_in = stand_in
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Proxy:
        self._thread.start()
        assert self._ready.wait(PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._start())
        self._loop.run_forever()
        self._loop.run_until_complete(self._session.close())
        self._loop.run_until_complete(self._runner.cleanup())
        self._loop.close()

    async def _start(self) -> None:
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/file/{path:.*}", self._file)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._stand_in.port).start()
        self._ready.set()

    async def _file(self, request: web.Request) -> web.Response:
        async with self._session.get(f"http://127.0.0.1:{self._stand_in.inner}{request.path_qs}") as response:
            return web.Response(status=response.status, body=await response.read())

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        body = await request.read()
        fields, files = _parsed(request.headers.get("Content-Type", ""), body)
        call = Call(method, fields, files, 0, time.monotonic())
        fault = self._fault(call)
        if method != "getUpdates" and self._stand_in.recording:
            self._stand_in.calls.append(call)
        if fault is not None and not fault.passed:
            return await self._faulty(request, call, fault)
        if method == "getMe":
            call.status = 200
            me = {"id": BOT_ID, "is_bot": True, "first_name": "bot", "username": BOT_NAME}
            return web.json_response({"ok": True, "result": me})
        url = f"http://127.0.0.1:{self._stand_in.inner}{request.path}"
        headers = {"Content-Type": request.headers.get("Content-Type", "application/x-www-form-urlencoded")}
        try:
            async with self._session.post(url, data=body, headers=headers) as response:
                answer = await response.json()
        except aiohttp.ClientError:  # the server is stopping
            return web.Response(status=502)
        call.status, call.result = response.status, answer.get("result")
        if method == "getUpdates" and answer.get("result"):
            answer["result"] = [_of_its_kind(update) for update in answer["result"]]
        if fault is not None:
            return await self._faulty(request, call, fault)
        return web.json_response(answer, status=call.status)

    def _fault(self, call: Call) -> Fault | None:
        for chat in (call.chat, 0):
            waiting = self._stand_in.faults.get((call.method, chat))
            if waiting:
                return waiting.popleft()
        return None

    async def _faulty(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        if fault.cut:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if fault.hang:
            await asyncio.sleep(fault.hang)
            return web.Response(status=504)
        if not fault.passed:
            call.status = fault.status
        body: dict[str, Any] = {"ok": False, "error_code": fault.status, "description": f"injected {fault.status}"}
        if fault.retry_after:
            body["parameters"] = {"retry_after": fault.retry_after}
        return web.json_response(body, status=fault.status)


def _parsed(content_type: str, body: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The fields and the uploaded files of a request's body."""
    if "json" in content_type:
        return json.loads(body), {}
    if "multipart" not in content_type:
        return dict(urllib.parse.parse_qsl(body.decode())), {}
    fields: dict[str, Any] = {}
    files: dict[str, bytes] = {}
    whole = BytesParser(policy=email.policy.HTTP).parsebytes(
        b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body
    )
    for part in whole.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if (name := part.get_filename()) is not None:
            files[urllib.parse.unquote(name)] = content
        else:
            fields[str(part.get_param("name", header="content-disposition"))] = content.decode()
    return fields, files


def _of_its_kind(update: dict[str, Any]) -> dict[str, Any]:
    message = update.get("message", {})
    if "edit_date" in message:
        return {"update_id": update["update_id"], "edited_message": message}
    if "new_chat_member" in message:
        return {"update_id": update["update_id"], "my_chat_member": message}
    return update


def start_server(port: int, *, webhooks: bool = False) -> subprocess.Popen[bytes]:
    """The stand-in as a process; ready when it answers."""
    command = [str(Path(sys.executable).with_name("lo-bot-api-emulator")), "--port", str(port), "--enable-control"]
    if webhooks:
        command.append("--allow-insecure-loopback-webhooks")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + PATIENCE
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        assert time.monotonic() < end, "the stand-in did not start"
        time.sleep(_LOOK_EVERY)


def telegram_reads(html: str) -> str:
    """The text that Telegram's own parser makes of HTML; an AssertionError where it refuses it."""
    query = {"@type": "parseTextEntities", "text": html, "parse_mode": {"@type": "textParseModeHTML"}}
    answer = json.loads(td_execute(json.dumps(query).encode()) or b"{}")
    assert answer["@type"] == "formattedText", f"{answer.get('message')}: {html[:200]}"
    return str(answer["text"])
