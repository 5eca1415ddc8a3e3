"""The guided interview and the subsidy table as dialogues, whatever the channel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from docx import Document

from bot.conversation import Conversation, Message, Reply
from bot.settings import Settings
from bot.store import Chat, Store, open_store
from knowledge.answering import Assistant

CHAT = Chat("test", "1", "1")
# Within the term of the document whose term ends.
IN_TERM = date(2025, 9, 1)
SUITABLE = (
    "职业技能培训机构", "东莞", "1200平", "都没有", "技能教学", "技师", "1975年3月", "男", "带过不少徒弟", "都有", "3年",
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


@pytest.fixture
def conversation(assistant: Assistant, store: Store) -> Conversation:
    return Conversation(assistant, store, Settings(), lambda: IN_TERM)


def press(conversation: Conversation, message: Message, label: str) -> Reply:
    button = next(b for b in (*message.citations, *message.choices) if b.label == label)
    return conversation.press(CHAT, button.action)


def begin(conversation: Conversation, place: str) -> Message:
    return press(conversation, conversation.command(CHAT, "eligibility").message, place).messages[-1]


def say(conversation: Conversation, *answers: str) -> Message:
    for answer in answers:
        message = conversation.hear(CHAT, answer).messages[-1]
    return message


def test_a_suitable_unit_hears_that_it_can_apply(conversation: Conversation) -> None:
    begin(conversation, "东莞")
    result = say(conversation, *SUITABLE)
    assert "可以申报" in result.text
    assert "不保证" not in result.text


def test_each_question_says_why_it_is_asked_in_the_documents_words(conversation: Conversation) -> None:
    question = begin(conversation, "东莞")
    why = press(conversation, question, "为什么问").message
    assert any(s.style == "quote" and s.text.startswith("企业、行业协会") for s in why.spans)
    assert why.citations


def test_what_was_said_in_the_chat_is_not_asked_again(conversation: Conversation) -> None:
    conversation.hear(CHAT, "我们是东莞的培训机构，场地1200平方米，能报吗")
    begin(conversation, "东莞")
    said = [say(conversation, "不知道").text for _ in range(12)]
    assert not any("实训场地有多少" in text or "什么单位" in text for text in said)


def test_a_near_miss_tells_how_much_is_lacking(conversation: Conversation) -> None:
    begin(conversation, "东莞")
    result = say(conversation, "职业技能培训机构", "东莞", "600平")
    assert "暂不符合" in result.text
    assert "还差400平方米" in result.text


def test_of_many_several_can_be_ticked_and_the_message_shows_them(conversation: Conversation) -> None:
    begin(conversation, "东莞")
    question = say(conversation, *SUITABLE[:8])
    ticked = press(conversation, question, "解决过重大技术难题").message
    assert ticked.slot == question.slot
    assert "✓ 解决过重大技术难题" in [b.label for b in ticked.choices]
    following = press(conversation, ticked, "选好了").message
    assert following.slot != question.slot
    assert "第10问" in following.text


def test_back_asks_the_question_before_again(conversation: Conversation) -> None:
    first = begin(conversation, "东莞")
    second = say(conversation, "企业")
    again = press(conversation, second, "上一问").message
    assert again.text == first.text


def test_an_answer_can_be_changed_at_the_end_and_the_others_stay(conversation: Conversation) -> None:
    begin(conversation, "东莞")
    result = say(conversation, *SUITABLE)
    answers = press(conversation, result, "改一个回答").message
    asked = press(conversation, answers, "技能实训场地有多少平方米？").message
    assert "技能实训场地" in asked.text
    assert "暂不符合" in say(conversation, "999").text


def test_an_earlier_questions_button_changes_that_answer(conversation: Conversation) -> None:
    first = begin(conversation, "东莞")
    say(conversation, "企业", "东莞")
    after = press(conversation, first, "个人").messages[-1]
    assert "暂不符合" in after.text


def test_a_question_in_between_is_answered_and_the_interview_goes_on(conversation: Conversation) -> None:
    begin(conversation, "东莞")
    assert "10万元" in say(conversation, "启动资金多少？").text
    assert "第2问" in say(conversation, "企业").text


def test_but_what_is_no_answer_and_no_question_is_asked_again(conversation: Conversation) -> None:
    begin(conversation, "东莞")
    reply = conversation.hear(CHAT, "哎呀")
    assert "没读懂" in reply.messages[0].text
    assert "第1问" in reply.messages[1].text


def test_both_places_are_seen_side_by_side(conversation: Conversation) -> None:
    begin(conversation, "两地都看")
    message = say(conversation, "企业")
    for _ in range(20):
        if "两地一起看" in message.text:
            break
        message = say(conversation, "不知道")
    assert "东莞" in message.text
    assert "大兴" in message.text


def test_a_restart_in_the_middle_of_an_interview_loses_nothing(
    conversation: Conversation, assistant: Assistant, store: Store
) -> None:
    begin(conversation, "东莞")
    say(conversation, *SUITABLE[:5])
    store.close()
    after = Conversation(assistant, open_store(store.folder), Settings(), lambda: IN_TERM)
    assert "可以申报" in say(after, *SUITABLE[5:]).text


def test_the_result_comes_as_a_page_and_a_word_file(conversation: Conversation) -> None:
    begin(conversation, "东莞")
    message = press(conversation, say(conversation, *SUITABLE), "打印页和 Word").message
    page, word = message.files
    assert "可以申报" in page.path.read_text(encoding="utf-8")
    assert any("可以申报" in paragraph.text for paragraph in Document(str(word.path)).paragraphs)


@pytest.mark.parametrize(
    ("label", "words"), [("为什么这样说", "第六条"), ("要准备的材料", "□"), ("能拿多少钱", "10万元")]
)
def test_the_result_has_its_parts(conversation: Conversation, label: str, words: str) -> None:
    begin(conversation, "东莞")
    assert words in press(conversation, say(conversation, *SUITABLE), label).message.text


def test_outside_the_documents_term_it_says_so_and_never_that_one_can_apply(assistant: Assistant, store: Store) -> None:
    late = Conversation(assistant, store, Settings(), lambda: date(2026, 11, 21))
    begin(late, "东莞")
    result = say(late, *SUITABLE)
    assert result.text.startswith("记下：3年\n还要确认（按文件条文看：可以申报）")


# The subsidy table


def subsidy(conversation: Conversation, place: str) -> Message:
    return press(conversation, conversation.command(CHAT, "subsidy").message, place).message


def test_the_table_grows_with_what_is_tapped_and_stays_in_its_message(conversation: Conversation) -> None:
    shown = subsidy(conversation, "东莞")
    graded = press(conversation, shown, "A类").message
    assert graded.slot == shown.slot
    assert "✓ A类" in [b.label for b in graded.choices]
    assert "55万元" in graded.text


def test_a_number_is_asked_for_and_capped(conversation: Conversation) -> None:
    graded = press(conversation, subsidy(conversation, "东莞"), "A类").message
    assert "多少" in press(conversation, graded, "团队成员奖励").message.text
    shown = say(conversation, "8个人")
    assert "65万元" in shown.text
    assert "团队成员奖励：8" in [b.label for b in shown.choices]


def test_from_a_technician_station_there_is_no_textbook_award(conversation: Conversation) -> None:
    shown = press(conversation, subsidy(conversation, "东莞"), "由技师工作站转来").message
    press(conversation, shown, "教材奖励")
    assert "教材奖励不算" in say(conversation, "1").text


def test_tapping_again_takes_it_back(conversation: Conversation) -> None:
    shown = subsidy(conversation, "东莞")
    graded = press(conversation, shown, "B类").message
    back = press(conversation, graded, "✓ B类").message
    assert back.text == shown.text


def test_both_places_can_be_seen_together(conversation: Conversation) -> None:
    text = subsidy(conversation, "两地都看").text
    assert "东莞" in text
    assert "大兴" in text
