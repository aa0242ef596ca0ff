from __future__ import annotations

import math

import pytest

from dashboard.stats.bounds import Interval, exactly, parts_of_union, shared_decimals
from dashboard.stats.poverty import (
    adjusted_headcount,
    contributions,
    intensity,
    mean_dimensions,
)

# TPMAP 2561, Nakhon Si Thammarat: health, living, education, income, access; 26,391 target poor of
# 906,950 persons surveyed. 5,527 + 8,782 + 5,722 + 11,897 + 84 = 32,012.
NAKHON = [exactly(each) for each in (5527, 8782, 5722, 11897, 84)]
POOR, SURVEYED = 26391, 906950


def test_the_mean_number_of_dimensions_is_the_sum_over_the_target_poor() -> None:
    assert mean_dimensions(NAKHON, POOR).low == pytest.approx(32012 / 26391)
    assert mean_dimensions(NAKHON, POOR).low == pytest.approx(1.2130, abs=0.00005)


def test_intensity_is_the_mean_over_five() -> None:
    assert intensity(NAKHON, POOR).low == pytest.approx(0.24260, abs=0.000005)
    assert intensity(NAKHON, POOR).width == 0


def test_the_adjusted_headcount_is_rate_times_intensity() -> None:
    found = adjusted_headcount(NAKHON, POOR, SURVEYED).low

    assert found == pytest.approx(32012 / (5 * 906950))
    assert found == pytest.approx(0.029099 * 0.242598, abs=1e-6)


def test_contributions_are_shares_of_all_deprivations() -> None:
    shares = [each.low for each in contributions(NAKHON)]

    assert shares == pytest.approx([0.17265, 0.27433, 0.17875, 0.37164, 0.00262], abs=5e-6)
    assert sum(shares) == pytest.approx(1)


def test_nobody_fails_and_nothing_contributes() -> None:
    assert contributions([exactly(0)] * 5) == ()


def test_a_suppressed_dimension_lies_between_what_the_others_leave_and_its_cap() -> None:
    """Ten people, six and two of them told: whoever is left over fails in the third."""
    found = parts_of_union([6, 2, None], 10, [math.inf, math.inf, 9])

    assert found == (exactly(6), exactly(2), Interval(2, 9))


def test_a_suppressed_dimension_is_never_above_all_the_poor() -> None:
    [_, hidden] = parts_of_union([10, None], 10, [math.inf, math.inf])

    assert hidden == Interval(0, 10)


def test_two_suppressed_dimensions_leave_each_other_room() -> None:
    found = parts_of_union([5, None, None], 10, [math.inf, 4, 8])

    assert found[1:] == (Interval(0, 4), Interval(1, 8))


def test_bounds_of_a_share_hold_every_value_of_the_hidden_part() -> None:
    parts = [exactly(6), Interval(2, 9)]

    found = contributions(parts)

    for hidden in range(2, 10):
        assert found[0].low <= 6 / (6 + hidden) <= found[0].high
        assert found[1].low <= hidden / (6 + hidden) <= found[1].high
    assert found[1] == Interval(2 / 8, 9 / 15)


@pytest.mark.parametrize(
    ("low", "high", "decimals"),
    [
        (24.31, 24.34, 1),
        (24.31, 24.31, 2),
        (24.6, 25.4, 0),
        (24.4, 25.6, None),
    ],
)
def test_no_more_decimals_than_both_bounds_share(
    low: float, high: float, decimals: int | None
) -> None:
    assert shared_decimals(Interval(low, high), 2) == decimals
