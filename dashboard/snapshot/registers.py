"""The registers of snapshots: what they hold, what changed, and how each entry got there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.errors import DamagedSnapshot, HppError
from dashboard.snapshot.manifest import Snapshot, open_snapshot
from dashboard.snapshot.register_tables import (
    REGISTER_KEYS,
    REGISTERS,
    Register,
    Registers,
    empty_register,
)

LONGEST_WALK: Final = 500


class RowChanges(NamedTuple):
    """Keys of the rows of one register that are new, say something else, or are gone."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows differ."""
        return len(self.added) + len(self.changed) + len(self.removed)


class Step(NamedTuple):
    """A status that an entry of the unlock register took: when, and since which snapshot."""

    status: str
    status_date: str
    snapshot: str
    created: str
    reason: str


def read_register(snapshot: Snapshot, name: Register) -> pd.DataFrame:
    """One register; empty where the snapshot is of a time without them.

    Raises:
        DamagedSnapshot: its file cannot be read.
    """
    if name not in snapshot.manifest.files:
        return empty_register(name)
    file = snapshot.table_path(name)
    try:
        frame: pd.DataFrame = pq.read_table(file).to_pandas()
        return frame.astype(empty_register(name).dtypes.to_dict())
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise DamagedSnapshot("snapshot.damaged", file=file, id=snapshot.id) from error


def read_registers(snapshot: Snapshot) -> dict[Register, pd.DataFrame]:
    """All three registers.

    Raises:
        DamagedSnapshot: a file cannot be read.
    """
    return {name: read_register(snapshot, name) for name in REGISTERS}


def compare_registers(before: Registers, after: Registers) -> dict[Register, RowChanges]:
    """The rows that differ, by register; registers without any difference are left out."""
    found = {name: _changes(before[name], after[name], name) for name in REGISTERS}
    return {name: changes for name, changes in found.items() if changes.rows}


def unlock_steps(folder: Path, snapshot: Snapshot) -> dict[str, tuple[Step, ...]]:
    """How every entry of the unlock register came to its status, oldest first, by id.

    Told by the snapshots from `snapshot` back through what each was made from, as far as they are
    still there. An entry that kept its status is not told again.
    """
    steps: dict[str, list[Step]] = {}
    for each in reversed(list(_ancestors(folder, snapshot))):
        rows = read_register(each, "unlock")
        states = zip(rows["id"], rows["status"], rows["status_date"], strict=True)
        for name, status, date in states:
            told = steps.setdefault(str(name), [])
            if not told or (told[-1].status, told[-1].status_date) != (status, date):
                facts = each.manifest
                told.append(Step(status, date, each.id, facts.created, facts.reason))
    return {name: tuple(told) for name, told in steps.items()}


def _ancestors(folder: Path, snapshot: Snapshot) -> Iterator[Snapshot]:
    """The snapshot and those it was made from; ends where one is gone, damaged or met again."""
    seen: set[str] = set()
    while snapshot.id not in seen and len(seen) < LONGEST_WALK:
        seen.add(snapshot.id)
        yield snapshot
        try:
            snapshot = open_snapshot(folder, snapshot.manifest.parent)
        except HppError:
            return


def _changes(before: pd.DataFrame, after: pd.DataFrame, name: Register) -> RowChanges:
    old, new = _by_key(before, name), _by_key(after, name)
    return RowChanges(
        tuple(each for each in new if each not in old),
        tuple(each for each in new if each in old and new[each] != old[each]),
        tuple(each for each in old if each not in new),
    )


def _by_key(rows: pd.DataFrame, name: Register) -> dict[str, tuple[str, ...]]:
    """Rows as text by their key; the same number is the same text, and so is no number."""
    keys = list(REGISTER_KEYS[name])
    texts = rows.astype("object").where(rows.notna(), "")
    return {
        " · ".join(str(row[key]) for key in keys): tuple(str(row[each]) for each in rows.columns)
        for row in texts.to_dict("records")
    }
