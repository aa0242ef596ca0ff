"""Observations become an immutable snapshot; one file, CURRENT, names the published one.

    tables = snapshot_tables(observations, catalog, citations=citations, notes=notes)
    snapshot = write_snapshot(tables, folder=folder, reason="…", parent=None, origin="build")
    publish(folder, snapshot.id)
    current(folder).table_path("observation")        # → …/<id>/observation.parquet

A snapshot folder holds observation, indicator, area, source and note as parquet and a
manifest.json. It never changes once it has its name; its id is a hash of its content.
"""

from __future__ import annotations

from dashboard.snapshot.aggregate import add_sums
from dashboard.snapshot.check import check
from dashboard.snapshot.combine import FORMULA_NOTE, SUM_NOTE
from dashboard.snapshot.derive import Comparison, Derived, FormulaDifference, derive
from dashboard.snapshot.evidence import Promise
from dashboard.snapshot.manifest import (
    FileFacts,
    Manifest,
    Origin,
    Snapshot,
    open_snapshot,
)
from dashboard.snapshot.metadata import snapshot_tables
from dashboard.snapshot.publish import (
    current,
    current_id,
    list_snapshots,
    may_be_replaced,
    publish,
)
from dashboard.snapshot.tables import (
    OBSERVATION_COLUMNS,
    SCHEMA_VERSION,
    SCHEMAS,
    TABLES,
    content_id,
)
from dashboard.snapshot.write import write_snapshot

__all__ = [
    "FORMULA_NOTE",
    "OBSERVATION_COLUMNS",
    "SCHEMAS",
    "SCHEMA_VERSION",
    "SUM_NOTE",
    "TABLES",
    "Comparison",
    "Derived",
    "FileFacts",
    "FormulaDifference",
    "Manifest",
    "Origin",
    "Promise",
    "Snapshot",
    "add_sums",
    "check",
    "content_id",
    "current",
    "current_id",
    "derive",
    "list_snapshots",
    "may_be_replaced",
    "open_snapshot",
    "publish",
    "snapshot_tables",
    "write_snapshot",
]
