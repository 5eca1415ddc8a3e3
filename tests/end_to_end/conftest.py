"""A served page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running web assistant; it is up when it has printed it."""
    port = free_port()
    environment = {**os.environ, "STUDIOBOT_DATA": str(tmp_path_factory.mktemp("data"))}
    for name in ("PYTEST_CURRENT_TEST", "NICEGUI_SCREEN_TEST_PORT"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("studiobot")), "--port", str(port)],
        stdout=subprocess.PIPE, env=environment, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert str(port) in line, line
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)
        if process.stdout is not None:
            process.stdout.close()
