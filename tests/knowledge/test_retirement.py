"""Statutory retirement, progressive since 2025."""

from __future__ import annotations

import pytest

from knowledge.retirement import Group, retirement_month, years_left


@pytest.mark.parametrize(
    ("birth", "group", "expected"),
    [
        ((1964, 12), "man", (2024, 12)),
        ((1965, 1), "man", (2025, 2)),
        ((1965, 4), "man", (2025, 5)),
        ((1965, 5), "man", (2025, 7)),
        ((1966, 1), "man", (2026, 5)),
        ((1990, 1), "man", (2053, 1)),
        ((1970, 1), "woman55", (2025, 2)),
        ((1976, 6), "woman50", (2027, 3)),
        ((1995, 1), "woman50", (2050, 1)),
    ],
)
def test_it_gives_the_month_of_retirement(birth: tuple[int, int], group: Group, expected: tuple[int, int]) -> None:
    assert retirement_month(*birth, group) == expected


@pytest.mark.parametrize(("on", "left"), [((2023, 5), 3.0), ((2023, 6), 2 + 11 / 12), ((2026, 6), -1 / 12)])
def test_it_counts_what_is_left(on: tuple[int, int], left: float) -> None:
    assert years_left((1966, 1), on, "man") == pytest.approx(left)
