"""Small counts of districts, told by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from dashboard.catalog import Catalog

KEY: Final = ["indicator", "ref_area", "time_period", "edition"]


def unsafe_counts(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Free counts n of districts with 0 < n < the threshold of their indicator's rule.

    Args:
        observations: an observation frame, published and computed rows alike.
        catalog: gives each indicator's unit and rule, and each area's level.

    Returns:
        indicator, ref_area, time_period and edition of the cells, sorted; never their values.
    """
    value = observations["obs_value"]
    highest = max(thresholds(catalog).values(), default=0)
    # Few cells are small at all; looking at the codes of those alone is what makes this fast.
    small = observations[(value > 0) & (value < highest)]
    threshold = small["indicator"].astype("str").map(thresholds(catalog)).astype(float)
    unsafe = (
        small["ref_area"].isin(districts(catalog))
        & (small["conf_status"] == "F")
        & (small["obs_value"] < threshold)
    )
    return keys(small[unsafe]).sort_values(KEY, ignore_index=True)


def thresholds(catalog: Catalog) -> dict[str, int]:
    """The least count of a district that may be shown, for every count that is protected."""
    return {
        each.id: each.disclosure.district
        for each in catalog.indicators.values()
        if each.unit.kind == "count" and each.disclosure.district
    }


def districts(catalog: Catalog) -> set[str]:
    """The codes of all districts."""
    return {code for code, each in catalog.areas.items() if each.level == "district"}


def keys(rows: pd.DataFrame) -> pd.DataFrame:
    """The key of each row, as plain text."""
    return rows.loc[:, KEY].astype("str")


def joined(rows: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """The cells of several columns as one text a row, which no other cells give."""
    first, *others = columns
    texts = rows[first]
    for name in others:
        texts = texts + "\x1f" + rows[name]
    return texts
