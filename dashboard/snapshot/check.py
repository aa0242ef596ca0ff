"""What a snapshot promises, held against the snapshot itself.

Each promise is told as a sentence that says what was checked and in how many cases. The first
broken one ends the check: what stands on it need not be asked any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import pandas as pd
import pyarrow.parquet as pq

from dashboard.catalog import Catalog
from dashboard.disclosure import unsafe_counts
from dashboard.errors import HppError
from dashboard.snapshot.additivity import additivity
from dashboard.snapshot.derive import compare_with_formulas
from dashboard.snapshot.evidence import Evidence, Promise
from dashboard.snapshot.manifest import Snapshot, open_snapshot
from dashboard.snapshot.register_check import register_promises
from dashboard.snapshot.registers import read_registers
from dashboard.snapshot.tables import (
    KEYS,
    OBS_STATUS,
    OBSERVATION_KEY,
    TABLES,
    content_id,
    every_schema,
    tables_of,
)

MAX_BYTES: Final = 4_000_000


def check(snapshot: Snapshot, catalog: Catalog) -> Iterator[Promise]:
    """The promises of `snapshot` one by one; ends after the first broken one.

    Anchors, formulas and rules are those of `catalog`.
    """
    for promise in _promises(snapshot, catalog):
        yield promise
        if not promise.kept:
            return


def _promises(snapshot: Snapshot, catalog: Catalog) -> Iterator[Promise]:
    yield _hashes(snapshot)
    yield _schema(snapshot)
    version = snapshot.manifest.schema_version
    tables = {name: pq.read_table(snapshot.table_path(name)) for name in tables_of(version)}
    same = content_id(tables, schema_version=version) == snapshot.id
    yield Promise("content", {"id": snapshot.id}, kept=same)
    evidence = Evidence(
        catalog=catalog,
        observations=_plain(tables["observation"].to_pandas()),
        tables={name: tables[name].to_pandas() for name in TABLES if name != "observation"},
    )
    for ask in _QUESTIONS:
        yield from ask(evidence)
    yield from register_promises(read_registers(snapshot), catalog)
    yield _size(snapshot)


def _plain(observations: pd.DataFrame) -> pd.DataFrame:
    """Dictionary-coded columns as text, as every other room sees them."""
    coded = observations.select_dtypes("category").columns
    return observations.astype(dict.fromkeys(coded, "str"))


def _hashes(snapshot: Snapshot) -> Promise:
    facts = {"cases": len(snapshot.manifest.files), "id": snapshot.id}
    try:
        open_snapshot(snapshot.path.parent, snapshot.id, verify=True)
    except HppError as error:
        return Promise("hashes", {**facts, "file": error.facts.get("file", "")}, kept=False)
    return Promise("hashes", facts, kept=True)


def _schema(snapshot: Snapshot) -> Promise:
    names = tables_of(snapshot.manifest.schema_version)
    columns = sum(len(every_schema(name).names) for name in names)
    for name in names:
        schema = pq.read_schema(snapshot.table_path(name)).remove_metadata()
        if schema != every_schema(name):
            return Promise("schema", {"cases": columns, "file": name}, kept=False)
    return Promise("schema", {"cases": columns}, kept=True)


def _keys(evidence: Evidence) -> Iterator[Promise]:
    rows = evidence.observations
    doubled = rows[rows.duplicated(list(OBSERVATION_KEY))]
    yield evidence.cells("keys", len(rows), doubled)
    for name, table in evidence.tables.items():
        twice = table[table.duplicated(list(KEYS[name]))]
        if len(twice):
            facts = {"cases": len(table), "table": name, "first": twice.iloc[0][KEYS[name][0]]}
            yield Promise("table_keys", facts, kept=False)
            return
    yield Promise("table_keys", {"cases": sum(map(len, evidence.tables.values()))}, kept=True)


def _codes(evidence: Evidence) -> Iterator[Promise]:
    """Every code used in an observation is explained in the table that it points to."""
    rows, tables = evidence.observations, evidence.tables
    known: Mapping[str, set[str]] = {
        "indicator": set(tables["indicator"]["id"]),
        "ref_area": set(tables["area"]["code"]),
        "unit_measure": set(tables["indicator"]["unit"]),
        "obs_status": set(OBS_STATUS),
        "conf_status": {"F", "C"},
        "source": set(tables["source"]["source"]),
        "note": set(tables["note"]["note"]),
    }
    for column, codes in known.items():
        used = {code for joined in rows[column].unique() for code in joined.split()}
        unknown = sorted(used - codes)
        if unknown:
            facts = {"cases": len(rows), "column": column, "first": unknown[0]}
            yield Promise("codes", facts, kept=False)
            return
    yield Promise("codes", {"cases": len(rows)}, kept=True)
    yield evidence.cells("cited", len(rows), rows[rows["source"] == ""])


def _states(evidence: Evidence) -> Iterator[Promise]:
    """A suppressed cell holds no value, and a cell without a value says why."""
    rows = evidence.observations
    suppressed = rows[rows["conf_status"] == "C"]
    yield evidence.cells("suppressed", len(suppressed), suppressed.dropna(subset="obs_value"))
    empty = rows[rows["obs_value"].isna() & (rows["conf_status"] == "F")]
    silent = empty[(empty["obs_status"] != "M") | (empty["derived"] & (empty["reason"] == ""))]
    yield evidence.cells("missing", len(empty), silent)
    cases = int(rows["obs_value"].notna().sum())
    yield evidence.cells("unsafe", cases, unsafe_counts(rows, evidence.catalog))


def _formulas(evidence: Evidence) -> Iterator[Promise]:
    comparison = compare_with_formulas(evidence.observations, evidence.catalog)
    broken = [
        {name: getattr(each, name) for name in OBSERVATION_KEY} for each in comparison.differences
    ]
    yield evidence.cells("formulas", comparison.compared, pd.DataFrame(broken))


def _anchors(evidence: Evidence) -> Iterator[Promise]:
    for anchor in evidence.catalog.anchors:
        found = evidence.anchored(anchor)
        if found is None or abs(found - anchor.value) > anchor.tolerance:
            facts = {"cases": len(evidence.catalog.anchors), "published": anchor.value}
            facts |= {name: getattr(anchor, name) for name in ("ref_area", "time_period")}
            yield Promise("anchors", {**facts, "indicator": anchor.indicator}, kept=False)
            return
    yield Promise("anchors", {"cases": len(evidence.catalog.anchors)}, kept=True)


def _size(snapshot: Snapshot) -> Promise:
    """Only a snapshot of shipped figures has to stay small; an office's own may grow."""
    facts = {"size": snapshot.total_bytes / 1e6, "limit": MAX_BYTES / 1e6}
    small = snapshot.total_bytes <= MAX_BYTES or snapshot.manifest.holds_ingested
    return Promise("size", facts, kept=small)


_QUESTIONS: Final[tuple[Callable[[Evidence], Iterator[Promise]], ...]] = (
    _keys,
    _codes,
    _states,
    additivity,
    _formulas,
    _anchors,
)
