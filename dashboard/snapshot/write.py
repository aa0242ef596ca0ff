"""Writes a snapshot: aside, flushed to the disk, then under its name in one rename."""

from __future__ import annotations

import math
import shutil
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard import __version__
from dashboard.errors import DamagedSnapshot
from dashboard.snapshot.acts import now
from dashboard.snapshot.disk import (
    flush,
    flush_folder,
    locked,
    telling_disk_errors,
    write_durably,
)
from dashboard.snapshot.journal import recorded
from dashboard.snapshot.manifest import (
    MANIFEST,
    FileFacts,
    Manifest,
    Origin,
    Snapshot,
    TakenFile,
    file_hash,
    open_snapshot,
)
from dashboard.snapshot.plain import plain_files, plain_text
from dashboard.snapshot.register_tables import REGISTERS, empty_register
from dashboard.snapshot.tables import SCHEMA_VERSION, TABLES, arrow_table, content_id

_ASIDE: Final = ".writing-"
REMOVED: Final = ".removed-"
"""How the folder of a snapshot that is being removed begins."""
_STALE_SECONDS: Final = 3600


def write_snapshot(
    tables: Mapping[str, pd.DataFrame],
    *,
    folder: Path,
    reason: str,
    parent: str | None,
    origin: Origin,
    who: str = "",
    files: Sequence[TakenFile] = (),
) -> Snapshot:
    """Writes `tables` as a snapshot into `folder` and returns it; publishing is another step.

    The same content has the same id: where that snapshot is already there and sound, nothing is
    written but the journal's lines. What is brought in (`origin` ingest) is told there.

    Args:
        tables: the five tables, and the registers; one that is absent is empty.
        folder: the folder of snapshots.
        reason: why it is made.
        parent: the id of the snapshot that this one is made from, None or "" for none.
        origin: whether it is built from the cited figures or made from files.
        who: who brought it in; the journal knows the system's user where this is "".
        files: what was handed in.

    Raises:
        HppError: the disk refuses; nothing is left under the snapshot's name.
        InputError: `parent` is not in `folder`.
    """
    arrow = {name: arrow_table(name, tables[name]) for name in TABLES}
    for name in REGISTERS:
        arrow[name] = arrow_table(name, tables.get(name, empty_register(name)))
    snapshot_id = content_id(arrow)
    making = _Making(plain_text(reason), parent or "", origin, plain_text(who), plain_files(files))
    present = _sound(folder, snapshot_id)
    if present is not None:
        with locked(folder), making.told(folder, snapshot_id):
            return present
    inherited = bool(parent) and open_snapshot(folder, parent or "").manifest.holds_ingested
    with telling_disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _clear_stale(folder)
        aside = folder / f"{_ASIDE}{uuid4().hex[:12]}"
        aside.mkdir()
        try:
            written = {name: _write_table(aside, name, table) for name, table in arrow.items()}
            totals = control_totals(tables["observation"])
            manifest = making.manifest(snapshot_id, written, totals, inherited=inherited)
            write_durably(aside / MANIFEST, manifest.to_json().encode())
            flush_folder(aside)
            with locked(folder), making.told(folder, snapshot_id):
                _take_name(aside, folder / snapshot_id)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return open_snapshot(folder, snapshot_id)


@dataclass(frozen=True, slots=True)
class _Making:
    """Why, from what and by whom a snapshot is made."""

    reason: str
    parent: str
    origin: Origin
    who: str
    taken: tuple[TakenFile, ...]

    def manifest(
        self,
        snapshot_id: str,
        files: Mapping[str, FileFacts],
        totals: Mapping[str, Any],
        *,
        inherited: bool,
    ) -> Manifest:
        """What the snapshot says about itself."""
        return Manifest(
            schema_version=SCHEMA_VERSION,
            id=snapshot_id,
            created=now(),
            reason=self.reason,
            parent=self.parent if self.parent != snapshot_id else "",
            origin=self.origin,
            holds_ingested=inherited or self.origin == "ingest",
            hpp_version=__version__,
            files=files,
            control_totals=totals,
            who=self.who,
            taken=self.taken,
        )

    def told(self, folder: Path, snapshot_id: str) -> AbstractContextManager[None]:
        """The journal's lines around it; what is built is told when it is published."""
        if self.origin != "ingest":
            return nullcontext()
        why = {"over": self.parent, "who": self.who, "reason": self.reason}
        return recorded(folder, "ingest", snapshot_id, files=self.taken, **why)


def control_totals(observations: pd.DataFrame) -> dict[str, Any]:
    """Rows by data set, and rows, free values and their sum by indicator, to read and compare."""
    suppressed = observations["conf_status"] == "C"
    values = observations["obs_value"].mask(suppressed).groupby(observations["indicator"])
    return {
        "rows": len(observations),
        "derived": int(observations["derived"].sum()),
        "suppressed": int(suppressed.sum()),
        "missing": int((observations["obs_value"].isna() & ~suppressed).sum()),
        "rows_by_data_set": _by_data_set(observations["source"]),
        "by_indicator": {str(name): _totals(cells) for name, cells in values},
    }


def _by_data_set(sources: pd.Series) -> dict[str, int]:
    """How many rows cite each data set; a row that cites two counts for both."""
    rows: Counter[str] = Counter()
    for cited, times in sources.value_counts().items():
        for data_set in {each.partition(":")[0] for each in str(cited).split()}:
            rows[data_set] += int(times)
    return dict(sorted(rows.items()))


def _totals(cells: pd.Series) -> dict[str, float]:
    free = cells.dropna()
    return {"rows": len(cells), "values": len(free), "sum": round(math.fsum(free), 6)}


def _write_table(aside: Path, name: str, table: pa.Table) -> FileFacts:
    file = aside / f"{name}.parquet"
    pq.write_table(table, file, compression="zstd", compression_level=9)
    flush(file)
    return FileFacts(rows=table.num_rows, sha256=file_hash(file), bytes=file.stat().st_size)


def _take_name(aside: Path, final: Path) -> None:
    """Renames the finished folder, unless another writer of the same content was quicker.

    A damaged snapshot under that name makes room first. The caller holds the folder's lock.
    """
    if _sound(final.parent, final.name):
        return
    if final.exists():
        final.replace(aside.with_name(f"{_ASIDE}damaged-{uuid4().hex[:12]}"))
    aside.replace(final)
    flush_folder(final.parent)


def _sound(folder: Path, snapshot_id: str) -> Snapshot | None:
    if not (folder / snapshot_id).is_dir():
        return None
    try:
        return open_snapshot(folder, snapshot_id, verify=True)
    except DamagedSnapshot:
        return None


def _clear_stale(folder: Path) -> None:
    """Removes what a writer that died left behind, once it is too old to be in use."""
    oldest = time.time() - _STALE_SECONDS
    for left in folder.glob(".*"):
        if left.stat().st_mtime >= oldest:
            continue
        if left.name.startswith((_ASIDE, REMOVED)):
            shutil.rmtree(left, ignore_errors=True)
        elif left.name.startswith(".CURRENT."):
            left.unlink(missing_ok=True)
