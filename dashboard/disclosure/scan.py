"""Looks into the files of a snapshot for what its tables do not show.

A suppressed cell can survive beside the tables: as a value under a mark, in the statistics that a
parquet file keeps for its readers, in the words of a note, or in a total that was made before the
cell was emptied. Whatever is found is counted, never printed.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

LeakKind = Literal["value", "statistics", "metadata", "note", "total", "stray"]
LEAKS: Final[tuple[LeakKind, ...]] = (
    "value",
    "statistics",
    "metadata",
    "note",
    "total",
    "stray",
)
_OBSERVATION: Final = "observation.parquet"
_NOTE: Final = "note.parquet"
_MANIFEST: Final = "manifest.json"
_COLUMNS: Final = ["indicator", "conf_status", "obs_value", "period_note", "note"]
_NUMBER: Final = re.compile(r"[0-9๐-๙]")
# Sums of some thousand values differ by the order of adding, not by a person.
_ROUNDING: Final = 1e-12
_PRECISION: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Leak:
    """One way of looking, and in how many places it found something.

    Attributes:
        kind: value: suppressed rows with one · statistics: row groups whose least or greatest
            value is none of those shown · metadata: entries beside the schema · note: notes of
            suppressed cells alone that hold a number · total: control totals that are not those of
            the values shown · stray: files that the manifest does not know.
        looked: how many places were looked at.
        found: in how many of them something was.
    """

    kind: LeakKind
    looked: int
    found: int


def scan(folder: Path) -> tuple[Leak, ...]:
    """What the files of the snapshot in `folder` give away, one entry for each of `LEAKS`."""
    opened = pq.ParquetFile(folder / _OBSERVATION)
    rows = _frame(opened.read(columns=_COLUMNS))
    secret = (rows["conf_status"] == "C").to_numpy()
    value = rows["obs_value"].to_numpy(dtype=float)
    manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    known = {_MANIFEST, *(f"{name}.parquet" for name in manifest["files"])}
    files = sorted(each.name for each in folder.iterdir())
    return (
        Leak("value", int(secret.sum()), int((secret & ~np.isnan(value)).sum())),
        _statistics(opened, np.where(secret, np.nan, value)),
        _metadata(folder, files),
        _notes(folder, rows, secret),
        _totals(manifest["control_totals"], rows["indicator"], np.where(secret, np.nan, value)),
        Leak("stray", len(files), len(set(files) - known)),
    )


def _frame(table: pa.Table) -> pd.DataFrame:
    """The table without what somebody may have written beside its schema."""
    frame: pd.DataFrame = table.replace_schema_metadata().to_pandas()
    return frame


def _statistics(opened: Any, shown: np.ndarray) -> Leak:  # noqa: ANN401  pyarrow has no types
    """The least and greatest value of each row group, held against those of its free cells."""
    found, start = 0, 0
    for number in range(opened.num_row_groups):
        group = opened.metadata.row_group(number)
        values = shown[start : start + group.num_rows]
        start += group.num_rows
        told = {said for each in _chunks(group) for said in _told(each)}
        free = values[~np.isnan(values)]
        ends = {float(free.min()), float(free.max())} if len(free) else set()
        found += not told <= ends
    return Leak("statistics", int(opened.num_row_groups), found)


def _chunks(group: Any) -> Iterator[Any]:  # noqa: ANN401
    for number in range(group.num_columns):
        chunk = group.column(number)
        if chunk.path_in_schema == "obs_value":
            yield chunk


def _told(chunk: Any) -> set[float]:  # noqa: ANN401
    told = chunk.statistics
    return {float(told.min), float(told.max)} if told is not None and told.has_min_max else set()


def _metadata(folder: Path, files: list[str]) -> Leak:
    """Entries of a parquet file beside the schema that every reader needs."""
    tables = [each for each in files if each.endswith(".parquet")]
    found = 0
    for name in tables:
        said = pq.read_metadata(folder / name).metadata or {}
        found += bool(set(said) - {b"ARROW:schema"})
        found += bool(pq.read_schema(folder / name).metadata)
    return Leak("metadata", len(tables), found)


def _notes(folder: Path, rows: pd.DataFrame, secret: np.ndarray) -> Leak:
    """Words that belong to suppressed cells alone and hold a number."""
    notes = _frame(pq.read_table(folder / _NOTE)).set_index("note")
    texts = {
        str(name): " ".join(map(str, row))
        for name, row in zip(notes.index, notes[["text_th", "text_en"]].to_numpy(), strict=True)
    }
    own = _words(rows[secret]) - _words(rows[~secret])
    found = sum(holds_number(texts.get(each, each)) for each in own)
    return Leak("note", len(own), found)


def holds_number(words: str) -> bool:
    """Whether a note could say what its suppressed cell does not."""
    return bool(_NUMBER.search(words))


def _words(rows: pd.DataFrame) -> set[str]:
    notes = {each for joined in rows["note"].unique() for each in str(joined).split()}
    return notes | {str(each) for each in rows["period_note"].unique()}


def _totals(told: dict[str, Any], indicator: pd.Series, shown: np.ndarray) -> Leak:
    """Sums in the manifest: of the values shown, or of more."""
    sums = pd.Series(shown).groupby(indicator.astype("str").to_numpy()).agg(["sum", "count"])
    by_indicator = told.get("by_indicator", {})
    found = 0
    for name, said in by_indicator.items():
        right = float(sums.loc[name, "sum"]) if name in sums.index else 0.0
        close = math.isclose(
            float(said.get("sum") or 0.0), right, rel_tol=_ROUNDING, abs_tol=_PRECISION
        )
        found += not close
    return Leak("total", len(by_indicator), found)
