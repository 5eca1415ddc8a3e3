"""Details that people ask for beside what a clause says: said to be open where the clause leaves them open."""

from __future__ import annotations

import pytest

from knowledge.answering import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "东莞中间那次绩效评价是第一年还是第二年弄",
        "东莞的教材是两家合写的，三万块奖金两家咋分",
        "东莞公示期举报必须实名吗",
        "大兴换领办人走什么手续，填什么表",
        "大兴的铭牌搬家弄丢了怎么补",
        "东莞合格奖那两万一个的队员奖，有个队员验收前一个礼拜辞工了，他那份还给不给他",
        "大兴先拿了市级那份奖，又评上国家级，是两份都给还是只补个差额",
        "大兴扩大到的新兴产业具体是哪几个行业",
    ],
)
def test_a_detail_that_no_clause_has_is_said_to_be_open(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).answer.status == "not_covered"


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("东莞中间那次绩效评价谁来做", "dongguan/17"),
        ("东莞的教材三万块要什么条件", "dongguan/12.1"),
        ("东莞公示期有人举报会怎么样", "dongguan/9.5"),
        ("大兴能不能换领办人", "daxing/6.p1"),
        ("东莞ABC类的奖励是一把给完还是分几年", "dongguan/11.2"),
        ("大兴的政策扩大到哪一类产业", "daxing/7.p1"),
        ("大兴没有国家标准的工种拿啥衡量师傅", "daxing/3.1.p1"),
    ],
)
def test_what_the_clause_does_say_is_answered(assistant: Assistant, question: str, clause: str) -> None:
    answer = assistant.ask(question).answer
    assert answer.status == "answered"
    assert clause in [c.clause for c in answer.citations]


def test_a_comparison_of_places_that_both_are_silent_is_no_answer(assistant: Assistant) -> None:
    answer = assistant.ask("东莞和大兴的绩效评价费用分别谁出，车票能报销吗，两边比一比").answer
    assert bool(answer.citations) == (answer.status == "answered")


def test_how_much_asked_as_how_many_is_an_amount(assistant: Assistant) -> None:
    answer = assistant.ask("评上国家级，东莞和大兴各奖几个，谁多").answer
    assert answer.status == "answered"
    assert "30万元" in answer.text
    assert "10万元" in answer.text
