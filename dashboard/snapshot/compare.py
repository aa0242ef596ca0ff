"""What differs between two sets of observations: which figures, and how; never a value.

Every figure of either side is counted once, under the first kind of `KINDS` that fits it, or as
unchanged. A figure that moved to another edition is told once, as a change of definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import compress
from typing import Final, Literal, get_args

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.errors import DamagedSnapshot
from dashboard.snapshot.align import Aligned, Flags, Numbers
from dashboard.snapshot.manifest import Snapshot
from dashboard.snapshot.register_tables import Register
from dashboard.snapshot.registers import RowChanges, compare_registers, read_registers

Kind = Literal[
    "revised",
    "newly_suppressed",
    "newly_free",
    "newly_missing",
    "newly_available",
    "definition",
    "new_area",
    "new_period",
    "cited_anew",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""In the order in which a reader wants to know them.

revised: another value, in the same unit. newly_suppressed, newly_free: conf_status becomes C, or C
becomes a value. newly_missing: there is no value any more, or no row. newly_available: a value
where there was none. definition: the figure was there under another edition, or its unit, status,
period note or way of being computed changed. new_area: the area had no row in a period that was
there. new_period: this edition of the indicator had no such period. cited_anew: the same figure
with another source or note.
"""
SAME: Final = -1
_CODE: Final[Mapping[str, int]] = {kind: number for number, kind in enumerate(KINDS)}
# Far below the last digit that a publisher prints, far above what adding in another order does.
_NOISE: Final = 1e-12
_DEFINING: Final = ("unit_measure", "obs_status", "period_note", "reason", "derived")
_CITING: Final = ("source", "note")
# Where and in which order an indicator is shown defines nothing.
_SHOWING: Final = frozenset({"id", "featured", "default", "domain_order"})


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one set of figures to another.

    Attributes:
        rows: indicator, ref_area, time_period, edition, kind, derived; a row for each figure that
            differs, by key. `derived` is that of the later side, of the earlier for a row gone.
        unchanged: how many figures are the same on both sides.
        indicators_added: ids that only the later side describes.
        indicators_removed: ids that only the earlier side describes.
        indicators_changed: by id, the columns of the indicator table that changed.
        registers: the rows of registers that differ; a register without any is left out.
    """

    rows: pd.DataFrame
    unchanged: int
    indicators_added: tuple[str, ...] = ()
    indicators_removed: tuple[str, ...] = ()
    indicators_changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    registers: Mapping[Register, RowChanges] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether both sides say the same."""
        described = self.indicators_added or self.indicators_removed or self.indicators_changed
        return self.rows.empty and not described and not self.registers

    def counts(self) -> dict[str, int]:
        """How many figures of each kind, every kind of `KINDS` in its order, zeros included."""
        found = self.rows["kind"].value_counts()
        return {kind: int(found.get(kind, 0)) for kind in KINDS}

    def by_indicator(self) -> pd.DataFrame:
        """indicator, kind, rows (how many), derived (how many of them are computed).

        By indicator; kinds in the order of `KINDS`, without those that do not occur.
        """
        groups = self.rows.groupby(["indicator", "kind"])["derived"]
        found = groups.agg(rows="size", derived="sum").reset_index()
        found["order"] = found["kind"].map(KINDS.index)
        return found.sort_values(["indicator", "order"], ignore_index=True).drop(columns="order")


def compare(before: pd.DataFrame, after: pd.DataFrame) -> Difference:
    """What changed from `before` to `after`, frames with the columns of an observation table.

    Text columns may be text or categories, and need not have the same categories.

    Raises:
        ValueError: a key occurs twice on one side.
        KeyError: a column is absent.
    """
    rows = Aligned(before, after)
    kept, new = _kinds_of_kept(rows), _kinds_of_new(rows)
    differs = kept != SAME
    # Only a figure that says something stands for the one that is gone.
    says = (after["obs_value"].notna() | (after["conf_status"] == "C")).to_numpy()
    moved = rows.new[(new == _CODE["definition"]) & says[rows.new]]
    gone = rows.gone[~rows.among(moved, "indicator", "ref_area", "time_period")]
    later = np.concatenate([rows.kept_after[differs], rows.new])
    kinds = [np.full(len(gone), _CODE["newly_missing"]), kept[differs], new]
    derived = [before["derived"].to_numpy()[gone], after["derived"].to_numpy()[later]]
    told, order = rows.in_words(gone, later)
    told["kind"] = pd.Series(pd.Index(KINDS).take(np.concatenate(kinds)[order]), dtype="str")
    told["derived"] = np.concatenate(derived)[order].astype(np.bool_)
    return Difference(told, int((~differs).sum()))


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """What changed from one snapshot to another: figures, and what indicators are said to be.

    Raises:
        DamagedSnapshot: a table of either cannot be read.
    """
    found = compare(_read(before, "observation"), _read(after, "observation"))
    old, new = (_read(each, "indicator").set_index("id") for each in (before, after))
    return Difference(
        found.rows,
        found.unchanged,
        indicators_added=tuple(sorted(set(new.index) - set(old.index))),
        indicators_removed=tuple(sorted(set(old.index) - set(new.index))),
        indicators_changed=_redefined(old, new),
        registers=compare_registers(read_registers(before), read_registers(after)),
    )


def _kinds_of_kept(rows: Aligned) -> Numbers:
    """The kind of each row that is on both sides, `SAME` where nothing differs."""
    old, new = rows.numbers("obs_value")
    hidden_old, hidden_new = (each == "C" for each in rows.numbers("conf_status"))
    none_old, none_new = np.isnan(old) & ~hidden_old, np.isnan(new) & ~hidden_new
    valued = ~(hidden_old | hidden_new | none_old | none_new)
    noise = _NOISE * np.maximum(np.abs(old), np.abs(new))
    rules: dict[Kind, Flags] = {
        "newly_suppressed": hidden_new & ~hidden_old,
        "newly_missing": none_new & ~none_old,
        "newly_free": hidden_old & ~hidden_new,
        "newly_available": none_old & ~none_new,
        "revised": valued & ~rows.changed("unit_measure") & (np.abs(new - old) > noise),
        "definition": _any_changed(rows, _DEFINING) | (valued & (np.abs(new - old) > noise)),
        "cited_anew": _any_changed(rows, _CITING),
    }
    codes: Numbers = np.select(list(rules.values()), [_CODE[each] for each in rules], default=SAME)
    return codes


def _kinds_of_new(rows: Aligned) -> Numbers:
    """The kind of each row that only the later side has."""
    codes: Numbers = np.select(
        [
            rows.known_before("indicator", "ref_area", "time_period"),
            rows.known_before("indicator", "time_period", "edition"),
        ],
        [_CODE["definition"], _CODE["new_area"]],
        default=_CODE["new_period"],
    )
    return codes


def _any_changed(rows: Aligned, columns: Iterable[str]) -> Flags:
    changed: Flags = np.logical_or.reduce([rows.changed(each) for each in columns])
    return changed


def _redefined(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """For each indicator on both sides, the columns that say something else."""
    both = old.index.intersection(new.index).sort_values()
    columns = [each for each in new.columns if each in old.columns and each not in _SHOWING]
    before, after = old.loc[both, columns], new.loc[both, columns]
    differs = ((before != after) & ~(before.isna() & after.isna())).to_numpy()
    return {
        str(name): tuple(compress(columns, flags))
        for name, flags in zip(both, differs, strict=True)
        if flags.any()
    }


def _read(snapshot: Snapshot, table: str) -> pd.DataFrame:
    file = snapshot.table_path(table)
    try:
        frame: pd.DataFrame = pq.read_table(file).to_pandas()
    except (OSError, pa.ArrowException) as error:
        raise DamagedSnapshot("snapshot.damaged", file=file, id=snapshot.id) from error
    return frame
