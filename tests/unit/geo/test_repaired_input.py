"""Input that can be mended without losing area is mended, and every repair is reported."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import pytest
import shapely

from dashboard.geo.build_report import BuildReport, Line

Document = dict[str, Any]
BuildFrom = Callable[..., BuildReport]
ReadMap = Callable[[str], Document]

FILE = "south_districts_raw.geojson"


def findings(report: BuildReport) -> list[Line]:
    """What is reported but for names: the squares do not lie where the places by hand are."""
    return [line for line in report.findings if line.key != "geo.anchor_outside"]


def repairs(report: BuildReport) -> list[str]:
    """The findings in English, each of which says something else in Thai."""
    assert all(line.text("th") != line.text("en") for line in report.findings)
    return [line.text("en") for line in findings(report)]


def ring_of(document: Document, entry: int) -> list[list[float]]:
    ring: list[list[float]] = document["features"][entry - 1]["geometry"]["coordinates"][0]
    return ring


def bounds(document: Document, code: str) -> tuple[float, ...]:
    found = next(entry for entry in document["features"] if entry["id"] == code)
    box: tuple[float, ...] = shapely.geometry.shape(found["geometry"]).bounds
    return box


def test_a_sound_file_needs_no_repair(
    build_from: BuildFrom, read_map: ReadMap, document: Document
) -> None:
    report = build_from(document)

    assert repairs(report) == []
    assert [entry["id"] for entry in read_map("nakhon_districts")["features"]] == [
        "8001", "8002", "8003", "8004",
    ]  # fmt: skip
    assert bounds(read_map("south_provinces"), "80") == (99.5, 8.0, 99.7, 8.2)


@pytest.mark.parametrize(
    "name", ["EPSG:4326", "urn:ogc:def:crs:EPSG::4326", "urn:ogc:def:crs:OGC:1.3:CRS84"]
)
def test_wgs_84_by_any_name_is_what_geojson_means(
    build_from: BuildFrom, document: Document, name: str
) -> None:
    document["crs"] = {"type": "name", "properties": {"name": name}}

    assert repairs(build_from(document)) == []


def test_another_declared_reference_system_is_converted(
    build_from: BuildFrom, read_map: ReadMap, document: Document
) -> None:
    frame = gpd.GeoDataFrame.from_features(document["features"], crs="OGC:CRS84")
    metres = json.loads(frame.to_crs("EPSG:32647").to_json())
    metres["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32647"}}

    report = build_from(metres)

    assert repairs(report) == [
        f"{FILE}: converted from WGS 84 / UTM zone 47N to longitude and latitude (WGS 84)."
    ]
    assert bounds(read_map("south_provinces"), "80") == (99.5, 8.0, 99.7, 8.2)


def test_outer_rings_are_turned_clockwise(
    build_from: BuildFrom, read_map: ReadMap, document: Document
) -> None:
    for entry in (1, 4):
        ring_of(document, entry).reverse()

    report = build_from(document)

    assert repairs(report) == [f"{FILE}: outer rings turned clockwise; districts concerned: 2."]
    for entry in read_map("nakhon_districts")["features"]:
        assert not shapely.LinearRing(entry["geometry"]["coordinates"][0]).is_ccw


def test_an_open_ring_is_closed(
    build_from: BuildFrom, read_map: ReadMap, document: Document
) -> None:
    ring_of(document, 3).pop()

    report = build_from(document)

    assert repairs(report) == [f"{FILE}: district 8003 Lan Saka (entry 3): open rings closed: 1."]
    assert bounds(read_map("nakhon_districts"), "8003") == (99.5, 8.1, 99.6, 8.2)


def test_heights_are_dropped(build_from: BuildFrom, read_map: ReadMap, document: Document) -> None:
    for point in ring_of(document, 2):
        point.append(12.5)

    report = build_from(document)

    assert repairs(report) == [
        f"{FILE}: district 8002 Phrom Khiri (entry 2): heights dropped; rings concerned: 1."
    ]
    points = read_map("nakhon_districts")["features"][1]["geometry"]["coordinates"][0]
    assert {len(point) for point in points} == {2}


def test_a_ring_without_area_is_left_out(build_from: BuildFrom, document: Document) -> None:
    speck = [[99.62, 8.02], [99.63, 8.02], [99.62, 8.02]]
    document["features"][1]["geometry"]["coordinates"].append(speck)

    assert repairs(build_from(document)) == [
        f"{FILE}: district 8002 Phrom Khiri (entry 2): rings without area left out: 1."
    ]


def test_polygons_are_taken_out_of_a_collection(
    build_from: BuildFrom, read_map: ReadMap, document: Document
) -> None:
    feature = document["features"][1]
    members = [{"type": "Point", "coordinates": [99.65, 8.05]}, feature["geometry"]]
    feature["geometry"] = {"type": "GeometryCollection", "geometries": members}

    report = build_from(document)

    assert repairs(report) == [
        (
            f"{FILE}: district 8002 Phrom Khiri (entry 2): polygons taken out of a collection; "
            "points and lines left out: 1."
        )
    ]
    assert bounds(read_map("nakhon_districts"), "8002") == (99.6, 8.0, 99.7, 8.1)


def test_an_outline_that_crosses_itself_in_a_small_loop_is_rebuilt(
    build_from: BuildFrom, document: Document
) -> None:
    # A loop of 10 by 5 m at the free south-eastern corner of 8002, 11 km wide.
    ring_of(document, 2)[6:7] = [[99.7, 8.0], [99.70005, 8.0001], [99.69995, 8.0001], [99.7, 8.0]]

    (line,) = findings(build_from(document))

    assert (line.key, line.facts["code"]) == ("geo.mended_outline", "8002")
    assert 0 < float(str(line.facts["change"])) < 0.1


def test_slivers_between_neighbours_are_closed_and_measured(
    build_from: BuildFrom, read_map: ReadMap, document: Document
) -> None:
    # The eastern side of 8001 bulges 22 m over 8002, the northern one stays 22 m short of 8003.
    ring_of(document, 1)[5] = [99.6002, 8.05]
    ring_of(document, 1)[3] = [99.55, 8.0998]

    (line,) = findings(build_from(document))

    assert line.key == "geo.cleaned"
    facts = line.facts
    assert (facts["overlap"], facts["gap"]) == ("0.122", "0.122")
    shapes = [
        shapely.geometry.shape(entry["geometry"])
        for entry in read_map("nakhon_districts")["features"]
    ]
    assert shapely.coverage_is_valid(shapes)
    assert len(shapely.union_all(shapes).interiors) == 0


def test_a_wide_gap_between_neighbours_may_be_a_lake_and_is_left(
    build_from: BuildFrom, document: Document
) -> None:
    ring_of(document, 1)[3] = [99.55, 8.09]

    assert repairs(build_from(document)) == [
        f"{FILE}: gaps wider than 200 m left open, as they may be lakes: 1."
    ]


def test_an_island_smaller_than_the_grid_is_left_out_and_listed(
    build_from: BuildFrom, read_map: ReadMap, document: Document
) -> None:
    feature = document["features"][1]
    islet = [[99.8, 8.0], [99.8, 8.000002], [99.800002, 8.000002], [99.8, 8.0]]
    coordinates = [feature["geometry"]["coordinates"], [islet]]
    feature["geometry"] = {"type": "MultiPolygon", "coordinates": coordinates}

    report = build_from(document)

    assert repairs(report) == [
        f"{name}: district 8002 Phrom Khiri: a ring smaller than the file's grid left out "
        "at 99.8, 8.0."
        for name in ("nakhon_districts.geojson", "south_districts.geojson")
    ]
    assert read_map("nakhon_districts")["features"][1]["geometry"]["type"] == "Polygon"


def test_a_place_by_hand_that_fits_no_more_gives_way_to_a_computed_one(
    build_from: BuildFrom, document: Document
) -> None:
    west, north = 99.9, 8.4
    document["features"][0]["geometry"]["coordinates"] = [
        [[west, north], [west, 8.5], [100.0, 8.5], [100.0, north], [west, north]]
    ]

    keys = {str(line.facts["code"]): line.key for line in build_from(document).findings}

    assert "8001" not in keys  # the real place of this name lies in the moved square
    assert keys["8002"] == "geo.anchor_outside"
