"""Clauses of letters that name what they tell (统一社会信用代码为9144…, 现任总装班长, 场地方面，提供…) → fields of the unit, of
who leads the studio, of the studio and of the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from checkers.extraction.field import Found
from checkers.extraction.labels import exact_label
from checkers.extraction.plausible import is_person
from checkers.extraction.readers import READERS
from checkers.extraction.values import joined, read_text
from checkers.reading.document import Place
from knowledge.patterns import compiled

_CLAUSE = compiled(r"[，。；;！!\n]|(?<!\d),|,(?!\d{3}(?!\d))")
# （统一社会信用代码9144…） tells as a clause of its own does.
_TOLD_IN_BRACKETS = compiled(r"[（(]([^（()）]*\d{6,}[^（()）]*)[)）]")
# （以下简称本中心）, （以下简称本中心，统一社会信用代码9144…）
_CALLED = compiled(r"[（(]以下简?称[^（()），,。]{1,14}[)）]|(?<=[（(])以下简?称[^（()），,。]{1,14}[，,]")
_HAN = r"[\u4e00-\u9fff]"
_QUOTED = r"[“\"「《](?P<value>[^“”\"「」《》]{4,40})[”\"」》]"
_UNIT = rf"(?P<value>{_HAN}[\u4e00-\u9fff（）()]{{3,30}}?(?:公司|厂|集团|学校|学院|中心|协会|商会|基地|医院|研究院|合作社|图书馆|文化馆))"
_KIND = r"(?P<value>民办非企业单位|事业单位|(?:行业)?协会|商会|(?:职业技能)?培训(?:机构|学校)|公共技能实训基地|高技能人才培训基地|(?:[\u4e00-\u9fff]{0,8})企业)"

_BE = r"(?:为|是|系|[:：])?"
# How a unit begins to speak of itself.
_SELF = r"(?:我|本|该|此)?(?:(?:申报|申请|承担|实施|依托|承建|所在)?(?:单位|公司|协会|企业|项目))?(?:名称|全称)?(?:拟?由|为|是|系|:)?"
# What one clause tells of the unit, the studio or the project, wherever it stands.
_ANYWHERE = (
    ("unit.name", compiled(rf"(?:我|本)?单位(?:名称|全称){_BE}{_UNIT}$")),
    ("unit.name", compiled(rf"^{_SELF}{_UNIT}(?:拟)?(?:依托|申请设立|立项|实施|申报|开展|承担)")),
    ("unit.name", compiled(rf"^{_SELF}{_UNIT}(?:[成创始]立于|创建于|始建于|系|是一家|位于|注册于|注册地)")),
    ("unit.type", compiled(rf"(?:^|[系是为])[^，。]{{0,30}}(?:的|一家){_KIND}$")),
    ("unit.registered_place", compiled(rf"(?:在|于)(?P<value>{_HAN}{{3,24}}?)(?:依法)?(?:登记注册|注册登记|注册|登记)的")),
    ("unit.registered_place", compiled(rf"(?:注册|登记)(?:登记|成立)?于(?P<value>{_HAN}{{3,24}})$")),
    ("unit.contact_name", compiled(rf"^(?:单位|申报)?(?:联系|联络|经办)人{_BE}(?P<value>{_HAN}{{2,4}})$")),
    ("unit.uscc", compiled(rf"社会信用代码{_BE}(?P<value>[0-9A-Z]{{18}})$")),
    ("unit.legal_representative", compiled(rf"(?:法定代表人|法人代表){_BE}(?P<value>{_HAN}{{2,4}})$")),
    ("unit.type", compiled(rf"单位(?:类型|性质|类别){_BE}(?P<value>{_HAN}{{2,14}})$")),
    ("unit.registered_place", compiled(rf"在(?P<value>{_HAN}{{3,24}}?)(?:依法)?(?:登记注册|注册登记|注册|登记)(?:成立)?$")),
    ("unit.registered_place", compiled(rf"(?:注册地|注册登记地|登记地)(?:址|点)?(?:为|是|在|位于|[:：])(?P<value>{_HAN}{{3,24}})$")),
    ("unit.address", compiled(r"(?:办公|经营|通讯|单位|生产)?地址(?:为|是|在|位于|[:：])(?P<value>[\u4e00-\u9fff\d\-（）()]{5,40})$")),
    ("unit.training_area_m2", compiled(r"(?:技能)?实训(?:场地|场所|用房)(?:总?面积)?(?:为|约|共|达|有|[:：])?(?P<value>\d[\d,.]*(?:平方米|㎡|m2))$")),
    ("studio.name", compiled(r"(?:申请设立|申报设立|(?<!未)设立|建立|依托|拟建)[“\"「《]?(?P<value>(?![过有了])[^“”\"「」《》，,]{2,30}工作室)(?:[”\"」》]|$)")),
    ("studio.occupation", compiled(rf"^(?:申报|所属|依托)?职业[（(]工种[)）](?:为|是|[:：])(?P<value>{_HAN}{{2,14}})$")),
    ("project.name", compiled(rf"(?:立项|实施|开展|申报|承担|组织){_QUOTED}(?:项目|课题)?$")),
    ("project.name", compiled(rf"关于{_QUOTED}(?:项目|课题)?(?:的?立项|申报|建设)")),
)  # fmt: skip
# The telephone behind the name of who is to be asked.
_CONTACT_PHONE = compiled(r"^(?:联系|联络)?(?:电话|手机|方式)号?码?(?:为|是|[:：])?(?P<value>\d[\d\-]{6,13})$")
# 由张三同志领办; 张三，男，…
_LED_BY = compiled(rf"(?:由|以|依托)(?P<value>{_HAN}{{2,4}}?)(?:同志|师傅|大师)?(?:为|担任)?(?:领办|领衔|牵头)")
_ALONE = compiled(rf"^(?P<value>{_HAN}{{2,4}})(?:同志)?$")
_SEX = compiled(r"^(?:性别:?)?[男女]性?$")
# 成员有：李少华，男，…；唐文静，女，…: from here on people of the team are told of.
_OF_TEAM = compiled(r"(?:成员|组员)(?:有|为|包括|分别|名单|[:：])")
# Who leads the studio, and what the clauses behind the name tell of that person.
_LEADER = compiled(
    rf"(?:拟任|现任|推荐|拟推荐)?(?:工作室)?(?:领办人|领衔人|带头人|技能大师|项目负责人)(?:为|是|由|拟由|[:：])?(?P<value>{_HAN}{{2,4}}?)(?:同志|师傅|大师|先生|女士)?$"
)
_OF_LEADER = (
    ("leader.sex", compiled(r"^(?:性别)?(?P<value>[男女])(?:性)?$")),
    ("leader.birth_date", compiled(r"^(?:出生于|生于)?(?P<value>(?:19|20)\d\d[年.\-/]\d{1,2}(?:[月.\-/](?:\d{1,2}日?)?)?)(?:出生|生)$")),
    ("leader.birth_date", compiled(r"^(?:出生于|生于|出生(?:年月|日期)?:?)(?P<value>(?:19|20)\d\d[年.\-/]\d{1,2}(?:[月.\-/](?:\d{1,2}日?)?)?)$")),
    ("leader.id_number", compiled(rf"(?:公民|居民)?身份证?(?:件)?(?:号码?|号)?{_BE}(?P<value>\d{{17}}[\dXx])$")),
    ("leader.phone", compiled(rf"^(?:联系手机|手机|联系电话|电话|移动电话)号?码?{_BE}(?P<value>\d[\d\-]{{6,13}})$")),
    ("leader.post", compiled(rf"^(?:现任|现为|担任|现担任|任){_BE}(?P<value>{_HAN}{{2,20}}(?:[（(][\u4e00-\u9fff]{{2,16}}[)）])?)$")),
    ("leader.occupation", compiled(rf"^从事(?P<value>{_HAN}{{2,14}}?)(?:岗位|一线)?(?:工作)?(?:已|近|达)?\d{{1,2}}余?年$")),
    ("leader.years_in_trade", compiled(r"从事[\u4e00-\u9fff]{0,20}?(?P<value>\d{1,2})余?年$")),
    ("leader.skill_level", compiled(r"^(?:持有|取得|具有|获得|持)(?:国家)?(?:[\u4e00-\u9fff]{0,14}?)(?P<value>高级技师|技师|高级工|中级工|初级工)(?:[（(][一二三四五]级[)）])?(?:职业)?(?:技能等级|职业资格|资格|等级)?证书?$")),
    ("leader.skill_level", compiled(r"^(?P<value>特级技师|首席技师|高级技师|技师|高级工|中级工|初级工)(?:[（(][一二三四五]级[)）])?$")),
    ("leader.certificate_number", compiled(rf"(?:证书编号|证书号码?|^编号){_BE}(?P<value>[A-Z]?\d{{12,22}})$")),
)  # fmt: skip
# 场地方面，提供…；设备设施方面，配备…
_ASPECT = compiled(r"(?P<words>[\u4e00-\u9fff]{2,8}?)方面\s*[，,：:]\s*(?P<told>[^；;。]{1,120})")
_PERSONS = frozenset({"leader.name", "unit.legal_representative", "unit.contact_name"})
# A unit's name alone, before what only units have.
_WHOLE_UNIT = compiled(rf"^{_SELF}{_UNIT}$")
_OF_A_UNIT = compiled(r"^(?:统一社会信用代码|系|是一家|成立于|注册|位于|法定代表人)")


def aspects_in(texts: Iterable[tuple[str, Place]]) -> Iterator[tuple[str, Found]]:
    """The supports that a letter tells of one after another, also those of which it says that there is none."""
    for text, place in texts:
        for match in _ASPECT.finditer(text):
            label = exact_label(match["words"])
            if label is not None and label.field.startswith("support."):
                told = match["told"].strip()
                yield label.field, Found(told, told, place, label=match["words"])


def clauses_in(texts: Iterable[tuple[str, Place]]) -> Iterator[tuple[str, Found]]:
    """What the clauses of a letter tell, in their order; clauses about the leader are those behind the leader's name,
    in the same paragraph."""
    for text, place in texts:
        of_leader = of_contact = of_team = False
        clauses = [c for c in _CLAUSE.split(_TOLD_IN_BRACKETS.sub(r"，\1，", _CALLED.sub("", joined(text)))) if c]
        for clause, following in zip_longest(clauses, clauses[1:], fillvalue=""):
            named = _LEADER.search(clause) or _LED_BY.search(clause)
            of_team = of_team or _OF_TEAM.search(clause) is not None
            if named is None and not of_team and _SEX.match(following):
                named = _ALONE.match(clause)
            if of_contact and (phone := _CONTACT_PHONE.match(clause)) is not None:
                of_contact = False
                yield "unit.contact_phone", Found(phone["value"], clause, place)
                continue
            whole = _WHOLE_UNIT.match(clause)
            if whole is not None and _OF_A_UNIT.search(following):
                yield "unit.name", Found(whole["value"], clause, place)
                continue
            if named is not None and is_person(named["value"]):
                of_leader = True
                yield "leader.name", Found(named["value"], clause, place)
                continue
            patterns = (*_ANYWHERE, *_OF_LEADER) if of_leader else _ANYWHERE
            for name, pattern in patterns:
                match = pattern.search(clause)
                if match is None or (name in _PERSONS and not is_person(match["value"])):
                    continue
                read = READERS.get(name, read_text)(match["value"], "")
                if read is not None:
                    of_contact = of_contact or name == "unit.contact_name"
                    yield name, Found(read.value, clause, place, problem=read.problem)
