"""A studio registered in Telegram, its reminder, and what is said to it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.store import Owner, Registered, open_store
from bot.telegram.sender import IN_FLIGHT
from knowledge.timeline import Studio, today, working_day_before
from tests.telegram.conftest import Bot, new_token
from tests.telegram.standin import Call, StandIn, telegram_reads

OPERATOR = 900_001
_CHATS, _KILLS = 60, 3
# At six a second they take nearly half a minute; who asks meanwhile does not wait for them.
_MANY, _PATIENT_SECONDS = 150, 5.0
# Reminders may go out at any hour here, so that the tests can run at any.
SETTINGS = {
    "STUDIOBOT_REMINDERS_FROM_HOUR": "0",
    "STUDIOBOT_REMINDERS_UNTIL_HOUR": "24",
    "STUDIOBOT_OPERATORS": str(OPERATOR),
    "STUDIOBOT_TELEGRAM_CHAT_MESSAGES_PER_SECOND": "50",
}


@pytest.fixture(scope="module")
def reminding(stand_in: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    bot = Bot(stand_in, tmp_path_factory.mktemp("reminding"), new_token(), SETTINGS)
    bot.start()
    yield bot
    assert bot.stop() == 0


class Talk:
    """One chat with the bot: what is said, and the answers in order."""

    def __init__(self, stand_in: StandIn, bot: Bot, chat: int) -> None:
        self.stand_in, self.bot, self.chat = stand_in, bot, chat
        self.seen = 0
        self.last: Call | None = None

    def say(self, words: str, answers: int = 1) -> str:
        self.stand_in.message(self.bot.token, self.chat, words)
        return self.next(answers)

    def press(self, label: str, answers: int = 1) -> str:
        assert self.last is not None
        self.stand_in.press(self.bot.token, self.last, label)
        return self.next(answers)

    def next(self, answers: int = 1) -> str:
        """The text of the next answers; the last one's buttons can be pressed."""
        calls = [self.stand_in.nth(self.chat, self.seen + number) for number in range(1, answers + 1)]
        self.seen += answers
        self.last = calls[-1]
        return "\n".join(telegram_reads(call.text) for call in calls)

    def register(self, name: str, established: date) -> str:
        self.say("/studio")
        self.press("登记工作室")
        self.press("大兴")
        self.say(name)
        return self.say(established.isoformat(), 2)

    def remind_at_midnight(self) -> None:
        """So that what falls on today is due now, whatever the hour."""
        self.press("改资料")
        self.press("提醒钟点")
        self.say("0", 2)

    def fall_due_today(self) -> None:
        """Sets the first date so that one of its reminders is today's."""
        due = today() + timedelta(days=10)
        self.press("看日子")
        assert self.last is not None
        self.press(next(b["text"] for b in self.last.buttons if "总结" in b["text"]))
        self.press("定日子")
        self.say(due.isoformat())
        lead = (working_day_before(due).day - today()).days
        self.say("/reminders")
        self.press("改提前天数")
        self.say(f"{lead}", 2)


@pytest.fixture
def talk(stand_in: StandIn, reminding: Bot, chat: int) -> Talk:
    return Talk(stand_in, reminding, chat)


def test_a_studio_is_registered_step_by_step_and_a_problem_said_at_once(talk: Talk) -> None:
    talk.say("/studio")
    talk.press("登记工作室")
    talk.press("大兴")
    talk.say("梁师傅工作室")
    assert "请核对年份" in talk.say((today() + timedelta(days=400)).isoformat())

    card = talk.say("2026年3月2日", 2)

    assert "登记好了" in card
    assert "梁师傅工作室（大兴）" in card
    assert "提醒发到：这个聊天" in card


def test_a_reminder_comes_and_its_buttons_are_heeded(talk: Talk, stand_in: StandIn) -> None:
    talk.register("周师傅工作室", today() - timedelta(days=30))
    talk.remind_at_midnight()
    talk.fall_due_today()

    reminder = talk.next()

    assert "提醒：" in reminder
    assert "要准备：" in reminder
    assert "交给：" in reminder
    assert "依据：六第1段" in reminder
    assert talk.last is not None
    due = talk.last
    assert {"已完成", "推迟一周", "不再提醒", "看条文 六第1段"} <= {b["text"] for b in due.buttons}
    assert "每年12月末" in talk.press("看条文 六第1段")
    talk.last = due
    assert "推迟到" in talk.press("推迟一周")
    talk.last = due
    assert "以后各年的照常提醒" in talk.press("已完成")
    assert "已恢复" in talk.press("撤销")
    assert len(stand_in.sent(talk.chat)) == talk.seen


def test_the_picture_and_the_calendar_are_sent(talk: Talk, stand_in: StandIn) -> None:
    talk.register("吴师傅工作室", today() - timedelta(days=200))
    card = talk.last
    assert card is not None
    stand_in.press(talk.bot.token, card, "看图")
    picture = stand_in.nth(talk.chat, 1, "sendPhoto")
    assert next(iter(picture.files.values())).startswith(b"\x89PNG")

    stand_in.press(talk.bot.token, card, "日历文件")
    calendar = stand_in.nth(talk.chat, 1, "sendDocument")
    assert next(iter(calendar.files.values())).startswith(b"BEGIN:VCALENDAR")


def test_a_group_is_reminded_and_any_of_its_members_may_answer(talk: Talk, stand_in: StandIn) -> None:
    talk.register("郑师傅工作室", today() - timedelta(days=30))
    talk.remind_at_midnight()
    group = -7_000_000 - talk.chat
    stand_in.message(talk.bot.token, group, "/studio", person=talk.chat)
    stand_in.press(talk.bot.token, stand_in.nth(group, 1), "在这里提醒：郑师傅工作室", person=talk.chat)
    assert "也发到这里" in stand_in.nth(group, 2).text

    talk.fall_due_today()
    reminder = stand_in.nth(group, 3)
    assert "提醒：" in reminder.text
    stand_in.press(talk.bot.token, reminder, "已完成", person=31)
    assert "已完成" in stand_in.nth(group, 4).text


def test_what_is_forgotten_reminds_no_more(talk: Talk, reminding: Bot) -> None:
    talk.register("陈师傅工作室", today() - timedelta(days=30))
    talk.say("/forget")
    assert "登记一个工作室" in talk.say("/studio")
    store = open_store(Path(reminding.data))
    left = store.database.execute("select count(*) from studios where person=?", (str(talk.chat),)).fetchone()[0]
    store.close()
    assert left == 0


def test_an_operator_announces_a_round_after_a_preview_with_the_count(
    talk: Talk, stand_in: StandIn, reminding: Bot
) -> None:
    talk.say("/studio")
    talk.press("东莞 申报通知来了告诉我")
    operator = Talk(stand_in, reminding, OPERATOR)
    assert "只给管理员" in talk.say("/announce")
    operator.say("/announce")
    operator.press("东莞")
    preview = operator.say("今年的申报从下月开始。")
    assert "会发给 1 人" in preview
    assert "今年的申报从下月开始。" in preview

    operator.press("发送给 1 人")

    assert "今年的申报从下月开始。" in talk.next()


def test_reminders_survive_kills(stand_in: StandIn, own_bot: Bot, chat: int) -> None:
    """What was cut off in flight may come twice; nothing is lost."""
    chats = [chat * 1000 + number for number in range(_CHATS)]
    own_bot.settings = SETTINGS
    due_today(own_bot.data, chats)
    for _ in range(_KILLS):
        before = arrived(stand_in, chats)
        own_bot.start()
        stand_in.until(lambda n=before: arrived(stand_in, chats) > n or n == _CHATS)
        own_bot.kill()
    own_bot.start()
    stand_in.until(lambda: all(stand_in.sent(c) for c in chats))
    assert own_bot.stop() == 0

    twice = sum(len(stand_in.sent(c)) - 1 for c in chats)
    print(f"{_CHATS} reminders, {_KILLS} kills, {twice} sent twice")
    assert twice <= _KILLS * IN_FLIGHT


def test_many_reminders_hold_up_nobody_who_asks(stand_in: StandIn, own_bot: Bot, chat: int) -> None:
    chats = [chat * 1000 + number for number in range(_MANY)]
    own_bot.settings = {**SETTINGS, "STUDIOBOT_TELEGRAM_MESSAGES_PER_SECOND": "10"}
    due_today(own_bot.data, chats)
    own_bot.start()
    stand_in.until(lambda: arrived(stand_in, chats) > 5)
    waits = []
    for number in range(4):
        begun = time.monotonic()
        stand_in.message(own_bot.token, chat + 900_000 + number, "东莞的启动资金多少")
        stand_in.nth(chat + 900_000 + number, 1)
        waits.append(time.monotonic() - begun)
    left = _MANY - arrived(stand_in, chats)
    print(f"answered after {[round(wait, 2) for wait in waits]} s with {left} reminders waiting")
    assert left > 0
    assert max(waits) < _PATIENT_SECONDS
    assert own_bot.stop() == 0


def arrived(stand_in: StandIn, chats: list[int]) -> int:
    return sum(bool(stand_in.sent(chat)) for chat in chats)


def due_today(folder: Path, chats: list[int]) -> None:
    """Registers a studio for each chat, with one reminder that is due now."""
    due = today() + timedelta(days=10)
    lead = (working_day_before(due).day - today()).days
    facts = Studio("daxing", today(), kept_from=today())
    store = open_store(folder)
    with store.database.atomic():
        for chat in chats:
            owner = Owner("telegram", str(chat))
            studio = store.studios.add(Registered(owner, facts, "陈师傅工作室", leads=(lead,), hour=0))
            store.studios.add_recipient(studio.id, "telegram", str(chat), "")
            store.studios.set_date(studio.id, f"yearly_report/{due.year}", due)
    store.close()
