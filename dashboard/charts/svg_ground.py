"""Boundaries as SVG paths: Mercator like the map on screen, whole tenths of a pixel.

Paths count from the north-west corner of the areas shown, so that one set serves every position on
a sheet. Points that fall on the same tenth are dropped; neighbours round alike, so borders stay
shared.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final, NamedTuple, cast

from dashboard.geo.files import Layer, Rings, rings

Point = tuple[float, float]
Dot = tuple[int, int]
TENTHS: Final = 10
_BANDS: Final = 240
_CORNERS: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Projected areas: x eastwards, y southwards from the corner, in degrees of longitude.

    `east` is the easternmost x in each of equally high bands from north to south.
    """

    shapes: dict[str, tuple[tuple[Point, ...], ...]]
    corner: Point
    width: float
    height: float
    east: tuple[float, ...]

    def place(self, lon: float, lat: float) -> Point:
        """Where a place lies."""
        x, y = mercator(lon, lat)
        return x - self.corner[0], y - self.corner[1]

    def spread(self, code: str) -> float:
        """Height times width of an area, 0 where it is not drawn."""
        points = [point for ring in self.shapes.get(code, ()) for point in ring]
        if not points:
            return 0.0
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return (max(xs) - min(xs)) * (max(ys) - min(ys))

    def reach(self, depth: float) -> float:
        """The easternmost x of anything less than `depth` south of the corner."""
        last = math.ceil(depth / self.height * _BANDS) + 1
        return max(self.east[: max(1, last)])


class Place(NamedTuple):
    """Where a ground lies on a sheet: pixels per degree, and the pixel of its corner."""

    scale: float
    x: float
    y: float

    def at(self, x: float, y: float) -> Point:
        """The pixel of a point of the ground."""
        return self.x + x * self.scale, self.y + y * self.scale


def mercator(lon: float, lat: float) -> Point:
    """Spherical Mercator in degrees, y southwards."""
    return lon, -math.degrees(math.asinh(math.tan(math.radians(lat))))


class _Held:
    """One reading of a boundary file, equal to itself only: a cheap key for caches."""

    __slots__ = ("rings",)

    def __init__(self, read: Rings) -> None:
        self.rings = read

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.rings is self.rings

    def __hash__(self) -> int:
        return id(self.rings)


def ground(
    geo_dir: Path,
    geometry: str,
    codes: tuple[str, ...],
    bounds: tuple[float, float, float, float],
) -> Ground:
    """The areas `codes` of a boundary file seen through `bounds` (west, south, east, north).

    Codes that the file does not hold are left out. The same object comes back until the file
    changes.
    """
    return _ground(_Held(rings(geo_dir, cast("Layer", geometry))), codes, bounds)


@lru_cache(maxsize=16)
def _ground(
    held: _Held, codes: tuple[str, ...], bounds: tuple[float, float, float, float]
) -> Ground:
    flat = {
        code: tuple(tuple(mercator(lon, lat) for lon, lat in ring) for ring in held.rings[code])
        for code in codes
        if code in held.rings
    }
    west, south = mercator(bounds[0], bounds[1])
    east, north = mercator(bounds[2], bounds[3])
    seen = [
        (x, y) for x, y in _points(flat.values()) if west <= x <= east and north <= y <= south
    ] or [(west, north), (east, south)]
    left, right = min(x for x, _ in seen), max(x for x, _ in seen)
    top, bottom = min(y for _, y in seen), max(y for _, y in seen)
    shapes = {
        code: tuple(tuple((x - left, y - top) for x, y in ring) for ring in shape)
        for code, shape in flat.items()
    }
    height = max(bottom - top, 1e-6)
    profile = _profile(((x - left, y - top) for x, y in seen), height)
    return Ground(shapes, (left, top), max(right - left, 1e-6), height, profile)


class Paths(NamedTuple):
    """Path data in tenths of a pixel: each area, and the coast or border around them all."""

    areas: dict[str, str]
    outline: str


@lru_cache(maxsize=32)
def paths(base: Ground, scale: float) -> Paths:
    """What is drawn at `scale` pixels per degree of longitude."""
    dots = {
        code: [kept for ring in shape if (kept := _dots(ring, scale * TENTHS))]
        for code, shape in base.shapes.items()
    }
    areas = {code: "".join(_path(ring) + "z" for ring in shape) for code, shape in dots.items()}
    return Paths(areas, _outline([ring for shape in dots.values() for ring in shape]))


def _points(shapes: Iterable[tuple[tuple[Point, ...], ...]]) -> Iterator[Point]:
    return (point for shape in shapes for ring in shape for point in ring)


def _profile(points: Iterable[Point], height: float) -> tuple[float, ...]:
    east = [0.0] * (_BANDS + 1)
    for x, y in points:
        band = int(y / height * _BANDS)
        east[band] = max(east[band], x)
    return tuple(east)


def _dots(ring: tuple[Point, ...], scale: float) -> list[Dot]:
    """One closed ring in tenths, first and last alike; empty where it is smaller than a tenth."""
    dots = [(round(x * scale), round(y * scale)) for x, y in ring]
    kept = [dots[0], *(dot for before, dot in pairwise(dots) if dot != before)]
    return kept if len(set(kept)) >= _CORNERS else []


def _outline(rings_: list[list[Dot]]) -> str:
    """The steps that belong to one area only: neighbours share theirs."""
    times = Counter(frozenset(step) for ring in rings_ for step in pairwise(ring))
    runs: list[list[Dot]] = []
    for ring in rings_:
        for outer, steps in groupby(pairwise(ring), key=lambda step: times[frozenset(step)] == 1):
            if outer:
                whole = list(steps)
                runs.append([whole[0][0], *(after for _, after in whole)])
    return "".join(_path(run, closed=False) for run in runs)


def _path(dots: list[Dot], *, closed: bool = True) -> str:
    """Relative whole steps; a closed ring leaves its last step to `z`."""
    steps = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(dots)]
    written = "".join(_step(*step) for step in (steps[:-1] if closed else steps))
    return f"M{dots[0][0]} {dots[0][1]}l{written.lstrip(' ')}"


def _step(dx: int, dy: int) -> str:
    """`" 12-5"`: a sign parts two numbers as well as a space does."""
    return f"{'' if dx < 0 else ' '}{dx}{'' if dy < 0 else ' '}{dy}"
