"""Answered messages a second from 200 chats, beside an echo bot on the same stand-in; answers while scans are checked.

Each chat asks again as soon as it is answered. The two bots run one after the other, several times, on the same server.
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.pack import load_library
from tests.dossiers.build import build
from tests.dossiers.plan import plan
from tests.telegram.standin import Call, Proxy, StandIn, free_port, start_server

CHATS = 200
SECONDS = 10.0
ROUNDS = 3
WARM_UP = 2.0
CHECKS = 4
QUESTIONS = (
    "东莞启动资金多少", "大兴公示几天", "东莞培训机构场地850平方米能报吗", "大兴团队要几个人", "东莞A类奖多少",
    "大兴项目最多补多少钱", "东莞领办人要什么条件", "大兴什么情况会被取消称号",
)  # fmt: skip
_FAST = {
    "STUDIOBOT_QUESTIONS_PER_MINUTE": "100000",
    "STUDIOBOT_CHECKS_AT_ONCE": str(CHECKS),
    "STUDIOBOT_TELEGRAM_MESSAGES_PER_SECOND": "10000",
    "STUDIOBOT_TELEGRAM_CHAT_MESSAGES_PER_SECOND": "10000",
}
STUDIOBOT = [str(Path(sys.executable).with_name("studiobot"))]
ECHO = [sys.executable, "-m", "benchmarks.echo_bot"]


class Asking:
    """Chats that ask again when they are answered."""

    def __init__(self, stand_in: StandIn, token: str, chats: range) -> None:
        self.stand_in = stand_in
        self.token = token
        self.chats = chats
        self.answered: list[float] = []
        self._asked: dict[int, float] = {}
        self.delays: list[float] = []
        self._questions = itertools.cycle(QUESTIONS)
        self._stop = False

    def run(self, seconds: float) -> None:
        """Asks for so long."""
        for chat in self.chats:
            self._ask(chat)
        end = time.monotonic() + seconds
        seen = len(self.stand_in.calls)
        while time.monotonic() < end and not self._stop:
            calls = self.stand_in.calls[seen:]
            done = [c for c in calls if c.status == 200 or c.method != "sendMessage"]
            if len(done) < len(calls):
                time.sleep(0.001)
            for call in calls:
                if call.method == "sendMessage" and call.chat in self._asked:
                    now = time.monotonic()
                    self.answered.append(now)
                    self.delays.append(call.at - self._asked[call.chat])
                    self._ask(call.chat)
            seen += len(calls)
            if not calls:
                time.sleep(0.001)

    def stop(self) -> None:
        self._stop = True

    def _ask(self, chat: int) -> None:
        self._asked[chat] = time.monotonic()
        self.stand_in.message(self.token, chat, next(self._questions))


@contextmanager
def running(stand_in: StandIn, command: list[str], token: str, data: str, ready: Callable[[], bool]) -> Iterator[None]:
    """A bot as a process, until the end of the block."""
    environment = {**os.environ, **stand_in.environment(token), "STUDIOBOT_DATA": data, **_FAST}
    port = ["--port", str(free_port())] if command is STUDIOBOT else []
    with subprocess.Popen([*command, *port], stdout=subprocess.DEVNULL, env=environment) as process:
        try:
            stand_in.until(ready)
            yield
        finally:
            process.terminate()


def rate(stand_in: StandIn, command: list[str], number: int) -> float:
    """Answered messages a second of one bot."""
    token = f"{number}:load"
    stand_in.calls.clear()
    with tempfile.TemporaryDirectory() as data:
        probe = 9_000_000 + number

        def ready() -> bool:
            if not stand_in.calls:
                return False
            stand_in.message(token, probe, QUESTIONS[0])
            return bool(stand_in.sent(probe))

        with running(stand_in, command, token, data, ready):
            asking = Asking(stand_in, token, range(1, CHATS + 1))
            asking.run(WARM_UP + SECONDS)
            first = asking.answered[0] + WARM_UP
            counted = [t for t in asking.answered if t >= first]
            return len(counted) / (counted[-1] - first)


def beside_checks(stand_in: StandIn) -> tuple[list[float], int]:
    """The delays of answers, in seconds, while so many checks with scans are running; and how many checks ended."""
    token = "99:load"
    stand_in.calls.clear()
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as folder:
        place, papers = scans(Path(folder))
        with running(
            stand_in, STUDIOBOT, token, data, lambda: any(c.method == "setMyCommands" for c in stand_in.calls)
        ):
            starts: list[Call] = []
            for chat in range(501, 501 + CHECKS):
                stand_in.message(token, chat, "/place")
                stand_in.press(token, stand_in.nth(chat, 1), place)
                stand_in.nth(chat, 2)
                for path in papers:
                    stand_in.document(token, chat, path)
                starts.append(_list_with_button(stand_in, chat))
            for call in starts:
                stand_in.press(token, call, "开始检查")
            asking = Asking(stand_in, token, range(1, 6))
            thread = threading.Thread(target=asking.run, args=(300.0,))
            thread.start()
            stand_in.until(lambda: _reports(stand_in) == CHECKS, 300)
            asking.stop()
            thread.join()
            return asking.delays, _reports(stand_in)


def scans(folder: Path) -> tuple[str, list[Path]]:
    """One scanned dossier: the place's name and the files."""
    slot = next(slot for slot in plan(seed=1) if slot.format == "scan")
    build(slot, folder, 1, "picture")
    return load_library().pack(slot.policy).policy.name, sorted((folder / slot.id).iterdir())


def _list_with_button(stand_in: StandIn, chat: int) -> Call:
    def found() -> Call | None:
        calls = [*stand_in.sent(chat), *stand_in.sent(chat, "editMessageText")]
        return next((c for c in calls if any(b["text"] == "开始检查" for b in c.buttons)), None)

    call: Call = stand_in.until(found, 120)
    return call


def _reports(stand_in: StandIn) -> int:
    return sum("初步检查" in c.text for c in list(stand_in.calls) if c.method == "sendMessage")


def main() -> None:
    """Prints the figures."""
    stand_in = StandIn(free_port(), free_port())
    server = start_server(stand_in.inner)
    try:
        with Proxy(stand_in):
            ours, echo = [], []
            for number in range(ROUNDS):
                echo.append(rate(stand_in, ECHO, 2 * number + 1))
                ours.append(rate(stand_in, STUDIOBOT, 2 * number + 2))
                print(f"round {number + 1}: echo {echo[-1]:.0f}/s, studiobot {ours[-1]:.0f}/s", file=sys.stderr)
            delays, checks = beside_checks(stand_in)
    finally:
        server.terminate()
        server.wait()
    print(json.dumps({
        "chats": CHATS,
        "studiobot_per_second": [round(r, 1) for r in ours],
        "echo_per_second": [round(r, 1) for r in echo],
        "ratio_of_medians": round(statistics.median(ours) / statistics.median(echo), 2),
        "checks_with_scans": checks,
        "answers_beside_them": len(delays),
        "median_ms": round(1000 * statistics.median(delays)),
        "slowest_tenth_ms": round(1000 * statistics.quantiles(delays, n=10)[-1]),
    }, ensure_ascii=False))  # fmt: skip


if __name__ == "__main__":
    main()
