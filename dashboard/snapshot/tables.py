"""The tables of a snapshot: their columns, their order, and the id that their content has.

Invariants: text is never null ("" where there is none), a number may be; rows are sorted by the
key of their table, so that the same content always gives the same id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.snapshot.register_tables import REGISTER_KEYS, REGISTER_SCHEMAS, REGISTERS

SCHEMA_VERSION: Final = 2
"""1: the five tables of figures and words. 2: the registers beside them."""
TABLES: Final = ("observation", "indicator", "area", "source", "note")
OBS_STATUS: Final = ("A", "P", "E", "B", "U", "M")
"""Of SDMX's list of observation statuses: normal, provisional, estimated, after a break, of low
reliability, missing."""
DOUBTFUL: Final = "U"
"""A figure that its publisher's copy gives although other figures of the copy contradict it."""
OBSERVATION_KEY: Final = ("indicator", "ref_area", "time_period", "edition")
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "observation": OBSERVATION_KEY,
    "indicator": ("id",),
    "area": ("code",),
    "source": ("source",),
    "note": ("note",),
}

_CODE = pa.dictionary(pa.int32(), pa.string())
_TEXT = pa.string()


def _both(*names: str) -> list[tuple[str, pa.DataType]]:
    return [(f"{name}_{lang}", _TEXT) for name in names for lang in ("th", "en")]


SCHEMAS: Final[Mapping[str, pa.Schema]] = {
    "observation": pa.schema(
        [
            ("indicator", _CODE),
            ("ref_area", _CODE),
            ("time_period", _CODE),
            ("edition", _CODE),
            ("obs_value", pa.float64()),
            ("unit_measure", _CODE),
            ("obs_status", _CODE),
            ("conf_status", _CODE),
            ("derived", pa.bool_()),
            ("reason", _CODE),
            ("period_note", _CODE),
            ("source", _CODE),
            ("note", _CODE),
        ]
    ),
    "indicator": pa.schema(
        [
            ("id", _TEXT),
            *_both("name", "short", "definition", "measure"),
            ("unit", _TEXT),
            *_both("unit_symbol", "unit_name"),
            ("decimals", pa.int32()),
            ("polarity", _TEXT),
            ("domain", _TEXT),
            *_both("domain_name"),
            ("domain_order", pa.int32()),
            ("year_type", _TEXT),
            ("levels", _TEXT),
            ("aggregation", _TEXT),
            ("not_covered", _TEXT),
            ("formula", _TEXT),
            ("tolerance", pa.float64()),
            ("numerator", _TEXT),
            ("denominator", _TEXT),
            ("count", _TEXT),
            ("data_sets", _TEXT),
            ("caveats", _TEXT),
            ("disclosure", _TEXT),
            *_both("disclosure_text"),
            ("published", pa.bool_()),
            ("static", pa.bool_()),
            ("featured", pa.int32()),
            ("default", _TEXT),
        ]
    ),
    "area": pa.schema(
        [
            ("code", _TEXT),
            ("level", _TEXT),
            ("parent", _TEXT),
            *_both("name"),
            ("planning_region", _TEXT),
            ("cluster", _TEXT),
            ("valid_from", pa.int32()),
            ("official_area_km2", pa.float64()),
        ]
    ),
    "source": pa.schema(
        [
            ("source", _TEXT),
            ("data_set", _TEXT),
            ("publisher_id", _TEXT),
            *_both("publisher", "publisher_short", "data_set_title", "edition", "period"),
            ("cited_publisher", _TEXT),
            ("title", _TEXT),
            ("url", _TEXT),
            ("copied_from", _TEXT),
            ("licence", _TEXT),
        ]
    ),
    "note": pa.schema(
        [("note", _TEXT), ("kind", _TEXT), ("trust", _TEXT), *_both("badge", "text")]
    ),
}
_EVERY_KEY: Final = {**KEYS, **{str(name): key for name, key in REGISTER_KEYS.items()}}
OBSERVATION_COLUMNS: Final = tuple(SCHEMAS["observation"].names)


def arrow_table(name: str, frame: pd.DataFrame) -> pa.Table:
    """`frame` as the table `name`: its columns in order, rows by key, NaN as null.

    Raises:
        KeyError: a column of the table is absent from the frame.
    """
    schema, keys = every_schema(name), _EVERY_KEY[name]
    ordered = frame.loc[:, schema.names].sort_values(list(keys), ignore_index=True)
    return pa.Table.from_pandas(
        ordered, schema=schema, preserve_index=False
    ).replace_schema_metadata()


def every_schema(name: str) -> pa.Schema:
    """The columns of a table or a register."""
    return SCHEMAS[name] if name in SCHEMAS else REGISTER_SCHEMAS[name]


def tables_of(schema_version: int) -> tuple[str, ...]:
    """The names of everything that a snapshot of this schema holds."""
    return TABLES if schema_version == 1 else (*TABLES, *REGISTERS)


def content_id(tables: Mapping[str, pa.Table], *, schema_version: int = SCHEMA_VERSION) -> str:
    """The snapshot id of `tables`: 12 hex digits of a SHA-256 over every cell.

    Depends on column names and values alone: neither on the files' bytes, which change with the
    version of a library, nor on when, where and why the snapshot is written. A register that is
    absent counts as an empty one.
    """
    digest = hashlib.sha256(f"schema {schema_version}".encode())
    for name in tables_of(schema_version):
        table = tables[name] if name in TABLES else _register(tables, name)
        digest.update(f"\n{name} {table.num_rows}".encode())
        for column in table.column_names:
            digest.update(f"\n{column}\n".encode())
            digest.update(_canonical(table[column]))
    return digest.hexdigest()[:12]


def _register(tables: Mapping[str, pa.Table], name: str) -> pa.Table:
    found = tables.get(name)
    return REGISTER_SCHEMAS[name].empty_table() if found is None else found


def _canonical(column: pa.ChunkedArray) -> bytes:
    """Every cell of a column, the same bytes on every machine."""
    if pa.types.is_dictionary(column.type) or pa.types.is_string(column.type):
        texts = column.to_pylist() if pa.types.is_string(column.type) else _decoded(column)
        lengths = np.fromiter(map(len, texts), dtype="<i8", count=len(texts))
        return lengths.tobytes() + "".join(texts).encode()
    numbers = column.cast(pa.float64()).to_numpy()
    # Adding zero turns -0.0 into 0.0; one bit pattern stands for every NaN.
    return np.where(np.isnan(numbers), np.nan, numbers + 0.0).astype("<f8").tobytes()


def _decoded(column: pa.ChunkedArray) -> list[str]:
    return column.cast(pa.string()).to_pylist()  # type: ignore[no-any-return]
