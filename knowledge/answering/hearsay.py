"""What a message tells that others say of the rule: part of what is asked only where the message asks after it."""

from __future__ import annotations

import re

from knowledge.answering.framing import points_back
from knowledge.patterns import compiled
from knowledge.understanding import Question

_SPEAKER = (
    r"老[^,.;?!]|总监|经理|主任|科长|主管|人事|校长|秘书长?|会长|[组班厂队院站所处部科校园店股课]长|亲家|亲戚|表[哥弟姐妹]|总部|那谁|朋友|同学|哥们|同事|隔壁[^,.;?!]{0,4}|同行|"
    r"人家|有人|网上|群里|背后|他|她|会计|财务|出纳|老板娘?|老细|阿姐|领导|师傅|工会(?:的人)?|办公室[^,.;?!]{0,3}|大[姐妈爷叔]|婆婆|公公|丈母娘|岳父|[爸妈爹娘](?!的)|媳妇|老[婆公]|邻居|中介|顾问"
)
_SAYS = r"(?:说|讲|以为|嚷|赌|认为|觉得|咬定|嘀咕|担心|生怕|就怕|怀疑|意思是|话(?![题费机术筒音剧]|说))"
# 隔壁老赵说得熬满两年,我们能不能报; 能报吗?还是得等满两年: neither is what the case itself is.
_OPINIONS = compiled(
    rf"(?<![跟和对给])(?P<who>{_SPEAKER})[^,.;?!]{{0,8}}(?<!听){_SAYS}(?![得的](?:对|有道理|没错|在理|准|站得住|站不站得住|靠谱|有谱|成立))"
    rf"(?:(?!,我?(?:{_SPEAKER})[^,.;?!]{{0,4}}{_SAYS})[^.;?! ])*|"
    r"^(?:说|讲|嚷|笑话)[^.;?! ]*(?= )|(?:^|[,.?! ])还是[^,.?!]*"
)
# 我朋友说得挂牌满两年才让报我们这刚挂一个月的让报吗: told in one breath with what is asked.
_IN_ONE_BREATH = compiled(
    r"(?:朋友|同学|同行|同事|亲戚|哥们|老乡|邻居|人家|有人|会计|经理|老板|总监|主任)[^,.;?!]{0,8}(?<!听)(?:说|讲|以为)[^,.;?!]{2,24}?(?=(?:我们|咱们?|俺们?|我哋)[^,.;?!]{0,16}(?:吗|不|没|么|否)(?:[?,.! ]|$))"
)
# 亲戚说得对吗, 我讲得对不对: whose words are asked after.
_WHOSE = compiled(
    r"(?P<who>[^,.;?! ]{1,4}?)(?:说|讲|理解|算)(?:得|的)(?:到底)?(?:对|有道理|没错|在理|准|站得住|站不站得住|靠谱|有谱|成立)"
)


def without_hearsay(question: Question, text: str) -> str:
    """The words without what others are said to say of the rule, where the message does not ask after it; where it asks
    after what one person says, without what the others do."""
    whose = _WHOSE.search(question.clause)
    if whose is None and points_back(question):
        return text
    told = _without(question, question.text)
    if whose is None and text == question.nearby != question.text and question.clause in told:
        text = " ".join(clause for clause in text.split(" ") if clause in told)  # it may begin within what others say
    return _without(question, text)


def _without(question: Question, text: str) -> str:
    """The words without what others say, but for what the one says whom the message asks after."""
    whose = _WHOSE.search(question.clause)
    kept = whose["who"] if whose is not None else None

    def dropped(match: re.Match[str]) -> str:
        return match[0] if kept is not None and match["who"] is not None and match["who"][-1] in kept else ""

    return _OPINIONS.sub(dropped, _IN_ONE_BREATH.sub("", text))


def asked_alone(question: Question) -> str:
    """The clause that asks, without what is told in one breath before it."""
    return question.clause if points_back(question) else _IN_ONE_BREATH.sub("", question.clause)


def without_opinions(text: str) -> str:
    """The message without what others are said to say of the rule, whatever it asks."""
    return _OPINIONS.sub("", text)
