from __future__ import annotations

import pytest

from dashboard.charts.svg_axis import Scale, Stacked, beside_lines, thinned, ticks


@pytest.mark.parametrize(
    ("low", "high", "most", "values", "decimals"),
    [
        (0, 7.07, 10, (0, 1, 2, 3, 4, 5, 6, 7), 0),
        (0, 7.07, 4, (0, 2, 4, 6), 0),
        (88.2, 121.5, 5, (90, 100, 110, 120), 0),
        (0, 0.5, 4, (0, 0.2, 0.4), 1),
        (-3, 3, 4, (-2, 0, 2), 0),
        (0, 440_000, 5, (0, 100_000, 200_000, 300_000, 400_000), 0),
        (0.611, 0.643, 4, (0.62, 0.63, 0.64), 2),
    ],
)
def test_ticks_are_round_numbers_within_the_range(
    low: float, high: float, most: int, values: tuple[float, ...], decimals: int
) -> None:
    assert ticks(low, high, most) == (values, decimals)


def test_a_scale_maps_ends_to_ends_also_upwards() -> None:
    up = Scale(low=90, high=120, start=300, end=0)
    assert (up.at(90), up.at(120), up.at(100)) == (300, 0, 200)


def test_labels_that_have_room_stand_over_their_lines() -> None:
    assert beside_lines([(100, 60), (400, 60)], 0, 500) == [Stacked(100, 0), Stacked(400, 0)]


def test_labels_of_near_lines_turn_away_from_each_other() -> None:
    assert beside_lines([(100, 60), (110, 60)], 0, 500) == [Stacked(64, 0), Stacked(146, 0)]


def test_a_label_at_the_edge_is_moved_inside() -> None:
    assert beside_lines([(10, 60)], 0, 500) == [Stacked(30, 0)]


def test_a_label_without_room_beside_takes_a_higher_row() -> None:
    placed = beside_lines([(100, 60), (90, 60), (110, 60)], 0, 500)
    assert placed == [Stacked(100, 1), Stacked(54, 0), Stacked(146, 0)]


def test_tick_labels_that_would_touch_are_left_out_but_not_the_last() -> None:
    marks = [
        (0.0, "2547", 30.0),
        (100.0, "2550", 30.0),
        (180.0, "2553", 30.0),
        (200.0, "2554", 30.0),
    ]
    assert thinned(marks) == [(0, "2547"), (100, "2550"), (200, "2554")]


def test_labels_never_change_places_with_those_of_other_lines() -> None:
    """The South, 28,532, lies left of the kingdom, 29,030, also where the left label is longer."""
    first, second = beside_lines([(921.6, 76), (925.7, 93)], 545, 1070)
    assert first.x < second.x
    second, first = beside_lines([(925.7, 93), (921.6, 76)], 545, 1070)
    assert first.x < second.x
