"""What a studio could receive, term by term for stated facts: amounts, conditions, clauses, totals by stage."""

from __future__ import annotations

from datetime import date

from knowledge.facts import Facts
from knowledge.pack import Pack
from knowledge.pack.models import Record, SubsidyTerm
from knowledge.subsidies.sums import Line, add_up
from knowledge.subsidies.texts import say, stage_title

_YES = "yes"


class Cap(Record):
    """The most that counts of a term, with the words that say so."""

    number: float
    clause: str
    quote: str


class TermLine(Record):
    """One term: `unit_amount` × `count` = `amount` yuan; `stated` is the number before the cap."""

    term: str
    title: str
    stage: str
    stage_title: str
    unit_amount: float
    count: float
    stated: float | None
    amount: float
    ceiling: bool
    people: bool
    condition: str
    clause: str
    label: str
    quote: str
    cap: Cap | None = None


class OpenTerm(Record):
    """A term that is not in the total: a fact is not stated (`why`), or it comes only with something reached later.

    `sure`: it belongs to the case, only its amount is not told; `least` and `most` bound one unit of it, in yuan.
    """

    term: str
    title: str
    stage: str
    stage_title: str
    least: float
    most: float
    people: bool
    sure: bool
    why: str
    condition: str
    clause: str
    label: str
    quote: str


class Refused(Record):
    """A term that the stated facts rule out, with the clause that does."""

    term: str
    title: str
    clause: str
    label: str
    quote: str


class Stage(Record):
    """What comes at one stage, in yuan."""

    stage: str
    title: str
    amount: float


class SubsidyTable(Record):
    """All terms of one policy for one case; amounts are of the text, whose term may have ended (`in_force`, `notes`).

    `ceiling`: the total is a maximum.
    """

    policy: str
    title: str
    name: str
    as_of: str
    in_force: bool
    notes: tuple[str, ...]
    terms: tuple[TermLine, ...]
    open: tuple[OpenTerm, ...]
    refused: tuple[Refused, ...]
    stages: tuple[Stage, ...]
    total: float
    ceiling: bool


def subsidy_table(pack: Pack, facts: Facts, on: date) -> SubsidyTable:
    """The table for what is stated; what is not stated, or not yet reached, stands under `open` and in no total."""
    terms = [t for t in pack.subsidy_terms if t.count_value is None]
    asked = [t for t in terms if _asked(t, facts)]
    sums = add_up(pack, asked, facts)
    left = [t for t in terms if t in sums.open or t not in asked]
    return SubsidyTable(
        policy=pack.id,
        title=pack.policy.title,
        name=pack.policy.name,
        as_of=on.isoformat(),
        in_force=pack.in_force(on),
        notes=policy_notes(pack, on),
        terms=tuple(_line(pack, line) for line in sums.lines),
        open=tuple(_open(pack, t) for t in left),
        refused=tuple(r for t in sums.refused if (r := _refused(pack, t)) is not None),
        stages=tuple(
            Stage(stage=stage, title=stage_title(stage), amount=amount) for stage, amount in sums.stage_totals().items()
        ),
        total=sums.total,
        ceiling=any(line.term.ceiling for line in sums.lines),
    )


def policy_notes(pack: Pack, on: date) -> tuple[str, ...]:
    """What to heed about the document itself: that it is a draft, that its term has ended or not begun."""
    policy = pack.policy
    notes = [say("draft")] if policy.status == "draft" else []
    if pack.expired(on):
        notes.append(say("expired", end=_spoken(policy.effective_to), whom=policy.ask_whom))
    elif not pack.in_force(on):
        notes.append(say("not_yet", start=_spoken(policy.effective_from), whom=policy.ask_whom))
    return tuple(notes)


def _spoken(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day is not None else ""


def _asked(term: SubsidyTerm, facts: Facts) -> bool:
    """Whether the case has the term: it always comes, or its number or what it is given for is stated."""
    if term.claimed_by is not None:
        return facts.get(term.claimed_by) == _YES
    if term.count is not None and term.cap is None and not term.basic:
        return bool(facts.number(term.count))
    return True


def _line(pack: Pack, line: Line) -> TermLine:
    term, value = line.term, line.value
    return TermLine(
        term=term.id,
        title=term.title,
        stage=term.stage,
        stage_title=stage_title(term.stage),
        unit_amount=value.number,
        count=line.count,
        stated=line.stated,
        amount=line.amount,
        ceiling=term.ceiling,
        people=term.people,
        condition=term.condition,
        clause=pack.clauses.full_id(value.clause),
        label=pack.label(value.clause),
        quote=value.quote,
        cap=_cap(pack, term),
    )


def _cap(pack: Pack, term: SubsidyTerm) -> Cap | None:
    cap = pack.value(term.cap) if term.cap is not None else None
    if cap is None:
        return None
    return Cap(number=cap.number, clause=pack.clauses.full_id(cap.clause), quote=cap.quote)


def _open(pack: Pack, term: SubsidyTerm) -> OpenTerm:
    values = [v for name in (term.value, *term.choices.values()) if name and (v := pack.value(name)) is not None]
    first = values[0]
    if term.choose_by is not None:
        why = say("which", choices=say("or").join(term.choices))
    else:
        why = say("how_many") if term.cap is not None else say("later")
    return OpenTerm(
        term=term.id,
        title=term.title,
        stage=term.stage,
        stage_title=stage_title(term.stage),
        least=min(v.number for v in values),
        most=max(v.number for v in values),
        people=term.people,
        sure=term.choose_by is not None or term.cap is not None,
        why=why,
        condition=term.condition,
        clause=pack.clauses.full_id(first.clause),
        label=pack.label(first.clause),
        quote=first.quote,
    )


def _refused(pack: Pack, term: SubsidyTerm) -> Refused | None:
    cite = term.unless_cite
    if cite is None:
        return None
    return Refused(
        term=term.id,
        title=term.title,
        clause=pack.clauses.full_id(cite.clause),
        label=pack.label(cite.clause),
        quote=pack.quote(cite),
    )
