"""Small sums within the text's own figures, and attributes that no clause has."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering import Answer, Assistant


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(question, on=date(2026, 11, 21)).answer


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("东莞A类比C类期满奖励多拿多少", "40万元－20万元=20万元"),
        ("东莞B类和C类差多少钱", "30万元－20万元=10万元"),
        ("东莞的培养奖要凑5万，全靠二级，要几个人", "5万元÷5000元/人，要10人"),
        ("东莞的培养奖要凑5万1，全靠二级，要几个人", "要11人"),
        ("东莞验收后领办人加队员一共发了13万，队员是几个人", "(13万元－5万元)÷2万元/人，要4人"),
        ("大兴一年名额拉满、每个项目都顶格，一共掏多少钱", "5万元×10=50万元"),
        ("大兴大师算进去，团队最少要几个人", "1＋3=4人"),
        ("大兴2024年评第一回工作室，到2028年那回也算上，最多能评多少家", "3轮×3家=9家"),
        ("大兴工作室要是评了四次，次次评满，总数能有几家", "4轮×3家=12家"),
        ("东莞B类，团队两个人，领办人和成员的奖励不算，一共多少", "合计40万元"),
        ("东莞C类合格又评上国家级，除去启动资金和领办人那份，加起来是多少", "合计50万元"),
        ("东莞C类，团队成员（不算领办人）有4名，一共能拿多少", "合计43万元"),
        ("东莞工作室二零二五年三月十号设立，半年内那些事最晚到哪天弄完", "2025年9月10日"),
        ("大兴工作室2023年开始报项目，年年没选上，到哪一年连续五年", "2027年"),
        ("东莞领办人之外团队里有八个人，给到个人头上的钱（领头的加团队的），总数最多是好多", "合计15万元"),
        ("东莞一家拿了启动、考核奖、领办人奖和五名成员的奖，一共五十五万，它是哪一类", "是B类"),
        ("东莞一共到账59万：含启动款、A类奖、领办人奖，余下都是成员奖，成员有几位", "要2人"),
        ("东莞教材一本的奖，比四名二级证书的奖多出多少", "3万元－2万元=1万元"),
        ("东莞领办人那份和一个成员那份差多少", "5万元－2万元=3万元"),
        ("东莞师傅2031年4月退休，一般最晚哪年哪月得递申请", "是2028年4月"),
        ("按55岁退休算，东莞领办人一般最多能有多大岁数", "是52岁"),
        ("东莞一家培训学校场地七百平，还得添多少平", "1000平方米－700平方米=300平方米"),
        ("东莞B类的期满奖励是开张那笔钱的几倍", "30万元÷10万元=3倍"),
        ("东莞C类，队员一个，验收过了，总账（启动也算）几万", "合计37万元"),
        ("东莞B类，领办人一个、队员正好两个，跟验收过了比，要是没过，单位加个人一共少拿多少万", "合计少拿39万元"),
        ("大兴眼下师傅一个、正式员工一个，最少还得再招几个正式的", "3人－1人=2人"),
        ("东莞培训学校场地860平，离底线还差几平", "1000平方米－860平方米=140平方米"),
        ("东莞A类，启动那份占启动加验收奖的几成", "10万元÷50万元≈20%"),
        ("东莞C类，领办人加两名成员，归到个人名下的一共几万元", "合计9万元"),
        ("东莞最低那类，两个成员，开张那笔不算，领办人也有，验收后一共多少", "合计29万元"),
        ("大兴三个项目都按顶格批，都过了考核，最多多少钱", "5万元×3=15万元"),
        ("大兴先进北京市级再进国家级，两笔奖励之和多少", "合计15万元"),
        ("大兴建设项目连着两年按上限选，最多能选出几个", "2轮×10个=20个"),
        ("东莞23年3月设立的，建设周期三年到哪年哪月满", "2026年3月"),
        ("东莞工作站升上来的，期满后出一本教材、带出四个二级，产出奖一共多少", "5000元×4人=2万元"),
        ("东莞A类和C类两家工作室都合格，考核奖加起来多少", "A类40万元＋C类20万元=60万元"),
        ("东莞考核奖A类是C类的几倍", "40万元÷20万元=2倍"),
        ("成员从三人加到五人，东莞的成员奖能多几万", "(5人－3人)×2万元/人=4万元"),
        ("成员从三人加到七人，东莞的成员奖能多几万", "(5人－3人)×2万元/人=4万元"),
        ("东莞八名成员里有几个拿不到奖", "8人－5人=3人"),
        ("大兴三个项目都评上了，都批了顶格，有一个考核没过，实际最多拿多少", "5万元×2=10万元"),
        ("东莞A类工作室期满验收没合格，总共到手多少", "启动资金10万元"),
    ],
)
def test_figures_of_the_text_are_taken_together(assistant: Assistant, question: str, figure: str) -> None:
    assert figure in ask(assistant, question).text


def test_but_an_amount_for_more_persons_than_get_one_is_not_divided(assistant: Assistant) -> None:
    assert "÷" not in ask(assistant, "东莞验收后领办人加队员一共发了23万，队员是几个人").text


@pytest.mark.parametrize(
    "question",
    [
        "东莞的教材奖三万，两家合编的，对半分还是怎么分",
        "东莞公示期间实名举报，信寄到哪个地址",
        "东莞的教材奖，出版合同得谁盖章",
        "东莞，师傅搞的革新成果去登记版权，署名写师傅还是写公司",
        "大兴，工作室挂牌以后隔几年重新认定",
    ],
)
def test_an_attribute_that_no_clause_has_is_said_to_be_open(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).status == "not_covered"


def test_but_the_topic_itself_is_answered(assistant: Assistant) -> None:
    assert ask(assistant, "东莞的教材奖，两家合编的，奖多少").status == "answered"


def test_a_team_told_with_its_leader_is_not_said_to_be_told_without(assistant: Assistant) -> None:
    text = ask(assistant, "东莞的，连领办人一共九个人，验收过了，发给个人的奖励加一起是多少").text

    assert "9－1=8人，最多算5人" in text
    assert "您说" not in text


def test_an_award_that_was_not_reached_is_in_no_total(assistant: Assistant) -> None:
    answer = ask(assistant, "东莞A类工作室期满验收没合格，总共到手多少")

    assert "合计" not in answer.text
    assert "50万元" not in answer.text


def test_studios_with_classes_and_teams_of_their_own_are_added_up(assistant: Assistant) -> None:
    text = ask(assistant, "东莞A类，领办人带4个，B类另一家带6个，都合格，启动也算，两家一共多少").text

    for amount in ("63万元", "55万元", "118万元"):
        assert amount in text


def test_what_two_places_give_is_held_apart_by_what_is_named_alone(assistant: Assistant) -> None:
    text = ask(assistant, "东莞的启动资金和大兴的项目补助差多少").text

    assert "10万元－5万元=5万元" in text
    assert "领办人奖励" not in text


def test_which_of_two_steps_comes_first(assistant: Assistant) -> None:
    answer = ask(assistant, "东莞评审完，是先公示还是先征求部门意见，哪个先？")

    assert [c.clause for c in answer.citations] == ["dongguan/9.4", "dongguan/9.5"]
