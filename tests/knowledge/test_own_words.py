"""What a topic's own patterns make of a yes/no question, whichever way round it is put."""

from __future__ import annotations

import pytest

from knowledge.answering import Assistant


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("东莞评定讲择优，对吧", "yes"),
        ("东莞评定不讲择优，对吧", "no"),
        ("难道东莞评定不是择优吗", "yes"),
        ("东莞评定按报名先后，先到先得，我没记错吧", "no"),
        ("有人说东莞评定是先到先得，这话说错了吧", "yes"),
        ("东莞评定不是先到先得，而是择优，没说错吧", "yes"),
    ],
)
def test_a_claim_is_judged_by_the_clause_whichever_way_round_it_is_put(
    assistant: Assistant, message: str, verdict: str
) -> None:
    assert assistant.ask(message).answer.verdict == verdict


@pytest.mark.parametrize(
    ("message", "status", "verdict"),
    [
        ("大兴的解读里写了要征求其他部门意见，对吧", "answered", "no"),
        ("大兴的解读里没写征求其他部门意见这一步，对吧", "answered", "yes"),
        ("大兴要怎么征求其他部门意见", "not_covered", None),
    ],
)
def test_what_a_document_does_not_say_settles_a_claim_about_it_but_no_open_question(
    assistant: Assistant, message: str, status: str, verdict: str | None
) -> None:
    answer = assistant.ask(message).answer
    assert (answer.status, answer.verdict) == (status, verdict)


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("东莞公示五个工作日就够，对吧", "yes"),
        ("东莞公示五个自然日就够，周末也算，对吧", "no"),
        ("东莞公示四个工作日就够，对吧", "no"),
    ],
)
def test_a_figure_that_agrees_does_not_confirm_what_the_clause_contradicts_beside_it(
    assistant: Assistant, message: str, verdict: str
) -> None:
    assert assistant.ask(message).answer.verdict == verdict


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("东莞是先征求部门意见再公示，对吗", "yes"),
        ("东莞先公示，再征求部门意见，这个次序对吗", "no"),
        ("流程图把公示画在专家评审前头，东莞的，画错了吧", "yes"),
        ("东莞的顺序是网上申报、形式审查、专家评审、征求意见、公示、授牌，对吗", "yes"),
        ("东莞的顺序是网上申报、专家评审、形式审查、公示、授牌，对吗", "no"),
        ("东莞公示完还得再征求一轮意见才授牌，是这样吗", "no"),
    ],
)
def test_an_order_of_steps_is_judged_also_as_a_list_and_beside_what_asks(
    assistant: Assistant, message: str, verdict: str
) -> None:
    assert assistant.ask(message).answer.verdict == verdict


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("公示五天到了，东莞这下会授牌了吧", "depends"),
        ("公示五天到了，没有异议，东莞这下会授牌了吧", "yes"),
        ("公示五天到了，东莞这下会由省里授牌了吧", "no"),
    ],
)
def test_what_hangs_on_more_is_not_borne_out_by_its_topics_words_but_may_be_contradicted(
    assistant: Assistant, message: str, verdict: str
) -> None:
    assert assistant.ask(message).answer.verdict == verdict


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("大兴已认定的工作室运转正常，只交项目材料就够，对吗", "yes"),
        ("大兴的老工作室停摆了半年，还能只交项目材料吗", "no"),
        ("大兴新来的企业没认定过，能只交项目材料吗", "no"),
    ],
)
def test_only_a_recognised_studio_at_work_leaves_out_the_studio_papers(
    assistant: Assistant, message: str, verdict: str
) -> None:
    assert assistant.ask(message).answer.verdict == verdict
