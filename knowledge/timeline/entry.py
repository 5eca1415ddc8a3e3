"""The dates of one studio as they stand on one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.timeline.studio import Mark

# done: marked so. notice: no date until the authority announces one. coming: ahead. due: from the announced day to the
# due day. overdue: after it, where the studio had to act. passed: after it, where nothing is owed or it is history.
State = Literal["done", "notice", "coming", "due", "overdue", "passed"]

# A month, a week and a day before, and on the day.
REMIND_DAYS = (30, 7, 1, 0)


@dataclass(frozen=True)
class Cited:
    """A short statement with the clause (full id) and the words that it rests on."""

    what: str
    clause: str
    quote: str


@dataclass(frozen=True)
class Entry:
    """One date to keep.

    `id` is stable: the deadline's id, with the year where it comes again. `due` is None until a notice gives it.
    `announced` is the working day on or before `due`: reminders count back from it. `proposed`: the date is ours, the
    text has none, and may move up to `latest`. `set_by_hand`: the studio or the authority set it. `owed`: the studio has
    to act by then. `mark`: what a person last said of it.
    """

    id: str
    deadline: str
    title: str
    kind: str
    actor: str
    clause: str
    label: str
    quote: str
    due: date | None
    announced: date | None
    latest: date | None
    why: str
    proposed: bool
    set_by_hand: bool
    owed: bool
    bring: tuple[Cited, ...]
    to: tuple[Cited, ...]
    remind_days: tuple[int, ...]
    state: State
    mark: Mark | None


@dataclass(frozen=True)
class Remark:
    """Something to say of a studio's facts: a `problem` can't be right, a `caution` is worth a second look.

    `clause` and `quote` stand where the text is the reason.
    """

    code: str
    severity: Literal["problem", "caution"]
    message: str
    clause: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Timeline:
    """A studio's entries, dated ones first in their order, and what to heed; `name` is the place's."""

    policy: str
    title: str
    name: str
    established: date
    as_of: date
    entries: tuple[Entry, ...]
    cautions: tuple[Remark, ...]

    def entry(self, entry_id: str) -> Entry | None:
        """The entry of this id, if it stands in this timeline."""
        return next((e for e in self.entries if e.id == entry_id), None)

    def in_state(self, *states: State) -> Sequence[Entry]:
        """The entries in one of these states."""
        return [e for e in self.entries if e.state in states]
