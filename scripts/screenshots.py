"""Takes the README's pictures: serves the page and saves docs/page-*.png of a chat, a check, an interview and a studio."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from checkers.forms import write_forms
from knowledge.pack import load_library
from knowledge.timeline import today

FOLDER = Path(__file__).resolve().parents[1] / "docs"
PORT = 8099
ADDRESS = f"http://127.0.0.1:{PORT}"
PHONE, DESKTOP = (380, 760), (1100, 760)
# Papers are read in processes of their own; a busy machine takes its time.
PATIENCE = 60_000


def converse(page: Page) -> None:
    open_chat(page)
    for question, seen in (("东莞培训机构，场地六百来平，能报吗", "不够"), ("A类、团队3人一共多少", "合计61万元")):
        page.get_by_label("问题").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator(".theirs").last).to_contain_text(seen)
    scrolled_down(page)


def check(page: Page) -> None:
    """The check of forms that nobody has filled in yet."""
    open_chat(page)
    page.get_by_label("检查申报材料").click()
    dialog = page.locator(".check")
    dialog.get_by_text("大兴", exact=True).click()
    with tempfile.TemporaryDirectory() as folder:
        paths = write_forms(load_library().pack("daxing"), Path(folder))
        page.set_input_files("input[type=file]", [str(path) for path in paths])
        expect(dialog.locator(".q-uploader__file--uploaded")).to_have_count(len(paths))
    dialog.get_by_text("开始检查").click()
    expect(page.locator(".verdict").first).to_contain_text("处要改", timeout=PATIENCE)
    page.locator(".verdict").first.scroll_into_view_if_needed()


def interview(page: Page) -> None:
    open_chat(page)
    page.get_by_role("button", name="资格自测").first.click()
    for answer, asked in (("东莞", "单位"), ("职业技能培训机构", "？")):
        page.get_by_role("button", name=answer, exact=True).last.click()
        expect(page.locator(".theirs").last).to_contain_text(asked)
    scrolled_down(page)


def studio(page: Page) -> None:
    page.goto(f"{ADDRESS}/studio")
    page.get_by_role("button", name="大兴", exact=True).click()
    page.get_by_label("名称").fill("梁师傅工作室")
    page.get_by_label("设立日期").fill((today() - timedelta(days=200)).isoformat())
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("梁师傅工作室（大兴）")).to_be_visible()


def scrolled_down(page: Page) -> None:
    """Waits until the page has followed the last message."""
    page.wait_for_function("window.scrollY + window.innerHeight >= document.body.scrollHeight - 2")


def open_chat(page: Page) -> None:
    page.goto(ADDRESS)
    page.wait_for_function("window.socket && window.socket.connected")


PICTURES: dict[str, tuple[tuple[int, int], Callable[[Page], None]]] = {
    "phone": (PHONE, converse),
    "desktop": (DESKTOP, converse),
    "check": (PHONE, check),
    "interview": (PHONE, interview),
    "studio": (PHONE, studio),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or sys.exit("Chromium is not installed")
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        environment = {**os.environ, "STUDIOBOT_DATA": data}
        command = [str(Path(sys.executable).with_name("studiobot")), "--port", str(PORT)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as server:
            try:
                assert server.stdout is not None
                server.stdout.readline()
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
                for name, ((width, height), drive) in PICTURES.items():
                    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
                    drive(page)
                    page.screenshot(path=FOLDER / f"page-{name}.png")
                browser.close()
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
