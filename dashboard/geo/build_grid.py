"""From metres to what a map file holds: five decimals of a degree, outer rings clockwise.

Five decimals are 1.1 m. Vertices that neighbours share round to the same place, so borders stay
shared. A ring that collapses on this grid is left out and noted. The result is checked: every
shape valid, and the whole still a coverage.
"""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LinearRing, MultiPolygon, Polygon

from dashboard.errors import InputError
from dashboard.geo.build_read import LONGITUDE_LATITUDE, Area
from dashboard.geo.build_repair import Shape
from dashboard.geo.build_report import Findings

DECIMALS = 5

# Published vertices have six decimals, so one in ten lies exactly between two grid points. The last
# digits of a projection there and back differ between machines: taking them off first lets a tie
# fall the same way everywhere.
_NOISE_DECIMALS = 7
_LEAST_POINTS = 4


def on_grid(
    coverage: gpd.GeoSeries, areas: Mapping[str, Area], file: str, findings: Findings
) -> gpd.GeoSeries:
    """The coverage in longitude and latitude on the grid of the map files.

    Raises:
        InputError: rounding broke a district or one of its borders, which only outlines closer
            together than the grid can do.
    """
    degrees = coverage.to_crs(LONGITUDE_LATITUDE)
    shapes = [_note_dropped(shape, areas[code], file, findings) for code, shape in degrees.items()]
    broken = [shape.is_empty or not shape.is_valid for shape in shapes]
    if not any(broken):
        broken = list(shapely.length(shapely.coverage_invalid_edges(shapes)) > 0)
    for code, is_broken in zip(coverage.index, broken, strict=True):
        if is_broken:
            raise InputError("geo.finer_than_grid", file=file, **areas[code].facts())
    return gpd.GeoSeries(shapes, index=coverage.index, crs=LONGITUDE_LATITUDE)


def rounded(shape: Shape) -> tuple[Shape, list[tuple[float, float]]]:
    """A shape on the grid, and where a ring of it collapsed."""
    dropped: list[tuple[float, float]] = []
    polygons = [_polygon(part, dropped) for part in shapely.get_parts(shape)]
    kept = [polygon for polygon in polygons if polygon is not None]
    return clockwise(kept[0] if len(kept) == 1 else MultiPolygon(kept)), dropped


def clockwise(shape: Shape) -> Shape:
    """The shape in canonical order, outer rings clockwise and holes counter-clockwise.

    Plotly draws maps with d3, which takes the other direction for the rest of the globe.
    """
    return shapely.orient_polygons(shapely.normalize(shape), exterior_cw=True)


def _note_dropped(shape: Shape, area: Area, file: str, findings: Findings) -> Shape:
    flat, dropped = rounded(shape)
    for lon, lat in dropped:
        findings.add("geo.ring_dropped", file=file, lon=lon, lat=lat, **area.facts())
    return flat


def _polygon(part: Polygon, dropped: list[tuple[float, float]]) -> Polygon | None:
    """The polygon on the grid, or nothing; notes a corner of every ring that collapsed."""
    kept = []
    for place, ring in enumerate((part.exterior, *part.interiors)):
        corners = _ring(ring)
        if corners is not None:
            kept.append(corners)
            continue
        x, y = ring.coords[0]
        dropped.append((round(x, DECIMALS), round(y, DECIMALS)))
        if place == 0:
            return None
    return Polygon(kept[0], kept[1:])


def _ring(ring: LinearRing) -> NDArray[np.float64] | None:
    """Corners on the grid without repetitions, or nothing when no area is left."""
    corners = np.round(np.round(shapely.get_coordinates(ring), _NOISE_DECIMALS), DECIMALS)
    moved = np.append(True, np.any(np.diff(corners, axis=0) != 0, axis=1))
    kept: NDArray[np.float64] = corners[moved]
    if len(kept) < _LEAST_POINTS or Polygon(kept).area == 0:
        return None
    return kept
