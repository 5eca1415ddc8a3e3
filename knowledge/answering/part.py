"""One policy's answer to one question, before several are put together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.answering.answer import Cited
from knowledge.answering.arithmetic import heads_lead, small_sum
from knowledge.answering.between import in_turn, next_step, steps_between, verdict_between
from knowledge.answering.claims import (
    asked_beside,
    asked_instead,
    claims_absent,
    goes_beyond,
)
from knowledge.answering.own_words import own_words, rests_on_facts, telling
from knowledge.answering.phrases import say
from knowledge.answering.rounds import rounds_lead
from knowledge.answering.ruling import rule_on
from knowledge.answering.totals import answer_sum, in_thread, whole_year_sum
from knowledge.answering.until import until_lead
from knowledge.facts import FIELD_UNITS, Facts
from knowledge.pack import Case, Citation, Pack, Topic
from knowledge.pack.display import figure
from knowledge.pack.models import Verdict
from knowledge.pack.verify import MAX_CITATIONS, PLACEHOLDER
from knowledge.patterns import compiled
from knowledge.understanding import Question, settle
from knowledge.wording.quantities import NUDGE


@dataclass(frozen=True)
class Part:
    """`lead` is the answer itself; `items` are the numbered lines of a list."""

    policy: str
    subject: str
    status: Literal["answered", "not_covered"]
    lead: str
    items: tuple[tuple[str, str], ...] = ()
    citations: tuple[Cited, ...] = ()
    verdict: Verdict | None = None
    follow_ups: tuple[str, ...] = ()
    is_list: bool = False


def answer_from(pack: Pack, subject_id: str, question: Question, facts: Facts) -> Part:
    """What `pack` says on the subject for these facts, or that it does not say."""
    question = in_thread(pack, question)
    whole_year = small_sum(pack, question) or whole_year_sum(pack, question)
    if whole_year is not None:
        return Part(pack.id, subject_id, "answered", whole_year.text, citations=whole_year.citations, is_list=True)
    between = steps_between(pack, question)
    if between:
        return _between(pack, subject_id, between, question)
    turns = in_turn(pack, question)
    if turns:
        return _in_turn(pack, subject_id, turns)
    following = next_step(pack, question)
    if following is not None:
        return _next(pack, subject_id, following)
    topic = pack.topics.get(subject_id)
    turned = asked_instead(topic, question) if topic is not None else None
    if turned is not None:
        return answer_from(pack, turned, question, facts)
    if topic is None or (topic.silent and not _settled(pack, topic, question, facts)):
        instead = asked_beside(topic, question) if topic is not None else ()
        if instead:
            return answer_from(pack, instead[0], question, facts)
        absent = claims_absent(topic, question) if topic is not None and not instead else None
        return _silent(pack, subject_id, topic) if absent is None else _absent(pack, topic, absent)
    own = own_words(pack, topic, topic, question)
    instead = asked_beside(topic, question) if topic.yes_no is None and question.form.yes_no and own is None else ()
    if instead:  # a list of an office's tasks has no verdict on a claim about one of them
        return answer_from(pack, instead[0], question, facts)
    denied_here = own is not None and own.verdict == "no" and _stands_in(own.words, question)
    if not denied_here and _is_unsaid(pack, topic, question, facts):
        return _silent(pack, subject_id, topic)
    chosen: Topic | Case = topic
    verdicts = topic.yes_no
    readings = [(_case(pack, topic, f), f) for f in facts.alternatives()]
    if all(case is readings[0][0] for case, _ in readings) and readings[0][0] is not None:
        chosen, facts = readings[0][0], readings[0][1]
        verdicts = chosen.yes_no or topic.yes_no
        all_asked = _ASKS_FOR_ALL.search(question.clause) is not None or _wants_day(topic, chosen, question)
        if not question.form.yes_no and all_asked:
            chosen, verdicts = topic, topic.yes_no
    open_fact = len(readings) > 1 and chosen is topic
    refused = chosen is not topic and (verdicts or {}).get("allowed") == "no" and question.form.yes_no
    denied = chosen is topic and own is not None and own.verdict == "no"
    whole = topic.told_whole and question.form.yes_no and not question.form.asks_figure
    summed = None if refused or denied or whole else answer_sum(pack, subject_id, question, facts)
    if summed is not None:
        verdict = (
            (summed.verdict_on(question.text) or question.form.literal(verdicts)) if question.form.yes_no else None
        )
        return Part(
            pack.id, subject_id, "answered", summed.text, citations=summed.citations, verdict=verdict, is_list=True
        )
    lead = _fill(pack, chosen.answer, facts) + (say("open_fact") if open_fact else "")
    leads = (rounds_lead, heads_lead, until_lead)
    lead = "".join(first(pack, topic, question) for first in leads) + lead
    ruling = rule_on(pack, topic, chosen, question, lead)
    cites = chosen.cite or (() if chosen.items else topic.cite or tuple(Citation(clause=c) for c in topic.near))
    items = chosen.items or (topic.items if chosen is topic else ())
    citations = _cited(pack, (*cites, *items), limit=12 if items else MAX_CITATIONS)
    lines = tuple((pack.quote(c), pack.label(c.clause)) for c in items)
    return Part(pack.id, subject_id, "answered", ruling.text, lines, citations, ruling.verdict, topic.more, bool(items))


def _between(pack: Pack, subject_id: str, steps: tuple[Citation, ...], question: Question) -> Part:
    """The answer that lists the steps between two others."""
    lines = tuple((pack.quote(c), pack.label(c.clause)) for c in steps)
    lead, verdict = say("between"), verdict_between(question)
    return Part(
        pack.id, subject_id, "answered", lead, lines, _cited(pack, steps, limit=MAX_CITATIONS), verdict, (), True
    )


def _in_turn(pack: Pack, subject_id: str, steps: tuple[Citation, ...]) -> Part:
    """The answer that tells which of two steps comes first."""
    lines = tuple((pack.quote(c), pack.label(c.clause)) for c in steps)
    cited = _cited(pack, steps, limit=MAX_CITATIONS)
    return Part(pack.id, subject_id, "answered", say("in_turn"), lines, cited, is_list=True)


def _next(pack: Pack, subject_id: str, step: Citation) -> Part:
    """The answer that names the next step."""
    lead = say("next_step", quote=pack.quote(step).rstrip("。"))
    return Part(pack.id, subject_id, "answered", lead, citations=_cited(pack, (step,), limit=1))


def _stands_in(words: str, question: Question) -> bool:
    """Whether words of the message stand in or beside the clause that asks, or are those of no place."""
    told = settle(f"{question.nearby} {question.clause}")
    return not words.strip() or any(word in told for word in words.split())


# 都有哪几类单位, 边几类: the whole list, whatever the person is.
_ASKS_FOR_ALL = compiled(
    r"(?:哪|边)(?:些|种|类|几(?!年|天|月|日))[^,.;?!]{0,3}(?:类|种|号|家)?[^,.;?!]{0,3}(?:单位|主体|机构)|还有(?:啥|什么)[^,.;?!]{0,4}(?:单位|主体|机构)"
)
# 最迟哪天: the last day; and where an answer gives the end of the document's term.
_LAST_DAY = compiled(
    r"最(?:晚|迟)|截止|截至|哪(?:一)?(?:天|日|年)(?:之)?(?:前|为止)?|哪个?日子|几号(?:之)?前|什么时候(?:之)?前|啥时候(?:之)?前"
)
_TERM_END = "{term_end}"


def _wants_day(topic: Topic, chosen: Topic | Case, question: Question) -> bool:
    """Whether the question wants the last day of the document's term, which only the topic's own answer gives."""
    return (
        _TERM_END in topic.answer and _TERM_END not in chosen.answer and _LAST_DAY.search(question.clause) is not None
    )


# 多久一回 asks how often, 哪个单位 which office, 一共几种 for the list itself.
_HOW_OFTEN = compiled(
    r"(?:多久|多长时间|几时|几(?:年|个月))[^,.;?!]{0,6}一(?:次|回|趟|份|遍)|多久[^,.;?!]{0,3}(?:交|报|写|评|选)|几次"
)
_WHICH_OFFICE = compiled(r"哪(?:一)?[个家](?:单位|部门|局|衙门)")
_OFFICE = compiled(r"局")


def _is_unsaid(pack: Pack, topic: Topic, question: Question, facts: Facts) -> bool:
    """Whether the question wants what the topic's text does not have: a detail left open, a name, a length, a figure
    (where it is no sum of the text's own figures)."""
    form, asked = question.form, question.clause
    case = _case(pack, topic, facts)
    refused = form.yes_no and case is not None and telling(case) and (case.yes_no or {}).get("allowed") == "no"
    ruled = form.yes_no and case is not None and rests_on_facts(case)
    if not refused and goes_beyond(pack, topic, question, ruled):
        return True
    if form.asks_length and not _HOW_OFTEN.search(asked) and not _gives_length(pack, topic):
        return True
    names_it = any(mark in topic.answer for mark in "《“")  # asked what something is called, it is told
    of_office = _WHICH_OFFICE.search(question.text) is not None and _OFFICE.search(topic.answer) is not None
    if form.asks_name and not names_it and not of_office:
        return True
    lacks = topic.only_yes_no or not _gives_figure(topic) or _wants_other_figure(pack, topic, question)
    if asked_beside(topic, question):
        return False
    return form.asks_figure and lacks and answer_sum(pack, topic.subject, question, facts) is None


def _settled(pack: Pack, topic: Topic, question: Question, facts: Facts) -> bool:
    """Whether what a document does not say settles a yes/no question all the same: in a case, or by the topic's own words."""
    return question.form.yes_no and (
        _case(pack, topic, facts) is not None or own_words(pack, topic, topic, question) is not None
    )


# A figure in an answer: a value filled in, digits, or a counted noun (一个项目, 六步).
_FIGURE = compiled(r"\{[\w.]+\}|\d|半年|[一二两三四五六七八九十](?:个(?!等级)|次|步|样|块|家|年|级|种|人|份)")


def _gives_figure(topic: Topic) -> bool:
    """Whether the topic's answer has any figure; one that has none does not say how much or how many."""
    return bool(topic.items) or any(_FIGURE.search(part.answer) for part in topic.parts())


# A length or a time in an answer.
_LENGTH = compiled(r"[\d一二两三四五六七八九十半]个?(?:年|月|天|日|工作日)|每年|末|期间|立即|随时|\{term_end\}")
_TIME_UNITS = frozenset({"year", "month", "workday"})


def _gives_length(pack: Pack, topic: Topic) -> bool:
    """Whether the topic's answer has any length of time; one that has none does not say how long."""
    named = {match[2] for part in topic.parts() for match in PLACEHOLDER.finditer(part.answer)}
    units = {value.unit for v in (*topic.values, *(named & pack.values.keys())) if (value := pack.value(v)) is not None}
    return bool(units & _TIME_UNITS) or any(_LENGTH.search(part.answer) for part in topic.parts())


def _wants_other_figure(pack: Pack, topic: Topic, question: Question) -> bool:
    """Whether the question wants a share or a count where the topic has only amounts of money."""
    units = {value.unit for v in topic.values if (value := pack.value(v)) is not None}
    counted = any(name in question.facts for name in ("studio.team_size", "project.count"))
    return units == {"yuan"} and (question.form.asks_share or (question.form.asks_count and not counted))


def _case(pack: Pack, topic: Topic, facts: Facts) -> Case | None:
    return next((case for case in topic.case if pack.meets(case.when, facts)), None)


def _absent(pack: Pack, topic: Topic | None, verdict: Verdict) -> Part:
    """The answer to a claim that the text has what it has no word of, with the clauses nearest to it."""
    assert topic is not None
    lead = topic.answer if verdict == "yes" else say("claim_denied") + topic.answer
    near = (pack.clauses[pack.clauses.full_id(clause)] for clause in topic.near)
    cited = tuple(Cited(clause=clause.id, quote=clause.paragraphs[-1]) for clause in near)
    return Part(pack.id, topic.subject, "answered", lead, citations=cited, verdict=verdict)


def _silent(pack: Pack, subject_id: str, topic: Topic | None) -> Part:
    if topic is None or not topic.answer:
        lead = say("not_covered_unknown")
    else:
        lead = topic.answer if topic.silent else say("not_specified")
    near: tuple[str, ...] = ()
    if topic is not None:
        near = topic.near or tuple(dict.fromkeys(c.clause for c in (*topic.cite, *topic.items)))[:2]
    if near:
        lead += say("nearest", labels="、".join(pack.label(c) for c in near))
    lead += say("ask_whom", whom=pack.policy.ask_whom)
    return Part(pack.id, subject_id, "not_covered", lead)


def _fill(pack: Pack, answer: str, facts: Facts) -> str:
    def fill(match: re.Match[str]) -> str:
        name = match[2]
        if match[1]:
            number = facts.number(name)
            if number is None:
                return ""
            stated = _as_stated(abs(number), FIELD_UNITS[name])
            return say("left" if number > 0 else "past", figure=stated) if name in _LEFT_UNTIL else stated
        if name == "term_end":
            end = pack.policy.effective_to
            return f"{end.year}年{end.month}月{end.day}日" if end else ""
        value = pack.value(name)
        assert value is not None
        return figure(value.number, value.unit)

    return PLACEHOLDER.sub(fill, answer)


# Facts that tell how long is left until something, which may lie behind.
_LEFT_UNTIL = frozenset({"leader.years_to_retirement"})


def _as_stated(number: float, unit: str) -> str:
    """A stated number as it was put: 不到3年, 超过1000平方米."""
    nearest = round(number, 2)
    if number == nearest or abs(number - nearest) > 2 * NUDGE * abs(number):
        return figure(number, unit)
    return say("stated_below" if number < nearest else "stated_above", figure=figure(nearest, unit))


def _cited(pack: Pack, cites: tuple[Citation, ...], limit: int) -> tuple[Cited, ...]:
    found: dict[str, Cited] = {}
    for cite in cites:
        clause = pack.clauses.full_id(cite.clause)
        found.setdefault(clause, Cited(clause=clause, quote=pack.quote(cite)))
    return tuple(found.values())[:limit]
