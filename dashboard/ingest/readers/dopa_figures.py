"""Figures of the register as rows of a reading: counts of 31 December, as they are printed."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.catalog import Catalog
from dashboard.ingest.report import READING_COLUMNS, no_observations

PERIOD_NOTE: Final = "31 December"


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

    def frame(self) -> pd.DataFrame:
        """All of them, in `READING_COLUMNS`."""
        kinds = no_observations().dtypes.to_dict()
        return pd.DataFrame(self._rows, columns=list(READING_COLUMNS)).astype(kinds)
