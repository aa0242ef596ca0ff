"""Observations as the values of cells, one set for each period and edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dashboard.catalog import Catalog
from dashboard.disclosure.counts import KEY
from dashboard.disclosure.model import Cell, Spans, Values, districts_of, left_out
from dashboard.disclosure.rates import from_formulas
from dashboard.disclosure.relations import Relations
from dashboard.text.periods import parse_period

FIGURE: list[str] = [*KEY, "obs_value", "conf_status"]


@dataclass(frozen=True, slots=True, repr=False)
class Moment:
    """The figures of one period and edition; `figures` as a system takes them.

    `spans` are what its rates say of counts that are not among them.
    """

    time_period: str
    edition: str
    figures: Values
    spans: Spans = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The year of the period, of our era."""
        return parse_period(self.time_period).year

    def empty(self) -> list[Cell]:
        """Cells that are suppressed."""
        return [cell for cell, value in self.figures.items() if np.isnan(value)]

    def followed(self, province: str, relations: Relations, catalog: Catalog) -> set[Cell]:
        """Counts of districts that are not published and yet follow: from a rate, from a total."""
        districts = districts_of(province, catalog, year=self.year)
        told = {each for each in self.spans if each.area in districts}
        told = {each for each in told if each not in self.figures}
        return told | left_out(self.figures, province, districts, relations)

    def provinces(self, catalog: Catalog) -> list[str]:
        """The provinces of all districts that have a figure, sorted."""
        areas = {catalog.areas[cell.area] for cell in self.figures}
        return sorted({each.parent for each in areas if each.level == "district"})


def moments(rows: pd.DataFrame, catalog: Catalog, relations: Relations) -> Iterator[Moment]:
    """The figures that relations speak of, by period and edition.

    Args:
        rows: KEY, obs_value and conf_status; the first row of a cell counts.
        catalog: levels of areas.
        relations: what holds between counts.
    """
    areas = {code for code, each in catalog.areas.items() if each.level in ("province", "district")}
    chosen = rows[rows["indicator"].isin(relations.names) & rows["ref_area"].isin(areas)]
    plain = chosen.loc[:, FIGURE].astype(dict.fromkeys((*KEY, "conf_status"), "str"))
    plain = plain[plain["obs_value"].notna() | (plain["conf_status"] == "C")]
    plain = plain.drop_duplicates(KEY, ignore_index=True)
    value = plain["obs_value"].mask(plain["conf_status"] == "C", np.nan)
    spans: dict[tuple[str, str], dict[Cell, tuple[float, float]]] = {}
    for (name, area, *when), each in from_formulas(rows, catalog):
        if area in areas:
            there = spans.setdefault((when[0], when[1]), {})
            there[Cell(name, area)] = (each.lower, each.upper)
    for (period, edition), group in plain.groupby(["time_period", "edition"], sort=True):
        cells = map(Cell, group["indicator"], group["ref_area"])
        figures = dict(zip(cells, value[group.index].astype(float), strict=True))
        told = spans.get((str(period), str(edition)), {})
        yield Moment(str(period), str(edition), figures, told)
