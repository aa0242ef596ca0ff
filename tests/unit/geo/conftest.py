"""A South of five square districts, for inputs that go wrong, and the real one as it is shipped.

The squares are a tenth of a degree wide and lie in a block; 8101 belongs to another province:

    8101 │ 8003 │ 8004      north of 8.1
         │ 8001 │ 8002      north of 8.0
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from dashboard.geo.build import build
from dashboard.geo.build_report import BuildReport

AREAS = """\
code,level,parent,name_th,name_en
80,province,S,นครศรีธรรมราช,Nakhon Si Thammarat
81,province,S,กระบี่,Krabi
8001,district,80,เมืองนครศรีธรรมราช,Mueang Nakhon Si Thammarat
8002,district,80,พรหมคีรี,Phrom Khiri
8003,district,80,ลานสกา,Lan Saka
8004,district,80,ฉวาง,Chawang
8101,district,81,เมืองกระบี่,Mueang Krabi
"""
CORNERS = {
    "8001": (99.5, 8.0),
    "8002": (99.6, 8.0),
    "8003": (99.5, 8.1),
    "8004": (99.6, 8.1),
    "8101": (99.4, 8.1),
}

Document = dict[str, Any]


def square(west: float, south: float, size: float = 0.1) -> list[list[float]]:
    """A closed ring, clockwise, with a corner in the middle of every side."""
    half, east, north = size / 2, west + size, south + size
    ring = [
        (west, south), (west, south + half), (west, north), (west + half, north),
        (east, north), (east, south + half), (east, south), (west + half, south), (west, south),
    ]  # fmt: skip
    return [[round(x, 6), round(y, 6)] for x, y in ring]


@pytest.fixture
def document() -> Document:
    """A sound file of the five districts; entries are in the order of the codes."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": [square(*corner)]},
        }
        for code, corner in CORNERS.items()
    ]
    return {"type": "FeatureCollection", "features": features}


@pytest.fixture
def build_from(tmp_path: Path) -> Callable[..., BuildReport]:
    """Build from a document, or from a text in its place; results go to `tmp_path / "geo"`."""

    def run(
        document: Document | str | bytes, areas: str = AREAS, former: Path | None = None
    ) -> BuildReport:
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        text = json.dumps(document) if isinstance(document, dict) else document
        raw = text.encode() if isinstance(text, str) else text
        (source / "south_districts_raw.geojson").write_bytes(raw)
        (source / "areas.csv").write_text(areas, encoding="utf-8")
        return build(source, tmp_path / "geo", former)

    return run


@pytest.fixture
def read_map(tmp_path: Path) -> Callable[[str], Document]:
    """A map file that `build_from` wrote."""

    def read(name: str) -> Document:
        path = tmp_path / "geo" / f"{name}.geojson"
        found: Document = json.loads(path.read_text(encoding="utf-8"))
        return found

    return read


@pytest.fixture(scope="session")
def geo_dir(root: Path) -> Path:
    """The shipped map files."""
    return root / "geo"


@pytest.fixture(scope="session")
def shipped(geo_dir: Path) -> Callable[[str], gpd.GeoSeries]:
    """The shapes of a shipped map, by code, longitude and latitude."""

    def read(name: str) -> gpd.GeoSeries:
        features = json.loads((geo_dir / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        codes = [feature["id"] for feature in features]
        frame = gpd.GeoDataFrame.from_features(features, crs="OGC:CRS84")
        return gpd.GeoSeries(frame.geometry.to_numpy(), index=codes, crs="OGC:CRS84")

    return read
