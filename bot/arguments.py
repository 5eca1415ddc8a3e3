"""Values of command-line options that several commands take."""

from __future__ import annotations

import argparse
from datetime import date


def day(text: str) -> date:
    """A date written as 2025-09-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期要写成 2025-09-01 的样子：{text}") from None


def count(text: str) -> int:
    """A number of people or things: 0 or more."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"要写成 0 或正整数：{text}")
    return int(text)
