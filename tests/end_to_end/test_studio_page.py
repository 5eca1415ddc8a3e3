"""A studio on the page: registered, its dates shown and marked, its calendar subscribed to."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from datetime import timedelta

import pytest
import vobject
from playwright.sync_api import Browser, Page, expect

from knowledge.timeline import today


@pytest.fixture
def page(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 380, "height": 760})
    page.goto(f"{address}/studio")
    return page


def register(page: Page, name: str, *, days_ago: int = 200, place: str = "大兴") -> None:
    page.get_by_role("button", name=place, exact=True).click()
    page.get_by_label("名称").fill(name)
    page.get_by_label("设立日期").fill((today() - timedelta(days=days_ago)).isoformat())
    page.get_by_role("button", name="保存").click()


def test_the_menu_leads_to_it(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 380, "height": 760})
    page.goto(address)
    page.get_by_role("button", name="登记工作室").click()
    expect(page).to_have_url(re.compile("/studio$"))


def test_a_studio_is_registered_and_its_dates_are_shown_within_a_phone(page: Page) -> None:
    register(page, "梁师傅工作室")

    expect(page.get_by_text("梁师傅工作室（大兴）")).to_be_visible()
    expect(page.locator("svg[role=img]")).to_contain_text("今天")
    expect(page.get_by_text("报送年度总结和下一年计划").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_a_date_in_the_future_is_refused_at_once(page: Page) -> None:
    register(page, "周师傅工作室", days_ago=-30)
    expect(page.get_by_text("请核对年份")).to_be_visible()
    expect(page.get_by_text("周师傅工作室（大兴）")).to_have_count(0)


def test_a_date_is_marked_done_and_taken_back(page: Page) -> None:
    register(page, "吴师傅工作室")
    report = page.locator(".date", has_text=f"{today().year}年 报送年度总结")
    report.get_by_role("button", name="已完成").click()
    page.get_by_role("button", name="已过和已完成的").click()
    expect(report).to_contain_text("已完成")

    report.get_by_role("button", name="撤销").click()
    expect(report.get_by_role("button", name="推迟一周")).to_be_visible()


def test_a_clause_opens_in_its_document(page: Page) -> None:
    register(page, "郑师傅工作室")
    page.get_by_role("button", name="看条文 六第1段").first.click()
    expect(page.locator(".document .marked")).to_contain_text("每年12月末")


def test_a_notice_is_given_its_day(page: Page) -> None:
    register(page, "冯师傅工作室")
    day = (today() + timedelta(days=45)).isoformat()
    page.get_by_role("button", name="等通知的").click()
    page.locator(".date", has_text="建设项目评选").first.get_by_role("button", name="定日子").click()
    page.locator(".document input[type=date]").fill(day)
    page.locator(".document").get_by_role("button", name="保存").click()
    expect(page.locator(".date", has_text="（已定）")).to_contain_text("建设项目评选")


def test_the_calendar_is_read_by_another_program_and_its_address_revoked(page: Page) -> None:
    register(page, "陈师傅工作室")
    address = page.locator("input[readonly]").input_value()
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["Content-Type"].startswith("text/calendar")
        calendar = vobject.readOne(answer.read().decode())
    assert any("报送年度总结" in event.summary.value for event in calendar.vevent_list)

    page.get_by_role("button", name="换一个日历地址").click()
    expect(page.locator("input[readonly]")).not_to_have_value(address)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(address)
    with urllib.request.urlopen(page.locator("input[readonly]").input_value()) as answer:
        assert answer.status == 200


def test_a_studio_is_deleted_after_a_question(page: Page) -> None:
    register(page, "褚师傅工作室")
    page.get_by_role("button", name="删除这个工作室").click()
    page.get_by_role("button", name="确认删除").click()
    expect(page.get_by_text("登记一个工作室")).to_be_visible()


def test_another_browser_sees_nothing_of_it(browser: Browser, address: str, page: Page) -> None:
    register(page, "卫师傅工作室")
    expect(page.get_by_text("卫师傅工作室（大兴）")).to_be_visible()
    other = browser.new_context().new_page()
    other.goto(f"{address}/studio")
    expect(other.get_by_text("登记一个工作室")).to_be_visible()
    expect(other.get_by_text("卫师傅工作室")).to_have_count(0)


def test_an_address_that_is_not_known_is_not_taken(page: Page) -> None:
    register(page, "蒋师傅工作室")
    page.get_by_label("接收地址").fill("http://127.0.0.1:9/hook")
    page.get_by_role("button", name="发测试消息并添加").click()
    expect(page.get_by_text("不认识这个地址").first).to_be_visible()
