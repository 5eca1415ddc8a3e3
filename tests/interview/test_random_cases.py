"""10,000 made-up cases: the interview is short, agrees with evaluating all rules at once, and no order of answers matters."""

from __future__ import annotations

import random
import statistics
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from knowledge.interview import Interview, headline, next_question, outcome_of, start
from knowledge.interview.judging import Judged, judge
from knowledge.pack import Pack, load_library
from tests.interview.answering import Truth, all_answered, random_truth, restricted, walk

LIBRARY = load_library()
POLICIES = ("dongguan", "daxing")
ON = date(2025, 6, 1)
CASES = 10_000
SEED = 20251231
MOST_QUESTIONS, MEDIAN_QUESTIONS = 12, 8
# Of so many cases each, the costlier comparisons are made.
SAMPLED = 500

Case = tuple[Truth, Interview, tuple[Judged, ...], tuple[Judged, ...]]


@cache
def cases(policy: str) -> list[Case]:
    """Half of all cases: the truth, the interview, its rules at the end, and all rules with everything told."""
    packs = (LIBRARY.pack(policy),)
    chance = random.Random(f"{SEED} {policy}")
    found = []
    for _ in range(CASES // len(POLICIES)):
        # Every second case is quite at random; the others range from that to one that suits in all.
        care = chance.random() if chance.random() < 0.5 else 0.0
        truth = random_truth(packs, chance, care)
        interview = walk(packs, truth, ON)
        at_once = judge(packs[0], all_answered(packs, truth).facts(), ON)
        found.append((truth, interview, judge(packs[0], interview.facts(), ON), at_once))
    return found


def verdict(judged: Sequence[Judged]) -> str:
    """可以申报, 暂不符合 or 还要确认, in the shortest words of the rules' definition."""
    if any(j.fails for j in judged):
        return "not_yet"
    holding = all(j.applies is False or j.by_text is True for j in judged)
    return "can_apply" if holding else "to_confirm"


@pytest.mark.parametrize("policy", POLICIES)
def test_an_interview_is_short(policy: str) -> None:
    lengths = [len(interview.answers) for _, interview, _, _ in cases(policy)]

    assert max(lengths) <= MOST_QUESTIONS
    assert statistics.median(lengths) <= MEDIAN_QUESTIONS


@pytest.mark.parametrize("policy", POLICIES)
def test_it_agrees_with_all_rules_at_once(policy: str) -> None:
    for _, _, asked, at_once in cases(policy):
        assert verdict(asked) == verdict(at_once)
        for part, whole in zip(asked, at_once, strict=True):
            if part.applies is True and part.by_text is not None:
                assert (whole.applies, whole.by_text) == (True, part.by_text)


@pytest.mark.parametrize("policy", POLICIES)
def test_all_three_verdicts_come_about(policy: str) -> None:
    assert {verdict(asked) for _, _, asked, _ in cases(policy)} == {"can_apply", "not_yet", "to_confirm"}


@pytest.mark.parametrize("policy", POLICIES)
def test_no_order_of_answers_changes_the_outcome(policy: str) -> None:
    pack = LIBRARY.pack(policy)
    chance = random.Random(SEED)
    for _, interview, _, _ in cases(policy)[:SAMPLED]:
        shuffled = interview.model_copy(
            update={"answers": tuple(chance.sample(interview.answers, len(interview.answers)))}
        )

        assert outcome_of(pack, shuffled, ON) == outcome_of(pack, interview, ON)


@pytest.mark.parametrize("policy", POLICIES)
def test_asking_in_another_order_comes_to_the_same_verdict(policy: str) -> None:
    """The questions of a pack, turned round, are other interviews; the person is the same."""
    pack = LIBRARY.pack(policy)
    turned = _turned(pack)
    for truth, _, asked, _ in cases(policy)[:SAMPLED]:
        interview = walk((turned,), truth, ON)

        assert next_question((turned,), interview, ON) is None
        assert verdict(judge(pack, interview.facts(), ON)) == verdict(asked)


def _turned(pack: Pack) -> Pack:
    questions = tuple(reversed(pack.interview.question))
    return replace(pack, interview=pack.interview.model_copy(update={"question": questions}))


@pytest.mark.parametrize("policy", POLICIES)
def test_going_back_and_answering_again_changes_nothing(policy: str) -> None:
    pack = LIBRARY.pack(policy)
    for truth, interview, _, _ in cases(policy)[:SAMPLED]:
        again = interview.back()
        while (asked := next_question((pack,), again, ON)) is not None:
            again = again.with_answer(restricted(truth[asked.key], asked))

        assert again.facts() == interview.facts()


@pytest.mark.parametrize("policy", POLICIES)
def test_the_outcome_s_verdict_is_the_rules(policy: str) -> None:
    pack = LIBRARY.pack(policy)
    for _, interview, asked, _ in cases(policy)[:SAMPLED]:
        outcome = outcome_of(pack, interview, ON)

        assert (outcome.verdict, outcome.by_text) == (verdict(asked), verdict(asked))


@pytest.mark.parametrize("policy", POLICIES)
def test_facts_known_beforehand_are_not_asked_for_and_change_no_verdict(policy: str) -> None:
    packs = (LIBRARY.pack(policy),)
    for truth, interview, asked, _ in cases(policy)[:SAMPLED]:
        known = interview.facts()
        places = {name for q in packs[0].interview.question if q.kind == "place" for name in (q.field,)}
        told = {n: ("local" if v == policy else "elsewhere") if n in places else v for n, v in known.values.items()}
        shorter = walk(packs, truth, ON, type(known)(told))

        assert verdict(judge(packs[0], shorter.facts(), ON)) == verdict(asked)
        assert len(shorter.answers) <= sum(not a.facts for a in interview.answers) + 1


def test_outside_the_term_an_outcome_is_to_be_confirmed_and_says_what_the_text_would() -> None:
    pack = LIBRARY.pack("dongguan")
    after = date(2026, 11, 22)
    for _, interview, _, _ in cases("dongguan")[:SAMPLED]:
        outcome = outcome_of(pack, interview, after)

        assert outcome.verdict == "to_confirm"
        assert not any(c.state in ("holds", "fails") for c in outcome.conditions)
        assert headline(outcome) != headline(outcome_of(pack, interview, ON))


def test_a_state_survives_json() -> None:
    for _, interview, _, _ in cases("dongguan")[:SAMPLED]:
        assert Interview.model_validate_json(interview.model_dump_json()) == interview
    assert Interview.model_validate_json(start([LIBRARY.pack("daxing")]).model_dump_json()).policies == ("daxing",)
