"""What the person puts forward about a rule (every year, before the work), held against what the text says."""

from __future__ import annotations

import re
from functools import cache

from knowledge.answering.framing import asks_if_right, asks_if_wrong
from knowledge.answering.hearsay import without_opinions
from knowledge.answering.own_words import opposed
from knowledge.pack import Case, Pack, Topic
from knowledge.pack.models import Proposition, Verdict
from knowledge.patterns import compiled
from knowledge.statements import attributes, stated
from knowledge.understanding import Question, is_question, is_tag, settle, unframed

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
_HEDGE = compiled(r"一般|原则上")
_NO_EXCEPTION = compiled(
    r"一律|无一例外|(?:没|无|冇)(?:有)?(?:任何|一点|半点)?(?:例外|余地|商量|回旋|变通)|(?:例外|余地|商量|变通)[^,.;?!]{0,6}(?:没|不)"
)
# 先A再B, A之后才B, B之前要A: an order of two steps.
_ORDERS = (
    compiled(r"先(?P<first>[^.;?!]{2,16}?)[,、]?(?:再|然后|之后|后|才|接着)(?P<then>[^,.;?!]{2,16})"),
    compiled(
        r"(?P<first>[^,.;?!]{2,12}?)(?:之后|以后|完了?|过后|结束后?)[,]?(?:还|得|要)*(?:才|再|就|又|去)(?P<then>[^,.;?!]{2,14})"
    ),
    compiled(r"(?P<then>[^,.;?!]{2,12}?)(?:之前|以前|前)[,]?(?:要|得|先|就|已)(?P<first>[^,.;?!]{2,14})"),
    compiled(r"(?P<first>[^,.;?!]{2,12})[排放画搁摆]?在(?P<then>[^,.;?!]{2,12}?)(?:的)?(?:前面|之前|前头|前)"),
    compiled(r"(?P<then>[^,.;?!]{2,12})[排放画搁摆]?在(?P<first>[^,.;?!]{2,12}?)(?:的)?(?:后面|之后|后头)"),
)
# A、B、C、D or A→B→C: a list of so many steps and more is in their order.
_LISTS = compiled(r"[^,.;?!、→>\-]{2,14}(?:(?:、|→|->|-+>?)[^,.;?!、→>\-]{2,14}){2,}")
SHORTEST_LIST = 3
# 这样的顺序对吗: the order itself stands before the clause that asks.
_ORDER_ASKED = compiled(r"顺序|次序|先后|这(?:样|么)排")
# What is told to be there (都有, 交齐了, 能提供), and words of a lack, which undo it.
_THERE = compiled(
    r"(?:都|全|样样|统统|均|俱)(?:已经?|给)?(?:有|齐|交|备|具备|到位|建|满足|符合|办|配|写|提供|落实)(?!吗|么|嘛)|齐(?:了|全|备)|"
    r"(?:交|备|准备|报|办|建|提供|落实|配)(?:齐|好|全|妥|足)(?:了|全)?|能(?:够)?(?:提供|保证|拿出|给到)|"
    r"已经?(?:有|交|报|建|提供|具备|配备|制定|签)|(?:交|建|立|设|定|配|备)了"
)
_LACKING = compiled(
    r"没|冇|缺|差|少(?!于)|不(?!同|错|过|管|止|断|少)|未|无|只(?:有|交|是)|光(?:有|交)|除了|如果不|拿什么|后补"
)
# The lack of a thing, told before it and after it; and what tells of the rule rather than of the case.
_LACK_BEFORE = (
    r"(?:没(?!错|关系|问题|毛病|事|得说|的说|得挑|的挑)|冇|无|缺|差(?!不多)|未|欠|零|少了|谈不上|算不上|毫无|不(?:具备|满足|符合|带|含|懂|会|讲|搞|管|出|给|掏|拨|提供|配|建|立|写))"
    r"(?:有|得|过|什么|啥|乜|半点|任何|一点儿?|一个|一项|一样|了|像样的?|正经的?|专门的?|[^,.;?!可但却有是]{0,4}?)"
)
_LACK_AFTER = (
    r"没(?!错|问题|毛病|得说|的说|得挑|的挑|话说)|冇|尚?未|不(?:够|足|到位|齐|全|行|明显|成|存在|具备|达标|强|大)|为零|是零|等于零|空白|空着|缺|欠|停在|"
    r"打算|(?:明|后)年|回头再|以后再|再说|再琢磨|谈不上|挂零|差(?:一|得|远|口)|黄了|停了|撤了"
)
_OF_RULE = compiled(r"没(?:有)?(?:要求|规定|写|说|提|限|硬性|讲)|不(?:要求|规定|限)|无(?:要求|规定|需|须)")
# 是现场答辩还是只看纸面: asks, whatever the clause after it asks.
_EITHER = compiled(r"[^,.;?!]{2,}还是")
_CLAUSES = compiled(r"[,.;:?!]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
# 那么这部分是上缴还是留用, 那两万他那份还给不给: what is asked of stands in the clause before.
_SHARE_OF_IT = compiled(r"^[^,.;?!]{0,6}(?:这|那)(?:部分|笔|些|份)|^(?:难道)?是")
# Words that ask whether a condition is met, and how far before them a denial turns that round.
_MET = compiled(
    r"够(?:格|条件|资格|得[上着]|了|否|吗|吧|么)|合格|达标|满足|达到|具备|齐(?:了|活|全|备)|(?<=算)齐|齐(?=[?]|$)|完整|过(?:关|得去|了|得了|否)|能过|通过|符合|"
    r"(?:站|立)得住|批得(?:下来?|了)|准得了|(?:讲|说)得通|放心|稳了|稳妥|行得通|能行|算有|算够|踩线|守(?:得)?住|ok|认|(?:没|无)(?:有)?(?:悬念|疑问|障碍|疑义)"
)
_DENIED_BEFORE = compiled(r"[不没未冇](?:能|会|算|是|被|太|完全|可能|一定|怎么|就)?$")
# What makes a tale of what is there a tale of a part of it, or of a promise.
_IN_PART = compiled(
    r"只(?:要|有|靠|凭|占|带)|光(?:有|靠|凭|是)|(?:单|仅)(?:靠|凭|有)|凭|一毛不拔|甩手|口头|画饼|打算|明年|回头|以后|后补|再补|不(?:用|必|需|出|给|掏)|混|"
    r"(?:自己|自个)(?:找|借|买|掏|租|想办法)|等政府|口号|空话|落不了地|走过场|借|没下|审批|"
    r"(?:还|仍|尚)在(?:起草|办|写|谈|走|筹)|等[^,.;?!]{0,8}再"
)
# Asks for an exception (破例, 通融).
_EXCEPTION = "asks_exception"
# 解读里有这条吗, 真有这回事, 属实吗: asks whether the text has what is put forward; and words that it has not.
_OF_THE_TEXT = compiled(
    r"(?:有|列|写|提|记|载)(?:着|了|明|过|到|出|进|否)?(?:这|那|吗|么|吧|没)|(?:真|确实|当真|果真)(?:的|是)?(?:有|这|写|给|奖|发)|"
    r"属实|规定|解读|条文|文件|措施|清单|(?:写|列|提|记|载)(?:着|了|明|过|到|出|进|有)|"
    r"(?:对|是|真|没错|有)的?(?:吗|吧|么|不对|不是)(?=[?,.! ]|$)|系咪|系唔系|有这回事|这么回事"
)
_ABSENT = compiled(
    r"(?:(?<![了过着事])没(?!错|毛病|记|看|说|理解|读|漏|搞|弄|骗|瞎|吹|问题|跟|准|懂|想|有?[?,.! ]*$)|冇|未|无)|"
    r"不(?:给|发|奖|分|设|含|存在|包括|提|写|是|讲|搞)|是别处|别处的|(?:别|其他|另外)的?(?:地方|城市|家)|一个?字都?"
)
# The other half of an alternative (能报了,还是得再等) is not put forward.
_ALTERNATIVE = compiled(r"(?:^|[,.?! ])还是[^,.?!]*")


def check_claim(topic: Topic, chosen: Topic | Case, question: Question) -> Verdict | None:
    """The verdict on what a yes/no question states of what is answered; None where it states nothing that the text settles,
    or both what the text bears out and what it contradicts. A case that knows no statements goes by its topic's."""
    if not question.form.yes_no:
        return None
    text = put_forward(question)
    judged = chosen if chosen.denies or chosen.affirms or opposed(chosen, topic) else topic
    denied, affirmed = stated(text, judged.denies), stated(text, judged.affirms)
    if not denied and not affirmed:
        return _standing(chosen, text, question.asks_negated(text) and not is_tag(question.clause))
    if denied and affirmed and not is_tag(question.clause):
        return None  # 是专家还是自己人: which of two; of a claim, one part that is not so makes it not so
    verdict: Verdict = "no" if denied else "yes"
    denies = any(s.negative for s in (*denied, *affirmed))
    return _OPPOSITE[verdict] if _turns(question, text, denies) else verdict


def _turns(question: Question, text: str, denies: bool) -> bool:
    """Whether the question turns a verdict on its claim round: it asks if that is wrong, or asks negated what does not deny
    by its own words."""
    if asks_if_wrong(question):
        return True
    return question.asks_negated(text) and not denies and not asks_if_right(question)


def lacks(topic: Topic, chosen: Topic | Case, question: Question) -> bool:
    """Whether a yes/no question tells that something is lacking of what the text requires (没有方案, 激励还没搞), or tells
    what is against it and asks if that will do."""
    needs = chosen.needs or (topic.needs if chosen is topic else ())
    if not needs or not question.form.yes_no:
        return False
    told = settle(question.text)
    own = settle(without_opinions(question.text))
    if asks_if_met(question) is not None and any(re.search(p, own) for p in chosen.contradicts or topic.contradicts):
        return True
    clauses = re.split(r"[,.;:?! ]", told)
    return any(_lacking(need).search(clause) and not _OF_RULE.search(clause) for need in needs for clause in clauses)


@cache
def _lacking(need: str) -> re.Pattern[str]:
    """Words that tell the lack of a thing, before it or after it."""
    return compiled(rf"(?:{_LACK_BEFORE})(?:{need})|(?:{need})[^,.;?!]{{0,8}}?(?:{_LACK_AFTER})")


def claims_absent(topic: Topic, question: Question) -> Verdict | None:
    """The verdict on a claim that the text has (or has not) what it has no word of; None where none is put forward.

    A silent topic whose `yes_no` says that it does not hold takes such claims; a plain question on it stays unanswered.
    """
    if not topic.silent or topic.yes_no is None or not question.form.yes_no or question.form.asks_figure:
        return None
    text = settle(without_opinions(question.text))
    if not (is_tag(question.clause) or _OF_THE_TEXT.search(text)):
        return None
    return "yes" if _ABSENT.search(text) else "no"


def check_order(pack: Pack, topic: Topic, question: Question) -> Verdict | None:
    """The verdict on an order of steps that the message puts forward (先公示再征求意见), where what is answered is of the
    procedure; None where it names no two steps."""
    procedure = next((t for t in pack.topics.values() if t.steps), None)
    if procedure is None or not question.form.yes_no or not _clauses(topic) & _clauses(procedure):
        return None
    wrong = asks_if_wrong(question)
    texts = [put_forward(question), settle(question.nearby)]
    if _ORDER_ASKED.search(question.text):
        texts.append(settle(question.text))
    for text in texts:
        verdict = _order_stated(procedure, text)
        if verdict is not None:
            return _OPPOSITE[verdict] if wrong else verdict
    return None


def _order_stated(procedure: Topic, text: str) -> Verdict | None:
    """Whether the order of two steps, or of a list of them, that the words state is the procedure's."""
    for pattern in _ORDERS:
        for match in pattern.finditer(text):
            first, then = _steps(procedure, match["first"]), _steps(procedure, match["then"])
            if first and then and first[-1] != then[0]:
                return "yes" if first[-1] < then[0] else "no"
    for listed in _LISTS.finditer(text):
        steps = _steps(procedure, listed[0])
        if len(steps) >= SHORTEST_LIST:
            return "yes" if steps == sorted(steps) else "no"
    return None


def _clauses(topic: Topic) -> set[str]:
    """The articles (the first part of their ids) that a topic rests on."""
    return {c.clause.split(".")[0] for c in (*topic.cite, *topic.items)}


def _steps(procedure: Topic, words: str) -> list[int]:
    """The places of the steps that the words name, in the order of the words."""
    named = [(match.start(), i) for i, step in enumerate(procedure.steps) if (match := re.search(step, words))]
    return [i for _, i in sorted(named)]


def fulfils(topic: Topic, chosen: Topic | Case, question: Question) -> bool:
    """Whether the message tells that all that a topic requires is there, and asks whether that will do."""
    verdicts = topic.yes_no or {}
    if verdicts.get("required") != "yes" or not question.form.yes_no or (chosen is not topic and not chosen.needs):
        return False
    told = settle(question.text)
    if chosen.needs:
        there = any(re.search(need, told) for need in chosen.needs) or _THERE.search(told) is not None
        lacking = lacks(topic, chosen, question) or _IN_PART.search(told) is not None
        if there and not lacking and asks_if_met(question) is not None:
            return True
    asked = verdicts.get("allowed") == "no" and question.form.asked[0] == ("allowed", False)
    return asked and _THERE.search(told) is not None and _LACKING.search(told) is None


def asks_if_met(question: Question) -> bool | None:
    """Whether the question asks if a condition is met (True) or if it is not (False); None where it asks neither."""
    asked = put_forward(question) if is_tag(question.clause) else settle(question.clause)
    matches = list(_MET.finditer(asked))
    return _DENIED_BEFORE.search(asked[: matches[-1].start()]) is None if matches else None


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


# 总部说“一个公司一个工作室，你俩抓阄”: what is quoted asks for nothing.
_SAID_BY_OTHERS = compiled(r"(?<=[说讲话喊嚷嘴])[:,]?[“\"「『][^“”\"「」『』]{6,60}[”\"」』]")


def goes_beyond(pack: Pack, topic: Topic, question: Question, ruled: bool = False) -> bool:
    """Whether the question asks for something that the topic's text leaves open: of a kind that the topic names, or an
    attribute (an address, who stamps) of which none of the topic's clauses has a word. Where a case is `ruled` by what is
    told, what stands beside its question is the story."""
    at = question.nearby.rfind(question.clause)
    up_to = question.nearby if at < 0 else question.nearby[: at + len(question.clause)]
    asked, beside = settle(question.clause), settle(_SAID_BY_OTHERS.sub("", up_to))
    told = settle(_SAID_BY_OTHERS.sub("", without_opinions(question.text)))
    asking = [c for c in _CLAUSES.split(told) if _EITHER.search(c) or is_question(c)]
    for text in (beside if _SHARE_OF_IT.search(asked) else asked, *asking):
        if topic.leaves_open and stated(text, topic.leaves_open):
            return True
    wanted = [
        statement for text in (asked if ruled else beside, *asking) for statement in stated(f"{text} ", attributes())
    ]
    if not wanted:
        return False
    clauses = "".join(pack.clauses[pack.clauses.full_id(c.clause)].text for c in (*topic.cite, *topic.items))
    return any(not any(word in clauses for word in statement.unless) for statement in wanted)


def asked_instead(topic: Topic, question: Question) -> str | None:
    """The subject that the asking clause turns to from the topic's own, by the words that it has for it."""
    turned = stated(settle(question.nearby or question.clause), topic.turns_to)
    return topic.turns_to[turned[0].kind] if turned else None


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
