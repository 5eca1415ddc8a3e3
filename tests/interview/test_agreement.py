"""The interview, the chat and the check of papers give the same verdict and clause, for every rule at its boundary."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checkers.extraction.field import PartialDate
from checkers.rules import check_dossier
from knowledge.answering import Assistant
from knowledge.interview import AnswerReader, Interview, next_question, outcome_of, start
from knowledge.pack import load_library
from tests.checkers.test_rules import Case, all_of, born, clean, drop, everywhere, level, put, says
from tests.interview.answering import suitable_answer

LIBRARY = load_library()
ON = date(2025, 8, 1)
FILE = Path(__file__).with_name("agreement.toml")
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
# The digit of a certificate number that stands for each level.
LEVEL_DIGITS = {"高级工": 3, "技师": 2, "高级技师": 1}
# What a chat says for each verdict: a hedge may be told as no (一般不行) or as depends.
CHAT = {"yes": {"yes"}, "no": {"no"}, "hedged": {"no", "depends"}, "human": {"yes", "depends"}}


def named(case: dict[str, Any]) -> str:
    return f"{case['policy']} {case['rule']} {case['verdict']} {'，'.join(case['answers'].values())}"


def interviewed(case: dict[str, Any]) -> Interview:
    """The interview with the case's typed answers, all others such as suit the policy."""
    pack, reader = LIBRARY.pack(case["policy"]), AnswerReader(LIBRARY)
    interview = start([pack])
    while (asked := next_question([pack], interview, ON)) is not None:
        typed = case["answers"].get(asked.key)
        answer = suitable_answer(pack, asked) if typed is None else reader.read(asked, typed, ON)
        assert answer is not None, (asked.key, typed)
        interview = interview.with_answer(answer)
    return interview


def papers(case: dict[str, Any]) -> Case:
    """Sound papers with the case's changes."""
    found = clean(case["policy"], case.get("unit_type", "enterprise"))
    changes = [
        put(where, **{key.replace(".", "__").replace("members[4]", "m4"): _value(v) for key, v in case[where].items()})
        for where in ("form", "proposal")
        if where in case
    ]
    if "everywhere" in case:
        fields = {key.replace(".", "__"): value for key, value in case["everywhere"].items()}
        changes.append(everywhere(**fields) if "licence" in found else _both(fields))
    if "level" in case:
        title, digit = case["level"], LEVEL_DIGITS[case["level"]]
        number = f"S00004401000123{digit}000001"
        form = put("form", leader__skill_level=title, leader__certificate_number=number)
        changes.append(level(title, digit) if "licence" in found else form)
    if "born" in case:
        changes.append(born(case["born"]))
    if "says" in case:
        changes.append(says("form", case["says"]))
    for n in case.get("drop_members", ()):
        gone = ("name", "id_number", "skill_level", "certificate_number")
        changes.append(put("form", **{f"m{n}__{key}": None for key in gone}))
    all_of(*changes, drop(*case.get("drop", ())))(found)
    return found


def _both(fields: dict[str, Any]) -> Any:
    return all_of(put("form", **fields), put("proposal", **fields))


def _value(value: Any) -> Any:
    return PartialDate(value.year, value.month, value.day) if isinstance(value, date) else value


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_interview_the_chat_and_the_check_agree(case: dict[str, Any], assistant: Assistant) -> None:
    clause = f"{case['policy']}/{case['clause']}"

    assert by_interview(case, clause) == case["verdict"]
    assert by_check(case, clause) == case["verdict"]
    answer = assistant.ask(case["ask"], on=ON).answer
    assert answer.verdict in CHAT[case["verdict"]], answer.text
    assert clause in [c.clause for c in answer.citations]


def by_interview(case: dict[str, Any], clause: str) -> str:
    outcome = outcome_of(LIBRARY.pack(case["policy"]), interviewed(case), ON)
    condition = next(c for c in outcome.conditions if (c.rule, c.clause) == (case["rule"], clause))
    if condition.state != "fails":
        return {"holds": "yes"}.get(condition.state, condition.state)
    return "hedged" if condition.hedged else "no"


def by_check(case: dict[str, Any], clause: str) -> str:
    judgement = check_dossier(LIBRARY.pack(case["policy"]), tuple(papers(case).values()), (), ON)
    outcomes = [f.outcome for f, _ in judgement.findings if (f.rule, f.clause) == (case["rule"], clause)]
    if outcomes:
        return {"fail": "no", "warn": "hedged"}.get(outcomes[0], outcomes[0])
    held = any((p.rule, p.clause) == (case["rule"], clause) for p in judgement.passed)
    return "yes" if held else "nothing said"


def test_every_rule_of_an_application_has_its_cases() -> None:
    covered = {(c["policy"], c["rule"], c["clause"]) for c in CASES}
    rules = {(p.id, r.id, r.clause) for p in LIBRARY.packs.values() for r in p.application_rules}

    assert rules <= covered


def test_rules_that_can_fail_have_a_case_on_both_sides() -> None:
    sides: dict[tuple[str, str], set[bool]] = {}
    for case in CASES:
        sides.setdefault((case["policy"], case["rule"]), set()).add(case["verdict"] == "yes")
    # Some project is always of some direction: 其他合理、实用、可行 is one.
    assert [rule for rule, found in sides.items() if len(found) < 2] == [("daxing", "project-direction-unclear")]


def test_a_sound_case_holds_throughout() -> None:
    for policy in LIBRARY.packs:
        case = {"policy": policy, "answers": {}}
        outcome = outcome_of(LIBRARY.pack(policy), interviewed(case), ON)

        assert outcome.verdict == "can_apply"
