"""Targets in three levels: how far a figure is, and how fast it has to move until a year ends.

A fiscal year พ.ศ. N runs from 1 October N−1 to 30 September N and has four quarters. Today is
always handed in. A target rises (level 1 < 2 < 3) or falls (level 1 > 2 > 3); every function works
for both.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, Literal

BE_OFFSET: Final = 543
QUARTERS: Final = 4
MONTHS: Final = 3
OCTOBER: Final = 10
DAYS_OF_QUARTER: Final = 365.25 / QUARTERS
# Far below what a publisher prints: a figure that equals a level but for rounding has reached it.
NOISE: Final = 1e-9

Course = Literal[
    "reached", "on_course", "behind", "no_new_figure", "no_baseline", "no_time", "none"
]
"""reached: the standard level is reached. on_course, behind: the pace so far is, or is not, at
least the pace needed. no_new_figure: nothing was measured since the baseline. no_baseline: there is
nothing to measure from. no_time: the time is over. none: there is no figure."""


@dataclass(frozen=True, slots=True)
class Target:
    """Three levels and where one began; `baseline` None where it is not known."""

    level_1: float
    level_2: float
    level_3: float
    baseline: float | None = None

    @property
    def levels(self) -> tuple[float, float, float]:
        """From the first to the third."""
        return self.level_1, self.level_2, self.level_3

    @property
    def falls(self) -> bool:
        """Whether less is better."""
        return self.level_3 < self.level_1

    def ordered(self) -> bool:
        """Whether the levels go one way, no two of them equal."""
        steps = [after - before for before, after in pairwise(self.levels)]
        return all(step > 0 for step in steps) or all(step < 0 for step in steps)

    def reached(self, value: float) -> int:
        """The highest level that `value` has reached, 0 for none."""
        return sum(self.ahead(level, value) <= _noise(level) for level in self.levels)

    def ahead(self, level: float, value: float) -> float:
        """How far `level` is from `value` in the wanted direction; negative once it is passed."""
        return value - level if self.falls else level - value


def score(value: float, target: Target, points: tuple[float, float, float]) -> float:
    """Points of a figure: linear between the levels, never above the third one's.

    Below level 1 linear from 0 points at the baseline; without a baseline from 0 points at the
    value 0 where the target rises, and 0 points where it falls, as there is nothing to begin from.
    A baseline that is itself past level 1 counts as none.
    """
    place = target.reached(value)
    if place == len(points):
        return points[-1]
    if place:
        low, high = target.levels[place - 1 : place + 1]
        return _between(value, low, high, points[place - 1], points[place])
    start = target.baseline
    if start is None or target.ahead(target.level_1, start) <= 0:
        start = None if target.falls or target.level_1 <= 0 else 0.0
    if start is None:
        return 0.0
    return max(0.0, _between(value, start, target.level_1, 0.0, points[0]))


def weighted(scores: tuple[tuple[float, float], ...]) -> float | None:
    """The mean of (score, weight); None where there is no weight."""
    whole = math.fsum(weight for _, weight in scores)
    return math.fsum(each * weight for each, weight in scores) / whole if whole > 0 else None


def persons(gap: float, denominator: float, scale: float) -> int:
    """How many persons a gap of a rate is: whole ones, so that the level is reached.

    Args:
        gap: in the unit of the rate, not negative.
        denominator: of how many.
        scale: what the rate is multiplied with, 100 for per cent.
    """
    return math.ceil(gap * denominator / scale - 1e-6)


def fiscal_year(day: date) -> int:
    """The fiscal year (พ.ศ.) in which a day lies."""
    return day.year + BE_OFFSET + (day.month >= OCTOBER)


def end_of_fiscal_year(year: int) -> date:
    """The last day of the fiscal year พ.ศ. `year`."""
    return date(year - BE_OFFSET, 9, 30)


def quarters_left(today: date, due: date) -> int:
    """How many quarters there are until `due`, the running one and the one of `due` included.

    0 once `due` is over. Quarters of fiscal years begin in October, January, April and July, as
    those of calendar years do.
    """
    if today > due:
        return 0
    return _quarter(due) - _quarter(today) + 1


def quarters_between(first: date, last: date) -> float:
    """The time from one day to another in quarters of a year."""
    return (last - first).days / DAYS_OF_QUARTER


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast, in the indicator's unit per quarter, towards the target (negative: away from it).

    Attributes:
        so_far: from the baseline to the latest figure; None where nothing was measured since.
        needed: from now to the standard level (to the third once that is reached), for each of the
            quarters left; None where no time is left or nothing is missing.
        left: the quarters left.
        course: whether `so_far` is at least `needed`, or why nobody can tell.
    """

    so_far: float | None
    needed: float | None
    left: int
    course: Course


def pace(
    value: float | None,
    target: Target,
    *,
    baseline_day: date | None,
    value_day: date | None,
    today: date,
    due: date,
) -> Pace:
    """Pace so far, pace needed, and whether the first is at least the second.

    Args:
        value: the latest figure, None where there is none.
        target: levels and baseline.
        baseline_day: the day that the baseline is of, the last one of its period.
        value_day: the same of the latest figure.
        today: whatever day it is.
        due: the last day on which the target can be reached.
    """
    left = quarters_left(today, due)
    if value is None:
        return Pace(None, None, left, "none")
    so_far = _so_far(value, target, baseline_day, value_day)
    goal = target.level_2 if target.reached(value) < len(target.levels) - 1 else target.level_3
    missing = target.ahead(goal, value)
    needed = missing / left if left and missing > _noise(goal) else None
    return Pace(so_far, needed, left, _course(value, target, so_far, needed, left))


def _course(
    value: float, target: Target, so_far: float | None, needed: float | None, left: int
) -> Course:
    if target.reached(value) >= len(target.levels) - 1:
        return "reached"
    if not left or needed is None:
        return "no_time"
    if target.baseline is None:
        return "no_baseline"
    if so_far is None:
        return "no_new_figure"
    return "on_course" if so_far >= needed - NOISE else "behind"


def _so_far(
    value: float, target: Target, baseline_day: date | None, value_day: date | None
) -> float | None:
    if target.baseline is None or baseline_day is None or value_day is None:
        return None
    passed = quarters_between(baseline_day, value_day)
    return target.ahead(value, target.baseline) / passed if passed > 0 else None


def _between(value: float, low: float, high: float, first: float, last: float) -> float:
    return first + (value - low) / (high - low) * (last - first)


def _quarter(day: date) -> int:
    return day.year * QUARTERS + (day.month - 1) // MONTHS


def _noise(level: float) -> float:
    return NOISE * max(1.0, abs(level))
