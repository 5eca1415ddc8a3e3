"""Questions that got no answer or displeased: their text only, identity-like numbers masked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlite_utils import Database

from knowledge.patterns import compiled

Reason = Literal["unanswered", "disliked"]
# Six digits and more in a row (ids, phones, accounts, codes) say who somebody is and nothing about the policy.
_IDENTITY = compiled(r"[0-9０-９](?:[\s\-]?[0-9０-９Xx]){5,}")
_MAX_TEXT = 500
_SCHEMA = (
    "create table if not exists gaps (id integer primary key, text text not null, reason text not null, "
    "policy text, subject text, created text not null)"
)


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


class GapStore:
    """The table of gaps; nothing in it tells who asked."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.atomic():
            database.execute(_SCHEMA)

    def add(self, gap: Gap) -> None:
        with self._database.atomic():
            self._database.execute(
                "insert into gaps (text, reason, policy, subject, created) values (?, ?, ?, ?, ?)",
                (mask(gap.text), gap.reason, gap.policy, gap.subject, datetime.now(UTC).isoformat(timespec="seconds")),
            )

    def groups(self) -> list[GapGroup]:
        """All gaps grouped by reason, place and subject, the most frequent first."""
        found: dict[tuple[Reason, str | None, str | None], list[str]] = defaultdict(list)
        for row in self._database.query("select * from gaps order by id desc"):
            found[(row["reason"], row["policy"], row["subject"])].append(row["text"])
        groups = [
            GapGroup(reason, policy, subject, len(texts), tuple(_distinct(texts))[:5])
            for (reason, policy, subject), texts in found.items()
        ]
        return sorted(groups, key=lambda g: -g.count)


def _distinct(texts: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(texts)
