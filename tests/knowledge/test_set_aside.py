"""Clauses that say what is not asked."""

from __future__ import annotations

import pytest

from knowledge.wording.set_aside import without_set_aside


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("评上省级市里奖多少,别跟我扯国家级的", "评上省级市里奖多少"),
        ("不是问钱,问的是名单上挂几天", "问的是名单上挂几天"),
        ("我没问大兴 东莞的公示挂几天", "东莞的公示挂几天"),
        ("别再说条件了,领办人的奖励是几万?", "领办人的奖励是几万?"),
        ("验收分四档对吧,我们估计拿个良,别告诉我没有这档", "验收分四档对吧,我们估计拿个良"),
        ("列进经营异常名单了,不是注销,资格会取消吗", "列进经营异常名单了,资格会取消吗"),
    ],
)
def test_what_is_not_asked_is_left_out(text: str, left: str) -> None:
    assert without_set_aside(text) == left


@pytest.mark.parametrize("text", ["别跟我扯这些", "场地不是问题,制度也有", "公示能不能别说出去", "不问政策了,陪我聊聊"])
def test_but_a_message_that_is_no_more_and_other_words_stay(text: str) -> None:
    assert without_set_aside(text) == text
