"""Files that people send, fetched from the Bot API."""

from __future__ import annotations

import asyncio
from typing import Any

from telegram.error import BadRequest, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.telegram.incoming import File

# The Bot API hands out files up to this size.
MOST_BYTES = 20 * 1024 * 1024
_TRIES = 4
_FIRST_PAUSE = 1.0


class TooBigError(Exception):
    """The Bot API does not hand out a file of this size."""


class FileLostError(Exception):
    """The file could not be fetched."""


async def fetch(bot: ExtBot[Any], file: File) -> bytes:
    """The file's bytes. TooBigError over 20 MB, FileLostError where it can't be had after several tries."""
    if file.size is not None and file.size > MOST_BYTES:
        raise TooBigError
    for attempt in range(_TRIES):
        try:
            return bytes(await (await bot.get_file(file.id)).download_as_bytearray())
        except BadRequest as error:
            if "too big" in error.message.lower():
                raise TooBigError from error
            raise FileLostError from error
        except RetryAfter as error:
            pause = error.retry_after
            await asyncio.sleep(float(pause if isinstance(pause, int) else pause.total_seconds()))
        except TelegramError:
            await asyncio.sleep(_FIRST_PAUSE * 2**attempt)
    raise FileLostError
