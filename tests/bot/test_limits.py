"""How much one person may ask for in a while."""

from __future__ import annotations

from bot.conversation.limits import Allowance


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_allows_as_many_as_it_says_and_tells_how_long_to_wait() -> None:
    clock = Clock()
    allowance = Allowance(2, 60, clock)
    assert allowance.take("甲") == 0
    clock.now = 10
    assert allowance.take("甲") == 0
    assert allowance.take("甲") == 50


def test_but_another_person_is_not_touched() -> None:
    allowance = Allowance(1, 60, Clock())
    allowance.take("甲")
    assert allowance.take("乙") == 0


def test_what_is_refused_does_not_count() -> None:
    clock = Clock()
    allowance = Allowance(1, 60, clock)
    allowance.take("甲")
    clock.now = 59.9
    assert allowance.take("甲") > 0
    clock.now = 60
    assert allowance.take("甲") == 0
