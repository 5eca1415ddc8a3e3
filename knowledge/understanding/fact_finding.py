"""The facts that a message states, read with the subject in mind: 六百平 is the training area where area is asked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from knowledge.facts import Facts, FactValue
from knowledge.pack import Subject
from knowledge.patterns import compiled
from knowledge.understanding.own_numbers import ASKED_FOR, DECISIVE, NOT_OWN, SET_ASIDE
from knowledge.understanding.retirement_told import SUBJECTS as RETIREMENT_SUBJECTS
from knowledge.understanding.retirement_told import read_retirement
from knowledge.understanding.team import PAID_SUBJECTS, read_members, read_team
from knowledge.understanding.team import SUBJECTS as TEAM_SUBJECTS
from knowledge.understanding.trades import SUBJECTS as TRADE_SUBJECTS
from knowledge.understanding.trades import read_trades
from knowledge.understanding.trained import SUBJECTS as TRAINED_SUBJECTS
from knowledge.understanding.trained import read_trained
from knowledge.wording import Quantity, find_quantities
from knowledge.wording.numerals import NUMBER, parse_number

_FILE = Path(__file__).with_name("facts.toml")
_GRADE = compiled(r"(?<![a-z])([abc])\s?(?:类|档|级|等|的话|呢|$|[,?.])|(?:class|grade|category) ([abc])")
_GRADE_RANKED = compiled(
    r"(?:(最高|头|顶格?|最好|最上头)|(中间|居中|当中)|最低|最末|末|垫底|最差)(?:的|那|这|嗰|一|等)*(?:类别|类|档|等级)(?!奖)"
)
# b类…哎手滑,是a类: the last one counts.
_SLIPPED = compiled(r"手滑|(?:说|打|讲|写|记)错|口误|更正|不对不对|应该是")
_TEAM_BEFORE = compiled(r"团队|组员|成员|班底|除")
# A bare number above this is an amount and no team.
MOST_PEOPLE = 999
# People who are taught, not the team.
_TAUGHT = compiled(r"徒弟(?!当|做|是)|学徒(?!当|做|是)|学员|人才|高级工|技师|中级工|[一二三四五12345]级")
# 三级4个人: those of a level.
_LEVEL_BEFORE = compiled(r"(?:[一二三四五12345]级|[高中初]级工|技师)(?:的|证书?|工|有|各|是|:)*$")
_PROJECTS = compiled(r"(?P<n>\d+|[零一二两三四五六七八九十]+|俩|仨|没有?)[个只]?(?:建设)?项目")
_NO_PROJECT = compiled(
    r"(?:一|1|半)个(?:建设)?项目(?:都|也)?(?:还)?(?:没|冇|不)|(?:没|没有|无|不带|空着|零)(?:任何|具体)?(?:个)?(?:建设)?项目|项目(?:还)?(?:没|没有|空)"
)
# 连着三年每年中一个项目, 两年各一个项目.
_PROJECTS_EACH_YEAR = compiled(
    rf"(?P<years>{NUMBER})(?:个)?年(?:头|度)?[^.;?!\d]{{0,3}}(?:每年|年年|各|都|分别|一年)[^,.;?!\d]{{0,6}}?(?P<n>{NUMBER})?[个只](?:建设)?项目"
)
# 今年、明年、后年每年评上1个.
_YEAR_NAMED = r"(?:去年|今年|明年|后年|大后年|20\d\d年)"
_PROJECTS_OF_NAMED_YEARS = compiled(
    rf"(?P<years>{_YEAR_NAMED}(?:[、,和跟]?{_YEAR_NAMED})+)(?:每年|各|都|分别|年年)[^,.;?!\d]{{0,6}}?(?P<n>{NUMBER})个"
)
# 五个分厂,每个分厂都做一个项目.
_PROJECT_OF_EACH = compiled(
    rf"(?P<n>{NUMBER}|仨|俩)(?:个|家)?(?:分厂|分公司|工作室)[^?!]*(?:每|各)[^,.;?!]{{0,10}}(?:一|1)个(?:建设)?项目"
)
# 去年一个项目,今年一个项目, 明年又评上一个.
_PROJECT_OF_YEAR = compiled(
    r"(?P<year>前年|去年|今年|明年|头一?年|转年|次年|来年|后年|20\d\d年?|(?<!\d)2\d年|第[一二三四五]年)[^,.;?!]{0,4}一[个只]"
)
_EVERY_YEAR = compiled(r"每年|年年|每一年|一年一个")


# 跟那个压根不是一个职业: whatever the trades are called.
_OTHER_TRADE = compiled(r"不是(?:同)?一(?:个|样)的?(?:工种|职业)|不同(?:的)?(?:工种|职业)")
# 上班就4天: days told as working days.
_DAYS_AT_WORK = compiled(
    rf"(?:上班|工作日|办公)(?:的)?(?:就|只|才|满打满算|拢共|总共)*(?:有|是|剩)?(?P<n>{NUMBER})[天日]"
)
# 整个园子三千平,能搞实训的只有七百: the part that is used for training.
_USED_FOR_TRAINING = compiled(
    rf"(?:实训|实操|练手)[^,.;?!]{{0,6}}?(?:只有|就|才|不过|只|也就)(?:剩|有)?(?P<n>{NUMBER})(?=平|㎡|$|[,.;?!])"
)
# What the person sets aside is not stated: 国家级的先不想, 教材那些别算.
_LEFT_OUT = compiled(
    r"不是从[^,.;?!]{0,8}(?:转|升|变)[^,.;?!]{0,4}|"
    r"不(?:拿|用|以)(?:协会|学校|公司|厂|培训机构)(?:名义)?(?:来|去)?(?:报|申报|申请)?了?|"
    r"(?:既|也|又|从)?(?:不属于|不归|从?未被|没有?被)(?:认定|列|评|算|认|评定|当)?(?:为|成|入|作)?(?:任何|什么|啥)?(?:一家|一个)?(?:(?:行业|公共|高?技能|职业|人才|技能)*(?:企业|事业单位|公司|协会|培训机构|学校|实训基地|培训基地|基地)[、和或跟及与]?)+|"
    r"[^,.;?!]*(?:别算|不算进|不用算|不考虑|先不想|先不管|除外|没有国家级|没有省级|不包括|抛开)[^,.;?!]*[,.;]?|(?:(?:又|也|既)?(?:不是|不像|唔系)(?:什么|啥|乜)?(?:(?:办)?(?:学校|事业单位|学堂|协会|企业|公司|培训机构|技师工作站|工厂|(?:高?技能|人才|公共|实训|培训|职业)+基地)[、和跟或]?)+)+"
)
# 会不会因为“连着两年没报”这一条被取消: what is quoted is the rule, not the case.
_QUOTED_RULE = compiled(
    r"[“\"「『][^”\"」』]{2,40}[”\"」』](?=[^,.;?!]{0,3}(?:一?条|一?款|规定|那句|这句|要求|红线|尺度|口径))|"
    r"(?<=[按以拿因于句是算])[“\"「『][^”\"」』]{4,40}[”\"」』]|"
    r"(?<=[按以说它们])(?:超过?|连续|连着)?(?:[一两二三五]|[1235])年(?:没|未)[^,.;?!]{0,8}?(?=来|取消|吗|撤|收|摘)"
)
_STATED_DAY = compiled(
    r"(?<!\d)(?P<year>20\d\d|2[4-9](?=年)|3\d(?=年(?:才|底|初|满|末|\d)))[年.\-/](?:(?P<month>1[0-2]|0?[1-9])[月.\-/]?(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号]?)?)?"
)
# What is told by what a person denies to be (既不是企业也不是事业单位).
_TOLD_BY_DENIALS = frozenset({"unit.no_unit"})
# Kinds of unit that a text lists by name, and how many of them a person has to deny to be of none.
_LISTED_UNITS = frozenset(
    {"enterprise", "industry_association", "training_institution", "public_training_base", "skilled_talent_base"}
)
DENIED_KINDS = 2
# 连领办人一共六个: the leader is one of those counted; 三个队员加领办人 counts him beside them.
_COUNTED_WITH = compiled(r"连(?!续|着)|含|包括|算上|带上|在内")
# What is paid to members, among whom the leader is not.
_REWARDS_MEMBERS = frozenset({"member_award"})
_BOTH_LEVELS = compiled(r"(?:省级|市级|省里|市里).{0,30}国家|国家.{0,30}(?:省级|市级|省里|市里)")


@dataclass(frozen=True)
class _Pattern:
    field: str
    value: FactValue
    pattern: re.Pattern[str]
    only: frozenset[str]


@cache
def _data() -> tuple[tuple[_Pattern, ...], dict[str, list[tuple[str, int]]]]:
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    patterns = tuple(
        _Pattern(f["field"], f["value"], compiled(f["pattern"]), frozenset(f.get("only", ()))) for f in raw["fact"]
    )
    return patterns, {name: [(w, int(r)) for w, r in rows] for name, rows in raw["ranks"].items()}


@dataclass(frozen=True)
class Said:
    """A normalised message: as it stands, `stripped` of its places (others marked), and what stands by its question."""

    text: str
    stripped: str
    nearby: str


def find_facts(message: Said, subject: Subject, on: date) -> Facts:
    """The facts of a message on `subject` at a date."""
    message = replace(message, text=_QUOTED_RULE.sub("", message.text), stripped=_QUOTED_RULE.sub("", message.stripped))
    text, stripped = message.text, message.stripped
    found: dict[str, FactValue] = {}
    patterns, _ = _data()
    said = _LEFT_OUT.sub("", stripped)
    for row in patterns:
        told = stripped if row.field in _TOLD_BY_DENIALS else said
        if row.field not in found and (not row.only or subject.id in row.only) and _tells(row.pattern, told):
            found[row.field] = row.value
    if _BOTH_LEVELS.search(said):
        found.pop("level.target", None)
    quantities = [
        q
        for q in find_quantities(text)
        if _NOT_EVEN_ONE.match(text, q.start) is None and ASKED_FOR.search(text[: q.start]) is None
    ]
    found |= _read_quantities(message, quantities, subject)
    found |= _missed_years(text, subject)
    in_use = _USED_FOR_TRAINING.search(text) if "m2" in subject.reads else None
    if in_use is not None and (area := parse_number(in_use["n"])) is not None:
        found[subject.reads["m2"]] = area
    if subject.id in TEAM_SUBJECTS:
        found |= read_team(text)
    if subject.id in PAID_SUBJECTS:
        found |= read_members(text)
    if subject.id in TRADE_SUBJECTS:
        found |= {} if _OTHER_TRADE.search(text) else read_trades(text)
    unit = _self_described(said)
    if unit is not None:
        found["unit.type"] = unit
    if len(_kinds(stripped) - _kinds(said)) >= DENIED_KINDS and not _kinds(said):
        found["unit.listed"] = "no"
    found |= _grade(text)
    found |= _ranks(stripped, message.nearby, subject) or _ranks(
        text, message.nearby, subject
    )  # a name of the place itself may be a level (镇街)
    with_leader = found.get("studio.team_includes_leader") == "yes" and _COUNTED_WITH.search(text) is not None
    if subject.id in _REWARDS_MEMBERS and with_leader:
        team = found.get("studio.team_size")
        if isinstance(team, float) and team > 1:
            found |= {"studio.team_size": team - 1, "studio.team_includes_leader": "no"}
    if subject.id in TRAINED_SUBJECTS:
        found |= read_trained(text)
    found |= _projects(text, subject)
    if subject.id in RETIREMENT_SUBJECTS:
        found |= read_retirement(text, quantities, found, on)
    return Facts(found)


# 都不是单独法人: what is denied right before it.
_DENIED_BEFORE = compiled(r"(?:不是|并非|不属于|唔系|算不上)(?:什么|啥|一?个|一?家|同)?$")


def _tells(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text has what a pattern describes other than to deny it."""
    return any(_DENIED_BEFORE.search(text[: match.start()]) is None for match in pattern.finditer(text))


def within_term(text: str, end: date) -> dict[str, FactValue]:
    """`output.within_term`: whether the one day, month or year that a text names begins after a document's `end`."""
    named = list(_STATED_DAY.finditer(text))
    later = [
        m
        for m in named
        if (_year(m["year"]), int(m["month"] or 1), int(m["day"] or 1)) > (end.year, end.month, end.day)
    ]
    return {"output.within_term": "no"} if later else {}


def _year(told: str) -> int:
    """The year of a number of four digits or of its last two (27年)."""
    return int(told) if len(told) == 4 else 2000 + int(told)


def _grade(text: str) -> dict[str, FactValue]:
    """The class by its letter, or as the highest, middle or lowest one; none where several are named."""
    letters = [(m[1] or m[2]).upper() for m in _GRADE.finditer(text)]
    named = set(letters[-1:] if _SLIPPED.search(text) else letters)
    if named:
        return {"studio.grade": named.pop()} if len(named) == 1 else {}
    ranks = {"A" if m[1] else "B" if m[2] else "C" for m in _GRADE_RANKED.finditer(text)}
    return {"studio.grade": ranks.pop()} if len(ranks) == 1 else {}


def _read_quantities(message: Said, quantities: list[Quantity], subject: Subject) -> dict[str, FactValue]:
    """Each quantity whose unit the subject reads, under the field that it reads it as.

    Of several the one counts that is the person's own, not what is missing (差两平) or demanded (要一千平); before
    others one that holds at the application or for the unit itself, then one by the question, then the last.
    """
    found: dict[str, FactValue] = {}
    text = message.text

    def weight(quantity: Quantity) -> tuple[bool, bool, bool]:
        before = text[max(0, quantity.start - 16) : quantity.start]
        return (
            NOT_OWN.search(before) is None and SET_ASIDE.search(text[quantity.end :]) is None,
            DECISIVE.search(before) is not None,
            quantity.spoken in message.nearby,
        )

    own = [q for q in quantities if weight(q)[0] and q.unit in subject.reads]
    for quantity in sorted(quantities, key=weight):
        field = subject.reads.get(quantity.unit)
        taught = (
            field == "studio.team_size"
            and (_TAUGHT.match(text, quantity.end) or _LEVEL_BEFORE.search(text[: quantity.start]))
            and not _TEAM_BEFORE.search(text[max(0, quantity.start - 14) : quantity.start])
        )
        too_many = field == "studio.team_size" and quantity.number > MOST_PEOPLE  # 拿了55w 队员五个
        if field and not taught and not too_many:
            found[field] = quantity.value
    if not own and len(subject.reads) == 1:  # 场地九百八,就差二十平: the number without a unit is the case's own
        field = next(iter(subject.reads.values()))
        most = MOST_PEOPLE if field == "studio.team_size" else float("inf")
        bare = [q for q in quantities if weight(q)[0] and q.unit == "number" and q.number <= most]
        if bare:
            found[field] = bare[-1].value
    days = _DAYS_AT_WORK.search(text)
    if days is not None and "workday" in subject.reads and (number := parse_number(days["n"])) is not None:
        found[subject.reads["workday"]] = number
    return found


_YEARS = (compiled(r"前年"), compiled(r"去年|上一?年|头年"), compiled(r"今年|这一?年|本年"))
# 第二年报了没评上 is no year without an application.
_APPLIED = compiled(r"报(?:了|过|上)")
_APPLIED_FOR = compiled(r"(?<![没未不])(?:全|都|又|也)?报(?:了|过|上)(?![^,.;?!]{0,3}[没未])")
# 头一年没报,第二年也没报.
_ORDERED_YEARS = (
    compiled(r"头一年|第一年|第1年"),
    compiled(r"第二年|第2年|次年|转年"),
    compiled(r"第三年|第3年"),
)
# 报了四回四回没中: rounds are yearly.
_TIMES = compiled(rf"(?P<n>{NUMBER})(?:回|次|轮|趟|连(?:败|跪|空))")
_MISSED = compiled(r"没|空着|冇|未|忘|漏|懒|不报|弃|落选|陪跑|断")
# 今年是第五回没中; not 第五年没报.
_NTH_TIME = compiled(
    rf"第(?P<n>{NUMBER})(?:个年头|年|回|次|轮|趟)(?![^.?!]{{0,16}}(?:没报|不报|没申|冇报|未报|弃|中了|才中|终于|(?<![没未不冇])(?:选上|评上|入选|中选)|还没|准备|打算|能不能))"
)


def _missed_years(text: str, subject: Subject) -> dict[str, FactValue]:
    """Consecutive years told one by one: 去年没报,今年又没报 is two."""
    field = subject.reads.get("year", "")
    told = [n for m in _NTH_TIME.finditer(text) if (n := parse_number(m["n"])) is not None]
    if field.startswith("unselected.") and not told and not any(q.unit == "year" for q in find_quantities(text)):
        told = [n for m in _TIMES.finditer(text) if (n := parse_number(m["n"])) is not None]
    if field.startswith("unselected.") and told:
        own = (q for q in find_quantities(text) if not NOT_OWN.search(text[max(0, q.start - 16) : q.start]))
        return {field: max(*told, *(q.number for q in own if q.unit == "year"), 0.0)}
    if not field.startswith(("missed.", "unselected.")) or any(q.unit == "year" for q in find_quantities(text)):
        return {}
    missing = [
        clause
        for clause in re.split(r"[,.;?! ]|(?<=[目了中报])(?=前年|去年|今年|明年)", text)
        if _MISSED.search(clause)
    ]
    skipped = [clause for clause in missing if not _APPLIED.search(clause)]
    ordered = sum(any(p.search(clause) for clause in skipped) for p in _ORDERED_YEARS)
    if ordered > 1 and field.startswith("missed."):
        return {field: float(ordered), "missed.consecutive": "yes"}
    if field.startswith("missed.") and missing:  # 报了没中: what is applied for is not missed
        if not skipped:
            return {}
        missing = skipped
        text = " ".join(c for c in re.split(r"[,.;?! ]", text) if not _APPLIED_FOR.search(c))
    told_of = " ".join(missing) if any(p.search(c) for c in missing for p in _YEARS) else text
    named = [p.search(told_of) is not None for p in _YEARS]
    if not any(named):
        return {}
    # Two years in a row told as missed are consecutive, whatever else the message says.
    in_a_row = {"missed.consecutive": "yes"} if (named[0] and named[1]) or (named[1] and named[2]) else {}
    return {field: float(sum(named)), **in_a_row}


def _kinds(text: str) -> set[str]:
    """The kinds of unit, of those that a text lists, that a message names."""
    patterns, _ = _data()
    rows = [row for row in patterns if row.field == "unit.type" and row.value in _LISTED_UNITS]
    return {str(row.value) for row in rows if row.pattern.search(text)}


# 让我表弟的厂去报, 会员厂它自己报: the kind of unit that applies.
_APPLICANT = compiled(
    r"(?:单位)?(?:来)?申[报请抱]|[^.;?!]{0,12}(?:自己|单独|去|来|出面|名义|直接)[^,.;?!]{0,3}(?:报|申)"
)
_SELF = compiled(r"(?:我们?|咱们?|俺们?|我哋|本)(?:这|家|都|就)?(?:是|系|嘅|的|开的|办的)?[^,.;?!]{0,12}$")


# 对协会卡了一千平,那么对普通企业呢: the kind that the question turns to.
_ASKED_OF = compiled(
    r"(?:那么?|至于|轮到|换成|换作|改成|而|但|可)(?:对|对于|在)?(?:普通|一般|像|我们?|咱们?|制造|生产|的)*$"
)


def _self_described(text: str) -> str | None:
    """The kind of unit that the person says to be or to belong to (我们是…企业), where several kinds are named."""
    patterns, _ = _data()
    kinds = [
        (str(row.value), match)
        for row in patterns
        if row.field == "unit.type" and not row.only
        for match in row.pattern.finditer(text)
    ]
    if len({value for value, _ in kinds}) < 2:
        return None
    applicants = [value for value, match in kinds if _APPLICANT.match(text, match.end())]
    if applicants:
        return applicants[-1]
    own = [
        (match.start(), value)
        for value, match in kinds
        if _SELF.search(text[max(0, match.start() - 16) : match.start()])
    ]
    if own:
        first = min(own)
        return dict(_modified(kinds, text)).get(*first)
    asked = [v for v, match in kinds if _ASKED_OF.search(text[max(0, match.start() - 16) : match.start()])]
    return asked[-1] if asked else None


_OF_SORT = compiled(r"[^,.;?!]{0,3}的[^,.;?!]{0,2}")


def _modified(kinds: list[tuple[str, re.Match[str]]], text: str) -> list[tuple[int, str]]:
    """The kinds that only say of what sort another is (做五金的行业协会): where they start, and that other kind."""
    pairs = ((match, value, other) for _, match in kinds for value, other in kinds)
    return [(m.start(), value) for m, value, o in pairs if _OF_SORT.fullmatch(text[m.end() : o.start()])]


def _ranks(text: str, nearby: str, subject: Subject) -> dict[str, FactValue]:
    _, ranks = _data()
    found: dict[str, FactValue] = {}
    if subject.id in (
        "leader_skill_level",
        "leader_requirements",
        "leader_special_skill",
        "occupation_not_listed",
        "leader_honour",
    ):
        found |= _first_rank(text, ranks["skill"], "leader.skill_level")
    if subject.id in ("leader_honour", "honour_definition", "leader_competition"):
        asked = _first_rank(nearby, ranks["honour"], "leader.honour_level")  # 市里的没有,只看镇级的算不算
        found |= asked or _first_rank(text, ranks["honour"], "leader.honour_level")
    if subject.id == "base_level" or (subject.id in ("venue_area", "eligible_units") and "基地" in text):
        found |= _first_rank(text, [r for r in ranks["honour"] if r[1] > 0], "base.level")
    return found


def _first_rank(text: str, rows: list[tuple[str, int]], field: str) -> dict[str, FactValue]:
    """The rank of the longest word that the text names (of equally long ones, the first listed)."""
    named = [(word, rank) for word, rank in rows if _is_told(word, text)]
    return {field: max(named, key=lambda row: len(row[0]))[1]} if named else {}


# 市级没认,省里认了: a rank that is said to be lacking.
_RANK_DENIED = compiled(
    r"[里的级]?(?:[、和跟]?(?:省|市|国家?|全国)[里级]?的?)*(?:荣誉|称号|奖|证书?)?(?:一张|一个|半张|半个|啥|什么|乜|一样)?(?:也|就|都|倒|统统|通通|全|一概)*(?:(?:没|未|冇)(?:有)?(?:认|评|拿|得|上|批|给)|(?:都|也|(?<=[一半][张个项]))(?:没有?|冇)(?:得)?(?=[,.;?! ]|$))"
)


# 还剩3年,一天都不带多的
_NOT_EVEN_ONE = compiled(
    r"[一1](?:个)?[天日月年平米方分块](?:米|方)?(?:都|也)(?:[压缩减短少拖等耽多]|能|可以)?(?:不|没|冇|唔|未)"
)
# 没有技师证,还能当吗: a rank that is lacking.
_LACKED = compiled(r"(?<!有)(?:没有?|没得|冇|无|缺|差)(?:个|张|本|过|到|考|拿|评)*$")
_CERTIFICATE = compiled(r"证|本本|资格|等级")
# 要技师证不, 必须是市级的吗: a rank that is asked for.
_RANK_DEMANDED = compiled(
    r"(?<![没不只主还])(?:要(?!是)|须|需要?|得(?:有|要|是)|必须|非得|至少|起码|最低)(?:得|要)?(?:有|是|具备|取得|拿|持)?(?:一?[个张本])?$"
)


def _is_told(word: str, text: str) -> bool:
    """Whether the text has the word other than to deny it or to ask for it."""
    return any(
        _RANK_DENIED.match(text, match.end()) is None
        and _RANK_DEMANDED.search(text[: match.start()]) is None
        and not (_CERTIFICATE.match(text, match.end()) and _LACKED.search(text[: match.start()]))
        for match in re.finditer(re.escape(word), text)
    )


def _projects(text: str, subject: Subject) -> dict[str, FactValue]:
    if subject.reads.get("project") != "project.count" and subject.id != "total_amount":
        return {}
    if subject.id != "total_amount" and _NO_PROJECT.search(text):
        return {"project.count": 0.0}
    named = _PROJECTS_OF_NAMED_YEARS.search(text)
    if named is not None and (number := parse_number(named["n"])) is not None:
        return {"project.count": number * len(re.findall(_YEAR_NAMED, named["years"]))}
    each = _PROJECTS_EACH_YEAR.search(text)
    if each is not None:
        years, number = parse_number(each["years"]), parse_number(each["n"] or "一")
        return {"project.count": years * number} if years and number else {}
    unit = _PROJECT_OF_EACH.search(text)
    if unit is not None and (units := parse_number(unit["n"])) is not None:
        return {"project.count": units}
    by_year = {m["year"] for m in _PROJECT_OF_YEAR.finditer(text)}
    if len(by_year) > 1 and "项目" in text:
        return {"project.count": float(len(by_year))}
    match = _PROJECTS.search(text)
    if match is None:
        return {}
    number = 0.0 if match["n"].startswith("没") else parse_number(match["n"])
    years = next((q.number for q in find_quantities(text) if q.unit == "year" and q.number > 1), None)
    if number is not None and years is not None and _EVERY_YEAR.search(text):
        number *= years
    return {} if number is None else {"project.count": number}
