"""The people and the trades of a team are taken as the message tells them: beside the master, with him, by contracts."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering import Assistant
from knowledge.understanding.team import read_members, read_team
from knowledge.understanding.trades import read_trades


@pytest.mark.parametrize(
    ("told", "size", "with_master"),
    [
        ("三个正式员工,外加大师", 3, "no"),
        ("大师带四个徒弟", 4, "no"),
        ("四口人,刨去师傅剩三个", 3, "no"),
        ("一位师傅五个正式弟兄", 5, "no"),
        ("大师带上队员统共4个", 4, "yes"),
        ("五个人里三个正式员工、两个实习", 3, None),
    ],
)
def test_it_reads_who_stands_beside_the_master(told: str, size: float, with_master: str | None) -> None:
    facts = read_team(told)

    assert facts["studio.team_size"] == size
    assert facts.get("studio.team_includes_leader") == with_master


def test_it_takes_a_rule_that_is_quoted_for_no_team() -> None:
    assert read_team("至少3名以上正式员工") == {}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("除了大师另有两个正式工，大兴人数够了吧", "no"),
        ("除了大师另有三个正式工，大兴人数够了吧", "yes"),
        ("除了大师另有四个正式工，大兴人数够了吧", "yes"),
        ("三个正式员工，外加大师，大兴人数够了吧", "yes"),
        ("领办人不算在那三个人里头，大兴是这样算吧", "yes"),
    ],
)
def test_the_verdict_on_a_team_goes_by_those_beside_the_master(
    assistant: Assistant, question: str, expected: str
) -> None:
    assert assistant.ask(question, on=date(2026, 11, 21)).answer.verdict == expected


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("三个焊工大师,一个厂", "same"),
        ("焊工那间已经挂了,还想再弄一间,还是焊工", "same"),
        ("车工已有一个,再给电工立一个", "different"),
        ("同样的职业建俩", "same"),
        ("不同职业的再建一个", "different"),
        ("再建一个", None),
    ],
)
def test_it_reads_whether_studios_are_of_one_trade(told: str, relation: str | None) -> None:
    assert read_trades(told).get("occupation.relation") == relation


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("一个分公司里同一工种想立两块牌，大兴同意不", "no"),
        ("两家分公司各设一个钳工的，大兴同意不", "yes"),
        ("虎门分公司没单独法人，总公司有一个了，东莞允许再设一个吗", "no"),
        ("培训学校一共两千平，可真正拿来实训的就四百，在东莞面积够吗", "no"),
    ],
)
def test_the_verdict_goes_by_the_place_and_the_trade_that_are_told(
    assistant: Assistant, question: str, expected: str
) -> None:
    assert assistant.ask(question, on=date(2026, 11, 21)).answer.verdict == expected


@pytest.mark.parametrize(
    ("told", "size"),
    [
        ("队员报了七个", 7.0),
        ("领办人带俩", 2.0),
        ("除了我还有仨", 3.0),
        ("队里除了领办人还有7个成员", 7.0),
        ("光杆司令,一个队员没有", 0.0),
        ("队员写了五个,其实按四个算", 4.0),
        ("成员最多五个人拿", None),
        ("带出三个高级工", None),
    ],
)
def test_members_who_are_paid_are_counted_beside_the_leader(told: str, size: float | None) -> None:
    assert read_members(told).get("studio.team_size") == size


def test_a_leader_counted_in_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("东莞验收合格,我们连领办人一共六个人,队员那份两万我排最后,还拿得到吗").answer

    assert answer.verdict == "yes"
