"""Published figures and relations as a system of linear rows over the cells that are not published.

One system for a province, its districts, a period and an edition. A published count is a constant,
or an interval where it is rounded; a suppressed one is a variable, and so is one that is published
nowhere and yet follows from others: target poor by indicator, people in exactly these dimensions,
the one district that a file leaves out. What a published rate says of such a count are its bounds.
All counts are whole and not negative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from dashboard.catalog import Catalog
from dashboard.disclosure.relations import KINDS, Kind, Relation, Relations, Selections

MOST: Final = 1_000_000.0
"""No count of a district is larger; a cell without any upper bound gets this one."""


class Cell(NamedTuple):
    """A count of one area; period and edition are those of its system."""

    indicator: str
    area: str


Values = Mapping[Cell, float]
"""What is known: a number where published, NaN where suppressed, no entry where there is none."""

Spans = Mapping[Cell, tuple[float, float]]
"""The least and the greatest value of counts that are not published, from elsewhere."""


@dataclass(frozen=True, slots=True, repr=False)
class System:
    """Rows `below` <= matrix @ x <= `above` over whole `cells` x within `lower` and `upper`."""

    cells: tuple[Cell, ...]
    lower: np.ndarray
    upper: np.ndarray
    matrix: csr_array
    below: np.ndarray
    above: np.ndarray


@dataclass(slots=True, repr=False)
class _Rows:
    """Rows while they are collected; constants go to the right-hand side at once."""

    values: Values
    multiples: Mapping[str, int]
    free: Callable[[Cell], bool]
    spans: Spans
    places: dict[Cell, int] = field(default_factory=dict)
    ranges: list[tuple[float, float]] = field(default_factory=list)
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    below: list[float] = field(default_factory=list)
    above: list[float] = field(default_factory=list)

    def add(self, terms: Iterable[tuple[Cell, float]], below: float, above: float) -> None:
        """The row `below` <= sum of terms <= `above`; one of constants alone says nothing."""
        columns = []
        for cell, factor in terms:
            known = self._constant(cell)
            if known is None:
                columns.append((self._place(cell), factor))
            else:
                below, above = below - factor * known, above - factor * known
        if columns:
            self.entries += [(len(self.below), column, factor) for column, factor in columns]
            self.below.append(below)
            self.above.append(above)

    def fit(self, whole: Cell, parts: Iterable[tuple[Cell, float]]) -> bool:
        """Whether the parts that are known leave something for the others, and are no more."""
        most = self._constant(whole)
        known = [self._constant(cell) for cell, _ in parts]
        return most is None or sum(each for each in known if each is not None) <= most

    def _constant(self, cell: Cell) -> float | None:
        value = self.values.get(cell, np.nan)
        unknown = np.isnan(value) or self.free(cell) or self._rounding(cell, value)
        return None if unknown else float(value)

    def _rounding(self, cell: Cell, value: float) -> int:
        """How far the true count may be from a published multiple."""
        multiple = self.multiples.get(cell.indicator, 1)
        return multiple // 2 if value % multiple == 0 else 0

    def _place(self, cell: Cell) -> int:
        if cell not in self.places:
            self.places[cell] = len(self.ranges)
            value = self.values.get(cell, np.nan)
            rounding = 0 if np.isnan(value) else self._rounding(cell, value)
            known = (max(value - rounding, 0.0), value + rounding)
            self.ranges.append(known if rounding else self.spans.get(cell, (0.0, MOST)))
        return self.places[cell]

    def system(self) -> System:
        """The finished system."""
        rows, columns, factors = zip(*self.entries, strict=True) if self.entries else ((), (), ())
        shape = (len(self.below), len(self.ranges))
        lower, upper = np.array(self.ranges, dtype=float).reshape(-1, 2).T.copy()
        return System(
            tuple(self.places),
            lower,
            upper,
            csr_array((np.array(factors, dtype=float), (rows, columns)), shape=shape),
            np.array(self.below),
            np.array(self.above),
        )


def province_system(
    values: Values,
    province: str,
    relations: Relations,
    catalog: Catalog,
    *,
    year: int,
    kinds: Iterable[Kind] = KINDS,
    free: Callable[[Cell], bool] = lambda _: False,
    spans: Spans = MappingProxyType({}),
) -> System:
    """The system of one province, period and edition.

    Args:
        values: what is published of this period and edition, of all areas.
        province: a code.
        relations: what holds between counts.
        catalog: districts of the province, and which counts are rounded.
        year: districts that did not exist then are no part of a sum.
        kinds: only relations of these kinds.
        free: published cells to be taken as variables all the same.
        spans: what rates say of cells that are not published.
    """
    multiples = {each.id: each.disclosure.multiple for each in catalog.indicators.values()}
    districts = districts_of(province, catalog, year=year)
    rows = _Rows(values, multiples, free, spans)
    chosen = frozenset(kinds)
    present = {cell.area for cell in values}
    known = [each for each in districts if each in present]
    if left_out(values, province, districts, relations):
        known = districts
    for area in ([province] if province in present else []) + known:
        for relation in relations.within:
            if relation.kind in chosen:
                _within(rows, relation, area)
        for selections in relations.selections if "inversion" in chosen else ():
            _invert(rows, selections, area)
    if "sum" in chosen:
        _sums(rows, relations, province, known, complete=known == districts)
    return rows.system()


def districts_of(province: str, catalog: Catalog, *, year: int) -> list[str]:
    """The districts that a province had in a year."""
    children = catalog.children(province, "district")
    return [each.code for each in children if (each.valid_from or 0) <= year]


def left_out(
    values: Values, province: str, districts: Iterable[str], relations: Relations
) -> frozenset[Cell]:
    """Districts without a figure beside others that have one and a province that has a total.

    They follow by subtraction as suppressed ones do. Counts of no district at all are none: the
    publisher has them for the province only.
    """
    found: set[Cell] = set()
    for name in relations.summed:
        if Cell(name, province) in values:
            every = [Cell(name, area) for area in districts]
            absent = [cell for cell in every if cell not in values]
            found |= set(absent) if len(absent) < len(every) else set()
    return frozenset(found)


def _within(rows: _Rows, relation: Relation, area: str) -> None:
    """One relation at one area; a count without a row is a count all the same."""
    low = [(Cell(name, area), 1.0) for name in relation.low]
    high = [(Cell(name, area), -1.0) for name in relation.high]
    rows.add([*low, *high], -np.inf, 0.0)


def _invert(rows: _Rows, selections: Selections, area: str) -> None:
    """Published unions of one area as sums of people in exactly a set of parts."""
    if not any(Cell(name, area) in rows.values for name, _ in selections.masks):
        return
    size = len(selections.parts)
    every = [f"{number:0{size}b}" for number in range(1, 2**size)]
    for name, mask in selections.published:
        if Cell(name, area) in rows.values:
            inside = [bits for bits in every if int(bits, 2) & int(mask, 2)]
            people = [(Cell(selections.exactly(bits), area), 1.0) for bits in inside]
            rows.add([*people, (Cell(name, area), -1.0)], 0.0, 0.0)


def _sums(
    rows: _Rows, relations: Relations, province: str, districts: list[str], *, complete: bool
) -> None:
    for name in sorted(relations.summed):
        whole = Cell(name, province)
        parts = [(Cell(name, area), 1.0) for area in districts]
        if name in relations.loose and not rows.fit(whole, parts):
            continue
        if whole in rows.values and parts:
            rows.add([*parts, (whole, -1.0)], 0.0 if complete else -np.inf, 0.0)
