"""The judgement on an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.answering import Answer, Cited
from knowledge.errors import InputError
from knowledge.evaluation import Expected, judge, load_questions


def question(**changes: object) -> Expected:
    fields: dict[str, object] = {"id": "1", "q": "?", "kind": "money", "expect": "answer", "refs": [["x/1"]]}
    return Expected.model_validate({**fields, **changes})


def answer(text: str = "10万元", clause: str = "x/1", **changes: object) -> Answer:
    return Answer.model_validate(
        {"status": "answered", "text": text, "citations": (Cited(clause=clause, quote="q"),), **changes}
    )


@pytest.mark.parametrize(
    ("asked", "given", "outcome"),
    [
        ({}, {}, "right"),
        ({"must": [["10万", "十万"]]}, {}, "right"),
        ({"must": [["0万"]]}, {}, "wrong"),
        ({"must": [["10万"]]}, {"text": "110万元"}, "wrong"),
        ({}, {"clause": "x/1.2"}, "right"),
        ({}, {"clause": "x/12"}, "wrong"),
        ({"refs": [["x/1"], ["x/2"]]}, {}, "wrong"),
        ({}, {"status": "not_covered"}, "abstained"),
        ({"verdict": "no"}, {"verdict": "yes"}, "wrong"),
        ({"verdict": "no", "verdict_also": ["depends"]}, {"verdict": "depends"}, "right"),
        ({"must_not": ["10万"]}, {}, "wrong"),
        ({"expect": "not_covered", "refs": []}, {}, "wrong"),
        ({"expect": "not_covered", "refs": []}, {"status": "clarify"}, "right"),
        ({"expect": "both_or_clarify"}, {"status": "clarify"}, "right"),
    ],
)
def test_it_judges(asked: dict[str, object], given: dict[str, str], outcome: str) -> None:
    assert judge(question(**asked), answer(**given)).outcome == outcome


def test_only_the_first_citations_count() -> None:
    cited = tuple(Cited(clause=f"x/{i}", quote="q") for i in (5, 6, 7, 1))

    assert judge(question(), answer().model_copy(update={"citations": cited})).outcome == "wrong"


def test_a_line_that_is_no_question_is_named(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text('{"id": "1"}\n', encoding="utf-8")

    with pytest.raises(InputError, match="第1行"):
        load_questions(file)
