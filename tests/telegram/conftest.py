"""A bot over real HTTP against the stand-in, as a process of its own."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.telegram.standin import Proxy, StandIn, free_port, start_server, telegram_reads

_TOKENS = itertools.count(1)
_STOP_SECONDS = 20


@dataclass
class Bot:
    """The product as a process that can be stopped and started again on the same data."""

    stand_in: StandIn
    data: Path
    token: str
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Starts it; it is up when it has said so."""
        assert self._started(), "the bot ended: " + self._log().read_text()

    def refusal(self) -> str:
        """What it says when it does not start; the exit status is that of unusable input."""
        assert not self._started()
        assert self.process is not None
        assert self.process.wait(_STOP_SECONDS) == 2
        self._close()
        return self._log().read_text()

    def _started(self) -> bool:
        environment = {
            **os.environ,
            **self.stand_in.environment(self.token),
            "STUDIOBOT_DATA": str(self.data),
            **self.settings,
        }
        for name in ("PYTEST_CURRENT_TEST", "NICEGUI_SCREEN_TEST_PORT"):
            environment.pop(name, None)
        with self._log().open("w") as log:
            self.process = subprocess.Popen(
                [str(Path(sys.executable).with_name("studiobot")), "--port", str(free_port())],
                stdout=subprocess.PIPE, stderr=log, env=environment, text=True,
            )  # fmt: skip
        assert self.process.stdout is not None
        return any("Telegram" in line for line in self.process.stdout)

    def _log(self) -> Path:
        return self.data.with_name(self.data.name + ".log")

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Asks it to stop; the exit status."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        status = self.process.wait(_STOP_SECONDS)
        self._close()
        return status

    def _close(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process = None

    @property
    def errors(self) -> str:
        """What it wrote to its standard error since it was started."""
        return self._log().read_text()


@pytest.fixture(scope="session")
def stand_in() -> Iterator[StandIn]:
    running = StandIn(free_port(), free_port())
    server = start_server(running.inner, webhooks=True)
    try:
        with Proxy(running):
            yield running
        for call in running.calls:
            if call.method in ("sendMessage", "editMessageText") and call.fields.get("parse_mode"):
                telegram_reads(call.text)
    finally:
        server.terminate()
        server.wait(_STOP_SECONDS)


@pytest.fixture(scope="session")
def bot(stand_in: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """One running bot for the tests that need not stop it."""
    running = Bot(stand_in, tmp_path_factory.mktemp("bot"), new_token())
    running.start()
    try:
        yield running
    finally:
        assert running.stop() == 0


@pytest.fixture
def own_bot(stand_in: StandIn, tmp_path: Path) -> Iterator[Bot]:
    """A bot of the test's own, not started yet."""
    own = Bot(stand_in, tmp_path, new_token())
    yield own
    if own.process is not None:
        own.kill()


@pytest.fixture
def chat(request: pytest.FixtureRequest) -> int:  # noqa: ARG001
    """A private chat that no other test uses."""
    return next(_CHATS)


_CHATS = itertools.count(100_001)


def new_token() -> str:
    return f"{next(_TOKENS)}:test"
