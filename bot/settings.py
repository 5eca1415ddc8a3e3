"""What an operator can set, read from the environment (STUDIOBOT_…)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, HttpUrl, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

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

    # Telegram ids of those who may announce a round, separated by commas.
    operators: Annotated[frozenset[str], NoDecode] = frozenset()
    # Reminders go out at these hours in China: not before the first, and before the last.
    reminders_from_hour: int = Field(8, ge=0, le=23)
    reminders_until_hour: int = Field(21, ge=1, le=24)
    # Where the page is reached from outside, for calendars that subscribe; the page itself listens on this machine only.
    public_url: HttpUrl | None = None
    # The account that reminders are mailed from, as Apprise writes it: mailtos://user:password@example.org
    mail_url: SecretStr | None = None

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

    @field_validator("operators", mode="before")
    @classmethod
    def _operators_are_numbers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        ids = value.replace("，", ",").replace(",", " ").split()
        if not all(identity.isdigit() for identity in ids):
            raise ValueError("应是 Telegram 的数字编号，用逗号隔开")
        return frozenset(ids)

    @field_validator("telegram_base_url", "telegram_base_file_url")
    @classmethod
    def _address_is_http(cls, address: str) -> str:
        if not address.startswith(("http://", "https://")):
            raise ValueError("应以 http:// 或 https:// 开头")
        return address

    @model_validator(mode="after")
    def _hours_are_in_order(self) -> Settings:
        if self.reminders_from_hour >= self.reminders_until_hour:
            raise ValueError(f"{_PREFIX}REMINDERS_FROM_HOUR 应早于 {_PREFIX}REMINDERS_UNTIL_HOUR")
        return self

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
