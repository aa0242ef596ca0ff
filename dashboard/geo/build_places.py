"""Where names stand on the maps, what a map of an area shows, and who borders on whom.

`anchors.toml` holds the places set by hand. Any other area gets the middle of the largest circle
that fits into it, and its whole name. A place by hand that is no longer inside its area is left
aside and noted.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from dashboard.geo.build_read import Area, Expected
from dashboard.geo.build_repair import Shape
from dashboard.geo.build_report import Findings
from dashboard.geo.build_write import minified

ANCHORS = Path(__file__).with_name("anchors.toml")
SHORTEST_BORDER_M = 50.0

# Thai and English for the district that holds the provincial hall, which bears the province's name.
_CAPITAL = {"th": "เมืองฯ", "en": "Mueang"}

# Plotly cuts a name at the frame of the map: names at the sides need more room than outlines do.
_ROOM_FOR_NAMES = 0.05
_ROOM_FOR_LINES = 0.015
_CIRCLE_TOLERANCE = 0.002


def labels(
    shapes: gpd.GeoSeries, expected: Expected, findings: Findings
) -> dict[str, dict[str, object]]:
    """Label texts and points by area code, places by hand before computed ones."""
    by_hand = tomllib.loads(ANCHORS.read_text(encoding="utf-8"))
    areas = {**expected.districts, **expected.provinces}
    found: dict[str, dict[str, object]] = {}
    for code, shape in shapes.items():
        label = by_hand.get(code)
        if label is not None and not _fits(label, shape):
            findings.add("geo.anchor_outside", **areas[code].facts())
            label = None
        found[code] = label or _computed(shape, areas[code], expected)
    return found


def bounds(scopes: dict[str, gpd.GeoSeries]) -> dict[str, list[float]]:
    """West, south, east, north of every scope's shapes, with a margin for outlines."""
    return {scope: _framed(shapes.total_bounds) for scope, shapes in scopes.items()}


def neighbours(lengths: dict[tuple[str, str], float], codes: Iterable[str]) -> dict[str, list[str]]:
    """Codes that share more than `SHORTEST_BORDER_M` of border, sorted; islands have none."""
    table: dict[str, list[str]] = {code: [] for code in codes}
    for (one, other), length in lengths.items():
        if length > SHORTEST_BORDER_M:
            table[one].append(other)
            table[other].append(one)
    return {code: sorted(others) for code, others in table.items()}


def places_json(**sections: dict[str, Any]) -> str:
    """One object per section, one entry per line."""
    parts = (
        f'"{name}":{{\n' + ",\n".join(f'"{key}":{minified(value)}' for key, value in rows.items())
        for name, rows in sections.items()
    )
    return "{" + "\n},\n".join(parts) + "\n}}\n"


def _fits(label: dict[str, Any], shape: Shape) -> bool:
    """A name inside its area has its point inside; one beside it has it outside."""
    points = [label["at"], *([label["at_en"]] if "at_en" in label else [])]
    outside = "side" in label
    return all(shape.contains(shapely.Point(point)) is not outside for point in points)


def _computed(shape: Shape, area: Area, expected: Expected) -> dict[str, object]:
    largest = max(shapely.get_parts(shape), key=shapely.area)
    circle = shapely.maximum_inscribed_circle(largest, _CIRCLE_TOLERANCE)
    middle = [round(value, 3) for value in circle.coords[0]]
    province = expected.provinces.get(area.parent)
    if province is not None and area.name_th == f"เมือง{province.name_th}":
        return {"at": middle, **_CAPITAL}
    return {"at": middle, "th": area.name_th, "en": area.name_en}


def _framed(box: Iterable[float]) -> list[float]:
    west, south, east, north = box
    aside, above = _ROOM_FOR_NAMES * (east - west), _ROOM_FOR_LINES * (north - south)
    return [
        math.floor((west - aside) * 1000) / 1000,
        math.floor((south - above) * 1000) / 1000,
        math.ceil((east + aside) * 1000) / 1000,
        math.ceil((north + above) * 1000) / 1000,
    ]
