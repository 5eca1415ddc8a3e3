"""`studiobot studio`: studios from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main

ADD = ["studio", "add", "--policy", "daxing", "--name", "梁师傅工作室", "--established", "2026-03-02"]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOBOT_DATA", str(tmp_path))


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["studio", "list", "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["studios"]
    return found


def test_a_studio_is_added_listed_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ADD, "--telegram", "77", "--telegram", "-5"]) == 0
    assert "梁师傅工作室" in capsys.readouterr().out
    (studio,) = listed(capsys)
    assert studio["established"] == "2026-03-02"
    assert studio["recipients"] == ["Telegram 77", "Telegram -5"]

    assert main(["studio", "remove", str(studio["id"])]) == 0
    assert listed(capsys) == []


@pytest.mark.parametrize(
    "more",
    [
        ["--established", "2099-01-01"],
        ["--project-start", "2026-05-01", "--project-end", "2026-04-01"],
        ["--telegram", "abc"],
        ["--to", "http://127.0.0.1:9/"],
        ["--policy", "nowhere"],
        ["--name", " "],
    ],
)
def test_what_can_not_be_is_one_line_and_nothing_is_kept(capsys: pytest.CaptureFixture[str], more: list[str]) -> None:
    assert main([*ADD, *more]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert listed(capsys) == []


def test_what_is_not_there_can_not_be_removed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["studio", "remove", "5"]) == 2
    assert "没有编号 5" in capsys.readouterr().err


def test_only_what_is_named_is_changed(capsys: pytest.CaptureFixture[str]) -> None:
    main([*ADD, "--telegram", "77", "--project-start", "2026-04-01"])
    (studio,) = listed(capsys)

    edit = ["studio", "edit", str(studio["id"]), "--project-end", "2027-03-01", "--drop", "Telegram 77", "--telegram"]
    assert main([*edit, "-5"]) == 0

    changed = {"project_end": "2027-03-01", "recipients": ["Telegram -5"]}
    assert listed(capsys) == [{**studio, **changed}]
    assert main(["studio", "edit", str(studio["id"]), "--project-start", ""]) == 0
    assert listed(capsys) == [{**studio, **changed, "project_start": None, "project_end": None}]


@pytest.mark.parametrize(
    "change", [["--established", "2099-01-01"], ["--name", ""], ["--hour", "3"], ["--leads", "x"], ["--drop", "别处"]]
)
def test_a_change_that_can_not_be_leaves_all_as_it_was(capsys: pytest.CaptureFixture[str], change: list[str]) -> None:
    main([*ADD, "--telegram", "77"])
    before = listed(capsys)

    assert main(["studio", "edit", str(before[0]["id"]), "--telegram", "78", *change]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert listed(capsys) == before
