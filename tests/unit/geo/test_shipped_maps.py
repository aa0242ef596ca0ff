"""What the shipped map files promise, measured on the files themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from dashboard.geo.build import build

Shipped = Callable[[str], gpd.GeoSeries]

METRES = "EPSG:32647"
COVERAGES = ("nakhon_districts", "south_districts", "south_provinces")
HATCHES = {
    "nakhon_hatch": "nakhon_districts",
    "south_hatch": "south_districts",
    "provinces_hatch": "south_provinces",
}


@pytest.mark.parametrize(
    ("name", "features", "most_bytes"),
    [
        ("nakhon_districts", 23, 110_000),
        ("nakhon_outline", 1, 30_000),
        ("nakhon_hatch", 23, 60_000),
        ("south_districts", 151, 430_000),
        ("south_hatch", 151, 250_000),
        ("south_provinces", 14, 200_000),
        ("provinces_hatch", 14, 50_000),
    ],
)
def test_a_map_has_all_its_areas_and_stays_small(
    geo_dir: Path, name: str, features: int, most_bytes: int
) -> None:
    path = geo_dir / f"{name}.geojson"
    codes = [entry["id"] for entry in json.loads(path.read_text(encoding="utf-8"))["features"]]

    assert len(codes) == features
    assert codes == sorted(set(codes))
    assert path.stat().st_size <= most_bytes


def test_the_district_map_holds_8001_to_8023(shipped: Shipped) -> None:
    assert list(shipped("nakhon_districts").index) == [str(code) for code in range(8001, 8024)]


def test_a_feature_says_code_and_names_and_nothing_else(geo_dir: Path) -> None:
    text = (geo_dir / "nakhon_districts.geojson").read_text(encoding="utf-8")
    feature = json.loads(text)["features"][11]

    assert feature["id"] == "8012"
    assert feature["properties"] == {
        "code": "8012",
        "name_th": "ปากพนัง",
        "name_en": "Pak Phanang",
    }


@pytest.mark.parametrize("name", [*COVERAGES, "nakhon_outline", *HATCHES])
def test_a_map_carries_its_terms_and_no_trace_of_where_it_was_made(
    geo_dir: Path, name: str
) -> None:
    text = (geo_dir / f"{name}.geojson").read_text(encoding="utf-8")
    metadata = json.loads(text)["metadata"]

    assert "Royal Thai Survey Department / OCHA" in metadata["attribution_en"]
    assert "กรมแผนที่ทหาร / OCHA" in metadata["attribution_th"]
    assert metadata["licence"] == "Boundaries: CC BY 3.0 IGO. Names and codes: CC BY 4.0."
    assert metadata["source"].startswith("COD-AB Thailand v01")
    assert not re.search(r"/(work|home|root|tmp|Users)/|\d{2}:\d{2}", text)


@pytest.mark.parametrize("name", [*COVERAGES, "nakhon_outline", *HATCHES])
def test_coordinates_have_five_decimals_at_most(geo_dir: Path, name: str) -> None:
    text = (geo_dir / f"{name}.geojson").read_text(encoding="utf-8")

    assert max(len(decimals) for decimals in re.findall(r"\d+\.(\d+)", text)) == 5


@pytest.mark.parametrize("name", [*COVERAGES, "nakhon_outline", *HATCHES])
def test_shapes_are_valid_outer_rings_clockwise_and_holes_the_other_way(
    shipped: Shipped, name: str
) -> None:
    shapes = shipped(name)
    parts = shapely.get_parts(shapes.to_numpy())
    holes = [hole for part in parts for hole in part.interiors]

    assert shapes.is_valid.all()
    assert not shapely.is_ccw(shapely.get_exterior_ring(parts)).any()
    assert all(shapely.is_ccw(hole) for hole in holes)


@pytest.mark.parametrize("name", COVERAGES)
def test_neighbours_neither_overlap_nor_leave_a_gap(shipped: Shipped, name: str) -> None:
    shapes = shipped(name).to_crs(METRES)
    land = shapely.union_all(shapes.to_numpy())
    gaps = [hole for part in shapely.get_parts(land) for hole in part.interiors]

    assert shapely.coverage_is_valid(shipped(name).to_numpy())
    assert abs(shapes.area.sum() - land.area) < 1.0  # square metres, of 70,000 square kilometres
    assert gaps == []


@pytest.mark.parametrize(
    ("whole", "parts"),
    [("nakhon_outline", "nakhon_districts"), ("south_provinces", "south_districts")],
)
def test_outlines_run_exactly_along_the_districts(shipped: Shipped, whole: str, parts: str) -> None:
    provinces, districts = shipped(whole), shipped(parts)

    for code, outline in provinces.items():
        own = districts[districts.index.str.startswith(code)]
        assert shapely.equals(outline, shapely.union_all(own.to_numpy()))


def test_simplification_keeps_the_area_of_every_district_near_the_published_one(
    shared: Path, shipped: Shipped
) -> None:
    published = gpd.read_file(shared / "geo" / "south_districts_raw.geojson").set_index("code")
    area = published.geometry.to_crs(METRES).area
    change = (shipped("nakhon_districts").to_crs(METRES).area - area[:23]).abs() / area[:23]

    assert change.max() < 0.002


@pytest.mark.parametrize("name", ["nakhon_districts", "south_districts"])
def test_the_spit_of_laem_talumphuk_is_kept(shipped: Shipped, name: str) -> None:
    # Published: 5.97 square kilometres of Pak Phanang north of 8.49, up to 8.52112 and curving
    # west to 100.11343.
    spit = shipped(name)["8012"].intersection(shapely.box(100.0, 8.49, 100.3, 8.6))
    west, _, _, north = spit.bounds
    area = gpd.GeoSeries([spit], crs="OGC:CRS84").to_crs(METRES).area.iloc[0] / 1e6

    assert (west, north) == (100.11343, 8.52112)
    assert area == pytest.approx(5.97, abs=0.12)


@pytest.mark.parametrize(("stripes", "areas"), HATCHES.items())
def test_every_area_has_stripes_and_they_stay_inside_it(
    shipped: Shipped, stripes: str, areas: str
) -> None:
    hatch, shapes = shipped(stripes).to_crs(METRES), shipped(areas).to_crs(METRES)
    inside = hatch.intersection(shapes).area / hatch.area
    filled = hatch.area / shapes.area

    assert hatch.map(lambda shape: len(shape.geoms)).min() >= 4
    assert inside.min() > 0.99
    assert filled.between(0.12, 0.28).all()


def test_the_base_map_is_an_empty_topology(geo_dir: Path) -> None:
    topology = json.loads((geo_dir / "topo" / "world_110m.json").read_text(encoding="utf-8"))

    assert topology["type"] == "Topology"
    assert topology["arcs"] == []
    assert list(topology["objects"]) == [
        "coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits",
    ]  # fmt: skip
    assert all(layer["geometries"] == [] for layer in topology["objects"].values())


def test_building_again_gives_the_shipped_bytes(
    shared: Path, geo_dir: Path, tmp_path: Path
) -> None:
    report = build(shared / "geo", tmp_path)

    assert len(report.files) == 9
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == sorted(
        Path(file.name).name for file in report.files
    )
    for file in report.files:
        assert (tmp_path / file.name).read_bytes() == (geo_dir / file.name).read_bytes(), file.name


def test_the_report_lists_what_was_wrong_with_the_published_file(
    shared: Path, tmp_path: Path
) -> None:
    report = build(shared / "geo", tmp_path)

    assert [line.key for line in report.findings] == [
        "geo.mended_outline",
        "geo.mended_outline",
        "geo.cleaned",
    ]
    assert [line.facts.get("code") for line in report.findings] == ["8105", "8108", None]
    assert report.lines("en")[2] == (
        "south_districts_raw.geojson: removed 2.715 km² of overlap and closed 2.931 km² of "
        "slivers between neighbours; no district changed by more than 0.027 %."
    )
    assert report.lines("th")[0].startswith("south_districts_raw.geojson: อำเภอ 8105 อ่าวลึก")
