"""Input that cannot be used is refused by name, in both languages, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import InputError
from dashboard.geo.build import build

Document = dict[str, Any]
BuildFrom = Callable[..., Any]

FILE = "south_districts_raw.geojson"


def geometry(document: Document, entry: int, **changes: object) -> Document:
    """The document with another geometry in `entry`, counted from 1."""
    document["features"][entry - 1]["geometry"] = changes
    return document


def refusal(build_from: BuildFrom, document: object, **options: str) -> InputError:
    with pytest.raises(InputError) as caught:
        build_from(document, **options)
    assert caught.value.exit_code == 2
    assert all(caught.value.hint(lang) for lang in ("th", "en"))
    return caught.value


def test_a_missing_district_is_named(build_from: BuildFrom, document: Document) -> None:
    del document["features"][2]

    error = refusal(build_from, document)

    assert error.fact("en") == f"{FILE} lacks districts: 8003 ลานสกา (Lan Saka) (1 in all)."
    assert "8003 ลานสกา" in error.fact("th")


def test_a_doubled_district_is_named_with_both_entries_and_not_merged(
    build_from: BuildFrom, document: Document
) -> None:
    document["features"].append(document["features"][1])

    assert refusal(build_from, document).fact("en") == (
        f"{FILE} holds district 8002 twice, in entries 2 and 6."
    )


def test_an_unknown_district_is_named_with_its_entry(
    build_from: BuildFrom, document: Document
) -> None:
    document["features"][3]["properties"]["code"] = "8099"

    assert refusal(build_from, document).fact("en") == (
        f"{FILE}, entry 4: 8099 is not a district in the list of areas."
    )


@pytest.mark.parametrize("properties", [None, {}, {"code": ""}, {"code": 8001}])
def test_an_entry_without_a_code_is_named(
    build_from: BuildFrom, document: Document, properties: object
) -> None:
    document["features"][0]["properties"] = properties

    assert refusal(build_from, document).fact("en") == f"{FILE}, entry 1 has no district code."


def test_a_truncated_file_is_refused_at_the_place_where_it_ends(
    build_from: BuildFrom, document: Document
) -> None:
    text = json.dumps(document)[:200]

    error = refusal(build_from, text)

    assert error.key == "geo.not_json"
    assert error.facts == {"file": FILE, "row": 1, "column": 201}


def test_a_file_that_is_not_utf_8_is_refused(build_from: BuildFrom) -> None:
    assert refusal(build_from, b'{"type":"\xe0"}').fact("en") == (
        f"{FILE} is not UTF-8 text (byte 9)."
    )


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"type": "Feature"}, "geo.not_collection"),
        ("[]", "geo.not_collection"),
        ({"type": "FeatureCollection", "features": []}, "geo.no_features"),
        ({"type": "FeatureCollection"}, "geo.no_features"),
    ],
)
def test_json_that_holds_no_features_is_refused(
    build_from: BuildFrom, document: object, key: str
) -> None:
    assert refusal(build_from, document).key == key


@pytest.mark.parametrize("name", ["EPSG:999999", "somewhere", None])
def test_an_unknown_reference_system_is_refused(
    build_from: BuildFrom, document: Document, name: object
) -> None:
    document["crs"] = {"type": "name", "properties": {"name": name}}

    assert refusal(build_from, document).key == "geo.unknown_crs"


def test_latitude_before_longitude_is_refused(build_from: BuildFrom, document: Document) -> None:
    for feature in document["features"]:
        ring = feature["geometry"]["coordinates"][0]
        feature["geometry"]["coordinates"] = [[[y, x] for x, y in ring]]

    assert refusal(build_from, document).fact("en") == (
        f"{FILE}, entry 1: district 8001 Mueang Nakhon Si Thammarat lies outside Thailand "
        "(it begins at 8, 99.5)."
    )


def test_metres_without_a_declared_system_are_refused(
    build_from: BuildFrom, document: Document
) -> None:
    ring = [[600000, 900000], [600000, 910000], [610000, 910000], [600000, 900000]]
    geometry(document, 5, type="Polygon", coordinates=[ring])

    error = refusal(build_from, document)

    assert (error.key, error.facts["code"]) == ("geo.outside_thailand", "8101")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"type": "Polygon", "coordinates": []},
        {"type": "MultiPolygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[[99.5, 8.0], [99.6, 8.0], [99.5, 8.0]]]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [99, 8]}]},
    ],
)
def test_a_district_without_any_area_is_refused(
    build_from: BuildFrom, document: Document, changes: dict[str, object]
) -> None:
    assert refusal(build_from, geometry(document, 2, **changes)).fact("en") == (
        f"{FILE}, entry 2: district 8002 Phrom Khiri has no geometry."
    )


def test_a_point_in_place_of_a_boundary_is_refused(
    build_from: BuildFrom, document: Document
) -> None:
    geometry(document, 2, type="Point", coordinates=[99.5, 8.0])

    assert refusal(build_from, document).fact("en") == (
        f"{FILE}, entry 2: district 8002 Phrom Khiri is a Point, not a polygon."
    )


@pytest.mark.parametrize("point", ["99.5 8.0", [99.5], [99.5, None], [99.5, float("nan")]])
def test_a_coordinate_that_is_no_pair_of_numbers_is_refused(
    build_from: BuildFrom, document: Document, point: object
) -> None:
    ring = [[99.6, 8.0], [99.6, 8.1], point, [99.6, 8.0]]

    error = refusal(build_from, geometry(document, 2, type="Polygon", coordinates=[ring]))

    assert (error.key, error.facts["code"]) == ("geo.bad_coordinate", "8002")
    assert error.facts["value"] == str(point)


def test_an_outline_like_a_bow_tie_is_refused(build_from: BuildFrom, document: Document) -> None:
    ring = [[99.6, 8.0], [99.7, 8.1], [99.6, 8.1], [99.7, 8.0], [99.6, 8.0]]

    error = refusal(build_from, geometry(document, 2, type="Polygon", coordinates=[ring]))

    assert (error.key, error.facts["code"]) == ("geo.broken_outline", "8002")


def test_an_outline_that_lacks_a_piece_is_refused(
    build_from: BuildFrom, document: Document
) -> None:
    del document["features"][1]["geometry"]["coordinates"][0][5:]

    error = refusal(build_from, document)

    assert (error.key, error.facts["code"]) == ("geo.open_ring", "8002")


def test_a_district_far_over_its_neighbour_is_refused(
    build_from: BuildFrom, document: Document
) -> None:
    document["features"][0]["geometry"]["coordinates"][0][4:7] = [
        [99.61, 8.1],
        [99.61, 8.05],
        [99.61, 8.0],
    ]

    error = refusal(build_from, document)

    assert error.key == "geo.overlapping_district"
    assert {error.facts["code"], error.facts["others"]} == {"8001", "8002"}


def test_parts_of_a_district_closer_together_than_the_grid_are_refused(
    build_from: BuildFrom, document: Document
) -> None:
    first = document["features"][1]["geometry"]["coordinates"]
    # Twenty centimetres of water between 8002 and an island of 1 by 1 km.
    shore = 99.700002
    island = [[shore, 8.02], [shore, 8.03], [99.71, 8.03], [99.71, 8.02], [shore, 8.02]]

    error = refusal(
        build_from, geometry(document, 2, type="MultiPolygon", coordinates=[first, [island]])
    )

    assert (error.key, error.facts["code"]) == ("geo.finer_than_grid", "8002")


@pytest.mark.parametrize(
    ("areas", "fact"),
    [
        ("code,level,parent,name_th\n", "areas.csv has no column name_en."),
        ("code,level,parent,name_th,name_en\n", "areas.csv lists no district."),
        (
            "code,level,parent,name_th,name_en\n8001,district,80,ก,A\n",
            "areas.csv: district 8001 belongs to province 80, which is not in the list.",
        ),
        (
            "code,level,parent,name_th,name_en\n81,province,S,ก,A\n8101,district,81,ก,A\n",
            "areas.csv lists no district of province 80.",
        ),
        (
            "code,level,parent,name_th,name_en\n80,province,S,ก,\n",
            "areas.csv, row 2: code, level or a name is empty.",
        ),
        (
            "code,level,parent,name_th,name_en\n80,province,S,ก,A\n80,province,S,ก,A\n",
            "areas.csv, row 3: code 80 is given twice.",
        ),
    ],
)
def test_a_list_of_areas_that_does_not_hold_together_is_refused(
    build_from: BuildFrom, document: Document, areas: str, fact: str
) -> None:
    assert refusal(build_from, document, areas=areas).fact("en") == fact


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no file areas\.csv\."):
        build(tmp_path / "nowhere", tmp_path / "geo")


def test_a_refused_input_leaves_the_former_maps_as_they_were(
    build_from: BuildFrom, document: Document, tmp_path: Path
) -> None:
    build_from(document)
    before = {path: path.read_bytes() for path in (tmp_path / "geo").rglob("*.*json")}
    del document["features"][0]

    refusal(build_from, document)

    assert {path: path.read_bytes() for path in (tmp_path / "geo").rglob("*.*json")} == before
