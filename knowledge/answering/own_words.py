"""What a topic's own patterns of people's words (`bears_out`, `contradicts`) make of a yes/no question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from knowledge.answering.framing import asks_if_wrong, points_back
from knowledge.answering.hearsay import asked_alone, without_hearsay
from knowledge.answering.offices import told_tasks
from knowledge.pack import Case, Pack, Topic
from knowledge.pack.models import Verdict
from knowledge.patterns import compiled
from knowledge.understanding import Question, is_tag, settle, unframed

_OPPOSITE: dict[Verdict, Verdict] = {"yes": "no", "no": "yes"}
_DENYING = compiled(r"[不没无未别冇唔非]")
# Words with such a character that deny nothing of what is stated (没错, 对否, 不管, 没人推荐也能报).
_NO_DENIAL = compiled(
    r"[不没无冇唔](?:有|算|是|会)?(?:我|他)?(?:说|讲|记|算|理解|看|写|弄|搞|听|会|给|印|搅|答|画|传|转|抄|想)?(?:得|的)?"
    r"(?:错|岔|偏|混|串|反|张冠李戴|毛病|问题|关系|意思|冤枉|误导|违规|事)(?:了|话|谁|意)?|"
    r"[类级分特区个性识]别|非常|未来|不管|不论|无论|不但|不仅|不光|不然|不过|不料|难道不|难不成|是不是|不合格(?=的?$)|非得|非要|非(?=[^,.;?!]{1,8}不可)|"
    r"不是(?=[^,.;?!]{1,30}[吗嘛么](?:[?,.! ]|$))"
)
# A denial that turns round what follows it (不用…, 没写…), or what it follows (…可以不交, …没写).
_DENIED_BEFORE = compiled(
    r"[不没无未别冇唔非](?:是|用|必|需|须|要|会|得|能|说|写|有|提|讲|叫|许|准|让|再|限|规定|要求)*[^,.;?!]{0,2}$|"
    r"[不没未冇](?:有)?(?:让|要求|说|写|规定|提|讲)[^,.;?!]{0,8}$"
)
_DENIED_AFTER = compiled(
    r"^(?:这|那)?(?:一)?(?:步|条|句|环|道|关|话|项|样|点)?(?:话)?(?:的)?(?:可以|能|也|都|就|还|根本|压根)?"
    r"(?:不(?:用|必|需|要|行|对|在|成立|算|存在|可|能|许|准|是(?:这|那|真|的))|没(?:有|写|提|这)|免了|省了)(?!吗|么|没)|"
    r"^[^,.;?!]{0,10}(?:是|可)?不(?:行|可以|对|合规|成)的?$"
)

# 到底给否, 还有得拿没, 拿得到手不: asks on its own, whatever the message tells before it.
_ON_ITS_OWN = compiled(
    r"到底|(?:光|单|就)(?:凭|因|冲)这|(?:给|拿|领|发|拨|退|追|报|奖|补|享受|申请?)(?:否(?=[^,.;?!]{0,3}(?:[?,.! ]|$))|得(?:到|了|成)?手?(?:否|不|吗|没)|(?:不|没|吗)(?=[?,.! ]|$))"
)
# 能不能申报建设项目, 还能建一个不: asks of the case that is told, whatever was said of the rule before it.
_MAY_IT = compiled(
    r"能否(?:再|自己|单独)?(?:申报|报|建|办|设|弄|搞|当|做|领|拿)|(?:还|再)能[^,.;?!没不]{1,10}(?:不|吗|么|没)(?=[?,.! ]|$)|能(?:够)?(?:报|申报|申请|建|当|参加)[^,.;?!没不]{0,12}(?:不|吗|么)(?=[?,.! ]|$)"
)
# 这制度是不是必须得有的, 复印件也要交吗: asks whether a thing that it names is demanded.
_MUST_IT = compiled(r"[^,.;?!]{2,}(?:必须|必需|得有|要交|要有|需要|要不要|用不用|须)")
# 能跳过不走吗, 这一步可以省了不: asks by itself whether it may be left out.
_WITHOUT_IT = compiled(r"(?:跳过|绕过|略过|省|免|不|没)[^,.;?!]{1,10}(?:吗|么|嘛|行|可以|成|不(?=[?,.! ]|$))")
# 他以为立项就有钱: is told as mistaken.
_SUPPOSED = compiled(r"[^,.;?!]*以为[^,.;?!]*[,.;]")

# Facts that many messages state by the way: a case that needs no other says nothing of what is asked.
_COMMON_FACTS = frozenset({"unit.type", "leader.skill_level", "materials.only"})


@dataclass(frozen=True)
class OwnWords:
    """The verdict of a topic's own patterns, and the `words` that they matched."""

    verdict: Verdict
    words: str


def own_words(pack: Pack, topic: Topic, chosen: Topic | Case, question: Question) -> OwnWords | None:
    """What the patterns of the case, or else of its topic, find in what is asked, or else in what stands beside it, or
    else in the whole message; failing these, which office is said to do what, and what is named of a list that the text
    has whole. None where nothing is found. Of a claim, one part that is not so makes it not so."""
    if not question.form.yes_no:
        return None
    wrong = asks_if_wrong(question)
    beside = () if _ON_ITS_OWN.search(settle(question.clause)) else (question.nearby, question.text)
    told = _after_a_claim(topic, question)
    ruled = isinstance(chosen, Case) and rests_on_facts(chosen)
    if question.form.asked[0] == ("required", False) and not points_back(question) and _MUST_IT.search(question.clause):
        beside = ()
    if (
        question.form.asked[0] == ("required", True)
        and not points_back(question)
        and _WITHOUT_IT.search(question.clause)
    ):
        beside = ()
    if not told and (ruled or _MAY_IT.search(settle(question.clause))):
        beside = ()
    # What a topic bears out says nothing of a case that is refused, unless it is the refusal that is asked after.
    refused = _refused(chosen) and (not told or opposed(chosen, topic))
    differs = ruled and _differs(chosen, topic, question)
    # What is asked if it is wrong stands before the clause that asks, which may name what it is held against.
    for text in (question.nearby if wrong else question.clause, *beside):
        own = asked_alone(question) if text == question.clause else without_hearsay(question, text)
        settled = settle(unframed(_SUPPOSED.sub("", own)))
        found = list(_found(chosen, settled)) or [
            o for o in _found(topic, settled) if not differs and not (o.verdict == "yes" and refused)
        ]
        if not found and text == question.text:
            found = _by_office(pack, topic, settled) or _by_names(topic, settled)
        if found:
            verdicts = {o.verdict for o in found}
            if len(verdicts) > 1 and text == question.clause and not is_tag(text) and "还是" in text:
                return None  # 是专家还是自己人: which of two
            worst = next((o for o in found if o.verdict == "no"), found[0])
            if worst.verdict == "yes" and _hangs_on_more(chosen):
                return None
            words = " ".join(o.words for o in found if o.verdict == worst.verdict)
            # 那是不是没有通道: of a case told beside it, what is asked negated is the other way round
            turned = wrong or (
                worst.verdict == "yes" and not told and text != question.clause and question.form.negated()
            )
            return OwnWords(_OPPOSITE[worst.verdict] if turned else worst.verdict, words)
    return None


def _differs(chosen: Topic | Case, topic: Topic, question: Question) -> bool:
    """Whether what is asked holds otherwise for the case than in general, so that the topic's words say nothing of it."""
    asked = question.form.asked[0][0]
    case, general = (chosen.yes_no or {}).get(asked), (topic.yes_no or {}).get(asked)
    return case is not None and general is not None and case != general


def telling(case: Case) -> bool:
    """Whether the case rests on a fact that is stated only where it matters."""
    return any(name not in _COMMON_FACTS for condition in case.when for name in condition.names("field"))


def _refused(chosen: Topic | Case) -> bool:
    """Whether it is a case that is refused by a rule, or for a fact that is stated only where it matters."""
    if not isinstance(chosen, Case) or (chosen.yes_no or {}).get("allowed") != "no":
        return False
    return rests_on_facts(chosen)


def rests_on_facts(case: Case) -> bool:
    """Whether the case rests on a rule, or on a fact that is stated only where it matters."""
    return telling(case) or any(condition.names("rule") for condition in case.when)


def opposed(chosen: Topic | Case, topic: Topic) -> bool:
    """Whether a case refuses what its topic allows, so that what the topic says of statements does not hold for it."""
    case, general = chosen.yes_no or {}, topic.yes_no or {}
    return case.get("allowed") == "no" and general.get("allowed") == "yes"


def _after_a_claim(topic: Topic, question: Question) -> bool:
    """Whether the question asks after what is told beside it, rather than what holds for a case that is told (让不让报)."""
    whole = topic.by_office or bool(topic.names)
    return whole or question.form.asked[0][0] != "allowed" or points_back(question)


def _hangs_on_more(chosen: Topic | Case) -> bool:
    """Whether it is a case that depends on something more, so that its topic's words do not bear it out."""
    known = chosen.bears_out or chosen.contradicts
    return isinstance(chosen, Case) and not known and set((chosen.yes_no or {}).values()) == {"depends"}


def speaks_of(topic: Topic, question: Question) -> bool:
    """Whether a yes/no question has words that the topic has patterns for."""
    texts = (question.clause, question.nearby, question.text)
    return question.form.yes_no and any(any(_found(topic, settle(unframed(text)))) for text in texts)


def borne_out(topic: Topic, chosen: Topic | Case, question: Question) -> tuple[str, ...]:
    """The words of the message that the text bears out, by the case's patterns or else its topic's."""
    text, patterns = settle(question.text), chosen.bears_out or topic.bears_out
    return tuple(match[0] for pattern in patterns for match in _compiled(pattern).finditer(text))


def _by_office(pack: Pack, topic: Topic, text: str) -> list[OwnWords]:
    """What a message says of which office does what, where a topic's claims are held against the division of work."""
    told = told_tasks(pack, text) if topic.by_office else []
    return [OwnWords("yes" if so else "no", "") for so in told]


def _by_names(topic: Topic, text: str) -> list[OwnWords]:
    """Whether a message names any of what the text names, where it names all of the kind."""
    if not topic.names:
        return []
    named = any(_compiled(name).search(text) for name in topic.names)
    return [OwnWords("yes" if named else "no", "")]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pack's pattern, compiled once: the packs have more of them than `re` keeps."""
    return compiled(pattern)


def _found(judged: Topic | Case, text: str) -> Iterator[OwnWords]:
    """What the patterns match, each with its verdict as it stands in its clause."""
    verdicts: tuple[tuple[Verdict, tuple[str, ...]], ...] = (("yes", judged.bears_out), ("no", judged.contradicts))
    for verdict, patterns in verdicts:
        for pattern in patterns:
            match = _compiled(pattern).search(text)
            if match is not None:
                yield OwnWords(_OPPOSITE[verdict] if _denied(text, match) else verdict, match[0])


_NEGATIVES = ("不", "不是", "没", "没有", "未", "无", "别", "冇", "唔", "非")


def _denied(text: str, match: re.Match[str]) -> bool:
    """Whether the words beside a match in its clause deny it; a match that itself denies stands as it is."""
    if _DENYING.search(match[0]) is not None:
        return False
    before = re.split(r"[,.;:?! ]", text[: match.start()])[-1]
    if match[0].startswith(("得", "要")):
        before = before.removesuffix("非")  # 四条非得都占全: no denial
    if match[0].startswith(("就能", "就可以", "就给", "就发", "就有")) and not before.endswith(_NEGATIVES):
        before = ""  # 还没期满就能领: what is denied is the condition
    after = re.split(r"[,.;:?! ]", text[match.end() :])[0]
    return (
        _DENIED_BEFORE.search(_NO_DENIAL.sub("", before)) is not None
        or _DENIED_AFTER.search(_NO_DENIAL.sub("", after)) is not None
    )
