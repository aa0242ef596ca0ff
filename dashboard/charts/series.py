"""A frame of several areas and periods as runs of comparable, adjacent observations.

A run ends where the edition changes, where the publisher marks a break, and where a period is
missing or suppressed: nobody may draw or calculate across that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard.snapshot.tables import DOUBTFUL
from dashboard.text.periods import parse_period

_TOLERANCE = 1e-6
_NEEDED = ["ref_area", "time_period", "edition", "obs_value", "obs_status", "conf_status"]


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure at `x` years; `run` numbers the runs of an area, `span` those of one definition.

    A `doubtful` one is drawn and told as such, but compared with nothing.
    """

    period: str
    x: float
    value: float
    edition: str
    span: int
    run: int
    preliminary: bool
    doubtful: bool = False


def observations(frame: pd.DataFrame) -> dict[str, list[Observation]]:
    """Observations that have a value, by area, in the order of editions, then time.

    Args:
        frame: ref_area, time_period, edition, obs_value, obs_status and conf_status; several areas,
            periods and editions, one year type (yearly and quarterly figures do not mix).
    """
    rows = [row for row in frame[_NEEDED].to_dict("records") if _has_value(row)]
    grids = {edition: _grid(rows, edition) for edition in {row["edition"] for row in rows}}
    order = {edition: place for place, edition in enumerate(sorted(grids, key=lambda e: grids[e]))}
    rows.sort(key=lambda row: (order[row["edition"]], _x(row)))
    by_area: dict[str, list[Mapping[Any, Any]]] = {}
    for row in rows:
        by_area.setdefault(row["ref_area"], []).append(row)
    adjacent = {edition: _adjacent(grid) for edition, grid in grids.items()}
    return {area: list(_numbered(own, adjacent)) for area, own in by_area.items()}


def comparable(series: Iterable[Observation]) -> list[Observation]:
    """The latest observations that may be compared: one edition, no break, one quarter of the year.

    Doubtful ones are passed over.
    An edition of one period has nothing to compare; the one before it is taken where it has.
    """
    spans: dict[int, list[Observation]] = {}
    for each in (every for every in series if not every.doubtful):
        spans.setdefault(each.span, []).append(each)
    chosen: list[Observation] = []
    for span in reversed(spans.values()):
        same = [each for each in span if _same_season(each, span[-1])]
        if len(same) > 1:
            return same
        chosen = chosen or same
    return chosen


def _same_season(one: Observation, other: Observation) -> bool:
    return abs(one.x % 1 - other.x % 1) < _TOLERANCE


def _numbered(
    rows: list[Mapping[Any, Any]], adjacent: Mapping[str, set[tuple[float, float]]]
) -> Iterable[Observation]:
    span = run = 0
    for place, row in enumerate(rows):
        if place:
            previous = rows[place - 1]
            broken = row["edition"] != previous["edition"] or row.get("obs_status") == "B"
            span += broken
            run += broken or (_x(previous), _x(row)) not in adjacent[row["edition"]]
        yield Observation(
            period=row["time_period"],
            x=_x(row),
            value=float(row["obs_value"]),
            edition=row["edition"],
            span=span,
            run=run,
            preliminary=row.get("obs_status") == "P",
            doubtful=row.get("obs_status") == DOUBTFUL,
        )


def _adjacent(grid: list[float]) -> set[tuple[float, float]]:
    """Pairs of periods of one edition between which nothing is missing.

    The areas of a frame together show which periods exist. Among those a step counts as usual when
    it is no longer than the commonest one, or as long as the step before or after it (a survey
    every other year).
    """
    steps = [round(after - before, 4) for before, after in pairwise(grid)]
    common = Counter(steps).most_common()
    usual = max((step for step, times in common if times == common[0][1]), default=0.0)
    return {
        pair
        for at, (step, pair) in enumerate(zip(steps, pairwise(grid), strict=True))
        if step <= usual or step in {*steps[max(at - 1, 0) : at], *steps[at + 1 : at + 2]}
    }


def _grid(rows: Sequence[Mapping[Any, Any]], edition: str) -> list[float]:
    return sorted({_x(row) for row in rows if row["edition"] == edition})


def _has_value(row: Mapping[Any, Any]) -> bool:
    return row["conf_status"] != "C" and not pd.isna(row["obs_value"])


def _x(row: Mapping[Any, Any]) -> float:
    return _position(row["time_period"])


@cache
def _position(period: str) -> float:
    return parse_period(period).position
