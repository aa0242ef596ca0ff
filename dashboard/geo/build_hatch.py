"""Stripes for areas whose figure is suppressed: thin polygons at 45 degrees, clipped to the area.

Plotly's maps know no hatch, so a second trace fills these stripes with one colour. The distance
between stripes halves, from a given widest one, until at least `STRIPES` cross the area's largest
part; being halves of one another, stripes of neighbouring areas run on across their border.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from dashboard.geo.build_cover import METRES
from dashboard.geo.build_grid import clockwise, rounded
from dashboard.geo.build_repair import Shape

STRIPES = 5

# Share of the distance that is filled; about 1.2 px of 6 px, as fine as the outline.
_FILLED = 0.2
_ROOT_2 = float(np.sqrt(2.0))


def hatch(areas: gpd.GeoSeries, widest: float) -> gpd.GeoSeries:
    """One MultiPolygon of stripes per area.

    Args:
        areas: polygons on the map's grid, longitude and latitude.
        widest: the largest distance between stripes, metres.
    """
    metres = areas.to_crs(METRES)
    stripes = [_stripes(shape, _distance(shape, widest)) for shape in metres]
    flat = gpd.GeoSeries(stripes, index=areas.index, crs=METRES).to_crs(areas.crs)
    return gpd.GeoSeries([_on_grid(shape) for shape in flat], index=areas.index, crs=areas.crs)


def _distance(shape: Shape, widest: float) -> float:
    largest = max(shapely.get_parts(shape), key=shapely.area)
    low, high = _across(largest)
    halvings = np.ceil(np.log2(widest * STRIPES / (high - low)))
    return float(widest / 2 ** max(0, int(halvings)))


def _across(shape: Shape) -> tuple[float, float]:
    """Where the shape begins and ends along the direction its stripes follow one another."""
    corners = shapely.get_coordinates(shape)
    along = (corners[:, 0] - corners[:, 1]) / _ROOT_2
    return float(along.min()), float(along.max())


def _stripes(shape: Shape, distance: float) -> MultiPolygon:
    low, high = _across(shape)
    first, last = int(np.floor(low / distance)), int(np.ceil(high / distance))
    west, _, east, _ = shape.bounds
    width = _FILLED * distance
    bands = [_band(k * distance, width, west, east) for k in range(first, last + 1)]
    pieces = shapely.get_parts(shapely.intersection(bands, shape))
    stripes = [piece for piece in pieces if shapely.area(piece) >= width**2]
    # Ends of stripes follow the area's border only as closely as anyone can see.
    return MultiPolygon([stripe.simplify(width / 10) for stripe in stripes])


def _band(at: float, width: float, west: float, east: float) -> Polygon:
    """The strip of `width` around x - y = `at` times root two, from west to east."""
    low, high = (at - width / 2) * _ROOT_2, (at + width / 2) * _ROOT_2
    return Polygon(
        [(west, west - low), (east, east - low), (east, east - high), (west, west - high)]
    )


def _on_grid(stripes: MultiPolygon) -> Shape:
    """Stripes on the map's grid; one that the grid breaks is left out, as an ornament may be."""
    pieces = [rounded(piece)[0] for piece in shapely.get_parts(stripes)]
    kept = [piece for piece in pieces if piece.is_valid and piece.geom_type == "Polygon"]
    return clockwise(MultiPolygon(kept))
