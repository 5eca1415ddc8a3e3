"""A second step on a sum: shared among several, what it is short of an amount, what is left for one's own pocket."""

from __future__ import annotations

import math
from dataclasses import replace

from knowledge.answering.arithmetic import class_for_amount
from knowledge.answering.phrases import say
from knowledge.answering.totals import (
    SumAnswer,
    answer_of,
    by_choice,
    cited_values,
    filled_up,
    members_only,
    stated_amounts,
)
from knowledge.facts import Facts
from knowledge.pack import Pack
from knowledge.pack.display import figure, money, plain
from knowledge.pack.models import SubsidyTerm
from knowledge.patterns import compiled
from knowledge.subsidies import Sum, add_up, chosen_terms, names_whole, set_aside
from knowledge.wording import find_quantities
from knowledge.wording.numerals import NUMBER, parse_number

_ASKS = compiled(r"多少|几|好多|合(?=[?,.! ]|$)")
# 六个人匀, 大家五个人平分, 按四人摊.
_EVENLY = r"(?:平分|均分|平均分?|均摊|平摊|匀|分摊|对半分)"
_SHARED = compiled(_EVENLY)
_AMONG = (
    compiled(
        rf"(?P<n>{NUMBER}|俩|仨)(?:个|名|位|口)?(?:人|口|队员|成员|徒弟)?(?:\([^()]*\))?[^,.;?!\d一二两三四五六七八九十]{{0,6}}{_EVENLY}"
    ),
    compiled(rf"{_EVENLY}[^,.;?!]{{0,3}}(?:给|成|到)?(?P<n>{NUMBER}|俩|仨)(?:个|名|位)?(?:人|份|口)"),
)
# 除领办人外: who is counted apart names no term.
_BESIDE = compiled(r"除(?:了|去)?[^,.;?!]{1,5}?(?:以外|之外|外)")
# 是平分还是按贡献分: which of two, no sum.
_EITHER = compiled(r"还是按|还是看|能不能|可不可以|可以[^,.;?!]{0,8}吗|能[^,.;?!]{0,8}吗")
# More persons share nothing here: 两万平均分 is an amount.
MOST_PEOPLE = 99
_FEW = {"俩": 2.0, "仨": 3.0}
# 三年下来平均到每年, 按三年摊.
_A_YEAR = compiled(r"(?:平均|均|摊|折|合)[^,.;?!]{0,4}(?:每|一)年|(?:每|一)年(?:平均|均摊|合|折|摊)|年均")
# 离一百万还差多少, 目标六十万…还差多少.
_SHORT_OF = compiled(r"(?:还|又)?(?:差|缺|少)(?:着|了)?(?:多少|几(?:万|个)|好多)|缺口")
_AIM = compiled(r"离|目标|凑|够|到手?|指标|军令状|任务|弄到|吹")
_UP_TO_CAP = compiled(r"(?:离|距|比|跟)[^,.;?!]{0,8}(?:顶|上限|最高|满额|封顶)")
# 自家得贴进去多少, 老板自己掏多少.
_OWN_POCKET = compiled(
    r"(?:自己|自家|自个儿?|自筹|公司|单位|厂里|老板|老总|我们|俺们|咱们?|他|要|得|还)[^,.;?!]{0,8}(?:掏|贴|搭|垫|补|往里)[^,.;?!]{0,6}(?:多少|几|好多)"
)
# 有几个人一分钱捞不着.
_LEFT_WITH_NOTHING = compiled(
    r"(?:几|多少)(?:个|名|位)?(?:人|队员|成员)?[^,.;?!]{0,4}(?:一分|捞不|拿不到|领不到|没份|轮不|分不到|没(?:得|有)?(?:钱|奖)|落空|白干)"
)


def worked_out(pack: Pack, text: str, facts: Facts) -> SumAnswer | None:
    """The sum with the second step that the message asks for; None where it asks for none that can be done."""
    told, facts = facts, members_only(facts, text)
    for step in (_left_with_nothing, _shared, _own_pocket, _short_of, _range, class_for_amount):
        answer = step(pack, text, facts)
        if answer is None:
            continue
        size = told.number("studio.team_size")
        if told is facts or size is None:
            return answer
        return replace(answer, text=say("less_leader", all=plain(size), rest=plain(size - 1)) + answer.text)
    return None


def _sum_of(
    pack: Pack, text: str, facts: Facts, *, persons: bool = False, without: SubsidyTerm | None = None
) -> Sum | None:
    """The sum that a second step rests on: what the message names, or all of a studio; None where a term is open.

    With `persons`, terms that it names are taken alone unless it names the start-up money or a class.
    """
    if persons or not names_whole(pack, facts, text):
        terms = named_terms(pack, facts, text)
    else:
        terms = chosen_terms(pack, facts, text)
    terms = [t for t in terms if t is not without]
    if not terms:
        return None
    total = add_up(pack, terms, filled_up(pack, terms, facts, text))
    return None if total.open or not total.lines else total


def named_terms(pack: Pack, facts: Facts, text: str) -> list[SubsidyTerm]:
    """The terms that a message names, by a word or by their number, without what it sets aside."""
    said, aside = set_aside(pack, _BESIDE.sub("", text))
    return [
        t
        for t in pack.subsidy_terms
        if not t.count_value
        and not any(w in aside for w in t.words)
        and (
            (t.count and t.count in facts) or (t.choose_by and t.choose_by in facts) or any(w in said for w in t.words)
        )
    ]


def _shared(pack: Pack, text: str, facts: Facts) -> SumAnswer | None:
    """An amount shared evenly among persons or over years."""
    by_year = _A_YEAR.search(text)
    if by_year is not None:
        years = [q.number for q in find_quantities(text) if q.unit == "year" and q.number > 1]
        total = _sum_of(pack, text, facts)
        if len(set(years)) != 1 or total is None or len(total.lines) < 2:
            return None
        return answer_of(pack, total, _division(total.total, years[0], "年") + "。")
    if not _SHARED.search(text) or not _ASKS.search(text) or _EITHER.search(text):
        return None
    total = _sum_of(pack, text, facts, persons=not names_whole(pack, facts, text))
    among = _among(text)
    if among is None and total is not None and all(line.term.people for line in total.lines):
        among = facts.number("studio.team_size")
    if among is None or among < 2 or total is None:
        return None
    return answer_of(pack, total, say("shared", division=_division(total.total, among, "人")))


def _among(text: str) -> float | None:
    for pattern in _AMONG:
        for match in pattern.finditer(text):
            number = _FEW.get(match["n"]) or parse_number(match["n"])
            if number is not None and 1 < number <= MOST_PEOPLE:
                return number
    return None


def _division(amount: float, parts: float, unit: str) -> str:
    """10万元÷4=2.5万元/人; what does not come out even is rounded."""
    share = amount / parts
    even = abs(round(share) - share) < 1e-6 and round(share) % 100 == 0
    return f"{money(amount)}÷{plain(parts)}{'=' if even else '≈'}{money(share)}/{unit}"


def _short_of(pack: Pack, text: str, facts: Facts) -> SumAnswer | None:
    """What a sum is short of an amount that is aimed at, or what was paid is short of a ceiling."""
    stated = stated_amounts(text)
    if not stated or not _SHORT_OF.search(text):
        return None
    unit = unit_asked(pack, text)
    total = _sum_of(pack, text, facts, without=unit)
    if total is None:
        return None
    paid = max(stated)
    if unit is not None:
        return _made_up(pack, total, paid, unit, text)
    if _UP_TO_CAP.search(text) and len(total.lines) == 1 and total.lines[0].term.ceiling and paid < total.total:
        return answer_of(pack, total, say("short_of_amount", apart=_apart(total.total, paid)))
    if not _AIM.search(text) or paid in {line.amount for line in total.lines}:
        return None
    if paid <= total.total:
        return answer_of(pack, total, say("enough", total=money(total.total), amount=money(paid)))
    return answer_of(pack, total, say("short_of_amount", apart=_apart(paid, total.total)))


# 得做几个项目才补得回来, 最快得几年.
_HOW_MANY_MORE = compiled(r"(?:几|多少)(?P<what>个|年|回|次)(?!月|级|人)")


def unit_asked(pack: Pack, text: str) -> SubsidyTerm | None:
    """The term of which the message asks how many (or how many years with one each) make up an amount."""
    asked = _HOW_MANY_MORE.search(text)
    if asked is None:
        return None
    return next((t for t in pack.subsidy_terms if t.ceiling and t.basic and any(w in text for w in t.words)), None)


def made_up_by(pack: Pack, amount: float, term: SubsidyTerm, text: str) -> str:
    """20万元÷5万元=4个: how many of a term an amount takes at least."""
    unit = pack.value(str(term.value))
    assert unit is not None
    asked = _HOW_MANY_MORE.search(text)
    what = "年" if asked is not None and asked["what"] == "年" else "个"
    number = math.ceil(round(amount / unit.number, 6))
    return say("made_up", amount=money(amount), unit=money(unit.number), number=plain(number) + what, title=term.title)


def _made_up(pack: Pack, total: Sum, aim: float, term: SubsidyTerm, text: str) -> SumAnswer | None:
    rest, unit = aim - total.total, pack.value(str(term.value))
    if rest <= 0 or unit is None:
        return None
    lead = say("short_of_amount", apart=_apart(aim, total.total)) + made_up_by(pack, rest, term, text)
    answer = answer_of(pack, total, lead)
    return SumAnswer(answer.text, (*answer.citations, *cited_values(pack, [unit])), answer.amounts)


# 哪一类还没定,最少多少最多多少: the sum of each class.
_RANGE = compiled(r"最(?:少|低|小)[^,.;?!]{0,6}[,、 ]?[^,.;?!]{0,2}最(?:多|高|大)|范围|区间|从多少到多少")


def _range(pack: Pack, text: str, facts: Facts) -> SumAnswer | None:
    """The sum with each class, where the class is open and the message asks for the least and the most."""
    choice = next((t for t in pack.subsidy_terms if t.choose_by), None)
    if choice is None or choice.choose_by in facts or not _RANGE.search(text) or not names_whole(pack, facts, text):
        return None
    chosen = chosen_terms(pack, facts, text)
    terms = [t for t in pack.subsidy_terms if t in chosen or t is choice]
    if not any(t.count in facts for t in terms if t.count):
        return None
    return by_choice(pack, choice, terms, facts)


def _own_pocket(pack: Pack, text: str, facts: Facts) -> SumAnswer | None:
    """What is left to pay of stated costs above a ceiling, or to members above the cap."""
    if not _OWN_POCKET.search(text):
        return None
    total = _sum_of(pack, text, facts)
    if total is None:
        return None
    capped = [line for line in total.lines if line.capped and line.term.people]
    if capped:
        line = capped[0]
        whole = line.value.number * (line.stated or 0)
        apart = f"{figure(line.value.number, 'yuan')}×{plain(line.stated or 0)}={_apart(whole, line.amount)}"
        return answer_of(pack, Sum((line,)), say("own_pocket_members", apart=apart))
    costs = [n for n in stated_amounts(text) if n > total.total]
    if len(costs) != 1 or not all(line.term.ceiling for line in total.lines):
        return None
    return answer_of(pack, total, say("own_pocket", most=money(total.total), apart=_apart(costs[0], total.total)))


def _left_with_nothing(pack: Pack, text: str, facts: Facts) -> SumAnswer | None:
    """How many of a team are beyond the number that is paid."""
    if not _LEFT_WITH_NOTHING.search(text):
        return None
    total = _sum_of(pack, text, facts, persons=True)
    lines = [line for line in total.lines if line.term.people and line.term.cap] if total is not None else []
    if len(lines) != 1 or lines[0].stated is None:
        return None
    line = lines[0]
    stated = line.stated or 0.0
    return answer_of(
        pack,
        Sum((line,)),
        say("left_with_nothing", stated=plain(stated), count=plain(line.count), left=plain(stated - line.count)),
    )


def _apart(more: float, less: float) -> str:
    return f"{money(more)}－{money(less)}={money(more - less)}"
