"""The registers of a snapshot: what the province promised, and what it asks to be unlocked.

Three tables beside the figures, written by people. Snapshots of schema 1 have none: theirs count as
empty. Invariants as for every table: text is never null, a number may be; rows are sorted by key.
Dates are ISO 8601 of the Common Era, fiscal years are ids such as `FY2570`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import pandas as pd
import pyarrow as pa

Register = Literal["agenda", "target", "unlock"]
Registers = Mapping[Register, pd.DataFrame]

REGISTERS: Final[tuple[Register, ...]] = ("agenda", "target", "unlock")
REGISTER_KEYS: Final[Mapping[Register, tuple[str, ...]]] = {
    "agenda": ("id",),
    "target": ("agenda", "indicator", "ref_area", "period"),
    "unlock": ("id",),
}
NUMBERS: Final = frozenset({"baseline", "level_1", "level_2", "level_3", "weight"})
_COLUMNS: Final[Mapping[Register, tuple[str, ...]]] = {
    "agenda": (
        "id",
        "period",
        "family",
        "issue_th",
        "issue_en",
        "title_th",
        "title_en",
        "pain_point",
        "positioning",
        "target_group_th",
        "target_group_en",
        "tool",
        "indicators",
        "plan_link",
        "owner",
        "source",
    ),
    "target": (
        "agenda",
        "indicator",
        "ref_area",
        "period",
        "baseline",
        "baseline_period",
        "level_1",
        "level_2",
        "level_3",
        "weight",
        "due",
    ),
    "unlock": (
        "id",
        "agenda",
        "system",
        "problem",
        "current_rule",
        "requested_change",
        "change_type",
        "deciding_body",
        "level",
        "status",
        "status_date",
        "evidence_url",
        "effect_indicator",
        "effect_direction",
        "next_step",
        "due",
    ),
}
REGISTER_SCHEMAS: Final[Mapping[str, pa.Schema]] = {
    name: pa.schema([(each, pa.float64() if each in NUMBERS else pa.string()) for each in columns])
    for name, columns in _COLUMNS.items()
}


def empty_register(name: Register) -> pd.DataFrame:
    """A register without rows, each column with its type."""
    kinds = {each: "float64" if each in NUMBERS else "str" for each in _COLUMNS[name]}
    return pd.DataFrame({each: pd.Series(dtype=kind) for each, kind in kinds.items()})


def empty_registers() -> dict[Register, pd.DataFrame]:
    """All three without rows."""
    return {name: empty_register(name) for name in REGISTERS}
