"""What is emptied or rounded for its own sake, before anything is emptied for others."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from dashboard.catalog import Catalog
from dashboard.disclosure.counts import KEY
from dashboard.disclosure.refuse import refusals
from dashboard.disclosure.relations import Relations

_BY_THEMSELVES: Final = ("small_count", "reveals", "rate_of_small")
_PLACE: Final = ["ref_area", "time_period", "edition"]


def primary(rows: pd.DataFrame, published: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Cells that may not be shown whatever else is: KEY, sorted.

    Small counts; what the published snapshot suppresses; figures that give an emptied input back.
    """
    found = refusals(rows, published, catalog)
    cells = found.loc[found["reason"].isin(_BY_THEMSELVES), KEY]
    return cells.drop_duplicates(ignore_index=True)


def emptied(rows: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """`rows` with conf_status C and without a value in `cells` (KEY)."""
    here = pd.MultiIndex.from_frame(rows[KEY].astype("str"))
    empty = here.isin(pd.MultiIndex.from_frame(cells[KEY].astype("str")))
    return rows.assign(
        obs_value=rows["obs_value"].mask(empty, np.nan),
        conf_status=rows["conf_status"].astype("str").mask(empty, "C"),
    )


def rounded(
    rows: pd.DataFrame, published: pd.DataFrame, catalog: Catalog, relations: Relations
) -> pd.DataFrame:
    """`rows` with every count that its rule rounds, rounded half up; those of few people left out.

    Args:
        rows: figures as they came.
        published: where the number of people is taken from when `rows` do not say it.
        catalog: rules with a `multiple`.
        relations: unions, and the number of people below which they are not shown.
    """
    multiples = {name: each.disclosure.multiple for name, each in catalog.indicators.items()}
    multiple = rows["indicator"].astype("str").map(multiples).fillna(1).astype(float)
    nearest = np.floor(rows["obs_value"] / multiple + 0.5) * multiple
    shown = rows.assign(obs_value=rows["obs_value"].where(multiple == 1, nearest))
    few = pd.Series(data=False, index=rows.index)
    for each in relations.selections:
        everybody = pd.concat([rows, published], ignore_index=True)
        many = everybody[
            (everybody["indicator"] == each.whole) & (everybody["obs_value"] >= each.least)
        ]
        place = pd.MultiIndex.from_frame(rows[_PLACE].astype("str"))
        unions = rows["indicator"].isin([name for name, _ in each.masks])
        few |= unions & ~place.isin(pd.MultiIndex.from_frame(many[_PLACE].astype("str")))
    return shown[~few]
