"""The simplest bot of the library, to measure beside: it says back what it is told."""

from __future__ import annotations

import os

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Says back what it is told."""
    assert update.message is not None
    assert update.message.text is not None
    await update.message.reply_text(update.message.text)


def main() -> None:
    """Polls until it is interrupted."""
    application = (
        ApplicationBuilder()
        .token(os.environ["STUDIOBOT_TELEGRAM_TOKEN"])
        .base_url(os.environ["STUDIOBOT_TELEGRAM_BASE_URL"])
        .concurrent_updates(True)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(allowed_updates=["message"])


if __name__ == "__main__":
    main()
