"""Parts and wholes: districts against their province, provinces against the whole.

Three relations that the publishers' own figures keep: registered population adds up exactly, GPP
adds up to the rounding of its provinces, and TPMAP's known districts never exceed their province
(some district counts are suppressed). Where a part is missing that was there before, or that is
said to be missing, the others reach at most the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from dashboard.catalog import Area, Indicator
from dashboard.snapshot.combine import SUM_NOTE
from dashboard.snapshot.evidence import Evidence, Promise
from dashboard.text.periods import parse_period

_POPULATION: Final = "dopa_population"
_GPP: Final = "nesdc_gpp_2020ed"
_TPMAP: Final = "tpmap_"
# Provinces are printed to three decimals of a million baht, and there are 77 of them.
_GPP_ROUNDING: Final = 0.05
_PRECISION: Final = 1e-6


def additivity(evidence: Evidence) -> Iterator[Promise]:
    """Whether parts and wholes agree, one promise for each relation."""
    population = [each for each in _counted(evidence) if _POPULATION in _sets(each)]
    tpmap = [each for each in _counted(evidence) if any(map(_is_tpmap, _sets(each)))]
    # A district that never had a municipality has no municipal row: the others reach the whole.
    districts = _pairs(evidence, population, "district", whole_level="province", complete=False)
    yield _equal(evidence, "districts_sum", districts, 0)
    known = _pairs(evidence, tpmap, "district", whole_level="province", complete=False)
    over = known[known["parts"] > known["whole"] + _PRECISION]
    yield evidence.cells("tpmap_districts", len(known), over)
    kingdom = _pairs(evidence, population, "province", whole_level="country")
    yield _equal(evidence, "provinces_sum", kingdom, 0)
    gpp = [
        each
        for each in evidence.catalog.indicators.values()
        if each.published and each.aggregation == "sum" and _GPP in _sets(each)
    ]
    wholes = [
        _pairs(evidence, gpp, "province", whole_level=level) for level in ("country", "region")
    ]
    yield _equal(evidence, "gpp_sum", pd.concat(wholes), _GPP_ROUNDING)


def _counted(evidence: Evidence) -> list[Indicator]:
    return [
        each
        for each in evidence.catalog.indicators.values()
        if each.published and each.unit.kind == "count"
    ]


def _sets(indicator: Indicator) -> set[str]:
    return {each.id for each in indicator.data_sets}


def _is_tpmap(data_set: str) -> bool:
    return data_set.startswith(_TPMAP)


def _equal(evidence: Evidence, key: str, pairs: pd.DataFrame, tolerance: float) -> Promise:
    over = pairs["parts"] - pairs["whole"]
    allowed = tolerance + _PRECISION
    off = (over > allowed) | ((over < -allowed) & ~pairs["gap"])
    return evidence.cells(key, len(pairs), pairs[off])


def _pairs(
    evidence: Evidence,
    indicators: list[Indicator],
    part_level: str,
    *,
    whole_level: str,
    complete: bool = True,
) -> pd.DataFrame:
    """A row for each published whole with known parts: `parts` their sum, `whole` the whole.

    `gap` says whether a part has no value that has a row by then. With `complete`, only wholes of
    which every part that existed is known.
    """
    rows = evidence.observations
    rows = rows[rows["indicator"].isin([each.id for each in indicators])]
    own = rows["obs_value"].notna() & ~rows["note"].str.contains(SUM_NOTE, regex=False)
    found = [
        _sums(rows, rows[own & (rows["ref_area"] == whole.code)], parts, complete=complete)
        for whole in evidence.catalog.areas.values()
        if whole.level == whole_level
        and (parts := evidence.catalog.children(whole.code, part_level))  # type: ignore[arg-type]
    ]
    return pd.concat(found, ignore_index=True)


def _sums(
    rows: pd.DataFrame, wholes: pd.DataFrame, parts: list[Area], *, complete: bool
) -> pd.DataFrame:
    members = rows[rows["ref_area"].isin([each.code for each in parts])]
    key = ["indicator", "time_period", "edition"]
    sums = members.groupby(key)["obs_value"].agg(parts="sum", known="count").reset_index()
    pairs = wholes[["ref_area", *key, "obs_value"]].merge(sums[sums["known"] > 0], on=key)
    pairs = pairs.rename(columns={"obs_value": "whole"})
    if not complete:
        return pairs.assign(gap=pairs["known"] < _begun(members, pairs))
    wanted = {each: _existing(parts, each) for each in pairs["time_period"].unique()}
    return pairs[pairs["known"] == pairs["time_period"].map(wanted)].assign(gap=False)


def _begun(members: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    """For each pair, how many parts have a row of the indicator, then or earlier."""
    first = members.groupby(["indicator", "ref_area"])["time_period"].min()
    firsts = {name: rows.to_numpy() for name, rows in first.groupby("indicator")}
    begun = [
        int((firsts[name] <= period).sum())
        for name, period in zip(pairs["indicator"], pairs["time_period"], strict=True)
    ]
    return pd.Series(begun, index=pairs.index, dtype="int64")


def _existing(parts: list[Area], period: str) -> int:
    year = parse_period(period).year
    return sum((each.valid_from or 0) <= year for each in parts)
