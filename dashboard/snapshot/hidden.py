"""Which cells a snapshot suppresses and which it shows, held against other snapshots.

What one snapshot suppresses and another shows is no secret to whoever has both. Only keys are
handed on, never a value.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.disclosure import KEY
from dashboard.snapshot.manifest import Snapshot


def suppressed_cells(snapshots: Iterable[Snapshot]) -> pd.DataFrame:
    """The cells that any of the snapshots suppresses: KEY, each once, as plain text."""
    tables = [_rows(each, suppressed=True) for each in snapshots]
    found = pd.concat([pd.DataFrame(columns=KEY, dtype="str"), *tables], ignore_index=True)
    return found.drop_duplicates(ignore_index=True)


def shown_among(cells: pd.DataFrame, snapshot: Snapshot) -> pd.DataFrame:
    """Those of `cells` (KEY) that the snapshot has a value of."""
    if cells.empty:
        return cells
    return cells.merge(_rows(snapshot, suppressed=False), on=KEY)


def opened(snapshot: Snapshot, others: Iterable[Snapshot]) -> pd.DataFrame:
    """Cells that the snapshot has a value of and any other one suppresses: KEY."""
    return shown_among(suppressed_cells(others), snapshot)


def without(cells: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Those of `cells` that are not among `others`, both KEY."""
    known = pd.MultiIndex.from_frame(others[KEY])
    return cells[~pd.MultiIndex.from_frame(cells[KEY]).isin(known)].reset_index(drop=True)


def _rows(snapshot: Snapshot, *, suppressed: bool) -> pd.DataFrame:
    table = pq.read_table(
        snapshot.table_path("observation"), columns=[*KEY, "conf_status", "obs_value"]
    )
    status = table["conf_status"].cast(pa.string())
    chosen = pc.equal(status, "C") if suppressed else pc.is_valid(table["obs_value"])
    plain = pa.schema([(name, pa.large_string()) for name in KEY])
    found: pd.DataFrame = table.filter(chosen).select(KEY).cast(plain).to_pandas()
    return found.astype(dict.fromkeys(KEY, "str"))
