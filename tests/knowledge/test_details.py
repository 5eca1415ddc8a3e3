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


@pytest.mark.parametrize(
    "question",
    [
        "大兴要求给工作室的钱单设账目，这个科目的编号该用几，用哪家财务软件建？",
        "东莞三年期满考核验收那天，要准备哪些佐证材料交上去？",
        "大兴发的铭牌让三轮车给撞瘪了，能不能补一块新的，补一块要多少钱",
        "东莞的绝活归哪家机构来鉴定，鉴定一次收几块钱？",
        "东莞那块牌匾让叉车碰碎了,找谁补一块",
        "东莞公司上了失信名单,信用怎么修复",
        "大兴禁限目录按哪年那版看",
        "大兴这两区到底是哪俩区",
        "东莞优才卡,我媳妇儿能不能跟着办张副的",
        "东莞按人头的培养奖励,徒弟要交满几个月社保才算",
        "大兴项目考核是上门来看还是交个视频就行",
        "东莞按50岁还是55岁算退休",
        "我这行在东莞归A还是归B",
        "东莞说的重大损失，损失到几万块才叫重大",
        "大兴团队里的正式员工怎么认定",
        "俺爹在东莞打工，社保断了两年多，退休前能一次补齐不？要补多少钱？",
    ],
)
def test_such_a_detail_is_not_in_the_text(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).answer.status == "not_covered"


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("东莞培训学校,场地两千平够了,除了面积还卡些啥", "dongguan/6.2.3"),
        ("大兴挂牌以后有哪几样不能随便变", "daxing/6.p1"),
        ("东莞的工作室到底按什么形式申报", "dongguan/6"),
        ("大兴的总结和计划最晚什么时候交", "daxing/6.p1"),
        ("东莞执照被吊销,到手的十万要不要吐回去", "dongguan/18"),
        ("东莞期满后编的教材最迟哪天出才算数", "dongguan/20"),
        ("大兴那块铜牌上刻啥名头", "daxing/4.1.p1"),
    ],
)
def test_what_a_clause_says_further_is_answered(assistant: Assistant, question: str, clause: str) -> None:
    answer = assistant.ask(question).answer

    assert clause in [c.clause for c in answer.citations]


def test_a_detail_that_neither_text_has_is_not_said_to_be_in_the_other(assistant: Assistant) -> None:
    here = assistant.ask("东莞那块牌匾让叉车碰碎了,找谁补一块").answer
    there = assistant.ask("大兴的领办人评上了奖多少").answer

    assert "大兴" not in here.text
    assert "东莞的文件" in there.text
