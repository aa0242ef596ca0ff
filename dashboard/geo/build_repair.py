"""Mending one district's geometry where that is safe, refusing it by name where it is not.

Safe means that no area is gained or lost beyond one part in a thousand: a height is dropped, a
ring is closed, a ring without area is left out, polygons are taken out of a collection, and a
self-touching outline is rebuilt. Each repair is noted. What comes out is valid and polygonal.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import shapely
from shapely import MultiPolygon, Polygon

from dashboard.errors import InputError
from dashboard.geo.build_read import Feature
from dashboard.geo.build_report import Findings

LARGEST_AREA_CHANGE = 0.001

Shape = Polygon | MultiPolygon
Ring = list[tuple[float, float]]

_LEAST_CORNERS = 3
_FLAT = 2
_NO_AREA = frozenset({"Point", "MultiPoint", "LineString", "MultiLineString"})


@dataclass(frozen=True, slots=True)
class Repair:
    """The mending of one feature: where it lies, and where its repairs are noted."""

    file: str
    feature: Feature
    findings: Findings
    _rings_mended: Counter[str] = field(default_factory=Counter, init=False)

    def geometry(self) -> Shape:
        """A valid Polygon or MultiPolygon.

        Raises:
            InputError: no geometry, not polygons, coordinates that are no numbers, a ring with a
                piece missing, or an outline whose repair would change the area by more than
                `LARGEST_AREA_CHANGE`.
        """
        if not self.feature.geometry:
            raise self._error("geo.empty_geometry")
        shape = self._shape()
        for key, count in self._rings_mended.items():
            self._note(key, count=count)
        return shape if shape.is_valid else self._rebuilt(shape)

    def _shape(self) -> Shape:
        rings = [self._rings(polygon) for polygon in self._polygons(self.feature.geometry)]
        polygons = [Polygon(outer, holes) for outer, *holes in filter(None, rings)]
        if not polygons:
            raise self._error("geo.empty_geometry")
        return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)

    def _rebuilt(self, shape: Shape) -> Shape:
        mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
        change = abs(mended.area - shape.area) / shape.area if shape.area else math.inf
        if change > LARGEST_AREA_CHANGE or not isinstance(mended, Polygon | MultiPolygon):
            raise self._error("geo.broken_outline", reason=shapely.is_valid_reason(shape))
        self._note("geo.mended_outline", change=f"{100 * change:.5f}")
        return mended

    def _polygons(self, geometry: object) -> Iterator[object]:
        """The coordinates of every polygon in a bare GeoJSON geometry."""
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        if not isinstance(geometry, dict) or kind in _NO_AREA:
            raise self._error("geo.not_polygon", kind=kind or "?")
        match kind:
            case "Polygon":
                yield geometry.get("coordinates")
            case "MultiPolygon":
                yield from self._list(geometry.get("coordinates"))
            case "GeometryCollection":
                yield from self._collected(self._list(geometry.get("geometries")))
            case _:
                raise self._error("geo.not_polygon", kind=kind or "?")

    def _collected(self, members: list[object]) -> Iterator[object]:
        """Polygons of a collection; its points and lines have no area to lose."""
        kinds = [member.get("type") if isinstance(member, dict) else None for member in members]
        left_out = sum(kind in _NO_AREA for kind in kinds)
        self._note("geo.mended_collection", count=left_out)
        for member, kind in zip(members, kinds, strict=True):
            if kind not in _NO_AREA:
                yield from self._polygons(member)

    def _rings(self, polygon: object) -> list[Ring]:
        """Closed rings with area, outer first; empty when the outer ring has no area."""
        raw = [self._list(ring) for ring in self._list(polygon)]
        rings = [self._ring(ring) for ring in raw]
        thin = [ring for ring in rings if len(set(ring)) < _LEAST_CORNERS]
        if thin:
            self._rings_mended["geo.mended_thin_ring"] += len(thin)
        if not rings or rings[0] in thin:
            return []
        return [ring for ring in rings if ring not in thin]

    def _ring(self, raw: list[object]) -> Ring:
        points = [self._point(point) for point in raw]
        if any(isinstance(point, list) and len(point) > _FLAT for point in raw):
            self._rings_mended["geo.mended_height"] += 1
        if points and points[0] != points[-1]:
            return self._closed(points)
        return points

    def _closed(self, points: Ring) -> Ring:
        """The ring with its first point again at the end.

        A last step longer than every other one means that a piece is missing, not a point.
        """
        steps = [math.dist(here, there) for here, there in pairwise([*points, points[0]])]
        if steps[-1] > max(steps[:-1], default=0.0):
            raise self._error("geo.open_ring")
        self._rings_mended["geo.mended_open_ring"] += 1
        return [*points, points[0]]

    def _point(self, raw: object) -> tuple[float, float]:
        match raw:
            case [int() | float() as x, int() | float() as y, *_] if math.isfinite(x + y):
                return float(x), float(y)
        raise self._error("geo.bad_coordinate", value=str(raw)[:60])

    def _list(self, value: object) -> list[object]:
        if not isinstance(value, list):
            raise self._error("geo.bad_coordinate", value=str(value)[:60])
        return value

    def _note(self, key: str, **facts: object) -> None:
        self.findings.add(key, **self._where(), **facts)

    def _error(self, key: str, **facts: object) -> InputError:
        return InputError(key, **self._where(), **facts)

    def _where(self) -> dict[str, object]:
        return {"file": self.file, "entry": self.feature.entry, **self.feature.area.facts()}
