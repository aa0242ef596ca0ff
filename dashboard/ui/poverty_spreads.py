"""How unequal the districts are in every indicator that can be spread unequally among people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.catalog import PROVINCE, Indicator
from dashboard.stats.inequality import Inequality, inequality
from dashboard.text.periods import parse_period
from dashboard.ui.poverty_figures import districts
from dashboard.ui.reader import Reader

# Fewer districts with a figure say too little about all of them.
LEAST_KNOWN: Final = 0.8
# A share of the target poor describes who they are; it is no risk that could be spread unequally.
COMPOSITION: Final = "_share"


@dataclass(frozen=True, slots=True)
class Spread:
    """One indicator among the districts: rates and people of those with a figure, by code."""

    indicator: Indicator
    period: str
    edition: str
    codes: tuple[str, ...]
    rates: tuple[float, ...]
    people: tuple[float, ...]
    left_out: int
    found: Inequality


def suitable(indicator: Indicator) -> bool:
    """A rate with its numerator and denominator at district level, of people or houses."""
    return (
        "district" in indicator.levels
        and indicator.aggregation == "ratio"
        and bool(indicator.numerator and indicator.denominator)
        and not (
            indicator.id.startswith("tpmap_target_poor") and indicator.id.endswith(COMPOSITION)
        )
        and indicator.domain.id != "access"
    )


def spreads(who: Reader) -> list[Spread]:
    """Every suitable indicator, the most unequal first."""
    offered = [
        each
        for each in who.catalog.indicators.values()
        if suitable(each) and "district" in who.levels.get(each.id, ())
    ]
    ids = [each.id for each in offered] + [each.denominator for each in offered]
    frame = who.store.observations(
        list(dict.fromkeys(ids)), within=PROVINCE, level="district", period="all"
    )
    count = len(districts(who))
    made = (_spread(indicator, weighted(frame, indicator), count) for indicator in offered)
    return sorted((each for each in made if each is not None), key=lambda each: -each.found.gini)


def weighted(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Rates with the people that they are of, in every period and edition.

    The people of a rate are those of its own period, and of its own edition where both come from
    one publication; of another publication it is the one figure of that period. A rate without its
    people is left out.

    Args:
        frame: rows of `Store.observations` for the indicator and its denominator.
        indicator: the rate.

    Returns:
        time_period, edition, ref_area, rate, people; in the order of `frame`.
    """
    columns = ["time_period", "edition", "ref_area", "obs_value"]
    known = frame.loc[frame["obs_value"].notna(), ["indicator", *columns]]
    rates = known[known["indicator"] == indicator.id][columns].rename(columns={"obs_value": "rate"})
    people = known[known["indicator"] == indicator.denominator][columns].rename(
        columns={"obs_value": "people"}
    )
    keys = columns[:-1]
    if not set(rates["edition"]) & set(people["edition"]):
        keys = ["time_period", "ref_area"]
        people = people.drop(columns="edition").drop_duplicates(keys, keep=False)
    both = rates.merge(people, on=keys)
    return both[both["people"] > 0]


def _spread(indicator: Indicator, rows: pd.DataFrame, count: int) -> Spread | None:
    """The latest period, in its newest edition, if nearly all districts have a figure."""
    if rows.empty:
        return None
    period = max(rows["time_period"], key=lambda each: parse_period(each).position)
    edition = rows.loc[rows["time_period"] == period, "edition"].iloc[-1]
    last = rows[(rows["time_period"] == period) & (rows["edition"] == edition)]
    rates, people = last["rate"].tolist(), last["people"].tolist()
    found = inequality(rates, people)
    if found is None or len(last) < LEAST_KNOWN * count:
        return None
    codes = tuple(last["ref_area"])
    left = count - len(last)
    return Spread(indicator, period, edition, codes, tuple(rates), tuple(people), left, found)
