"""Conditions, boundaries and suppositions that a message states decide its verdict, however they are put."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering import Answer, Assistant

ON = date(2026, 11, 21)


def answer(assistant: Assistant, *messages: str) -> Answer:
    context = None
    for message in messages:
        reply = assistant.ask(message, context=context, on=ON)
        context = reply.context
    return reply.answer


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("东莞行业协会有两千平的场地，但没有培训资质，场地大能补上这一条吗", "no"),
        ("东莞行业协会有两千平的场地，也有培训资质，场地够不够", "yes"),
        ("东莞这位师傅只有高级工证，绝活也谈不上，能当领办人吗", "no"),
        ("东莞这位师傅只有高级工证，但身怀绝活，能当领办人吗", "yes"),
        ("东莞的商会，既不是企业也不是培训机构，能申报吗", "yes"),
        ("东莞一所公办技工院校，不属于企业、协会、培训机构，也未被认定为任何实训基地，能申报吗", "no"),
    ],
)
def test_a_condition_that_is_lacking_is_not_made_up_for_by_another(
    assistant: Assistant, question: str, expected: str
) -> None:
    assert answer(assistant, question).verdict == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("大兴项目排了十四个月，比上限多出两个月，行不行", "no"),
        ("大兴项目排了十一个月，比上限少了一个月，行不行", "yes"),
        ("东莞对培训机构要一千平，那么对一般制造企业，只有五百平会不会不达标", "no"),
        ("东莞对企业不看面积，那么对培训机构，五百平够不够", "no"),
    ],
)
def test_the_figure_of_the_case_counts_and_not_the_difference_or_the_rule_for_others(
    assistant: Assistant, question: str, expected: str
) -> None:
    assert answer(assistant, question).verdict == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("东莞工作室已经期满，教材2025年11月由出版社出版，能领教材奖励吗", "yes"),
        ("东莞工作室已经期满，教材2026年2月才由出版社出版，能领教材奖励吗", "no"),
        ("东莞期满后仍在办法有效期内，教材由正规出版社出了，教材奖能领吗", "yes"),
        ("东莞期满后，保安岗的员工考了三级证，培养奖励能领吗", "no"),
        ("大兴某公司整体迁到了河北，本区已没有任何经营，称号会不会取消", "yes"),
        ("大兴某公司搬了办公楼，生产还在大兴，称号会不会取消", "no"),
        ("大兴工作室头一年没报项目，第二年报了没选上，会因为“连续两年未申报”这条取消吗", "no"),
        ("大兴工作室头一年没报项目，第二年也没报，会取消吗", "yes"),
        ("大兴公司执照在保定办的，设备工人全在大兴，够得上地域条件吗", "yes"),
        ("东莞师傅只有镇街发的奖状，荣誉这条够不够", "no"),
        ("东莞师傅有市级发的称号，荣誉这条够不够", "yes"),
    ],
)
def test_a_supposition_settles_its_condition(assistant: Assistant, question: str, expected: str) -> None:
    assert answer(assistant, question).verdict == expected


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        (("大兴入选北京市级给五万，对吧", "那假如没经过区里推荐，自己报上去的，还有这五万吗"), "no"),
        (("大兴入选北京市级给五万，对吧", "那假如是区里推荐上去的，有这五万吗"), "yes"),
        (("东莞期满后考出三级证有两千，对吧", "那假如不是重要岗位的人呢，还能领吗"), "no"),
        (("大兴团队要三名以上", "那这三名里师傅自己能占一个名额吗"), "no"),
    ],
)
def test_a_follow_up_that_changes_one_condition_changes_the_verdict(
    assistant: Assistant, messages: tuple[str, ...], expected: str
) -> None:
    assert answer(assistant, *messages).verdict == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("东莞师傅离退休还有两年，是不是一点余地都没有", "no"),
        ("东莞同一家公司绝对不能有第二个工作室吗", "no"),
        ("大兴项目要做14个月，是不是绝对不行", "no"),
        ("东莞师傅离退休还有五年，绝对够吗", "yes"),
        ("大兴同一个大师绝对不能领办两个工作室吗", "yes"),
    ],
)
def test_a_hedged_rule_has_exceptions_and_one_without_a_hedge_has_none(
    assistant: Assistant, question: str, expected: str
) -> None:
    assert answer(assistant, question).verdict == expected


def test_a_day_without_a_year_is_counted_on_from(assistant: Assistant) -> None:
    assert "10月10日" in answer(assistant, "东莞工作室4月10号设立的，半年内要完善的最晚到几月").text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("大兴工作室的管理制度、职责、目标都有了，够格吗", "yes"),
        ("大兴工作室的管理制度、职责都有了，目标还没定，够格吗", "no"),
        ("东莞企业的管理制度和工作规划都备齐了，可以吗", "yes"),
        ("东莞企业的管理制度和工作规划一样都没有，可以吗", "no"),
        ("大兴单位能提供经费、场地和设备，行吗", "yes"),
        ("大兴单位场地能提供，经费不出，行吗", "no"),
    ],
)
def test_what_is_told_to_be_there_fulfils_what_is_required(assistant: Assistant, question: str, expected: str) -> None:
    assert answer(assistant, question).verdict == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("东莞这套程序，有人说先公示、后征求市直部门意见，他这个说法对不对", "no"),
        ("东莞这套程序，有人说先征求市直部门意见、后公示，他这个说法对不对", "yes"),
        ("东莞是先授牌再公示吗", "no"),
        ("大兴是公示之后才授牌吗", "yes"),
        ("既然东莞评审专家是财政局组织的，这个前提站得住吗", "no"),
        ("既然东莞评审是市人社局委托第三方组织专家来评的，这个前提站得住吗", "yes"),
        ("大兴的年底总结是交给区财政局的，这个理解对吗", "no"),
        ("大兴的师傅说，评上工作室后单位用不着再管，他这话对不对", "no"),
        ("东莞的办法是从2025年12月31日起施行的，这个说法对吗", "no"),
    ],
)
def test_a_claim_is_judged_as_it_stands(assistant: Assistant, question: str, expected: str) -> None:
    assert answer(assistant, question).verdict == expected


@pytest.mark.parametrize(
    "question",
    [
        "东莞追回资金的时候要不要算利息",
        "东莞启动资金期满时还有结余，这笔钱上缴还是留给单位",
        "大兴项目补助是按实际支出的百分之几核定",
    ],
)
def test_a_detail_that_no_clause_has_is_not_answered(assistant: Assistant, question: str) -> None:
    assert answer(assistant, question).status == "not_covered"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("东莞协会场地九百五，还差五十平，能不能按一千算", "no"),
        ("东莞培训机构场地两千平，没有工作规划，是不是面积够了就行", "no"),
        ("东莞师傅得过省级称号，但不在一线，荣誉这么硬能不能破例", "no"),
        ("东莞成员四个，都能拿到两万吗", "yes"),
        ("东莞成员五个，都能拿到两万吗", "yes"),
        ("东莞成员六个，都能拿到两万吗", "no"),
        ("东莞申报书交了，立项书没交，齐了吗", "no"),
        ("大兴四年报项目都没选上，第五年才选上，会被取消吗", "no"),
        ("大兴五年报项目都没选上，会被取消吗", "yes"),
        ("大兴注册在本地，生产全在河北，按地域能报吗", "yes"),
        ("大兴项目建设期一律不能超过一年，对吧", "no"),
    ],
)
def test_a_case_at_a_boundary_is_judged_by_its_own_figures(assistant: Assistant, question: str, expected: str) -> None:
    assert answer(assistant, question).verdict == expected


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("东莞评上国家级比评上省级多多少", "10万元"),
        ("东莞期满后考到一级比考到三级每人多拿多少", "8000元"),
        ("国家级的奖励，东莞比大兴多多少", "20万元"),
        ("东莞B类工作室成员名额用满，启动、期满和个人奖励全加起来，分给个人的占百分之几", "27.3%"),
        ("大兴头一年一个项目、第二年一个项目，都给到顶，最多能拿多少", "10万元"),
    ],
)
def test_differences_and_shares_are_worked_out(assistant: Assistant, question: str, figure: str) -> None:
    assert figure in answer(assistant, question).text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("东莞领办人男，50岁，能报吗", "约剩"),
        ("东莞领办人54岁女工人岗，能报吗", "已过退休年龄约4年"),
    ],
)
def test_years_until_retirement_are_left_or_past(assistant: Assistant, question: str, words: str) -> None:
    assert words in answer(assistant, question).text
