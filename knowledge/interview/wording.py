"""Facts in people's words: the figure with its unit, the button that states it."""

from __future__ import annotations

from knowledge.facts import FIELD_UNITS, LACKING, FactValue
from knowledge.interview.derived import LOCAL, place_fields
from knowledge.interview.texts import say
from knowledge.pack import Pack
from knowledge.pack.display import HONOUR_NAMES, RANK_NAMES, figure, plain
from knowledge.wording.quantities import NUDGE

# Other amounts are told to the yuan: 5.0001万元 reads as 5万元.
_ROUND_YUAN = 100


def fact_words(pack: Pack, field: str, value: FactValue, said: str) -> str:
    """How a fact is put to a person; `said` are the words of an answer that states nothing else."""
    if field in place_fields(pack):
        return pack.policy.name if value in (LOCAL, pack.id) else said or say("other_place")
    if value == LACKING:
        return say("lacking")
    single = _labels(pack, field, value)
    if field in FIELD_UNITS and isinstance(value, int | float):
        return amount_words(value, FIELD_UNITS[field])
    return single or (said if said else say("stated"))


def amount_words(number: float, unit: str) -> str:
    """A figure as people say it; ranks by their names, and 没有 below the lowest."""
    if unit in ("rank", "honour"):
        names = RANK_NAMES if unit == "rank" else HONOUR_NAMES
        return names.get(int(number), say("no_rank"))
    if number <= 0:
        return say("past" if unit == "year" else "no_rank")
    if unit == "yuan" and number % _ROUND_YUAN:
        return say("yuan", number=plain(number))
    nearest = round(number)
    # 不到 and 超过 are kept as a number just off the boundary.
    if number != nearest and abs(number - nearest) <= 2 * NUDGE * max(1.0, abs(number)):
        return say("under" if number < nearest else "over", figure=figure(nearest, unit))
    return figure(number, unit)


def option_labels(pack: Pack, field: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The buttons that state one of the values; the policy's own name where the field is a place."""
    if field in place_fields(pack):
        return (pack.policy.name,) if LOCAL in values else ()
    found = [label for value in values if (label := _labels(pack, field, value))]
    return tuple(dict.fromkeys(found))


def _labels(pack: Pack, field: str, value: FactValue) -> str:
    """The label of the first option that states just this fact so, 有 or 没有 for one of many; empty where none does."""
    for question in pack.interview.question:
        for option in question.option:
            if option.facts == {field: value}:
                return say("stated") if question.kind == "many" else option.label
            if question.kind == "many" and option.otherwise == {field: value}:
                return say("not_so")
    return ""
