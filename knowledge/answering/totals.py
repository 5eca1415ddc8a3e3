"""Questions that ask for a sum: which terms, how many, and the total, written out term by term."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.answering.answer import Cited
from knowledge.answering.phrases import say
from knowledge.facts import Facts, FactValue
from knowledge.pack import Pack, Value
from knowledge.pack.display import figure, money, plain
from knowledge.pack.models import SubsidyTerm, Verdict
from knowledge.patterns import compiled
from knowledge.subsidies import (
    Line,
    Sum,
    add_up,
    at_most_of_everything,
    chosen_terms,
    is_named,
    set_aside,
    told_alone,
)
from knowledge.understanding import Question
from knowledge.wording import find_quantities
from knowledge.wording.numerals import NUMBER, parse_number

# Subjects whose questions may ask for a sum, and the stages that a sum on them may have (None: all).
_SUM_SUBJECTS: dict[str, frozenset[str] | None] = {
    "total_amount": None,
    "training_award": frozenset({"output"}),
    "textbook_award": frozenset({"output"}),
    "station_output_award": frozenset({"output"}),
    "output_award_when": frozenset({"output"}),
    "station_excluded": frozenset({"output"}),
    "project_subsidy": frozenset({"project"}),
    "member_award": frozenset({"acceptance"}),
}
# On these a sum is meant only where the message adds up things that it names.
_MONEY_SUBJECTS = frozenset(
    {"project_subsidy", "higher_level_award", "leader_award", "grade_award", "startup_funds", "money_overview"}
)
_MONEY = compiled(r"钱|预算|万|补|款|银|掏|花|经费|多少元")
ADDS_UP = compiled(
    r"一共|总共|合计|加起来|总计|拢共|共计|统共|加埋|合共|两样|搁一(?:块|堆)|加一块|加在一|合起来|前后|里外里|拢总|通通|凑一块|凑一起|全算上|打包|算下来|总数|总额|之和|两笔都|两份[^,.;?!]{0,4}都|都给|total|altogether"
)
# A bare number from here on is an amount (13w); below, it may count anything.
LEAST_AMOUNT = 10000
# The master counted with the team; 单位加师傅加组员 adds up money instead.
_COUNTED_IN = compiled(r"连同?(?!续|着)|包括|算上|带上|含|算在|在里头|在里面|including")
# 跟验收没过相比: what failed is only held against what passed.
_HELD_AGAINST = compiled(r"相比|比起|对比|比一比")
# 有一个考核没过: of several.
_FAILED_OF = compiled(
    rf"(?P<n>{NUMBER})个[^,.;?!]{{0,10}}(?:没|未|不)(?:能)?(?:考过|过|通过|合格)|(?P<m>{NUMBER})个(?:都)?(?:黄|砸|挂)(?:了|掉)|第[一二三四五]年(?:那|这)?个[^,.;?!]{{0,4}}没(?:通)?过|a third one"
)
# 我带八个后生仔: the team is told without its leader, whoever is counted in later.
_LED = compiled(r"(?:带|领)(?:着|了)?(?:\d+|[一二两三四五六七八九十]+|俩|仨)(?:个|名|位)")
# 名额用满: a counted term at its cap.
_FULL = compiled(
    r"(?:用|拉|打|占|报|坐|拿|给|配|凑)满|满额|满员|满编|满配|顶格|用足|按最多|(?:带|配|招)足|(?:人|成员|队员)满"
)
# 启动那笔占总数的几成: the share asked for is of what stands before 占.
_SHARE_ASKED = compiled(r"占[^,.;?!]{0,14}(?:几成|百分之几|几分之几|多大?比例)")
_SHARE_OF = compiled(r"(?P<part>[^,.;?!:]{2,24})占")
# 两本各是多少, 为什么只给一万: no one sum.
_ONE_BY_ONE = compiled(r"各(?:是|有|多少|几)|分别|为(?:什么|啥|何)|凭(?:什么|啥)|怎么(?:才|只|会)")
# 项目这块封顶几个, 满打满算.
_AT_MOST = compiled(r"封顶|撑死|满打满算|顶破天|最牛|最多|到顶|没进账")
# 中间差着几个, 俩地方一减: what one is more than the other.
APART = compiled(r"差着?(?:几|多)|相差|一减|多出|少(?:几|多少)|差多少")
_HOW_MUCH = compiled(
    r"多少|几多|总额|几毛|几钱|几个钱|几个子|几万|几块|几千|合计|一共|总共|加起来|总计|拢共|算算|算一下|算下|共计|统共|总数|好多(?=[?,.! ]|钱|块|万|$)|how much|total|\+"
)


@dataclass(frozen=True)
class SumAnswer:
    """A sum written out; `amounts` are the yuan that it names: the total, and of each term the whole and one share."""

    text: str
    citations: tuple[Cited, ...]
    amounts: frozenset[float] = frozenset()

    def verdict_on(self, text: str) -> Verdict | None:
        """Whether the last amount that a message puts forward is among the sum's; None where it puts none forward."""
        claimed = [q.number for q in find_quantities(text) if q.unit in ("yuan", "number")]
        if not claimed or not self.amounts:
            return None
        return "yes" if claimed[-1] in self.amounts else "no"


def answer_sum(pack: Pack, subject_id: str, question: Question, facts: Facts) -> SumAnswer | None:
    """The worked sum that the question asks for, or None where it asks for none or too little is stated."""
    if subject_id in _MONEY_SUBJECTS and _adds_up(pack, question):
        subject_id = "total_amount"
    if subject_id not in _SUM_SUBJECTS:
        return None
    people_by_level = any(name.startswith("trained.level") for name in facts)
    asked = subject_id == "total_amount" or people_by_level or _HOW_MUCH.search(question.text)
    if not asked:
        return None
    passed = _passed(facts, question.text)
    failed = facts.get("result.acceptance") == "failed" and not _HELD_AGAINST.search(question.text)
    if passed is facts and failed and _SUM_SUBJECTS[subject_id] is None:
        return None  # what is left without the awards for acceptance is told by the topic
    passed_of = _passed_of(facts, passed)
    facts = passed
    members = members_only(facts, question.text)
    without_leader, facts = members is not facts, members
    terms = chosen_terms(pack, facts, question.text)
    facts = filled_up(pack, terms, facts, question.text)
    stages = _SUM_SUBJECTS[subject_id]
    if stages is not None:
        added = ADDS_UP.search(question.text) is not None
        beside = [
            t
            for t in terms
            if not t.count and any(added or _asked_beside(w, question.text) for w in _named_words(t, question.text))
        ]
        terms = [
            t for t in terms if t.stage in stages and t.count is not None and (t.count in facts or people_by_level)
        ]
        terms = [t for t in terms if t.count in facts or any(w in question.text for w in t.words)]
        terms = [*(t for t in beside if t.stage in stages and terms), *terms]
    counted = [t for t in terms if _counts(t, facts) or (t.choose_by and t.choose_by in facts)]
    if not counted and not (subject_id == "total_amount" and len(terms) > 1 and _names(terms, question.text)):
        return None
    total = add_up(pack, [*terms, *_ruled_out_beside(pack, terms, facts)], facts)
    if not total.lines:
        return None
    choice = next((t for t in total.open if t.choose_by), None)
    if choice is not None and facts:
        return by_choice(pack, choice, terms, facts)
    text = passed_of + _share(total, question) + written(pack, total, without_leader)
    return SumAnswer(text, citations_of(pack, total), _amounts(total))


def _ruled_out_beside(pack: Pack, terms: list[SubsidyTerm], facts: Facts) -> list[SubsidyTerm]:
    """The terms of the same stages that the stated facts rule out: said beside what is given for the rest."""
    stages = {t.stage for t in terms}
    others = (t for t in pack.subsidy_terms if t not in terms and t.stage in stages)
    return [t for t in others if t.unless is not None and pack.meets((t.unless,), facts)]


def in_thread(pack: Pack, question: Question) -> Question:
    """The question read with what it goes on from, where it adds up or compares and names nothing of its own for that."""
    text = question.text
    wanted = ADDS_UP.search(text) or APART.search(text)
    if not question.follows or wanted is None or any(_has_words(t, text) for t in pack.subsidy_terms):
        return question
    return replace(question, text=question.thread())


def _adds_up(pack: Pack, question: Question) -> bool:
    """Whether the message adds up several terms that it names, or asks for a share of them."""
    terms, text = list(pack.subsidy_terms), question.text
    if any(told_alone(word, text) for term in terms for word in term.alone):
        return True
    return _names(terms, text) and (ADDS_UP.search(text) is not None or _asks_share(question))


def _asks_share(question: Question) -> bool:
    return question.form.asks_share or _SHARE_ASKED.search(question.text) is not None


def _counts(term: SubsidyTerm, facts: Facts) -> bool:
    """Whether a number is stated for the term; the ceiling of a single one is no sum."""
    return bool(term.count) and term.count in facts and (not term.ceiling or (facts.number(str(term.count)) or 0) > 1)


def filled_up(pack: Pack, terms: list[SubsidyTerm], facts: Facts, text: str) -> Facts:
    """The facts with a count that is told to be full (名额用满) at its cap."""
    if not _FULL.search(text) and not at_most_of_everything(text):
        return facts
    caps = {t.count: cap.number for t in terms if t.count and t.cap and (cap := pack.value(t.cap)) is not None}
    most: dict[str, FactValue] = {name: number for name, number in caps.items() if name not in facts}
    for term in terms if at_most_of_everything(text) else ():
        best = {c: value.number for c, v in term.choices.items() if (value := pack.value(v)) is not None}
        if term.choose_by and term.choose_by not in facts and best:
            most[term.choose_by] = max(best, key=lambda c: best[c])
    return facts.over(Facts(most))


def _share(total: Sum, question: Question) -> str:
    """The sentence that gives the share of the terms that the asking clause names; empty where no share is asked."""
    if not _asks_share(question):
        return ""
    whole = _SHARE_OF.search(question.text)
    told = whole["part"] if whole is not None else question.clause
    part = [line for line in total.lines if _has_words(line.term, told)]
    amount = sum(line.amount for line in part)
    if not part or amount >= total.total:
        return ""
    return say(
        "share",
        titles="、".join(line.term.title for line in part),
        part=money(amount),
        total=money(total.total),
        percent=plain(round(100 * amount / total.total, 1)),
    )


def _amounts(total: Sum) -> frozenset[float]:
    return frozenset({total.total, *(n for line in total.lines for n in (line.amount, line.value.number))})


def _passed(facts: Facts, text: str) -> Facts:
    """The facts with the projects taken off that are told to have failed (三个里有一个考核没过)."""
    count, failed = facts.number("project.count"), _FAILED_OF.search(text)
    number = parse_number(failed["n"] or failed["m"] or "一") if failed is not None else None
    if count is None or number is None or number >= count:
        return facts
    return Facts({"project.count": count - number}).over(facts)


def _passed_of(told: Facts, passed: Facts) -> str:
    """The sentence that takes the failed projects off those that are told; empty where none failed."""
    count, rest = told.number("project.count"), passed.number("project.count")
    if count is None or rest is None or count == rest:
        return ""
    return say("passed_of", all=plain(count), failed=plain(count - rest), rest=plain(rest))


def members_only(facts: Facts, text: str) -> Facts:
    """The facts with the master left out of a team that was counted with him (连师傅一共四个人)."""
    size = facts.number("studio.team_size")
    counted_in = (
        facts.get("studio.team_includes_leader") == "yes" and _COUNTED_IN.search(text) and not _LED.search(text)
    )
    if size is None or size < 2 or not counted_in:
        return facts
    return Facts({"studio.team_size": size - 1}).over(facts)


def whole_year_sum(pack: Pack, question: Question) -> SumAnswer | None:
    """What all that can be selected in a year comes to, where the message asks for that (一年评满一共多少)."""
    terms = [t for t in pack.subsidy_terms if t.count_value and is_named(t, Facts(), question.text)]
    if not terms or not _MONEY.search(question.text):
        return None
    total = add_up(pack, terms, Facts())
    return SumAnswer(written(pack, total), citations_of(pack, total))


def _named_words(term: SubsidyTerm, text: str) -> list[str]:
    return [word for word in term.words if word in text]


def _asked_beside(word: str, text: str) -> bool:
    """Whether the message asks how much `word` gets beside what it counts (师傅拿多少,成员每人多少)."""
    return re.search(rf"{re.escape(word)}[^,.;?!]{{0,4}}(?:多少|几)", text) is not None


def _has_words(term: SubsidyTerm, text: str) -> bool:
    return any(w in text for w in term.words) or any(told_alone(w, text) for w in term.alone)


def _names(terms: list[SubsidyTerm], text: str) -> bool:
    return sum(any(w in text for w in t.words) for t in terms) >= 2


def by_choice(pack: Pack, choice: SubsidyTerm, terms: list[SubsidyTerm], facts: Facts) -> SumAnswer:
    """Totals for each possible choice, where the choice (the class) was not stated."""
    sums = {c: add_up(pack, terms, Facts({**facts.values, str(choice.choose_by): c})) for c in choice.choices}
    own = {c: line.amount for c, s in sums.items() for line in s.lines if line.term is choice}
    totals = (
        say("sum_by_choice", choice=c, total=money(s.total), title=choice.title, own=money(own[c]))
        for c, s in sums.items()
    )
    text = "；".join(totals) + "。"
    first = next(iter(sums.values()))
    lines = [text, *(_with_clause(pack, line) for line in first.lines if line.term is not choice)]
    return SumAnswer("\n".join(lines), citations_of(pack, first))


def written(pack: Pack, total: Sum, leader_taken_off: bool = False) -> str:
    """The total first, then a line for each term with its clause and condition."""
    refused = [
        say("sum_refused", title=t.title, label=pack.label(t.unless_cite.clause))
        for t in total.refused
        if t.unless_cite
    ]
    lacking = [(t.title, v) for t in total.lacking if (v := pack.value(str(t.value))) is not None]
    refused += [say("sum_refused", title=title, label=pack.label(value.clause)) for title, value in lacking]
    if len(total.lines) == 1:
        return "\n".join([_with_clause(pack, total.lines[0], leader_taken_off), *refused])
    ceiling = any(line.term.ceiling for line in total.lines)
    text = say("sum_total_max" if ceiling else "sum_total", total=money(total.total))
    stages = total.stage_totals()
    if set(stages) == {"start", "acceptance"}:
        text += say("sum_stages", start=money(stages["start"]), later=money(stages["acceptance"]))
    return "\n".join([text, *(f"· {_with_clause(pack, line, leader_taken_off)}" for line in total.lines), *refused])


def _with_clause(pack: Pack, line: Line, leader_taken_off: bool = False) -> str:
    return say(
        "sum_term",
        line=_line(line, leader_taken_off),
        label=pack.label(line.value.clause),
        condition=line.term.condition,
    )


def _line(line: Line, leader_taken_off: bool) -> str:
    if line.stated is None:
        return say("sum_line", title=line.term.title, amount=money(line.amount))
    count = say("count_person", count=plain(line.count)) if line.term.people else plain(line.count)
    text = say(
        "sum_line_times",
        title=line.term.title,
        unit=figure(line.value.number, "yuan"),
        count=count,
        amount=money(line.amount),
    )
    if line.capped and line.stated is not None:
        key = "sum_capped_beside_leader" if leader_taken_off else "sum_capped"
        text += say(key, all=plain(line.stated + 1), stated=plain(line.stated), count=plain(line.count))
    return text


def answer_of(pack: Pack, total: Sum, lead: str) -> SumAnswer:
    """A sum with a sentence ahead of it that says what was made of it."""
    return SumAnswer(lead + "\n" + written(pack, total), citations_of(pack, total), _amounts(total))


def plain_sum(pack: Pack, question: Question, facts: Facts) -> SumAnswer | None:
    """The sum of a message that plainly asks for one, whatever its subject is taken for: several projects added up, or
    all of a studio that is told by its class and team; None for any other."""
    text = question.text
    if question.form.yes_no or not (_HOW_MUCH.search(text) or _AT_MOST.search(text)) or _ONE_BY_ONE.search(text):
        return None
    if whole_year_sum(pack, question) is not None:
        return None
    projects = any(t.ceiling and t.basic and _counts(t, facts) for t in pack.subsidy_terms)
    classed = any(t.choose_by in facts for t in pack.subsidy_terms if t.choose_by)
    said, aside = set_aside(pack, text)
    started = any(w in said or w in aside for t in pack.subsidy_terms if t.stage == "start" for w in t.words)
    if not (projects and _MONEY.search(text)) and not (classed and started and "studio.team_size" in facts):
        return None
    return answer_sum(pack, "total_amount", question, facts)


def stated_amounts(text: str) -> list[float]:
    """The amounts of money that a message states, in yuan."""
    return [
        q.number for q in find_quantities(text) if q.unit == "yuan" or (q.unit == "number" and q.number >= LEAST_AMOUNT)
    ]


def cited_values(pack: Pack, values: list[Value]) -> tuple[Cited, ...]:
    """The clauses that the values stand in, each once."""
    found: dict[str, Cited] = {}
    for value in values:
        clause = pack.clauses.full_id(value.clause)
        found.setdefault(clause, Cited(clause=clause, quote=value.quote))
    return tuple(found.values())


def citations_of(pack: Pack, total: Sum) -> tuple[Cited, ...]:
    found: dict[str, Cited] = {}
    for line in total.lines:
        counted = pack.value(line.term.count_value) if line.term.count_value else None
        for value in (line.value, counted):
            if value is not None:
                clause = pack.clauses.full_id(value.clause)
                found.setdefault(clause, Cited(clause=clause, quote=value.quote))
    for term in total.lacking:
        if (own := pack.value(str(term.value))) is not None:
            clause = pack.clauses.full_id(own.clause)
            found.setdefault(clause, Cited(clause=clause, quote=own.quote))
    for term in total.refused:
        if term.unless_cite is not None:
            clause = pack.clauses.full_id(term.unless_cite.clause)
            found.setdefault(clause, Cited(clause=clause, quote=pack.quote(term.unless_cite)))
    return tuple(found.values())
