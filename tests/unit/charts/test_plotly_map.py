from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.catalog.model import Area, Catalog, Level
from dashboard.charts import plotly_map
from dashboard.charts.describe import Caption, MapPicture
from dashboard.charts.map_picture import map_picture
from dashboard.charts.template import TOKENS, Mode, ramp
from dashboard.geo.places import MapPlaces
from dashboard.text import Lang

Draw = Callable[..., MapPicture]
Frame = Callable[..., pd.DataFrame]


@pytest.fixture
def draw(catalog: Catalog, districts: list[Area], atlas: MapPlaces, caption: Caption) -> Draw:
    def of(frame: pd.DataFrame, **more: Any) -> MapPicture:
        options = {"areas": districts, "lang": "th", "scope": "80", **more}
        indicator = catalog.indicators["tpmap_target_poor_rate"]
        return map_picture(frame, indicator=indicator, places=atlas, caption=caption, **options)

    return of


def _sent(
    picture: MapPicture, mode: Mode = "light", scale: float = 1.0, lang: Lang = "th"
) -> dict[str, Any]:
    made = plotly_map.figure(
        picture,
        mode=mode,
        lang=lang,
        scale=scale,
        geometry_url=lambda name: f"geo/{name}.geojson?v=1a2b3c4d",
    )
    spec: dict[str, Any] = json.loads(made.to_json())
    return spec


def _spec(picture: MapPicture, *args: Any, **more: Any) -> dict[str, Any]:
    """The figure as the browser completes it: numbers unpacked, what is common filled in."""
    spec = _sent(picture, *args, **more)
    template = spec["layout"]["template"]
    [area] = template["data"]["choropleth"]
    for trace in _choropleths(spec):
        trace.setdefault("geojson", area["geojson"])
        trace["locations"] = [str(code) for code in _unpacked(trace["locations"])]
        trace["z"] = _unpacked(trace["z"])
    for kind in ("shape", "annotation"):
        every = template["layout"][f"{kind}defaults"]
        spec["layout"][f"{kind}s"] = [{**every, **each} for each in spec["layout"][f"{kind}s"]]
    return spec


def _unpacked(values: list[Any] | dict[str, str]) -> list[Any]:
    if isinstance(values, list):
        return values
    unpacked: list[Any] = np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"]).tolist()
    return unpacked


def _size(spec: dict[str, Any]) -> int:
    return len(json.dumps(spec, ensure_ascii=False, separators=(",", ":")).encode())


def _choropleths(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in spec["data"] if trace["type"] == "choropleth"]


def _told(spec: dict[str, Any], names: dict[str, str]) -> dict[str, str]:
    """What is under the pointer, by area, as the browser puts it together from the geometry."""
    told = {}
    for trace in _choropleths(spec):
        if "hovertemplate" in trace:
            texts = trace.get("text", [""] * len(trace["locations"]))
            for code, text in zip(trace["locations"], texts, strict=True):
                words = trace["hovertemplate"].replace("%{text}", text)
                told[code] = words.replace("%{properties.name_th}", names[code])
    return told


def test_plotly_accepts_every_property(draw: Draw, frame: Frame) -> None:
    spec = _sent(draw(frame({"8012": 6.8, "8003": None}), selected="8012"))

    go.Figure(spec)


def test_the_district_figure_is_small_and_holds_no_geometry(
    draw: Draw, rates: pd.DataFrame
) -> None:
    picture = draw(rates, selected="8012")
    spec = _sent(picture)
    assert len(draw(rates).labels) == 23
    assert _size(spec) <= 5_000
    assert "coordinates" not in json.dumps(spec)
    assert json.dumps(spec).count("geo/nakhon_districts.geojson?v=1a2b3c4d") == 1
    assert _spec(picture)["data"][0]["geojson"] == "geo/nakhon_districts.geojson?v=1a2b3c4d"


def test_the_map_of_all_151_southern_districts_is_small_too(
    draw: Draw, catalog: Catalog, frame: Frame
) -> None:
    areas = catalog.children("S", "district")
    hidden = tuple(area.code for area in areas[::10])
    made = frame({area.code: at / 7 for at, area in enumerate(areas[:-9])}, suppressed=hidden)
    assert len(areas) == 151
    assert _size(_sent(draw(made, areas=areas, scope="S"))) <= 7_000


def test_all_classes_are_one_trace_whose_scale_has_a_step_for_each_class(
    draw: Draw, rates: pd.DataFrame
) -> None:
    picture = draw(rates)
    coast, values = _choropleths(_spec(picture))
    at = dict(zip(values["locations"], values["z"], strict=True))
    assert at == {mark.code: mark.klass for mark in picture.areas}
    assert [values["z"].count(klass) for klass in range(4)] == [6, 5, 6, 6]
    assert (at["8012"], values["zmin"], values["zmax"]) == (3, -0.5, 3.5)
    one, two, three, four = ramp("light", 4)
    assert values["colorscale"] == [
        [0, one], [0.25, one], [0.25, two], [0.5, two],
        [0.5, three], [0.75, three], [0.75, four], [1, four],
    ]  # fmt: skip
    assert len(coast["locations"]) == 23
    assert coast["marker"]["line"] == {"color": TOKENS["light"]["ink3"], "width": 1.6}


def test_a_scale_of_three_steps_ends_at_one(draw: Draw, frame: Frame) -> None:
    made = frame({"8001": 1.0, "8002": 2.0, "8003": 3.0})
    values = _choropleths(_spec(draw(made)))[1]
    assert [place for place, _ in values["colorscale"]] == [0, 0.333, 0.333, 0.667, 0.667, 1]


def test_an_area_says_its_name_from_the_geometry_and_the_same_lines_as_elsewhere(
    draw: Draw, frame: Frame
) -> None:
    made = frame({"8001": 0.25, "8002": 1.0, "8003": 2.0}, suppressed=("8003",)).assign(
        derived=True
    )
    picture = draw(made)
    names = {mark.code: mark.name for mark in picture.areas}
    said = _told(_spec(picture), names)
    assert said == {
        mark.code: "<br>".join([f"<b>{mark.name}</b>", *mark.hover[1:]]) + "<extra></extra>"
        for mark in picture.areas
    }
    assert said["8001"] == ("<b>เมืองนครศรีธรรมราช</b><br>ร้อยละ\xa00.25<br>ระบบนี้คำนวณ<extra></extra>")
    english = _choropleths(_spec(picture, lang="en"))[1]["hovertemplate"]
    assert english.startswith("<b>%{properties.name_en}</b>")


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(
    ("layer", "within", "level", "count"),
    [
        ("nakhon_districts", "80", "district", 23),
        ("south_districts", "S", "district", 151),
        ("south_provinces", "S", "province", 14),
    ],
)
def test_the_geometry_names_areas_as_the_catalog_does(
    root: Path, catalog: Catalog, layer: str, within: str, level: Level, count: int, lang: Lang
) -> None:
    features = json.loads((root / "geo" / f"{layer}.geojson").read_text("utf-8"))["features"]
    named = {each["id"]: each["properties"][f"name_{lang}"] for each in features}
    areas = catalog.children(within, level)
    assert len(areas) == count
    assert {area.code: area.name.of(lang) for area in areas} == named


def test_the_selected_area_is_outlined_twice_paper_under_ink(
    draw: Draw, rates: pd.DataFrame
) -> None:
    under, over = _choropleths(_spec(draw(rates, selected="8012"), "dark"))[-2:]
    assert under["locations"] == over["locations"] == ["8012"]
    assert under["marker"]["line"] == {"color": TOKENS["dark"]["bg"], "width": 5}
    assert over["marker"]["line"] == {"color": TOKENS["dark"]["ink1"], "width": 2.4}
    assert {"colorscale", "hovertemplate"}.isdisjoint(over)


def test_suppressed_missing_and_zero_are_drawn_differently(draw: Draw, frame: Frame) -> None:
    made = frame({"8001": 0.0, "8002": 1.0, "8003": 2.0}, suppressed=("8003",))
    traces = _choropleths(_spec(draw(made)))
    ink = TOKENS["light"]
    _, values, suppressed, stripes, missing = traces
    assert dict(zip(values["locations"], values["z"], strict=True)) == {"8001": 0, "8002": 1}
    assert suppressed["locations"] == stripes["locations"] == ["8003"]
    assert {colour for _, colour in suppressed["colorscale"]} == {ink["suppressed"]}
    assert stripes["geojson"] == "geo/nakhon_hatch.geojson?v=1a2b3c4d"
    assert {colour for _, colour in stripes["colorscale"]} == {ink["suppressed_line"]}
    assert "hovertemplate" not in stripes
    assert (len(missing["locations"]), missing["locations"][0]) == (20, "8004")
    assert {colour for _, colour in missing["colorscale"]} == {ink["missing"]}
    assert missing["marker"]["line"]["color"] == ink["missing_line"]


def test_a_map_without_any_value_can_be_drawn(draw: Draw, frame: Frame) -> None:
    coast, missing = _choropleths(_spec(draw(frame({"8001": None}))))
    assert len(coast["locations"]) == len(missing["locations"]) == 23


def test_names_are_whole_thai_words_in_the_ink_that_their_fill_asks_for(
    draw: Draw, rates: pd.DataFrame
) -> None:
    picture = draw(rates, selected="8012")
    traces = [trace for trace in _spec(picture)["data"] if trace["type"] == "scattergeo"]
    at = {text: trace for trace in traces for text in trace["text"]}
    assert len(at) == sum(len(trace["text"]) for trace in traces) == 24
    ink, fills = TOKENS["light"], ramp("light", 4)
    expected = {
        "<b>ปากพนัง</b>": ("#FFFFFF", fills[3]),
        "ลานสกา": (ink["ink1"], fills[0]),
        "ถ้ำ<br>พรรณรา": (ink["ink1"], fills[0]),
        "<i>อ่าวไทย</i>": (ink["ink2"], ink["bg"]),
    }
    for text, (colour, under) in expected.items():
        assert at[text]["textfont"]["color"] == colour
        assert at[text]["textfont"]["shadow"] == f"0 0 2px {under},0 0 2px {under},0 0 3px {under}"


def test_names_stand_where_they_were_placed(draw: Draw, rates: pd.DataFrame) -> None:
    picture = draw(rates)
    sides = {"middle": "middle center", "start": "middle right", "end": "middle left"}
    placed = {
        (round(each.lon, 4), round(each.lat, 4)): sides[each.anchor]
        for each in (*picture.labels, picture.sea)
        if each is not None
    }
    drawn = {}
    for trace in _spec(picture)["data"]:
        if trace["type"] == "scattergeo":
            side = trace.get("textposition", "middle center")
            many = side if isinstance(side, list) else [side] * len(trace["lon"])
            drawn |= dict(zip(zip(trace["lon"], trace["lat"], strict=True), many, strict=True))
    assert drawn == placed


def test_the_legend_has_outlined_swatches_and_stripes_for_what_is_suppressed(
    draw: Draw, frame: Frame
) -> None:
    made = frame({"8001": 1.0, "8002": 2.0, "8003": 3.0}, suppressed=("8003",))
    layout = _spec(draw(made))["layout"]
    boxes = [shape for shape in layout["shapes"] if "path" not in shape]
    ink = TOKENS["light"]
    assert [box["fillcolor"] for box in boxes] == [
        *ramp("light", 2)[::-1],
        ink["suppressed"],
        ink["missing"],
    ]
    assert {(box["x1"] - box["x0"], box["y0"] - box["y1"]) for box in boxes} == {(13, 13)}
    assert layout["template"]["layout"]["shapedefaults"]["line"]["color"] == ink["control"]
    (stripes,) = [shape for shape in layout["shapes"] if "path" in shape]
    assert stripes["line"]["color"] == ink["suppressed_line"]
    assert stripes["path"].count("M") == stripes["path"].count("L") == 4
    left, top = boxes[2]["x0"], boxes[2]["y0"]
    assert stripes["path"].startswith(f"M{left:.1f},{top - 5:.1f}L{left + 5:.1f},{top:.1f}")
    words = [note["text"] for note in layout["annotations"]]
    assert words == [
        "ร้อยละ (จำนวนอำเภอ)", "2.00 (1)", "1.00 (1)", "ปกปิด (1)", "ไม่มีข้อมูล (20)"
    ]  # fmt: skip


def test_the_legend_leaves_a_phone_room_for_the_map(draw: Draw, rates: pd.DataFrame) -> None:
    notes = _spec(draw(rates))["layout"]["annotations"]
    assert all(-140 < note["xshift"] < 0 for note in notes)


def test_the_frame_is_fixed_to_the_scope(draw: Draw, rates: pd.DataFrame) -> None:
    picture = draw(rates)
    layout = _spec(picture)["layout"]
    west, south, east, north = (round(each, 4) for each in picture.bounds)
    assert layout["geo"]["lonaxis"]["range"] == [west, east]
    assert layout["geo"]["lataxis"]["range"] == [south, north]
    template = layout["template"]["layout"]
    assert (template["dragmode"], template["geo"]["visible"]) == (False, False)


def test_a_meeting_scene_has_a_larger_legend(draw: Draw, rates: pd.DataFrame) -> None:
    picture = draw(rates)
    page, meeting = (
        _spec(picture)["layout"],
        _spec(picture, scale=1.5)["layout"],
    )
    assert meeting["template"]["layout"]["annotationdefaults"]["font"]["size"] == 19.5
    assert page["annotations"][0]["yshift"] == -14.5
    assert meeting["annotations"][0]["yshift"] == pytest.approx(-21.75, abs=0.06)


def test_drawing_imports_neither_express_nor_geopandas() -> None:
    code = (
        "import sys, dashboard.charts.plotly_map, "
        "dashboard.charts.plotly_lines; "
        "print(sorted({'plotly.express', 'geopandas', 'streamlit', 'duckdb'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
