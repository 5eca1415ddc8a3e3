"""What goes wrong between the bot and Telegram: nothing is lost, nothing is said twice."""

from __future__ import annotations

import random
import time

import pytest

from tests.telegram.conftest import Bot
from tests.telegram.standin import Call, Fault, StandIn, free_port

QUESTION, FIGURE = "大兴公示几天", "5个工作日"
KILLS = 20
QUESTIONS_A_KILL = 8


def answers(stand_in: StandIn, chat: int) -> list[Call]:
    return [c for c in stand_in.sent(chat) if FIGURE in c.text]


def test_it_waits_as_long_as_it_is_told_to(stand_in: StandIn, bot: Bot, chat: int) -> None:
    stand_in.fault("sendMessage", chat, Fault(status=429, retry_after=2))
    stand_in.message(bot.token, chat, QUESTION)

    answer = stand_in.until(lambda: answers(stand_in, chat))[0]

    refused = stand_in.sent(chat, arrived=False)[0]
    assert answer.at - refused.at >= 2
    assert len(answers(stand_in, chat)) == 1


@pytest.mark.parametrize("fault", [Fault(status=502), Fault(status=500), Fault(cut=True)])
def test_a_reply_that_did_not_arrive_is_sent_again(stand_in: StandIn, bot: Bot, chat: int, fault: Fault) -> None:
    stand_in.fault("sendMessage", chat, fault)
    stand_in.message(bot.token, chat, QUESTION)
    stand_in.until(lambda: answers(stand_in, chat))

    stand_in.message(bot.token, chat, "东莞启动资金多少")
    stand_in.until(lambda: [c for c in stand_in.sent(chat) if "10万元" in c.text])
    assert len(answers(stand_in, chat)) == 1


def test_a_reply_that_timed_out_is_sent_once_more_and_no_oftener(stand_in: StandIn, own_bot: Bot, chat: int) -> None:
    own_bot.settings["STUDIOBOT_TELEGRAM_READ_SECONDS"] = "1"
    own_bot.start()
    stand_in.fault("sendMessage", chat, Fault(hang=3, passed=True), Fault(hang=3, passed=True))
    stand_in.message(own_bot.token, chat, QUESTION)
    stand_in.until(lambda: len(answers(stand_in, chat)) == 2)

    stand_in.message(own_bot.token, chat, "东莞启动资金多少")
    stand_in.until(lambda: [c for c in stand_in.sent(chat) if "10万元" in c.text])
    assert len(answers(stand_in, chat)) == 2


def test_a_chat_that_blocked_the_bot_is_left_alone_until_it_speaks_again(
    stand_in: StandIn, bot: Bot, chat: int
) -> None:
    stand_in.fault("sendMessage", chat, Fault(status=403))
    stand_in.message(bot.token, chat, "/clause 场地")
    stand_in.until(lambda: stand_in.sent(chat, arrived=False))

    stand_in.message(bot.token, chat, QUESTION)
    stand_in.until(lambda: answers(stand_in, chat))
    assert len(stand_in.sent(chat)) == 1


def test_one_chats_trouble_does_not_hold_up_another(stand_in: StandIn, bot: Bot, chat: int) -> None:
    stand_in.fault("sendMessage", chat, Fault(status=429, retry_after=5))
    stand_in.message(bot.token, chat, QUESTION)
    stand_in.until(lambda: stand_in.sent(chat, arrived=False))
    other = chat + 1_000_000
    stand_in.message(bot.token, other, QUESTION)

    answer = stand_in.until(lambda: answers(stand_in, other))[0]

    assert not answers(stand_in, chat)
    assert answer.at < stand_in.until(lambda: answers(stand_in, chat))[0].at


def test_fetching_goes_on_after_errors(stand_in: StandIn, bot: Bot, chat: int) -> None:
    stand_in.fault("getUpdates", 0, Fault(status=502), Fault(cut=True), Fault(status=429, retry_after=1))
    stand_in.message(bot.token, chat, QUESTION)
    assert stand_in.until(lambda: answers(stand_in, chat))


def test_a_long_reply_is_split_at_the_ends_of_sentences(stand_in: StandIn, bot: Bot, chat: int) -> None:
    stand_in.message(bot.token, chat, "/clause " + "长" * 3000 + "。" + "话" * 3000)
    first, second = stand_in.nth(chat, 1), stand_in.nth(chat, 2)
    assert first.text.endswith("。")
    assert len(first.text) <= 4096
    assert len(second.text) <= 4096


def test_it_stops_in_good_order(stand_in: StandIn, own_bot: Bot, chat: int) -> None:
    own_bot.start()
    for _ in range(5):
        stand_in.message(own_bot.token, chat, QUESTION)
    stand_in.until(lambda: answers(stand_in, chat))
    assert own_bot.stop() == 0
    own_bot.start()
    stand_in.until(lambda: len(answers(stand_in, chat)) == 5)
    assert own_bot.stop() == 0


def test_killed_in_the_middle_of_replying_it_answers_all_and_none_more_than_twice(
    stand_in: StandIn, own_bot: Bot, chat: int
) -> None:
    chance = random.Random(4)
    chats = [chat + 10_000 * n for n in range(1, QUESTIONS_A_KILL + 1)]
    own_bot.settings |= {"STUDIOBOT_QUESTIONS_PER_MINUTE": "1000", "STUDIOBOT_TELEGRAM_CHAT_MESSAGES_PER_SECOND": "100"}
    own_bot.start()
    for kill in range(KILLS):
        before = len([c for c in stand_in.calls if c.method == "sendMessage"])
        for one in chats:
            stand_in.message(own_bot.token, one, QUESTION)
        replies = chance.randrange(QUESTIONS_A_KILL)
        stand_in.until(
            lambda b=before, r=replies: len([c for c in stand_in.calls if c.method == "sendMessage"]) >= b + r
        )
        time.sleep(chance.random() * 0.01)  # somewhere within the next reply, not only at its start
        own_bot.kill()
        own_bot.start()
        stand_in.until(lambda k=kill: all(len(answers(stand_in, one)) >= k + 1 for one in chats))

    for one in chats:
        assert KILLS <= len(answers(stand_in, one)) <= 2 * KILLS
    repeated = sum(len(answers(stand_in, one)) for one in chats) - KILLS * len(chats)
    # One reply for each connection can be under way when the process is killed.
    assert repeated <= KILLS * QUESTIONS_A_KILL / 2


def test_by_webhook_it_answers_and_refuses_a_wrong_secret(stand_in: StandIn, own_bot: Bot, chat: int) -> None:
    port = free_port()
    own_bot.settings |= {
        "STUDIOBOT_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "STUDIOBOT_TELEGRAM_WEBHOOK_SECRET": "secret-word",
        "STUDIOBOT_TELEGRAM_WEBHOOK_PORT": str(port),
    }
    own_bot.start()
    stand_in.message(own_bot.token, chat, QUESTION)
    assert stand_in.until(lambda: answers(stand_in, chat))

    status = stand_in.status_of(
        f"http://127.0.0.1:{port}/hook", {"update_id": 1}, {"X-Telegram-Bot-Api-Secret-Token": "no"}
    )
    assert status == 403


def test_a_second_process_on_the_same_data_says_so_and_ends(stand_in: StandIn, bot: Bot) -> None:
    second = Bot(stand_in, bot.data, bot.token)
    assert "另一个 studiobot 正在用" in second.refusal()


def test_a_refused_token_is_one_clear_line(stand_in: StandIn, own_bot: Bot) -> None:
    stand_in.fault("getMe", 0, Fault(status=401))
    refusal = own_bot.refusal()
    assert "不认这个 STUDIOBOT_TELEGRAM_TOKEN" in refusal
    assert len(refusal.splitlines()) == 1
    assert own_bot.token not in refusal
