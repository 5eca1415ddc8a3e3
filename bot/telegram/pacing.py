"""How fast one chat is written to: Telegram allows short bursts and one message a second in the long run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

# So many messages may follow one another at once: a report with its files.
BURST = 3


@dataclass
class Pace:
    """A bucket of tokens: `BURST` to begin with, `per_second` more each second."""

    per_second: float
    clock: Callable[[], float] = time.monotonic
    _tokens: float = BURST
    _seen: float = field(default=0.0)

    def wait(self) -> float:
        """Takes one token; the seconds to wait before it is there."""
        now = self.clock()
        if self._seen:
            self._tokens = min(BURST, self._tokens + (now - self._seen) * self.per_second)
        self._seen = now
        self._tokens -= 1
        return max(0.0, -self._tokens / self.per_second)
