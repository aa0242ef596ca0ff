"""Writing the results: minified GeoJSON with its own terms inside, whole files only.

A file is written beside its place and renamed into it. Nothing in it tells when or where it was
made, so that the same input gives the same bytes.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import geopandas as gpd
from shapely.geometry import mapping

from dashboard.geo.build_read import Area
from dashboard.geo.build_repair import Shape
from dashboard.geo.build_report import WrittenFile
from dashboard.text import t

LICENCE = "Boundaries: CC BY 3.0 IGO. Names and codes: CC BY 4.0."
SOURCE = (
    "COD-AB Thailand v01, Royal Thai Survey Department / OCHA, boundaries of 1 January 2022 "
    "(data.humdata.org/dataset/cod-ab-tha); names and codes: DOPA, GeoThai 3.2.1"
)
TOPOLOGY_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")


def geojson(shapes: gpd.GeoSeries, areas: dict[str, Area], note: str) -> str:
    """A FeatureCollection, a feature per line; `note` says what was done to the shapes."""
    metadata = {
        "attribution_en": t("geo.attribution", "en"),
        "attribution_th": t("geo.attribution", "th"),
        "licence": LICENCE,
        "source": SOURCE,
        "note": note,
    }
    features = ",\n".join(_feature(shape, areas[code]) for code, shape in shapes.items())
    head = f'{{"type":"FeatureCollection","metadata":{minified(metadata)},"features":['
    return f"{head}\n{features}\n]}}\n"


def empty_topology() -> str:
    """The base map that a chart asks for and that nothing is drawn from.

    Plotly fetches it for every map, even an invisible one, and draws nothing when it fails.
    """
    empty = {"type": "GeometryCollection", "geometries": []}
    layers = dict.fromkeys(TOPOLOGY_LAYERS, empty)
    return minified({"type": "Topology", "objects": layers, "arcs": []}) + "\n"


def minified(value: object) -> str:
    """JSON without a needless character, Thai as it is read."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_all(folder: Path, texts: dict[str, str]) -> tuple[WrittenFile, ...]:
    """Write every text to its name under `folder`, each file whole or not at all."""
    for name, text in texts.items():
        _write_whole(folder / name, text)
    return tuple(
        WrittenFile(name, text.count('{"type":"Feature",'), len(text.encode()))
        for name, text in texts.items()
    )


def _feature(shape: Shape, area: Area) -> str:
    properties = minified(area.facts())
    geometry = minified(mapping(shape))
    head = f'{{"type":"Feature","id":"{area.code}","properties":{properties}'
    return f'{head},"geometry":{geometry}}}'


def _write_whole(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
