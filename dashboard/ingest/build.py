"""`hpp build`: the cited figures and the catalogue become a snapshot, from nothing.

    sources → protection → totals → formulas → gate → snapshot → CURRENT

Building twice gives the same id, and the second time writes nothing. A published snapshot that
holds figures of the office's own is never published over.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from dashboard.catalog import Catalog, load_catalog
from dashboard.disclosure import refusals
from dashboard.disclosure.protect import protect
from dashboard.disclosure.relations import load_relations
from dashboard.errors import DamagedSnapshot, InputError
from dashboard.ingest.registers import read_shipped
from dashboard.ingest.sources import SourceFigures, read_sources
from dashboard.settings import Places
from dashboard.snapshot import (
    FormulaDifference,
    Snapshot,
    add_sums,
    current,
    derive,
    may_be_replaced,
    publish,
    snapshot_tables,
    write_snapshot,
)

REASON: Final = "build"


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did; `why` is the text key of the sentence that says it.

    `published`: CURRENT names the snapshot now, and did not before. `already`: it did before.
    Neither: CURRENT holds ingested figures and was left alone.
    """

    snapshot: Snapshot
    published: bool
    already: bool
    why: str
    differences: tuple[FormulaDifference, ...]


def build(places: Places) -> BuildResult:
    """Builds the snapshot of sources, catalogue and agenda, and publishes it.

    Raises:
        CatalogError: the catalogue breaks a rule.
        InputError: a source file or a register breaks a rule; a figure names an indicator, area or
            data set that the catalogue lacks; a count of a district is too small to be shown.
        HppError: the disk refuses; what is published stays published.
    """
    catalog = load_catalog(places.catalog)
    figures = read_sources(places.sources)
    relations = load_relations(places.catalog, catalog)
    rows = known(figures, catalog)
    safe = protect(rows, rows.iloc[:0], catalog, relations)
    derived = derive(add_sums(safe.observations, catalog), catalog)
    refuse_unsafe(derived.observations, catalog)
    tables = snapshot_tables(
        derived.observations,
        catalog,
        citations=figures.citations,
        notes=figures.notes,
        registers=read_shipped(places, catalog),
    )
    present = _published(places.snapshots)
    replaceable = may_be_replaced(places.snapshots)
    snapshot = write_snapshot(
        tables,
        folder=places.snapshots,
        reason=REASON,
        parent=present if replaceable else None,
        origin="build",
    )
    why = "already" if present == snapshot.id else "published" if replaceable else "kept_ingested"
    if why == "published":
        publish(places.snapshots, snapshot.id, over=present)
    already = why == "already"
    return BuildResult(
        snapshot,
        why == "published",
        already,
        f"snapshot.build.{why}",
        derived.comparison.differences,
    )


def known(figures: SourceFigures, catalog: Catalog) -> pd.DataFrame:
    """The observations with their units, every code in them found in the catalogue.

    Raises:
        InputError: an indicator, area or data set is not in the catalogue.
    """
    rows = figures.observations
    _refuse_unknown("indicator", rows["indicator"], catalog.indicators.keys())
    _refuse_unknown("area", rows["ref_area"], catalog.areas.keys())
    _refuse_unknown("data_set", figures.citations["data_set"], catalog.data_sets.keys())
    units = {each.id: each.unit.id for each in catalog.indicators.values()}
    return rows.assign(unit_measure=rows["indicator"].map(units))


def refuse_unsafe(observations: pd.DataFrame, catalog: Catalog) -> None:
    """Stops before anything is written where a count would point at single persons.

    Raises:
        InputError: names the first cell and how many there are, never a value.
    """
    unsafe = refusals(observations, observations.iloc[:0], catalog)
    if len(unsafe):
        first = unsafe.iloc[0]
        raise InputError(
            "snapshot.unsafe_count",
            indicator=first["indicator"],
            area=first["ref_area"],
            period=first["time_period"],
            count=len(unsafe),
        )


def _published(folder: Path) -> str | None:
    """The published id, "" for none; None where it is damaged: building is how that is mended."""
    try:
        snapshot = current(folder)
    except DamagedSnapshot:
        return None
    return snapshot.id if snapshot else ""


def _refuse_unknown(kind: str, codes: pd.Series, allowed: object) -> None:
    unknown = sorted(set(codes.unique()).difference(allowed))  # type: ignore[arg-type]
    if unknown:
        key = f"snapshot.unknown_{kind}"
        raise InputError(key, name=unknown[0], count=len(unknown))
