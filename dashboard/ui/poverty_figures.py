"""What the poverty page reads: published figures of the province and its districts, by id.

One question to the store per section. A figure that is not there is missing, never zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from dashboard.catalog import PROVINCE, Area, Level
from dashboard.charts.describe import State
from dashboard.ui.reader import Reader

DIMENSIONS: Final = ("health", "living", "education", "income", "access")
POOR, SURVEYED, COVERAGE = "tpmap_target_poor", "tpmap_persons_surveyed", "tpmap_survey_coverage"
BMN_POOR, REGISTERED = "tpmap_poor_persons_bmn", "tpmap_poor_persons_mofreg"
# The จปฐ. set that TPMAP 2561 unites in each dimension (จปฐ. 2560-2564, data/catalog/tpmap.toml).
BMN: Final = {
    "health": (1, 4, 5, 7),
    "living": (8, 9, 10, 11),
    "education": (15, 16, 17, 19),
    "income": (20, 21, 22),
    "access": (27, 28),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure; `value` is None unless `state` is "value"."""

    value: float | None
    state: State
    period: str = ""


MISSING: Final = Figure(None, "missing")


@dataclass(frozen=True)
class Figures:
    """Figures by indicator and area, and the rows that they come from."""

    frame: pd.DataFrame
    table: dict[tuple[str, str], Figure] = field(default_factory=dict)

    def at(self, indicator: str, area: str) -> Figure:
        """The figure of an area; missing where there is no row."""
        return self.table.get((indicator, area), MISSING)

    def value(self, indicator: str, area: str) -> float | None:
        """The value, None where there is none to show."""
        return self.at(indicator, area).value

    def beside(self, others: Figures) -> Figures:
        """These and the `others`."""
        both = pd.concat([self.frame, others.frame], ignore_index=True)
        return Figures(both, {**others.table, **self.table})

    def of(self, indicators: Iterable[str]) -> pd.DataFrame:
        """The rows of some of the indicators."""
        return self.frame[self.frame["indicator"].isin(list(indicators))]


def dimension_id(dimension: str, kind: str = "") -> str:
    """The indicator of a dimension: its count, its rate of the surveyed, its share of the poor."""
    return f"{POOR}_{dimension}{f'_{kind}' if kind else ''}"


def bmn_id(number: int, kind: str) -> str:
    """The indicator of a จปฐ. number in TPMAP 2561."""
    return f"bmn61_ind{number:02d}_{kind}"


def districts(who: Reader) -> list[Area]:
    """The province's districts, by code."""
    return who.catalog.children(PROVINCE, "district")


def figures(
    who: Reader,
    indicators: Sequence[str],
    *,
    period: str = "latest",
    areas: Sequence[str] = (PROVINCE,),
    within: str = PROVINCE,
    level: Level = "district",
) -> Figures:
    """The figures of `indicators` for `areas` and for all areas of `level` inside `within`."""
    known = [each for each in indicators if each in who.catalog.indicators]
    rows = who.store.observations(known, areas=areas, within=within, level=level, period=period)
    columns = ("indicator", "ref_area", "obs_value", "conf_status", "time_period")
    return Figures(
        rows,
        {
            (indicator, area): _figure(value, confidential, when)
            for indicator, area, value, confidential, when in zip(
                *(rows[name].tolist() for name in columns), strict=True
            )
        },
    )


def _figure(value: float, confidential: str, period: str) -> Figure:
    if confidential == "C":
        return Figure(None, "suppressed", period)
    if math.isnan(value):
        return Figure(None, "missing", period)
    return Figure(value, "value", period)
