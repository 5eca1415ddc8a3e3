"""Clauses that only go on with the question before them, claims of one word that change it, ages that are not reached."""

from __future__ import annotations

import pytest

from knowledge.answering import Assistant


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("东莞政府补贴资金合法使用由谁来确保，是领办人个人还是所在单位", "dongguan/15"),
        ("东莞取消资格那几条最后有没有兜底条款，怎么写的？", "dongguan/18.6"),
        ("大兴取消称号有没有兜底条款 怎么写的", "daxing/6.p2"),
    ],
)
def test_what_only_goes_on_is_no_question_of_its_own(assistant: Assistant, question: str, clause: str) -> None:
    answer = assistant.ask(question).answer
    assert clause in [c.clause for c in answer.citations]
    assert "\n2. " not in answer.text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("东莞分局形式审查通过是不是就等于评上了", "no"),
        ("东莞是不是只有领办人违纪闯祸才取消资格，普通成员重大过失造成严重后果的不算？", "no"),
        ("东莞：法定代表人个人被定为失信联合惩戒对象，他本人算不算第十九条排除的人", "yes"),
        ("东莞评审是局里那帮坐办公室的自己打分么 他们懂个锤子", "no"),
        ("东莞和大兴的公示期是不是一样长，各几天？", "yes"),
        ("东莞工作室才干了一年半 徒弟里出了个二级 培养奖现在能领不", "no"),
    ],
)
def test_the_verdict_follows_the_claim(assistant: Assistant, question: str, verdict: str) -> None:
    assert assistant.ask(question).answer.verdict == verdict


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("我差俩月满57 男的 按60退 东莞 离退休那条线够得着不", "yes"),
        ("东莞 我差两个月满58 男的 按60退 离退休那条够不够", "no"),
    ],
)
def test_an_age_that_is_not_reached_yet_counts_from_what_is_left(
    assistant: Assistant, question: str, verdict: str
) -> None:
    assert assistant.ask(question).answer.verdict == verdict


def test_apprentices_who_all_count_as_members_are_paid(assistant: Assistant) -> None:
    said = "东莞 定的C类 起步钱 三年后合格那笔 带头一个 手下七个徒弟都算队员 个人奖也加上 拢共多少"
    assert "45万元" in assistant.ask(said).answer.text  # five of the seven


def test_what_is_said_of_the_answer_before_asks_nothing(assistant: Assistant) -> None:
    before = assistant.ask("大兴工作室几年评一回")
    answer = assistant.ask("知道了 那东莞呢", context=before.context).answer
    assert answer.status == "answered"
    assert answer.policy == "dongguan"
