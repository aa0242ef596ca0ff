from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts.describe import AreaMark, Caption, LegendEntry, MapLabel, MapPicture
from dashboard.charts.svg import draw
from dashboard.charts.template import ramp

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
CAPTION = Caption(
    title="ปากพนังสูงที่สุด", measure="ร้อยละ", sources=("ที่มา: สศช.",), caveats=(), alt="แผนที่"
)


def _square(west: float, south: float) -> list[list[float]]:
    east, north = west + 0.5, south + 0.5
    return [[west, south], [west, north], [east, north], [east, south], [west, south]]


@pytest.fixture
def geo_dir(tmp_path: Path) -> Path:
    """Four squares: 8001 8002 in the north, 8003 8004 in the south."""
    squares = {"8001": (99.5, 8.5), "8002": (100, 8.5), "8003": (99.5, 8), "8004": (100, 8)}
    features = [
        {"id": code, "geometry": {"type": "Polygon", "coordinates": [_square(*corner)]}}
        for code, corner in squares.items()
    ]
    document = {"type": "FeatureCollection", "features": features}
    (tmp_path / "nakhon_districts.geojson").write_text(json.dumps(document), encoding="utf-8")
    return tmp_path


def _picture() -> MapPicture:
    return MapPicture(
        caption=CAPTION,
        geometry="nakhon_districts",
        hatch="nakhon_hatch",
        bounds=(99.4, 7.9, 100.6, 9.1),
        classes=4,
        areas=(
            AreaMark("8001", "เมือง", "value", 6.8, "6.80", 3, ()),
            AreaMark("8002", "ลานสกา", "value", 0.78, "0.78", 0, ()),
            AreaMark("8003", "นาบอน", "suppressed", None, "ปกปิด", None, ()),
            AreaMark("8004", "ขนอม", "missing", None, "ไม่มีข้อมูล", None, ()),
        ),
        legend_title="ร้อยละ",
        legend=(
            LegendEntry("value", 3, "6.80 (1)"),
            LegendEntry("value", 0, "0.78 (1)"),
            LegendEntry("missing", None, "ไม่มีข้อมูล (1)"),
            LegendEntry("suppressed", None, "ปกปิด (1)"),
        ),
        labels=(
            MapLabel("8001", ("เมือง",), 99.75, 8.75, "middle", inside=True),
            MapLabel("8003", ("นา", "บอน"), 99.75, 8.25, "middle", inside=True),
            MapLabel("8004", ("ขนอม",), 100.5, 8.25, "start", inside=False),
        ),
        selected="8001",
        sea=MapLabel("", ("อ่าวไทย",), 100.9, 8.5, "middle", inside=False),
    )


def _draw(picture: MapPicture, geo_dir: Path, *, dark: bool = False) -> ET.Element:
    mode = "dark" if dark else "light"
    svg = draw(picture, geo_dir=geo_dir, lang="th", mode=mode, width=500, height=300, framed=False)
    return ET.fromstring(svg)  # noqa: S314  our own drawing


def _groups(svg: ET.Element) -> list[tuple[str, list[str]]]:
    """Fill and references of every group of areas, in the order of drawing."""
    return [
        (group.attrib["fill"], [use.attrib[LINK] for use in group.findall(f"{SVG}use")])
        for group in svg.iter(f"{SVG}g")
        if "fill" in group.attrib
    ]


def _texts(svg: ET.Element) -> dict[str, ET.Element]:
    """Every text that is no halo, by its words."""
    return {text.text or "": text for text in svg.iter(f"{SVG}text") if "stroke" not in text.attrib}


def test_an_area_has_the_fill_of_its_class_and_states_have_theirs(geo_dir: Path) -> None:
    assert _groups(_draw(_picture(), geo_dir)) == [
        (ramp("light", 4)[0], ["#a1"]),
        (ramp("light", 4)[3], ["#a0"]),
        ("url(#hatch10)", ["#a2"]),
        ("#FFFFFF", ["#a3"]),
    ]


def test_a_class_is_not_shown_where_the_state_says_there_is_no_value(geo_dir: Path) -> None:
    marked = AreaMark("8003", "นาบอน", "suppressed", 3.0, "3", 2, ())
    picture = replace(_picture(), areas=(marked,))
    assert _groups(_draw(picture, geo_dir)) == [("url(#hatch10)", ["#a0"])]


def test_the_hatch_is_defined_where_it_is_used(geo_dir: Path) -> None:
    patterns = {each.attrib["id"] for each in _draw(_picture(), geo_dir).iter(f"{SVG}pattern")}
    assert patterns == {"hatch", "hatch10"}


def test_the_selected_area_is_outlined_twice_above_all_others(geo_dir: Path) -> None:
    svg = _draw(_picture(), geo_dir)
    (areas,) = (group for group in svg if group.tag == f"{SVG}g")
    last = [(use.attrib[LINK], use.attrib["stroke"]) for use in list(areas)[-2:]]
    assert last == [("#a0", "#FFFFFF"), ("#a0", "#0B151C")]


def test_an_unknown_selection_outlines_nothing(geo_dir: Path) -> None:
    svg = _draw(replace(_picture(), selected="9999"), geo_dir)
    assert not [use for use in svg.iter(f"{SVG}use") if "stroke" in use.attrib]


def test_every_shape_is_written_once(geo_dir: Path) -> None:
    shapes = [
        path.attrib["id"]
        for path in _draw(_picture(), geo_dir).iter(f"{SVG}path")
        if "id" in path.attrib
    ]
    assert shapes == ["a0", "a1", "a2", "a3"]


def test_the_legend_shows_every_entry_with_its_swatch(geo_dir: Path) -> None:
    svg = _draw(_picture(), geo_dir)
    swatches = [rect.attrib["fill"] for rect in svg.findall(f"{SVG}rect")]
    assert swatches == ["#0D3F59", "#DFEDE0", "#FFFFFF", "url(#hatch)"]
    assert {"ร้อยละ", "6.80 (1)", "0.78 (1)", "ไม่มีข้อมูล (1)", "ปกปิด (1)"} <= set(_texts(svg))


def test_the_legend_stands_east_of_the_map_and_inside_the_picture(geo_dir: Path) -> None:
    texts = _texts(_draw(_picture(), geo_dir))
    legend = float(texts["ไม่มีข้อมูล (1)"].attrib["x"])
    assert float(texts["ขนอม"].attrib["x"]) < legend < 500 - 60


def test_names_are_readable_on_their_ground(geo_dir: Path) -> None:
    texts = _texts(_draw(_picture(), geo_dir))
    assert texts["เมือง"].attrib["fill"] == "#FFFFFF"
    assert texts["นา"].attrib["fill"] == "#0B151C"
    assert texts["ขนอม"].attrib["fill"] == "#0B151C"


def test_the_selected_name_is_bold(geo_dir: Path) -> None:
    texts = _texts(_draw(_picture(), geo_dir))
    assert texts["เมือง"].attrib["font-weight"] == "700"
    assert texts["นา"].attrib["font-weight"] == "500"


def test_a_halo_in_the_colour_of_the_ground_lies_under_each_name(geo_dir: Path) -> None:
    svg = _draw(_picture(), geo_dir)
    halos = {
        text.text: text.attrib["stroke"]
        for text in svg.iter(f"{SVG}text")
        if "stroke" in text.attrib
    }
    assert halos == {"เมือง": "#0D3F59", "นา": "#E9E6E1", "บอน": "#E9E6E1", "ขนอม": "#FFFFFF"}


def test_lines_of_a_name_stand_round_its_place(geo_dir: Path) -> None:
    texts = _texts(_draw(_picture(), geo_dir))
    upper, lower = float(texts["นา"].attrib["y"]), float(texts["บอน"].attrib["y"])
    assert 11 < lower - upper < 18


def test_names_that_would_cover_others_give_way_to_the_selected_one(geo_dir: Path) -> None:
    crowd = tuple(
        MapLabel(code, (name,), 99.75, 8.75, "middle", inside=True)
        for code, name in (("8002", "ลานสกา"), ("8001", "เมือง"))
    )
    texts = _texts(_draw(replace(_picture(), labels=crowd), geo_dir))
    assert "เมือง" in texts
    assert "ลานสกา" not in texts


def test_the_sea_is_named_in_slanted_grey(geo_dir: Path) -> None:
    sea = _texts(_draw(_picture(), geo_dir))["อ่าวไทย"]
    assert sea.attrib["fill"] == "#64727C"
    assert "skewX" in sea.attrib["transform"]


def test_dark_mode_has_its_own_ramp(geo_dir: Path) -> None:
    fills = [fill for fill, _ in _groups(_draw(_picture(), geo_dir, dark=True))]
    assert fills == ["#23414B", "#D9F3DD", "url(#hatch10)", "#10191E"]


def test_a_map_without_any_value_is_drawn(geo_dir: Path) -> None:
    areas = tuple(AreaMark(f"800{n}", "", "missing", None, "–", None, ()) for n in range(1, 5))
    picture = replace(_picture(), areas=areas, classes=0, legend=(), legend_title="", labels=())
    assert _groups(_draw(picture, geo_dir)) == [("#FFFFFF", ["#a0", "#a1", "#a2", "#a3"])]


def test_a_map_is_drawn_however_narrow(geo_dir: Path) -> None:
    svg = draw(_picture(), geo_dir=geo_dir, lang="th", width=200, height=240, framed=False)
    texts = _texts(ET.fromstring(svg))  # noqa: S314  our own drawing
    assert 0 < float(texts["ปกปิด (1)"].attrib["x"]) < 200


@pytest.fixture
def districts(root: Path) -> tuple[MapPicture, Path]:
    """The 23 districts as shipped, with made classes, as on the overview."""
    geo = root / "geo"
    labels = json.loads((geo / "places.json").read_text(encoding="utf-8"))["labels"]
    codes = [f"80{number:02}" for number in range(1, 24)]
    picture = replace(
        _picture(),
        bounds=(99.0, 7.5, 100.6, 9.6),
        areas=tuple(AreaMark(c, c, "value", 1.0, "1", at % 4, ()) for at, c in enumerate(codes)),
        labels=tuple(
            MapLabel(c, tuple(labels[c]["th"].split("\n")), *labels[c]["at"], "middle", inside=True)
            for c in codes
        ),
        selected=None,
        sea=None,
    )
    return picture, geo


def test_the_overview_map_is_at_most_60_kilobytes(districts: tuple[MapPicture, Path]) -> None:
    picture, geo = districts
    svg = draw(picture, geo_dir=geo, lang="th", width=404, height=300, framed=False)
    assert len(svg.encode()) <= 60_000
    assert svg.count("<path id=") == 23


def test_the_overview_map_is_drawn_in_40_milliseconds(districts: tuple[MapPicture, Path]) -> None:
    picture, geo = districts

    def seconds() -> float:
        start = time.perf_counter()
        draw(picture, geo_dir=geo, lang="th", width=404, height=300, framed=False)
        return time.perf_counter() - start

    seconds()
    assert min(seconds() for _ in range(5)) < 0.04
