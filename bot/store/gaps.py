"""Questions that got no answer or displeased: their text only, identity-like numbers masked."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlite_utils import Database

Reason = Literal["unanswered", "disliked"]
# Six digits and more in a row (ids, phones, accounts, codes) say who somebody is and nothing about the policy.
_IDENTITY = re.compile(r"[0-9０-９](?:[\s\-]?[0-9０-９Xx]){5,}")
_MAX_TEXT = 500
_TABLE = "gaps"


@dataclass(frozen=True)
class Gap:
    """One kept question: why it was kept, the place and subject that it was taken to be about."""

    text: str
    reason: Reason
    policy: str | None
    subject: str | None


@dataclass(frozen=True)
class GapGroup:
    """Gaps of one reason, place and subject with their number and up to five texts, newest first."""

    reason: Reason
    policy: str | None
    subject: str | None
    count: int
    texts: tuple[str, ...]


def mask(text: str) -> str:
    """`text` with identity-like numbers replaced by `***`, cut to what is useful."""
    return _IDENTITY.sub("***", text)[:_MAX_TEXT]


@dataclass(frozen=True)
class GapStore:
    """The table of gaps."""

    database: Database

    def add(self, gap: Gap) -> None:
        row = {
            "text": mask(gap.text),
            "reason": gap.reason,
            "policy": gap.policy,
            "subject": gap.subject,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        self.database.table(_TABLE, pk="id").insert(row, columns={"id": int}, alter=True)

    def groups(self) -> list[GapGroup]:
        """All gaps grouped by reason, place and subject, the most frequent first."""
        if _TABLE not in self.database.table_names():
            return []
        found: dict[tuple[Reason, str | None, str | None], list[str]] = defaultdict(list)
        for row in self.database.query(f"select * from {_TABLE} order by id desc"):
            found[(row["reason"], row["policy"], row["subject"])].append(row["text"])
        groups = [
            GapGroup(reason, policy, subject, len(texts), tuple(_distinct(texts))[:5])
            for (reason, policy, subject), texts in found.items()
        ]
        return sorted(groups, key=lambda g: -g.count)


def _distinct(texts: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(texts)


def open_gap_store(path: Path | None = None) -> GapStore:
    """The store at `path` (STUDIOBOT_DATA, else `data/studiobot.db` below the working folder)."""
    path = path or Path(os.environ.get("STUDIOBOT_DATA", "data")) / "studiobot.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    return GapStore(Database(path))
