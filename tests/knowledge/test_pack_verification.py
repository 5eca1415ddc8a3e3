"""Loading fails at the first thing in a pack that does not hold, and names it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.errors import PackError, QuoteError
from knowledge.pack import load_library
from knowledge.pack.loader import load_pack
from knowledge.pack.verify import unused_clauses

FIXTURE = Path(__file__).parents[1] / "fixtures" / "third_city" / "yunchuan"
SUBJECTS = {"eligible_units", "venue_area", "startup_funds", "total_amount", "reports"}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURE, tmp_path / "yunchuan"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_project_s_packs_load_and_use_every_clause() -> None:
    for loaded in load_library().packs.values():
        assert unused_clauses(loaded) == set()


def test_a_sound_pack_loads(pack: Path) -> None:
    assert load_pack(pack, SUBJECTS).policy.name == "云川"


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("values.toml", "不少于300平方米", "不少于300平米", "values.toml area"),
        ("values.toml", 'clause = "2"', 'clause = "12"', "values.toml area"),
        ("values.toml", 'unit = "m2"', 'unit = "acre"', "unit"),
        ("values.toml", 'title = "启动资金"', 'title = "启动资金"\nextra = 1', "extra"),
        ("rules.toml", '"area"', '"size"', "size"),
        ("topics/all.toml", "{start}", "{money}", "money"),
        ("topics/all.toml", "启动资金{start}。", "启动资金9万元。", "figure 9"),
        ("topics/all.toml", 'subject = "reports"', 'subject = "weather"', "weather"),
        ("topics/all.toml", 'subject = "reports"', 'subject = "venue_area"', "venue_area"),
        ("topics/all.toml", 'answer = "在本市登记的企业、学校可以申报。"\ncite = ["1"]', "silent = true", "clause 1"),
        ("policy.toml", 'source_sha256 = "', 'source_sha256 = "0', "source_sha256"),
        ("deadlines.toml", 'event = "established"', 'event = "harvest"', "harvest"),
        ("deadlines.toml", 'event = "established"', 'event = "report"', "reckoned from itself"),
        ("deadlines.toml", '"report_months"', '"report_weeks"', "report_weeks"),
        ("deadlines.toml", 'offset_value = "report_months"', "", "offset_value"),
        ("deadlines.toml", "{anchor}", "{until}", "until"),
        ("deadlines.toml", "4: 提交建设报告", "4: 提交建设总结", "deadlines.toml report"),
        ("deadlines.toml", "month = 1", "month = 13", "month"),
        ("deadlines.toml", 'id = "exchange"', 'id = "report"', "stands twice"),
        ("cases/area.toml", 'subject = "venue_area"', 'subject = "nothing"', "nothing"),
    ],
)
def test_but_it_refuses_what_does_not_hold(pack: Path, file: str, old: str, new: str, named: str) -> None:
    edit(pack / file, old, new)

    with pytest.raises(PackError, match=named):
        load_pack(pack, SUBJECTS)


def test_a_quote_that_is_not_verbatim_has_its_own_error(pack: Path) -> None:
    edit(pack / "topics/all.toml", "设立后给予启动资金8万元", "设立后给启动资金8万元")

    with pytest.raises(QuoteError, match="startup_funds"):
        load_pack(pack, SUBJECTS)


def _version(end: str, start: str) -> str:
    first = '[[value]]\nid = "fee"\ntitle = "费"\nnumber = 1\nunit = "yuan"\nclause = "3"\nquote = "1万元/人"\n'
    return f"\n{first}to = {end}\n\n{first}from = {start}\n"


@pytest.mark.parametrize(
    ("start", "sound"),
    [("2026-06-30", False), ("2026-07-01", True), ("2026-07-02", False)],
    ids=["overlap", "meet", "gap"],
)
def test_periods_of_a_value_must_meet(pack: Path, start: str, sound: bool) -> None:
    file = pack / "values.toml"
    file.write_text(file.read_text(encoding="utf-8") + _version("2026-06-30", start), encoding="utf-8")
    load: Callable[[], object] = lambda: load_pack(pack, SUBJECTS)  # noqa: E731

    if sound:
        load()
    else:
        with pytest.raises(PackError, match="overlap or leave a gap"):
            load()


def test_outside_every_period_a_value_and_its_rule_are_unknown(pack: Path) -> None:
    from datetime import date

    from knowledge.facts import Facts

    loaded = load_pack(pack, SUBJECTS)
    small = Facts({"unit.training_area_m2": 10.0})

    assert loaded.rule_holds("venue-area-below-minimum", small, date(2026, 6, 1)) is False
    assert loaded.rule_holds("venue-area-below-minimum", small, date(2029, 1, 1)) is None


def test_every_pattern_of_a_topic_is_a_regular_expression() -> None:
    parts = [part for pack in load_library().packs.values() for topic in pack.topics.values() for part in topic.parts()]
    patterns = [p for part in parts for p in (*part.bears_out, *part.contradicts, *part.needs)]

    assert patterns
    assert all(re.compile(pattern) for pattern in patterns)
