"""Runs a child process over one file and waits for its answer, but not for ever."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Final

from checkers.reading.failures import failure
from checkers.reading.limits import OCR_SECONDS, OCR_SECONDS_PER_PAGE, RESULT_BYTES, WALL_SECONDS
from checkers.reading.transfer import ANSWER_FILE, OCR_WORD, Answer, read_answer

_PROJECT: Final = Path(__file__).resolve().parents[2]
# How often a waiting parent looks whether it has been told to stop.
_LOOK_SECONDS: Final = 0.2
_PIPE_BYTES: Final = 4096
_ENDING_SECONDS: Final = 2.0


def read_in_child(path: Path, folder: Path, threads: int, stop: threading.Event) -> Answer:
    """The answer about the file at `path`, which a child gives in `folder`; a child that fails gives a failure."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "checkers.reading.child", str(path.resolve()), str(folder), str(threads)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )
    try:
        problem = _wait(child, stop)
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    return Answer(failure=failure(problem)) if problem else _answer(folder / ANSWER_FILE)


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(_PROJECT),
        "PYTHONUTF8": "1",
        "TMPDIR": str(folder),
        "HOME": str(folder),
        # Threads are shared out by the parent; a library that takes one per core would take them from other children.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _wait(child: subprocess.Popen[bytes], stop: threading.Event) -> str:
    """Waits until the child has ended; the key of a failure where it did not end well, else nothing."""
    assert child.stdout is not None
    started = time.monotonic()
    deadline = started + WALL_SECONDS
    said = b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while not stop.is_set():
            left = deadline - time.monotonic()
            if left <= 0:
                return "slow"
            if not selector.select(min(left, _LOOK_SECONDS)):
                continue
            piece = os.read(child.stdout.fileno(), _PIPE_BYTES)
            if not piece:
                return _ended(child)
            said += piece
            if len(said) > _PIPE_BYTES:
                return "broken"
            deadline = started + WALL_SECONDS + _longer(said)
    return "slow"


def _longer(said: bytes) -> float:
    """How many seconds more a child may take that has just said that it recognises pages."""
    words = said.decode("ascii", "replace").split()
    if len(words) != 2 or words[0] != OCR_WORD or not words[1].isdigit() or not said.endswith(b"\n"):
        return 0.0
    # The first page has to do with the time that every file has.
    return min(OCR_SECONDS, OCR_SECONDS_PER_PAGE * (int(words[1]) - 1))


def _ended(child: subprocess.Popen[bytes]) -> str:
    try:
        status = child.wait(_ENDING_SECONDS)
    except subprocess.TimeoutExpired:
        return "slow"
    return "" if status == 0 else "heavy"


def _answer(path: Path) -> Answer:
    try:
        if path.stat().st_size > RESULT_BYTES:
            return Answer(failure=failure("heavy"))
        return read_answer(path)
    except (OSError, ValueError):
        return Answer(failure=failure("broken"))
