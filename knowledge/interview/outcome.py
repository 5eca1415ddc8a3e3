"""What an interview comes to: whether the unit can apply, each condition with its state, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from knowledge.facts import DERIVED, FIELD_UNITS, Facts
from knowledge.interview.derived import GROUP, YEARS_LEFT, readings_for
from knowledge.interview.judging import Judged, holds, judge
from knowledge.interview.near_miss import Gap, gaps_of, last_month
from knowledge.interview.state import Answer, Interview
from knowledge.interview.texts import say
from knowledge.interview.wording import amount_words, fact_words, option_labels
from knowledge.pack import Pack
from knowledge.pack.models import Record
from knowledge.predicates import leaves
from knowledge.subsidies import SubsidyTable, policy_notes, subsidy_table

# 可以申报, 暂不符合, 还要确认.
OutcomeVerdict = Literal["can_apply", "not_yet", "to_confirm"]
State = Literal["holds", "fails", "unknown", "human", "not_asked"]
# 差一点: so few conditions fail.
FEW = 2


class UsedFact(Record):
    """A fact that a condition rests on: its name, and what was said of it (`before`: before the interview)."""

    field: str
    title: str
    said: str
    before: bool


class Condition(Record):
    """One rule that applies: its state on the day asked about and by the text alone, its clause, and the way out.

    Outside the document's term the state is unknown, whatever the text says. `hedged`: the text leaves room (一般,
    原则上), so that it never decides alone. `gaps` is what it lacks, `lasts_until` the last month in which it holds.
    """

    rule: str
    clause: str
    label: str
    quote: str
    message: str
    fix: str
    hedged: bool
    mendable: bool
    state: State
    by_text: State
    facts: tuple[UsedFact, ...]
    gaps: tuple[Gap, ...] = ()
    lasts_until: str | None = None


class Paper(Record):
    """A paper to prepare; `only_if_claimed`: only where what it proves is claimed; `each`: of every person of the team."""

    kind: str
    title: str
    copy_: bool
    each: bool
    only_if_claimed: bool
    clause: str
    label: str
    quote: str


class Outcome(Record):
    """The result for one policy; `by_text` leaves the document's term aside, `near` holds where few conditions fail."""

    policy: str
    name: str
    title: str
    ask_whom: str
    as_of: str
    in_force: bool
    verdict: OutcomeVerdict
    by_text: OutcomeVerdict
    final: bool
    notes: tuple[str, ...]
    conditions: tuple[Condition, ...]
    near: tuple[Condition, ...]
    papers: tuple[Paper, ...]
    subsidies: SubsidyTable


def outcome_of(pack: Pack, interview: Interview, on: date) -> Outcome:
    """The outcome of the answers so far; what was not asked because nothing could change it any more says so."""
    facts = interview.facts()
    readings = readings_for(pack, facts, on)
    judged = [j for j in judge(pack, facts, on) if j.applies is not False]
    conditions = tuple(_condition(pack, j, readings, interview, on) for j in judged)
    in_force = pack.in_force(on)
    by_text = verdict_of((c.by_text, c.hedged) for c in conditions)
    failing = tuple(c for c in conditions if c.by_text == "fails")
    return Outcome(
        policy=pack.id,
        name=pack.policy.name,
        title=pack.policy.title,
        ask_whom=pack.policy.ask_whom,
        as_of=on.isoformat(),
        in_force=in_force,
        verdict=verdict_of((c.state, c.hedged) for c in conditions) if in_force else "to_confirm",
        by_text=by_text,
        final=any(j.final for j in judged),
        notes=policy_notes(pack, on),
        conditions=conditions,
        near=failing if 0 < len(failing) <= FEW else (),
        papers=tuple(_papers(pack, readings)),
        subsidies=subsidy_table(pack, readings[0], on),
    )


def compare(packs: Sequence[Pack], interview: Interview, on: date) -> tuple[Outcome, ...]:
    """The same answers held against each policy, side by side."""
    return tuple(outcome_of(pack, interview, on) for pack in packs)


def verdict_of(states: Iterable[tuple[State, bool]]) -> OutcomeVerdict:
    """The verdict over the states of all conditions, each with whether its text hedges."""
    found = set(states)
    if ("fails", False) in found:
        return "not_yet"
    return "can_apply" if all(state == "holds" for state, _ in found) else "to_confirm"


def _condition(pack: Pack, judged: Judged, readings: Sequence[Facts], interview: Interview, on: date) -> Condition:
    rule = judged.rule
    clause = pack.clauses.full_id(rule.clause)
    by_text = _state(pack, judged, interview)
    return Condition(
        rule=rule.id,
        clause=clause,
        label=pack.clause_label(clause),
        quote=rule.quote,
        message=rule.message,
        fix=rule.fix,
        hedged=rule.severity == "warn",
        mendable=rule.mendable,
        state=_on_the_day(pack, judged, readings, by_text, on),
        by_text=by_text,
        facts=tuple(_used(pack, judged, readings, interview)),
        gaps=gaps_of(pack, rule.holds, readings, on) if by_text == "fails" else (),
        lasts_until=last_month(pack, rule.holds, readings, on) if by_text == "holds" else None,
    )


def _state(pack: Pack, judged: Judged, interview: Interview) -> State:
    """What the text says of the rule; one that is open was not asked, or could not be answered."""
    if judged.by_text is not None and judged.applies is True:
        return "holds" if judged.by_text else "fails"
    if judged.by_text is True:
        return "holds"
    asking = [q for q in pack.interview.question if judged.open & q.states and not q.needs]
    if any(interview.answered(q.key) is None for q in asking):
        return "not_asked"
    return "human" if judged.rule.decided_by == "human" else "unknown"


def _on_the_day(pack: Pack, judged: Judged, readings: Sequence[Facts], by_text: State, on: date) -> State:
    """The state by the values that hold on a day; unknown outside the document's term."""
    if by_text not in ("holds", "fails"):
        return by_text
    if not pack.in_force(on) or holds(pack, judged.rule.holds, readings, on) is None:
        return "unknown"
    return by_text


def _used(pack: Pack, judged: Judged, readings: Sequence[Facts], interview: Interview) -> Iterable[UsedFact]:
    """What was said of the facts that the rule looks at."""
    predicates = (judged.rule.when, judged.rule.holds)
    for field in dict.fromkeys(f for p in predicates if p is not None for f in leaves(p)):
        title = pack.interview.titles[field]
        answer = _answer_on(field, pack, interview)
        values = [v for r in readings if (v := r.get(field)) is not None]
        if answer is not None and (answer.facts or not values):
            said = answer.said
            if field in answer.facts:
                said = fact_words(pack, field, answer.facts[field], answer.said)
            elif field == YEARS_LEFT and values:
                said = say("reckoned", said=answer.said, readings=say("joint").join(_left(pack, readings)))
            yield UsedFact(field=field, title=title, said=said, before=False)
        elif values:
            yield UsedFact(field=field, title=title, said=fact_words(pack, field, values[0], ""), before=True)


def _left(pack: Pack, readings: Sequence[Facts]) -> Iterable[str]:
    """The years to retirement in each reading, once for each group."""
    found: dict[str, str] = {}
    for facts in readings:
        group, left = str(facts.get(GROUP)), facts.number(YEARS_LEFT)
        if left is not None:
            title = next(iter(option_labels(pack, GROUP, (group,))), group)
            found.setdefault(title, say("left", group=title, left=amount_words(left, FIELD_UNITS[YEARS_LEFT])))
    return found.values()


def _answer_on(field: str, pack: Pack, interview: Interview) -> Answer | None:
    """The answer on a field, by the order of the questions: one that states it, else one that could have."""
    sources = {field, *DERIVED.get(field, ())}
    asking = [q for q in pack.interview.question if field in q.states]
    answers = [a for q in asking if (a := interview.answered(q.key)) is not None]
    return next((a for a in answers if sources & set(a.facts)), next(iter(answers), None))


def _papers(pack: Pack, readings: Sequence[Facts]) -> Iterable[Paper]:
    for material in pack.materials:
        if material.unless is not None and holds(pack, material.unless, readings) is True:
            continue
        yield Paper(
            kind=material.kind,
            title=material.title,
            copy_=material.copy_,
            each=bool(material.per),
            only_if_claimed=material.if_claimed,
            clause=pack.clauses.full_id(material.clause),
            label=pack.label(material.clause),
            quote=material.quote,
        )


def headline(outcome: Outcome) -> str:
    """The verdict in one line, with what the text alone would say outside the document's term."""
    title = say(outcome.verdict)
    return title if outcome.in_force else say("out_of_term", title=title, by_text=say(outcome.by_text))
