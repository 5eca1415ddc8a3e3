"""The people of a team that a message counts: beside the master, or as regular staff."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.facts import FactValue
from knowledge.patterns import compiled
from knowledge.wording.numerals import NUMBER, parse_number

# What such counts are read for; elsewhere (rewards) a team is counted otherwise.
SUBJECTS = frozenset({"team_minimum", "team_excludes_leader", "team_formal_staff"})
_MASTER = r"(?:技能)?(?:老)?(?:师傅|大师|领办人|带头人|领头的?)"
_HEAD = r"(?:领办人|领头(?:的)?|带头(?:的|人)?|牵头(?:的)?|师傅|头儿|大师|老师傅)"
# 加上我自个儿: the master speaks.
_MYSELF = rf"(?:加上?|算上|连上?|带上|连同)(?:我|咱|俺|{_MASTER})(?:自己|自个儿?|本人|个人)?"
_N = rf"(?P<n>(?!几){NUMBER}|俩|仨)(?:个|名|位|人|口)?(?![月年岁百千万%])"
_REGULAR = r"(?:正式|在编|正编|在册|签了|劳动合同|本厂职工|职工|员工|弟兄|伙计)"
# 除大师外还有三个, 刨去师傅剩三个, 其余三位, 大师带四个徒弟, 五个人外加大师: who stands beside the master.
_BESIDE = (
    compiled(
        rf"(?:除|刨|撇|抛|扣|减|去掉)(?:去|掉|开|了)?{_MASTER}[^;.?!]{{0,6}}?(?:外|以外|之外)?[,]?[^,.;?!]{{0,5}}?{_N}"
    ),
    compiled(rf"{_MASTER}(?:外头|之外|以外|不算|除外|另算)[^.;?!]{{0,6}}?{_N}"),
    compiled(rf"不(?:算|含|计|包括){_MASTER}[^;.?!]{{0,6}}?{_N}"),
    compiled(rf"(?:其余|剩下?|剩余|另(?:外|有)|另外还有|其他){_N}"),
    compiled(rf"{_MASTER}(?:手下|底下|带着?|领着?)(?:正式的?)?(?:有|的)?{_N}(?!人团队)"),
    compiled(rf"{_N}[^,.;?!]{{0,8}}[,]?(?:外加|另加|再加|加上?|跟着?|和){_MASTER}(?!算|在内|一共)"),
    compiled(
        rf"{_MASTER}(?:一|1)(?:个|名|位)[,、 ]{{0,2}}(?:再)?(?:加上?|和|跟|带着?){_N}[^,.;?!]{{0,8}}?(?:徒弟|队员|组员|成员|员工|伙计|帮手)"
    ),
    compiled(rf"(?:一|1)位{_MASTER}[、,和加]?{_N}"),
    compiled(rf"{_N}[^,.;?!]{{0,4}}[,]?{_MASTER}(?:另算|除外|不算)"),
    compiled(rf"{_MASTER}(?:一|1)(?:个|名|位)[、,和加]?(?:正式的?)?(?:徒弟|队员|组员|成员|员工|伙计)(?:有)?{_N}"),
    compiled(rf"{_MASTER}(?:就|只有?|是)?(?:一|1)(?:个|名|位)?[,、 ]?(?:外加|另加|再加|还有|另有|另外){_N}"),
)
# 大师一位,底下正式员工不多不少三个: those under the master, told first of all.
_UNDER = (
    compiled(
        rf"(?:下面|底下|下头|手下)(?:的)?(?:正式(?:的)?(?:员工|工)?|不多不少|刚好|正好|恰好|就|只|才|有|是)*{_N}(?:个)?(?=正式|[^,.;?!]{{0,2}}[:,.;?!]|在编|员工|徒弟)"
    ),
)
# 三个正式的, 四名在编职工.
_FORMAL = (
    compiled(rf"{_N}(?:都|全|是|已|已经|的|本厂|本单位|本公司|成员)*{_REGULAR}"),
    compiled(rf"正式的?(?:员工|工|成员|职工)?(?:有|共)?{_N}"),
)
# 大师带上队员统共4个, 三人团队里把大师数进去: the master is one of those counted.
_TOGETHER = (
    compiled(rf"{_MASTER}[^,.;?!]{{0,8}}(?:统共|一共|总共|拢共|合计|加起来){_N}"),
    compiled(rf"(?:统共|一共|总共|拢共|合计){_N}[^,.;?!]{{0,6}}(?:含|包括|连|算上){_MASTER}"),
    compiled(
        rf"(?:我|{_MASTER}\)?)加(?:上)?(?:他们?|另外)?(?:俩|仨|[一二两三四]个)[^.;?!]{{0,6}}?(?:一共|总共|凑)?{_N}"
    ),
    compiled(rf"(?:{_MASTER}|大师傅|我|咱)(?:自己|自个儿?|本人)?(?:也)?(?:算上|算进去|在内)[^.;?!]{{0,6}}?{_N}"),
    compiled(rf"连(?:我|{_MASTER}|{_HEAD})[^,.;?!]{{0,4}}?(?:一共|总共|统共|拢共|合计|共)?{_N}"),
    compiled(rf"{_MYSELF}[^,.;?!]{{0,4}}(?:不)?(?:正好|刚好|恰好|就|才|一共|总共|共|也就)(?:是|有)?{_N}"),
    compiled(rf"{_MASTER}(?:一|1)(?:个|位|名)[^.;?!]{{2,24}}(?:统共|一共|总共|拢共|合计|加起来|正好|凑(?:成|够)?){_N}"),
    compiled(
        rf"(?:连|把|算上|包括)[^,.;?!]{{1,6}}(?:算|数|加|包括|包)?(?:在|到|进)?(?:里头|里面|内|进去|一块儿?|一起)[^,.;?!]{{0,4}}(?:统共|一共|总共|拢共|合计|才|共|就|也就)?{_N}"
    ),
)
# Those who are no regular staff; beside them a count of regular ones is the team.
_IRREGULAR = compiled(r"实习|暑假工|寒假工|学徒工|外包|派遣|临时|兼职|志愿|返聘|零工|学生|帮忙|借调")
_SMALL = {"俩": 2.0, "仨": 3.0}
# A larger number is no team.
MOST_MEMBERS = 99
# A rule that is quoted, not a case: 要3名以上, 最多3人.
_RULE_AFTER = compiled(r"(?:个|名|位|人)?(?:以上|起步|打底)")
_RULE_BEFORE = compiled(r"(?:要|得|须|最少|至少|起码|最多|不少于|凑)[^,.;?!]{0,3}$")


def read_team(text: str) -> dict[str, FactValue]:
    """The size of the team beside its master where the message tells it, or of all where the master is counted in."""
    beside, together, formal = (_counts(patterns, text) for patterns in (_BESIDE, _TOGETHER, _FORMAL))
    under = _counts(_UNDER, text)
    if under and re.search(_MASTER, text):
        return {"studio.team_size": under[0], "studio.team_includes_leader": "no"}
    if formal and _IRREGULAR.search(text):
        return {"studio.team_size": max(formal), "member.employment": "formal"}
    if beside:
        return {"studio.team_size": beside[-1], "studio.team_includes_leader": "no"}
    if together:
        return {"studio.team_size": together[-1], "studio.team_includes_leader": "yes"}
    return {"studio.team_size": max(formal)} if formal else {}


# --- members who are paid, beside the leader ---
PAID_SUBJECTS = frozenset(
    {"total_amount", "member_award", "leader_award", "grade_award", "money_overview", "fail_no_award", "startup_funds"}
)
_MEMBER = r"(?:队员|对员|队元|成员|组员|团员|马仔|弟兄|伙计|兵(?!役))"
# 队员报了七个, 队里四个人, 领办人带俩, 除了我还有仨, +3个队员.
_ALL = r"(?:一共|总共|统共|拢共|合计|共)?"
_M = rf"(?P<n>(?!几){NUMBER}(?:(?:个|名|位|人|口|条)(?![月年岁百千万%])|(?=[,.;?! +]|$))|俩|仨)"
_PAID = (
    compiled(
        rf"(?:{_MEMBER}|队里|队伍|团队|班子|班底)(?!奖|每)(?:(?:花名册|名册|名单|表)(?:上|里))?[^,.;?!\d零一二两三四五六七八九十俩仨每最多超]{{0,5}}?{_ALL}{_M}"
    ),
    compiled(rf"{_M}(?:正式)?{_MEMBER}"),
    compiled(rf"{_M}[^,.;?!]{{0,6}}(?:都|全)(?:算|是|当|报)(?:作|成|了)?{_MEMBER}"),
    compiled(
        rf"{_HEAD}(?:手下|底下)?(?:带|领)(?:着|了|住|上)?(?:正式的?)?{_M}(?![^,.;?!]{{0,8}}(?:级|证|高级工|技师))"
    ),
    compiled(rf"除(?:了|去)?(?:我|{_HEAD})(?:自己|本人)?[^.;?!]{{0,5}}?(?:还有|另有|另外有|有|剩){_M}"),
    compiled(rf"{_HEAD}(?:以外|之外|除外|不算|外)[^.;?!]{{0,4}}?{_ALL}{_M}"),
    # 第6个人怎么办: the team has as many at least.
    compiled(rf"第(?P<n>{NUMBER})(?:个|名|位)(?:人|{_MEMBER}|徒弟)?(?![月年岁])"),
)
_NO_MEMBER = compiled(rf"一个{_MEMBER}(?:都|也)?(?:没|冇)|没(?:有)?(?:一个|半个)?{_MEMBER}|光杆(?:司令)?")
# four 成员: what an English message counts, its terms put into Chinese before.
_ENGLISH = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
_IN_ENGLISH = compiled(rf"(?<![a-z])({'|'.join(_ENGLISH)}) (?={_MEMBER})")
# 队员写了五个,…按四个: what is put right counts.
_PUT_RIGHT = compiled(rf"(?:按|算){_M}(?:算|来|报)?(?=[,.;?! ]|$)")


def read_members(text: str) -> dict[str, FactValue]:
    """The members beside the leader whom the message counts, of whom each is paid; empty where it counts none."""
    text = _IN_ENGLISH.sub(lambda m: _ENGLISH[m[1]] + "个", text)
    if _NO_MEMBER.search(text):
        return {"studio.team_size": 0.0}
    together = _counts(_TOGETHER, text)
    if together:
        return {"studio.team_size": together[-1], "studio.team_includes_leader": "yes"}
    for pattern in _PAID:
        counted = [n for n in _counts((pattern,), text) if n <= MOST_MEMBERS]
        if counted:
            return {"studio.team_size": (_counts((_PUT_RIGHT,), text) or counted)[-1]}
    return {}


def _counts(patterns: Sequence[re.Pattern[str]], text: str) -> list[float]:
    found = []
    for match in (m for pattern in patterns for m in pattern.finditer(text)):
        number = _SMALL.get(match["n"]) or parse_number(match["n"].rstrip("个名位人口条"))
        if (
            number is not None
            and not _RULE_AFTER.match(text, match.end("n"))
            and not _RULE_BEFORE.search(text[: match.start("n")])
            and not _IRREGULAR.match(text[match.end("n") :].removeprefix("个").lstrip("全都是"))
        ):
            found.append(number)
    return found
