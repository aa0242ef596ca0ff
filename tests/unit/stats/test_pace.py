"""Levels, gaps and paces worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.stats.pace import (
    Target,
    end_of_fiscal_year,
    fiscal_year,
    pace,
    persons,
    quarters_left,
    score,
    weighted,
)

POINTS = (50.0, 75.0, 100.0)
FALLING = Target(2.5, 2.0, 1.5, baseline=3.0)
RISING = Target(100.0, 120.0, 140.0)
TODAY = date(2026, 11, 23)
DUE = date(2027, 9, 30)


@pytest.mark.parametrize(
    ("value", "points"),
    [
        (3.2, 0.0),  # worse than the baseline
        (3.0, 0.0),
        (2.75, 25.0),  # half way from the baseline to level 1
        (2.5, 50.0),
        (2.25, 62.5),
        (2.0, 75.0),
        (1.9, 80.0),  # a fifth of the way to level 3
        (1.5, 100.0),
        (0.5, 100.0),  # capped
    ],
)
def test_points_of_a_falling_target(value: float, points: float) -> None:
    assert score(value, FALLING, POINTS) == pytest.approx(points)


@pytest.mark.parametrize(
    ("value", "points"),
    [(0, 0), (50, 25), (100, 50), (110, 62.5), (120, 75), (130, 87.5), (200, 100)],
)
def test_points_of_a_rising_target_without_a_baseline(value: float, points: float) -> None:
    assert score(value, RISING, POINTS) == pytest.approx(points)


def test_a_falling_target_without_a_baseline_has_nothing_to_begin_from() -> None:
    assert score(2.6, Target(2.5, 2.0, 1.5), POINTS) == 0


def test_a_baseline_past_the_first_level_counts_as_none() -> None:
    assert score(2.6, Target(2.5, 2.0, 1.5, baseline=2.4), POINTS) == 0
    assert score(50, Target(100, 120, 140, baseline=110), POINTS) == 25


def test_another_anchor_for_the_middle_level() -> None:
    assert score(2.25, FALLING, (50.0, 70.0, 100.0)) == pytest.approx(60)


def test_a_figure_that_equals_a_level_but_for_rounding_has_reached_it() -> None:
    assert FALLING.reached(2.0 + 1e-12) == 2
    assert FALLING.reached(2.001) == 1
    assert RISING.reached(99.9) == 0


def test_levels_out_of_order_are_seen() -> None:
    assert FALLING.ordered()
    assert RISING.ordered()
    assert not Target(2.5, 2.5, 1.5).ordered()
    assert not Target(2.0, 2.5, 1.5).ordered()


def test_the_weighted_mean() -> None:
    assert weighted(((50.0, 40.0), (100.0, 60.0))) == pytest.approx(80)
    assert weighted(()) is None


def test_a_gap_of_a_rate_in_persons() -> None:
    # 26,391 of 906,950 are 2.90986 %; at most 22,673 may be left for 2.5 %: 3,718 fewer.
    rate = 100 * 26_391 / 906_950
    assert persons(rate - 2.5, 906_950, 100) == 26_391 - 22_673
    assert persons(0.0, 906_950, 100) == 0


def test_a_fiscal_year_begins_on_the_first_of_october() -> None:
    assert fiscal_year(date(2026, 9, 30)) == 2569
    assert fiscal_year(date(2026, 10, 1)) == 2570
    assert fiscal_year(TODAY) == 2570
    assert end_of_fiscal_year(2570) == date(2027, 9, 30)


@pytest.mark.parametrize(
    ("day", "left"),
    [
        # Of fiscal year 2570: October to December (running), January to March, April to June,
        # July to September.
        (TODAY, 4),
        (date(2026, 12, 31), 4),
        (date(2027, 1, 1), 3),
        (date(2027, 9, 30), 1),
        (date(2027, 10, 1), 0),
        (date(2026, 9, 1), 5),
    ],
)
def test_quarters_left_of_fiscal_year_2570(day: date, left: int) -> None:
    assert quarters_left(day, DUE) == left


def run(value: float | None, target: Target = FALLING, **given: date | None) -> tuple[object, ...]:
    days: dict[str, date | None] = {
        "baseline_day": date(2025, 9, 30),
        "value_day": date(2026, 9, 30),
        **given,
    }
    found = pace(
        value,
        target,
        baseline_day=days["baseline_day"],
        value_day=days["value_day"],
        today=days.get("today") or TODAY,
        due=DUE,
    )
    return found.so_far, found.needed, found.left, found.course


def test_as_fast_as_needed_is_on_course() -> None:
    # 3.0 → 2.48 in a year (4 quarters): 0.13 a quarter; 0.48 missing, 4 quarters: 0.12.
    so_far, needed, left, course = run(2.48)

    assert so_far == pytest.approx(0.13, rel=1e-3)
    assert needed == pytest.approx(0.12)
    assert (left, course) == (4, "on_course")


def test_slower_than_needed_is_behind() -> None:
    # 3.0 → 2.8: 0.05 a quarter; 0.8 missing: 0.2.
    so_far, needed, _, course = run(2.8)

    assert so_far == pytest.approx(0.05, rel=1e-3)
    assert needed == pytest.approx(0.2)
    assert course == "behind"


def test_moving_away_is_a_negative_pace() -> None:
    so_far, _, _, course = run(3.4)

    assert so_far == pytest.approx(-0.1, rel=1e-3)
    assert course == "behind"


def test_once_the_standard_is_reached_the_third_level_is_what_is_needed() -> None:
    _, needed, _, course = run(1.9)

    assert needed == pytest.approx(0.1)
    assert course == "reached"
    assert run(1.5)[1] is None


@pytest.mark.parametrize(
    ("value", "given", "course"),
    [
        (None, {}, "none"),
        (2.8, {"value_day": date(2025, 9, 30)}, "no_new_figure"),
        (2.8, {"value_day": date(2018, 12, 31)}, "no_new_figure"),
        (2.8, {"today": date(2027, 10, 1)}, "no_time"),
    ],
)
def test_why_nobody_can_tell(value: float | None, given: dict[str, date], course: str) -> None:
    assert run(value, **given)[3] == course


def test_without_a_baseline_there_is_no_pace_so_far() -> None:
    so_far, needed, _, course = run(2.8, Target(2.5, 2.0, 1.5))

    assert so_far is None
    assert needed == pytest.approx(0.2)
    assert course == "no_baseline"
