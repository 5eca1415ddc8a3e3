"""The picture of three years: what stands on it, that it fits, and that both renderings open."""

from __future__ import annotations

import io
import itertools
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.reminders.picture import WIDTH, timeline_png, timeline_svg
from bot.reminders.shapes import wrapped
from knowledge.pack import load_library
from knowledge.timeline import Mark, Studio, Timeline, build_timeline

LIBRARY = load_library()
SVG = "{http://www.w3.org/2000/svg}"
CARD_X = 206


def timeline(policy: str, established: date, now: date, **more: Any) -> Timeline:
    return build_timeline(LIBRARY.pack(policy), Studio(policy, established), now, **more)


def texts(svg: str) -> list[str]:
    return [t.text or "" for t in ET.fromstring(svg).iter(f"{SVG}text")]


def test_it_shows_today_what_is_done_overdue_and_coming_and_what_awaits_a_notice() -> None:
    marks = {"half_year_setup": Mark("done", date(2025, 9, 1))}
    shown = texts(timeline_svg(timeline("dongguan", date(2025, 3, 15), date(2026, 11, 21), marks=marks), "甲工作室"))

    assert shown[0] == "甲工作室"
    for said in ("今天 11-21", "已完成", "建议日 · 过了67天", "还有480天", "接受绩效评价（至少一次）", "已过，待确认"):
        assert said in shown


@given(
    st.sampled_from(["dongguan", "daxing"]),
    st.dates(date(2022, 1, 1), date(2030, 12, 31)),
    st.integers(-200, 2500),
)
@example("daxing", date(2022, 12, 1), 30)
@settings(max_examples=80, deadline=None)
def test_cards_never_meet_past_ones_stand_above_today_and_all_is_inside(
    policy: str, established: date, later: int
) -> None:
    now = established + timedelta(days=later)
    root = ET.fromstring(timeline_svg(timeline(policy, established, now)))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    cards = [
        (float(r.attrib["y"]), float(r.attrib["y"]) + float(r.attrib["height"]))
        for r in root.iter(f"{SVG}rect")
        if r.attrib.get("x") == str(CARD_X)
    ]
    (today,) = (float(t.attrib["y"]) for t in root.iter(f"{SVG}text") if (t.text or "").startswith("今天"))

    assert width == WIDTH
    assert all(upper[1] < lower[0] for upper, lower in itertools.pairwise(cards))
    assert all(bottom <= today + 10 or top >= today + 10 for top, bottom in cards)
    assert all(top > 0 and bottom < height for top, bottom in cards)
    assert height < 4 * WIDTH


def test_the_png_is_as_wide_as_a_phone_and_not_heavy() -> None:
    data = timeline_png(timeline("daxing", date(2024, 3, 15), date(2026, 11, 21)))

    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.width) == ("PNG", WIDTH)
        assert image.height < 4 * WIDTH
        colours = image.convert("RGB").getcolors(1 << 20) or []
    assert (123, 31, 162) in {colour for _, colour in colours}  # today's line
    assert len(data) < 500_000


def test_a_name_with_marks_of_markup_is_shown_as_it_is() -> None:
    svg = timeline_svg(timeline("daxing", date(2026, 3, 2), date(2026, 11, 21)), '<b>"甲&乙"</b>')

    assert texts(svg)[0] == '<b>"甲&乙"</b>'


@pytest.mark.parametrize("text", ["工作总结和下一年度工作计划，报送到区里。", "a" * 200, ""])
def test_lines_keep_every_letter_and_do_not_begin_with_a_closing_mark(text: str) -> None:
    lines = wrapped(text, 30, 240)

    assert "".join(lines) == text
    assert not any(line.startswith(("，", "。")) for line in lines)
