"""`studiobot timeline`, as programs and people use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import vobject

from bot.cli import main

COMMAND = ["timeline", "--policy", "daxing", "--established", "2026-03-02", "--as-of", "2026-11-21"]


def test_it_lists_the_dates_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(COMMAND) == 0
    output = capsys.readouterr().out

    assert "2026-12-31（周四） 2026年 报送年度总结和下一年计划（六第1段）还有40天" in output
    assert "为什么：文中只写「每年12月末」" in output
    assert "等通知 2027年 建设项目评选（每年一次）（四（二）第1段）" in output


def test_json_is_one_object_with_the_entries(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)

    assert (found["policy"], found["established"], found["as_of"]) == ("daxing", "2026-03-02", "2026-11-21")
    report = next(e for e in found["entries"] if e["id"] == "yearly_report/2026")
    assert list(report) == [
        "id", "title", "kind", "actor", "clause", "label", "quote", "due", "announced", "latest", "why", "proposed",
        "set_by_hand", "owed", "bring", "to", "remind_days", "state",
    ]  # fmt: skip
    assert (report["due"], report["clause"], report["state"]) == ("2026-12-31", "daxing/6.p1", "coming")
    assert report["remind_days"] == [30, 7, 1, 0]
    assert report["to"][0]["clause"] == "daxing/6.p1"
    assert next(e for e in found["entries"] if e["id"] == "project_round/2027")["due"] is None


def test_a_draft_whose_term_has_ended_is_said_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    main(["timeline", "--policy", "dongguan", "--established", "2025-03-02", "--as-of", "2026-11-21", "--json"])

    cautions = {c["code"]: c for c in json.loads(capsys.readouterr().out)["cautions"]}
    assert cautions["expired"]["clause"] == "dongguan/20"
    assert "draft" in cautions


def test_a_project_longer_than_the_text_s_hedged_limit_is_listed_with_a_caution(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*COMMAND, "--project-start", "2026-04-01", "--project-end", "2027-06-30"]) == 0
    output = capsys.readouterr().out

    assert "注意：登记的项目期是1年3个月。项目建设期一般不超过1年。" in output
    assert "2027-06-30（周三） 项目建设期满" in output


def test_the_calendar_file_opens(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "日子.ics"

    assert main([*COMMAND, "--json", "--ics", str(file)]) == 0
    json.loads(capsys.readouterr().out)
    calendar = vobject.readOne(file.read_text(encoding="utf-8"))
    assert "yearly_report-2026@daxing-20260302.studiobot" in {e.uid.value for e in calendar.vevent_list}


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (["--established", "2026-11-22"], "核对年份"),
        (["--project-start", "2026-06-01", "--project-end", "2026-05-31"], "早于开始日期"),
        (["--project-end", "2026-05-31"], "开始日期"),
        (["--policy", "atlantis"], "atlantis"),
        (["--as-of", "9999-12-31"], "年份"),
        (["--established", "0001-01-01"], "年份"),
        (["--project-start", "2026-06-01", "--project-end", "9999-12-31"], "年份"),
        (["--ics", "/no/such/folder/a.ics"], "存不了"),
    ],
)
def test_dates_that_can_t_be_right_are_one_line_on_stderr_and_status_2(
    capsys: pytest.CaptureFixture[str], extra: list[str], said: str
) -> None:
    assert main([*COMMAND, *extra]) == 2
    output = capsys.readouterr()

    assert output.out == ""
    assert said in output.err
    assert output.err.strip().count("\n") == 0


def test_a_day_that_is_no_date_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*COMMAND, "--established", "2025-02-29"])

    assert ended.value.code == 2
    assert "2025-09-01 的样子" in capsys.readouterr().err
