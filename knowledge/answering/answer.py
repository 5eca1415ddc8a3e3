"""The answer, in the shape that other programs rely on."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.pack.models import Verdict

Status = Literal["answered", "clarify", "not_covered", "smalltalk"]
Caveat = Literal["draft", "expired"]


class Cited(BaseModel):
    """A clause (full id) and the verbatim words of it that the answer rests on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    clause: str
    quote: str


class Answer(BaseModel):
    """What the person reads (`text`) and what it rests on; `policy` is a policy id, "both" or None."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: Status
    policy: str | None = None
    text: str
    verdict: Verdict | None = None
    citations: tuple[Cited, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    follow_ups: tuple[str, ...] = ()
