"""An answer to several questions in one box (姓名／性别: 张三 ／ 男) → one slot each."""

from __future__ import annotations

from dataclasses import replace

from checkers.extraction.form import LONG, Slot
from checkers.extraction.labels import labels_together
from checkers.extraction.rewritten import with_texts
from checkers.extraction.values import is_blank
from checkers.reading.document import Document
from knowledge.patterns import compiled

# What parts the answers, the surest first: the stroke that parts the questions, a gap, a mark.
_BETWEEN = (
    compiled(r"\s*／\s*|\s+/\s+"),
    compiled(r"\s{2,}|\n|\t"),
    compiled(r"[，,；;、/]\s*"),
    compiled(r"\s+"),
    compiled(r"[（(](?=[^（()）]*[)）]$)|[)）]$"),
)
_STROKE = compiled(r"[／/]")
# 性别 / 出生日期：男 / 1983-08-24
_SPACED_STROKE = compiled(r"(?<=[\u4e00-\u9fff）)])[ \u3000]+([／/])[ \u3000]+(?=[\u4e00-\u9fff（()）]{2,12}[:：])")


def with_close_strokes(document: Document) -> Document:
    """The same document with no gaps around the strokes between questions, so that these are read as one label."""
    return with_texts(document, lambda text: _SPACED_STROKE.sub(r"\1", text))


def apart(slot: Slot) -> list[Slot]:
    """The slots that one with several questions stands for; the slot itself where it asks for one thing.

    Where strokes part the questions and nothing parts the answer, nobody knows which of them it answers: no slot.
    """
    labels = labels_together(slot.label.text)
    if not labels:
        return [slot]
    value = slot.value.strip()
    if is_blank(_STROKE.sub("", value)):
        return [replace(slot, label=label, value="") for label in labels]
    # A comma parts the clauses of a text, not the answers to two questions for one.
    between = _BETWEEN[:2] if all(label.field in LONG for label in labels) else _BETWEEN
    parts = next((p for b in between if len(p := [part for part in b.split(value) if part]) == len(labels)), None)
    if parts is not None:
        return [replace(slot, label=label, value=part) for label, part in zip(labels, parts, strict=True)]
    parted = _STROKE.search(slot.label.text) is not None and not any(label.field in LONG for label in labels)
    return [] if parted else [slot]
