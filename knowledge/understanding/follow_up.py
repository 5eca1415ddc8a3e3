"""A message that goes on from the one before it: the question asked again with something changed, told or corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from knowledge.facts import Facts
from knowledge.patterns import compiled
from knowledge.understanding.classifier import probabilities
from knowledge.understanding.features import concepts
from knowledge.understanding.form import Form, asks_yes_or_no, is_question
from knowledge.understanding.place import FOREIGN
from knowledge.understanding.question import LONGEST_THREAD, Context, Question, Reading
from knowledge.understanding.segments import Segment
from knowledge.understanding.trained import names_level
from knowledge.wording import find_quantities
from knowledge.wording.numerals import parse_number

if TYPE_CHECKING:
    from knowledge.understanding.understanding import Understander

_TEAM = "studio.team_size"
# 少来俩人, 人比刚才多两个: the team against the one before.
_MORE_OR_FEWER = compiled(
    r"(?P<way>多|少)(?:来|了|出|报|带|配|添|招)?(?P<n>[一二两三四五1-5]|俩|仨)(?:个|名|位)?(?=人|队员|成员|组员|徒弟|[,.?! 呢]|$)"
)
# 漏了,还有三个高级工: on top of those stated before.
_AS_WELL = compiled(r"还有|另外|漏|外加|再加|加上|连同|也有")
# 那B类呢: no question of its own.
_ELLIPTIC = compiled(r"^(?:那么?|还有|再|可)?[^,.;?!怎咋谁哪什啥几多]{1,12}(?:呢|咧|捏|哩|呐|嘞)[?!. ]*$")
# 白纸黑字在哪条, 指给我看: where it is written.
_WHERE_WRITTEN = compiled(
    r"白纸黑字|(?:写|规定|列)(?:着|了)?在(?:哪|什么地方)|(?:哪|第几)(?:一)?(?:条|款|章)(?:哪款|哪项)?(?:里|上)?(?:写|说|讲|规定|有|[?,.! ]|$)|哪(?:儿|里|边)?写(?:着|了|的)|出处|指(?:给|出来?给?)我(?:看|瞧)"
)
# A follow-up that is this sure of a subject is a new question; below it, it continues the one before.
NEW_SUBJECT = 0.5
# One of few words, read by what was learned from few words, asks after a subject of its own from here on.
SURE_OF_FEW = 0.8
# A supposition keeps to what was asked before unless it is this sure of another subject.
SUPPOSED_SUBJECT = 0.7
# A number that the subject before has a use for keeps to it unless another subject is this sure.
COUNTED_SUBJECT = 0.9
_FOLLOW_UP = compiled(
    r"^(?:那么?|那要是|要是|如果|假如|换成|换作|改成|再|还有|还|又|另外|而|可|但|且|我问的是|我说的是|问的是|说的是|我是问|我指|也|它|这个|那个|其中|如|同样|and|what about|how about|(?:行|好|哦|嗯|成|ok|知道了)[,.! ]*(?:那|同|换|如果|要是)|同一个问题|同样的?问题|一样的?问题|换)"
    r"|(?:呢|咧|捏|呐|嘞)[?!.]*$"
)
# 那假如没走推荐: it changes a condition of what was asked before.
_SUPPOSES = compiled(r"(?:那么?|可|但|又)?(?:假如|假设|如果|要是|倘若|若是|万一)")
# 你们也是这个口径?, 那边也一样吗: what was put forward before is asked again.
_SAME_AGAIN = compiled(
    r"也(?:是|得|要|算|有|讲|按|照)?(?:这|那|同)(?:个|么|样|套|种|一)|(?:也|都|同样|是不是|是否)(?:是)?(?:一样|同样|如此)|一样(?:要|得|是|有)|一个(?:口径|规矩|样)"
)
# 那换成你们那边…的呢: the same question, put for another place.
_OTHER_PLACE_INSTEAD = compiled(r"^(?:行|好|哦|嗯)?[,.! ]*(?:那|要是)?换(?:成|作|到)?[^?]*呢[?!. ]*$")
# 先打钱还是干完再打: asks which of two.
_EITHER = compiled(r"[^,.;?!]还是[^,.;?!]")
# 那交给谁?: what was spoken of before is handed in.
_TO_WHOM = compiled(r"(?:那么?)?(?:要|得|该|是)?(?:交|报送?|送|递|提交)(?:给|到)(?:谁|哪)")
# 这3万也有份?, 那笔还能享受吗: the sum that was spoken of before.
_THAT_SUM = compiled(
    r"[这那][\d一二两三四五六七八九十]+(?:万|千|块)|[这那](?:一)?(?:笔|份)(?:钱|奖|补)?(?![^,.;?!]{0,6}(?:工作|材料))"
)
# 再躺平八个月: a length that comes on top of the one stated before.
_ON_TOP = compiled(r"再(?:过|躺|停|歇|拖|等|来|加)|接着|继续|又(?:过|停|歇|拖|黄|没中|没选|没评|落选|泡汤)")
# 说岔了,问的是…: puts right what was asked before.
_CORRECTED = compiled(
    r"(?:说|讲|问|打|搞|弄|记|写)(?:岔|错|反|混)(?:了|咗)|口误|更正一下|不对不对|我问的是|问的是|说的是"
)
# How much of a follow-up's subject rests on its own words; the rest on these together with what was asked before.
OWN_WORDS = 0.7
# A message of some length that is this sure of its subject stands for itself.
SURE_ALONE = 0.7
# Where the place that is spoken of now has no word of the subject, another counts from this chance on.
CHANCE_OF_ANOTHER = 0.2
# What the subject before has ahead of others: where the message asks, and where it only tells or names something.
ASKED_BEFORE = 0.1
TOLD_AFTER = 0.3
# A shorter message is a greeting rather than a story.
LEAST_TOLD = 6
# A longer message stands for itself.
LONGEST_CARRY = 40
LONGEST_TOLD = 90
SHORT = 14
_SAYS_NOTHING = compiled(
    r"(?:还是|是|不)?(?:一样|同样|相同|不同)(?:长|多|高|久|大)?|那么?|呢|如果|要是|换成|换作|改成|我问的是|我说的是|问的是|(?:同一个|同样的?|一样的?)问题|的话|换|行|是|吗|的|了|[,.?!]"
)
# 哦忘说了,我们某地的: only where one is.
_ONLY_WHERE = compiled(
    r"(?:哦|噢|啊|嗯|唉|哎|对|呀|呐|嘛|哈|咯|就|都|是|系|嘅)|忘(?:记|了)?(?:告诉你|跟你)?(?:说|讲|提)?|没(?:说|讲)|漏(?:了)?(?:说|讲)?|说漏|补充(?:一下|一句)?|(?:我|咱|俺|偶)(?:们|哋|家)?|"
    r"这边|那边|人|在|厂|单位|公司|工厂|企业|这儿|里|市|区|[,.?!的了 ]"
)


def follow_up(reader: Understander, normal: str, context: Context, on: date) -> Question | None:
    """The question that a message continues, or None where it stands for itself."""
    if context.subject is None:
        return None
    bare = reader.places.strip(normal).strip(" ,.?!")
    opened = _FOLLOW_UP.search(normal) is not None
    asks = is_question(normal) or asks_yes_or_no(normal) or _EITHER.search(normal) is not None
    if len(bare) > (LONGEST_CARRY if asks else LONGEST_TOLD) and not opened:
        return None
    moved = reader.places.find(normal).stated
    if moved and not asks and _CORRECTED.search(normal):
        return continued(reader, normal, context, on)
    if len(bare) <= LONGEST_CARRY and _WHERE_WRITTEN.search(normal):
        return replace(continued(reader, normal, context, on), form=Form(yes_no=False))
    decision = reader.decide(normal)
    chances = probabilities(decision)
    best = int(np.argmax(chances))
    classes = reader.compiled.subjects.classes
    sure = float(chances[best])
    nature = reader.library.subjects[classes[best]].nature
    if nature in ("smalltalk", "decline") and sure > NEW_SUBJECT:
        return None
    if _AS_WELL.search(normal) and any(name.startswith("trained.") for name in _told(reader, normal, context, on)):
        return continued(reader, normal, context, on)
    if _MORE_OR_FEWER.search(normal) and _TEAM in context.facts:
        return continued(reader, normal, context, on)
    if moved and opened and (_SAME_AGAIN.search(normal) or _OTHER_PLACE_INSTEAD.search(normal)):
        return continued(reader, normal, context, on)
    if stands_alone(reader, normal, context, on):
        return None
    emptied = _SAYS_NOTHING.sub("", bare).replace(FOREIGN, "")
    nothing_new = len(emptied) <= 1 or (not concepts(emptied) and len(emptied) <= 4)
    short = opened or len(bare) <= SHORT
    if short and (nothing_new or (sure < NEW_SUBJECT and not concepts(emptied))):
        return continued(reader, normal, context, on)
    if sure < SUPPOSED_SUBJECT and _SUPPOSES.match(normal) and asks_yes_or_no(normal):
        return continued(reader, normal, context, on)
    reads = reader.library.subjects[context.subject].reads
    counted = any(q.unit in reads for q in find_quantities(normal))
    if opened and counted and sure < COUNTED_SUBJECT and asks_yes_or_no(normal):
        return continued(reader, normal, context, on)
    if not moved and _TO_WHOM.match(normal):
        return continued(reader, normal, context, on)
    if asks and not moved and _THAT_SUM.search(normal) and _tells_a_case(reader, normal, context, on):
        return continued(reader, normal, context, on)
    if asks and not short and sure >= SURE_ALONE:
        return None
    joint = reader.decide(f"{context.question} {normal}")
    blended = OWN_WORDS * decision + (1 - OWN_WORDS) * joint
    elliptic = _ELLIPTIC.search(normal) is not None
    blended[classes.index(context.subject)] += TOLD_AFTER if elliptic or not asks else ASKED_BEFORE
    top = int(np.argmax(blended))
    place = moved[0] if len(moved) == 1 else context.policy
    if asks and moved and classes[top] == context.subject and _silent(reader, context.subject, place):
        another = next((c for c in np.argsort(-decision)[:2] if not _silent(reader, classes[c], place)), None)
        if another is not None and float(chances[another]) >= CHANCE_OF_ANOTHER:
            return None  # what the other place has no word of may go by another name there
    unanswered = _silent(reader, classes[top], place) and not _silent(reader, context.subject, place)
    if unanswered and sure < NEW_SUBJECT and asks_yes_or_no(normal):
        return continued(reader, normal, context, on)
    if classes[top] == context.subject:
        return continued(reader, normal, context, on)
    if top == best and sure >= NEW_SUBJECT and asks:
        return None
    question = reader.question(
        Segment(normal, normal, normal, normal, normal), blended, on, carried_over(normal, context)
    )
    if not asks and context.form is not None:
        form = replace(context.form, premise=question.form.premise, asks_length=False, asks_figure=False)
        question = replace(question, form=form)
    return replace(question, follows=context.question)


def stands_alone(reader: Understander, normal: str, context: Context, on: date) -> bool:
    """Whether a message of few words asks after a subject of its own (给多少钱, then: 条件), not after what was asked
    before it."""
    if context.subject is None:
        return True
    if _FOLLOW_UP.search(normal) or _ELLIPTIC.search(normal) or reader.places.find(normal).stated:
        return False
    likeliest = reader.likeliest_of_few(normal)
    natures = {reader.library.subjects[subject].nature for subject in likeliest}
    own = sum(likeliest.values()) >= SURE_OF_FEW and context.subject not in likeliest and natures == {"policy"}
    return own and not find_quantities(normal) and not _tells_a_case(reader, normal, context, on)


def _silent(reader: Understander, subject: str, place: str | None) -> bool:
    """Whether the text of a place has no answer on a subject (False where the place is not one)."""
    pack = reader.library.packs.get(place or "")
    topic = pack.topics.get(subject) if pack is not None else None
    return pack is not None and (topic is None or topic.silent)


def tells_only_where(reader: Understander, normal: str) -> bool:
    """Whether a message does nothing but name a place (哦忘说了,我们某地的)."""
    stated = reader.places.find(normal).stated
    return bool(stated) and not _ONLY_WHERE.sub("", reader.places.strip(normal))


def told_ahead(reading: Reading, context: Context) -> Context | None:
    """The context after a message that asks nothing but tells something ahead of a question; None after any other."""
    told = len(reading.normal) >= LEAST_TOLD and not is_question(reading.normal)
    if not told or context.subject is not None:
        return None
    return Context(policy=reading.place.policy or context.policy, question=reading.normal[-LONGEST_THREAD:])


def _tells_a_case(reader: Understander, normal: str, context: Context, on: date) -> bool:
    """Whether a message states a fact on which a case of what was asked before it rests."""
    pack = reader.library.packs.get(context.policy or "")
    topic = pack.topics.get(context.subject or "") if pack is not None else None
    told = _told(reader, normal, context, on)
    return (
        pack is not None
        and topic is not None
        and any(
            pack.meets(case.when, told) and any(name in told for c in case.when for name in c.names("field"))
            for case in topic.case
        )
    )


def _told(reader: Understander, normal: str, context: Context, on: date) -> Facts:
    """What a message states for the question before it."""
    assert context.subject is not None
    return reader.facts(normal, normal, context.subject, context.policy, on)


def carried_over(normal: str, context: Context) -> Facts:
    """What was stated before and still holds: not the people of another certificate level than the message names."""
    instead = names_level(normal) and not _AS_WELL.search(normal)
    return context.facts.without("trained.") if instead else context.facts


def _more_or_fewer(normal: str, facts: Facts, earlier: Facts) -> Facts:
    """The facts with the team that was stated before larger or smaller by what the message tells (少来俩人)."""
    told, team = _MORE_OR_FEWER.search(normal), earlier.number(_TEAM)
    number = parse_number({"俩": "二", "仨": "三"}.get(told["n"], told["n"])) if told is not None else None
    if told is None or team is None or number is None:
        return facts
    return Facts({**facts.values, _TEAM: max(team + (number if told["way"] == "多" else -number), 0.0)})


def continued(reader: Understander, normal: str, context: Context, on: date) -> Question:
    """The question before it, asked again with what the message changes."""
    assert context.subject is not None
    facts = _told(reader, normal, context, on)
    if _ON_TOP.search(normal):
        facts = facts.added_to(context.facts, "year")
    facts = _more_or_fewer(normal, facts, context.facts)
    facts = facts.over(carried_over(normal, context))
    form = reader.form(Segment(normal, normal, normal, normal))
    place = reader.places.find(normal)
    if context.form is not None and context.form.yes_no and place.stated and _SAME_AGAIN.search(normal):
        told = reader.places.strip(context.question)
        return Question(told, ((context.subject, 1.0),), facts, context.form, place, told, told)
    own = is_question(normal) and (form.yes_no or not _ELLIPTIC.search(normal))
    if context.form is not None and not own:
        form = replace(context.form, premise=form.premise)
    return Question(normal, ((context.subject, 1.0),), facts, form, place, normal, normal, follows=context.question)
