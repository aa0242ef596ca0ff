"""The figures of an area over time: series, and the last figure before a new one."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from dashboard.ingest.checks.figures import ABSENT, Figures, Flags, Floats, Ints

_SEASONS: Final = 6
# Half a power of ten: a file that is off by more than threefold is off as a whole.
_SHIFTED: Final = 0.5
_FEW: Final = 2


def series_of(figures: Figures, *, edition: bool) -> Ints:
    """One number for indicator × area × season, and the edition where asked for."""
    codes = figures.codes
    numbers = (figures.indicator * len(codes.areas) + figures.area) * _SEASONS
    numbers = numbers + codes.season[figures.period]
    return numbers * len(codes.editions) + figures.edition if edition else numbers


def last_printed(new: Figures, printed: Figures) -> Ints:
    """For each new figure the row of the last printed one of its series; `ABSENT` without one.

    Of its own edition where there is one, else of any; of a later period where none is earlier.
    """
    found = _nearest(new, printed, edition=True)
    return np.where(found == ABSENT, _nearest(new, printed, edition=False), found)


def _nearest(new: Figures, printed: Figures, *, edition: bool) -> Ints:
    rows = np.flatnonzero(printed.free & (printed.value != 0))
    if not len(rows):
        return np.full(len(new), ABSENT, dtype=np.int64)
    chosen = printed.take(rows)
    periods = len(new.codes.periods)
    given = series_of(chosen, edition=edition)
    wanted = series_of(new, edition=edition)
    order = np.argsort(given * periods + chosen.period, kind="stable")
    series, moments = given[order], (given * periods + chosen.period)[order]
    after = np.searchsorted(moments, wanted * periods + new.period, side="right")
    earlier, later = np.maximum(after - 1, 0), np.minimum(after, len(order) - 1)
    found = np.where(series[later] == wanted, rows[order[later]], ABSENT)
    return np.where((after > 0) & (series[earlier] == wanted), rows[order[earlier]], found)


def log_ratios(new: Figures, printed: Figures, last: Ints) -> Floats:
    """log10 of new ÷ last printed; NaN where they cannot be compared."""
    if not len(printed):
        return np.full(len(last), np.nan)
    value = np.where(new.free, new.value, np.nan)
    ratio = value / np.where(last == ABSENT, np.nan, printed.value[last])
    return np.where(ratio > 0, np.log10(np.abs(ratio)), np.nan)


def shifted(file: Ints, indicator: Ints, logs: Floats) -> Flags:
    """Figures of an indicator that is off as a whole: the rules about files say so once."""
    frame = pd.DataFrame({"file": file, "indicator": indicator, "log": logs})
    by_file = frame.groupby(["file", "indicator"])["log"]
    off = (by_file.transform("median").abs() > _SHIFTED) & (by_file.transform("count") > _FEW)
    return np.asarray(off, dtype=bool)
