from __future__ import annotations

import math

import pandas as pd
import pytest

from dashboard.charts.classes import ClassRange, equal_classes, quartile_classes


def _sizes(values: list[float | None]) -> list[int]:
    return [each.count for each in quartile_classes(values).ranges]


def test_the_23_target_poor_rates_fall_into_the_published_picture_s_classes(
    rates: pd.DataFrame,
) -> None:
    values = [round(value, 2) for value in rates["obs_value"]]
    assert quartile_classes(values).ranges == (
        ClassRange(0.78, 1.29, 6),
        ClassRange(1.45, 2.19, 5),
        ClassRange(2.70, 3.81, 6),
        ClassRange(3.84, 6.80, 6),
    )


def test_the_14_provinces_products_per_head_make_classes_of_4_3_3_4(
    per_capita: pd.DataFrame,
) -> None:
    assert quartile_classes(list(per_capita["obs_value"])).ranges == (
        ClassRange(55417, 102821, 4),
        ClassRange(105449, 111682, 3),
        ClassRange(117801, 155156, 3),
        ClassRange(163070, 250823, 4),
    )


def test_each_value_is_told_its_class() -> None:
    assert quartile_classes([8, 1, 2, 7, 3, 6, 4, 5]).index == (3, 0, 0, 3, 1, 2, 1, 2)


def test_missing_values_have_no_class_and_zero_has_one() -> None:
    classes = quartile_classes([math.nan, 0.0, None, 5.0])
    assert classes.index == (None, 0, None, 1)
    assert classes.ranges == (ClassRange(0.0, 0.0, 1), ClassRange(5.0, 5.0, 1))


@pytest.mark.parametrize(
    ("values", "sizes"),
    [
        ([], []),
        ([2.0, 2.0, 2.0], [3]),
        ([1.0, 1.0, 9.0], [2, 1]),
        ([1.0, 2.0, 2.0, 3.0], [1, 2, 1]),
        ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [2, 2, 2]),
        ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], [2, 2, 2, 2]),
    ],
)
def test_fewer_distinct_values_make_fewer_classes(
    values: list[float | None], sizes: list[int]
) -> None:
    assert _sizes(values) == sizes


def test_fifteen_zeros_stay_together_and_still_leave_four_classes() -> None:
    values: list[float | None] = [0.0] * 15 + [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]
    classes = quartile_classes(values)
    assert classes.ranges == (
        ClassRange(0.0, 0.0, 15),
        ClassRange(1.0, 3.0, 3),
        ClassRange(4.0, 5.0, 2),
        ClassRange(6.0, 8.0, 3),
    )


def test_a_tie_at_the_top_is_never_split() -> None:
    values: list[float | None] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, *[9.0] * 12]
    classes = quartile_classes(values)
    assert len(classes.ranges) == 4
    assert {classes.index[at] for at in range(7, 19)} == {3}


def test_equal_classes_have_equal_width_and_leave_out_the_empty_one() -> None:
    classes = equal_classes([0.0, 1.0, 2.4, 2.6, 10.0])
    assert classes.index == (0, 0, 0, 1, 2)
    assert [each.count for each in classes.ranges] == [3, 1, 1]


def test_equal_values_make_one_equal_class() -> None:
    assert equal_classes([4.0, 4.0]).ranges == (ClassRange(4.0, 4.0, 2),)
