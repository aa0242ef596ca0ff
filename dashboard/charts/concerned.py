"""Which caveats concern which rows: those of the indicator, and those that the rows call for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from dashboard.catalog import Caveat, Indicator
from dashboard.charts.cell import computed_here
from dashboard.snapshot.tables import DOUBTFUL

OURS: Final = "state.computed"
COMPUTED, PRELIMINARY, DOUBTED = "computed_here", "preliminary", "doubtful"


def computed(indicator: Indicator, frame: pd.DataFrame) -> list[str]:
    """For each row the key of the words that say who computed it; "" for a published figure."""
    rows = zip(frame["derived"].tolist(), frame["note"].tolist(), strict=True)
    words = {True: OURS, False: "state.calculated"}
    return [words[computed_here(indicator, note)] if derived else "" for derived, note in rows]


def concerned(
    known: Mapping[str, Caveat], indicator: Indicator, frame: pd.DataFrame
) -> Iterator[tuple[Caveat, pd.Series[bool]]]:
    """Each caveat and the rows of `frame` that it is about.

    Args:
        known: every caveat of the catalogue, by code.
        indicator: the one that all rows are of.
        frame: observations.
    """
    called = {
        PRELIMINARY: frame["obs_status"] == "P",
        DOUBTED: frame["obs_status"] == DOUBTFUL,
        COMPUTED: pd.Series(
            [key == OURS for key in computed(indicator, frame)], index=frame.index, dtype=bool
        )
        & (indicator.formula is not None),
    }
    everywhere = pd.Series(data=True, index=frame.index)
    for each in dict.fromkeys([*indicator.caveats, *(known[code] for code in called)]):
        rows = called.get(each.id, everywhere)
        for column, allowed in each.where.parts.items():
            rows = rows & frame[column].isin(allowed)
        yield each, rows
