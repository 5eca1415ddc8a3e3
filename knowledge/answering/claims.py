"""What the person puts forward about a rule (every year, before the work), held against what the text says."""

from __future__ import annotations

import re

from knowledge.pack import Case, Topic
from knowledge.pack.models import Verdict
from knowledge.statements import stated
from knowledge.understanding import Question

_OPPOSITE: dict[Verdict, Verdict] = {"yes": "no", "no": "yes"}
# A clause that is no longer than this may only ask whether what stands before it is so (是这样吗, 真是这么回事吗).
_BARE = 8
# The other half of an alternative (能报了,还是得再等) is not put forward.
_ALTERNATIVE = re.compile(r"(?:^|[,.?! ])还是[^,.?!]*")


def check_claim(chosen: Topic | Case, question: Question) -> Verdict | None:
    """The verdict on what a yes/no question states of what is answered; None where it states nothing that the text settles,
    or both what the text bears out and what it contradicts."""
    if not question.form.yes_no:
        return None
    text = _put_forward(question)
    denied, affirmed = stated(text, chosen.denies), stated(text, chosen.affirms)
    if bool(denied) == bool(affirmed):
        return None
    verdict: Verdict = "no" if denied else "yes"
    turned = question.form.negated() and not any(s.negative for s in (*denied, *affirmed))
    return _OPPOSITE[verdict] if turned else verdict


def _put_forward(question: Question) -> str:
    """The words that the question asks about: its clause, with those beside it where it asks whether all that is so."""
    bare = question.form.asked[0][0] == "holds" and len(question.clause.strip(" ,.?!")) <= _BARE
    return _ALTERNATIVE.sub("", f"{question.nearby} {question.clause}" if bare else question.clause)
