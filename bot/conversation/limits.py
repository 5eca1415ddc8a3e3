"""How much one person may ask for in a while."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

# Persons who have not asked for so many seconds and more are forgotten when the table grows over so many.
_MANY = 10_000


class Allowance:
    """At most `most` in any `seconds`, for each person; kept in memory only."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._used: dict[str, deque[float]] = {}

    def take(self, person: str) -> float:
        """Zero where one more is allowed (it is counted), else the seconds to wait."""
        now = self._clock()
        used = self._used.setdefault(person, deque())
        while used and used[0] <= now - self._seconds:
            used.popleft()
        if len(used) >= self._most:
            return used[0] + self._seconds - now
        used.append(now)
        if len(self._used) > _MANY:
            self._used = {
                name: times for name, times in self._used.items() if times and times[-1] > now - self._seconds
            }
        return 0.0

    def forget(self, person: str) -> None:
        self._used.pop(person, None)
