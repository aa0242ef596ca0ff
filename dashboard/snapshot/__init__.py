"""Observations become an immutable snapshot; one file, CURRENT, names the published one.

    tables = snapshot_tables(observations, catalog, citations=citations, notes=notes)
    snapshot = write_snapshot(tables, folder=folder, reason="…", parent=None, origin="build")
    publish(folder, snapshot.id)
    current(folder).table_path("observation")        # → …/<id>/observation.parquet
    difference(before, after).counts()               # → {"revised": 3, …}
    rollback(folder)                                 # back to what it was made from
    read_journal(folder).acts                        # who did all this, and why

A snapshot folder holds observation, indicator, area, source and note as parquet and a
manifest.json. It never changes once it has its name; its id is a hash of its content.
"""

from __future__ import annotations

from dashboard.snapshot.acts import Act
from dashboard.snapshot.aggregate import add_sums
from dashboard.snapshot.check import check
from dashboard.snapshot.combine import (
    FORMULA_NOTE,
    SUM_NOTE,
    copied_from,
    file_name,
    is_taken_in,
    source_of_file,
)
from dashboard.snapshot.compare import KINDS, Difference, compare, difference
from dashboard.snapshot.derive import Comparison, Derived, FormulaDifference, derive
from dashboard.snapshot.evidence import Promise
from dashboard.snapshot.history import (
    Published,
    hidden_elsewhere,
    parent_id,
    prune,
    publish_next,
    removable,
    rollback,
)
from dashboard.snapshot.journal import Journal, read_journal, user_name
from dashboard.snapshot.last_good import last_good
from dashboard.snapshot.manifest import (
    FileFacts,
    Manifest,
    Origin,
    Snapshot,
    TakenFile,
    open_snapshot,
)
from dashboard.snapshot.metadata import snapshot_tables
from dashboard.snapshot.pointer import current_id
from dashboard.snapshot.publish import (
    current,
    list_snapshots,
    may_be_replaced,
    publish,
)
from dashboard.snapshot.register_tables import (
    REGISTERS,
    Register,
    Registers,
    empty_register,
    empty_registers,
)
from dashboard.snapshot.registers import (
    RowChanges,
    Step,
    compare_registers,
    read_registers,
    unlock_steps,
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
    "KINDS",
    "OBSERVATION_COLUMNS",
    "REGISTERS",
    "SCHEMAS",
    "SCHEMA_VERSION",
    "SUM_NOTE",
    "TABLES",
    "Act",
    "Comparison",
    "Derived",
    "Difference",
    "FileFacts",
    "FormulaDifference",
    "Journal",
    "Manifest",
    "Origin",
    "Promise",
    "Published",
    "Register",
    "Registers",
    "RowChanges",
    "Snapshot",
    "Step",
    "TakenFile",
    "add_sums",
    "check",
    "compare",
    "compare_registers",
    "content_id",
    "copied_from",
    "current",
    "current_id",
    "derive",
    "difference",
    "empty_register",
    "empty_registers",
    "file_name",
    "hidden_elsewhere",
    "is_taken_in",
    "last_good",
    "list_snapshots",
    "may_be_replaced",
    "open_snapshot",
    "parent_id",
    "prune",
    "publish",
    "publish_next",
    "read_journal",
    "read_registers",
    "removable",
    "rollback",
    "snapshot_tables",
    "source_of_file",
    "unlock_steps",
    "user_name",
    "write_snapshot",
]
