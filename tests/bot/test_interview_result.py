"""The result as a page and as a file: all parts, quotes verbatim, nothing loaded, phone width."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser

from bot.interview_result import result_view, to_html, write_docx
from knowledge.interview import Interview, compare, next_question
from knowledge.pack import load_library
from knowledge.pack.models import Record
from tests.interview.test_interview import told

LIBRARY = load_library()
DONGGUAN, DAXING = LIBRARY.pack("dongguan"), LIBRARY.pack("daxing")
ON = date(2025, 6, 1)
AFTER = date(2026, 11, 22)
PHONE = {"width": 390, "height": 844}
SHORT = ("企业", "东莞", "都没有", "车间", "技师", "80年3月", "带徒弟", "就差制度", "3年")


def page(*policies: str, answers: tuple[str, ...] = SHORT, on: date = ON) -> str:
    packs = [LIBRARY.pack(p) for p in policies]
    interview = told(packs, *answers, on=on)
    return to_html(result_view(LIBRARY, interview, compare(packs, interview, on)))


def test_the_page_has_every_part() -> None:
    html = page("dongguan")

    for part in ("暂不符合", "差一点", "补上管理制度", "要准备的材料", "能拿多少钱", "为什么这样说", "您的回答"):
        assert part in html
    assert "征求意见稿" in html


def test_it_loads_nothing_and_runs_nothing() -> None:
    html = page("dongguan")

    assert "<script" not in html
    assert "http://" not in html
    assert "https://" not in html
    assert "default-src 'none'" in html


def test_what_a_person_typed_is_escaped() -> None:
    answer = told([DONGGUAN], "企业").answers[0].model_copy(update={"said": "<b>厂</b>"})
    interview = Interview(policies=("dongguan",), answers=(answer,))
    html = to_html(result_view(LIBRARY, interview, compare([DONGGUAN], interview, ON)))

    assert "<b>厂</b>" not in html
    assert "&lt;b&gt;厂" in html


def test_outside_the_term_it_says_so_and_what_the_text_would() -> None:
    full = (*SHORT[:7], "都有", "3年")
    html = page("dongguan", answers=full, on=AFTER)

    assert "还要确认（按文件条文看：可以申报）" in html
    assert "有效期到2025年12月31日" in html


def test_two_places_stand_side_by_side() -> None:
    html = page("dongguan", "daxing", answers=("企业", "东莞"))

    assert "两地一起看" in html
    assert html.count("<article>") == 2


def test_a_total_that_lacks_a_sure_term_says_what_comes_on_top() -> None:
    assert "合计15万元，另加考核合格奖励20万元至40万元，另加团队成员奖励2万元/人" in page("dongguan")


def test_the_file_holds_the_same(tmp_path: Path) -> None:
    interview = told([DONGGUAN], *SHORT)
    assert next_question([DONGGUAN], interview, ON) is None
    view = result_view(LIBRARY, interview, compare([DONGGUAN], interview, ON))
    write_docx(view, tmp_path / "结果.docx")
    document = docx.Document(str(tmp_path / "结果.docx"))
    text = "\n".join(p.text for p in document.paragraphs)

    assert "东莞：暂不符合" in text
    assert "补上管理制度" in text
    assert "第六条（二）1「能够为技能大师工作室提供相应的资金支持以及包括场所、设备在内的必要工作条件」" in text
    assert [table.rows[0].cells[0].text for table in document.tables] == ["项目", "问题"]


@pytest.mark.parametrize("policies", [("dongguan",), ("dongguan", "daxing")])
def test_it_fits_a_phone(browser: Browser, tmp_path: Path, policies: tuple[str, ...]) -> None:
    path = tmp_path / "page.html"
    answers = SHORT if len(policies) == 1 else SHORT[:2]
    path.write_text(page(*policies, answers=answers), encoding="utf-8")
    shown = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    shown.goto(path.as_uri())
    width = shown.evaluate("document.documentElement.scrollWidth")
    shown.close()

    assert width == PHONE["width"]


def test_outcomes_are_plain_records() -> None:
    """What the chat, the page and programs get is one JSON."""
    [outcome] = compare([DAXING], told([DAXING], "大兴"), ON)

    assert isinstance(outcome, Record)
    assert type(outcome).model_validate_json(outcome.model_dump_json()) == outcome
