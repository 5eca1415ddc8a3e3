"""Which proposition a yes/no question asks about, and whether it asks it negated."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering import Assistant
from knowledge.understanding import Context


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        # a denied slip asks whether what is said is right
        ("验收由市人社局组织，我没搞混吧", ("holds", False)),
        ("大师跟团队分开算，这么理解没跑偏吧", ("holds", False)),
        # a denied obstacle asks whether it is allowed, an obstacle whether it is not
        ("半年的小项目，期限上不会判我超吧", ("allowed", False)),
        ("两家子公司分别设一个，不违反规定吧", ("allowed", False)),
        ("一次评出9个项目，名额里头没超吧", ("allowed", False)),
        ("三名正式工加一位大师，会嫌少退回吗", ("allowed", True)),
        ("十个项目，超标了吗", ("allowed", True)),
        # whether it will do
        ("三个成员全签了正式合同，这条无忧了吧", ("allowed", False)),
        # whether the title may be lost
        ("凭这个能摘我牌子吗", ("loses", False)),
        ("单凭这一句也可能丢称号吗", ("loses", False)),
        # and plainly
        ("三个人够吗", ("allowed", False)),
        ("会被取消吗", ("loses", False)),
    ],
)
def test_what_a_question_asks(assistant: Assistant, message: str, asked: tuple[str, bool]) -> None:
    question = assistant.understander.read(message, Context(), date(2026, 11, 22)).questions[-1]

    assert question.form.yes_no
    assert question.form.asked[0] == asked
