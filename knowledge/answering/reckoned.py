"""What a message asks to have reckoned beyond one plain sum: of several places or studios, or with a second step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from knowledge.answering.several import several_places, several_studios
from knowledge.answering.totals import SumAnswer, in_thread, plain_sum
from knowledge.answering.worked import worked_out
from knowledge.facts import Facts
from knowledge.pack import Pack
from knowledge.understanding import Reading, Understander

# The subject whose facts are those that a sum is reckoned from.
TOTAL = "total_amount"


def reckoned(understander: Understander, packs: list[Pack], reading: Reading, on: date) -> SumAnswer | None:
    """The sum that the whole message asks for at the one place, or at each of several; None where it asks for none that
    can be done."""
    question = reading.questions[-1]
    asked = in_thread(packs[0], replace(question, text=reading.normal))

    def read(said: str, at: str) -> Facts:
        return understander.facts(said, said, TOTAL, at, on)

    if len(packs) > 1:
        named = [p for place in dict.fromkeys(reading.place.stated) for p in packs if p.id == place]
        if len(named) < len(packs):
            return None
        return several_places(named, lambda clause: understander.places.find(clause).stated, asked.text, read)
    pack = packs[0]
    facts = read(reading.normal, pack.id).over(question.facts if question.follows else Facts())
    found = several_studios(pack, asked.text, facts) or worked_out(pack, asked.text, facts)
    if found is None and question.subject != TOTAL:
        found = plain_sum(pack, asked, facts)
    return found
