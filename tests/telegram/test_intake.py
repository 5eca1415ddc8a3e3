"""What happens to updates that can't be handled, seen from within: no server is needed for it."""

from __future__ import annotations

import asyncio
import logging
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Update

from bot.conversation import Conversation
from bot.settings import Settings
from bot.store import Letter, open_store
from bot.telegram.intake import DurableQueue, Intake
from knowledge.answering import Assistant

SECRET = "张三的身份证"


class Recorder:
    """Stands for the sender and the jobs: keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def send(self, letters: list[Letter]) -> None:
        self.letters.extend(letters)


def update_of(text: str, number: int = 1) -> Update:
    update = Update.de_json(
        {
            "update_id": number,
            "message": {
                "message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"},
                "from": {"id": 5, "is_bot": False, "first_name": "甲"}, "text": text,
            },
        }
    )  # fmt: skip
    assert update is not None
    return update


@pytest.fixture
def conversation(assistant: Assistant, tmp_path: Path) -> Conversation:
    return Conversation(assistant, open_store(tmp_path), Settings(), lambda: date(2026, 11, 21))


def intake_of(conversation: Conversation) -> tuple[Intake, Recorder]:
    recorder = Recorder()
    bot: Any = SimpleNamespace(id=1, username="bot")
    return Intake(conversation, bot, recorder, recorder), recorder  # type: ignore[arg-type]


def test_what_goes_wrong_is_told_to_the_person_and_logged_without_their_words(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr(conversation, "hear", broken)
    intake, recorder = intake_of(conversation)
    queue = DurableQueue(conversation)
    update = update_of(SECRET)

    async def run() -> None:
        await queue.put(update)
        await intake.handle(update, None)

    with caplog.at_level(logging.DEBUG):
        asyncio.run(run())

    (letter,) = recorder.letters
    assert "没处理好" in letter.outgoing.payload["text"]
    assert "KeyError" in caplog.text
    assert SECRET not in caplog.text
    assert conversation.store.mail.unhandled() == []


def test_an_update_that_comes_twice_is_queued_once(conversation: Conversation) -> None:
    queue = DurableQueue(conversation)

    async def run() -> None:
        await queue.put(update_of("大兴公示几天"))
        await queue.put(update_of("大兴公示几天"))

    asyncio.run(run())
    assert queue.qsize() == 1


def test_the_text_of_a_handled_update_is_gone_and_its_reply_is_kept(conversation: Conversation) -> None:
    intake, _ = intake_of(conversation)
    queue = DurableQueue(conversation)
    update = update_of("大兴公示几天")

    async def run() -> None:
        await queue.put(update)
        assert len(conversation.store.mail.unhandled()) == 1
        await intake.handle(update, None)

    asyncio.run(run())
    assert conversation.store.mail.unhandled() == []
    (letter,) = conversation.store.mail.waiting()
    assert "5个工作日" in letter.outgoing.payload["text"]


def test_a_reply_and_the_mark_that_its_update_is_handled_are_kept_together(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake, recorder = intake_of(conversation)
    queue = DurableQueue(conversation)
    update = update_of("大兴公示几天")
    handled = conversation.store.mail.handled
    calls = []

    def cut_off(identity: int) -> None:
        calls.append(identity)
        if len(calls) == 1:
            raise OSError("the disk is full")
        handled(identity)

    monkeypatch.setattr(conversation.store.mail, "handled", cut_off)

    async def run() -> None:
        await queue.put(update)
        await intake.handle(update, None)

    asyncio.run(run())
    # The first reply was taken back with the mark; what is kept is the apology alone.
    (letter,) = conversation.store.mail.waiting()
    assert "没处理好" in letter.outgoing.payload["text"]
    assert [kept.id for kept in recorder.letters] == [letter.id]
