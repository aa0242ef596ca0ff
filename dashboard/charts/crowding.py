"""Names on a map that would run into each other: the first of them stays, in a given order."""

from __future__ import annotations

from collections.abc import Iterable
from math import asinh, cos, radians, tan
from typing import Final

from dashboard.charts.describe import MapLabel
from dashboard.charts.fonts import advance

Bounds = tuple[float, float, float, float]

_SIDE: Final = 400.0
_SIZE: Final = 11.5
_LEADING: Final = 1.25
_SLACK: Final = 3.0


def uncrowded(labels: Iterable[MapLabel], bounds: Bounds) -> tuple[MapLabel, ...]:
    """The labels that keep clear of those before them on a map of 400 by 400 pixels.

    Positions are Mercator, as the map's own; `bounds` is west, south, east, north in degrees.
    """
    kept: list[tuple[MapLabel, tuple[float, float, float, float]]] = []
    for label in labels:
        box = _box(label, bounds)
        if not any(_meet(box, other) for _, other in kept):
            kept.append((label, box))
    return tuple(label for label, _ in kept)


def _box(label: MapLabel, bounds: Bounds) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a name, in pixels from the map's south-west corner."""
    west, south, east, north = bounds
    middle = radians((south + north) / 2)
    scale = _SIDE / max(radians(east - west), radians(north - south) / cos(middle))
    x = radians(label.lon - west) * scale
    y = (_mercator(label.lat) - _mercator(south)) * scale
    width = max(advance(line, _SIZE, 500) for line in label.lines)
    height = _SIZE * _LEADING * len(label.lines)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return left, y - height / 2, left + width, y + height / 2


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > -_SLACK and down > _SLACK


def _mercator(latitude: float) -> float:
    return asinh(tan(radians(latitude)))
