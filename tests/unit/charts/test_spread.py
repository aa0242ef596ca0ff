from __future__ import annotations

import pytest

from dashboard.charts.spread import Strip, pushed_apart, round_steps, strips, tick_texts


def test_labels_that_fit_share_a_row_and_others_climb() -> None:
    assert strips(positions=[0.2, 0.8], widths=[50, 50], plots=[200], before=80, after=60) == [
        Strip(0, "left"),
        Strip(0, "left"),
    ]
    assert strips(positions=[0.5, 0.5], widths=[60, 60], plots=[200]) == [
        Strip(0, "left"),
        Strip(0, "right"),
    ]
    assert strips(positions=[0.5, 0.5, 0.5], widths=[90, 90, 90], plots=[200]) == [
        Strip(0, "left"),
        Strip(0, "right"),
        Strip(1, "left"),
    ]


def test_a_label_at_the_edge_grows_inwards() -> None:
    assert strips(positions=[1.0], widths=[60], plots=[200])[0].anchor == "right"


def test_labels_at_line_ends_are_pushed_apart_as_little_as_needed() -> None:
    assert pushed_apart([10.0, 10.0, 50.0], [4, 4, 4]) == [8.0, 12.0, 50.0]
    assert pushed_apart([3.0, 1.0], [1, 1]) == [3.0, 1.0]
    assert pushed_apart([10.0, 11.0], [2, 6]) == [8.5, 12.5]
    assert pushed_apart([1.0, 1.0], [4, 4], floor=0.0) == [2.0, 6.0]
    assert pushed_apart([], []) == []


@pytest.mark.parametrize(
    ("low", "high", "most", "marks"),
    [
        (0, 7.14, 5, [0, 2, 4, 6]),
        (0, 443000, 5, [0, 100000, 200000, 300000, 400000]),
        (0, 443000, 2, [0, 200000, 400000]),
        (87.8, 121.8, 6, [90, 95, 100, 105, 110, 115, 120]),
        (-2.5, 2.5, 5, [-2, -1, 0, 1, 2]),
    ],
)
def test_axis_marks_are_round(low: float, high: float, most: int, marks: list[float]) -> None:
    assert round_steps(low, high, most=most) == marks


def test_axis_numbers_have_the_decimals_that_they_need() -> None:
    assert tick_texts([0, 100000, 200000]) == ["0", "100,000", "200,000"]
    assert tick_texts([0.5, 1.0, 1.5]) == ["0.5", "1.0", "1.5"]
