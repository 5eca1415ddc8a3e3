"""Kinds of statement that a message makes of a rule: every year, before the work, by the finance office."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.patterns import compiled

_FOLDER = Path(__file__).with_name("statement_words")


@dataclass(frozen=True)
class Statement:
    """A kind of statement; `negative` where its words deny by themselves.

    `unless`: it asks for an attribute that a text has only where one of these words stands in it.
    """

    kind: str
    pattern: re.Pattern[str]
    negative: bool
    unless: tuple[str, ...] = ()


@cache
def _data() -> dict[str, dict[str, list[str] | bool]]:
    rows: dict[str, dict[str, list[str] | bool]] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        assert not rows.keys() & read.keys(), f"{path.name}: {rows.keys() & read.keys()} stand twice"
        rows |= read
    return rows


@cache
def _statement(kind: str) -> Statement:
    row = _data()[kind]
    patterns = "|".join(f"(?:{p})" for p in _listed(row, "patterns"))
    return Statement(kind, compiled(patterns), bool(row.get("negative")), tuple(_listed(row, "unless")))


def _listed(row: dict[str, list[str] | bool], key: str) -> list[str]:
    found = row.get(key, [])
    assert isinstance(found, list)
    return found


@cache
def attributes() -> tuple[str, ...]:
    """The kinds that ask for something that a text mostly leaves open (a telephone number, who stamps)."""
    return tuple(kind for kind, row in _data().items() if "unless" in row)


def kinds() -> frozenset[str]:
    """The ids of all kinds."""
    return frozenset(_data())


def stated(text: str, kinds: Iterable[str]) -> list[Statement]:
    """Those of `kinds` that a normalised text states."""
    return [s for s in map(_statement, kinds) if s.pattern.search(text)]
