"""Small sums within the text's own figures: what one class brings more than another, how many persons an amount is for."""

from __future__ import annotations

import math
import re

from knowledge.answering.phrases import say
from knowledge.answering.totals import ADDS_UP, SumAnswer, cited_values, filled_up, stated_amounts
from knowledge.facts import FIELD_UNITS, Facts
from knowledge.pack import Pack, Topic, Value
from knowledge.pack.display import figure, money, plain
from knowledge.pack.models import SubsidyTerm
from knowledge.patterns import compiled
from knowledge.subsidies import add_up, chosen_terms
from knowledge.understanding import Question
from knowledge.wording.numerals import NUMBER, parse_number

_DIFFERENCE = compiled(
    r"差(?:额|距|价|别|多少|几|了?多少)|相差|差着?(?:多|几)|一减|多出几|(?<!最)(?<!至)(?<!顶)(?:多|少)(?:拿|给|奖|得|出|发|领|到)(?:来|手)?(?:多少|几|好多)|比[^,.;?!]{1,12}(?:多|少|高|低)(?:多少|几|出|拿|好多)|(?<![最至顶])(?:多|少)几(?:万|千|块)|difference"
)
# 是C类的几倍, 顶几个三级: how many times.
_TIMES = compiled(
    r"几倍|多少倍|(?:顶|抵|等于|相当于|当得)(?:得)?(?:上|了)?[^,.;?!]{0,10}?(?:几|多少)(?:个|名|份|家)|(?:几|多少)(?:个|名|份|家)[^,.;?!]{1,12}(?:顶|抵|够|赶)(?:得)?(?:上|了)"
)
# 从三人加到五人: numbers of the team.
_TEAM_OF = compiled(
    rf"(?P<n>{NUMBER})(?:个|名|位)?(?:人|成员|组员|队员)|(?:成员|组员|队员)(?:有)?(?P<m>{NUMBER})(?:个|名|位)"
)
# 领办人和一个成员差多少 compares; 最多发几个人 does not.
_COMPARED = compiled(r"差|比")
# 得出几个人拿证才够, 队员是几个人: how many persons, not how much money.
_HOW_MANY = compiled(r"(?<!第)(?:几多?|多少|好多)(?:个)?(?:人(?!民)|名|位|个(?=[^万w块钱月年天]|$)|颗)")
# 没过比过了少拿多少: what hangs on the acceptance.
_LOST_BY_FAILING = compiled(
    r"(?:没|未|不)(?:能)?(?:过|通过|合格|验上|验过)[^.;?!]{0,24}(?:少|亏|丢|差|损失)(?:拿|得|领|了|掉){0,2}(?:多少|几)"
)
# 属于哪一类, A还是B: which class.
_WHICH_CLASS = compiled(r"(?:什么|几)类|(?:哪|边)(?:一)?(?:个)?(?:类|档)|a(?:类)?还是b|b(?:类)?还是c")
# 余下的都是成员奖: all that is named is within the amount.
_THE_REST = compiled(r"余下|剩下|其余|剩余|含|包括|连")
# 还差几平, 再补几个: what is short of the bound.
_SHORT_OF = compiled(
    r"(?:差|缺|补|添|扩|再招|再配|再找|(?<![最至])少)(?:着|上|够|建)?(?:多少|几多?|好多)(?!钱|万|块|元)"
)
# 超出几个, 比底线多出多少: by how much a stated number is over it.
_OVER = compiled(
    r"超(?:出|过|了|编)?[^,.;?!]{0,5}(?:几|多少)|多出(?:来)?(?:几|多少)|(?:几|多少)(?:个|名|人)?[^,.;?!]{0,3}拿不到"
)
# A类和C类两家: several studios, not one whose class is open.
_EACH_OF_SEVERAL = compiled(r"(?:[两三2-9]|各一)家")
_BOUND_UNITS = frozenset({"m2", "person"})
# The stage of a term that is paid when the acceptance is passed.
_ACCEPTANCE = "acceptance"
_LEVEL = {
    "trained.level3": compiled(r"三级|3级|高级工"),
    "trained.level2": compiled(r"二级|2级|(?<!高级)技师"),
    "trained.level1": compiled(r"(?<![上下这那哪省市区镇国])一级|1级|高级技师"),
}
_MASTER_COUNTED = compiled(
    r"连[^,.;?!]{0,5}(?:师傅|大师|领办人)|(?:连|算|加|含|包括|带)(?:上|着|进|同)?(?:老)?(?:师傅|大师|领办人|带头人)|(?:师傅|大师|领办人|带头人)(?:本人|自己)?(?:也)?(?:\+|加|和|跟|算|在内|连)"
)


# 是两份都给,还是只补个差额: whether one is paid beside the other, which no sum tells.
_TOP_UP = compiled(r"补(?:个|发)?差|(?:两|二|2)份都")


def small_sum(pack: Pack, question: Question) -> SumAnswer | None:
    """The difference or the number of persons that the question asks for, worked out; None where it asks for neither."""
    if len(question.place.stated) > 1:  # between places, not within one
        return None
    if _TOP_UP.search(question.text):
        return None
    topic = pack.topics.get(question.subject)
    if topic is not None and topic.told_whole:
        return None
    return (
        _lost_by_failing(pack, question)
        or _classes_together(pack, question.text)
        or _difference(pack, question.text)
        or _between_teams(pack, question.text)
        or _between_terms(pack, question)
        or class_for_amount(pack, question.text, question.facts)
        or _persons(pack, question.text, question.facts)
    )


def _classes_named(pack: Pack, text: str) -> list[tuple[str, Value]]:
    """The classes that the message names, each with its amount, of the term that chooses by a class."""
    return [
        (c, value)
        for term in pack.subsidy_terms
        for c, v in term.choices.items()
        if re.search(rf"(?<![a-z]){c.lower()}(?![a-z])", text) and (value := pack.value(v)) is not None
    ]


def _classes_together(pack: Pack, text: str) -> SumAnswer | None:
    """What several studios of different classes are given together, or how many times one class the other is."""
    named = sorted(_classes_named(pack, text), key=lambda row: -row[1].number)
    if len(named) == 2 and _TIMES.search(text):
        (more, large), (less, small) = named
        return _ratio(pack, say("of_class", choice=more), large, say("of_class", choice=less), small)
    others = any(
        word in text for t in pack.subsidy_terms if not t.choose_by and t.stage != "promotion" for word in t.words
    )
    if others or len(named) < 2 or not _EACH_OF_SEVERAL.search(text) or not ADDS_UP.search(text):
        return None  # with other terms named, the classes' amounts are not all that is asked for
    amounts = [v.number for _, v in named]
    parts = "＋".join(say("of_class", choice=c) + money(v.number) for c, v in named)
    lead = say("together", parts=parts, total=money(sum(amounts)))
    return SumAnswer(lead, cited_values(pack, [v for _, v in named]), frozenset({sum(amounts)}))


def _lost_by_failing(pack: Pack, question: Question) -> SumAnswer | None:
    """What is given only after the acceptance, where the message asks how much less it is without; None elsewhere."""
    facts, people = question.facts, [t for t in pack.subsidy_terms if t.people and t.stage == _ACCEPTANCE]
    uncounted = any(t.count not in facts and any(w in question.text for w in t.words) for t in people)
    if uncounted or not _LOST_BY_FAILING.search(question.text):
        return None
    terms = [t for t in pack.subsidy_terms if t.stage == _ACCEPTANCE and (t.basic or t.choose_by or t.count in facts)]
    total = add_up(pack, terms, facts)
    if len(total.lines) < 2 or total.open:
        return None
    parts = "＋".join(f"{line.term.title}{_times(line.value, line.count)}" for line in total.lines)
    lead = say("lost_by_failing", parts=parts, total=money(total.total))
    return SumAnswer(lead, cited_values(pack, [line.value for line in total.lines]), frozenset({total.total}))


def _ratio(pack: Pack, more: str, large: Value, less: str, small: Value, *, persons: bool = False) -> SumAnswer:
    lead = say(
        "ratio_of_persons" if persons else "ratio", more=more, large=figure(large.number, "yuan"), less=less, small=figure(small.number, "yuan"),
        times=plain(round(large.number / small.number, 2)),
    )  # fmt: skip
    return SumAnswer(lead, cited_values(pack, [large, small]))


def _between_teams(pack: Pack, text: str) -> SumAnswer | None:
    """What the larger of two teams is given more, the cap applied; None where the message compares no two."""
    terms = [t for t in pack.subsidy_terms if t.people and t.cap and t.value and any(w in text for w in t.words)]
    sizes = [n for m in _TEAM_OF.finditer(text) if (n := parse_number(m["n"] or m["m"])) is not None]
    if len(terms) != 1 or len(set(sizes)) != 2 or len(sizes) != 2 or not _DIFFERENCE.search(text):
        return None
    share, cap = pack.value(str(terms[0].value)), pack.value(str(terms[0].cap))
    assert share is not None
    assert cap is not None
    less, more = (min(n, cap.number) for n in sorted(sizes))
    difference = (more - less) * share.number
    lead = say(
        "difference_of_teams", title=terms[0].title, more=plain(more), less=plain(less),
        share=figure(share.number, share.unit), difference=money(difference), condition=terms[0].condition,
    )  # fmt: skip
    return SumAnswer(lead, cited_values(pack, [share]), frozenset({difference}))


def _difference(pack: Pack, text: str) -> SumAnswer | None:
    """What the larger of two classes, of the terms that choose by a class, is given more."""
    if not _DIFFERENCE.search(text):
        return None
    named = sorted(_classes_named(pack, text), key=lambda row: -row[1].number)
    condition = next((term.condition for term in pack.subsidy_terms if term.choices), "")
    if len(named) == 2:
        (more, large), (less, small) = named
        lead = say(
            "difference",
            more=more,
            large=money(large.number),
            less=less,
            small=money(small.number),
            difference=money(large.number - small.number),
            condition=condition,
        )
        return SumAnswer(lead, cited_values(pack, [large, small]), frozenset({large.number - small.number}))
    return None


def _between_terms(pack: Pack, question: Question) -> SumAnswer | None:
    """What the larger of two terms of one stage (two levels of certificate, of studio; the leader and one member) is
    given more, each as many times as is stated."""
    times = _TIMES.search(question.text) is not None
    if not times and not _DIFFERENCE.search(question.text):
        return None
    named = _single_terms(pack, question.text, capped=times or _COMPARED.search(question.text) is not None)
    if times:
        persons = len(named) == 2 and all(term.people for term, _ in named)
        titled = [(value, term.title) for term, value in named]
        titled += [(value, say("of_class", choice=c)) for c, value in _classes_named(pack, question.text)]
        if len(titled) != 2:
            return None
        (low, low_title), (high, high_title) = sorted(titled, key=lambda row: row[0].number)
        return _ratio(pack, high_title, high, low_title, low, persons=persons)
    if len(named) != 2 or named[0][0].stage != named[1][0].stage:
        return None
    counts = [question.facts.number(t.count) if t.count else None for t, _ in named]
    (_, less, small), (_, more, large) = sorted(
        (value.number * (count or 1), term, _times(value, count))
        for (term, value), count in zip(named, counts, strict=True)
    )
    amounts = sorted(value.number * (count or 1) for (_, value), count in zip(named, counts, strict=True))
    difference = amounts[1] - amounts[0]
    lead = say(
        "difference_of_terms",
        more=more.title, large=large, less=less.title, small=small,
        difference=f"{figure(amounts[1], 'yuan')}－{figure(amounts[0], 'yuan')}={figure(difference, 'yuan')}",
        condition=more.condition,
    )  # fmt: skip
    return SumAnswer(lead, cited_values(pack, [value for _, value in named]), frozenset({difference}))


def _times(value: Value, count: float | None) -> str:
    """An amount, or as many of it as are stated (5000元×4=2万元)."""
    one = figure(value.number, value.unit)
    return one if count is None or count == 1 else f"{one}×{plain(count)}={money(value.number * count)}"


def class_for_amount(pack: Pack, text: str, facts: Facts) -> SumAnswer | None:
    """The class (A, B, C) with which the terms come to the amount that the message states; None where it asks for no
    class or none fits."""
    choice = next((t for t in pack.subsidy_terms if t.choose_by), None)
    amounts = stated_amounts(text)
    if choice is None or not amounts or not _WHICH_CLASS.search(text):
        return None
    chosen = chosen_terms(pack, facts, text)
    facts = filled_up(pack, chosen, facts, text)
    whole = [t for t in pack.subsidy_terms if t.basic or (t.count and t.count in facts)]
    for terms in (chosen, whole):
        others = [t for t in terms if t is not choice]
        for name in choice.choices:
            total = add_up(pack, [*others, choice], Facts({**facts.values, str(choice.choose_by): name}))
            if total.total == max(amounts):
                parts = "＋".join(_times(line.value, line.count) for line in total.lines)
                lead = say("class_for_amount", choice=name, parts=parts, total=money(total.total))
                lines = sorted(total.lines, key=lambda line: line.term is not choice)
                return SumAnswer(lead, cited_values(pack, [line.value for line in lines]))
    return None


def _single_terms(pack: Pack, text: str, capped: bool = False) -> list[tuple[SubsidyTerm, Value]]:
    """The terms that the message names whose value is one amount, for one person or one studio, with that value; those
    of a capped number of persons only where wanted."""
    return [
        (t, v)
        for t in pack.subsidy_terms
        if t.value
        and (capped or not t.cap)
        and not t.ceiling
        and _is_named(t, text)
        and (v := pack.value(t.value)) is not None
    ]


def difference_of_places(packs: list[Pack], question: Question) -> SumAnswer | None:
    """What one place gives more than the other for the terms that the message names; None where that is not asked."""
    if len(packs) != 2 or not _DIFFERENCE.search(question.text):
        return None
    named = [_single_terms(pack, question.text) for pack in packs]
    stages = [sorted(term.stage for term, _ in terms) for terms in named]
    if not named[0] or stages[0] != stages[1]:
        return None
    totals = [sum(value.number for _, value in terms) for terms in named]
    written = [
        say(
            "sum_of_place",
            place=pack.policy.name,
            terms="＋".join(f"{t.title}{money(v.number)}" for t, v in terms),
            total=say("of_place", total=money(total)) if len(terms) > 1 else "",
        )
        for pack, terms, total in zip(packs, named, totals, strict=True)
    ]
    less, more = sorted(totals)
    lead = "，".join(written) + say("apart", more=money(more), less=money(less), difference=money(more - less))
    cited = [c for pack, terms in zip(packs, named, strict=True) for c in cited_values(pack, [v for _, v in terms])]
    return SumAnswer(lead, tuple(cited))


def _persons(pack: Pack, text: str, facts: Facts) -> SumAnswer | None:
    """How many persons of the one kind that the message names an amount is for, fixed terms that it names taken off."""
    amounts = stated_amounts(text)
    if not amounts or not _HOW_MANY.search(text):
        return None
    people = [t for t in pack.subsidy_terms if t.people and _is_named(t, text)]
    counted = [t for t in people if t.count in facts and not t.cap]
    if len(people) - len(counted) == 1:  # 一级的1个,其余都三级: those counted are taken off
        people = [t for t in people if t not in counted]
    else:
        counted = []
    if len(people) != 1 or people[0].value is None:
        return None
    term, share = people[0], pack.value(people[0].value)
    assert share is not None
    fixed = [
        (t, v)
        for t in pack.subsidy_terms
        if (t.stage == term.stage or _THE_REST.search(text))
        and not t.count
        and (value_id := t.value or _chosen_value(t, text))
        and any(w in text for w in t.words if w not in term.words)
        and (v := pack.value(value_id))
    ]
    amount = max(amounts)
    known = [line for line in add_up(pack, counted, facts).lines if line.count]
    rest = amount - sum(v.number for _, v in fixed) - sum(line.amount for line in known)
    cap = pack.value(term.cap) if term.cap else None
    basic = [
        (t, v) for t in pack.subsidy_terms if t.basic and t.stage == term.stage and (v := pack.value(str(t.value)))
    ]
    if cap is not None and rest / share.number > cap.number:  # the terms of every sum are within the amount too
        fixed += [row for row in basic if row[0] is not term and row not in fixed]
        rest = amount - sum(v.number for _, v in fixed)
    count = math.ceil(rest / share.number)
    if rest <= 0 or (cap is not None and count > cap.number):
        return None
    off = [*(v.number for _, v in fixed), *(line.amount for line in known)]
    taken = "".join(say("persons_taken_off", amount=money(n)) for n in off)
    lead = say(
        "persons_for_amount",
        sum=f"({money(amount)}{taken})" if off else money(amount),
        share=figure(share.number, "yuan"),
        count=plain(count),
        title=term.title,
        condition=term.condition,
    )
    return SumAnswer(lead, cited_values(pack, [share, *(v for _, v in fixed)]))


def _chosen_value(term: SubsidyTerm, text: str) -> str | None:
    """The value of the one class that the message names, of a term that chooses by a class."""
    named = [v for c, v in term.choices.items() if re.search(rf"(?<![a-z]){c.lower()}(?:类|档|级)", text)]
    return named[0] if len(named) == 1 else None


def _is_named(term: SubsidyTerm, text: str) -> bool:
    level = _LEVEL.get(term.count or "")
    return any(w in text for w in term.words) or (level is not None and level.search(text) is not None)


def heads_lead(pack: Pack, topic: Topic, question: Question) -> str:
    """The sentence that gives a number of the team with the master counted in, or what a stated number is short of the
    bound; empty where neither is asked."""
    value: Value | None = pack.value(topic.beside_master) if topic.beside_master else None
    if not question.form.asks_figure and not question.form.asks_count:
        return ""
    short, over = (pattern.search(question.text) is not None for pattern in (_SHORT_OF, _OVER))
    if value is not None and _MASTER_COUNTED.search(question.text) and not short:
        return say("heads", team=plain(value.number), total=plain(value.number + 1))
    return _apart_from_bound(pack, topic, question) if short or over else ""


def _apart_from_bound(pack: Pack, topic: Topic, question: Question) -> str:
    """The sentence that takes the one number that is stated and the topic's bound apart; empty where it has none."""
    bounds = [v for name in topic.values if (v := pack.value(name)) is not None and v.unit in _BOUND_UNITS]
    for bound in bounds:
        stated = [
            number
            for name in question.facts
            if FIELD_UNITS.get(name) == bound.unit and (number := question.facts.number(name)) is not None
        ]
        if len(stated) != 1 or stated[0] == bound.number:
            continue
        short = stated[0] < bound.number
        if short != (_SHORT_OF.search(question.text) is not None):
            continue
        large, small = sorted((bound.number, stated[0]), reverse=True)
        return say(
            "short_of" if short else "over_by",
            large=figure(large, bound.unit), small=figure(small, bound.unit), apart=figure(large - small, bound.unit),
        )  # fmt: skip
    return ""
