"""The chat page in a real browser, at phone and desktop width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

SIZES = {"phone": (380, 760), "desktop": (1280, 860)}


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    opened = context.new_page()
    opened.asked_hosts = set()  # type: ignore[attr-defined]
    opened.on("request", lambda r: opened.asked_hosts.add(r.url.split("/")[2]))  # type: ignore[attr-defined]
    opened.goto(address)
    expect(opened.get_by_text("您好！我按政策文件回答")).to_be_visible()
    opened.wait_for_function("window.socket && window.socket.connected")
    yield opened
    context.close()


def ask(page: Page, question: str) -> None:
    """Types a question and sends it by keyboard."""
    page.get_by_label("问题").fill(question)
    page.keyboard.press("Enter")


def answers(page: Page):  # type: ignore[no-untyped-def]
    return page.locator(".theirs")


def test_a_question_is_answered_with_its_clause(page: Page) -> None:
    ask(page, "东莞培训机构，场地六百来平，能报吗")

    expect(answers(page).last).to_contain_text("不够")
    expect(page.get_by_role("button", name="东莞 第六条（二）3")).to_be_visible()


def test_a_citation_opens_the_clause_marked_in_the_whole_document(page: Page) -> None:
    ask(page, "东莞的启动资金多少")
    page.get_by_role("button", name="东莞 第十一条（一）").click()

    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".marked mark")).to_have_text("启动资金10万元。")
    expect(dialog.locator(".marked")).to_be_in_viewport()
    expect(dialog).to_contain_text("第二十条")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_switching_the_place_answers_again_and_a_follow_up_inherits(page: Page) -> None:
    ask(page, "公示几天")
    expect(answers(page).last).to_contain_text("请选一个")

    page.get_by_role("button", name="大兴", exact=True).first.click()
    expect(answers(page).last).to_contain_text("公示5个工作日")

    ask(page, "那东莞呢")
    expect(answers(page).last).to_contain_text("市人力资源和社会保障局网站")


def test_examples_can_be_tapped_and_places_by_button(page: Page) -> None:
    page.get_by_role("button", name="申报要交哪些材料？").click()
    expect(answers(page).last).to_contain_text("请选一个")

    page.get_by_role("button", name="东莞", exact=True).last.click()
    expect(answers(page).last).to_contain_text("立项书")


def test_feedback_is_taken(page: Page) -> None:
    ask(page, "东莞公示几天")
    expect(answers(page)).to_have_count(2)
    page.get_by_role("button", name="没用").last.click()

    expect(page.get_by_text("记下了，我们会改进")).to_be_visible()


def test_markup_in_a_question_stays_text(page: Page) -> None:
    ask(page, "<img src=x onerror=alert(1)>东莞公示几天")

    expect(page.locator(".mine").last).to_have_text("<img src=x onerror=alert(1)>东莞公示几天")
    expect(answers(page).last).to_contain_text("5个工作日")


def test_nothing_outside_is_asked_for_and_nothing_overflows(page: Page, address: str) -> None:
    ask(page, "东莞什么情况会被取消资格")
    expect(answers(page).last).to_contain_text("注销")

    assert page.asked_hosts == {address.removeprefix("http://")}  # type: ignore[attr-defined]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
