"""Counts that a published rate gives back: the formula of the catalogue, solved for its input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from dashboard.catalog import Catalog, Formula, Indicator
from dashboard.disclosure.bounds import Range
from dashboard.disclosure.counts import KEY, districts, thresholds
from dashboard.disclosure.model import MOST

_CANDIDATES: Final = np.arange(0.0, 100_001.0)
_PRECISION: Final = 1e-9
_PRINTED: Final = 6
_PLACE: Final = ["ref_area", "time_period", "edition"]
_Key = tuple[str, str, str, str]


def from_formulas(observations: pd.DataFrame, catalog: Catalog) -> Iterator[tuple[_Key, Range]]:
    """Counts without a value that a free figure of the same area, period and edition gives back.

    Suppressed ones, and protected ones of districts that have no row or none with a value. A figure
    with several unknown inputs, or with inputs of other years or areas, is left alone; a count that
    one figure gives back exactly is known to the next.

    Args:
        observations: KEY, obs_value and conf_status; the first row of a cell counts.
        catalog: formulas and rules.

    Yields:
        Key of the count, and the whole numbers up to 100,000 that agree with the figures as they
        are printed. Where the greatest of them still agrees, larger ones may.
    """
    rates = _solvable(catalog)
    names = sorted({name for each, formula in rates for name in (each.id, *formula.names)})
    rows = observations[observations["indicator"].isin(names)]
    rows = rows.astype(dict.fromkeys((*KEY, "conf_status"), "str")).drop_duplicates(KEY)
    free = (rows["conf_status"] == "F") & rows["obs_value"].notna()
    shown = rows[free].pivot_table(index=_PLACE, columns="indicator", values="obs_value")
    known = _Known(
        {name: each for each, name in enumerate(names)},
        list(shown.index),
        shown.reindex(columns=names).to_numpy(dtype=float),
    )
    secret = set(rows.loc[rows["conf_status"] == "C", KEY].itertuples(index=False, name=None))
    protected, places = thresholds(catalog), districts(catalog)
    found: dict[_Key, Range] = {}
    while True:
        new: dict[_Key, Range] = {}
        for each, formula in rates:
            for key, inputs, value in known.lacking(each, formula):
                wanted = key in secret or (key[0] in protected and key[1] in places)
                span = _solved(formula, value, inputs) if wanted and key not in found else None
                if span is not None:
                    new[key] = _both(new.get(key), span)
        found |= new
        if not known.learn(new):
            break
    yield from found.items()


@dataclass(frozen=True, slots=True, repr=False)
class _Known:
    """Figures that are shown, a row for each place and a column for each indicator."""

    columns: dict[str, int]
    places: list[tuple[str, str, str]]
    values: np.ndarray

    def lacking(
        self, each: Indicator, formula: Formula
    ) -> Iterator[tuple[_Key, dict[str, float], float]]:
        """Where a figure is shown and one of its inputs is not: that one, all of them, the figure.

        The input that is not shown is NaN.
        """
        names = sorted(formula.names)
        inputs = self.values[:, [self.columns[name] for name in names]]
        absent = np.isnan(inputs)
        rate = self.values[:, self.columns[each.id]]
        for row in np.flatnonzero((absent.sum(axis=1) == 1) & ~np.isnan(rate)):
            name = names[int(absent[row].argmax())]
            told = dict(zip(names, inputs[row], strict=True))
            yield (name, *self.places[row]), told, float(rate[row])

    def learn(self, found: Mapping[_Key, Range]) -> bool:
        """Takes over what has but one value; whether there is such."""
        exact = {key: each.lower for key, each in found.items() if each.width == 0}
        at = {place: row for row, place in enumerate(self.places)}
        for (name, *place), value in exact.items():
            self.values[at[place[0], place[1], place[2]], self.columns[name]] = value
        return bool(exact)


def _solvable(catalog: Catalog) -> list[tuple[Indicator, Formula]]:
    """Indicators whose formula asks for figures of the same place only, one of them a count."""
    return [
        (each, each.formula)
        for each in catalog.derived_order
        if each.formula is not None and not any(term.lag or term.at for term in each.formula.terms)
    ]


def _solved(formula: Formula, value: float, inputs: dict[str, float]) -> Range | None:
    """The whole numbers that the one input without a value may have; None where none fits."""
    terms = {
        term: _CANDIDATES if np.isnan(inputs[term.indicator]) else inputs[term.indicator]
        for term in formula.terms
    }
    with np.errstate(divide="ignore", invalid="ignore"):
        possible = np.abs(formula.evaluate(terms) - value) <= _rounding(value)
    fitting = _CANDIDATES[possible]
    if not len(fitting):
        return None
    upper = MOST if fitting[-1] == _CANDIDATES[-1] else fitting[-1]
    return Range(float(fitting[0]), float(upper), exact=True)


def _both(one: Range | None, other: Range) -> Range:
    """What both say; the narrower one where they contradict each other."""
    if one is None:
        return other
    lower, upper = max(one.lower, other.lower), min(one.upper, other.upper)
    if lower > upper:
        return min(one, other, key=lambda each: each.width)
    return Range(lower, upper, exact=True)


def _rounding(value: float) -> float:
    """How far from the truth a figure with so few decimals may be: half of its last place."""
    exponent = Decimal(repr(value)).as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return 0.5 * 10.0**-decimals if decimals <= _PRINTED else _PRECISION * max(1.0, abs(value))
