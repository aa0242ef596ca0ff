"""Figures of the register as rows of a reading: counts of 31 December, as they are printed.

Where a reader tells that figures do not sum, they count as missing: else every check on sums would
tell the same again. The file is refused in any case.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from dashboard.catalog import Catalog
from dashboard.ingest.report import READING_COLUMNS, Problem, no_observations

PERIOD_NOTE: Final = "31 December"
_TOTALS: Final = ("dopa.districts_sum", "dopa.provinces_sum")
_SEXES: Final = ("pop_registered_male", "pop_registered_female")


class Figures:
    """Collects the figures of one file that the catalogue has a place for."""

    def __init__(self, catalog: Catalog, file: str) -> None:
        self._catalog = catalog
        self._file = file
        self._rows: list[tuple[object, ...]] = []

    def add(
        self, indicator: str, area: str, period: str, value: int, place: tuple[str, int, str]
    ) -> None:
        """One figure; left out where the indicator does not exist at the level of its area.

        Args:
            indicator: id in the catalogue.
            area: code in the catalogue.
            period: Common Era year.
            value: a count.
            place: sheet, row and column.
        """
        level = self._catalog.areas[area].level
        if level not in self._catalog.indicators[indicator].levels:
            return
        sheet, row, column = place
        figure = (indicator, area, period, "", float(value), "A", "F", PERIOD_NOTE, "")
        self._rows.append((*figure, self._file, sheet, row, column))

    def frame(self, problems: Sequence[Problem]) -> pd.DataFrame:
        """All of them, in `READING_COLUMNS`; those that `problems` say do not sum are missing."""
        kinds = no_observations().dtypes.to_dict()
        frame = pd.DataFrame(self._rows, columns=list(READING_COLUMNS)).astype(kinds)
        told = {(each.place.sheet, each.place.row) for each in problems if each.rule in _TOTALS}
        places = zip(frame["sheet"], frame["row"], strict=True)
        doubtful = np.array([each in told for each in places], dtype=bool)
        if any(each.rule == "dopa.sexes" for each in problems):
            doubtful |= _unequal(frame)
        frame.loc[doubtful, "obs_value"] = np.nan
        frame.loc[doubtful, "obs_status"] = "M"
        return frame


def _unequal(frame: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Rows of areas and periods of which males and females do not make the total."""
    place = ["ref_area", "time_period"]
    signs = {"pop_registered": -1.0, **dict.fromkeys(_SEXES, 1.0)}
    # Without a row the answer would be text, as what was asked is.
    sign = frame["indicator"].map(signs).astype("float64")
    groups = frame.assign(signed=frame["obs_value"] * sign).groupby(place)["signed"]
    whole = groups.transform("count") == len(_SEXES) + 1
    return np.asarray(whole & (groups.transform("sum") != 0), dtype=np.bool_)
