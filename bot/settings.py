"""What an operator can set, read from the environment (STUDIOBOT_…)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, HttpUrl, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import InputError

_PREFIX = "STUDIOBOT_"


class Settings(BaseSettings):
    """The settings; each is the environment variable of its name in capitals after `STUDIOBOT_`."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="ignore", frozen=True)

    data: Path = Path("data")
    port: int = Field(8080, ge=1, le=65535)

    telegram_token: SecretStr | None = None
    telegram_base_url: str = "https://api.telegram.org/bot"
    telegram_base_file_url: str = "https://api.telegram.org/file/bot"
    # Where Telegram reaches the webhook; without it the bot polls.
    telegram_webhook_url: HttpUrl | None = None
    telegram_webhook_secret: SecretStr | None = None
    telegram_webhook_listen: str = "127.0.0.1"
    telegram_webhook_port: int = Field(8443, ge=1, le=65535)
    # Without an answer for so long, a request is taken to have failed.
    telegram_read_seconds: float = Field(20, gt=0, le=300)
    # Telegram allows a bot about thirty messages a second, and one a second in a chat with short bursts.
    telegram_messages_per_second: float = Field(30, gt=0, le=10_000)
    telegram_chat_messages_per_second: float = Field(1, gt=0, le=10_000)

    # One person's share: enough for somebody who types fast, too little for a machine.
    questions_per_minute: int = Field(20, ge=1)
    checks_per_day: int = Field(20, ge=1)
    # A check with scans keeps a core busy and takes about a gigabyte.
    checks_at_once: int = Field(2, ge=1, le=64)

    @field_validator("telegram_token")
    @classmethod
    def _token_is_one_word(cls, token: SecretStr | None) -> SecretStr | None:
        if token is None or not token.get_secret_value().strip():
            return None
        if ":" not in token.get_secret_value() or len(token.get_secret_value().split()) != 1:
            raise ValueError("应是 BotFather 给的那一串，形如 123456:ABC…")
        return token

    @field_validator("telegram_base_url", "telegram_base_file_url")
    @classmethod
    def _address_is_http(cls, address: str) -> str:
        if not address.startswith(("http://", "https://")):
            raise ValueError("应以 http:// 或 https:// 开头")
        return address

    @model_validator(mode="after")
    def _webhook_has_a_secret(self) -> Settings:
        if self.telegram_webhook_url is not None and self.telegram_webhook_secret is None:
            raise ValueError(f"设了 {_PREFIX}TELEGRAM_WEBHOOK_URL，还要设 {_PREFIX}TELEGRAM_WEBHOOK_SECRET")
        return self


def read_settings(**overrides: Any) -> Settings:
    """The settings of the environment, `overrides` (those not None) before them; InputError in one line where one is wrong."""
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = _PREFIX + "_".join(str(part) for part in first["loc"]).upper() if first["loc"] else ""
        reason = first["msg"].removeprefix("Value error, ")
        raise InputError(f"设置 {name} 不对：{reason}" if name else f"设置不对：{reason}") from None
