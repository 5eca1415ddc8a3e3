"""What all tests share: one assistant over the project's packs."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering import Assistant, open_assistant

# Answers depend on the day only through the end of a document's term.
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return open_assistant()


@pytest.fixture
def today() -> date:
    return TODAY
