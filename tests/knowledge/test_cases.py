"""The packs' own cases: facts in, verdict and clause out."""

from __future__ import annotations

import pytest

from knowledge.answering.part import answer_from
from knowledge.facts import Facts
from knowledge.pack import Pack, load_library
from knowledge.pack.models import BoundaryCase
from knowledge.understanding import Form, Place, Question

LIBRARY = load_library()
CASES = [(pack, case) for pack in LIBRARY.packs.values() for case in pack.cases]


@pytest.mark.parametrize(("pack", "case"), CASES, ids=[f"{p.id}-{c.name}" for p, c in CASES])
def test_a_case_gives_its_verdict_from_its_clause(pack: Pack, case: BoundaryCase) -> None:
    facts = Facts(case.facts)
    form = Form(yes_no=True, asked=((case.proposition, False),))
    question = Question("", ((case.subject, 1.0),), facts, form, Place())

    part = answer_from(pack, case.subject, question, facts)

    assert part.verdict == case.verdict
    assert pack.clauses.full_id(case.clause) in [c.clause for c in part.citations]
