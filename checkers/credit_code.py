"""统一社会信用代码 (GB 32100): its characters and the check character of its first seventeen."""

from __future__ import annotations

# No I, O, S, V, Z; the weights are powers of 3 modulo 31.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_WEIGHTS = tuple(pow(3, n, 31) for n in range(LENGTH - 1))


def check_character(first: str) -> str:
    """The check character of a code's first 17 characters (all of them in `ALPHABET`)."""
    total = sum(ALPHABET.index(c) * weight for c, weight in zip(first, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]
