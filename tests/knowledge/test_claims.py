"""What a question puts forward is held against the text, and not what the story around it says."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.answering import Assistant
from knowledge.errors import PackError
from knowledge.pack.loader import load_pack
from knowledge.statements import kinds, stated

FIXTURE = Path(__file__).parents[1] / "fixtures" / "third_city" / "yunchuan"


def verdict(assistant: Assistant, question: str) -> str | None:
    return assistant.ask(question, on=date(2026, 11, 21)).answer.verdict


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("东莞的工作情况报告是不是每季度都得交", "no"),
        ("大兴的项目经费是开工前就拨下来的吗", "no"),
        ("大兴的项目经费是不是考核通过以后才拨", "yes"),
        ("东莞的形式审查是镇街分局做的吧", "yes"),
        ("东莞的形式审查是市人社局自己做的吧", "no"),
        ("东莞公示查实的，名额会从备选里补上吗", "yes"),
        ("东莞公示查实的，名额是不是就空着了", "no"),
        ("东莞的工作情况报告交过一份了，还得再交一份吗", "no"),
        ("都说大兴工作室地址想挪就挪，爱挪哪儿挪哪儿，真是这么回事吗", "no"),
        ("大兴，执照办在房山，车间和生产都在大兴，按地域算不算能报的", "yes"),
    ],
)
def test_a_statement_that_the_text_contradicts_is_denied_and_one_that_it_bears_out_is_not(
    assistant: Assistant, question: str, expected: str
) -> None:
    assert verdict(assistant, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("难道东莞的培育建设周期不是三年吗", "yes"),
        ("难道东莞的培育建设周期不是两年吗", "no"),
        ("大兴工作室不是年年都评吗", "no"),
        ("东莞启动资金该不会只有5万吧", "no"),
        ("大兴申报五年连续没入选，该不会要取消吧", "yes"),
        ("东莞这份难道不是正式文件吗", "no"),
        ("东莞团队七个人难道不是每人都有两万", "no"),
        ("东莞企业场地只有80平，不是报不了吗", "no"),
        ("大兴工作室停了十五个月，牌子得没吧", "yes"),
    ],
)
def test_a_counter_question_asks_what_it_frames(assistant: Assistant, question: str, expected: str) -> None:
    assert verdict(assistant, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("东莞培训机构场地小一千平，够不够", "no"),
        ("东莞培训机构场地整一千平，够不够", "yes"),
        ("东莞培训机构场地一千出头，够不够", "yes"),
        ("东莞协会场地唔够一千平，可以报吗", "no"),
        ("大兴工作室十一个来月没开展工作，会取消吗", "no"),
        ("大兴工作室停了一整年，会取消吗", "no"),
        ("大兴工作室停了一年出头，会取消吗", "yes"),
        ("大兴团队除了大师只有俩正式工，够吗", "no"),
        ("大兴团队除了大师有仨正式工，够吗", "yes"),
    ],
)
def test_a_figure_is_held_against_the_boundary_as_it_was_put(
    assistant: Assistant, question: str, expected: str
) -> None:
    assert verdict(assistant, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("东莞和大兴公示天数是不是一样", "yes"),
        ("两边的工作室是不是都每年评一次，东莞和大兴", "no"),
        ("大兴工作室去年没报项目今年报了，会被取消吗", "no"),
        ("大兴工作室去年没报项目今年也没报，会被取消吗", "yes"),
        ("大兴换领办人甭跟区里说成不成", "no"),
    ],
)
def test_a_verdict_is_on_all_that_is_said(assistant: Assistant, question: str, expected: str) -> None:
    assert verdict(assistant, question) == expected


def test_a_denied_statement_is_corrected_in_the_first_line(assistant: Assistant) -> None:
    answer = assistant.ask("东莞的工作情况报告是不是每季度都得交", on=date(2026, 11, 21)).answer

    assert answer.text.startswith("不是这样。")


def test_but_a_statement_in_the_story_is_not_what_is_asked(assistant: Assistant) -> None:
    assert verdict(assistant, "大兴的，以前都说得熬够两年，我们挂牌才三个月，今年能报建设项目吗") == "yes"


def test_the_other_half_of_an_alternative_is_not_put_forward(assistant: Assistant) -> None:
    assert verdict(assistant, "大兴的牌子才挂四个月，能不能报建设项目？还是得等满两年") == "yes"


def test_every_kind_has_patterns_that_compile() -> None:
    assert stated("", sorted(kinds())) == []


def test_a_pack_names_only_known_kinds(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(FIXTURE, tmp_path / "yunchuan"))
    file = next((pack / "topics").glob("*.toml"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('\nanswer = "', '\ndenies = ["on_the_moon"]\nanswer = "', 1), encoding="utf-8")

    with pytest.raises(PackError, match="on_the_moon"):
        load_pack(pack, {"eligible_units", "venue_area", "startup_funds", "total_amount", "reports"})


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("大兴的建设项目一年会不会批到十一个", "no"),
        ("大兴的建设项目一年是不是批十个", "yes"),
        ("大兴工作室每两年评3家对吗", "yes"),
        ("大兴工作室每两年评5家对吗", "no"),
        ("大兴工作室每年评3家对吗", "no"),
        ("听说东莞A类奖40万、C类奖20万，对吗", "yes"),
        ("听说东莞A类奖40万、C类奖25万，对吗", "no"),
        ("听说东莞A类奖45万、C类奖20万，对吗", "no"),
        ("东莞成员奖最多5个人每人2万对吧", "yes"),
        ("东莞成员奖最多5个人每人3万对吧", "no"),
        ("东莞成员奖最多6个人每人2万对吧", "no"),
        ("东莞公示是7天吧", "no"),
        ("大兴项目补助最高五万，对吧", "yes"),
        ("大兴项目补助最高八万，对吧", "no"),
        ("大兴项目补助五万，开工前就给，对吧", "no"),
    ],
)
def test_a_claim_is_confirmed_only_where_every_figure_of_it_agrees(
    assistant: Assistant, question: str, expected: str
) -> None:
    assert verdict(assistant, question) == expected


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("大兴搞技改项目没有产出也行吗", "no"),
        ("大兴做工艺改进项目，有产出，效益还没见着，能报吗", "no"),
        ("大兴做工艺改进项目，有产出也有效益，能报吗", "yes"),
        ("大兴工艺改进的项目，文件没有规定产出要多少，能报吗", "yes"),
    ],
)
def test_what_is_lacking_of_what_the_text_requires_makes_it_a_no(
    assistant: Assistant, message: str, verdict: str
) -> None:
    assert assistant.ask(message).answer.verdict == verdict


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("大兴评进市级奖10万、进国家级奖5万，是真的吗", "no"),
        ("大兴评进市级奖5万、进国家级奖10万，是真的吗", "yes"),
        ("东莞A类30万B类40万，对不对", "no"),
        ("东莞A类40万B类30万，对不对", "yes"),
        ("东莞三级5000、二级2000，对吧", "no"),
        ("东莞三级2000、二级5000，对吧", "yes"),
        ("大兴建设项目两年评一回，没记错吧", "no"),
        ("大兴工作室两年评一回，没记错吧", "yes"),
    ],
)
def test_a_figure_is_held_against_what_the_words_beside_it_name(
    assistant: Assistant, message: str, verdict: str
) -> None:
    assert assistant.ask(message).answer.verdict == verdict


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("东莞的领办人得技师证和绝活同时有，少一个都不成，是这个意思？", "no"),
        ("东莞领办人四条业绩占一条就行，是这样吧", "yes"),
        ("高级技师才能领办，普通技师大兴看不上，真有这条？", "no"),
        ("取消资格以后没发的补贴东莞照发，项目还能继续不", "no"),
    ],
)
def test_what_the_asking_clause_only_points_at_is_judged(assistant: Assistant, message: str, expected: str) -> None:
    assert assistant.ask(message).answer.verdict == expected


@pytest.mark.parametrize(
    ("message", "status", "verdict"),
    [
        ("大兴大师条件没把荣誉称号列进去，属实吗", "answered", "yes"),
        ("市级以上荣誉是大兴大师的必备条，能这么讲吗", "answered", "no"),
        ("大兴的技能大师要什么荣誉称号", "not_covered", None),
    ],
)
def test_a_claim_about_what_a_text_is_silent_on_has_a_verdict_but_a_question_has_none(
    assistant: Assistant, message: str, status: str, verdict: str | None
) -> None:
    answer = assistant.ask(message).answer
    assert (answer.status, answer.verdict) == (status, verdict)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("东莞的单位执照还在，没注销没吊销，只是换了法人，会取消工作室资格吗", "no"),
        ("东莞的单位已经注销了，会取消工作室资格吗", "yes"),
        ("大兴的经费专款专用，没挪用，会按挪用收牌吗", "no"),
        ("大兴有人挪用项目经费，会收牌吗", "yes"),
        ("前年报了项目没中，去年报了也没中，大兴会按连续两年未申报取消吗", "no"),
        ("前年没报项目，去年也没报，大兴会取消称号吗", "yes"),
    ],
)
def test_a_ground_that_is_told_not_to_be_met_does_not_lose_the_title(
    assistant: Assistant, message: str, expected: str
) -> None:
    assert assistant.ask(message).answer.verdict == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("只要有大师就行，单位自身条件大兴一概不问，可以这么理解吗", "no"),
        ("钱和场地全由市里出，企业坐等就行，东莞是这样规定的吗", "no"),
        ("单位得拿得出经费和设备，大兴是这么要求的吧", "yes"),
    ],
)
def test_a_question_that_only_points_at_what_is_told_is_answered_on_what_is_told(
    assistant: Assistant, question: str, expected: str
) -> None:
    assert verdict(assistant, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("培养、评价、激励这几套制度都跑了六年，大兴人才制度这条算满足了吧", "yes"),
        ("培养和评价都有，唯独激励打算明年再搞，大兴人才制度这条算满足了吗", "no"),
        ("工作室的钱跟食堂的混一起记，大兴专门账目这条算符合吗", "no"),
        ("工作室的钱单设了一个科目，大兴专门账目这条算符合吗", "yes"),
        ("钱和场地给了，设备一台没有，东莞单位保障这条算达标吗", "no"),
    ],
)
def test_a_condition_is_met_by_what_is_told_to_be_there_but_not_where_a_part_is_lacking(
    assistant: Assistant, question: str, expected: str
) -> None:
    assert verdict(assistant, question) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("大兴不配合管理只是批评，不取消称号，对吧", "no"),
        ("大兴不配合人社部门日常管理的会摘牌，对吧", "yes"),
        ("东莞整改合格以后就没事了吧", "yes"),
        ("还有六年才退休，东莞这条年龄关没理由卡我吧", "yes"),
        ("只剩一年退休，东莞这条年龄关不会卡我吧", "no"),
    ],
)
def test_a_title_that_is_kept_and_a_condition_that_holds_nobody_back_are_claims(
    assistant: Assistant, message: str, expected: str
) -> None:
    assert assistant.ask(message).answer.verdict == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("我今年五十六岁，按六十退，东莞的年龄这关过得了吗", "yes"),
        ("我今年五十七岁，按六十退，东莞的年龄这关过得了吗", "yes"),
        ("我57岁零1个月，退休就按60算，东莞的年龄这关过得了吗", "no"),
    ],
)
def test_an_age_of_retirement_that_is_named_counts(assistant: Assistant, message: str, expected: str) -> None:
    assert assistant.ask(message).answer.verdict == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("大兴没进大典的职业一律不收，对吧", "no"),
        ("大兴的领办人只有中级工证的不够格，对吧", "yes"),
        ("大兴的发明革新挂个名就行，对吧", "no"),
        ("大兴的经费按计划花的，没挪用，会摘牌吧", "no"),
        ("单位被吊销了执照，东莞这牌子保不住了吧", "yes"),
        ("东莞期满考核验收没过，是不是不合格当场就摘牌取消", "no"),
        ("东莞资格被取消了，发下来的十万是不是不管轻重都得追回去，情节不严重的也这样吗", "no"),
        ("大兴新国门，以前带头的直接进，眼下还这样不", "no"),
        ("大兴工作室的钱想混进公司往来账一块记，科目都不单立，这么记合要求不", "no"),
        ("听说大兴的建设项目一年就挑3个，我们报了也白报，真就只有3个吗", "no"),
        ("大兴 挂过牌了 还交工作室材料吗", "no"),
    ],
)
def test_refusals_and_losses_that_are_put_forward_are_claims(assistant: Assistant, message: str, expected: str) -> None:
    assert assistant.ask(message).answer.verdict == expected


def test_a_claim_of_what_a_text_is_silent_on_has_a_verdict_but_a_question_for_it_has_none(
    assistant: Assistant,
) -> None:
    claimed = assistant.ask("大兴单位条件里有“具备培训资质”这一项，是不是", on=date(2026, 11, 21)).answer
    asked = assistant.ask("大兴的单位要办哪种培训资质", on=date(2026, 11, 21)).answer

    assert (claimed.status, claimed.verdict) == ("answered", "no")
    assert claimed.citations
    assert (asked.status, asked.verdict) == ("not_covered", None)
