"""The rule about changes unlike those that an area has seen before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from dashboard.catalog.rules import Rule
from dashboard.ingest.checks.case import Case
from dashboard.ingest.checks.history import series_of
from dashboard.ingest.checks.hits import Facts, Hits, amount_words, both, period_words
from dashboard.text import LANGS, t

# The median of absolute deviations times this is a standard deviation where changes are normal.
_NORMAL: Final = 1.4826
# The part of an area's earlier changes that are no larger than what is called usual.
_MOSTLY: Final = 0.9


def outlier(case: Case, rule: Rule) -> Iterator[Hits]:
    """Changes unlike the area's own, by median and median absolute deviation of its changes."""
    history = _history(case)
    if history.empty:
        return
    change = history["change"]
    series = history["series"]
    distance = (change - change.groupby(series).transform("median")).abs()
    far = distance > rule.limit("deviations") * _NORMAL * distance.groupby(series).transform(
        "median"
    )
    percent = 100 * (history["value"] - history["last"]) / history["last"].abs()
    big = (percent.abs() > rule.limit("change")) & np.isfinite(percent)
    seen = change.abs().where(~history["asked"])
    usual = seen.groupby(series).transform("quantile", _MOSTLY).fillna(0.0)
    enough = history["number"] >= rule.limit("history")
    found = history.assign(percent=percent, usual=usual)[far & big & enough & history["asked"]]

    def tell(index: int) -> Facts:
        step = found.iloc[index]
        period = int(step["last_period"])
        way, unit = "up" if step["percent"] > 0 else "down", case.unit(int(step["row"]))
        return {
            **both("amount", amount_words(float(step["value"]), unit)),
            **both("last", amount_words(float(step["last"]), unit)),
            **both("usual", amount_words(_short(float(step["usual"])), unit)),
            **both("way", {lang: t(f"checks.change.{way}", lang) for lang in LANGS}),
            "percent": f"{abs(float(step['percent'])):,.0f}",
            **both(
                "before", period_words(case.codes.periods[period], int(case.codes.year[period]))
            ),
        }

    yield Hits(found["row"].to_numpy(dtype=np.int64), tell)


def _short(value: float) -> float:
    """Three significant digits: how much a change usually is need not be exact."""
    return float(f"{value:.3g}")


def _history(case: Case) -> pd.DataFrame:
    """Every step from one figure to the next of a series that has a changed new figure.

    Columns: series, row (of the new figures; meaningless where not `asked`), value, last,
    last_period, change (a year), number (how many figures stand before it), asked.
    """
    wanted = np.unique(series_of(case.new, edition=True)[case.changed])
    together = case.together
    series = series_of(together, edition=True)
    dated = case.codes.year[together.period] > 0
    rows = np.flatnonzero(together.free & dated & np.isin(series, wanted))
    rows = rows[np.lexsort((together.period[rows], series[rows]))]
    asked = np.zeros(len(together), dtype=bool)
    asked[: len(case.new)] = case.changed & ~case.shifted
    frame = pd.DataFrame(
        {
            "series": series[rows],
            "row": rows,
            "value": together.value[rows],
            "period": together.period[rows],
            "asked": asked[rows],
        }
    )
    frame = frame.drop_duplicates(["series", "period"], ignore_index=True)
    year = case.codes.year[frame["period"]]
    same = frame["series"].eq(frame["series"].shift())
    years = pd.Series(year).diff().where(same)
    return frame.assign(
        last=frame["value"].shift().where(same),
        last_period=frame["period"].shift().where(same),
        change=frame["value"].diff().where(same) / years,
        number=frame.groupby("series").cumcount(),
    ).dropna(subset="change")
