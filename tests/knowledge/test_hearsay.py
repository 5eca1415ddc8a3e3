"""What others are said to say of the rule is part of what is asked only where the message asks after it."""

from __future__ import annotations

import pytest

from knowledge.answering import Assistant


def verdict(assistant: Assistant, question: str) -> str | None:
    return assistant.ask(question).answer.verdict


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("挂上大兴的牌子才五个月，我岳父说老规矩得挂满两年才让报建设项目，四个月就报项目，可以不？", "yes"),
        ("东莞的领办人证件我收齐了，大姐说成员的就不用交了。成员的身份证复印件也要交吗？", "yes"),
        ("大兴事业单位，隔壁老板说只让企业报。我们事业单位能申请技能大师工作室吗？", "yes"),
    ],
)
def test_hearsay_does_not_turn_a_question_that_stands_by_itself(
    assistant: Assistant, question: str, expected: str
) -> None:
    assert verdict(assistant, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("会计说大兴挂牌满两年才让报建设项目，是这样吗？", "no"),
        ("亲戚说大兴的名单公示5个工作日，我妈说公示一个月。亲戚说得对吗？", "yes"),
        ("亲戚说大兴的名单公示5个工作日，我妈说公示一个月。我妈说得对吗？", "no"),
    ],
)
def test_but_it_is_what_is_asked_where_the_message_asks_after_it(
    assistant: Assistant, question: str, expected: str
) -> None:
    assert verdict(assistant, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "大兴的团队，两位是工程师。副站长一口咬定必须清一色技能工人。工程师这种专业技术人才，能算进这个团队里吗？",
            "yes",
        ),
        (
            "我们是东莞的技师工作站，期满了，没申请大师工作室，出了本教材，正规出版社出的。财务认为教材那笔只给大师工作室，"
            "技师工作站没份。按第十二条，我们这个技师工作站能拿这笔奖励吗？",
            "yes",
        ),
    ],
)
def test_nor_does_what_stands_right_before_it(assistant: Assistant, question: str, expected: str) -> None:
    assert verdict(assistant, question) == expected


def test_a_worry_is_hearsay_too(assistant: Assistant) -> None:
    question = "大兴团队配了3位正式员工，两位是助理工程师。领导担心工程师不能算人头。请问这样的团队符合要求吗？"
    assert verdict(assistant, question) == "yes"
