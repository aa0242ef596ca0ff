from __future__ import annotations

import math

import pytest

from dashboard.stats.inequality import contributions, inequality
from dashboard.stats.ranks import agreement, band, places


def test_areas_that_are_alike_are_not_unequal() -> None:
    assert inequality([3, 3, 3], [10, 20, 70]) == (0, 0, 0)
    assert contributions([3, 3, 3], [10, 20, 70]) == []


def test_two_areas_by_hand() -> None:
    """Rates 1 and 3, a hundred people each: the mean is 2, the ratios 0.5 and 1.5."""
    found = inequality([1, 3], [100, 100])

    assert found is not None
    assert found.gini == pytest.approx(0.25)
    assert found.theil_t == pytest.approx(0.5 * (0.5 * math.log(0.5) + 1.5 * math.log(1.5)))
    assert found.theil_t == pytest.approx(0.130812, abs=1e-6)
    assert found.theil_l == pytest.approx(0.5 * (math.log(2) - math.log(1.5)))
    assert found.theil_l == pytest.approx(0.143841, abs=1e-6)


def test_people_count_and_not_areas() -> None:
    """Rates 1 and 4, three people to one: the mean is 1.75, Gini is .75 * .25 * 3 / 1.75."""
    found = inequality([1, 4], [300, 100])

    assert found is not None
    assert found.gini == pytest.approx(0.75 * 0.25 * 3 / 1.75)
    split = inequality([1, 1, 1, 4], [100, 100, 100, 100])
    assert split == pytest.approx(found)


def test_a_rate_of_zero_counts_in_theil_t_and_gini_but_has_no_theil_l() -> None:
    found = inequality([0, 2], [50, 50])

    assert found is not None
    assert found.theil_t == pytest.approx(math.log(2))
    assert found.gini == pytest.approx(0.5)
    assert found.theil_l is None


def test_one_area_or_no_event_says_nothing() -> None:
    assert inequality([3], [10]) is None
    assert inequality([0, 0], [10, 10]) is None


def test_what_areas_bring_sums_to_one_and_is_never_negative() -> None:
    """Ratios 0.5 and 1.5: 0.5 ln 0.5 + 0.5 = 0.153426 and 1.5 ln 1.5 - 0.5 = 0.108198."""
    found = contributions([1, 3], [100, 100])

    assert found == pytest.approx([0.153426 / 0.261624, 0.108198 / 0.261624], abs=1e-5)
    assert sum(found) == pytest.approx(1)


def test_an_area_at_the_mean_brings_nothing() -> None:
    assert contributions([1, 2, 3], [100, 100, 100])[1] == 0


def test_equal_values_share_the_better_place() -> None:
    assert places({"a": 5, "b": 9, "c": 5, "d": 1}) == {"b": 1, "a": 2, "c": 2, "d": 4}


def test_quarters_of_fourteen() -> None:
    assert [band(place, 14) for place in range(1, 15)] == [0] * 4 + [1] * 3 + [2] * 3 + [3] * 4


def test_orders_agree_by_quarters() -> None:
    assert agreement([0, 0, 0]) == "agree"
    assert agreement([0, 1]) == "near"
    assert agreement([0, 2, 1]) == "apart"
    assert agreement([2]) == "unknown"
