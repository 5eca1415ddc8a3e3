"""What the rules of a topic make of a yes/no question: the case that is stated, the figures and claims put forward."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.answering.claims import (
    asks_if_met,
    check_claim,
    check_order,
    fulfils,
    lacks,
    put_forward,
    rules_out_exceptions,
)
from knowledge.answering.framing import points_back
from knowledge.answering.own_words import OwnWords, own_words
from knowledge.answering.phrases import say
from knowledge.answering.premise import check_premise
from knowledge.answering.until import kept_to
from knowledge.pack import Case, Pack, Topic
from knowledge.pack.models import Proposition, Verdict
from knowledge.patterns import compiled
from knowledge.understanding import Question, is_tag, settle

# What holds where something that the text requires is lacking.
_LACKING: dict[Proposition, Verdict] = {"allowed": "no", "required": "yes", "holds": "no"}
_OPPOSITE: dict[Verdict, Verdict] = {"yes": "no", "no": "yes", "depends": "depends"}
# An answer's opening that is a verdict and no more (可以。够。), which what is lacking takes back.
_OPENING = compiled(r"^(?:可以(?:报|算|试)?|能|要|行|够|算(?:一条)?|有|是|符合|满足)。")


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
    own = own_words(pack, topic, chosen, question)
    if own is not None and (_only_told(own, chosen, question) or _said_beside(own, verdict, question)):
        own = None
    if own is not None and (own.verdict == "no" or premise is None or premise.confirms or premise.stated in own.words):
        premise = None
    else:
        own = None
    if premise is not None and not (premise.confirms and verdict == "no"):
        verdict = premise.verdict if question.form.yes_no else verdict
        text = premise.lead + text
    lacking = premise is None and lacks(topic, chosen, question)
    if lacking and asks_if_met(question) is not None:
        claim = None  # what is asked is whether it will do without
    elif own is not None:
        claim = own.verdict
    else:
        claim = check_claim(topic, chosen, question) if premise is None else None
    if claim is not None:
        if claim == "no" and verdict != "no":
            text = say("claim_denied") + _OPENING.sub("", text)
        verdict = claim
    if claim is None and lacking:
        verdict = _as_asked(question, "no") or question.form.literal(_LACKING)
        text = say("lacking") + _OPENING.sub("", text)
    if claim is None and not lacking and fulfils(topic, chosen, question):
        verdict, text = (_as_asked(question, "yes") if chosen.needs else None) or "yes", say("fulfilled") + text
    if rules_out_exceptions(chosen, question) or _takes_for_the_only_way(chosen, question):
        verdict = "no"
    kept = kept_to(pack, topic, question) if question.form.yes_no else None
    if kept is not None:
        met: Verdict = "yes" if kept.in_time else "no"
        verdict = question.form.literal({"allowed": met, "holds": met, "required": met, "loses": _OPPOSITE[met]})
        text = kept.text + text
    order = check_order(pack, topic, question)
    if order is not None:
        text = text if order == "yes" or verdict == "no" else say("claim_denied") + text
        verdict = order
    return Ruling(verdict, text)


def _only_told(own: OwnWords, chosen: Topic | Case, question: Question) -> bool:
    """Whether the words are told of the case (就差一级, 副校长说要超过…才行) rather than asked about, and the case has its
    own verdict."""
    asked = settle(question.clause)
    if not isinstance(chosen, Case) or is_tag(question.clause) or any(w in asked for w in own.words.split()):
        return False
    if asks_if_met(question) is None or question.form.asked[0] != ("allowed", False):
        return False
    return question.form.literal(chosen.yes_no) in ("yes", "no")


def _said_beside(own: OwnWords, literal: Verdict | None, question: Question) -> bool:
    """Whether what the text denies is said beside a question that asks, by itself, for what is allowed (他说站里没份。
    我们能拿吗): it is what others make of it."""
    if own.verdict != "no" or literal != "yes" or question.form.asked[0] != ("allowed", False):
        return False
    if is_tag(question.clause) or points_back(question):
        return False
    text = settle(question.text)
    before = text[: min((at for word in own.words.split() if (at := text.find(word)) >= 0), default=0)]
    return _OTHERS_SAY.search(before) is not None


# What others say, fear or hold against it, up to the end of their sentence.
_OTHERS_SAY = compiled(
    r"(?<![听你您我俺来理般])(?:说|讲|嫌|嚷|担心|怕|咬定|认为|觉得|以为|意思是|一口|开口|张嘴|放话)[^.?!]*$"
)


# 非得是发明人才认吗, 只认生产线吗: asks whether there is no other way.
_ONLY_WAY = compiled(r"(?<!无)非(?:得|要)?(?!常|典|法|遗|企|公)[^,.;?!]{1,20}(?:才|不可|吗|么)|(?:只|单|光)认")


def _takes_for_the_only_way(chosen: Topic | Case, question: Question) -> bool:
    """Whether the question takes for the only way what the case that it states shows not to be."""
    if not isinstance(chosen, Case) or not question.form.yes_no or (chosen.yes_no or {}).get("allowed") != "yes":
        return False
    return _ONLY_WAY.search(put_forward(question)) is not None and not question.form.negated()


def _as_asked(question: Question, met: Verdict) -> Verdict | None:
    """The verdict on a question whether a condition is met, or is not, that is `met`; None where it does not ask that."""
    asked = asks_if_met(question)
    return None if asked is None else met if asked else _OPPOSITE[met]
