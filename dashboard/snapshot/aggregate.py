"""Totals that a publisher does not print, summed from its provinces.

Only for indicators whose `aggregation` is "sum", only for areas of their levels, only within one
edition, and only where every province that existed in that year has a free value: a total with a
hole in it is no total. Provinces that a source does not cover by design (`not_covered`) are left
out. Districts are never summed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from dashboard.catalog import Area, Catalog, Indicator
from dashboard.snapshot.combine import SUM_NOTE, union_of, worst_status
from dashboard.snapshot.tables import OBSERVATION_COLUMNS
from dashboard.text.periods import parse_period

_SUMMED_LEVELS: Final = ("country", "region", "planning_region", "cluster")

_Row = dict[str, Any]


def add_sums(
    observations: pd.DataFrame, catalog: Catalog, *, periods: frozenset[str] | None = None
) -> pd.DataFrame:
    """`observations` and, marked derived, the totals that are missing and can be summed.

    Of all periods, or of `periods`.
    """
    summed = [each for each in catalog.indicators.values() if each.aggregation == "sum"]
    members = {
        code: catalog.children(code, "province")
        for code, area in catalog.areas.items()
        if area.level in _SUMMED_LEVELS
    }
    districts = [code for code, area in catalog.areas.items() if area.level == "district"]
    wanted = observations[
        observations["indicator"].isin([each.id for each in summed])
        & ~observations["ref_area"].isin(districts)
    ]
    if periods is not None:
        wanted = wanted[wanted["time_period"].isin(periods)]
    by_indicator = dict(iter(wanted.groupby("indicator")))
    sums = [
        row
        for each in summed
        if each.id in by_indicator
        for row in _sums_of(each, by_indicator[each.id], catalog.areas, members)
    ]
    if not sums:
        return observations
    added = pd.DataFrame(sums, columns=list(OBSERVATION_COLUMNS)).astype(observations.dtypes)
    return pd.concat([observations, added], ignore_index=True)


def _sums_of(
    indicator: Indicator,
    rows: pd.DataFrame,
    areas: Mapping[str, Area],
    members: Mapping[str, Sequence[Area]],
) -> Iterator[_Row]:
    totals = [code for code in members if areas[code].level in indicator.levels]
    for (period, edition), found in _by_edition(rows).items():
        year = parse_period(period).year
        for code in totals:
            wanted = [
                each.code
                for each in members[code]
                if (each.valid_from or 0) <= year and each.code not in indicator.not_covered
            ]
            parts = [found[each] for each in wanted if each in found]
            whole = len(parts) == len(wanted) > 0 and all(map(_free, parts))
            if whole and code not in found:
                yield {**parts[0], **_sum(parts), "ref_area": code, "edition": edition}


def _by_edition(rows: pd.DataFrame) -> dict[tuple[str, str], dict[str, _Row]]:
    """Rows by area, for each period and edition."""
    found: dict[tuple[str, str], dict[str, _Row]] = {}
    for row in rows.to_dict("records"):
        place = found.setdefault((row["time_period"], row["edition"]), {})
        place[row["ref_area"]] = {str(name): value for name, value in row.items()}
    return found


def _free(row: _Row) -> bool:
    return row["conf_status"] == "F" and not math.isnan(row["obs_value"])


def _sum(parts: Sequence[_Row]) -> _Row:
    return {
        # Exact whatever the order of the provinces, so that the id is the same everywhere.
        "obs_value": math.fsum(each["obs_value"] for each in parts),
        "obs_status": worst_status(each["obs_status"] for each in parts),
        "derived": True,
        "reason": "",
        "source": union_of(each["source"] for each in parts),
        "note": union_of([*(each["note"] for each in parts), SUM_NOTE]),
    }
