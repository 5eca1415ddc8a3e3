"""Slips for words that sound or look alike, and messages in pinyin."""

from __future__ import annotations

import pytest

from knowledge.answering import Assistant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("工做室", "工作室"),
        ("领班人要什么条件", "领办人要什么条件"),
        ("高级计师", "高级技师"),
        ("启动子金多少", "启动资金多少"),
        ("大兴公式几天啊", "大兴公示几天啊"),
        ("那块名牌是不是要收回", "那块铭牌是不是要收回"),
        ("东莞计师工作站期满", "东莞技师工作站期满"),
        ("领班人退体了还能当不", "领办人退休了还能当不"),
        ("东莞顶目能拿多少钱", "东莞项目能拿多少钱"),
    ],
)
def test_it_puts_slips_right(assistant: Assistant, typed: str, meant: str) -> None:
    assert assistant.understander.compiled.pinyin.correct(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "这破规矩谁想出来的",
        "大型企业",
        "是不是一定要",
        "我们公司在本市注册",
        "场地算建筑面积还是实际能用的",
        "他司机的岗位最重要",
        "土地证上是十几亩",
        "几十个徒弟,急死我了",
        "季师傅按什么公式核出来的",
        "快速装夹的法子",
        "罗湖的公司",
        "江津那边",
        "山顶目前没有人",
        "补贴封顶目前是多少",
        "他人退体验课的费用",
    ],
)
def test_but_it_leaves_other_words_alone(assistant: Assistant, text: str) -> None:
    assert assistant.understander.compiled.pinyin.correct(text) == text


def test_it_reads_a_message_in_pinyin(assistant: Assistant) -> None:
    pinyin = assistant.understander.compiled.pinyin

    assert pinyin.from_pinyin("qidong zijin duoshao") == "启动资金多少"


@pytest.mark.parametrize("text", ["how much money", "启动资金duoshao", "ok"])
def test_but_english_and_mixed_messages_are_no_pinyin(assistant: Assistant, text: str) -> None:
    assert assistant.understander.compiled.pinyin.from_pinyin(text) is None


def test_pinyin_among_chinese_words_is_read_too(assistant: Assistant) -> None:
    answer = assistant.ask(
        "daxing gongzuoshi de zongjie he mingnian jihua sha shihou bao gei qu renshe ju 输入法坏了"
    ).answer

    assert "12月末" in answer.text
