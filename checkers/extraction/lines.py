"""Lines of text → labelled slots: headings, `标签：值`, long texts below a heading, tables without lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkers.extraction.form import LONG, MOSTLY, Record, Slot, Walk
from checkers.extraction.labels import (
    Label,
    bare,
    inline_pattern,
    is_heading,
    is_listed,
    match_label,
    match_section,
    names_a_member,
)
from checkers.extraction.values import joined
from checkers.reading.document import Cell, Place

# The form's own remarks.
_SMALL_PRINT = re.compile(r"\s*(?:依据|注|备注|说明|提示|填表说明|填写说明)\s*[:：]")


def read_line(walk: Walk, text: str, place: Place, heading: bool, sure: float) -> None:
    if not text.strip() or _SMALL_PRINT.match(text):
        return
    walk.form.texts.append((text, place))
    if _unruled_row(walk, text, place, sure):
        return
    pairs = list(pairs_in(text)) or _spaced_pairs(text)
    listed = walk.open is not None and is_listed(text) and match_label(text) is None and match_section(text) is None
    if not pairs and not listed and (heading or is_heading(text)):
        _heading(walk, text, place)
        return
    if not pairs:
        label = match_label(text)
        if label is not None and label.field in LONG and len(bare(text)) <= 12:
            walk.start(label, place)
        elif walk.open is not None:
            walk.text.append(text.strip())
            walk.sure = min(walk.sure, sure)
        return
    for label, value in pairs:
        if names_a_member(label.text):
            walk.who = "members"
        if label.field in LONG:
            walk.start(label, place)
            walk.text, walk.sure = [value] if value else [], sure
        else:
            walk.close()
            walk.form.slots.append(Slot(label, value, place, walk.who, sure))


# Columns of a table without lines, and pairs in one line, stand this far apart.
_GAP = re.compile(r"\s{3,}|\t")


def _unruled_row(walk: Walk, text: str, place: Place, sure: float) -> bool:
    """Keeps a row of a table of people that has no lines; whether the line is one (or its header)."""
    parts = [re.sub(r"^(?:#|序号|\d{1,2})\s+", "", part.strip()) for part in _GAP.split(text.strip())]
    labels = [match_label(part) for part in parts]
    fields = {label.field for label in labels if label is not None}
    if len(parts) >= 3 and "person.name" in fields and len(fields) >= MOSTLY * len(parts):
        walk.close()
        walk.columns = parts
        return True
    if walk.columns and len(parts) == len(walk.columns):
        cells = (Cell(0, i, 1, 1, part, place, (), sure) for i, part in enumerate(parts))
        walk.form.members.append(Record(tuple(zip(walk.columns, cells, strict=True)), "members", place))
        return True
    walk.columns = []
    return False


def _spaced_pairs(text: str) -> list[tuple[Label, str]]:
    """Pairs that stand as `标签 值   标签 值`, where every part of the line is one."""
    found: list[tuple[Label, str]] = []
    for part in _GAP.split(text.strip()):
        words, _, value = part.strip().partition(" ")
        label = match_label(words)
        if label is None or not value.strip() or bare(words) != joined(words):
            return []
        found.append((label, value.strip()))
    return found


def _heading(walk: Walk, text: str, place: Place) -> None:
    walk.close()
    walk.who = match_section(text) or walk.who
    label = match_label(text)
    if label is not None and label.field in LONG:
        walk.start(label, place)


# A question that is no known label ends the answer before it (申报单位：某公司  填报日期：…).
_NEXT_QUESTION = re.compile(r"(?<=\S)\s+(?=[\u4e00-\u9fff（()）]{2,10}\s*[:：])")


def pairs_in(text: str) -> Iterator[tuple[Label, str]]:
    """The labels with a colon in a line, each with what follows it up to the next."""
    matches = [(m, label) for m in inline_pattern().finditer(text) if (label := match_label(m["label"])) is not None]
    for i, (match, label) in enumerate(matches):
        end = matches[i + 1][0].start() if i + 1 < len(matches) else len(text)
        value = text[match.end() : end]
        if label.field not in LONG:
            value = _NEXT_QUESTION.split(value)[0]
        yield label, value.strip()
