from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dashboard.charts.svg_ground import ground, mercator, paths

BOUNDS = (99.0, -1.0, 103.0, 1.0)
# Two squares that share the meridian 101, and a speck.
SHAPES = {
    "a": [[100, 0], [100, 1], [101, 1], [101, 0], [100, 0]],
    "b": [[101, 0], [101, 1], [102, 1], [102, 0], [101, 0]],
    "speck": [[100.5, 0.5], [100.5, 0.5001], [100.5001, 0.5], [100.5, 0.5]],
}


def _write(folder: Path, shapes: dict[str, list[list[float]]]) -> None:
    features = [
        {"id": code, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for code, ring in shapes.items()
    ]
    document = {"type": "FeatureCollection", "features": features}
    (folder / "nakhon_districts.geojson").write_text(json.dumps(document), encoding="utf-8")


@pytest.fixture
def geo_dir(tmp_path: Path) -> Path:
    _write(tmp_path, SHAPES)
    return tmp_path


def test_mercator_stretches_towards_the_pole() -> None:
    assert mercator(100, 0) == (100, 0)
    # ln(tan(75°)) = 1.316958 = 75.4561 degrees
    assert mercator(100, 60) == (100, pytest.approx(-75.4561, abs=1e-4))


def test_a_ground_is_counted_from_the_north_west_corner(geo_dir: Path) -> None:
    base = ground(geo_dir, "nakhon_districts", ("a", "b"), BOUNDS)
    assert base.width == pytest.approx(2)
    assert base.height == pytest.approx(1.00005, abs=1e-5)
    assert base.place(101, 1) == pytest.approx((1, 0))


def test_what_lies_outside_the_bounds_does_not_shrink_the_map(geo_dir: Path) -> None:
    base = ground(geo_dir, "nakhon_districts", ("a", "b"), (99.0, -1.0, 101.0, 1.0))
    assert base.width == pytest.approx(1)


def test_paths_are_relative_whole_tenths_of_a_pixel(geo_dir: Path) -> None:
    base = ground(geo_dir, "nakhon_districts", ("a", "b"), BOUNDS)
    drawn = paths(base, 10)
    assert drawn.areas == {"a": "M0 100l0-100 100 0 0 100z", "b": "M100 100l0-100 100 0 0 100z"}


def test_the_outline_leaves_out_what_two_areas_share(geo_dir: Path) -> None:
    base = ground(geo_dir, "nakhon_districts", ("a", "b"), BOUNDS)
    assert paths(base, 10).outline == ("M0 100l0-100 100 0M100 100l-100 0M100 0l100 0 0 100-100 0")


def test_what_is_smaller_than_a_tenth_of_a_pixel_is_not_drawn(geo_dir: Path) -> None:
    base = ground(geo_dir, "nakhon_districts", ("a", "speck"), BOUNDS)
    assert paths(base, 10).areas["speck"] == ""
    assert paths(base, 100_000).areas["speck"] != ""


def test_points_on_the_same_tenth_are_dropped(tmp_path: Path) -> None:
    ring = [[100, 0], [100, 0.5], [100, 0.50001], [100, 1], [101, 1], [101, 0], [100, 0]]
    _write(tmp_path, {"a": ring})
    base = ground(tmp_path, "nakhon_districts", ("a",), BOUNDS)
    assert paths(base, 10).areas["a"] == "M0 100l0-50 0-50 100 0 0 100z"


def test_an_area_that_the_file_lacks_is_left_out(geo_dir: Path) -> None:
    assert set(ground(geo_dir, "nakhon_districts", ("a", "zz"), BOUNDS).shapes) == {"a"}


def test_reach_is_the_easternmost_point_north_of_a_depth(tmp_path: Path) -> None:
    steps = [[100, 0], [100, 1], [101, 1], [101, 0.5], [103, 0.5], [103, 0], [100, 0]]
    _write(tmp_path, {"a": steps})
    base = ground(tmp_path, "nakhon_districts", ("a",), BOUNDS)
    assert base.reach(0.3) == pytest.approx(1)
    assert base.reach(0.8) == pytest.approx(3)


def test_the_same_ground_comes_back_until_the_file_changes(geo_dir: Path) -> None:
    first = ground(geo_dir, "nakhon_districts", ("a",), BOUNDS)
    assert ground(geo_dir, "nakhon_districts", ("a",), BOUNDS) is first
    _write(geo_dir, SHAPES | {"a": SHAPES["b"]})
    os.utime(geo_dir / "nakhon_districts.geojson", ns=(1, 1))
    assert ground(geo_dir, "nakhon_districts", ("a",), BOUNDS) is not first
