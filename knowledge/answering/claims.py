"""What the person puts forward about a rule (every year, before the work), held against what the text says."""

from __future__ import annotations

import re

from knowledge.pack import Case, Pack, Topic
from knowledge.pack.models import Proposition, Verdict
from knowledge.statements import attributes, stated
from knowledge.understanding import Question, is_tag, settle, unframed

_OPPOSITE: dict[Verdict, Verdict] = {"yes": "no", "no": "yes"}
# What such a statement comes to where the topic itself says nothing of it: (proposition, whether it denies it). The
# first proposition that the topic has a verdict on counts.
_STANDING: dict[str, tuple[tuple[Proposition, bool], ...]] = {
    "applies_to_us": (("required", False),),
    "free_of_it": (("required", True), ("allowed", True)),
    "nothing_for_us": (("allowed", True),),
}
# The other half of an alternative (能报了,还是得再等) is not put forward.
_ALTERNATIVE = re.compile(r"(?:^|[,.?! ])还是[^,.?!]*")


def check_claim(topic: Topic, chosen: Topic | Case, question: Question) -> Verdict | None:
    """The verdict on what a yes/no question states of what is answered; None where it states nothing that the text settles,
    or both what the text bears out and what it contradicts. A case that knows no statements goes by its topic's."""
    if not question.form.yes_no:
        return None
    text = put_forward(question)
    judged = chosen if chosen.denies or chosen.affirms else topic
    denied, affirmed = stated(text, judged.denies), stated(text, judged.affirms)
    if not denied and not affirmed:
        return _standing(chosen, text)
    if denied and affirmed:
        return None
    verdict: Verdict = "no" if denied else "yes"
    turned = question.form.negated() and not any(s.negative for s in (*denied, *affirmed))
    return _OPPOSITE[verdict] if turned else verdict


def put_forward(question: Question) -> str:
    """The words that the question asks about: its clause, with those beside it where it only asks whether they are so."""
    text = f"{question.nearby} {question.clause}" if is_tag(question.clause) else question.clause
    return settle(unframed(_ALTERNATIVE.sub("", text)))


def goes_beyond(pack: Pack, topic: Topic, question: Question) -> bool:
    """Whether the question asks for something that the topic's text leaves open: of a kind that the topic names, or an
    attribute (an address, who stamps) of which none of the topic's clauses has a word."""
    asked = settle(question.clause)
    if topic.leaves_open and stated(asked, topic.leaves_open):
        return True
    wanted = stated(asked, attributes())
    if not wanted:
        return False
    clauses = "".join(pack.clauses[pack.clauses.full_id(c.clause)].text for c in (*topic.cite, *topic.items))
    return any(not any(word in clauses for word in statement.unless) for statement in wanted)


def asked_beside(topic: Topic, question: Question) -> tuple[str, ...]:
    """The subjects that the message asks about beside the topic's own, by the words that it has for them."""
    if not topic.beside:
        return ()
    return tuple(dict.fromkeys(topic.beside[s.kind] for s in stated(settle(question.text), topic.beside)))


def _standing(chosen: Topic | Case, text: str) -> Verdict | None:
    """The verdict on a statement that any rule settles: whether it applies, whether anything is to be had."""
    verdicts = chosen.yes_no or {}
    for statement in stated(text, _STANDING):
        for proposition, denies in _STANDING[statement.kind]:
            verdict = verdicts.get(proposition)
            if verdict is not None:
                return _OPPOSITE.get(verdict, verdict) if denies else verdict
    return None
