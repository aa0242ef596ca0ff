"""Figures as numbers: every code of a frame becomes its position in a list.

A hundred thousand rows are compared, joined and grouped without touching a single text. The
published frame is dictionary-coded where it was read from Parquet; only the codes of its
dictionaries are looked up. A code that the lists lack has position `ABSENT`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.catalog import Catalog
from dashboard.text.periods import Period, parse_period

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

ABSENT: Final = -1
_FISCAL: Final = 5


@dataclass(frozen=True)
class Codes:
    """The lists that positions point into; periods in the order of time."""

    indicators: tuple[str, ...]
    areas: tuple[str, ...]
    periods: tuple[str, ...]
    editions: tuple[str, ...]

    @cached_property
    def places(self) -> int:
        """How many places there can be: a place is area × period × edition."""
        return len(self.areas) * len(self.periods) * len(self.editions)

    @cached_property
    def parsed(self) -> tuple[Period, ...]:
        """Each period taken apart; year 0 where it is no period."""
        return tuple(map(read_period, self.periods))

    @cached_property
    def year(self) -> Ints:
        """The Common-era year of each period; 0 where it is no period."""
        return np.array([each.year for each in self.parsed], dtype=np.int64)

    @cached_property
    def season(self) -> Ints:
        """Of each period 0 for a whole year, else its quarter; like is compared with like."""
        seasons = [_FISCAL if each.fiscal else each.quarter for each in self.parsed]
        return np.array(seasons, dtype=np.int64)

    def place(self, area: Ints | int, period: Ints, edition: Ints) -> Ints:
        """One number for area × period × edition."""
        numbers = (area * len(self.periods) + period) * len(self.editions) + edition
        return np.asarray(numbers, dtype=np.int64)


@dataclass(frozen=True)
class Figures:
    """Columns of a frame as positions in `codes`, all of one length; `value` NaN where none."""

    codes: Codes
    indicator: Ints
    area: Ints
    period: Ints
    edition: Ints
    value: Floats
    free: Flags

    def __len__(self) -> int:
        return len(self.value)

    @cached_property
    def place(self) -> Ints:
        """Area × period × edition."""
        return self.codes.place(self.area, self.period, self.edition)

    @cached_property
    def key(self) -> Ints:
        """Indicator × place."""
        return self.indicator * self.codes.places + self.place

    @cached_property
    def order(self) -> Ints:
        """Rows by key; the first of equal ones first."""
        return np.argsort(self.key, kind="stable")

    @cached_property
    def _sorted(self) -> Ints:
        return self.key[self.order]

    def find(self, key: Ints) -> Ints:
        """The row of each key; `ABSENT` where there is none."""
        if not len(self):
            return np.full(len(key), ABSENT, dtype=np.int64)
        at = np.minimum(np.searchsorted(self._sorted, key), len(self) - 1)
        return np.where(self._sorted[at] == key, self.order[at], ABSENT)

    def value_at(self, indicator: int, place: Ints) -> Floats:
        """The free value of an indicator at each place; NaN where there is none."""
        row = self.find(indicator * self.codes.places + place)
        if not len(self):
            return np.full(len(place), np.nan)
        return np.where((row != ABSENT) & self.free[row], self.value[row], np.nan)

    def take(self, rows: Ints | Flags) -> Figures:
        """The figures of some rows."""
        return Figures(
            self.codes,
            self.indicator[rows],
            self.area[rows],
            self.period[rows],
            self.edition[rows],
            self.value[rows],
            self.free[rows],
        )

    def of(self, indicator: int) -> Ints:
        """The rows of one indicator."""
        first, last = np.searchsorted(self._by_indicator[1], [indicator, indicator + 1])
        return self._by_indicator[0][first:last]

    @cached_property
    def _by_indicator(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.indicator, kind="stable")
        return order, self.indicator[order]


def codes_of(frames: Sequence[pd.DataFrame], catalog: Catalog) -> Codes:
    """The lists for these frames: what the catalogue knows, then periods and editions in use."""
    periods, editions = (
        sorted({text for frame in frames for text in _distinct(frame[name])})
        for name in ("time_period", "edition")
    )
    periods.sort(key=lambda text: (read_period(text).position, text))
    return Codes(tuple(catalog.indicators), tuple(catalog.areas), tuple(periods), tuple(editions))


def figures_of(frame: pd.DataFrame, codes: Codes) -> Figures:
    """A frame as positions; it holds KEY, obs_value and conf_status."""
    value = frame["obs_value"].to_numpy(dtype=np.float64)
    return Figures(
        codes,
        _positions(frame["indicator"], codes.indicators),
        _positions(frame["ref_area"], codes.areas),
        _positions(frame["time_period"], codes.periods),
        _positions(frame["edition"], codes.editions),
        value,
        (_positions(frame["conf_status"], ("F",)) == 0) & np.isfinite(value),
    )


def joined(one: Figures, other: Figures) -> Figures:
    """The rows of `one`, then those of `other`."""
    names = ("indicator", "area", "period", "edition", "value", "free")
    columns = (np.concatenate([getattr(one, each), getattr(other, each)]) for each in names)
    return Figures(one.codes, *columns)


def read_period(text: str) -> Period:
    """The period, year 0 where `text` is none: a rule of its own says so."""
    try:
        return parse_period(text)
    except ValueError:
        return Period(0)


def positions_by_first(column: pd.Series) -> Ints:
    """Each text as its number in the order in which texts appear."""
    return np.asarray(pd.factorize(column)[0], dtype=np.int64)


def _distinct(column: pd.Series) -> list[str]:
    return [str(each) for each in column.unique()]


def _positions(column: pd.Series, table: Sequence[str]) -> Ints:
    number: Mapping[str, int] = {text: index for index, text in enumerate(table)}
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, texts = column.cat.codes.to_numpy(), list(column.cat.categories)
    else:
        codes, distinct = pd.factorize(column)
        texts = list(distinct)
    known = np.array([number.get(str(text), ABSENT) for text in texts] + [ABSENT], dtype=np.int64)
    return known[codes]
