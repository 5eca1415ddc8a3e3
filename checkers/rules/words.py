"""Words of forms and of people's own sentences, kept as data."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from knowledge.patterns import compiled

_FILE = Path(__file__).with_name("words.toml")


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Statement(_Record):
    """How papers state a fact: a label and its answer, or a sentence (see the data's own comments); `denies` where the
    sentence itself says that something is not so."""

    fact: str
    value: str | None = None
    number: bool = False
    none: bool = False
    denies: bool = False
    label: re.Pattern[str]
    answer: re.Pattern[str] | None = None
    text: re.Pattern[str] | None = None


class Honour(_Record):
    level: int
    pattern: re.Pattern[str]


class Post(_Record):
    value: str
    pattern: re.Pattern[str]


class Words(_Record):
    """The whole of words.toml, its patterns compiled."""

    optional: frozenset[str]
    none: re.Pattern[str]
    no_project: re.Pattern[str]
    unsaid: re.Pattern[str]
    budget_total: re.Pattern[str]
    occupation_told: re.Pattern[str]
    occupation_before: re.Pattern[str]
    without_leader: re.Pattern[str]
    with_leader: re.Pattern[str]
    competition: re.Pattern[str]
    file_names: dict[str, tuple[str, ...]]
    unit_types: dict[str, re.Pattern[str]]
    honour: tuple[Honour, ...]
    post: tuple[Post, ...]
    lacking: dict[str, re.Pattern[str]]
    merits: dict[str, re.Pattern[str]]
    directions: dict[str, re.Pattern[str]]
    statement: tuple[Statement, ...]


@cache
def words() -> Words:
    """The words, read once."""
    data: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    labels: dict[str, str] = data.pop("labels")
    data["statement"] = [{"label": labels.get(statement["fact"]), **statement} for statement in data["statement"]]
    return Words.model_validate(data)


# (四)人才机制: where the next section of a form in prose begins.
_NEXT_SECTION = compiled(r"(?<=[。.；;])[（(][一二三四五六七八九十][)）]")


def says_none(text: str) -> bool:
    """Whether what is written says that there is nothing."""
    told = _NEXT_SECTION.split(re.sub(r"\s+", "", text))[0] or text
    return words().none.search(told) is not None


def says_no_project(text: str) -> bool:
    """Whether what stands for a project's name says that there is none, and is no title that begins like it."""
    return words().no_project.search(re.sub(r"\s+", "", text)) is not None
