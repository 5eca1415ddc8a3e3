"""Figures that a person takes back in the next breath, and questions that repeat the one before them."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering import open_assistant
from knowledge.wording.corrected import with_corrections
from knowledge.wording.set_aside import without_set_aside

ON = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("四级的四个,三级的五个,不对,三级是六个,二级三个", "四级的四个,三级的六个,二级三个"),
        ("一共两个,不对,三个,全都考核通过", "一共三个,全都考核通过"),
        ("先头我讲还有两年半,不对,人事科翻了档案,是整整3年", "先头我讲还有3年,人事科翻了档案,是整整3年"),
        ("场地八百平,哦不对,九百来平", "场地九百来平"),
        ("车间一共三百平,不对不对,是三百六", "车间一共三百六"),
    ],
)
def test_the_figure_said_last_counts(said: str, meant: str) -> None:
    assert with_corrections(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "团队成员本来六个,不对,后来又来一个",
        "大兴本区有四个分厂,不对,去年关了一个",
        "他讲的不对,应该三个",
        "我一开始想报,不对,三年前就想报",
        "第一步我写的街道汇总,不对,主席说街道不管这个",
    ],
)
def test_what_corrects_no_figure_stays(said: str) -> None:
    assert with_corrections(said) == said


def test_a_sum_is_made_of_the_corrected_figures() -> None:
    asked = "东莞，期满后办法还有效，重要岗位考证：三级的五个，不对，三级是六个，二级三个，一级两个，培养奖励一共多少？"
    assert "4.7万元" in open_assistant().ask(asked, on=ON).answer.text


def test_one_question_for_two() -> None:
    assert without_set_aside("工作站升上来的,启动资金还给不给,给的话是多少?").endswith("启动资金给多少?")


def test_what_a_town_adds_is_not_in_the_text() -> None:
    asked = "东莞大岭山的，请问镇里会另外再配套奖励多少钱？"
    assert open_assistant().ask(asked, on=ON).answer.status == "not_covered"


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("大兴，我们那项目排了十八个月的进度，领导还想再加俩月，一般允许搞这么长吗", "no"),
        (
            "大兴，前年报了没选上，去年压根没报，今年又报了，说我们已经算“连续两年未申报建设项目”了，会因为这条被取消称号吗",
            "no",
        ),
    ],
)
def test_neither_what_is_added_nor_what_others_quote_is_the_case(asked: str, verdict: str) -> None:
    assert open_assistant().ask(asked, on=ON).answer.verdict == verdict


def test_which_month_asks_for_no_number_of_people() -> None:
    asked = "东莞那十万启动资金，批下来以后第几个月打到账上？二十三个人的工资全指着这个月底"
    assert open_assistant().ask(asked, on=ON).answer.status == "not_covered"


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("东莞，法定代表人是失信联合惩戒对象，这项政策是否仍适用于他本人？", "no"),
        ("东莞，没拿过荣誉，课题里啃下了一个重大技术难题，“几条里占一条”那里算占到一条吗？", "yes"),
    ],
)
def test_whether_a_policy_is_open_to_one_and_which_merit_one_has(asked: str, verdict: str) -> None:
    assert open_assistant().ask(asked, on=ON).answer.verdict == verdict


@pytest.mark.parametrize(
    "asked",
    [
        "大兴写的“超过一年未开展工作”，这一年是从哪一天起算的？",
        "大兴项目做完以后的评审考核，是光看书面材料，还是会派人到车间现场看？",
    ],
)
def test_from_which_day_and_where_it_is_looked_at_are_left_open(asked: str) -> None:
    assert open_assistant().ask(asked, on=ON).answer.status == "not_covered"


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("大兴，老板娘说“不在大兴干活就甭想”，我说注册在大兴就有资格报。我说的站得住吗", "yes"),
        (
            "东莞，就镇里发过一块牌牌，市里省里的技能荣誉一个都没得。单说荣誉称号这一条，他凭这块镇级牌子算达标不？",
            "no",
        ),
    ],
)
def test_whose_words_are_asked_after_and_whose_plaque_it_is(asked: str, verdict: str) -> None:
    assert open_assistant().ask(asked, on=ON).answer.verdict == verdict
