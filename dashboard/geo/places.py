"""Where names stand on the maps, what part of the world a map shows, and who borders on whom.

Read from `places.json` of a geo folder, which `hpp geo build` makes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from dashboard.errors import HppError
from dashboard.text import Lang

PLACES_FILE = "places.json"

Side = Literal["centre", "left", "right"]


class Bounds(NamedTuple):
    """The part of the world that a map shows, degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A name on a map: its lines, and the point it belongs to.

    `side` says where the name stands: `centre` over the point, which is inside the area, or to the
    `left` or `right` of a point outside an area too narrow for its name.
    """

    lines: tuple[str, ...]
    lon: float
    lat: float
    side: Side


@dataclass(frozen=True, slots=True)
class MapPlaces:
    """Labels, bounds and neighbours of the southern districts and provinces, by code."""

    _labels: Mapping[str, Mapping[str, Any]]
    _bounds: Mapping[str, Bounds]
    _neighbours: Mapping[str, tuple[str, ...]]

    def label(self, code: str, lang: Lang) -> MapLabel:
        """The name of an area as it fits on the map.

        Raises:
            KeyError: no area of this code is on a map.
        """
        entry = self._labels[code]
        lon, lat = entry.get(f"at_{lang}", entry["at"])
        return MapLabel(tuple(entry[lang].split("\n")), lon, lat, entry.get("side", "centre"))

    def bounds(self, scope: str) -> Bounds:
        """What a map of `scope` shows: "S" for the South, or the code of one of its provinces.

        Raises:
            KeyError: there is no map of this scope.
        """
        return self._bounds[scope]

    def neighbours(self, code: str) -> tuple[str, ...]:
        """Codes, sorted, of the areas of the same level that share a border by land.

        Raises:
            KeyError: no area of this code is on a map.
        """
        return self._neighbours[code]


def places(geo_dir: Path) -> MapPlaces:
    """The places of a geo folder; read anew only when the file has changed.

    Raises:
        HppError: the file is missing or damaged.
    """
    path = geo_dir / PLACES_FILE
    try:
        status = path.stat()
    except FileNotFoundError:
        raise HppError("geo.map_missing", file=PLACES_FILE) from None
    return _read(path, (status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=4)
def _read(path: Path, _stamp: tuple[int, int]) -> MapPlaces:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return MapPlaces(
            document["labels"],
            {scope: Bounds(*box) for scope, box in document["bounds"].items()},
            {code: tuple(codes) for code, codes in document["neighbours"].items()},
        )
    except (ValueError, KeyError, TypeError) as error:
        raise HppError("geo.map_damaged", file=PLACES_FILE) from error
