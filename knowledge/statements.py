"""Kinds of statement that a message makes of a rule: every year, before the work, by the finance office."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("statements.toml")


@dataclass(frozen=True)
class Statement:
    """A kind of statement; `negative` where its words deny by themselves."""

    kind: str
    pattern: re.Pattern[str]
    negative: bool


@cache
def _data() -> dict[str, dict[str, list[str] | bool]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _statement(kind: str) -> Statement:
    row = _data()[kind]
    patterns = row["patterns"]
    assert isinstance(patterns, list)
    return Statement(kind, re.compile("|".join(f"(?:{p})" for p in patterns)), bool(row.get("negative")))


def kinds() -> frozenset[str]:
    """The ids of all kinds."""
    return frozenset(_data())


def stated(text: str, kinds: Iterable[str]) -> list[Statement]:
    """Those of `kinds` that a normalised text states."""
    return [s for s in map(_statement, kinds) if s.pattern.search(text)]
