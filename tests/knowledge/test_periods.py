"""Months after a day and lengths between days, at the ends of months and in leap years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.periods import add_months, add_years, months_between, years_between

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-08-30", 6, "2025-02-28"),
        ("2024-08-31", 6, "2025-02-28"),
        ("2024-09-01", 6, "2025-03-01"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-02-29", 6, "2024-08-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-12-31", 2, "2025-02-28"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2025-01-15", 0, "2025-01-15"),
    ],
)
def test_a_month_is_counted_to_the_same_day_or_to_the_end_of_the_month(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@given(DAYS, st.integers(0, 60))
def test_whole_months_are_counted_back(day: date, months: int) -> None:
    assert months_between(day, add_months(day, months)) == months


@given(DAYS, st.integers(1, 60))
def test_but_a_day_short_of_a_month_is_none(day: date, months: int) -> None:
    assert months_between(day, add_months(day, months) - timedelta(days=1)) == months - 1


@given(DAYS, st.integers(1, 12))
def test_whole_years_are_exact_to_the_anniversary_and_to_the_day_before(day: date, years: int) -> None:
    anniversary = add_years(day, years)

    assert years_between(day, anniversary) == years
    assert years_between(day, anniversary - timedelta(days=1)) == years
    assert (
        years_between(day, anniversary - timedelta(days=2))
        < years
        < years_between(day, anniversary + timedelta(days=1))
    )
