"""Questions, buttons, commands, groups, topics and inline queries in Telegram."""

from __future__ import annotations

import json

import pytest

from tests.telegram.conftest import Bot
from tests.telegram.standin import BOT_ID, BOT_NAME, StandIn, telegram_reads


def test_a_question_is_answered_with_a_button_for_its_clause(stand_in: StandIn, bot: Bot, chat: int) -> None:
    stand_in.message(bot.token, chat, "东莞的启动资金多少")

    answer = stand_in.nth(chat, 1)

    assert "10万元" in telegram_reads(answer.text)
    assert "东莞 第十一条（一）" in [b["text"] for b in answer.buttons]


def test_a_citation_button_opens_the_verbatim_clause(stand_in: StandIn, bot: Bot, chat: int) -> None:
    stand_in.message(bot.token, chat, "东莞的启动资金多少")
    stand_in.press(bot.token, stand_in.nth(chat, 1), "东莞 第十一条（一）")

    assert "启动资金10万元。" in telegram_reads(stand_in.nth(chat, 2).text)


def test_a_suggestion_asks_what_stands_on_it(stand_in: StandIn, bot: Bot, chat: int) -> None:
    stand_in.message(bot.token, chat, "公示几天")
    stand_in.press(bot.token, stand_in.nth(chat, 1), "大兴")

    assert "5个工作日" in stand_in.nth(chat, 2).text


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/start", "技能大师工作室"),
        ("/help", "/clause"),
        ("/privacy", "/forget"),
        ("/forget", "已删除"),
        ("/place", "按哪里"),
        ("/check", "申报材料"),
        ("/clause 6.1.2", "重大技术发明"),
        ("/clause 场地", "场地"),
        ("/clause 99", "没有 99"),
        ("/clause", "编号"),
        ("/nothing", "没有这个命令"),
    ],
)
def test_every_command_is_answered(stand_in: StandIn, bot: Bot, chat: int, command: str, words: str) -> None:
    stand_in.message(bot.token, chat, command)
    assert words in telegram_reads(stand_in.nth(chat, 1).text)


def test_the_commands_are_set_in_chinese(stand_in: StandIn, bot: Bot) -> None:
    assert bot.process is not None
    call = stand_in.until(lambda: [c for c in stand_in.calls if c.method == "setMyCommands"])[0]
    commands = json.loads(call.fields["commands"])
    assert {"start", "check", "place", "clause", "privacy", "forget", "help"} <= {c["command"] for c in commands}
    assert all("一" <= c["description"][0] <= "鿿" for c in commands)


def test_a_chosen_place_holds_for_the_next_question(stand_in: StandIn, bot: Bot, chat: int) -> None:
    stand_in.message(bot.token, chat, "/place")
    stand_in.press(bot.token, stand_in.nth(chat, 1), "大兴")
    assert "大兴" in stand_in.nth(chat, 2).text

    stand_in.message(bot.token, chat, "公示几天")
    assert "5个工作日" in stand_in.nth(chat, 3).text


def test_a_rating_is_thanked_for_in_a_notice(stand_in: StandIn, bot: Bot, chat: int) -> None:
    stand_in.message(bot.token, chat, "东莞的启动资金多少")
    answer = stand_in.nth(chat, 1)
    before = len(stand_in.calls)
    stand_in.press(bot.token, answer, "没用")

    notice = stand_in.until(
        lambda: [c for c in stand_in.calls[before:] if c.method == "answerCallbackQuery" and c.fields.get("text")]
    )
    assert "记下了" in notice[0].fields["text"]


def test_what_people_write_is_escaped(stand_in: StandIn, bot: Bot, chat: int) -> None:
    stand_in.message(bot.token, chat, "/clause <b>场地</b> & <script>")
    assert "<b>场地</b> & <script>" in telegram_reads(stand_in.nth(chat, 1).text)


def test_an_edited_message_is_answered_once(stand_in: StandIn, bot: Bot, chat: int) -> None:
    identity = stand_in.message(bot.token, chat, "东莞的启动资金多少")
    first = stand_in.nth(chat, 1)
    stand_in.message(bot.token, chat, "大兴公示几天", message_id=identity, edit_date=2)

    edit = stand_in.nth(chat, 1, "editMessageText")

    assert int(edit.fields["message_id"]) == first.result["message_id"]
    assert "5个工作日" in edit.text
    assert len(stand_in.sent(chat)) == 1


def test_in_a_group_it_answers_when_mentioned(stand_in: StandIn, bot: Bot) -> None:
    group = -1001
    stand_in.message(bot.token, group, "你们中午吃什么")
    mention = stand_in.message(bot.token, group, f"@{BOT_NAME} 东莞的启动资金多少")

    answer = stand_in.nth(group, 1)

    assert "10万元" in answer.text
    assert json.loads(answer.fields["reply_parameters"])["message_id"] == mention
    assert len(stand_in.sent(group)) == 1


def test_in_a_group_it_answers_a_reply_to_its_message(stand_in: StandIn, bot: Bot) -> None:
    group = -1002
    replied = {
        "message_id": 5, "date": 1, "chat": {"id": group, "type": "supergroup"},
        "from": {"id": BOT_ID, "is_bot": True, "first_name": "bot", "username": BOT_NAME}, "text": "您好",
    }  # fmt: skip
    stand_in.message(bot.token, group, "东莞的启动资金多少", reply_to_message=replied)
    assert "10万元" in stand_in.nth(group, 1).text


def test_in_a_group_papers_are_asked_for_in_private(stand_in: StandIn, bot: Bot) -> None:
    group = -1003
    stand_in.message(bot.token, group, f"/check@{BOT_NAME}")
    assert "私聊" in stand_in.nth(group, 1).text


def test_in_a_group_two_people_do_not_share_a_context(stand_in: StandIn, bot: Bot) -> None:
    group = -1004
    stand_in.message(bot.token, group, f"@{BOT_NAME} 大兴公示几天", person=71)
    stand_in.nth(group, 1)
    stand_in.message(bot.token, group, f"@{BOT_NAME} 公示几天", person=72)
    assert "哪里" in stand_in.nth(group, 2).text


def test_in_a_topic_the_reply_stays_there_or_goes_to_the_group(stand_in: StandIn, bot: Bot) -> None:
    group = -1005
    stand_in.message(bot.token, group, f"@{BOT_NAME} 东莞的启动资金多少", message_thread_id=9, is_topic_message=True)
    # The stand-in knows no topics, as Telegram does not know one that was deleted.
    stand_in.nth(group, 1)
    tries = stand_in.sent(group, arrived=False)
    assert [c.fields.get("message_thread_id") for c in tries] == ["9", None]


def test_an_inline_query_offers_matching_clauses(stand_in: StandIn, bot: Bot, chat: int) -> None:
    before = len(stand_in.calls)
    person = {"id": chat, "is_bot": False, "first_name": "甲"}
    stand_in.inject(bot.token, {"inline_query": {"id": f"q{chat}", "from": person, "query": "场地", "offset": ""}})

    call = stand_in.until(lambda: [c for c in stand_in.calls[before:] if c.method == "answerInlineQuery" and c.status])[
        0
    ]

    results = json.loads(call.fields["results"])
    assert call.status == 200
    assert any("1000平方米" in telegram_reads(r["input_message_content"]["message_text"]) for r in results)
    assert {"东莞", "大兴"} <= {r["title"][:2] for r in results}


def test_another_bots_words_are_not_answered(stand_in: StandIn, bot: Bot, chat: int) -> None:
    other = {"id": 99, "is_bot": True, "first_name": "bot"}
    stand_in.inject(bot.token, {
        "message": {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": other, "text": "东莞的启动资金多少"}
    })  # fmt: skip
    stand_in.message(bot.token, chat, "大兴公示几天")
    assert "5个工作日" in stand_in.nth(chat, 1).text


def test_who_asks_too_fast_is_asked_to_wait(stand_in: StandIn, own_bot: Bot, chat: int) -> None:
    own_bot.settings["STUDIOBOT_QUESTIONS_PER_MINUTE"] = "2"
    own_bot.start()
    for _ in range(3):
        stand_in.message(own_bot.token, chat, "大兴公示几天")
    assert "请过" in stand_in.nth(chat, 3).text


def test_the_interview_goes_on_after_a_restart(stand_in: StandIn, own_bot: Bot, chat: int) -> None:
    own_bot.start()
    stand_in.message(own_bot.token, chat, "/eligibility")
    stand_in.press(own_bot.token, stand_in.nth(chat, 1), "东莞")
    first = stand_in.until(lambda: next((c for c in stand_in.sent(chat) if "第1问" in c.text), None))
    stand_in.press(own_bot.token, first, "企业")
    second = stand_in.until(lambda: next((c for c in stand_in.sent(chat) if "第2问" in c.text), None))
    own_bot.kill()
    own_bot.start()

    stand_in.press(own_bot.token, second, "东莞")

    assert stand_in.until(lambda: [c for c in stand_in.sent(chat) if "第3问" in c.text])


def test_the_subsidy_table_changes_in_its_message(stand_in: StandIn, bot: Bot, chat: int) -> None:
    stand_in.message(bot.token, chat, "/subsidy")
    stand_in.press(bot.token, stand_in.nth(chat, 1), "东莞")
    shown = stand_in.nth(chat, 2)
    stand_in.press(bot.token, shown, "A类")

    edit = stand_in.nth(chat, 1, "editMessageText")

    assert int(edit.fields["message_id"]) == shown.result["message_id"]
    assert "合计55万元" in telegram_reads(edit.text)
