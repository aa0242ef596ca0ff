"""Counts that a published rate gives back: the formula of the catalogue, solved for its input."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from dashboard.catalog import Catalog, Formula
from dashboard.disclosure.bounds import Range

_CANDIDATES: Final = np.arange(0.0, 100_001.0)
_PRECISION: Final = 1e-9
_PRINTED: Final = 6
_PLACE: Final = ["ref_area", "time_period", "edition"]


def from_formulas(
    observations: pd.DataFrame, catalog: Catalog
) -> Iterator[tuple[tuple[str, str, str, str], Range]]:
    """Suppressed counts that a free figure of the same area, period and edition gives back.

    A figure with several suppressed inputs, or with inputs of other years or areas, is left alone.

    Yields:
        Key of the count, and the whole numbers up to 100,000 that agree with the figure as it is
        printed.
    """
    hidden = observations[observations["conf_status"] == "C"]
    names = set(hidden["indicator"].astype("str").unique())
    for each in catalog.derived_order:
        if each.formula is None or not each.formula.names & names:
            continue
        free = observations[
            (observations["indicator"] == each.id)
            & (observations["conf_status"] == "F")
            & observations["obs_value"].notna()
        ]
        inputs = observations[observations["indicator"].isin(each.formula.names)]
        secret = inputs.loc[inputs["conf_status"] == "C", _PLACE].drop_duplicates()
        shown = free.merge(secret, on=_PLACE)
        places = shown[_PLACE].astype("str").itertuples(index=False, name=None)
        for place, value in zip(places, shown["obs_value"].to_numpy(dtype=float), strict=True):
            found = _solved(each.formula, float(value), _at(inputs, place))
            if found:
                yield (found[0], *place), found[1]


def _at(inputs: pd.DataFrame, place: tuple[str, ...]) -> dict[str, float]:
    """The inputs at one place, NaN where suppressed."""
    here = inputs
    for name, code in zip(_PLACE, place, strict=True):
        here = here[here[name] == code]
    value = here["obs_value"].mask(here["conf_status"] == "C", np.nan)
    return dict(zip(here["indicator"].astype("str"), value.astype(float), strict=True))


def _solved(formula: Formula, value: float, inputs: dict[str, float]) -> tuple[str, Range] | None:
    unknown = [name for name, each in inputs.items() if np.isnan(each)]
    elsewhere = any(term.lag or term.at for term in formula.terms)
    if elsewhere or len(unknown) != 1 or set(inputs) != formula.names:
        return None
    terms = {
        term: _CANDIDATES if term.indicator == unknown[0] else inputs[term.indicator]
        for term in formula.terms
    }
    with np.errstate(divide="ignore", invalid="ignore"):
        possible = np.abs(formula.evaluate(terms) - value) <= _rounding(value)
    fitting = _CANDIDATES[possible]
    if not len(fitting):
        return None
    return unknown[0], Range(float(fitting[0]), float(fitting[-1]), exact=True)


def _rounding(value: float) -> float:
    """How far from the truth a figure with so few decimals may be: half of its last place."""
    exponent = Decimal(repr(value)).as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return 0.5 * 10.0**-decimals if decimals <= _PRINTED else _PRECISION * max(1.0, abs(value))
