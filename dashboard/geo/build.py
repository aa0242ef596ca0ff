"""Boundaries, from the published file to what the maps load: the offline step `hpp geo build`.

    areas.csv + south_districts_raw.geojson
      ─ read ─ repair ─ clean ─▶ coverage in metres ─ simplify ─ grid ─▶ districts, provinces
                                        └─▶ neighbours            └─▶ hatch, labels, scopes

The start is the file as published, not a cleaned copy of it: cleaning is deterministic, takes half
a second and changes no district by more than 0.03 %, and so the chain from the publisher's file to
the map is in one place. Provinces are dissolved from the simplified districts, so that both fit
where they overlay; so is the outline of Nakhon Si Thammarat from its finer districts.

Everything is made in memory first: an input that is refused leaves the results of before untouched.
The app never imports this module, nor any other `build_*`; it reads the files through
`dashboard.geo`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd

from dashboard.errors import InputError
from dashboard.geo import build_cover as cover
from dashboard.geo.build_former import former_places, refuse_cut_off, refuse_moved
from dashboard.geo.build_grid import clockwise, on_grid
from dashboard.geo.build_hatch import hatch
from dashboard.geo.build_places import bounds, labels, neighbours, places_json
from dashboard.geo.build_read import (
    AREAS_FILE,
    DISTRICTS_FILE,
    Area,
    Expected,
    read_areas,
    read_districts,
)
from dashboard.geo.build_report import BuildReport, Findings
from dashboard.geo.build_write import empty_topology, geojson, write_all

__all__ = ["BuildReport", "build"]

PROVINCE = "80"
SOUTH = "S"

# 150 m looks like the original at 1,200 px. The South has one tolerance for districts and
# provinces; at 300 m the file of districts would be a few KB over its 430.
NAKHON_TOLERANCE_M = 150.0
SOUTH_TOLERANCE_M = 310.0

# About 6 px apart on a map 420 px high, of one province and of the South.
_NAKHON_HATCH_M = 2400.0
_DISTRICTS_HATCH_M = 4800.0
_SOUTH_HATCH_M = 9600.0


@dataclass(frozen=True, slots=True)
class _Maps:
    """Every layer on the grid of the map files, by area code."""

    nakhon: gpd.GeoSeries
    outline: gpd.GeoSeries
    districts: gpd.GeoSeries
    provinces: gpd.GeoSeries


def build(source: Path, out: Path, former: Path | None = None) -> BuildReport:
    """Make the map files of folder `out` from the boundary files of folder `source`.

    Args:
        source: holds `areas.csv` and `south_districts_raw.geojson`.
        out: the geo folder; made when absent.
        former: the geo folder of the maps of before, which no district may have moved away from;
            None holds against nothing.

    Returns:
        What was repaired and written.

    Raises:
        InputError: the input is incomplete, unreadable or broken beyond a safe repair; nothing is
            written then.
    """
    findings = Findings()
    expected = read_areas(source / AREAS_FILE)
    parents = {code: area.parent for code, area in expected.districts.items()}
    if PROVINCE not in expected.provinces:
        raise InputError("geo.areas_no_province", file=AREAS_FILE, code=PROVINCE)
    file = read_districts(source / DISTRICTS_FILE, expected)
    mended = cover.districts(file, findings)
    before = former_places(former, findings)
    if before is not None:
        refuse_moved(mended.to_crs(cover.METRES), file.name, expected, before)
    coverage = cover.clean(mended, file.name, expected, findings)
    if before is not None:
        bordering = neighbours(cover.borders(coverage), expected.districts)
        refuse_cut_off(bordering, file.name, expected, before, findings)
    maps = _maps(coverage, parents, expected, findings)
    texts = _layers(maps, expected) | {
        "places.json": _places(maps, coverage, parents, expected, findings),
        "topo/world_110m.json": empty_topology(),
    }
    return BuildReport(files=write_all(out, texts), findings=findings.lines())


def _maps(
    coverage: gpd.GeoSeries, parents: dict[str, str], expected: Expected, findings: Findings
) -> _Maps:
    own = coverage[[parents[code] == PROVINCE for code in coverage.index]]
    nakhon, south = (
        on_grid(cover.simplify(part, tolerance), expected.districts, f"{name}.geojson", findings)
        for part, tolerance, name in (
            (own, NAKHON_TOLERANCE_M, "nakhon_districts"),
            (coverage, SOUTH_TOLERANCE_M, "south_districts"),
        )
    )
    return _Maps(
        nakhon=nakhon,
        outline=cover.dissolve(nakhon, parents).map(clockwise),
        districts=south,
        provinces=cover.dissolve(south, parents).map(clockwise),
    )


def _layers(maps: _Maps, expected: Expected) -> dict[str, str]:
    areas: dict[str, Area] = {**expected.districts, **expected.provinces}
    fine, coarse = (
        f"simplified, {tolerance:.0f} m; outer rings clockwise"
        for tolerance in (NAKHON_TOLERANCE_M, SOUTH_TOLERANCE_M)
    )
    striped = "stripes inside the areas of {}; outer rings clockwise".format
    layers = {
        "nakhon_districts": (maps.nakhon, fine),
        "nakhon_outline": (maps.outline, fine),
        "nakhon_hatch": (hatch(maps.nakhon, _NAKHON_HATCH_M), striped("nakhon_districts")),
        "south_districts": (maps.districts, coarse),
        "south_hatch": (hatch(maps.districts, _DISTRICTS_HATCH_M), striped("south_districts")),
        "south_provinces": (maps.provinces, coarse),
        "provinces_hatch": (hatch(maps.provinces, _SOUTH_HATCH_M), striped("south_provinces")),
    }
    return {
        f"{name}.geojson": geojson(shapes, areas, note) for name, (shapes, note) in layers.items()
    }


def _places(
    maps: _Maps,
    coverage: gpd.GeoSeries,
    parents: dict[str, str],
    expected: Expected,
    findings: Findings,
) -> str:
    lengths = cover.borders(coverage)
    provinces = {
        code: maps.districts[[parents[member] == code for member in maps.districts.index]]
        for code in expected.provinces
    }
    shapes = dict(maps.provinces.items()) | dict(maps.districts.items()) | dict(maps.nakhon.items())
    return places_json(
        labels=labels(gpd.GeoSeries(shapes), expected, findings),
        bounds=bounds({SOUTH: maps.provinces} | provinces | {PROVINCE: maps.nakhon}),
        neighbours=neighbours(cover.between_parents(lengths, parents), expected.provinces)
        | neighbours(lengths, expected.districts),
    )
