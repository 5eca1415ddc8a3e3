"""Papers sent in Telegram: the list of them, the check, the report with its files, and what is kept of them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from checkers.forms import write_forms
from knowledge.pack import load_library
from tests.checkers.form_filling import fill_form
from tests.checkers.test_check import BUDGET, COMMON, MEMBERS, SCHEDULE
from tests.telegram.conftest import Bot
from tests.telegram.standin import Call, StandIn, telegram_reads

# Reading starts a process for each file; a busy machine takes its time.
PATIENCE = 90.0
START = "开始检查"


def papers(folder: Path, **changes: str) -> list[Path]:
    """A filled form and project proposal for the place with the shorter list."""
    paths = write_forms(load_library().pack("daxing"), folder)
    for path in paths:
        fill_form(path, {**COMMON, **changes}, MEMBERS, BUDGET, SCHEDULE).save(str(path))
    return paths


def listed(stand_in: StandIn, chat: int, words: str, number: int = 1) -> Call:
    """The n-th list of files that holds the words, as sent or edited."""

    def found() -> list[Call] | None:
        calls = sorted([*stand_in.sent(chat), *stand_in.sent(chat, "editMessageText")], key=lambda c: c.at)
        lists = [c for c in calls if words in c.text and c.buttons]
        return lists if len(lists) >= number else None

    call = stand_in.until(found, PATIENCE)[number - 1]
    assert isinstance(call, Call)
    return call


def reports(stand_in: StandIn, chat: int, number: int = 1) -> list[Call]:
    """The reports in a chat, once there are so many."""

    def found() -> list[Call] | None:
        calls = [c for c in stand_in.sent(chat) if "初步检查" in c.text]
        return calls if len(calls) >= number else None

    return list(stand_in.until(found, PATIENCE))


def test_a_dossier_of_two_files_gets_its_report(stand_in: StandIn, bot: Bot, chat: int, tmp_path: Path) -> None:
    stand_in.message(bot.token, chat, "/check")
    stand_in.press(bot.token, stand_in.nth(chat, 1), "大兴")
    for path in papers(tmp_path, **{"project.funding_requested": "50001"}):
        stand_in.document(bot.token, chat, path, media_group_id="album")

    files = listed(stand_in, chat, "现在有 2 份")
    assert "要交的材料种类都看到了" in telegram_reads(files.text)
    stand_in.press(bot.token, files, START)

    words = telegram_reads(reports(stand_in, chat)[0].text)
    assert words.startswith("还有 1 处要改")
    assert "五第3段「给予最高不超过5万元的经费补助」" in words
    documents = stand_in.until(lambda: d if len(d := stand_in.sent(chat, "sendDocument")) == 2 else None)
    names = [name for call in documents for name in call.files]
    assert names[0] == "材料检查报告.html"
    assert names[1].endswith("_批注.docx")
    assert "五第3段" in documents[0].files[names[0]].decode()


def test_progress_is_shown_in_one_message(stand_in: StandIn, bot: Bot, chat: int, tmp_path: Path) -> None:
    for path in papers(tmp_path):
        stand_in.document(bot.token, chat, path)
    stand_in.press(bot.token, listed(stand_in, chat, "现在有 2 份"), "大兴")
    stand_in.press(bot.token, listed(stand_in, chat, "要交的材料"), START)

    done = stand_in.until(
        lambda: next((c for c in stand_in.sent(chat, "editMessageText") if "查完了" in c.text), None), PATIENCE
    )
    begun = next(c for c in stand_in.sent(chat) if "开始检查……" in c.text)
    stand_in.until(lambda: stand_in.sent(chat, "sendDocument"))
    edits = [
        c for c in stand_in.sent(chat, "editMessageText") if int(c.fields["message_id"]) == begun.result["message_id"]
    ]
    assert "正在读" in edits[0].text
    assert edits[-1] is done


def test_nothing_of_the_papers_is_kept_when_the_check_is_done(
    stand_in: StandIn, own_bot: Bot, chat: int, tmp_path: Path
) -> None:
    own_bot.start()
    for path in papers(tmp_path / "papers"):
        stand_in.document(own_bot.token, chat, path)
    stand_in.press(own_bot.token, listed(stand_in, chat, "现在有 2 份"), "大兴")
    stand_in.press(own_bot.token, listed(stand_in, chat, "要交的材料"), START)
    stand_in.until(lambda: len(stand_in.sent(chat, "sendDocument")) >= 1, PATIENCE)
    own_bot.stop()

    left = [p for folder in ("dossiers", "outgoing") for p in (own_bot.data / folder).rglob("*") if p.is_file()]
    assert left == []
    database = own_bot.data / "studiobot.db"
    kept = "\n".join(sqlite3.connect(database).iterdump()) + database.read_bytes().decode("utf-8", "ignore")
    for secret in (COMMON["leader.name"], COMMON["leader.id_number"], COMMON["unit.name"]):
        assert secret not in kept
    assert own_bot.errors == ""


def test_a_file_over_the_limit_is_refused_with_advice(stand_in: StandIn, bot: Bot, chat: int) -> None:
    document = {"file_id": "big", "file_unique_id": "big", "file_name": "扫描件.pdf", "file_size": 21 * 1024 * 1024}
    stand_in.message(bot.token, chat, document=document)
    assert "20 MB" in stand_in.nth(chat, 1).text


def test_a_restart_in_the_middle_of_an_upload_loses_nothing(
    stand_in: StandIn, own_bot: Bot, chat: int, tmp_path: Path
) -> None:
    own_bot.start()
    form, proposal = papers(tmp_path / "papers")
    stand_in.message(own_bot.token, chat, "/check")
    stand_in.press(own_bot.token, stand_in.nth(chat, 1), "大兴")
    stand_in.document(own_bot.token, chat, form)
    listed(stand_in, chat, "现在有 1 份")
    own_bot.kill()
    own_bot.start()
    stand_in.document(own_bot.token, chat, proposal)

    stand_in.press(own_bot.token, listed(stand_in, chat, "现在有 2 份"), START)

    assert "共 2 份文件" in reports(stand_in, chat)[0].text


def test_a_restart_in_the_middle_of_a_check_begins_it_again(
    stand_in: StandIn, own_bot: Bot, chat: int, tmp_path: Path
) -> None:
    own_bot.start()
    for path in papers(tmp_path / "papers", **{"project.funding_requested": "50001"}):
        stand_in.document(own_bot.token, chat, path)
    stand_in.press(own_bot.token, listed(stand_in, chat, "现在有 2 份"), "大兴")
    stand_in.press(own_bot.token, listed(stand_in, chat, "要交的材料"), START)
    stand_in.until(lambda: [c for c in stand_in.sent(chat) if "开始检查……" in c.text])
    own_bot.kill()
    own_bot.start()

    reports(stand_in, chat)
    stand_in.until(lambda: len(stand_in.sent(chat, "sendDocument")) == 2)
    assert len(reports(stand_in, chat)) == 1


def test_a_second_check_says_what_was_mended(stand_in: StandIn, bot: Bot, chat: int, tmp_path: Path) -> None:
    stand_in.message(bot.token, chat, "/check")
    for number, amount in enumerate(("50001", "50000"), 1):
        for path in papers(tmp_path / amount, **{"project.funding_requested": amount}):
            stand_in.document(bot.token, chat, path)
        if number == 1:
            stand_in.press(bot.token, listed(stand_in, chat, "现在有 2 份"), "大兴")
        stand_in.press(bot.token, listed(stand_in, chat, "要交的材料", number), START)
        report = reports(stand_in, chat, number)[-1]
    assert "改好 1 处" in report.text
