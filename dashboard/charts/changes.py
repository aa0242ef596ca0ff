"""How much each area changed over the longest span that may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.catalog.model import Area
from dashboard.charts.series import comparable, observations
from dashboard.text import Lang


@dataclass(frozen=True, slots=True)
class Change:
    """From `first` to `last` period of one edition; None where it cannot be told.

    `relative` and `yearly` are per cent, `yearly` compound; `series` holds the values between for
    a sparkline, of the same edition.
    """

    code: str
    name: str
    first: str
    last: str
    years: float
    first_value: float | None
    last_value: float | None
    absolute: float | None
    relative: float | None
    yearly: float | None
    series: tuple[float, ...]


def change_table(frame: pd.DataFrame, *, areas: Sequence[Area], lang: Lang) -> list[Change]:
    """One change per area, the largest fall first, areas that cannot be compared last.

    First and last are the ends of the latest edition; quarters are compared with the same quarter.
    Average yearly change is `100 * ((last / first) ** (1 / years) - 1)`; like the relative one it
    needs a first value above zero (and a last one not below zero).

    Args:
        frame: see `series.observations`.
        areas: the areas of the table.
        lang: the reader's language.
    """
    known = observations(frame)
    table = []
    for area in areas:
        points = comparable(known.get(area.code, []))
        values = tuple(point.value for point in points)
        table.append(
            Change(
                code=area.code,
                name=area.name.of(lang),
                first=points[0].period if points else "",
                last=points[-1].period if points else "",
                years=points[-1].x - points[0].x if points else 0.0,
                first_value=values[0] if points else None,
                last_value=values[-1] if points else None,
                absolute=values[-1] - values[0] if len(points) > 1 else None,
                relative=_relative(values),
                yearly=_yearly(values, points[-1].x - points[0].x if points else 0.0),
                series=values,
            )
        )
    return sorted(table, key=_fall_first)


def _relative(values: tuple[float, ...]) -> float | None:
    if len(values) <= 1 or values[0] <= 0:
        return None
    return 100 * (values[-1] / values[0] - 1)


def _yearly(values: tuple[float, ...], years: float) -> float | None:
    if _relative(values) is None or values[-1] < 0 or years <= 0:
        return None
    return 100 * float((values[-1] / values[0]) ** (1 / years) - 1)


def _fall_first(change: Change) -> tuple[bool, float, float]:
    by_share = change.relative if change.relative is not None else 0.0
    return change.absolute is None, by_share, change.absolute or 0.0
