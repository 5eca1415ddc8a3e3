"""Checks of applicants' papers, each in a process of its own, so many at once as the machine bears."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.conversation.model import Progress
from checkers.report.model import CheckReport
from knowledge.errors import StudiobotError
from knowledge.facts import Facts

# The longest line that a worker may say: a report with thousands of findings.
_LONGEST_LINE = 64 * 1024 * 1024


class CheckFailedError(StudiobotError):
    """The process that checks ended without a report."""


@dataclass(frozen=True)
class CheckResult:
    """The report, the facts that the rules look at, where the annotated copies lie, and what is said before the findings."""

    report: CheckReport
    facts: Facts
    copies: tuple[Path, ...]
    remarks: tuple[str, ...] = ()


class CheckRunner:
    """Runs checks, `at_once` at a time; the others wait their turn."""

    def __init__(self, at_once: int) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._looks = asyncio.Semaphore(at_once)

    async def check(
        self, policy: str, paths: Sequence[Path], as_of: date, annotate: Path, progress: Progress
    ) -> CheckResult:
        """The report on a dossier; copies with the findings in them go to `annotate`. CheckFailedError where it broke down."""
        request = {"task": "check", "policy": policy, "as_of": as_of.isoformat(), "annotate": str(annotate)}
        async with self._turns:
            result = await _ask({**request, "paths": [str(p) for p in paths]}, progress)
        copies = tuple(Path(p) for p in result["copies"])
        return CheckResult(
            CheckReport.model_validate(result["report"]), Facts(result["facts"]), copies, tuple(result["remarks"])
        )

    async def look(self, paths: Sequence[Path]) -> list[tuple[str, ...]]:
        """The kinds of document in each file; none where it can't be told."""
        async with self._looks:
            result = await _ask({"task": "look", "paths": [str(p) for p in paths]}, lambda *_: None)
        return [tuple(kinds) for kinds in result["kinds"]]


async def _ask(request: dict[str, Any], progress: Progress) -> dict[str, Any]:
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.conversation.check_worker",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        limit=_LONGEST_LINE, start_new_session=True,
    )  # fmt: skip
    assert worker.stdin is not None
    assert worker.stdout is not None
    try:
        worker.stdin.write(json.dumps(request).encode() + b"\n")
        await worker.stdin.drain()
        async for line in worker.stdout:
            said = json.loads(line)
            if "result" in said:
                result: dict[str, Any] = said["result"]
                return result
            progress(said["done"], said["total"], said["name"])
    except (OSError, ValueError):
        pass
    finally:
        if worker.returncode is None:
            worker.stdin.close()
            await worker.wait()
    raise CheckFailedError("检查中断了，请再试一次。")
