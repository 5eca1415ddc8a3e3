"""What all tests share: one assistant over the project's packs, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, sync_playwright

from knowledge.answering import Assistant, open_assistant

# Answers depend on the day only through the end of a document's term.
TODAY = date(2026, 11, 21)
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return open_assistant()


@pytest.fixture
def today() -> date:
    return TODAY


# Module's scope: while Playwright runs, its thread counts as inside an event loop, and no test there can start one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium is not None, "the page's tests need Chromium; .ci/run installs it"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield running
        running.close()
