"""Rules about areas that add up: districts against provinces, provinces against the whole.

For one indicator all areas and periods are laid out as a grid, areas × moments, where a moment is
period × edition; memberships are a matrix, so that every sum is one multiplication.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from dashboard.catalog import Indicator, Level
from dashboard.catalog.rules import Rule
from dashboard.ingest.checks.case import Case
from dashboard.ingest.checks.figures import ABSENT, Figures, Flags, Floats, Ints
from dashboard.ingest.checks.hits import Facts, Hits, area_words, both, number_text

_PRECISION: Final = 1e-6
_PERCENT: Final = 100.0
_LARGER: Final[tuple[Level, ...]] = ("country", "region", "planning_region", "cluster")


@dataclass(frozen=True, slots=True)
class Grid:
    """The figures of one indicator: areas × moments.

    Attributes:
        moments: period × edition of each column.
        year: the year of each column.
        value: what would be published; NaN where nothing is.
        row: the new row, `ABSENT` where the figure is not new.
    """

    moments: Ints
    year: Ints
    value: Floats
    row: Ints


@dataclass(frozen=True)
class Sums:
    """What the parts of each whole sum to; `members` is wholes × areas."""

    wholes: Ints
    members: Floats
    grid: Grid

    @cached_property
    def total(self) -> Floats:
        """The sum of the parts that are known, wholes × moments."""
        return self.members @ np.nan_to_num(self.grid.value)


def districts_sum(case: Case, rule: Rule) -> Iterator[Hits]:
    """Districts against their province: equal where all are there, never more."""
    wholes, members = _membership(case, ("province",), "district")
    for index, indicator in _summed(case):
        tolerance = rule.tolerance.get(indicator.id, 0.0)
        grid = _grid(case, index)
        allowed = np.full((len(wholes), len(grid.moments)), tolerance)
        yield _unequal(case, grid, Sums(wholes, members, grid), allowed, more=True)


def provinces_sum(case: Case, rule: Rule) -> Iterator[Hits]:
    """Provinces against regions, clusters and the kingdom, where all of them are there."""
    wholes, members = _membership(case, _LARGER, "province")
    rounding, share = rule.limit("rounding"), rule.limit("difference") / _PERCENT
    for index, indicator in _summed(case):
        covered = members.copy()
        covered[:, [case.area_number[code] for code in indicator.not_covered]] = 0
        grid = _grid(case, index)
        allowed = rounding + share * np.abs(grid.value[wholes])
        yield _unequal(case, grid, Sums(wholes, covered, grid), allowed)


def _summed(case: Case) -> list[tuple[int, Indicator]]:
    """Indicators of new figures that may be added up over areas."""
    used = set(np.unique(case.new.indicator).tolist())
    return [
        (index, each)
        for index, each in enumerate(case.indicators)
        if index in used and each.aggregation == "sum"
    ]


def _membership(case: Case, levels: Sequence[Level], below: Level) -> tuple[Ints, Floats]:
    """Areas of `levels` that have parts, and a matrix wholes × areas: 1 for a part."""
    parts = {
        index: [case.area_number[each.code] for each in case.catalog.children(area.code, below)]
        for index, area in enumerate(case.areas)
        if area.level in levels
    }
    wholes = [index for index, members in parts.items() if members]
    members = np.zeros((len(wholes), len(case.areas)))
    for number, index in enumerate(wholes):
        members[number, parts[index]] = 1
    return np.array(wholes, dtype=np.int64), members


def _grid(case: Case, indicator: int) -> Grid:
    editions = len(case.codes.editions)
    new, together = case.new.of(indicator), case.together.of(indicator)
    moments = np.unique(_moment(case.new, new))
    value = _laid_out(case, case.together, together, moments)
    place = np.full(value.shape, ABSENT, dtype=np.int64)
    column = np.searchsorted(moments, _moment(case.new, new))
    # The first of equal keys stands, as it does everywhere else.
    place[case.new.area[new][::-1], column[::-1]] = new[::-1]
    return Grid(moments, case.codes.year[moments // editions], value, place)


def _moment(figures: Figures, rows: Ints) -> Ints:
    numbers = figures.period[rows] * len(figures.codes.editions) + figures.edition[rows]
    return np.asarray(numbers, dtype=np.int64)


def _laid_out(case: Case, figures: Figures, rows: Ints, moments: Ints) -> Floats:
    value: Floats = np.full((len(case.areas), len(moments)), np.nan)
    moment = _moment(figures, rows)
    known = np.isin(moment, moments) & figures.free[rows]
    rows, moment = rows[known][::-1], moment[known][::-1]
    value[figures.area[rows], np.searchsorted(moments, moment)] = figures.value[rows]
    return value


def _unequal(case: Case, grid: Grid, sums: Sums, allowed: Floats, *, more: bool = False) -> Hits:
    """Wholes that their parts do not sum to; with `more`, parts that exceed a whole as well."""
    known = (~np.isnan(grid.value)).astype(np.float64)
    began = np.array([each.valid_from or 0 for each in case.areas], dtype=np.int64)
    expected = np.maximum(known, began[:, None] <= grid.year[None, :])
    count = sums.members @ known
    complete = (count == sums.members @ expected) & (count > 0)
    difference = sums.total - grid.value[sums.wholes]
    off = complete & (np.abs(difference) > allowed + _PRECISION)
    if more:
        off |= (count > 0) & (difference > allowed + _PRECISION)
    is_new = (grid.row != ABSENT).astype(np.float64)
    asked = is_new[sums.wholes] + sums.members @ is_new > 0
    return _found(case, grid, sums, off & asked)


def _found(case: Case, grid: Grid, sums: Sums, off: Flags) -> Hits:
    """A row for each whole that is off: its own where it is new, else that of its first part."""
    wholes, columns = np.nonzero(off)
    rows = np.empty(len(wholes), dtype=np.int64)
    secret: Flags = np.zeros(len(wholes), dtype=bool)
    for number, (whole, column) in enumerate(zip(wholes, columns, strict=True)):
        places = np.concatenate([sums.wholes[[whole]], np.flatnonzero(sums.members[whole])])
        taken = grid.row[places, column]
        taken = taken[taken != ABSENT]
        rows[number] = taken[0]
        secret[number] = case.secret[taken].any()

    def tell(index: int) -> Facts:
        whole, column = wholes[index], columns[index]
        return {
            "sum": number_text(float(sums.total[whole, column])),
            "total": number_text(float(grid.value[sums.wholes[whole], column])),
            **both("whole", area_words(case.areas[sums.wholes[whole]])),
        }

    return Hits(rows, tell, secret=secret)
