"""A figure that the person puts forward, held against the text's own."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from knowledge.answering.claims import put_forward
from knowledge.answering.hearsay import without_hearsay
from knowledge.answering.own_words import borne_out
from knowledge.answering.phrases import say
from knowledge.facts import FIELD_UNITS
from knowledge.pack import Case, Pack, Topic, Value
from knowledge.pack.models import Verdict
from knowledge.pack.verify import PLACEHOLDER
from knowledge.patterns import compiled
from knowledge.understanding import Question
from knowledge.wording import Quantity, find_quantities
from knowledge.wording.numerals import NUMBER, parse_number

YEARLY = "每年"
# A bare number of this size is an amount of money (三级5000).
LEAST_AMOUNT = 1000
_YEARLY = compiled(r"每年|明年(?:还|再|准|又|就|肯定|也|能|可以)|年年|一年一(?:次|评|选|回)|每一年|yearly|every year")


# 最多挑五个, 每次评十家, 会不会批到十二个: how many are selected, of studios or of projects.
_QUOTA = compiled(
    rf"(?:评|选|挑|批|限|最多|上限|名额|不超过|顶多|只有|只给)(?:个|出|上|中|是|就|只|到|得|够|满|下来|能)*(?P<n>{NUMBER})(?P<of>[个家])(?!月|人|徒|工种|师|年|类)"
)
_SELECTED = frozenset({"studio", "project"})
# A counted number that may be a figure of the claim whatever it counts.
_COUNTED = compiled(rf"(?P<n>{NUMBER})(?=[个家次份轮批届回名位倍成档本套])")


@dataclass(frozen=True)
class Premise:
    """The sentence that corrects or `confirms`, and the verdict on the figure; none where a figure was not understood.

    `stated`: the figure that it corrects, in the person's words.
    """

    lead: str
    verdict: Verdict | None
    confirms: bool
    stated: str = ""


def check_premise(pack: Pack, topic: Topic, chosen: Topic | Case, question: Question) -> Premise | None:
    """Whether the figures that the message puts forward are the text's; None where it puts none forward.

    All have to agree for a yes. One that differs from every figure of its unit denies; beside others that agree it does so
    in what is asked or put as the rule's own, for a story has figures of its own.
    """
    values = _values(pack, topic, chosen)
    if not values or not (question.form.premise or question.form.yes_no):
        return None
    premise = question.form.premise or question.form.asked[0][0] == "holds"
    known = {_as_claimed(value) for value in values}
    units: set[str] = {unit for unit, _ in known}
    text = without_hearsay(question, question.text)
    claimed = [
        q for q in _claims(text) if _unit(q, units) is not None and (premise or q.unit == "yuan" or q.spoken == YEARLY)
    ]
    settled = borne_out(topic, chosen, question)
    claimed = [q for q in claimed if not _of_the_case(q, chosen, question) and not any(q.spoken in w for w in settled)]
    if not claimed:
        return None
    rests_on = topic.values if chosen.values is None else chosen.values
    agreed = {(q.start, q.end) for q in claimed if _agrees(q, _meant(q, pack, values, rests_on, text, question.text))}
    wrong = [q for q in claimed if (q.start, q.end) not in agreed]
    asked = put_forward(question)
    if not wrong:
        if not premise:
            return None
        if _not_understood(asked, known):
            return Premise("", None, False)
        return Premise(say("premise_right"), "no" if question.asks_negated(asked) else "yes", True)
    if agreed:
        wrong = [q for q in wrong if q.spoken in asked or _of_the_rule(q)]
        if not wrong:
            return None
    turned = question.asks_negated(asked) and question.form.asked[0][0] != "loses"
    return Premise(say("premise_wrong", stated=wrong[0].spoken), "yes" if turned else "no", False, wrong[0].spoken)


def _values(pack: Pack, topic: Topic, chosen: Topic | Case) -> list[Value]:
    """The values that a figure may be held against: those of what is answered, and those that its answer fills in."""
    named = topic.values if chosen.values is None else chosen.values
    if not named:
        return []
    filled = (name for is_fact, name in PLACEHOLDER.findall(chosen.answer) if not is_fact)
    values = (pack.value(name) for name in dict.fromkeys((*named, *filled)) if name != "term_end")
    return [value for value in values if value is not None]


_CLAUSE_END = compiled(r"[,.;:?!]|(?<=[\u4e00-\u9fff])\s+")


def _meant(
    claim: Quantity, pack: Pack, values: list[Value], rests_on: Collection[str], text: str, whole: str
) -> set[tuple[str, float]]:
    """What a figure may be: the pack's values of its unit that the words beside it name (before it first, else after it),
    or those that the answer `rests_on`, or else any that it fills in; of those selected, the kind that the `whole` names."""
    own = {_as_claimed(value) for value in values if value.id in rests_on}
    if own == {(claim.unit, claim.number)}:
        return own
    figures = find_quantities(text)
    before = text[max((q.end for q in figures if q.end <= claim.start), default=0) : claim.start]
    after = text[claim.end : min((q.start for q in figures if q.start >= claim.end), default=len(text))]
    for words, nearest in ((_CLAUSE_END.split(before)[-1], max), (_CLAUSE_END.split(after)[0], min)):
        named = [
            (match.start(), _as_claimed(value))
            for value in pack.all_values
            if value.words is not None and _as_claimed(value)[0] == claim.unit
            for match in re.finditer(value.words, words)
        ]
        if named:
            place = nearest(start for start, _ in named)
            return {figure for start, figure in named if start == place}
    if claim.unit in _SELECTED:  # 项目一年挑3个,真就只有3个吗: of what the message selects
        named_units = {v.unit for v in values if v.unit in _SELECTED and v.words and re.search(v.words, whole)}
        if len(named_units) == 1 and claim.unit not in named_units:
            return set()
    meant = {_as_claimed(value) for value in values}
    return {figure for figure in own if figure[0] == claim.unit} or meant


def _agrees(claim: Quantity, known: set[tuple[str, float]]) -> bool:
    return any(unit == claim.unit and abs(number - claim.number) < 1e-6 for unit, number in known)


def _of_the_rule(claim: Quantity) -> bool:
    """Whether a figure is put as the rule's own by its words (每年, 五家) rather than told of the person's case."""
    return claim.spoken == YEARLY or claim.spoken[-1] in "个家"


def _of_the_case(claim: Quantity, chosen: Topic | Case, question: Question) -> bool:
    """Whether a figure is the person's own, on which the case that is answered rests (团队三个人)."""
    fields = (
        {name for condition in chosen.when for name in condition.names("field")} if isinstance(chosen, Case) else ()
    )
    return any(FIELD_UNITS.get(f) == claim.unit and question.facts.number(f) == claim.number for f in fields)


def _not_understood(asked: str, known: set[tuple[str, float]]) -> bool:
    """Whether what is put forward counts something by a number that no quantity was read from and the text has not."""
    read = [range(q.start, q.end) for q in _claims(asked)]
    numbers = {number for _, number in known}
    return any(
        not any(m.start("n") in span for span in read)
        and (number := parse_number(m["n"])) is not None
        and number > 1
        and number not in numbers
        for m in _COUNTED.finditer(asked)
    )


def _as_claimed(value: Value) -> tuple[str, float]:
    """A value's unit and number as people's quantities give them: months in years."""
    return ("year", value.number / 12) if value.unit == "month" else (value.unit, value.number)


def _claims(text: str) -> list[Quantity]:
    """The quantities of a text but for the time that has gone by (八个月了); a number of selected ones that may be studios
    or projects stands for both."""
    claims = [
        replace(q, unit="yuan") if q.unit == "number" and q.number >= LEAST_AMOUNT else q
        for q in find_quantities(text)
        if not (q.unit == "year" and text.startswith("了", q.end))
        and not (q.unit == "person" and q.number == 1 and find_quantities(text[q.end : q.end + 8]))  # 一人2万
    ]
    claims += [
        Quantity(number, unit, m.start("n"), m.end(), m["n"] + m["of"])
        for m in _QUOTA.finditer(text)
        if (number := parse_number(m["n"])) is not None
        for unit in sorted(_SELECTED)
    ]
    yearly = _YEARLY.search(text)
    if yearly:
        claims.append(Quantity(1.0, "year", yearly.start(), yearly.end(), YEARLY))
    return claims


# Units that answer the same question: a publicity period put in days or months, a number of studios put as 家.
_KIN: dict[str, set[str]] = {"workday": {"workday", "year"}, "year": {"year"}, "yuan": {"yuan"}, "studio": {"studio"}}


def _unit(quantity: Quantity, units: set[str]) -> str | None:
    """The value unit that the quantity is held against, or None where it is about something else."""
    for unit in units:
        if quantity.unit in _KIN.get(unit, {unit}):
            return unit
    return None
