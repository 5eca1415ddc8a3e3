"""A figure that the person puts forward, held against the text's own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.answering.phrases import say
from knowledge.pack import Pack, Value
from knowledge.pack.models import Verdict
from knowledge.understanding import Question
from knowledge.wording import Quantity, find_quantities
from knowledge.wording.numerals import NUMBER, parse_number

YEARLY = "每年"
_YEARLY = re.compile(r"每年|明年(?:还|再|准|又|就|肯定|也|能|可以)|年年|一年一(?:次|评|选|回)|每一年|yearly|every year")


# 最多挑五个, 每次评十家: how many are selected, of studios or of projects.
_QUOTA = re.compile(
    rf"(?:评|选|挑|批|限|最多|上限|名额|不超过|顶多|只有|只给)(?:个|出|上|中|是|就|只)*(?P<n>{NUMBER})(?P<of>[个家])(?!月|人|徒|工种|师|年|类)"
)


@dataclass(frozen=True)
class Premise:
    """The sentence that corrects or `confirms`, and the verdict on the figure."""

    lead: str
    verdict: Verdict
    confirms: bool


def check_premise(pack: Pack, value_ids: tuple[str, ...], question: Question) -> Premise | None:
    """Whether the figures that the message puts forward are the text's; None where it puts none forward."""
    if not value_ids or not (question.form.premise or question.form.yes_no):
        return None
    premise = question.form.premise or question.form.asked[0][0] == "holds"
    values = [pack.value(v) for v in value_ids]
    known = {_as_claimed(v) for v in values if v is not None}
    units: set[str] = {unit for unit, _ in known}
    claimed = [
        q
        for q in _claims(question.text)
        if _unit(q, units) is not None and (premise or q.unit == "yuan" or q.spoken == YEARLY)
    ]
    if not claimed:
        return None
    wrong = [
        q
        for q in claimed
        if not any(u == _unit(q, units) and abs(n - q.number) < 1e-6 and q.unit == u for u, n in known)
    ]
    if not wrong:
        return Premise(say("premise_right"), "no" if question.form.negated() else "yes", True) if premise else None
    quota = any(q.spoken[-1] in "个家" for q in wrong)  # put forward as such, not told of the person's own case
    if len(wrong) < len(claimed) and len(claimed) > 1 and not quota:
        return None
    turned = question.form.negated() and question.form.asked[0][0] != "loses"
    return Premise(say("premise_wrong", stated=wrong[0].spoken), "yes" if turned else "no", False)


def _as_claimed(value: Value) -> tuple[str, float]:
    """A value's unit and number as people's quantities give them: months in years."""
    return ("year", value.number / 12) if value.unit == "month" else (value.unit, value.number)


def _claims(text: str) -> list[Quantity]:
    claims = find_quantities(text)
    claims += [
        Quantity(number, unit, m.start("n"), m.end(), m["n"] + m["of"])
        for m in _QUOTA.finditer(text)
        if (number := parse_number(m["n"])) is not None
        for unit in ("studio", "project")
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
