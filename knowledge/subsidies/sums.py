"""Adds up the terms of a pack's `subsidies.toml` for stated facts; caps are applied, nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.facts import Facts
from knowledge.pack import Pack, Value
from knowledge.pack.models import SubsidyTerm
from knowledge.patterns import compiled
from knowledge.wording.numerals import CHINESE

# 「从头到尾一共」 asks for everything; without such words a list joined by 加 asks for just what it names.
_EVERYTHING = compiled(
    r"从头到尾|全部|所有|整个|全堆|统统|全加|顶到天|从.{1,8}到|拢共|到底|通共|统共|政府一共|总共能|一共能|总共可以|一共可以|最多能|能拿多少|能到手|总额|总账|启动[^,.;?!]{0,6}(?:也|都|要|得)算|启动(?:资金|的?钱)?(?:都|也)?算(?:上|进|数)|(?:含|算上|连|包括|连同)启动|林林总总|总账|all in all|included"
)
_JOINED = compiled(r"加|和|跟|与|还有|,|以及|\+|plus|and")
_LATER_ONLY = compiled(
    r"奖励?(?:一共|总共|合计|加起来|总额|多少|拿)|奖金|合格(?:后|了|以后|之后)能|验收(?:完|后|过后|合格后)|期满后(?![^,.;?!]{0,8}(?:出版|正规|教材|书|培养|带|重[点要]))|不算启动|除了启动|启动(?:资金|的钱)?(?:除外|不算|另算|已经)|只算[^,.;?!]{0,6}(?:期满|验收|考核)"
)


@dataclass(frozen=True)
class Line:
    """One term of a sum: `amount` yuan = value × `count` (the number that counts after the cap)."""

    term: SubsidyTerm
    value: Value
    count: float
    stated: float | None

    @property
    def amount(self) -> float:
        return self.value.number * self.count

    @property
    def capped(self) -> bool:
        return self.stated is not None and self.stated > self.count


@dataclass(frozen=True)
class Sum:
    """The lines of a sum and their total in yuan; `open` are terms that need a fact that nobody stated,
    `refused` those that the stated facts rule out, `lacking` those that their own clause does not give for them."""

    lines: tuple[Line, ...]
    open: tuple[SubsidyTerm, ...] = ()
    refused: tuple[SubsidyTerm, ...] = ()
    lacking: tuple[SubsidyTerm, ...] = ()

    @property
    def total(self) -> float:
        return sum(line.amount for line in self.lines)

    def stage_totals(self) -> dict[str, float]:
        """Yuan by stage, in the order of the lines."""
        totals: dict[str, float] = {}
        for line in self.lines:
            totals[line.term.stage] = totals.get(line.term.stage, 0.0) + line.amount
        return totals


# What the person sets aside: 国家级的先不想, 教材那些别算, leaving out the personal bonuses. Without commas it reaches
# back only a few words.
_ASIDE = r"[^,.;:?! ]{0,14}?"
_LEFT_OUT = compiled(
    r"个人(?:不算|别算|不计)|"
    rf"{_ASIDE}(?:别算|别掺|别扯|别混|别带|不掺|不用管|不管它|甭算|不要算|刨出去|刨掉|刨开|扣掉|除去|撇开|撇掉|不含|不算在(?!.{{0,2}}[一二两三四五六七八九十\d])|不算进(?!.{{0,2}}[一二两三四五六七八九十\d])|不用算|不考虑|先不想|先不管|除外|没有国家级|没有省级|不包括|抛开|剔(?:掉|除|开)|别(?:加|往里|算进)|不用理|不进(?:公司|单位)?账|不要加|先不(?:算|加|说)|先别|扣出|归他自己)[^,.;:?! ]*[,.;:]?|"
    r"(?:leaving out|leave out|leave(?= .{1,30} out)|excluding|without|not counting|except(?: for)?|minus)[^,.;?!]*|"
    r"(?:不是|并非|还没到|没到)(?:国家级|国家的|省级|省里的)[^,.;?!]{0,8}|"
    r"[市省国]家?[级里](?:的|那个|那档)?(?:我们|咱们?|俺们?|我|压根|根本|也|都|就|倒|还)*(?:没|冇|未)(?:有)?(?:进过?|参加|评|走|报|拿|入选|选|得|中)|"
    r"(?:没|冇|未)(?:有)?(?:再)?(?:升|评|进|入选|拿|得)(?:到|上|过|成)?(?:(?:省级|国家级)(?:和|、|或|跟|也|,)?)+|"
    r"(?:没|没有|冇|无)(?:有|出|编)?(?:任何)?(?:教材|课本|出书)[^,.;?!]*|"
    r"(?:没|冇|未|没有)(?:有|拿到?|攞到?|评上?|得)?(?:省级|国家级)|(?:省级|国家级|、)+[^,.;?!]{0,4}(?:都|也)?(?:没|冇|未)"
)
# 不算启动资金和个人奖励: what follows such a word, as far as it lists terms, is set aside.
_WITHOUT = r"(?:(?<![算合])不算|唔(?:好)?(?:计|算)|不(?:包括|包含|计入|计)|除(?:了|去|开|掉)|撇(?:开|掉|去)|抛(?:开|去)|刨(?:掉|去|除|开)|扣(?:掉|除|去)|去掉|减去|不要(?!算|加|计)|不带|不看|不提|不谈)(?!进|在|的话)"
# 成员(不算领办人)有8名 tells who is counted, not what is paid.
_NO_HEADS = r"(?![^,.;?!]{0,8}?(?!万)(?:\d|[一二两三四五六七八九十])+[个名位人])"
# 不算领办人,队员一共8个: tells the same before it counts them.
_HEADS_APART = compiled(
    r"(?<=[个名位人])[,(]?(?:不算|不含|不包括|不计|没算)(?:领办人|带头人|师傅|大师)(?:自己|本人)?(?:\)|(?=[,.;?! ]|$))|"
    r"(?:不算|不含|不包括|不计)(?:领办人|带头人|师傅|大师)(?:自己|本人)?,?(?=(?:队员|成员|组员|团队|手下|底下)[^,.;?!]{0,6}(?:\d|[一二两三四五六七八九十])+[个名位人])"
)
# (国家级先不想): what is left out in brackets leaves out nothing before them.
_BRACKETS = compiled(r"\(([^()]*)\)")
# 启动资金不算, 省级的不计在内.
_NOT_COUNTED = r"(?:(?<![算合])不算|不计|不要|唔(?:好)?(?:计|算)|没(?:拿|评|领|选)(?:过|上|到))(?:进去?|在内|的话|了|落去|落嚟)?(?=[,.;:?! ]|$|落|这|那|剩|只|就|光|单)"
# 出教材、带人考证这两样不算: all that is listed before is set aside.
_ALL_OF_THEM = compiled(
    r"[^,.;:?! ]{0,24}(?:这|那)(?:两|几|些|三|2|3)?(?:样|项|块|笔|部分|些)(?:都|也|就|先|暂时)?(?:不算|不计|不要|不加|不看|唔计|唔算)(?:进去?|在内|了)?(?=[,.;:?! ]|$)"
)
# 没进市级,一步到位国家级: what was not won.
_NOT_WON = r"(?:没有?|未|冇|不)(?:能)?(?:经过?|进|入选|评|拿|得|走|中|参加)(?:到|上|过|成)?(?:了)?"
_AT_MOST = compiled(r"顶破天|天花板|最牛|封顶|撑死|最多|顶天|到顶|最高|拉满")
_WHOLE = compiled(
    r"(?:公家|单位|工作室)[^,.;?!]{0,2}(?:跟|和|加|、)个人|从[^,.;?!]{2,8}(?:到|打到)[^?!]*全|启动[^?!]{0,20}个人[^?!]{0,6}全"
)
# 启动那笔早到手了, 省级那笔也进账了: what was had already, where what is left is asked for.
_STILL = compiled(
    r"(?:还|仍|尚)(?:有|剩|能|可以|差|该|要)[^,.;?!]{0,8}(?:多少|几|没)|剩(?:下|余)?[^,.;?!]{0,6}(?:多少|几)|(?:其余|余下)"
)
_HAD = compiled(
    r"[^,.;?!]{0,24}(?:到手|落袋|进账|入账|到账|拿(?:了|到)|领(?:了|到|过)|(?:花|用)(?:光|完|脱|掉|了)|打给|给了|发了|拨了|收到)(?!不)(?:了|过)?(?:我们|俺们|咱们)?"
)
# 总共多少,其中归个人的多少: the whole is asked for too.
_OF_WHICH = compiled(r"其中|里头|里面|当中|占")
# 项目补助拿满一个: of one, not of all that a year has.
_FULL_ONE = compiled(r"满(?:了)?(?:一|1)个(?!年度)")
_ONLY = compiled(r"只算(?![^,.;?!]{0,6}(?:期满|验收|考核))|只要|光算|光说|光是|仅仅?|单算|单说|单讲|only|just the")


def chosen_terms(pack: Pack, facts: Facts, text: str) -> list[SubsidyTerm]:
    """The terms that a message asks to add up: what it names or states a number for, and the basic ones of a whole studio."""
    text, aside = set_aside(pack, text)
    terms = [t for t in pack.subsidy_terms if not any(w in aside for w in t.words)]
    alone = [t for t in terms if any(told_alone(w, text) for w in t.alone)]
    if alone and not _OF_WHICH.search(text):
        return alone
    named = [t for t in terms if is_named(t, facts, text)]
    counts = {t.id for t in terms if t.count and t.count in facts}
    named = [t for t in named if not (t.count_value and counts & set(t.replaces))]  # a stated number, not all of a year
    replaced = {name for t in named for name in t.replaces}
    named = [t for t in named if t.id not in replaced]
    if not named:
        return [t for t in terms if t.basic or t.choose_by]
    whole = at_most_of_everything(text)
    outputs_only = not whole and all(t.stage in ("output", "promotion") for t in named)
    listed = len([t for t in named if any(w in text for w in t.words)]) >= 2 and _JOINED.search(text) is not None
    if (
        outputs_only
        or _ONLY.search(text)
        or (listed and not _EVERYTHING.search(text) and _names_its_terms(named, text))
    ):
        return named
    basic = [t for t in terms if t.basic and t.id not in replaced]
    if _LATER_ONLY.search(text) and not _EVERYTHING.search(text):
        basic = [t for t in basic if t.stage != "start" or t in named]
    return [t for t in terms if t in named or t in basic or (whole and (t.choose_by or t.cap))]


def at_most_of_everything(text: str) -> bool:
    """Whether a message asks for the most that a studio and its people can come to (公家跟个人的全加上顶破天)."""
    return _WHOLE.search(text) is not None and _AT_MOST.search(text) is not None


def names_whole(pack: Pack, facts: Facts, text: str) -> bool:
    """Whether a message speaks of all that a studio is given: by its class, the start-up money, or words for everything."""
    if any(t.choose_by and t.choose_by in facts for t in pack.subsidy_terms) or _EVERYTHING.search(text):
        return True
    said, aside = set_aside(pack, text)
    return any(t.stage == "start" and any(w in said and w not in aside for w in t.words) for t in pack.subsidy_terms)


def told_alone(word: str, text: str) -> bool:
    """Whether the text has the word other than behind a number (五个人拿 is no 个人拿)."""
    return re.search(rf"(?<![{CHINESE}\d几]){re.escape(word)}", text) is not None


def set_aside(pack: Pack, text: str) -> tuple[str, str]:
    """The message without what it leaves out of the sum, and the words that it leaves out."""
    words = "|".join(re.escape(w) for t in pack.subsidy_terms for w in sorted(t.words, key=len, reverse=True))
    listed = rf"[^,.;:?! ]{{0,5}}?(?:{words})"
    won = "|".join(re.escape(w) for t in pack.subsidy_terms if t.claimed_by for w in t.words) or "(?!)"
    without = compiled(
        rf"{_WITHOUT}{listed}{_NO_HEADS}(?:[^,.;:?!和跟与、及]{{0,4}}(?:和|跟|与|、|以及|还有){listed})*{_NO_HEADS}"
    )
    not_counted = compiled(
        rf"(?:(?:{words})[^,.;:?!和跟与、]{{0,4}}(?:和|跟|与|、)?)+(?:[^,.;:?!和跟与、]{{1,8}}(?:也|都|全|通通))?{_NOT_COUNTED}"
    )
    not_won = compiled(rf"{_NOT_WON}(?:{won})")
    aside: list[str] = []
    text = _HEADS_APART.sub("", text)
    text = _BRACKETS.sub(lambda m: f",{m[1]}," if not_counted.search(m[1]) or _LEFT_OUT.search(m[1]) else m[0], text)
    if _STILL.search(text):
        had = [m[0] for m in _HAD.finditer(text) if not _STILL.search(m[0])]
        aside.extend(had)
        for told in had:
            text = text.replace(told, "", 1)
    for pattern in (_ALL_OF_THEM, without, not_counted, not_won, _LEFT_OUT) if words else (_LEFT_OUT,):
        aside.extend(m[0] for m in pattern.finditer(text))
        text = pattern.sub("", text)
    return text, " ".join(aside)


def _names_its_terms(named: list[SubsidyTerm], text: str) -> bool:
    """Whether the start-up money or the graded award is among what the message lists by name."""
    return any(t.stage in ("start", "acceptance") and any(w in text for w in t.words) for t in named) and any(
        t.stage == "start" for t in named
    )


def is_named(term: SubsidyTerm, facts: Facts, text: str) -> bool:
    """Whether a message names a term or states what it is counted by."""
    if term.choose_by is not None:
        return term.choose_by in facts
    if term.count_value is not None and _FULL_ONE.search(text):
        return False
    if term.count is not None and term.count in facts:
        return True
    return any(word in text for word in term.words)


def add_up(pack: Pack, terms: list[SubsidyTerm], facts: Facts) -> Sum:
    """The sum of `terms` for `facts`; a term whose choice or count is not stated is left open."""
    lines: list[Line] = []
    left: list[SubsidyTerm] = []
    refused = [t for t in terms if t.unless is not None and pack.meets((t.unless,), facts)]
    lacking = [t for t in terms if t not in refused and t.lacks is not None and pack.meets((t.lacks,), facts)]
    for term in terms:
        if term in refused or term in lacking:
            continue
        value_id = term.value
        if term.choose_by is not None:
            value_id = term.choices.get(str(facts.get(term.choose_by) or ""))
        stated = facts.number(term.count) if term.count else None
        if value_id is None or (term.count and stated is None and not term.basic and term.cap):
            left.append(term)
            continue
        value = pack.value(value_id)
        assert value is not None
        count = 1.0 if stated is None else float(round(stated))
        if term.count_value is not None:
            most = pack.value(term.count_value)
            assert most is not None
            count = stated = most.number
        if term.cap is not None:
            cap = pack.value(term.cap)
            assert cap is not None
            count = min(count, cap.number)
        lines.append(Line(term, value, count, stated))
    return Sum(tuple(lines), tuple(left), tuple(refused), tuple(lacking))
