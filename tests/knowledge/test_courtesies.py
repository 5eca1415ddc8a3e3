"""Greetings, thanks and pleas around a question change nothing of its answer."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering import Assistant
from knowledge.wording.courtesies import without_courtesies

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("你好,麻烦问一下,东莞启动资金多少", "东莞启动资金多少"),
        ("请问东莞的工作室要什么条件?万分感谢!", "东莞的工作室要什么条件?"),
        ("能报不 急,在线等", "能报不"),
        ("hi, can two firms apply", "can two firms apply"),
        ("谢谢", "谢谢"),
        ("你好", "你好"),
        ("三年期满后还要等", "三年期满后还要等"),
    ],
)
def test_courtesies_are_left_out_where_something_is_asked(told: str, asked: str) -> None:
    assert without_courtesies(told) == asked


@pytest.mark.parametrize(
    "question",
    ["大兴 从交表到领牌 中间几道坎", "东莞期满后带出三级4个、二级3个，全算上给多少", "启动资金 东莞vs大兴 哪家香"],
)
def test_a_polite_question_is_answered_as_a_plain_one(assistant: Assistant, question: str) -> None:
    plain = assistant.ask(question, on=ON).answer
    assert assistant.ask(f"您好，想请教一下，{question} 谢谢啦", on=ON).answer == plain


def test_thanks_alone_are_no_question(assistant: Assistant) -> None:
    assert assistant.ask("谢谢啦", on=ON).answer.status == "smalltalk"


def test_one_answer_to_two_clauses_is_given_once(assistant: Assistant) -> None:
    message = (
        "东莞厂的法人代表被定成失信联合惩戒的实施对象了，就问他本人，还在不在政策的实施对象里头？姐妹们都在群里问呢"
    )
    answer = assistant.ask(message, on=ON).answer
    assert answer.verdict == "no"
    assert answer.text.count("法定代表人、主要负责人") == 2  # in the sentence and in its quote
