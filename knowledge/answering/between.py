"""What stands between two steps of a procedure that a message names (专家评完到公示,当中还有啥)."""

from __future__ import annotations

import re

from knowledge.pack import Citation, Pack
from knowledge.pack.models import Verdict
from knowledge.understanding import Question

_BETWEEN = re.compile(r"中间|当中|之间|中途|半道|[隔夹插]着|还夹|还隔")
# 评完紧接着就发牌, 当天就挂网: takes the one step for the next after the other.
_AT_ONCE = re.compile(r"紧接着|接着|直接|马上|立马|立刻|随后|当天|当场|第二天")


def steps_between(pack: Pack, question: Question) -> tuple[Citation, ...]:
    """The steps between the two that the message names; empty where it asks for none, or where none stands there.

    Only a procedure whose every step has a citation of its own is told by its steps.
    """
    text = question.text
    at_once = _AT_ONCE.search(text) if question.form.yes_no else None
    if not _BETWEEN.search(text) and at_once is None:
        return ()
    procedure = next((t for t in pack.topics.values() if t.steps and len(t.steps) == len(t.items)), None)
    if procedure is None:
        return ()
    found = [(i, match) for i, step in enumerate(procedure.steps) if (match := re.search(step, text))]
    if len(found) != 2:
        return ()
    (first, before), (then, after) = found
    if not _BETWEEN.search(text) and at_once is not None and not before.end() <= at_once.start() < after.start():
        return ()
    return procedure.items[first + 1 : then]


def verdict_between(question: Question) -> Verdict | None:
    """The verdict on a yes/no question about two steps with others between them: whether there are such, or whether the
    one follows the other at once."""
    if not question.form.yes_no:
        return None
    return "no" if _AT_ONCE.search(question.text) else "yes"
