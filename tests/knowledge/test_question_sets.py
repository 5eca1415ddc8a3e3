"""How well the question sets are answered; floors a little below what was measured, so that a loss is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.answering import Assistant
from knowledge.evaluation import Tally, judge, load_questions

SETS = Path(__file__).parents[1] / "question_sets"
# Set → (right at least, wrong at most), in per cent.
FLOORS = {
    "dev": (97, 1),
    "a": (88, 6),
    "b": (84, 10),
    "c": (86, 8),
    "d": (83, 9),
    "e": (86, 8),
    "f": (86, 9),
    "g": (88, 7),
    "h": (82, 10),
    "i": (80, 12),
    "j": (86, 9),
    "q": (90, 5),
    "r": (85, 9),
    "s": (90, 6),
    "t": (92, 5),
    "u": (92, 4),
    "v": (91, 5),
    "w": (88, 9),
    "x": (76, 20),
    "y": (84, 12),
    "z": (88, 9),
    "aa": (91, 7),
    "ab": (88, 9),
    "ac": (86, 12),
    "ad": (87, 10),
    "af": (96, 3),
    "ag": (96, 3),
    "ah": (96, 3),
    "ai": (95, 4),
    "aj": (96, 3),
    "ak": (94, 4),
    "al": (96, 3),
    "am": (96, 3),
    "an": (94, 4),
    "ao": (95, 4),
    "ap": (93, 5),
    "aq": (93, 5),
    "ar": (94, 5),
    "as": (93, 5),
    "at": (93, 5),
    "au": (94, 4),
    "av": (95, 4),
    "aw": (94, 4),
    "ax": (95, 3),
    "ay": (92, 6),
    "az": (96, 3),
    "ba": (91, 6),
    "bb": (93, 5),
    "bd": (96, 3),
    "be": (93, 4),
    "bc": (95, 3),
    "bf": (95, 3),
    "bg": (95, 3),
    "bh": (96, 3),
    "bi": (97, 3),
    "bj": (96, 3),
    "bk": (95, 4),
    "bl": (96, 3),
    "bm": (98, 2),
    "bn": (97, 2),
    "bo": (96, 3),
    "bp": (95, 3),
    "bq": (95, 4),
    "bt": (95, 3),
    "bu": (96, 3),
    "bv": (95, 3),
    "verdicts_1": (92, 7),
    "verdicts_2": (90, 9),
    "verdicts_3": (87, 11),
    "verdicts_4": (87, 10),
    "bw": (89, 9),
    "open_1": (90, 6),
    # Written after the others were mended; their errors were not read.
    "bx": (94, 5),
    "by": (92, 6),
    "ca": (90, 8),
    "cb": (92, 5),
    "cc": (91, 8),
    "cd": (90, 6),
    "ce": (94, 4),
    "cf": (96, 3),
    "cg": (96, 3),
    "ch": (95, 4),
    "ci": (90, 7),
    "cj": (94, 4),
    "ck": (93, 4),
    "cl": (93, 4),
    "cm": (94, 4),
    "cn": (94, 4),
    "co": (94, 4),
    "cp": (93, 4),
    "cq": (94, 4),
    "cr": (95, 4),
    "cs": (93, 5),
    "ct": (98, 1),
    "cu": (98, 1),
    "cv": (98, 1),
    "cw": (98, 1),
    "cx": (96, 2),
    "cy": (95, 3),
    "cz": (97, 2),
    "da": (97, 1),
    "db": (99, 1),
    "dc": (96, 2),
    "dd": (96, 3),
    "de": (97, 2),
    "df": (95, 4),
    "dg": (98, 2),
    "dh": (95, 3),
    "di": (97, 2),
    "dj": (97, 1),
    "dk": (97, 2),
    "dl": (97, 2),
    "dm": (95, 2),
    "dn": (97, 2),
    "do": (89, 8),
    "dp": (96, 3),
    "dq": (95, 5),
    # One kind of question each, harder than they come: what goes on from the question before, and what is added up.
    "followups_1": (70, 24),
    "followups_2": (71, 24),
    "sums_1": (59, 32),
    "sums_2": (66, 25),
    "sums_3": (90, 10),
    # Near misses, each a detail of what the text does have, and a hundred neighbours that it answers.
    "near_1": (84, 15),
    "near_2": (70, 28),
    "near_3": (70, 28),
    "near_4": (70, 28),
    "near_5": (68, 30),
    "near_6": (64, 34),
}


@pytest.mark.parametrize("name", FLOORS)
def test_a_set_is_answered_as_well_as_before(assistant: Assistant, name: str) -> None:
    tally = Tally()
    for question in load_questions(SETS / f"questions_{name}.jsonl"):
        context = None
        for message in question.messages:
            reply = assistant.ask(message, context=context)
            context = reply.context
        tally.add(question, reply.answer, judge(question, reply.answer))

    right, wrong = FLOORS[name]
    assert tally.share("right") >= right
    assert tally.share("wrong") <= wrong
