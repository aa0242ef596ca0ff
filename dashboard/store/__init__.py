"""The only door to figures: one locked DuckDB in memory for each snapshot.

    stores = Stores(places.snapshots)
    with stores.acquire() as store:
        store.values("tpmap_target_poor_rate", period="2018", within="80", level="district")

Nothing outside this room reads parquet or speaks SQL. What carries conf_status C has no value.
"""

from __future__ import annotations

from dashboard.store.follow import Lease, Stores
from dashboard.store.store import FIGURE_COLUMNS, Store

__all__ = ["FIGURE_COLUMNS", "Lease", "Store", "Stores"]
