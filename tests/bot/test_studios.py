"""The dialogue about studios and their dates, free of any channel."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot.conversation import Conversation, Message
from bot.reminders.outside import Outside, notify_by_apprise
from bot.settings import Settings
from bot.store import Chat, Owner, Store, open_store
from knowledge.answering import Assistant

CHAT = Chat("telegram", "1", "1")
STRANGER = Chat("telegram", "2", "2")
GROUP = Chat("telegram", "-9", "1")
OTHER_MEMBER = Chat("telegram", "-9", "3")
WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0a1b2c3d-0000-1111-2222-333344445555"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


@pytest.fixture
def conversation(assistant: Assistant, store: Store, today: date) -> Conversation:
    settings = Settings(public_url="https://studio.example.org/", mail_url="mailtos://a:b@example.org")  # type: ignore[arg-type]
    return Conversation(assistant, store, settings, lambda: today)


def press(conversation: Conversation, action: str, chat: Chat = CHAT) -> Message:
    return conversation.press(chat, action).messages[-1]


def hear(conversation: Conversation, words: str, chat: Chat = CHAT) -> str:
    return "\n".join(message.text for message in conversation.hear(chat, words).messages)


@pytest.fixture
def studio(conversation: Conversation) -> str:
    press(conversation, "studio:new")
    press(conversation, "studio:policy:daxing")
    hear(conversation, "梁师傅工作室")
    hear(conversation, "2026-03-02")
    return "1"


def test_three_answers_register_a_studio_that_is_reminded_here(
    conversation: Conversation, store: Store, studio: str
) -> None:
    (kept,) = store.studios.of(Owner("telegram", "1"))
    assert kept.facts.kept_from == date(2026, 11, 21)
    assert [r.address for r in store.studios.recipients(int(studio))] == ["1"]
    assert "2026-12-31" in press(conversation, "studio:open").text


@pytest.mark.parametrize("written", ["2026-03-02", "2026年3月2日", "2026/3/2", "２０２６．３．２", "20260302"])
def test_a_day_may_be_written_as_people_write_it(conversation: Conversation, store: Store, written: str) -> None:
    for action in ("studio:new", "studio:policy:daxing"):
        press(conversation, action)
    hear(conversation, "梁师傅工作室")
    hear(conversation, written)
    assert store.studios.of(Owner("telegram", "1"))[0].facts.established == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("written", "answer"), [("2026-02-30", "没看懂"), ("下个月", "没看懂"), ("2026-11-22", "请核对年份")]
)
def test_a_day_that_can_not_be_is_asked_again(conversation: Conversation, written: str, answer: str) -> None:
    for action in ("studio:new", "studio:policy:daxing"):
        press(conversation, action)
    hear(conversation, "梁师傅工作室")
    assert answer in hear(conversation, written)
    assert "登记好了" in hear(conversation, "2026-11-21")


def test_a_project_that_ends_before_it_begins_is_refused_and_the_studio_stays_as_it_was(
    conversation: Conversation, store: Store, studio: str
) -> None:
    press(conversation, f"studio:field:{studio}:project_start")
    hear(conversation, "2026-04-01")
    press(conversation, f"studio:field:{studio}:project_end")
    assert "早于开始日期" in hear(conversation, "2026-03-31")
    assert store.studios.get(1).facts.project_end is None  # type: ignore[union-attr]
    assert "改好了" in hear(conversation, "2027-03-31")


def test_a_person_s_number_is_not_kept(conversation: Conversation, store: Store, studio: str) -> None:
    press(conversation, f"studio:field:{studio}:leader")
    hear(conversation, "梁大伟 440102197001011237")
    assert "4401" not in store.studios.get(1).leader  # type: ignore[union-attr]


def test_the_leader_s_birth_counts_with_the_sex_only(conversation: Conversation, store: Store, studio: str) -> None:
    press(conversation, f"studio:field:{studio}:leader_birth")
    assert "男是女" in hear(conversation, "1970-05-01")
    assert store.studios.get(1).facts.leader is None  # type: ignore[union-attr]
    press(conversation, f"studio:sex:{studio}:1970-05-01:woman")
    assert store.studios.get(1).facts.leader.sex == "woman"  # type: ignore[union-attr]


@pytest.mark.parametrize(("typed", "hour"), [("7", 9), ("8", 8), ("20", 20), ("21", 9)])
def test_the_hour_lies_in_the_daytime(
    conversation: Conversation, store: Store, studio: str, typed: str, hour: int
) -> None:
    press(conversation, f"studio:field:{studio}:hour")
    hear(conversation, typed)
    assert store.studios.get(1).hour == hour  # type: ignore[union-attr]


def test_a_question_in_between_is_answered_once_the_dialogue_is_left(conversation: Conversation, studio: str) -> None:
    press(conversation, f"studio:field:{studio}:unit")
    press(conversation, "studio:cancel")
    assert "10万元" in hear(conversation, "东莞的启动资金多少")


@pytest.mark.parametrize(
    "word", ["show", "edit", "field:1:name", "here", "who", "calendar", "renew", "delete", "deleteyes"]
)
def test_somebody_else_s_studio_is_out_of_reach(
    conversation: Conversation, store: Store, studio: str, word: str
) -> None:
    action, _, rest = word.partition(":")
    said = press(conversation, f"studio:{action}:{rest or studio}", STRANGER)
    assert "已经删除" in said.text
    assert not said.files
    assert "不在您这里" in press(conversation, f"reminders:done:{studio}:yearly_report/2026", STRANGER).text
    assert store.studios.get(1) is not None
    assert store.studios.marks(1) == {}


def test_in_a_group_that_is_reminded_any_member_may_mark(conversation: Conversation, store: Store, studio: str) -> None:
    press(conversation, f"studio:here:{studio}", GROUP)
    assert "已完成" in press(conversation, f"reminders:done:{studio}:yearly_report/2026", OTHER_MEMBER).text
    assert store.studios.marks(1)["yearly_report/2026"].state == "done"


@pytest.mark.usefixtures("studio")
@pytest.mark.parametrize(
    "action", ["studio:show:1", "studio:renew:1", "studio:calendar:1", "studio:edit:1", "studio:new"]
)
def test_a_group_reads_nothing_but_the_name(conversation: Conversation, action: str) -> None:
    assert "梁师傅工作室" in press(conversation, "studio:open", GROUP).choices[0].label
    said = press(conversation, action, GROUP)
    assert "请在私聊里" in said.text
    assert not said.files


def test_done_for_this_year_leaves_next_year_s(conversation: Conversation, store: Store, studio: str) -> None:
    press(conversation, f"reminders:done:{studio}:yearly_report/2026")
    shown = press(conversation, f"reminders:show:{studio}").text
    assert "2026年 报送" not in shown
    assert "2027年 报送" in shown
    rows = store.database.execute("select count(*) from reminders where entry='yearly_report/2026'").fetchone()
    assert rows[0] == 0


def test_a_date_that_was_set_moves_its_reminders(conversation: Conversation, store: Store, studio: str) -> None:
    press(conversation, f"reminders:date:{studio}:project_round/2026")
    assert "没看懂" in hear(conversation, "月底")
    assert "提醒跟着改了" in hear(conversation, "2026-12-10")
    days = [
        r[0] for r in store.database.execute("select day from reminders where entry='project_round/2026' order by day")
    ]
    assert days == ["2026-12-03", "2026-12-09", "2026-12-10"]


def test_forgetting_deletes_studios_but_a_silent_season_does_not(
    conversation: Conversation, store: Store, studio: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear(conversation, "东莞的启动资金多少")
    monkeypatch.setattr("bot.conversation.conversation._FORGOTTEN", -1)
    conversation.tidy()
    assert store.chats.state(CHAT) is None
    assert store.studios.get(int(studio)) is not None

    conversation.command(CHAT, "forget")
    assert store.studios.get(int(studio)) is None
    assert store.database.execute("select count(*) from reminders").fetchone()[0] == 0
    assert store.database.execute("select count(*) from recipients").fetchone()[0] == 0


def test_another_calendar_address_takes_the_old_one_s_place(
    conversation: Conversation, store: Store, studio: str
) -> None:
    before = store.studios.get(1).token  # type: ignore[union-attr]
    said = press(conversation, f"studio:renew:{studio}").text
    after = store.studios.get(1).token  # type: ignore[union-attr]
    assert f"https://studio.example.org/calendar/{after}.ics" in said
    assert store.studios.with_token(before) is None


# Ways out that studios bring


def tried(conversation: Conversation, typed: str, *, taken: bool) -> tuple[str, list[tuple[str, str, str]]]:
    """What is said in the end, and what was sent to where."""
    sent: list[tuple[str, str, str]] = []

    async def notify(url: str, title: str, body: str) -> bool:
        sent.append((url, title, body))
        return taken

    outside = Outside(conversation.outside.mail_url, notify)
    conversation.studios = replace(conversation.studios, outside=outside)
    conversation._parts["studio"] = conversation.studios
    press(conversation, "studio:outside:1")
    reply = conversation.hear(CHAT, typed)
    if reply.job is None:
        return reply.messages[-1].text, sent
    done = asyncio.run(conversation.work(CHAT, reply.job, lambda *_: None))
    return done.messages[-1].text, sent


@pytest.mark.usefixtures("studio")
@pytest.mark.parametrize(
    ("typed", "url"),
    [
        (WECOM, "wecombot://0a1b2c3d-0000-1111-2222-333344445555"),
        ("https://oapi.dingtalk.com/robot/send?access_token=" + "0a" * 16, "dingtalk://" + "0a" * 16),
        ("https://open.feishu.cn/open-apis/bot/v2/hook/0a1b2c3d-0000", "feishu://0a1b2c3d-0000"),
        ("liang@example.com", "mailtos://a:b@example.org?to=liang%40example.com"),
    ],
)
def test_an_address_is_kept_once_a_test_message_went_out(
    conversation: Conversation, store: Store, typed: str, url: str
) -> None:
    said, sent = tried(conversation, typed, taken=True)
    assert "测试消息发出去了" in said
    assert [address for address, _, _ in sent] == [url]
    assert [r.channel for r in store.studios.recipients(1)] == ["telegram", "apprise"]
    assert "example.org" not in store.studios.recipients(1)[1].address  # the account's password stays in the settings


@pytest.mark.usefixtures("studio")
def test_an_address_is_not_kept_where_the_test_failed(conversation: Conversation, store: Store) -> None:
    said, sent = tried(conversation, WECOM, taken=False)
    assert "没发出去" in said
    assert len(sent) == 1
    assert len(store.studios.recipients(1)) == 1


@pytest.mark.usefixtures("studio")
@pytest.mark.parametrize(
    "typed",
    [
        "http://127.0.0.1:9/",
        "json://localhost",
        "https://qyapi.weixin.qq.com.example.org/cgi-bin/webhook/send?key=0a1b2c3d",
        "a@b",
    ],
)
def test_nothing_is_sent_to_any_other_address(conversation: Conversation, typed: str) -> None:
    said, sent = tried(conversation, typed, taken=True)
    assert "不认识这个地址" in said
    assert sent == []


@pytest.fixture
def hook() -> Iterator[tuple[str, list[bytes]]]:
    """A web hook on this machine, and what it was sent."""
    received: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"json://127.0.0.1:{server.server_port}", received
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # the library's own
def test_apprise_sends_and_says_whether_it_was_taken(hook: tuple[str, list[bytes]]) -> None:
    url, received = hook
    assert asyncio.run(notify_by_apprise(url, "标题", "内容"))
    assert len(received) == 1
    assert not asyncio.run(notify_by_apprise("nothing-of-the-kind", "标题", "内容"))
