"""How a question is put: yes/no or open, which proposition it asks about, and whether it asks it negated."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.pack.models import Proposition, Verdict
from knowledge.patterns import compiled
from knowledge.understanding.features import Features
from knowledge.understanding.tags import NO_SLIP, is_tag

OPEN = "open"
# The form shows most at a clause's end: so many characters of it count once more.
_TAIL = 6
_LONG_TAIL = 14
_WIDEST_GAP = 6
_FILE = Path(__file__).with_name("forms.toml")
_OPPOSITE: dict[Verdict, Verdict] = {"yes": "no", "no": "yes", "depends": "depends"}
# A rhetorical frame asks what it frames: 难道不是每年吗 asks whether it is every year.
_RHETORICAL = compiled(
    r"难道(?:不是|不)?|莫非|岂不是|是不是|不是(?=.{1,30}[吗嘛么?])(?!.{1,30}吧)|会不会是|我怀疑|我看"
)

_ASKS_FIGURE = compiled(
    r"(?:多少|几多|(?<!哪)几)(?:钱|万|块|元|银|米|平|方|个(?!意思|字)|人|名|位|家|年|岁|分|次|场|堂|篇|天|成|%|比例|面积|奖|补|安家|学时|证|(?=[?,.!\s]|$))|几坪|多少坪|多少亩|多大(?:面积|的?场|的?地方|个场)|几大|多高(?:分|比例)|占比|[千万]分之几|最少多|起码多"
)
_ASKS_SHARE = compiled(r"占比|百分之几|[千万]分之几|几成|多大比例|什么比例|比例是?多少|占多少")
_ASKS_LENGTH = compiled(
    r"(?:多少|几多|几)个?(?:天|日(?!期)|月|工作日|礼拜|星期)|多久|多长时间|几时(?:内|之内)|多少时间|宽限多|期限(?:是)?(?:多|几)|how long|how many (?:days|months|weeks)"
)
_ASKS_COUNT = compiled(
    r"(?:多少|几多|(?<![哪奖补])几)(?:个(?!意思|数|字|[万w百千]|钱|大洋|子儿?|铜板|米|毛|月|年|工作日)|家|名|间)"
)
_ASKS_NAME = compiled(
    r"哪(?:一)?(?:家|个)(?:公司|机构|中心|事务所|单位)(?!能|可|才|负责|管|来管|审|[给发授颁收批受牵说盖定挂办报来])|叫(?:什么|啥)(?:名|公司|机构|单位|中心)|名字是|具体名单|姓名|姓什么|贵姓"
)
_CERTAIN = compiled(
    r"(?<!不)一定(?!要|得)|必定|必然|铁定|注定|当场就|雷打不动|百分百|只要.{1,14}就|必(?:收|撤|没|中|上)"
)
# 绝对不行吗, 没有任何余地: asks whether a rule has no exception at all.
_ABSOLUTE = compiled(
    r"绝对|一律|一概|无一例外|毫无|丝毫|一刀切|死规定|(?:一定|肯定|铁定|必定|必然|完全|彻底)(?:就)?(?:不|没|[^,.;?!不没]{1,3}不[了成得上])|(?:没有?|冇)(?:任何|一点儿?|一丝|半点|丁点)|(?:一点儿?|任何|半点|一丝|丁点)[^,.;?!]{0,4}(?:都|也)(?:没|不|冇)|没(?:得)?(?:商量|余地)|说死了|卡死|写死"
)
# Words that ask yes or no even where a question word stands beside them (多少钱都行吗, 有什么关系吗).
_YES_NO_BESIDE_OPEN = compiled(
    r"(?:[吗嘛吧]|(?<![什怎甚多])么)(?=[?,.!\s]|$)|(?:能|有|会|给|得|要|用)[^,.;?!]{0,4}(?:啥|什么)[^,.;?!]{0,10}[不没](?=[?,.!\s]|$)|能不能|可不可以|行不行|算不算|够不够|会不会|要不要|是不是"
)


@dataclass(frozen=True)
class Form:
    """`asked` are the propositions that a yes/no question may be about, each with whether it asks it negated, the
    likeliest first. `premise`: it puts something forward to be confirmed; `asks_figure`: it wants a number, of which
    `asks_share` a proportion and `asks_count` how many of something; `asks_length`: how long; `asks_name`: who exactly; `certain`: whether it is
    bound to be so; `absolute`: whether a rule has no exception."""

    yes_no: bool
    asked: tuple[tuple[Proposition, bool], ...] = (("allowed", False),)
    premise: bool = False
    asks_figure: bool = False
    asks_share: bool = False
    asks_count: bool = False
    asks_length: bool = False
    asks_name: bool = False
    certain: bool = False
    absolute: bool = False

    def negated(self) -> bool:
        """Whether the likeliest reading asks that something is not so."""
        return self.asked[0][1]

    def literal(self, verdicts: dict[Proposition, Verdict] | None) -> Verdict | None:
        """The verdict on the question as it is asked: on the likeliest proposition that the topic has a verdict for."""
        if not self.yes_no or not verdicts:
            return None
        for proposition, negated in self.asked:
            if proposition == "loses" and negated and "loses" not in verdicts:  # 还留得住吗: is it still allowed
                proposition, negated = "allowed", False
            if proposition in verdicts:
                verdict = verdicts[proposition]
                if verdict == "depends" and self.certain:  # 一定会…吗: what depends is not certain
                    return "no"
                return _OPPOSITE[verdict] if negated else verdict
        return None


@dataclass(frozen=True)
class _Patterns:
    yes_no: re.Pattern[str]
    open: re.Pattern[str]
    premise: re.Pattern[str]
    propositions: tuple[tuple[Proposition, bool, re.Pattern[str]], ...]
    claims: tuple[tuple[Proposition, bool, re.Pattern[str]], ...]


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))

    def one(patterns: list[str]) -> re.Pattern[str]:
        return compiled("|".join(f"(?:{p})" for p in patterns))

    return _Patterns(
        yes_no=one(data["yes_no"]),
        open=one(data["open"]),
        premise=one(data["premise"]["patterns"]),
        propositions=tuple((p["name"], p.get("negated", False), one(p["patterns"])) for p in data["proposition"]),
        claims=tuple((p["name"], p.get("negated", False), one(p["patterns"])) for p in data["claim"]),
    )


# 十几个, 没几年, 好几次, 不管多少, 换谁就换谁: such words tell rather than ask.
_TELLING = compiled(
    r"(?:我|俺|咱|老子)(?:早就?|都|已经|也|是)*(?:知道|晓得|清楚)(?:到底)?(?:是|有|要|给)?(?:多少|几[^,.;?!]{0,3}|谁|啥|什么|怎么|咋)|(?:说|吼|骂|问|嚷|喊)凭(?:啥|什么)|"
    r"(?P<any>谁|啥|什么|多少|几个|哪[个儿里]?|咋|怎么)[^,.;?!]{0,6}[就算][^,.;?!]{0,6}(?P=any)|(?:十|好|没|这|那|前|后|早|头|近|二十|三十|几百)几|(?:没|不(?!懂|明白))[^,.;?!]{0,8}哪|不管.{0,4}(?:多少|什么|怎么)|没(?:什么|啥)|没[^,.;?!]{1,5}(?:什么|啥)(?!时候|意思)|不[^,.;?!不]{0,2}几|(?:不|唔)(?:知道?|晓得|清楚)[^,.;?!]{0,4}(?:谁|哪个?|怎么|咋)|(?:了|过|下来|出来)几(?:个|项|次|名|位|样|样儿|回)(?![^,.;?!]{0,8}(?:才|能|算|够|可以|[?]))|无论|(?<=[里上头边我们家])有几(?:个|名|位|样|项)(?=[^?]{2,16},)|怎么(?:都|也)|(?:我们|咱们?|俺们?|他们|她们|你们|底下|手下|厂里|向)几(?:个|位|名|口)|几个(?:人|徒弟|姊妹|姐妹|兄弟|弟兄|娃儿?|同事|工友|老?师傅|学徒|领导|同学|老乡|伙计)[^,.;?!]{0,12}(?:吵|争|闹|笑|围|问|说|都|在|还|全|等|急|商量|打赌|凑)|没[读上干做学念见]过?几(?:年|天|次)|谁(?:来)?[问看说讲听]都|以为[^,.;?!]{0,8}(?:多少|什么|啥|谁|几)|啥子?[^,.;?!]{0,3}都(?:要|得|是|会|能|想|有)|有几(?:家|个|位|名)[^,.;?!]{0,16}从不|(?:什么|啥|哪样?)[^,.;?!]{1,4}(?:都|也)(?:没|不|冇)|(?:剩下|其余|其他|余下|另外)(?:的)?几(?:个|条|样|项|类|种)|谁(?:都|也)|哪个(?:都|也)(?:没|不|冇)(?:服|让|肯|听|信)|什么(?:都|也)|啥(?:都|也)|多少(?:也|都|要|有)|不知(?:道)?怎么|怎么说呢|什么的|啥的"
)


# 撤的是镇街还是市里: asks which of two.
_EITHER_OR = compiled(r"是[^,.;?!]{1,8}还是[^,.;?!]{1,8}$")


def is_question(text: str) -> bool:
    """Whether a clause of a message asks something (rather than telling)."""
    if "?" in text:
        return True
    patterns = _patterns()
    bare = _TELLING.sub("", text)
    asking = (patterns.yes_no, patterns.open, _EITHER_OR)
    return any(pattern.search(bare) is not None for pattern in asking) or _A_NOT_A.search(bare) is not None


def _pattern_tag(text: str) -> str:
    """What the patterns alone take the form to be; one feature among those of the form's classifier."""
    patterns = _patterns()
    if patterns.open.search(text) and not _YES_NO_BESIDE_OPEN.search(text):
        return "open"
    bare = _RHETORICAL.sub("", text)
    for name, negated, pattern in patterns.propositions:
        if pattern.search(bare):
            return form_class(name, negated)
    return "none"


def form_class(proposition: Proposition, negated: bool) -> str:
    """The class name of a form: the proposition with + or -."""
    return f"{proposition}{'-' if negated else '+'}"


# 能不能, 得唔得, 有没有, 行还是不行: such questions are neither negative nor doubled.
_A_NOT_A = compiled(r"(?!时不时|动不动就|差不差)(?P<a>[\u4e00-\u9fff]{1,2})(?:还是)?[不唔没冇](?P=a)")
# 能报不能, 能领那个奖不能: the two halves stand apart.
_PARTED = compiled(r"(?P<a>能|可以|会|算|够|行)(?P<b>[^,.;?!不没]{1,14})[不唔](?P=a)(?=[?,.! ]|$)")
_HAVE_OR_NOT = compiled(r"有(?:没有?|冇|无)(?:得)?")
# 踩过线了没有, 到账了没: no denial either.
_DONE_OR_NOT = compiled(r"(?<=[了过着])(?:没(?:有|得)?|冇|未)(?=[?,.! 呢啊呀嘛]|$)")


# 能否, 能报不, 够吗: so put, a clause asks yes or no unless it has a question word as well.
_EXPLICIT = compiled(
    r"(?<![与是])[\u4e00-\u9fff]否|是否|(?:能|可以|算|够|会|要|用|得|行|中|成)[^,.;?!]{0,12}(?:不|吗|没|(?<![什怎甚多])么|唔)(?=[?,.! ]|$)|(?:[吗咩]|(?<![什怎甚多这那要])么)(?=[?,.! ]|$)|(?<!是)不是[^,.;?!]{2,40}[嘛么](?=[?,.! ]|$)|[吧呗][?!. ]*$"
)


# 能就能,不能就不能: an urging, no question.
_URGING = compiled(r"(?P<a>[\u4e00-\u9fff]{1,2})就(?P=a)[, ]?不(?P=a)(?:就|别|也|便)[^,.;?!]*")


def asks_yes_or_no(clause: str) -> bool:
    """Whether the clause by its build alone asks yes or no."""
    clause = _URGING.sub("", clause)
    openly = _patterns().open.search(_TELLING.sub("", clause)) and not _YES_NO_BESIDE_OPEN.search(clause)
    return _EXPLICIT.search(settle(clause)) is not None and not openly


# 留得住留不住, 站得住脚站不住脚: whether it can be done.
_CAN_OR_CANNOT = compiled(r"(?P<a>[\u4e00-\u9fff])得(?P<b>[\u4e00-\u9fff])(?P=a)[不唔](?P=b)")


def settle(clause: str) -> str:
    """The clause with A-not-A questions (能不能) in the one form 能否, so that their 不 is not taken for a denial."""
    clause = _CAN_OR_CANNOT.sub(r"能否\g<a>\g<b>", clause)
    clause = _DONE_OR_NOT.sub("否", _PARTED.sub(r"\g<a>否\g<b>", clause))
    return _A_NOT_A.sub(r"\g<a>否", _HAVE_OR_NOT.sub("有否", clause))


# 绝对不能, 肯定没有: such words leave a denial a denial.
_INTENSIFIED = compiled(r"(?:绝对|肯定|铁定|必定|一定|完全|根本|压根)(?=[不没冇])")


def form_features(clause: str, nearby: str, full: str) -> Features:
    """What an asking clause shows of its form: its runs of characters, also with gaps and at its end; the patterns' own
    verdict; and the runs of what stands beside it, of the end of the message and of the whole."""
    text, beside, whole = (_INTENSIFIED.sub("", settle(part.strip())) for part in (clause, nearby, full))
    runs = _runs(text, 4)
    runs += [f"${run}" for run in _runs(text[-_TAIL:], 3)]
    runs += [f"{a}_{text[j]}" for i, a in enumerate(text) for j in range(i + 2, min(i + _WIDEST_GAP, len(text)))]
    return Features(
        (
            tuple(runs),
            (f"#{_pattern_tag(text)}",),
            tuple(_runs(beside, 4)),
            tuple(_runs(whole[-_LONG_TAIL:], 4)),
            tuple(_runs(whole, 3)),
        )
    )


def _runs(text: str, longest: int) -> list[str]:
    return [text[i : i + n] for n in range(1, longest + 1) for i in range(len(text) - n + 1)]


# 拦不拦, 堵不堵, 关门吗: asks whether it is forbidden.
# 牌子得没吧, 称号要没了吧: asks whether it is lost.
_GONE = compiled(r"(?:牌子?|称号|资格|匾|名号)[^,.;?!]{0,4}[得要会该就]没(?:了|掉)?[吧吗不嘛]?(?=[?,.! ]|$)")
# 凭这个能摘我牌子吗, 也可能丢称号吗: asks whether it is lost.
_MAY_BE_LOST = compiled(
    r"(?:能|可以|可能|够|足够)[^,.;?!不没]{0,6}(?:摘|收(?=回|走|牌|我)|撤|取消|丢)[^,.;?!不没]{0,10}(?:吗|么|不|没|嘛)[?!. ]*$"
)
# 认不认, 收不收, 批不批: asks whether it is let in.
# 要得不, 得行不, 中不中: asks, in dialect, whether it will do.
_WILL_IT_DO = compiled(
    r"算(?:不算|否)?[^,.;?!不没]{0,8}(?:一份|对象|范围(?:里|内)?)(?:[不没]|吗|么|嘛)?(?=[?,.! ]|$)|"
    r"(?:^|[,. ])(?:这样|那|到底)?(?:(?:要得|得行|要不要得|得不得行|阔以|中)(?:不中?|吗|没得)|(?:可以|行|成)不)(?=[?,.! ]|$)"
)
_LET_IN_OR_NOT = compiled(
    r"(?P<a>认|收|批|让|准|许)[不唔](?P=a)(?![回走牌钱掉])|在不在[^,.;?!]{0,18}(?:对象|范围|之列)(?:里头?|里面|之内|内)?[?!. ]*$"
)
_FORBIDDEN_OR_NOT = compiled(
    r"(?P<a>拦|堵|卡|挡|禁|限|碍)(?:着|得)?[不没](?P=a)(?!得(?:过|进))|(?:关门|闭门|拒之门外|挡在门外|拒绝)(?:吗|么|不|没)(?=[?,.! ]|$)|"
    r"(?:算不算|属不属于|是不是|是否|算|属于|在不在)[^,.;?!不没]{0,10}(?:被)?(?:排除|不纳入|禁止|不予)[^,.;?!]{0,5}$"
)


# 还撤不撤, 摘不摘牌: asks whether it is lost.
_LOST_OR_NOT = compiled(r"(?P<a>撤|摘|收|取消|除名|吊销)(?:还是)?[不没](?P=a)")
# 还会不会发给我们: whether it is given, not whether it is lost.
_GIVEN_OR_NOT = compiled(r"会不会(?:再|还|照样|照常|继续)?(?:发(?!现|生)|给(?!我?(?:取消|撤|收|摘))|授|颁|拨|兑现)")


# 不违反…吧, 没超吧, 不碍着那条吧, 不会拦他吧: asks, by denying an obstacle, whether it is allowed.
_OBSTACLE = r"违反|违背|违规|犯规|坏了?规矩|越线|越界|踩线|超(?!过)(?:标|线|额|员|了|出)?|碍着|碍事|拦着?|卡着?|挡着?|堵着?|嫌|退回|打回|刷掉|刷下|剔|踢出|判[^,.;?!]{0,4}超"
_NO_OBSTACLE = compiled(
    rf"(?:不会(?:再)?|没(?:有)?|不(?:算|至于)?|冇|唔会|总不能)(?:(?:因为?|拿|按|把|给|被|说|用)[^,.;?!]{{1,14}})?(?:{_OBSTACLE})[^,.;?!]{{0,12}}(?:吧|啩)[?!. ]*$"
)
# 卡不卡得过去, 到点儿了没, 够条件了没有: asks whether one gets through.
_GETS_THROUGH = compiled(
    r"不(?:能|可以?|好|该|得)(?:就)?(?:说|讲|算)[^,.;?!]{0,8}(?:没|不|无)(?:有)?(?:资格|条件|符合|够格|合格|达标|够条件)|"
    r"(?P<a>[\u4e00-\u9fff])不(?P=a)得(?:过|进)|(?:到[点时]|到火候|够(?:格|条件|资格|年限|时候)?|达标|轮到|熬到)(?:我们?|咱们?)?儿?了(?:否|没有?|不曾)(?=[?,.! 呢啊呀]|$)"
)
# 这条杠杠对我们作不作数: asks whether a rule holds for one.
_RULE_APPLIES = compiled(
    r"(?:条|杠|规矩|规定|要求|门槛|限制|尺度|平米?|㎡|红线)[^,.;?!不没我他她这]{0,3}(?:(?:对|在)[^,.;?!不没]{1,12})?(?:作不作数|算不算数|管不管用|套不套得|管不管得|适不适用|管得着)"
)
# 这项政策是否仍适用于他: asks whether one may have it.
_OPEN_TO_ONE = compiled(r"(?:政策|办法|扶持|激励|奖励|补贴|待遇)[^,.;?!不没]{0,10}适用")
# 会嫌少退回吗, 会卡在这一条上吗, 超标了吗: asks whether there is one.
_AN_OBSTACLE = compiled(
    rf"(?:(?<!不)会(?:不会)?(?:(?:因为?|拿|按|把|给|被|用)[^,.;?!]{{1,14}})?(?:{_OBSTACLE}|过不了|出局)|超(?:标|线|额|员)了?|犯忌|犯规|违规)[^,.;?!]{{0,12}}(?:吗|么|不|没|嘛)[?!. ]*$"
)
# 这条无忧了吧, 稳了吧, 该放心了吧: asks whether it will do.
_WILL_DO = compiled(
    r"(?:无忧|稳妥?|放心|够格|过关|(?<![说讲]得)过得?去|守住|立得住|达标|稳当|妥)了?(?:吧|啩|呗)[?!. ]*$|"
    r"^这?(?:样|么)?(?:就|便|算)(?:妥|稳|成|齐活)了?(?:吗|么)?[?!. ]*$"
)
# 这算踩上了没, 踩雷了吗: asks whether one has done what the rule names.
_CAUGHT = compiled(
    r"够得上(?:被)?(?:淘汰|取消|摘|撤)|(?:算不算|算否|算|是不是)(?:是)?(?:犯|触犯|违反)(?:了|上|着)?(?:这|那)?(?:一)?条?(?:没|吗|么|不|呢)?[?!. ]*$|踩(?:上|着|到|中|雷|坑)[^,.;?!]{0,6}(?:没(?:有)?|吗|么|不|吧)[?!. ]*$"
)
# 就不受牵连了吧: asks whether the title is kept.
_UNHARMED = compiled(r"(?:不|没)受(?:到)?(?:牵连|影响|连累)[^,.;?!]{0,3}(?:吧|吗|么|啩)[?!. ]*$")
# 合不合规矩, 合得上要求吗: asks whether it will do.
_COMPLIES = compiled(
    r"^(?!.*(?:取消|撤|摘|收回)).*合(?:不合|否|乎|得上)[^,.;?!]{0,8}(?:规矩|规定|要求|章程|办法|尺度|口径)"
)
# 占住一条没有?, 总不会也没有吧: no denial.
_OR_NONE = compiled(
    r"[^,.;?!不没未冇唔]{2,}[^,.;?!不没未冇唔都也](?:没有|没得)\?+ *$|总不(?:会|至于)(?:也|就)?没(?:有|了)?吧"
)
# 材料齐?, 一次性奖励金额对?: clipped, with no word of a question.
_CLIPPED = compiled(
    r"(?:条件|场地|面积|证书?|等级|材料|人数|年限|资格|手续|期限|要求)?[^,.;?!不没]{0,6}(?:齐备?|够|满足|达标|合格|合规|可行|可领|可报|符合|有效)\?+ *$"
)
_CLIPPED_CLAIM = compiled(r"[^,.;?!不没]{2,14}(?:对|属实|正确|无误)\?+ *$")
# 算不算拖过头了, 超期了吗: asks whether a time is over.
_OVERDUE = compiled(
    r"(?<![没未不])(?:拖过头|拖超|逾期|超期|超时|误期|过期限|耽误|晚了|迟了|误了)(?:了)?(?:时限|期限|时间)?(?:吗|么|没|不|嘛|呢|吧)?[?!. ]*$"
)
# 是不是超了, 算超标不: asks whether a bound is passed.
_EXCEEDED = compiled(
    r"(?:是不是|是否|算不算|有没有|会不会|算)[^,.;?!不没]{0,6}超(?:了|过|标|期|出|限|时|额|纲)?[^,.;?!]{0,3}$|超(?:了|标|期|限|时|额)(?:没有?|不|吗|么)?[?!. ]*$"
)
# 绝对不能…吗: asks whether it is forbidden.
_SURELY_NOT = compiled(r"(?:绝对|肯定|铁定|一定)(?:就|是|都|也)*(?:不能|不可以|不行|不许|不准|不得|报不了|没戏)(?!不)")


def claimed(told: str) -> tuple[tuple[Proposition, bool], ...]:
    """What a statement says of a rule (用不着交, 只许有一个), by its last clause that has a word for it; empty for a plain one."""
    for clause in reversed(re.split(r"[,.;:?! ]", settle(told))):
        for proposition, negated, pattern in _patterns().claims:
            if pattern.search(clause):
                return ((proposition, negated), ("holds", negated))
    return ()


def _ruled(text: str) -> str | None:
    """The form that a clause has by its build alone, whatever else it shows; None for most clauses."""
    if _RULE_APPLIES.search(text):
        return form_class("required", False)
    if _OPEN_TO_ONE.search(text):
        return form_class("allowed", False)
    if _GETS_THROUGH.search(text) or _NO_OBSTACLE.search(text) or _WILL_DO.search(text) or _COMPLIES.search(text):
        return form_class("allowed", False)
    if _FORBIDDEN_OR_NOT.search(text) or _AN_OBSTACLE.search(text) or _OVERDUE.search(text) or _EXCEEDED.search(text):
        return form_class("allowed", True)
    if _GONE.search(text) or _MAY_BE_LOST.search(text) or _CAUGHT.search(text):
        return form_class("loses", False)
    if _UNHARMED.search(text):
        return form_class("loses", True)
    if _LOST_OR_NOT.search(text) and not _LET_IN_OR_NOT.search(text):
        return form_class("loses", False)
    if _LET_IN_OR_NOT.search(text) or _WILL_IT_DO.search(text):
        return form_class("allowed", False)
    if _OR_NONE.search(text):
        return form_class("holds", False)
    if _CLIPPED.fullmatch(text):
        return form_class("allowed", False)
    if _CLIPPED_CLAIM.fullmatch(text):
        return form_class("holds", False)
    if _SURELY_NOT.search(text):
        return form_class("allowed", True)
    if is_tag(text) or _GIVEN_OR_NOT.search(text) or NO_SLIP.search(text):
        return form_class("holds", False)
    return None


# 难道不是每年吗, 不是三年嘛, 该不会要退钱吧: such a frame asks what it frames, as it is.
_COUNTER_QUESTION = compiled(
    r"(?:难道|莫非)(?:说)?|(?<!是)不是(?=[^,.;?!]{1,30}(?:[吗嘛么咩?]|$))|岂不(?:是|成)?|不就(?:是)?(?=[^,.;?!]{1,30}(?:[吗嘛么咩]|了(?=[,.?! ]|$)))|(?:该|总)不(?:会|至于)(?:是)?|不会是"
)
_DENIAL = compiled(r"[不没无未别冇唔非](?!合格|超过|少于)")


def unframed(text: str) -> str:
    """The clause without a counter-question's frame, where what it frames is not itself a denial; else as it is."""
    clauses = re.split(r"(?<=[,.;:?! ])", text)
    inner = (_COUNTER_QUESTION.sub("", clause) for clause in clauses)
    return "".join(c if _DENIAL.search(settle(i)) else i for c, i in zip(clauses, inner, strict=True))


# 行不行?, 那可以吗: asks of the clause before it.
_BARE = compiled(
    r"(?:这样|那|到底|这)?(?:(?P<a>行|可以|成|中|得|要得)(?:不(?P=a)|唔(?P=a))|可不可以|(?:可以|行|成|中|使得|要得)(?:吗|不|么|没得))[呢呀啊嘛?!. ]*"
)
# 只交一份行不行: whether no more is needed.
_NO_MORE = compiled(r"[只光单净]|就(?:交|带|凭|一|这|那|有|挂)|一个人|省(?:掉|了|去)|跳过|绕开|免|缓|晚|迟")


def _asks_of_a_deed(text: str, before: str) -> bool:
    """Whether a bare 行不行 asks if what the clause before it tells of, which denies nothing, may be done."""
    if _BARE.fullmatch(text.strip()) is None:
        return False
    told = re.split(r"[,.;?!]", before.strip(" ,"))[-1]
    return len(told.strip()) > 1 and _DENIAL.search(settle(told)) is None and _NO_MORE.search(told) is None


def read_form(text: str, ranked: Sequence[str], before: str = "") -> Form:
    """The form of a clause from its classes, the likeliest first, with what the patterns find in it; `before` is what
    is said right before the clause."""
    ruled = _ruled(text) or (form_class("allowed", False) if _asks_of_a_deed(text, before) else None)
    if ruled is not None:
        ranked = [ruled, *(name for name in ranked if name != ruled)]
    if ranked[0] == OPEN and asks_yes_or_no(text):
        ranked = [name for name in ranked if name != OPEN]
    premise = _patterns().premise.search(text) is not None
    bare = _TELLING.sub("", text)
    amount = _ASKS_FIGURE.search(bare)
    # 拘留几天,是不是要取消: beside a yes/no question 几 tells rather than asks.
    figure = amount is not None and not (amount[0].startswith("几") and ranked[0] != OPEN)
    asked: list[tuple[Proposition, bool]] = [
        (name[:-1], name.endswith("-"))  # type: ignore[misc]
        for name in ranked
        if name != OPEN
    ]
    if unframed(text) != text:
        asked = [(proposition, False) for proposition, _ in asked]
    share, count = _ASKS_SHARE.search(bare) is not None, _ASKS_COUNT.search(bare) is not None
    return Form(
        yes_no=ranked[0] != OPEN,
        asked=tuple(asked),
        premise=premise,
        asks_figure=figure,
        asks_share=share,
        asks_count=count,
        asks_length=_ASKS_LENGTH.search(bare) is not None,
        asks_name=_ASKS_NAME.search(bare) is not None,
        certain=_CERTAIN.search(text) is not None,
        absolute=_ABSOLUTE.search(bare) is not None,
    )
