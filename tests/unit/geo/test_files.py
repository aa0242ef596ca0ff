"""The app's side: addresses, rings and words, without a geometry library."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.charts.fonts import advance
from dashboard.errors import HppError
from dashboard.geo import LAYERS, attribution, brief_attribution, geo_url, rings
from dashboard.text import LANGS, Lang, t


def test_an_address_is_relative_and_ends_in_the_hash_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "nakhon_districts.geojson").write_bytes(b"abc")

    # SHA-256 of "abc", from the standard that defines it (FIPS 180-4).
    assert geo_url(tmp_path, "nakhon_districts") == "geo/nakhon_districts.geojson?v=ba7816bf"


def test_an_address_changes_with_the_content(tmp_path: Path) -> None:
    path = tmp_path / "south_provinces.geojson"
    path.write_bytes(b"abc")
    first = geo_url(tmp_path, "south_provinces")
    path.write_bytes(b"abd")
    os.utime(path, ns=(1, 1))

    assert geo_url(tmp_path, "south_provinces") != first


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_is_shipped(geo_dir: Path, name: str) -> None:
    digest = hashlib.sha256((geo_dir / f"{name}.geojson").read_bytes()).hexdigest()

    assert geo_url(geo_dir, name) == f"geo/{name}.geojson?v={digest[:8]}"  # type: ignore[arg-type]


def test_rings_are_plain_closed_lists_of_points_by_code(geo_dir: Path) -> None:
    found = rings(geo_dir, "nakhon_districts")

    assert len(found) == 23
    assert len(found["8015"]) == 3  # Khanom has two islets
    assert all(ring[0] == ring[-1] for of_area in found.values() for ring in of_area)
    assert all(99.2 < x < 100.4 and 7.8 < y < 9.4 for x, y in found["8012"][0])


def test_rings_are_read_once_while_the_file_stays(geo_dir: Path) -> None:
    assert rings(geo_dir, "south_provinces") is rings(geo_dir, "south_provinces")


def test_an_absent_map_is_our_fault_and_named(tmp_path: Path) -> None:
    with pytest.raises(HppError, match=r"nakhon_districts\.geojson is missing") as caught:
        geo_url(tmp_path, "nakhon_districts")

    assert caught.value.exit_code == 1


@pytest.mark.parametrize("text", ["{", '{"features":[{"id":"80"}]}', "[]"])
def test_a_damaged_map_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "nakhon_districts.geojson").write_text(text, encoding="utf-8")

    with pytest.raises(HppError, match=r"nakhon_districts\.geojson cannot be read"):
        rings(tmp_path, "nakhon_districts")


def test_the_attribution_names_source_licence_change_and_disclaimer() -> None:
    assert attribution("en") == (
        "Administrative boundaries: Royal Thai Survey Department / OCHA, COD-AB Thailand v01 "
        "(2022), via HDX, CC BY 3.0 IGO; simplified. Boundaries and names shown do not imply "
        "endorsement or acceptance by the United Nations. Names and codes: DOPA via GeoThai "
        "(CC BY 4.0)."
    )
    for part in ("กรมแผนที่ทหาร", "OCHA", "2565", "CC BY 3.0 IGO", "ลดรายละเอียด", "สหประชาชาติ"):
        assert part in attribution("th")


@pytest.mark.parametrize("lang", LANGS)
def test_the_line_below_a_map_leaves_out_no_part_and_fits_a_screen(lang: Lang) -> None:
    line = brief_attribution(lang)

    for part in ("OCHA", "COD-AB Thailand v01", "HDX", "CC BY 3.0 IGO", "GeoThai (CC BY 4.0)"):
        assert part in line
    for thai, english in (
        ("กรมแผนที่ทหาร", "Royal Thai Survey Department"),
        ("ลดรายละเอียด", "simplified"),
        ("มิใช่การรับรองโดยสหประชาชาติ", "no UN endorsement"),
        ("กรมการปกครอง", "DOPA"),
    ):
        assert (thai if lang == "th" else english) in line
    assert advance(f"{line} · {t('geo.attribution.whole', lang)}", 13) < 1115


def test_the_app_loads_no_geometry_library() -> None:
    program = (
        "import sys, dashboard.geo;"
        "print(sorted({'geopandas', 'shapely', 'pyproj', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[3],
        encoding="utf-8",
    )

    assert done.stdout.strip() == "[]"
