"""Days in words, and the day on which a period ends."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.text.periods import day, last_day


def test_a_day_in_both_languages_and_eras() -> None:
    when = date(2026, 11, 23)

    assert day(when, "th", "be") == "23 พ.ย. 2569"
    assert day(when, "en", "ce") == "23 Nov 2026"


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2018", date(2018, 12, 31)),
        ("2020-Q1", date(2020, 3, 31)),
        ("2020-Q4", date(2020, 12, 31)),
        ("FY2570", date(2027, 9, 30)),
    ],
)
def test_the_last_day_of_a_period(period: str, end: date) -> None:
    assert last_day(period) == end
