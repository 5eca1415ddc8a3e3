"""The dialogue, free of any channel."""

from __future__ import annotations

from datetime import date

import pytest
from sqlite_utils import Database

from bot.conversation import ChatState, Conversation, Turn
from bot.store import GapStore
from knowledge.answering import Assistant


@pytest.fixture
def conversation(assistant: Assistant) -> Conversation:
    return Conversation(assistant, GapStore(Database(memory=True)), lambda: date(2026, 11, 21))


def hear(conversation: Conversation, *messages: str, state: ChatState | None = None) -> Turn:
    state = state or ChatState()
    for message in messages:
        turn = conversation.hear(message, state)
        state = turn.state
    return turn


def test_it_welcomes_with_examples_that_it_can_answer(conversation: Conversation) -> None:
    for button in conversation.welcome().suggestions:
        message = conversation.press(button.action, ChatState(policy="dongguan")).message
        assert message.answer is not None
        assert message.answer.status == "answered", button.label


def test_an_answer_has_a_button_for_each_clause(conversation: Conversation) -> None:
    message = hear(conversation, "东莞的启动资金多少").message

    assert [b.action for b in message.citations] == ["clause:dongguan/11.1"]
    assert message.citations[0].label == "东莞 第十一条（一）"


def test_suggestions_lead_to_answers_in_the_same_place(conversation: Conversation) -> None:
    turn = hear(conversation, "东莞A类奖多少")
    for button in turn.message.suggestions:
        message = conversation.press(button.action, turn.state).message
        assert message.answer is not None
        assert message.answer.policy == "dongguan", button.label


def test_a_pressed_place_answers_the_open_question(conversation: Conversation) -> None:
    asked = hear(conversation, "公示几天")
    assert asked.message.answer is not None
    assert asked.message.answer.status == "clarify"

    message = conversation.press("place:daxing", asked.state).message

    assert message.answer is not None
    assert message.answer.policy == "daxing"
    assert "5个工作日" in message.text


def test_changing_the_place_answers_again_for_it(conversation: Conversation) -> None:
    state = ChatState(policy="dongguan")
    first = hear(conversation, "项目多少年", state=state)

    message = conversation.press("place:daxing", first.state).message

    assert message.answer is not None
    assert message.answer.policy == "daxing"


def test_the_comparison_can_be_chosen(conversation: Conversation) -> None:
    turn = conversation.press("place:both", ChatState())
    message = hear(conversation, "公示几天", state=turn.state).message

    assert message.answer is not None
    assert message.answer.policy == "both"


def test_a_clause_opens_in_its_whole_document(conversation: Conversation, assistant: Assistant) -> None:
    view = conversation.document("dongguan/6.2.3", "技能实训场地不少于1000平方米")

    assert view is not None
    assert next(line.text for line in view.lines if line.highlighted).startswith("3. 职业技能培训机构")
    assert len({line.clause for line in view.lines} - {None}) == len(
        assistant.library.packs["dongguan"].clauses.clauses
    )


def test_an_ambiguity_is_told_beside_its_clause(conversation: Conversation) -> None:
    view = conversation.document("dongguan/7")

    assert view is not None
    (note,) = [line.text for line in view.lines if line.note]
    assert "原则上" in note
    assert note.startswith("注（不是原文）")


def test_but_an_unknown_clause_opens_nothing(conversation: Conversation) -> None:
    assert conversation.document("dongguan/99") is None
    assert conversation.document("atlantis/1") is None


def test_unanswered_and_disliked_questions_are_kept(conversation: Conversation) -> None:
    hear(conversation, "东莞领办人要什么学历")
    turn = hear(conversation, "东莞的启动资金多少")
    conversation.press("dislike:", turn.state)
    conversation.press("like:", turn.state)

    kept = {(g.reason, g.texts) for g in conversation.gaps.groups()}

    assert kept == {("unanswered", ("东莞领办人要什么学历",)), ("disliked", ("东莞的启动资金多少",))}
