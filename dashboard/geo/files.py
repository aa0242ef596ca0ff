"""The map files of a geo folder: their addresses for the browser, their rings for our own pictures.

What is read is kept until the file changes on disk, so that a rebuild shows without a restart.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from dashboard.errors import HppError
from dashboard.text import Lang, t

Layer = Literal[
    "nakhon_districts",
    "nakhon_outline",
    "nakhon_hatch",
    "south_districts",
    "south_hatch",
    "south_provinces",
    "provinces_hatch",
]
LAYERS: tuple[Layer, ...] = get_args(Layer)

Ring = list[tuple[float, float]]
Rings = dict[str, list[Ring]]


def geo_url(geo_dir: Path, name: Layer) -> str:
    """The relative address of a layer, such as `geo/nakhon_districts.geojson?v=1a2b3c4d`.

    Relative, so that a proxy may serve the app under a path of its own; the hash of the content
    lets browsers keep the file for good.

    Raises:
        HppError: the file is missing.
    """
    path = _path(geo_dir, name)
    return f"geo/{path.name}?v={_digest(path, _version(path))}"


def rings(geo_dir: Path, name: Layer) -> Rings:
    """Every ring of every area of a layer, by code: (longitude, latitude), closed.

    Holes are among them: fill with the even-odd rule. The result is shared; do not change it.

    Raises:
        HppError: the file is missing or damaged.
    """
    path = _path(geo_dir, name)
    return _rings(path, _version(path))


def attribution(lang: Lang) -> str:
    """What a map that travels carries: source, licence, changes, disclaimer, names and codes."""
    return t("geo.attribution", lang)


def brief_attribution(lang: Lang) -> str:
    """The same in one line, for a map on a page that leads to the whole text."""
    return t("geo.attribution.brief", lang)


def _path(geo_dir: Path, name: Layer) -> Path:
    return geo_dir / f"{name}.geojson"


def _version(path: Path) -> tuple[int, int]:
    """What tells one version of a file from another without reading it."""
    try:
        status = path.stat()
    except FileNotFoundError:
        raise HppError("geo.map_missing", file=path.name) from None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=32)
def _digest(path: Path, _stamp: tuple[int, int]) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


@lru_cache(maxsize=16)
def _rings(path: Path, _stamp: tuple[int, int]) -> Rings:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return {feature["id"]: _of(feature["geometry"]) for feature in document["features"]}
    except (ValueError, KeyError, TypeError) as error:
        raise HppError("geo.map_damaged", file=path.name) from error


def _of(geometry: dict[str, Any]) -> list[Ring]:
    single = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if single else geometry["coordinates"]
    return [[(x, y) for x, y in ring] for polygon in polygons for ring in polygon]
