"""The `studiobot` command, as programs and people use it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from bot.cli import main


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    def feed(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return feed


def test_ask_prints_the_answer_s_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "东莞的启动资金多少"]) == 0
    assert "10万元" in capsys.readouterr().out


def test_ask_json_prints_one_object_of_the_contract_s_shape(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "东莞的启动资金多少", "--json"]) == 0
    (answer,) = lines(capsys)

    assert list(answer) == [
        "id", "status", "policy", "text", "verdict", "citations", "caveats", "follow_ups",
    ]  # fmt: skip
    assert answer["citations"] == [{"clause": "dongguan/11.1", "quote": "启动资金10万元。"}]
    assert answer["caveats"] == ["draft", "expired"]


def test_ask_jsonl_answers_a_line_a_line_and_reads_turns(capsys: pytest.CaptureFixture[str], stdin) -> None:  # type: ignore[no-untyped-def]
    stdin('{"id": 1, "q": "东莞公示几天"}\n\n{"id": "b", "turns": ["东莞公示几天", "那大兴呢"]}\n'.encode())

    assert main(["ask", "--jsonl"]) == 0
    first, second = lines(capsys)
    assert (first["id"], first["policy"]) == (1, "dongguan")
    assert (second["id"], second["policy"]) == ("b", "daxing")


@pytest.mark.parametrize("bad", [b"{not json", b"[]", b'{"id": 7}', b'{"id": 7, "q": 3}', b"\xff\xfe", b"[" * 100_000])
def test_a_line_that_can_t_be_used_yields_an_error_object_and_the_others_are_answered(
    capsys: pytest.CaptureFixture[str],
    stdin,
    bad: bytes,  # type: ignore[no-untyped-def]
) -> None:
    stdin(bad + b'\n{"id": 2, "q": "' + "东莞公示几天".encode() + b'"}\n')

    assert main(["ask", "--jsonl"]) == 0
    output = capsys.readouterr()
    first, second = (json.loads(line) for line in output.out.splitlines())
    assert "error" in first
    assert second["status"] == "answered"
    assert output.err.count("\n") == 1


def test_but_where_no_line_can_be_used_it_ends_with_2(capsys: pytest.CaptureFixture[str], stdin) -> None:  # type: ignore[no-untyped-def]
    stdin(b"nonsense\n")

    assert main(["ask", "--jsonl"]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["ask"], ["ask", "公示几天", "--policy", "atlantis"], ["eval", "no-such-file.jsonl"]]
)
def test_usage_errors_are_one_line_on_stderr_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(arguments) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.strip().count("\n") == 0


def test_eval_shows_each_miss_and_the_shares(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    right = {"id": "r", "q": "东莞的启动资金多少", "kind": "money", "expect": "answer", "refs": [["dongguan/11.1"]]}
    wrong = {**right, "id": "w", "refs": [["dongguan/20"]]}
    file.write_text("\n".join(json.dumps(q, ensure_ascii=False) for q in (right, wrong)), encoding="utf-8")

    assert main(["eval", str(file)]) == 0
    output = capsys.readouterr().out
    assert "wrong     w" in output
    assert "2 questions: right 50.0 %, abstained 0.0 %, wrong 50.0 %" in output
    assert main(["eval", str(file), "--min-right", "90"]) == 1


def test_packs_prints_every_clause_with_its_uses(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs"]) == 0
    output = capsys.readouterr().out
    assert "6.2.3" in output
    assert "全部核对通过" in output


def test_gaps_lists_what_was_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.store import Gap, open_store

    monkeypatch.setenv("STUDIOBOT_DATA", str(tmp_path))
    assert main(["gaps"]) == 0
    assert "还没有记录" in capsys.readouterr().out
    open_store(tmp_path).gaps.add(Gap("东莞食堂几点开", "unanswered", "dongguan", "unmentioned"))

    assert main(["gaps"]) == 0
    assert "东莞食堂几点开" in capsys.readouterr().out
