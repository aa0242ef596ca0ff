"""From a snapshot's files to a locked database in memory.

Invariants: a suppressed cell has no value in any table; once `load` returns, the connection reads
no file, writes none, loads no extension, sees no Python variable, and takes no further setting.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import duckdb

from dashboard.errors import DamagedSnapshot
from dashboard.snapshot import Snapshot
from dashboard.store.statements import statement
from dashboard.text.periods import parse_period

# One thread: an answer is a few hundred rows, and planning it takes longer than finding it.
_CONFIG: Final[Mapping[str, str | bool | int]] = {
    "threads": 1,
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "temp_directory": "",
}
# Planning takes most of an answer's time, and small single-table questions gain from these alone.
_OPTIMIZERS: Final = frozenset(
    {"expression_rewriter", "filter_pullup", "filter_pushdown", "unused_columns"}
)
_LOCKS: Final = (
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


def load(snapshot: Snapshot) -> duckdb.DuckDBPyConnection:
    """The tables of `snapshot` in a database of its own, locked down.

    Raises:
        DamagedSnapshot: a file is absent, unreadable or without a column that it must have, or an
            observation is about an area or a period that does not exist; the message names it.
    """
    connection = duckdb.connect(":memory:", config=dict(_CONFIG))
    try:
        for table in ("area", "indicator", "source", "note"):
            _run(connection, f"load_{table}", snapshot, table)
        connection.execute(statement("load_inside"))
        _load_periods(connection, snapshot)
        _run(connection, "load_observation", snapshot, "observation")
        _check_complete(connection, snapshot)
        _lock(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _run(
    connection: duckdb.DuckDBPyConnection, name: str, snapshot: Snapshot, table: str
) -> list[tuple[object, ...]]:
    file = snapshot.table_path(table)
    try:
        return connection.execute(statement(name), {"file": str(file)}).fetchall()
    except duckdb.Error as error:
        raise _damaged(snapshot, file) from error


def _load_periods(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> None:
    """`period`: position in years and season ("" year, "Q1".."Q4", "FY") of every period id."""
    ids = [str(row[0]) for row in _run(connection, "distinct_periods", snapshot, "observation")]
    try:
        periods = [parse_period(each) for each in ids]
    except ValueError as error:
        raise _damaged(snapshot, snapshot.table_path("observation")) from error
    seasons = ["FY" if each.fiscal else f"Q{each.quarter}" * bool(each.quarter) for each in periods]
    connection.execute(
        statement("load_period"),
        {"ids": ids, "positions": [each.position for each in periods], "seasons": seasons},
    )


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    names = {str(row[0]) for row in connection.execute(statement("optimizers")).fetchall()}
    without = ",".join(sorted(names - _OPTIMIZERS))
    connection.execute(f"SET disabled_optimizers = '{without}'")
    for lock in _LOCKS:
        connection.execute(lock)


def _check_complete(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> None:
    """No observation was lost for want of its area."""
    row = connection.execute(statement("count_observations")).fetchone()
    if row is None or row[0] != snapshot.manifest.files["observation"].rows:
        raise _damaged(snapshot, snapshot.table_path("observation"))


def _damaged(snapshot: Snapshot, file: Path) -> DamagedSnapshot:
    return DamagedSnapshot("snapshot.damaged", file=file, id=snapshot.id)
