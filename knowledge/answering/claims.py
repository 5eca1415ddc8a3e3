"""What the person puts forward about a rule (every year, before the work), held against what the text says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from knowledge.pack import Case, Pack, Topic
from knowledge.pack.models import Proposition, Verdict
from knowledge.statements import attributes, stated
from knowledge.understanding import Question, is_tag, settle, unframed

_OPPOSITE: dict[Verdict, Verdict] = {"yes": "no", "no": "yes"}
# What such a statement comes to where the topic itself says nothing of it: (proposition, whether it denies it). The
# first proposition that the topic has a verdict on counts.
_STANDING: dict[str, tuple[tuple[Proposition, bool], ...]] = {
    "not_held_back": (("allowed", False),),
    "meets_it": (("allowed", False),),
    "refused": (("allowed", True),),
    "title_lost": (("loses", False),),
    "title_kept": (("loses", True),),
    "applies_to_us": (("required", False),),
    "free_of_it": (("required", True), ("allowed", True)),
    "nothing_for_us": (("allowed", True),),
}
# Words by which a text leaves room for exceptions, and those of a question that it leaves none.
_HEDGE = re.compile(r"一般|原则上")
_NO_EXCEPTION = re.compile(
    r"一律|无一例外|(?:没|无|冇)(?:有)?(?:任何|一点|半点)?(?:例外|余地|商量|回旋|变通)|(?:例外|余地|商量|变通)[^,.;?!]{0,6}(?:没|不)"
)
# 先A再B, A之后才B, B之前要A: an order of two steps.
_ORDERS = (
    re.compile(r"先(?P<first>[^.;?!]{2,16}?)[,、]?(?:再|然后|之后|后|才|接着)(?P<then>[^.;?!]{2,16})"),
    re.compile(
        r"(?P<first>[^,.;?!]{2,12}?)(?:之后|以后|完了?|过后|结束后?)[,]?(?:才|再|就|又|去)(?P<then>[^,.;?!]{2,14})"
    ),
    re.compile(r"(?P<then>[^,.;?!]{2,12}?)(?:之前|以前|前)[,]?(?:要|得|先|就|已)(?P<first>[^,.;?!]{2,14})"),
    re.compile(r"(?P<first>[^,.;?!]{2,12})排?在(?P<then>[^,.;?!]{2,12}?)(?:的)?(?:前面|之前|前头|前)"),
    re.compile(r"(?P<then>[^,.;?!]{2,12})排?在(?P<first>[^,.;?!]{2,12}?)(?:的)?(?:后面|之后|后头)"),
)
# What is told to be there (都有, 交齐了, 能提供), and words of a lack, which undo it.
_THERE = re.compile(
    r"(?:都|全|样样|统统|均|俱)(?:已经?|给)?(?:有|齐|交|备|具备|到位|建|满足|符合|办|配|写|提供|落实)(?!吗|么|嘛)|齐(?:了|全|备)|"
    r"(?:交|备|准备|报|办|建|提供|落实|配)(?:齐|好|全|妥|足)(?:了|全)?|能(?:够)?(?:提供|保证|拿出|给到)|"
    r"已经?(?:有|交|报|建|提供|具备|配备|制定|签)|(?:交|建|立|设|定|配|备)了"
)
_LACKING = re.compile(
    r"没|冇|缺|差|少(?!于)|不(?!同|错|过|管|止|断|少)|未|无|只(?:有|交|是)|光(?:有|交)|除了|如果不|拿什么|后补"
)
_DENYING = re.compile(r"[不没无未别冇唔非]")
# A denial within a clause; at its end it only asks, and before a noun it denies nothing else (没发的奖金).
_DENIES = re.compile(r"[不没无未别冇唔非](?![?,.! ]|$|[^,.;?!]{1,3}的)")
# 不会是这样吧: asks whether it is not so.
_UNLIKELY = re.compile(r"不会|不至于|总不(?:能|会)|不该")
# The lack of a thing, told before it and after it; and what tells of the rule rather than of the case.
_LACK_BEFORE = (
    r"(?:没(?!错|关系|问题|毛病|事)|冇|无|缺|差(?!不多)|未|欠|零|少了|谈不上|算不上|毫无|不(?:具备|满足|符合|带|含|懂|会|讲|搞|管))"
    r"(?:有|得|过|什么|啥|乜|半点|任何|一点儿?|一个|一项|一样|了|像样的?|正经的?|专门的?|[^,.;?!可但却有是]{0,3}?)"
)
_LACK_AFTER = (
    r"没(?!错|问题|毛病)|冇|尚?未|不(?:够|足|到位|齐|全|行|明显|成|存在|具备|达标|强|大)|为零|是零|等于零|空白|空着|缺|欠|停在|"
    r"打算|(?:明|后)年|回头再|以后再|再说|再琢磨|谈不上|挂零|差(?:一|得|远|口)|黄了|停了|撤了"
)
_OF_RULE = re.compile(r"没(?:有)?(?:要求|规定|写|说|提|限|硬性|讲)|不(?:要求|规定|限)|无(?:要求|规定|需|须)")
# 那么这部分是上缴还是留用, 难道是五成吗: what is asked of stands in the clause before.
_POINTS_BACK = re.compile(r"^(?:那么?)?(?:这|那)(?:部分|笔|些)|^(?:难道)?是")
# Asks for an exception (破例, 通融).
_EXCEPTION = "asks_exception"
# The other half of an alternative (能报了,还是得再等) is not put forward.
_ALTERNATIVE = re.compile(r"(?:^|[,.?! ])还是[^,.?!]*")


def check_claim(topic: Topic, chosen: Topic | Case, question: Question) -> Verdict | None:
    """The verdict on what a yes/no question states of what is answered; None where it states nothing that the text settles,
    or both what the text bears out and what it contradicts. A case that knows no statements goes by its topic's."""
    if not question.form.yes_no:
        return None
    text = put_forward(question)
    judged = chosen if _knows_claims(chosen) or _opposed(chosen, topic) else topic
    # What is found are denials or not: one that denies by itself is not turned round by a negated question.
    denied, affirmed = _own_words(topic, chosen, text)
    if not denied and not affirmed:
        pointed_at = _pointed_at(topic, chosen, question)
        if pointed_at is not None:
            return pointed_at
        denied = [s.negative for s in stated(text, judged.denies)]
        affirmed = [s.negative for s in stated(text, judged.affirms)]
    if not denied and not affirmed:
        return _standing(chosen, text, _turned(question))
    if denied and affirmed and not is_tag(question.clause):
        return None  # 是专家还是自己人: which of two; of a claim, one part that is not so makes it not so
    verdict: Verdict = "no" if denied else "yes"
    turned = _turned(question) and not any((*denied, *affirmed))
    return _OPPOSITE[verdict] if turned else verdict


def _knows_claims(chosen: Topic | Case) -> bool:
    return bool(chosen.denies or chosen.affirms or chosen.bears_out or chosen.contradicts)


def _turned(question: Question) -> bool:
    """Whether the asking clause itself denies what it puts forward; a tag and 还能继续不 ask what they name as it is."""
    return (
        question.form.negated() and not is_tag(question.clause) and _DENIES.search(settle(question.clause)) is not None
    )


def _own_words(topic: Topic, chosen: Topic | Case, text: str) -> tuple[list[bool], list[bool]]:
    """What a text's own patterns find of denied and of borne out statements: those of the case before its topic's."""
    for known in (chosen, topic):
        denied, affirmed = _found(text, known.contradicts), _found(text, known.bears_out)
        if denied or affirmed:
            return denied, affirmed
    return [], []


def _pointed_at(topic: Topic, chosen: Topic | Case, question: Question) -> Verdict | None:
    """The verdict on what stands elsewhere in the message, where the asking clause itself states nothing and only points
    back at it (门槛这么高?, 写了这条吗)."""
    denied, affirmed = _own_words(topic, chosen, settle(unframed(question.text)))
    if not denied and not affirmed:
        return None
    verdict: Verdict = "no" if denied else "yes"
    return _OPPOSITE[verdict] if question.form.negated() and _UNLIKELY.search(question.clause) else verdict


def claim_on_silence(topic: Topic, question: Question) -> Verdict | None:
    """The verdict on a claim that a text has, or has not, what it is silent on (条件里有荣誉这一条,对吗)."""
    if not topic.silent or not question.form.yes_no:
        return None
    return _pointed_at(topic, topic, question)


def _found(text: str, patterns: Iterable[str]) -> list[bool]:
    """For each of a text's patterns that the words match, whether the words matched deny something by themselves."""
    matches = (re.search(pattern, text) for pattern in patterns)
    return [_DENYING.search(match[0]) is not None for match in matches if match is not None]


def lacks(topic: Topic, chosen: Topic | Case, question: Question) -> bool:
    """Whether a yes/no question tells that something is lacking of what the text requires (没有方案, 激励还没搞)."""
    needs = chosen.needs or (topic.needs if chosen is topic else ())
    if not needs or not question.form.yes_no:
        return False
    clauses = re.split(r"[,.;:?! ]", settle(question.text))
    return any(_lacking(need).search(clause) and not _OF_RULE.search(clause) for need in needs for clause in clauses)


@cache
def _lacking(need: str) -> re.Pattern[str]:
    """Words that tell the lack of a thing, before it or after it."""
    return re.compile(rf"(?:{_LACK_BEFORE})(?:{need})|(?:{need})[^,.;?!]{{0,8}}?(?:{_LACK_AFTER})")


def check_order(pack: Pack, topic: Topic, question: Question) -> Verdict | None:
    """The verdict on an order of steps that the message puts forward (先公示再征求意见), where what is answered is of the
    procedure; None where it names no two steps."""
    procedure = next((t for t in pack.topics.values() if t.steps), None)
    if procedure is None or not question.form.yes_no or not _clauses(topic) & _clauses(procedure):
        return None
    text = put_forward(question)
    for pattern in _ORDERS:
        for match in pattern.finditer(text):
            first, then = _step(procedure, match["first"]), _step(procedure, match["then"])
            if first is not None and then is not None and first != then:
                return "yes" if first < then else "no"
    return None


def _clauses(topic: Topic) -> set[str]:
    """The articles (the first part of their ids) that a topic rests on."""
    return {c.clause.split(".")[0] for c in (*topic.cite, *topic.items)}


def _step(procedure: Topic, words: str) -> int | None:
    """The place of the step that the words name; None where they name none, or several."""
    named = [i for i, pattern in enumerate(procedure.steps) if re.search(pattern, words)]
    return named[0] if len(named) == 1 else None


def fulfils(topic: Topic, chosen: Topic | Case, question: Question) -> bool:
    """Whether the message tells that all that a topic requires is there, and asks whether that will do."""
    verdicts = topic.yes_no or {}
    if chosen is not topic or verdicts.get("required") != "yes" or verdicts.get("allowed") != "no":
        return False
    told = settle(question.text)
    asked = question.form.yes_no and question.form.asked[0] == ("allowed", False)
    return asked and _THERE.search(told) is not None and _LACKING.search(told) is None


def _opposed(chosen: Topic | Case, topic: Topic) -> bool:
    """Whether a case refuses what its topic allows, so that what the topic says of statements does not hold for it."""
    case, general = chosen.yes_no or {}, topic.yes_no or {}
    return case.get("allowed") == "no" and general.get("allowed") == "yes"


def rules_out_exceptions(chosen: Topic | Case, question: Question) -> bool:
    """Whether the question takes a refusal that the text hedges (一般, 原则上) to have no exception: that is not so."""
    form = question.form
    if not form.yes_no or not (form.absolute or _NO_EXCEPTION.search(put_forward(question))):
        return False
    refused = (chosen.yes_no or {}).get("allowed") in ("no", "depends") or is_tag(question.clause)
    return refused and _HEDGE.search(chosen.answer) is not None


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
    wanted = stated(settle(question.nearby) if _POINTS_BACK.search(asked) else asked, attributes())
    if not wanted:
        return False
    clauses = "".join(pack.clauses[pack.clauses.full_id(c.clause)].text for c in (*topic.cite, *topic.items))
    return any(not any(word in clauses for word in statement.unless) for statement in wanted)


def asked_beside(topic: Topic, question: Question) -> tuple[str, ...]:
    """The subjects that the message asks about beside the topic's own, by the words that it has for them."""
    if not topic.beside:
        return ()
    return tuple(dict.fromkeys(topic.beside[s.kind] for s in stated(settle(question.text), topic.beside)))


def _standing(chosen: Topic | Case, text: str, turned: bool) -> Verdict | None:
    """The verdict on a statement that any rule settles: whether it applies, whether anything is to be had."""
    verdicts = chosen.yes_no or {}
    if stated(text, [_EXCEPTION]) and verdicts.get("allowed") != "depends" and not _HEDGE.search(chosen.answer):
        return "no"  # neither text has a word of exceptions but where it hedges
    for statement in stated(text, _STANDING):
        for proposition, denies in _STANDING[statement.kind]:
            verdict = verdicts.get(proposition)
            if verdict is not None:
                denied = denies != (not statement.negative and turned)
                return _OPPOSITE.get(verdict, verdict) if denied else verdict
    return None
