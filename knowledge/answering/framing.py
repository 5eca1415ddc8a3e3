"""How a message asks after what it puts forward: whether that is right (没写反吧), or whether it is wrong (是我抄错了吗)."""

from __future__ import annotations

from knowledge.patterns import compiled
from knowledge.understanding import Question, is_tag, settle

# What may be amiss with a statement, and what is said of one that is in order.
_AMISS = (
    r"(?:错|反|岔|偏|歪|串|混|漏|拧|颠倒|过头|过分|离谱|走样|走眼|走味|瞎(?:说|讲|编|扯|掰|写)?|胡(?:说|扯|编|诌|来)|乱(?:说|讲|写|来|弹|噏)?|编(?:的|造)|误导|冤枉|骗|糊弄|张冠李戴|吓唬|推卸|"
    r"添油加醋|夸张|夸大|断章取义|一派|扯|谣|毛病|问题|偷懒|踢皮球|搞糊涂|弄拧|多嘴|多事|吹牛?)"
)
_IN_ORDER = (
    r"(?:对(?:头|得上|号|吗|否|不|么|吧|啵|了|路|口)|啱|成立|站得住|站得稳|靠谱|靠得住|在理|占理|有理|道理|有据|有依据|属实|实话|中肯|准(?!备|许|则)|"
    r"是这(?:么|样|个|理|意思|回事|层)|这么回事|这回事|这意思|这层意思|这个意思|这话|这么写|这样写|这么说|这样说|这么讲|这样讲|支持|吻合|相符|稳妥|妥当|贴切|恰当|"
    r"讲得通|说得通|说得过去|行得通|蒙对|说中|猜中|占着理|真的|有这|通吗)"
)
_END = r"[^,.;?!]{0,5}(?:吧|吗|么|嘛|咩|没|不|否|啩|啦|啊|呀|呢|哈|噻)?[?!. ]*$"
# 没写反吧, 不算过头吧: nothing is amiss; its denial belongs to the question, not to what is asked after.
_NOTHING_AMISS = compiled(rf"(?:没(?:有)?|冇|不|未|唔)[^,.;?!]{{0,6}}{_AMISS}{_END}")
_RIGHT = compiled(rf"{_NOTHING_AMISS.pattern}|{_IN_ORDER}{_END}")
# 我抄错了吗, 是不是写反了, 得改吧: something is amiss. A denial before it would make it the other.
_WRONG = compiled(
    rf"(?<![没冇不未唔])(?<![没冇不未唔][^,.;?!])(?<![没冇不未唔][^,.;?!]{{2}})(?<![没冇不未唔][^,.;?!]{{3}}){_AMISS}(?:了|话)?(?:头|地方|的|他|她|我|人)?"
    r"(?:了)?(?:吧|吗|么|嘛|咩|没|不|否|啩|啊)?[?!. ]*$|(?:得|要|该|须)(?:重)?(?:改|更正|纠正)(?:一?下)?(?:吧|吗|么|不|否)?[?!. ]*$|"
    r"(?:不对|不准|不实|不成立|站不住脚?|有(?:毛病|问题|出入))(?:吧|吗|么|嘛)[?!. ]*$"
)
# 只要这么多吧, 这么省事?: points to what stands before.
_POINTS_BACK = compiled(
    r"[吧啵啩][?!. ]*$|这么|这样(?!的)|这(?:个)?(?:节奏|时间|口径|规矩|意思|词|态度|权限|道理|范围|做法|限|话)|写的是|咁样|真[㗎嘎嘅]|真的假的|照(?:他|她|佢|这)|(?:他|她|佢|人家)(?:这)?(?:说|讲|话)|有(?:这|那|呢)(?:回|种|个|一)?(?:事|说法|规定|条|讲究|要求)|真(?:就|是|的|这么|(?:有|给|要)\d)|是它|是他"
)


def asks_if_wrong(question: Question) -> bool:
    """Whether the message asks if what it puts forward is wrong."""
    return _WRONG.search(_last(question)) is not None


def asks_if_right(question: Question) -> bool:
    """Whether the message asks if what it puts forward, in words of its own, is right."""
    return is_tag(question.clause) or _RIGHT.search(_last(question)) is not None


def points_back(question: Question) -> bool:
    """Whether what the message asks after stands beside the clause that asks (只要这么多吧, 我没少交吧)."""
    return asks_if_right(question) or asks_if_wrong(question) or _POINTS_BACK.search(_last(question)) is not None


def _last(question: Question) -> str:
    """The clause that asks, without what is only noise around it."""
    return settle(question.clause.strip(" ,.?!\"”」』'"))
