"""The dialogue in Telegram."""

from bot.telegram.app import run_telegram

__all__ = ["run_telegram"]
