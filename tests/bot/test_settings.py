"""What an operator can set, and how a wrong setting is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings, read_settings
from knowledge.errors import InputError


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "abc"),
        ("TELEGRAM_TOKEN", "no-colon"),
        ("TELEGRAM_BASE_URL", "ftp://x"),
        ("TELEGRAM_WEBHOOK_URL", "not a url"),
        ("CHECKS_AT_ONCE", "-1"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"STUDIOBOT_{name}", value)
    with pytest.raises(InputError, match=rf"^设置 STUDIOBOT_{name} 不对：.+$"):
        read_settings()


def test_a_webhook_without_its_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOBOT_TELEGRAM_WEBHOOK_URL", "https://example.org/hook")
    with pytest.raises(InputError, match="STUDIOBOT_TELEGRAM_WEBHOOK_SECRET"):
        read_settings()


def test_an_empty_token_means_no_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOBOT_TELEGRAM_TOKEN", "")
    assert read_settings().telegram_token is None


def test_the_token_is_not_shown() -> None:
    assert "abc" not in repr(Settings(telegram_token="1:abc"))  # type: ignore[arg-type]


def test_the_readme_names_every_setting() -> None:
    readme = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`STUDIOBOT_(\w+)`", readme))
    assert {name.upper() for name in Settings.model_fields} <= named
