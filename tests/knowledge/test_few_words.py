"""What people type first: a noun, a bare question, three facts and 能报吗."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering import Assistant, open_assistant
from knowledge.understanding.segments import may_apply

ON = date(2025, 6, 1)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return open_assistant()


@pytest.mark.parametrize(
    ("asked", "clause"),
    [
        ("东莞给多少钱", "dongguan/11.2"),
        ("东莞有补贴吗", "dongguan/11.1"),
        ("东莞奖励多少", "dongguan/11.4"),
        ("大兴给多少钱", "daxing/5.p3"),
        ("大兴有钱拿吗", "daxing/5.p2"),
        ("东莞怎么弄", "dongguan/9.1"),
        ("大兴怎么办理", "daxing/4.1.p1"),
        ("东莞公司能报吗", "dongguan/6"),
        ("东莞哪些能报", "dongguan/6"),
        ("大兴师傅要几级", "daxing/3.1.2"),
        ("东莞怎么考核", "dongguan/17"),
        ("东莞有牌子吗", "dongguan/9.6"),
        ("大兴几个成员", "daxing/3.2.5"),
        ("东莞谁验收", "dongguan/3"),
    ],
)
def test_a_bare_question_gets_the_clause_that_it_is_about(assistant: Assistant, asked: str, clause: str) -> None:
    answer = assistant.ask(asked, on=ON).answer
    assert answer.status == "answered"
    assert clause in [c.clause for c in answer.citations]


@pytest.mark.parametrize("asked", ["东莞租的行吗", "东莞钱打给谁", "大兴什么时候报", "大兴多大年纪"])
def test_what_is_not_written_is_told_so(assistant: Assistant, asked: str) -> None:
    assert assistant.ask(asked, on=ON).answer.status == "not_covered"


def test_bare_conditions_are_those_of_unit_and_leader(assistant: Assistant) -> None:
    cited = {c.clause for c in assistant.ask("东莞申请条件", on=ON).answer.citations}
    assert {"dongguan/6.1", "dongguan/6.2.1"} <= cited


@pytest.mark.parametrize(
    ("asked", "verdict", "figure"),
    [
        ("东莞协会 本部1000平 有资质 能报吗", "yes", "1000平方米"),
        ("东莞协会 本部900平 有资质 能报吗", "no", "900平方米"),
        ("东莞工作室启动资金多少，场地九百平，协会能报不", "no", "900平方米"),
        ("大兴企业，师傅技师，在职，团队两个人，能报吗", "no", "2人"),
        ("大兴企业，师傅技师，在职，团队三个人，能报吗", "yes", ""),
        ("东莞学校能报吗", "depends", ""),
    ],
)
def test_each_condition_that_is_told_is_held_against_the_rules(
    assistant: Assistant, asked: str, verdict: str, figure: str
) -> None:
    answer = assistant.ask(asked, on=ON).answer
    assert answer.verdict == verdict
    assert figure in answer.text


@pytest.mark.parametrize(
    ("asked", "clauses"),
    [
        ("东莞培训机构六百平，A类团队3个人一共拿多少，能申报不", {"dongguan/11.2", "dongguan/6.2.3"}),
        ("东莞，协会，场地1200平，没有培训资质，能报吗，给多少钱", {"dongguan/6.2.2", "dongguan/11.1"}),
        ("东莞 在哪报 谁来评", {"dongguan/9.1", "dongguan/9.3"}),
        ("东莞这个办法贯彻哪份文件精神，条文看不懂归哪个局解释", {"dongguan/1", "dongguan/20"}),
    ],
)
def test_two_short_questions_are_both_answered(assistant: Assistant, asked: str, clauses: set[str]) -> None:
    assert clauses <= {c.clause for c in assistant.ask(asked, on=ON).answer.citations}


def test_a_figure_asked_for_two_levels_is_given_for_both(assistant: Assistant) -> None:
    text = assistant.ask("东莞重要岗位培养出1个一级证的，一个人头奖多少，三级的一个人头又是多少", on=ON).answer.text
    assert "2000元" in text
    assert "1万元" in text


@pytest.mark.parametrize(
    ("clause", "bare"),
    [
        ("能报吗", True),
        ("我们够格申请不", True),
        ("学校能报不", True),
        ("再报一个行不行", False),
        ("能报销吗", False),
        ("行不行", False),
    ],
)
def test_only_a_bare_question_asks_after_the_case_as_a_whole(clause: str, bare: bool) -> None:
    assert may_apply(clause) is bare


@pytest.mark.parametrize(
    ("turns", "clause"),
    [
        (("东莞给多少钱", "条件"), "dongguan/6.1"),
        (("东莞怎么报", "给多少钱"), "dongguan/11.2"),
        (("东莞给多少钱", "大兴"), "daxing/5.p3"),
        (("东莞A类多少", "B类"), "dongguan/11.2"),
        (("东莞领办人奖多少", "成员呢"), "dongguan/11.4"),
        (("东莞培训机构能报吗", "六百平"), "dongguan/6.2.3"),
    ],
)
def test_a_noun_after_an_answer_asks_anew_or_goes_on(assistant: Assistant, turns: tuple[str, str], clause: str) -> None:
    first = assistant.ask(turns[0], on=ON)
    reply = assistant.ask(turns[1], context=first.context, on=ON)
    assert clause in [c.clause for c in reply.answer.citations]


def test_a_case_told_without_a_stop_is_held_against_the_rules(assistant: Assistant) -> None:
    assert assistant.ask("东莞协会900平有资质能报吗", on=ON).answer.verdict == "no"
    first = assistant.ask("东莞培训机构能报吗", on=ON)
    assert assistant.ask("六百平", context=first.context, on=ON).answer.verdict == "no"
