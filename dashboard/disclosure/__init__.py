"""Which published cells would point at single persons.

For now a gate: figures with an unprotected small count are refused before they are written. Rules
come from the catalogue; an indicator whose rule has threshold 0 is exempt.
"""

from __future__ import annotations

import pandas as pd

from dashboard.catalog import Catalog

_KEY = ["indicator", "ref_area", "time_period", "edition"]


def unsafe_counts(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Free counts n of districts with 0 < n < the threshold of their indicator's rule.

    Args:
        observations: an observation frame, published and computed rows alike.
        catalog: gives each indicator's unit and rule, and each area's level.

    Returns:
        indicator, ref_area, time_period and edition of the cells, sorted; never their values.
    """
    thresholds = {
        each.id: each.disclosure.district
        for each in catalog.indicators.values()
        if each.unit.kind == "count"
    }
    districts = {code for code, each in catalog.areas.items() if each.level == "district"}
    threshold = observations["indicator"].map(thresholds).fillna(0)
    value = observations["obs_value"]
    unsafe = (
        observations["ref_area"].isin(districts)
        & (observations["conf_status"] == "F")
        & (value > 0)
        & (value < threshold)
    )
    return observations.loc[unsafe, _KEY].sort_values(_KEY, ignore_index=True)
