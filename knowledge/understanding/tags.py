"""Clauses that ask only whether what stands before them is so (对吗, 没记错吧, 会长说得对不对)."""

from __future__ import annotations

from knowledge.patterns import compiled

# A clause that only asks whether what stands before it is so (对吧, 我没记错吧, 真是这么回事吗).
_SO = (
    r"对(?:头|路|号|着)?|道理|错|岔|真|属实|是|这样|这么回事|那么回事|毛病|靠谱|有谱|准|可信|在理|信得[过着]|[说讲]得(?:通|过去|着)|[站立]得住脚?|"
    r"合(?:文件|条文)|实情|实锤|如此|这个?理|这意思|原意|不假|没跑|没悬念|没争议|没话[说讲]|错不了|啱"
)
_TAG = compiled(
    r"(?:我|你|他|佢|咱|这|那)?(?:们|哋)?(?:这|那|话)?(?:么)?(?:没|有没有|是不是|说|讲|记|算|理解|看)?(?:得|的|话)?[^,.;?!办做弄搞干]{0,3}"
    rf"(?:{_SO})(?:不对|不是|的假的|没有)?嘅?(?:吗|吧|么|嘛|不|没|呀|啊|哈|呗|伐|噻|撒|咯|啵|叭|咩|㗎|噶|咧|捏|喔|哇|嘞|哩|啫)?先?[?,.! ]*"
)
# 没张冠李戴吧, 我没冤枉他吧, 没跑偏吧: asks, by denying a slip, whether what is said is right.
_SLIP = (
    r"张冠李戴|夸大|夸张|搞[混错反岔]|弄[混错反岔]|记[混错反岔]|背错|听错|听岔|想错|想岔|看错|看岔|看走眼|走眼|读错|读岔|理解[错偏反岔]|"
    r"说[错反岔过]|讲[错反岔大过]|写[错反岔]|填[错反]|算错|数错|分错|标错|引错|抄错|套错|跑偏|走样|走偏|偏(?!偏)|歪|冤枉|曲解|误会|误解|误导|"
    r"掺水|吓(?:人|唬)|唬|坑|哄|蒙|忽悠|[说讲]大话|开玩笑|瞎掰|抬杠|颠倒|乱序|糊涂|拧巴?|骗|吹牛|瞎说|瞎编|胡说|胡扯|乱说|乱讲|乱噏|撒谎|走板|出入|串|漏|说过头|过头|离谱|搞乌龙|闹笑话|冤"
)
NO_SLIP = compiled(
    rf"(?:没(?:有)?|冇|未|不算|不是|不(?=离谱|掺水|瞎说))(?:把[^,.;?!]{{1,8}})?(?:[^,.;?!]{{0,3}}[错歪反漏岔拧偏差]|{_SLIP})(?:他|她|人|谁|它|你|大家|了|啥|什么)?(?:吧|啩|吗|嘛|么|哈|呗)?[?!. ]*$"
)
LONGEST_SLIP = 12
LONGEST_TAG = 8
# 他这话对路不, 这个前提站得住吗, 这个想法与要求相符吗: such a clause names what stands before it and asks whether it is so.
_NAMED_TAG = compiled(
    r"(?:请问|就|那么?|所以)?(?:我|你|他|她|您|咱|俺|老板|同事|会计|师傅|人家)?(?:们)?(?:[说讲报])?(?:的)?(?:这|那)(?:个|种|番|一|句|样)?(?:的)?"
    r"(?:话|数字?|数目|说法|讲法|前提|想法|理解|认识|看法|判断|(?:先后)?(?:次序|顺序)|结论|(?:报送)?对象|算法|起算点|口径|观点|主张|推断|逻辑|说辞)[^,.;?!]{0,7}"
    r"(?:对|站得住|成立|相符|符合|没错|冇错|道理|准|靠谱|属实|行得通|说得通|正确|真)[^,.;?!]{0,4}[?,.! ]*"
)
LONGEST_NAMED_TAG = 22
# 您看会长说得对吗: asks whether what somebody said is so.
_SAID_RIGHT = compiled(
    r"(?:您看|你看|请问|那)?[^,.;?!]{1,5}(?:说|讲|理解)(?:得|的)(?:对|有道理|没错|在理|准)(?:不对)?(?:吗|不|么|吧|没)?[?,.! ]*"
)


def is_tag(clause: str) -> bool:
    """Whether the clause only asks if what stands before it is so."""
    bare = clause.strip(" ,.?!")
    if len(bare) <= LONGEST_TAG and _TAG.fullmatch(bare) is not None:
        return True
    if len(bare) <= LONGEST_SLIP and NO_SLIP.search(bare) is not None:
        return True
    return _SAID_RIGHT.fullmatch(bare) is not None or is_named_tag(bare)


def is_named_tag(clause: str) -> bool:
    """Whether the clause asks whether what stands before it is so, and has words of its own that say nothing of it."""
    bare = clause.strip(" ,.?!")
    return len(bare) <= LONGEST_NAMED_TAG and _NAMED_TAG.fullmatch(bare) is not None
