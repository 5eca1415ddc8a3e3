"""Takes the README's screenshots: serves the page, asks, and saves docs/page-phone.png and docs/page-desktop.png."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs"
PORT = 8099
SIZES = {"phone": (380, 760), "desktop": (1100, 760)}


def converse(page: Page) -> None:
    page.goto(f"http://127.0.0.1:{PORT}")
    page.wait_for_function("window.socket && window.socket.connected")
    for question, seen in (("东莞培训机构，场地六百来平，能报吗", "不够"), ("A类、团队3人一共多少", "合计61万元")):
        page.get_by_label("问题").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator(".theirs").last).to_contain_text(seen)


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
                for name, (width, height) in SIZES.items():
                    page = browser.new_page(viewport={"width": width, "height": height})
                    converse(page)
                    page.wait_for_function("window.scrollY + window.innerHeight >= document.body.scrollHeight - 2")
                    page.screenshot(path=FOLDER / f"page-{name}.png")
                browser.close()
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
