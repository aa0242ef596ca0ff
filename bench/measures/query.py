"""One indicator, one period, the districts: asked of the store, and filtered with pandas."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Final

import pandas as pd

from bench.changes import snapshot, spread
from bench.effort import Effort
from bench.line import Line, Promise
from dashboard.store import Store, Stores

PROMISE: Final = Promise(limit=3)
WARM_UP: Final = 20
Question = tuple[str, str]


def measure(effort: Effort) -> list[Line]:
    """Median milliseconds of one answer, over every indicator and period with district figures."""
    folder = snapshot()
    frame = _frame(folder)
    with Stores(folder.parent).acquire() as store:
        questions = _questions(store, effort.queries)
        ours = _median_time(lambda asked: _ask(store, asked), questions)
    return [
        Line(
            name="indicator × period query, 151 districts",
            unit="ms",
            ours=ours,
            twin=_median_time(lambda asked: _filter(frame, asked), questions),
            promise=PROMISE,
            note=f"median of {len(questions)}; {len(frame):,} observations",
        )
    ]


def _ask(store: Store, asked: Question) -> pd.DataFrame:
    indicator, period = asked
    return store.values(indicator, period=period, within="S", level="district")


def _filter(frame: pd.DataFrame, asked: Question) -> pd.DataFrame:
    indicator, period = asked
    return frame[
        (frame["indicator"] == indicator)
        & (frame["time_period"] == period)
        & (frame["level"] == "district")
    ]


def _questions(store: Store, count: int) -> list[Question]:
    """`count` different questions, or all there are, evenly spread; each answer has rows."""
    coverage = store.coverage()
    districts = coverage.loc[coverage["level"] == "district", ["indicator", "time_period"]]
    return spread(list(dict.fromkeys(districts.itertuples(index=False, name=None))), count)


def _frame(folder: Path) -> pd.DataFrame:
    """Observations with the level of their area, as the twin keeps them."""
    areas = pd.read_parquet(folder / "area.parquet", columns=["code", "level"])
    observations = pd.read_parquet(folder / "observation.parquet")
    return observations.merge(areas, left_on="ref_area", right_on="code")


def _median_time(answer: Callable[[Question], object], questions: Sequence[Question]) -> float:
    times = []
    for asked in (*questions[:WARM_UP], *questions):
        begin = time.perf_counter()
        answer(asked)
        times.append((time.perf_counter() - begin) * 1e3)
    return median(times[WARM_UP:])
