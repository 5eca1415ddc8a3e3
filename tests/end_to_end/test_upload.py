"""An applicant's papers dropped on the page: the dialog, the report, the files to keep."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from checkers.forms import write_forms
from knowledge.pack import load_library
from tests.checkers.form_filling import fill_form
from tests.checkers.test_check import BUDGET, COMMON, MEMBERS, SCHEDULE

# Reading starts a process for each file; a busy machine takes its time.
PATIENCE = 60_000


def papers(folder: Path, **changes: str) -> list[Path]:
    paths = write_forms(load_library().pack("daxing"), folder)
    for path in paths:
        fill_form(path, {**COMMON, **changes}, MEMBERS, BUDGET, SCHEDULE).save(str(path))
    return paths


@pytest.fixture
def page(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 380, "height": 760})
    page.goto(address)
    return page


def check(page: Page, paths: list[Path]) -> None:
    page.get_by_label("检查申报材料").click()
    dialog = page.locator(".check")
    dialog.get_by_text("大兴", exact=True).click()
    page.set_input_files("input[type=file]", [str(path) for path in paths])
    for path in paths:
        expect(dialog.get_by_text(path.name)).to_be_visible()
    expect(dialog.locator(".q-uploader__file--uploaded")).to_have_count(len(paths))
    dialog.get_by_text("开始检查").click()


def test_papers_are_checked_and_a_second_check_says_what_was_mended(page: Page, tmp_path: Path) -> None:
    check(page, papers(tmp_path / "one", **{"project.funding_requested": "50001"}))
    expect(page.locator(".verdict").first).to_contain_text("处要改", timeout=PATIENCE)
    expect(page.get_by_text("申请资金额度").first).to_be_visible()
    expect(page.get_by_text("五第3段").first).to_be_visible()

    with page.expect_download() as download:
        page.get_by_text("材料检查报告.html").first.click()
    assert "申请资金额度" in Path(download.value.path()).read_text(encoding="utf-8")

    check(page, papers(tmp_path / "two"))
    expect(page.get_by_text("改好 1 处").first).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_without_a_place_or_files_it_says_what_is_missing(page: Page) -> None:
    page.get_by_label("检查申报材料").click()
    page.locator(".check").get_by_text("开始检查").click()
    expect(page.get_by_text("请先选地方。")).to_be_visible()
