"""Districts as one coverage: no overlap, no sliver between neighbours, borders shared exactly.

Lengths and areas are in metres on UTM zone 47N, which holds the whole South within 2.7 degrees of
its central meridian. Simplification is Visvalingam-Whyatt on the shared edges, which keeps long
thin land such as the spit of Laem Talumphuk where a tolerance by distance clips it.
"""

from __future__ import annotations

from collections import defaultdict

import geopandas as gpd
import numpy as np
import shapely

from dashboard.errors import InputError
from dashboard.geo.build_read import LONGITUDE_LATITUDE, DistrictsFile, Expected
from dashboard.geo.build_repair import LARGEST_AREA_CHANGE, Repair
from dashboard.geo.build_report import Findings

METRES = "EPSG:32647"
THAILAND = (97.0, 5.0, 106.0, 21.0)

# The widest sliver between neighbours in the published file is narrower than this.
GAP_WIDTH_M = 200.0
_SQUARE_KM = 1e6


def districts(source: DistrictsFile, findings: Findings) -> gpd.GeoSeries:
    """Mended districts by code, longitude and latitude.

    Raises:
        InputError: a geometry is refused, or lies outside Thailand.
    """
    shapes = [Repair(source.name, feature, findings).geometry() for feature in source.features]
    codes = [feature.area.code for feature in source.features]
    series = gpd.GeoSeries(shapes, index=codes, crs=source.crs)
    if source.crs != LONGITUDE_LATITUDE:
        findings.add("geo.reprojected", file=source.name, name=source.crs.name)
        series = series.to_crs(LONGITUDE_LATITUDE)
    _refuse_outside_thailand(series, source)
    _note_directions(series, source.name, findings)
    return series


def clean(
    series: gpd.GeoSeries, file: str, expected: Expected, findings: Findings
) -> gpd.GeoSeries:
    """Districts in metres with exactly matching borders.

    Overlaps go to the neighbour with the longer border, gaps narrower than `GAP_WIDTH_M` are
    closed; a wider gap may be a lake and is left and noted.

    Raises:
        InputError: a district would change by more than `LARGEST_AREA_CHANGE` of its area.
    """
    before = series.to_crs(METRES)
    # New in shapely 2.2; its type stubs do not know it yet.
    clean_coverage = shapely.coverage_clean  # type: ignore[attr-defined]
    cleaned = clean_coverage(before.to_numpy(), gap_width=GAP_WIDTH_M)
    after = gpd.GeoSeries(cleaned, index=before.index, crs=METRES)
    change = (after.area - before.area).abs() / before.area
    worst = change.idxmax()
    if change[worst] > LARGEST_AREA_CHANGE:
        names, percent = expected.districts[worst].facts(), f"{100 * change[worst]:.2f}"
        others = ", ".join(_overlapping(before, worst)) or "–"
        raise InputError(
            "geo.overlapping_district", file=file, percent=percent, others=others, **names
        )
    _note_cleaning(before, after, float(change[worst]), file, findings)
    return after


def simplify(coverage: gpd.GeoSeries, tolerance: float) -> gpd.GeoSeries:
    """The coverage with triangles smaller than `tolerance` (metres) squared taken off its edges."""
    simple = shapely.coverage_simplify(coverage.to_numpy(), tolerance)
    return gpd.GeoSeries(simple, index=coverage.index, crs=coverage.crs)


def dissolve(coverage: gpd.GeoSeries, parents: dict[str, str]) -> gpd.GeoSeries:
    """One shape per parent; its outline runs through the very vertices of the coverage."""
    groups = coverage.groupby(coverage.index.map(parents))
    return groups.agg(lambda members: shapely.coverage_union_all(members.to_numpy())).set_crs(
        coverage.crs
    )


def borders(coverage: gpd.GeoSeries) -> dict[tuple[str, str], float]:
    """Length in metres of every border between two districts, keyed by both codes in order."""
    shapes, codes = coverage.to_numpy(), list(coverage.index)
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    lengths = shapely.length(shapely.intersection(shapes[first], shapes[second]))
    return {
        (codes[one], codes[other]): float(length)
        for one, other, length in zip(first, second, lengths, strict=True)
    }


def between_parents(
    lengths: dict[tuple[str, str], float], parents: dict[str, str]
) -> dict[tuple[str, str], float]:
    """Borders between parents: those of their districts, added up."""
    total: dict[tuple[str, str], float] = defaultdict(float)
    for (one, other), length in lengths.items():
        low, high = sorted((parents[one], parents[other]))
        if low != high:
            total[low, high] += length
    return dict(total)


def _overlapping(districts: gpd.GeoSeries, code: str) -> list[str]:
    """Codes of the districts that share more area with `code` than cleaning may take."""
    shared = districts.drop(code).intersection(districts[code]).area
    return sorted(shared.index[shared > LARGEST_AREA_CHANGE * districts[code].area])


def _refuse_outside_thailand(series: gpd.GeoSeries, source: DistrictsFile) -> None:
    bounds = series.bounds.to_numpy()
    west, south, east, north = THAILAND
    inside = np.all((bounds >= (west, south, west, south)) & (bounds <= (east, north) * 2), axis=1)
    for feature, fits, box in zip(source.features, inside, bounds, strict=True):
        if not fits:
            where = {"file": source.name, "entry": feature.entry, **feature.area.facts()}
            x, y = (f"{value:.6g}" for value in box[:2])
            raise InputError("geo.outside_thailand", **where, x=x, y=y)


def _note_directions(series: gpd.GeoSeries, file: str, findings: Findings) -> None:
    """Outer rings are turned when written; the file may rightly have them either way."""
    turned = sum(
        any(shapely.is_ccw(shapely.get_exterior_ring(part)) for part in shapely.get_parts(shape))
        for shape in series
    )
    if turned:
        findings.add("geo.mended_direction", file=file, count=turned)


def _note_cleaning(
    before: gpd.GeoSeries, after: gpd.GeoSeries, change: float, file: str, findings: Findings
) -> None:
    land = shapely.union_all(before.to_numpy())
    cleaned = shapely.coverage_union_all(after.to_numpy())
    overlap = (before.area.sum() - land.area) / _SQUARE_KM
    gap = (cleaned.area - land.area) / _SQUARE_KM
    if max(overlap, gap) >= 0.0005:  # noqa: PLR2004  what the line's three decimals can show
        facts = {"overlap": f"{overlap:.3f}", "gap": f"{gap:.3f}", "change": f"{100 * change:.3f}"}
        findings.add("geo.cleaned", file=file, **facts)
    left = sum(len(part.interiors) for part in shapely.get_parts(cleaned))
    if left:
        findings.add("geo.gap_left", file=file, count=left, width=f"{GAP_WIDTH_M:.0f}")
