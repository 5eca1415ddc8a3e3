"""What is asked again: of another place, with the figure of the answer before, of all kinds, by one who tells of himself."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering import Answer, Assistant

DAY = date(2026, 11, 22)


def ask(assistant: Assistant, *messages: str) -> Answer:
    context = None
    for message in messages:
        reply = assistant.ask(message, context=context, on=DAY)
        context = reply.context
    return reply.answer


def test_a_claim_about_one_place_is_asked_again_of_another(assistant: Assistant) -> None:
    answer = ask(assistant, "大兴那边注册、经营占一样就行，对吧", "东莞也是这个口径吗")

    assert (answer.policy, answer.verdict) == ("dongguan", "no")


def test_as_long_as_that_stands_for_the_figure_of_the_answer_before(assistant: Assistant) -> None:
    answer = ask(assistant, "大兴工作室几年评一回", "项目也是隔这么久才评一次吗")

    assert answer.verdict == "no"
    assert "每年" in answer.text


def test_the_same_length_or_another_asks_for_that_of_the_other_place(assistant: Assistant) -> None:
    answer = ask(assistant, "大兴公示多少天", "东莞呢，是一样长还是不一样")

    assert answer.citations[0].clause == "dongguan/9.5"


@pytest.mark.parametrize("question", ["公示天数，两城哪个长", "公示那几天，东莞跟大兴一样不，各几天"])
def test_two_towns_are_held_side_by_side(assistant: Assistant, question: str) -> None:
    assert {c.clause for c in ask(assistant, question).citations} == {"dongguan/9.5", "daxing/4.1.p1"}


def test_a_place_that_is_only_told_of_is_not_asked_about(assistant: Assistant) -> None:
    answer = ask(assistant, "大兴的师傅离退休要剩几年才行？东莞是三年。")

    assert (answer.policy, answer.status) == ("daxing", "not_covered")


def test_who_asks_for_all_kinds_of_unit_is_told_all(assistant: Assistant) -> None:
    answer = ask(assistant, "东莞除了工厂，都有哪几类单位能报")

    assert all(kind in answer.text for kind in ("行业协会", "培训机构", "基地"))


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("东莞这间，前头说是2023年的事，大兴的铭牌前年去年都没报项目，留得住留不住", "no"),
        ("我们在大兴，去年没报项目，今年报了，明年再不报，算踩上连续两年了没", "no"),
        ("大兴的项目排了10个月，时长合不合规矩", "yes"),
        ("大兴的项目排了13个月，是不是一概不收", "no"),
        ("东莞的公立医院，既没被认成实训基地，也不是培训基地，能自己申请吗", "no"),
        ("高技能人才培训基地，市里没认、省里认了，东莞收不收", "yes"),
        ("东莞领办人的荣誉，省里给的有，市里的一张没有，顶用吗", "yes"),
        ("三年期满了、办法还没到期，正规出版社出了教材，东莞那3万该给吧", "yes"),
        ("三年期还没到期，正规出版社出了教材，东莞那3万该给吧", "no"),
        ("技能教学岗的老师，东莞真的只认生产线上的吗", "no"),
        ("东莞2月10日发文设立，制度打算9月底定，赶得上规定不", "no"),
        ("东莞2月10日发文设立，制度打算8月10日定，赶得上规定不", "yes"),
        ("东莞3月1号发文设立，眼下10月15号了，制度还没影，算不算拖过头了", "yes"),
        ("我们由东莞技师工作站转来，启动的10万给不给", "yes"),
    ],
)
def test_the_case_decides_however_it_is_told(assistant: Assistant, question: str, verdict: str) -> None:
    assert ask(assistant, question).verdict == verdict


@pytest.mark.parametrize(
    "question",
    [
        "东莞那本教材，字数最少几万字",
        "东莞的实训场地是租的，租约至少要剩几年",
        "东莞追回的钱要加滞纳金吗，一天万分之几",
    ],
)
def test_what_no_clause_has_a_word_of_is_not_covered(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).status == "not_covered"
