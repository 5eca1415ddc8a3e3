"""Whether what a message puts forward is asked after as right or as wrong, and who is said to do what."""

from __future__ import annotations

import pytest

from knowledge.answering import Assistant


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("东莞的绩效自评由市人社局做，我没写反吧", "yes"),
        ("东莞的绩效自评由市人社局做，是我写错了吗", "no"),
        ("东莞的绩效自评由财政局做，我没写反吧", "no"),
        ("东莞的绩效自评由财政局做，是不是写错了", "yes"),
    ],
)
def test_what_is_asked_after_as_wrong_turns_the_verdict_and_as_not_wrong_does_not(
    assistant: Assistant, message: str, verdict: str
) -> None:
    assert assistant.ask(message).answer.verdict == verdict


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("东莞的职责分工：信息公开归市人社局，预算下达归财政局，这样写对吗", "yes"),
        ("东莞的职责分工：信息公开归财政局，预算下达归市人社局，这样写对吗", "no"),
        ("东莞的预算下达归财政，不归人社，是吧？", "yes"),
        ("东莞的预算下达归人社，不归财政，是吧？", "no"),
        ("东莞镇街分局参与跟踪管理，对吗", "yes"),
        ("东莞的信息公开由审计局负责，对吗", "no"),
    ],
)
def test_a_task_is_held_against_the_office_that_the_text_gives_it_to(
    assistant: Assistant, message: str, verdict: str
) -> None:
    assert assistant.ask(message).answer.verdict == verdict


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("东莞设立技能大师工作室的目的是赋能产业发展，对吗", "yes"),
        ("东莞设立技能大师工作室的目的是给老师傅养老，对吗", "no"),
        ("东莞设立技能大师工作室的目的是拉动旅游，对吗", "no"),
    ],
)
def test_an_aim_that_the_text_does_not_name_is_not_one(assistant: Assistant, message: str, verdict: str) -> None:
    assert assistant.ask(message).answer.verdict == verdict


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("收报告的是东莞市人社局，没搞混吧", "yes"),
        ("收报告的是东莞镇街分局，没搞混吧", "no"),
        ("三年里头就交一次开展情况报告，东莞只要这么多吧", "yes"),
        ("大兴的铭牌刚挂二十天，隔壁老赵说得熬满两年才能报项目。我们今年就想报，大兴让不让", "yes"),
    ],
)
def test_what_stands_beside_the_question_is_weighed_but_not_what_others_say_of_a_case_of_ones_own(
    assistant: Assistant, message: str, verdict: str
) -> None:
    assert assistant.ask(message).answer.verdict == verdict


def test_a_word_that_only_looks_like_a_denial_denies_nothing(assistant: Assistant) -> None:
    assert assistant.ask("归不进现成的类别、但很实用能落地，大兴给不给报名的口子").answer.verdict == "yes"
