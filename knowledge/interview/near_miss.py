"""差一点: what a condition that fails lacks, worked out from its predicate alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import floor

from knowledge.facts import FIELD_UNITS, Facts
from knowledge.interview.derived import GROUP, YEARS_LEFT
from knowledge.interview.judging import holds
from knowledge.interview.texts import say
from knowledge.interview.wording import amount_words, option_labels
from knowledge.pack import Pack
from knowledge.pack.models import Record
from knowledge.predicates import Predicate

_MONTHS = 12
# What reckoning in months may be off by in floating point.
_ALMOST = 1e-6
# Units that are not counted: one has to reach the next, whatever lies between.
_RANKS = ("rank", "honour")


class Gap(Record):
    """What would satisfy a part of a condition: in words, and where it is a number how much is short or over."""

    field: str
    text: str
    short: float | None = None
    over: float | None = None
    unit: str = ""
    month: str | None = None


def gaps_of(pack: Pack, predicate: Predicate, readings: Sequence[Facts], on: date) -> tuple[Gap, ...]:
    """What a predicate that fails lacks; of alternatives (any_of) each is a way, told by 或者."""
    found: dict[str, Gap] = {}
    for facts in readings:
        for gap in _gaps(pack, predicate, facts, on, alternative=False):
            found.setdefault(gap.text, gap)
    return tuple(found.values())


def last_month(pack: Pack, predicate: Predicate, readings: Sequence[Facts], on: date) -> str | None:
    """The last month in which the leader is far enough from retirement (of open readings the earliest); None where the
    condition is about something else."""
    if predicate.at_least is None or predicate.at_least[0] != YEARS_LEFT:
        return None
    months = [m for facts in readings if (m := _latest(pack, predicate.at_least[1], facts, on)) is not None]
    return min(months, default=None)


def _gaps(pack: Pack, predicate: Predicate, facts: Facts, on: date, alternative: bool) -> Iterator[Gap]:
    if holds(pack, predicate, [facts]) is not False:
        return
    parts = predicate.parts()
    if predicate.not_ is not None:
        yield from _unwanted(pack, predicate.not_)
    elif parts:
        either = alternative or predicate.any_of is not None
        for n, part in enumerate(parts):
            for gap in _gaps(pack, part, facts, on, either):
                prefix = say("or_else") if predicate.any_of is not None and n else ""
                yield gap.model_copy(update={"text": prefix + gap.text})
    else:
        yield _gap(pack, predicate, facts, on)


def _gap(pack: Pack, leaf: Predicate, facts: Facts, on: date) -> Gap:
    pair = leaf.at_least or leaf.at_most or leaf.below or leaf.above
    if pair is not None:
        return _number_gap(pack, leaf, pair, facts, on)
    if leaf.one_of is not None:
        field, allowed = leaf.one_of
        labels = option_labels(pack, field, allowed)
        title = pack.interview.titles[field]
        text = say("one_of", title=title, labels=say("or").join(labels)) if labels else say("other", title=title)
        return Gap(field=field, text=text)
    assert leaf.present is not None
    return Gap(field=leaf.present, text=say("add", title=pack.interview.titles[leaf.present]))


def _number_gap(pack: Pack, leaf: Predicate, pair: tuple[str, str], facts: Facts, on: date) -> Gap:
    field, value_id = pair
    value, stated = pack.value(value_id), facts.number(field)
    assert value is not None
    assert stated is not None
    unit = FIELD_UNITS.get(field, value.unit)
    limit, now = amount_words(value.number, unit), amount_words(stated, unit)
    parts = {"title": pack.interview.titles[field], "limit": limit, "stated": now}
    if field == YEARS_LEFT and (month := _latest(pack, value_id, facts, on)) is not None:
        group = option_labels(pack, GROUP, (str(facts.get(GROUP)),))
        who = say("of_group", group=group[0]) if group else ""
        return Gap(field=field, text=say("too_late", who=who, month=spoken_month(month), **parts), month=month)
    if leaf.at_least is not None or leaf.above is not None:
        short = value.number - stated
        if unit in _RANKS:
            return Gap(field=field, text=say("rank", **parts), unit=unit)
        return Gap(field=field, text=say("short", gap=_size(short, unit), **parts), short=short, unit=unit)
    over = stated - value.number
    if leaf.below is not None:
        return Gap(field=field, text=say("below", **parts), over=over, unit=unit)
    return Gap(field=field, text=say("too_much", gap=_size(over, unit), **parts), over=over, unit=unit)


def _size(gap: float, unit: str) -> str:
    """The gap in words; one that comes only of 不到 or 超过 has no size."""
    return say("a_little") if gap < _ALMOST * _MONTHS else amount_words(round(gap, 4), unit)


def _unwanted(pack: Pack, predicate: Predicate) -> Iterator[Gap]:
    """What must not be: the values of a one_of that is denied."""
    if predicate.one_of is not None:
        field, values = predicate.one_of
        labels = option_labels(pack, field, values)
        title = pack.interview.titles[field]
        yield Gap(field=field, text=say("not_one_of", title=title, labels=say("or").join(labels) or title))


def _latest(pack: Pack, value_id: str, facts: Facts, on: date) -> str | None:
    """The last month (2027-05) in which as many years as the value asks for are left to retirement."""
    value, left = pack.value(value_id), facts.number(YEARS_LEFT)
    if value is None or left is None:
        return None
    spare = floor((left - value.number) * _MONTHS + _ALMOST)
    months = on.year * _MONTHS + on.month - 1 + spare
    return f"{months // _MONTHS}-{months % _MONTHS + 1:02d}"


def spoken_month(month: str) -> str:
    """A month (2027-05) as people say it."""
    year, _, number = month.partition("-")
    return say("month", year=year, month=int(number))
