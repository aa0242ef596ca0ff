"""Label points, frames and neighbours of the shipped maps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from dashboard.errors import HppError
from dashboard.geo import Bounds, MapLabel, places
from dashboard.text import LANGS

Shipped = Callable[[str], gpd.GeoSeries]


def test_districts_border_on_the_districts_of_the_map(geo_dir: Path) -> None:
    found = places(geo_dir)

    assert found.neighbours("8012") == ("8001", "8006", "8016", "8023")
    assert found.neighbours("8015") == ("8014", "8403")
    assert found.neighbours("8404") == ()  # Ko Samui


def test_a_border_of_223_m_counts_and_a_meeting_point_does_not(geo_dir: Path) -> None:
    found = places(geo_dir)

    assert "9206" in found.neighbours("8007")
    assert "9007" not in found.neighbours("8007")


def test_provinces_border_on_the_provinces_of_the_map(geo_dir: Path) -> None:
    found = places(geo_dir)

    assert found.neighbours("80") == ("81", "84", "90", "92", "93")
    assert found.neighbours("83") == ()  # Phuket, an island


def test_neighbours_are_mutual(geo_dir: Path) -> None:
    table = json.loads((geo_dir / "places.json").read_text(encoding="utf-8"))["neighbours"]

    assert len(table) == 151 + 14
    assert all(code in table[other] for code, others in table.items() for other in others)


def test_a_long_name_breaks_where_a_reader_would_break_it(geo_dir: Path) -> None:
    found = places(geo_dir)

    assert found.label("8018", "th") == MapLabel(("ถ้ำ", "พรรณรา"), 99.368, 8.452, "centre")
    assert found.label("8023", "en").lines == ("Cha-", "loem")
    assert found.label("8023", "th").lines == ("เฉลิมฯ",)
    assert found.label("8001", "th").lines == ("เมืองฯ",)
    assert found.label("8401", "en").lines == ("Mueang",)
    assert found.label("9007", "th").lines == ("ระโนด",)


def test_an_english_name_may_have_a_place_of_its_own(geo_dir: Path) -> None:
    found = places(geo_dir)

    assert (found.label("8004", "th").lon, found.label("8004", "en").lon) == (99.514, 99.562)


@pytest.mark.parametrize("lang", LANGS)
def test_names_stand_inside_their_area_or_beside_the_land(
    geo_dir: Path, shipped: Shipped, lang: str
) -> None:
    land = shapely.union_all(shipped("south_provinces").to_numpy())
    for layer in ("nakhon_districts", "south_districts", "south_provinces"):
        for code, shape in shipped(layer).items():
            label = places(geo_dir).label(code, lang)  # type: ignore[arg-type]
            point = shapely.Point(label.lon, label.lat)
            if label.side == "centre":
                assert shape.contains(point), code
            else:
                assert not land.contains(point), code


def test_only_provinces_narrower_than_their_name_have_it_outside(geo_dir: Path) -> None:
    table = json.loads((geo_dir / "places.json").read_text(encoding="utf-8"))["labels"]

    assert {code: label["side"] for code, label in table.items() if "side" in label} == {
        "81": "left",
        "82": "left",
        "83": "left",
        "85": "left",
        "86": "right",
        "91": "left",
    }


def test_a_map_shows_its_area_with_room_for_names_at_the_sides(
    geo_dir: Path, shipped: Shipped
) -> None:
    found = places(geo_dir)

    assert found.bounds("80") == Bounds(99.179, 7.815, 100.391, 9.349)
    assert found.bounds("S") == Bounds(97.41, 5.531, 102.316, 11.115)
    for code, box in shipped("south_provinces").bounds.iterrows():
        west, south, east, north = found.bounds(code)
        assert west < box["minx"], code
        assert south < box["miny"], code
        assert east > box["maxx"], code
        assert north > box["maxy"], code


def test_an_unknown_code_is_a_key_error(geo_dir: Path) -> None:
    with pytest.raises(KeyError, match="8099"):
        places(geo_dir).neighbours("8099")


def test_places_are_one_entry_per_line(geo_dir: Path) -> None:
    text = (geo_dir / "places.json").read_text(encoding="utf-8")

    assert '"8012":["8001","8006","8016","8023"],' in text.splitlines()
    assert len(text.splitlines()) == 165 + 15 + 165 + 6


def test_absent_and_damaged_places_are_named(tmp_path: Path) -> None:
    with pytest.raises(HppError, match=r"places\.json is missing"):
        places(tmp_path)
    (tmp_path / "places.json").write_text('{"labels":{}}', encoding="utf-8")
    with pytest.raises(HppError, match=r"places\.json cannot be read"):
        places(tmp_path)
