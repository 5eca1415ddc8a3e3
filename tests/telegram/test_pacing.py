"""How fast one chat is written to."""

from __future__ import annotations

from bot.telegram.pacing import BURST, Pace


def test_a_burst_goes_at_once_and_then_one_a_second() -> None:
    now = [100.0]
    pace = Pace(1.0, lambda: now[0])
    assert [pace.wait() for _ in range(BURST)] == [0.0] * BURST
    assert pace.wait() == 1.0
    assert pace.wait() == 2.0


def test_a_chat_that_rested_has_its_burst_again() -> None:
    now = [100.0]
    pace = Pace(1.0, lambda: now[0])
    for _ in range(BURST):
        pace.wait()
    now[0] += 60
    assert [pace.wait() for _ in range(BURST)] == [0.0] * BURST
    assert pace.wait() > 0
