"""A result as sections of words, the same for the page and the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.interview_result.texts import say
from bot.subsidy import open_words, sum_words, total_words
from knowledge.interview import Condition, Interview, Outcome, Trace, headline, trace_of
from knowledge.interview.near_miss import spoken_month
from knowledge.pack import Library
from knowledge.pack.display import money


@dataclass(frozen=True)
class Item:
    """One condition: what it asks, what is known, what it lacks, what to do, its clause and quote."""

    title: str
    facts: str
    note: str
    gaps: str
    fix: str
    clause: str
    quote: str


@dataclass(frozen=True)
class Group:
    """Conditions in one state; `name` is for the style."""

    name: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Bar:
    """What comes at one stage, and its share (0 to 100) of the largest."""

    title: str
    amount: str
    share: int


@dataclass(frozen=True)
class Money:
    """The terms as rows (title, sum, condition, clause, amount), the total, bars, and what is not in it."""

    rows: tuple[tuple[str, str, str, str, str], ...]
    total: str
    bars: tuple[Bar, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True)
class PolicyView:
    """The result for one policy."""

    name: str
    verdict: str
    headline: str
    advice: str
    basis: str
    notes: tuple[str, ...]
    near_hint: str
    near: tuple[Item, ...]
    groups: tuple[Group, ...]
    papers: tuple[tuple[str, str], ...]
    money: Money
    trace: Trace


@dataclass(frozen=True)
class ResultView:
    """The whole result: the places side by side where there are several, each place, and what was answered."""

    title: str
    compared: tuple[tuple[str, ...], ...]
    policies: tuple[PolicyView, ...]
    answers: tuple[tuple[str, str], ...]


def result_view(library: Library, interview: Interview, outcomes: Sequence[Outcome]) -> ResultView:
    """The view of an interview's outcomes."""
    texts = {q.key: q.text for p in interview.policies for q in library.pack(p).interview.question}
    return ResultView(
        title=say("page_title", headline=say("joint").join(headline(o) for o in outcomes)),
        compared=_compared(outcomes) if len(outcomes) > 1 else (),
        policies=tuple(_policy(o) for o in outcomes),
        answers=tuple((texts[a.question], a.said) for a in interview.answers),
    )


def _policy(outcome: Outcome) -> PolicyView:
    near_hint = say("near_hint_final" if outcome.final else "near_hint", count=len(outcome.near))
    return PolicyView(
        name=outcome.name,
        verdict=outcome.verdict,
        headline=headline(outcome),
        advice=_advice(outcome),
        basis=say("basis", title=outcome.title, as_of=_spoken(outcome.as_of)),
        notes=outcome.notes,
        near_hint=near_hint if outcome.near else "",
        near=tuple(_item(c) for c in outcome.near),
        groups=tuple(_groups(outcome)),
        papers=tuple((p.title, _paper_note(p.each, p.copy_, p.only_if_claimed)) for p in outcome.papers),
        money=_money(outcome),
        trace=trace_of(outcome),
    )


def _spoken(day: str) -> str:
    year, month, number = day.split("-")
    return say("day", year=year, month=int(month), day=int(number))


def _advice(outcome: Outcome) -> str:
    if not outcome.in_force:
        return say("out_of_term_more", whom=outcome.ask_whom)
    return say("not_yet_final" if outcome.final else f"{outcome.verdict}_more")


def _groups(outcome: Outcome) -> list[Group]:
    found: dict[str, list[Condition]] = {"fails": [], "confirm": [], "holds": [], "not_asked": []}
    for condition in outcome.conditions:
        found[_group_of(condition)].append(condition)
    return [
        Group(name, say(f"group_{name}", count=len(conditions)), tuple(_item(c, c in outcome.near) for c in conditions))
        for name, conditions in found.items()
        if conditions
    ]


def _group_of(condition: Condition) -> str:
    if condition.by_text in ("unknown", "human") or (condition.by_text == "fails" and condition.hedged):
        return "confirm"
    return condition.by_text


def _item(condition: Condition, told: bool = False) -> Item:
    """A condition in words; what it lacks is left out where it was `told` above."""
    note = ""
    if condition.by_text == "fails" and condition.hedged:
        note = say("why_hedged")
    elif condition.by_text in ("unknown", "human"):
        note = say(f"why_{condition.by_text}")
    elif condition.lasts_until is not None:
        note = say("lasts", month=spoken_month(condition.lasts_until))
    open_or_broken = condition.by_text in ("fails", "unknown", "human")
    return Item(
        title=condition.message,
        facts=say("joint").join(f"{fact.title}：{fact.said}" for fact in condition.facts),
        note=note,
        gaps="" if told else say("joint").join(gap.text for gap in condition.gaps),
        fix=condition.fix if open_or_broken else "",
        clause=condition.label,
        quote=condition.quote,
    )


def _paper_note(each: bool, copy: bool, claimed: bool) -> str:
    notes = (("paper_each", each), ("paper_copy", copy), ("paper_claimed", claimed))
    return say("paper_joint").join(say(key) for key, holds in notes if holds)


def _money(outcome: Outcome) -> Money:
    table = outcome.subsidies
    largest = max((stage.amount for stage in table.stages), default=0.0)
    refused = [say("refused_term", title=r.title, label=r.label, quote=r.quote) for r in table.refused]
    beside = [say("open_term", title=t.title, amount=open_words(t), label=t.label, why=t.why) for t in table.open]
    return Money(
        rows=tuple((t.title, sum_words(t), t.condition, t.label, money(t.amount)) for t in table.terms),
        total=total_words(table),
        bars=tuple(Bar(s.title, money(s.amount), round(100 * s.amount / largest)) for s in table.stages if largest),
        beside=(*refused, *beside),
    )


def _compared(outcomes: Sequence[Outcome]) -> tuple[tuple[str, ...], ...]:
    """The rows of the comparison, the first of them the places' names."""

    def number(outcome: Outcome, group: str) -> str:
        count = sum(_group_of(c) == group for c in outcome.conditions)
        return say("count", count=count) if count else say("none")

    return (
        ("", *(o.name for o in outcomes)),
        (say("row_verdict"), *(headline(o) for o in outcomes)),
        (say("row_term"), *(say("in_term" if o.in_force else "out_term") for o in outcomes)),
        (say("row_fails"), *(number(o, "fails") for o in outcomes)),
        (say("row_confirm"), *(number(o, "confirm") for o in outcomes)),
        (say("row_money"), *(total_words(o.subsidies) for o in outcomes)),
    )
