"""What the rules of a topic make of a yes/no question: the case that is stated, the figures and claims put forward."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.answering.claims import check_claim, check_order, fulfils, lacks, rules_out_exceptions
from knowledge.answering.phrases import say
from knowledge.answering.premise import check_premise
from knowledge.pack import Case, Pack, Topic
from knowledge.pack.models import Proposition, Verdict
from knowledge.understanding import Question

# What holds where something that the text requires is lacking.
_LACKING: dict[Proposition, Verdict] = {"allowed": "no", "required": "yes", "holds": "no"}
# An answer's opening that is a verdict and no more (可以。够。), which what is lacking takes back.
_OPENING = re.compile(r"^(?:可以(?:报|算|试)?|能|行|够|算(?:一条)?|有|是|符合|满足)。")


@dataclass(frozen=True)
class Ruling:
    """The verdict on the question as it is asked, and the answer's text."""

    verdict: Verdict | None
    text: str


def rule_on(pack: Pack, topic: Topic, chosen: Topic | Case, question: Question, text: str) -> Ruling:
    """The verdict of the rules on a question that `chosen` (the topic or one of its cases) answers with `text`."""
    verdict = question.form.literal(chosen.yes_no or topic.yes_no)
    premise = (
        check_premise(pack, topic, chosen, question)
        if chosen is topic or (isinstance(chosen, Case) and chosen.values)
        else None
    )
    if premise is not None and not (premise.confirms and verdict == "no"):
        verdict = premise.verdict if question.form.yes_no else verdict
        text = premise.lead + text
    claim = check_claim(topic, chosen, question) if premise is None else None
    if claim is not None:
        if claim == "no" and verdict != "no":
            text = say("claim_denied") + _OPENING.sub("", text)
        verdict = claim
    if claim is None and premise is None and lacks(topic, chosen, question):
        verdict, text = question.form.literal(_LACKING), say("lacking") + _OPENING.sub("", text)
    if fulfils(topic, chosen, question):
        verdict, text = "yes", say("fulfilled") + text
    if rules_out_exceptions(chosen, question):
        verdict = "no"
    order = check_order(pack, topic, question)
    if order is not None:
        text = text if order == "yes" or verdict == "no" else say("claim_denied") + text
        verdict = order
    return Ruling(verdict, text)
