"""The dialogue, free of any channel."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from bot.conversation import Conversation, Message
from bot.conversation.state import load_state
from bot.settings import Settings
from bot.store import Chat, Outgoing, Store, open_store
from knowledge.answering import Assistant

CHAT = Chat("test", "1", "1")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


@pytest.fixture
def conversation(assistant: Assistant, store: Store) -> Conversation:
    return Conversation(assistant, store, Settings(), lambda: date(2026, 11, 21))


def hear(conversation: Conversation, *messages: str) -> Message:
    for message in messages:
        reply = conversation.hear(CHAT, message)
    return reply.message


def press(conversation: Conversation, action: str) -> Message:
    return conversation.press(CHAT, action).message


def test_it_welcomes_with_examples_that_it_can_answer(conversation: Conversation) -> None:
    press(conversation, "place:dongguan")
    for button in conversation.welcome().suggestions:
        message = press(conversation, button.action)
        assert message.answer is not None
        assert message.answer.status == "answered", button.label


def test_the_menu_leads_to_what_it_names(conversation: Conversation) -> None:
    for button in conversation.welcome().choices:
        assert "没有这个命令" not in press(conversation, button.action).text


def test_an_answer_has_a_button_for_each_clause(conversation: Conversation) -> None:
    message = hear(conversation, "东莞的启动资金多少")

    assert [b.action for b in message.citations] == ["clause:dongguan/11.1"]
    assert message.citations[0].label == "东莞 第十一条（一）"


def test_a_clause_button_gives_the_clause_verbatim(conversation: Conversation) -> None:
    message = press(conversation, "clause:dongguan/11.1")
    assert next(span.text for span in message.spans if span.style == "quote").endswith("启动资金10万元。")


def test_suggestions_lead_to_answers_in_the_same_place(conversation: Conversation) -> None:
    for button in hear(conversation, "东莞A类奖多少").suggestions:
        message = press(conversation, button.action)
        assert message.answer is not None
        assert message.answer.policy == "dongguan", button.label


def test_a_pressed_place_answers_the_open_question(conversation: Conversation) -> None:
    asked = hear(conversation, "公示几天")
    assert asked.answer is not None
    assert asked.answer.status == "clarify"

    message = press(conversation, "place:daxing")

    assert message.answer is not None
    assert message.answer.policy == "daxing"
    assert "5个工作日" in message.text


def test_changing_the_place_answers_again_for_it(conversation: Conversation) -> None:
    press(conversation, "place:dongguan")
    hear(conversation, "项目多少年")

    message = press(conversation, "place:daxing")

    assert message.answer is not None
    assert message.answer.policy == "daxing"


def test_the_comparison_can_be_chosen(conversation: Conversation) -> None:
    press(conversation, "place:both")
    message = hear(conversation, "公示几天")

    assert message.answer is not None
    assert message.answer.policy == "both"


def test_a_restart_in_the_middle_of_a_conversation_loses_nothing(
    conversation: Conversation, assistant: Assistant, store: Store
) -> None:
    hear(conversation, "东莞培训机构场地600平方米能报吗")
    store.close()
    after = Conversation(assistant, open_store(store.folder), Settings(), lambda: date(2026, 11, 21))

    message = hear(after, "那1200呢")

    assert message.answer is not None
    assert (message.answer.policy, message.answer.verdict) == ("dongguan", "yes")


def test_two_people_of_a_group_do_not_share_what_was_said(conversation: Conversation) -> None:
    conversation.hear(Chat("test", "-1", "a"), "大兴公示几天")
    message = conversation.hear(Chat("test", "-1", "b"), "公示几天").message
    assert message.answer is not None
    assert message.answer.status == "clarify"


def test_numbers_that_tell_who_somebody_is_are_not_kept(conversation: Conversation, store: Store) -> None:
    hear(conversation, "我的身份证44190019680101123X，东莞能报吗")
    kept = store.chats.state(CHAT)
    assert kept is not None
    assert "4419" not in kept


def test_forget_deletes_what_a_person_said_in_every_chat(conversation: Conversation, store: Store) -> None:
    group = Chat("test", "-1", CHAT.person)
    hear(conversation, "东莞启动资金多少")
    conversation.hear(group, "东莞启动资金多少")
    conversation.receive(CHAT, "材料.pdf", b"%PDF", "1")

    assert "已删除" in conversation.command(CHAT, "forget").message.text

    assert store.chats.state(CHAT) is None
    assert store.chats.state(group) is None
    assert not list(conversation.boxes.folder.iterdir())


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


def test_unanswered_and_disliked_questions_are_kept(conversation: Conversation, store: Store) -> None:
    hear(conversation, "东莞领办人要什么学历")
    answered = hear(conversation, "东莞的启动资金多少")
    hear(conversation, "公示几天")
    press(conversation, f"dislike:{answered.rating}")
    press(conversation, f"like:{answered.rating}")

    kept = {(g.reason, g.texts) for g in store.gaps.groups()}

    assert kept == {("unanswered", ("东莞领办人要什么学历",)), ("disliked", ("东莞的启动资金多少",))}


@pytest.mark.parametrize(
    ("argument", "clauses"),
    [
        ("dongguan/6.1.2", ["dongguan/6.1.2"]),
        ("2", ["dongguan/2", "daxing/2.p1"]),
        ("4.2.p3", ["daxing/4.2.p3"]),
    ],
)
def test_a_clause_is_named_by_its_number(conversation: Conversation, argument: str, clauses: list[str]) -> None:
    assert conversation.clauses.named(argument, None) == clauses


def test_a_number_means_the_chosen_place(conversation: Conversation) -> None:
    press(conversation, "place:daxing")
    assert conversation.command(CHAT, "clause", "3.1.2").message.text.startswith("《大兴区")
    assert [m.text[:3] for m in conversation.command(CHAT, "clause", "6").messages] == ["《大兴", "《大兴"]


def test_words_find_clauses_of_both_places(conversation: Conversation) -> None:
    hits = conversation.search(CHAT, "公示", 10)
    assert {h.clause for h in hits} >= {"dongguan/9.5", "daxing/4.1.p1"}


def test_a_state_that_is_not_understood_any_more_is_begun_anew(store: Store) -> None:
    store.chats.keep(CHAT, '{"policy": 5}')
    assert load_state(store.chats, CHAT).policy is None


def test_what_nobody_came_back_to_is_deleted_after_a_day(conversation: Conversation, store: Store) -> None:
    conversation.receive(CHAT, "材料.pdf", b"%PDF", "1")
    (box,) = conversation.boxes.folder.iterdir()
    stale, waiting = conversation.outgoing / "a", conversation.outgoing / "b"
    for folder in (stale, waiting):
        folder.mkdir(parents=True)
        (folder / "x.html").write_text("")
    store.mail.post([Outgoing(1, "document", {"name": "x.html"}, file=str(waiting / "x.html"))])
    conversation.tidy()
    assert box.is_dir()

    for folder in (box, stale, waiting):
        os.utime(folder, (0, 0))
    conversation.tidy()

    assert not box.exists()
    assert not stale.exists()
    assert waiting.is_dir()
