from __future__ import annotations

import math

import pytest

from dashboard.text.numbers import number, signed, state_text, value_range


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1_534_653, 0, "1,534,653"),
        (2.909862, 2, "2.91"),
        (0, 0, "0"),
        (-0.004, 2, "0.00"),
        (None, 2, "–"),
        (math.nan, 2, "–"),
        (-11_689, 0, "-11,689"),
    ],
)
def test_a_number_is_grouped_and_rounded(value: float | None, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [(7.6, "+7.6"), (-0.49, "-0.5"), (0.0, "0.0"), (0.04, "0.0"), (None, "–")]
)
def test_a_change_says_its_sign(value: float | None, text: str) -> None:
    assert signed(value, 1) == text


def test_a_range_of_one_number_is_that_number() -> None:
    assert value_range(3.84, 6.8, 2, lang="th") == "3.84–6.80"
    assert value_range(2.001, 2.004, 2, lang="th") == "2.00"


def test_a_range_with_a_minus_sign_has_no_dash() -> None:
    assert value_range(-41.3, -15.6, 1, lang="en") == "-41.3 to -15.6"
    assert value_range(-0.9, 1.6, 1, lang="th") == "-0.9 ถึง 1.6"
    assert value_range(-0.04, 1.6, 1, lang="en") == "0.0–1.6"


def test_missing_suppressed_and_zero_are_told_apart() -> None:
    assert state_text(None, "F", 0, "th") == "–"
    assert state_text(None, "C", 0, "th") == "ปกปิด"
    assert state_text(0.0, "F", 0, "th") == "0"
