"""The shape of a pack's `deadlines.toml`: the dates to keep, how each is found, what is due and to whom."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field, model_validator

from knowledge.pack.models import Cite, Record

# Days that a studio's facts give; a deadline may also be reckoned from another deadline of its pack.
Event = Literal[
    "established", "published", "project_started", "last_applied", "last_selected", "last_active", "leader_retires"
]
EVENTS: tuple[str, ...] = get_args(Event)
# Those that move when something is done.
LAST_DONE = frozenset({"last_applied", "last_selected", "last_active"})

# What each way of finding the day needs, beyond the keys that may stand.
_NEEDS: dict[str, tuple[str, ...]] = {
    "fixed": ("month", "day", "every_years"),
    "relative": ("event", "offset_value"),
    "notice": (),
    "proposed": ("event",),
    "warning": ("event",),
    "term_end": (),
}


class Step(Record):
    """Something to hand in, to do or to hand it to, with the words of the text that ask for it."""

    what: str
    cite: Cite


class Deadline(Record):
    """A date to keep.

    `kind` is how its day is found: `fixed` (month and day), `relative` (a value of the pack after an event), `notice`
    (the authority announces it, not before the event where one is named), `proposed` (ours, since the text gives none:
    a `share` of the way from an event to `until`, or `offset_months` from it), `warning` (from a ground for losing the
    title: a value or `offset_months` after an event) or `term_end` (the end of the document's own term).
    `event` and `until` name an event or another deadline. `every_years`: it comes again. `owed`: the studio has to act, so
    it can be overdue; otherwise the day just passes. `moves`: an event whose day is that on which this was last done.
    `why` says why this day.
    """

    id: str
    title: str
    kind: Literal["fixed", "relative", "notice", "proposed", "warning", "term_end"]
    actor: Literal["studio", "unit", "authority", "applicant", "anyone"]
    clause: str
    quote: str
    why: str = ""
    event: str | None = None
    until: str | None = None
    offset_value: str | None = None
    offset_months: int | None = None
    share: float | None = Field(default=None, gt=0, lt=1)
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    every_years: int | None = Field(default=None, ge=1)
    owed: bool = True
    moves: Event | None = None
    bring: tuple[Step, ...] = ()
    to: tuple[Step, ...] = ()

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Deadline:
        for key in _NEEDS[self.kind]:
            if getattr(self, key) is None:
                raise ValueError(f"a {self.kind} deadline needs `{key}`")
        if self.kind == "proposed" and (self.offset_months is None) == (self.share is None or self.until is None):
            raise ValueError("a proposed deadline needs `offset_months`, or `share` and `until`")
        return self

    def why_parts(self) -> set[str]:
        """What its `why` may name: its day, the day that it is reckoned from, the latest one, the length between."""
        known = {"day": self.kind != "notice", "anchor": self.event, "until": self.until, "offset": self.offset_value}
        return {name for name, there in known.items() if there}

    def references(self) -> tuple[str, ...]:
        """The events and deadlines from which its day is reckoned."""
        return tuple(name for name in (self.event, self.until) if name is not None)
