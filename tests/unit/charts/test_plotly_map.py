from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from dashboard.catalog.model import Area, Catalog
from dashboard.charts import plotly_map
from dashboard.charts.describe import Caption, MapPicture
from dashboard.charts.map_picture import map_picture
from dashboard.charts.template import TOKENS, Mode, contrast, label_on, ramp
from dashboard.geo.places import MapPlaces

Draw = Callable[..., MapPicture]
Frame = Callable[..., pd.DataFrame]


@pytest.fixture
def draw(catalog: Catalog, districts: list[Area], atlas: MapPlaces, caption: Caption) -> Draw:
    def of(frame: pd.DataFrame, **more: Any) -> MapPicture:
        options = {"areas": districts, "lang": "th", "scope": "80", **more}
        indicator = catalog.indicators["tpmap_target_poor_rate"]
        return map_picture(frame, indicator=indicator, places=atlas, caption=caption, **options)

    return of


def _spec(picture: MapPicture, mode: Mode = "light", scale: float = 1.0) -> dict[str, Any]:
    made = plotly_map.figure(
        picture, mode=mode, scale=scale, geometry_url=lambda name: f"geo/{name}.geojson?v=1"
    )
    spec: dict[str, Any] = json.loads(made.to_json())
    return spec


def _choropleths(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in spec["data"] if trace["type"] == "choropleth"]


def test_the_district_figure_is_small_and_holds_no_geometry(
    draw: Draw, rates: pd.DataFrame
) -> None:
    spec = json.dumps(_spec(draw(rates, selected="8012")), ensure_ascii=False)
    assert len(spec.encode()) <= 25_000
    assert "coordinates" not in spec
    assert "geo/nakhon_districts.geojson?v=1" in spec


def test_the_map_of_all_151_southern_districts_is_small_too(
    draw: Draw, catalog: Catalog, frame: Frame
) -> None:
    areas = catalog.children("S", "district")
    made = frame({area.code: float(at) for at, area in enumerate(areas)})
    spec = json.dumps(_spec(draw(made, areas=areas, scope="S")), ensure_ascii=False)
    assert len(areas) == 151
    assert len(spec.encode()) <= 25_000


def test_each_class_is_a_trace_in_the_ramp_s_colour_whose_areas_are_their_codes(
    draw: Draw, rates: pd.DataFrame
) -> None:
    traces = _choropleths(_spec(draw(rates)))[1:]
    assert [trace["colorscale"][0][1] for trace in traces] == ramp("light", 4)
    assert [len(trace["locations"]) for trace in traces] == [6, 5, 6, 6]
    assert all(trace["customdata"] == trace["locations"] for trace in traces)
    assert "8012" in traces[3]["locations"]
    assert {trace["featureidkey"] for trace in traces} == {"id"}


def test_a_click_dims_nothing(draw: Draw, rates: pd.DataFrame) -> None:
    spec = _spec(draw(rates, selected="8012"))
    for trace in _choropleths(spec):
        assert trace["unselected"]["marker"]["opacity"] == 1
        assert trace["showscale"] is False
    (names,) = [trace for trace in spec["data"] if trace["type"] == "scattergeo"]
    assert names["selected"]["textfont"]["color"] == TOKENS["light"]["ink1"]


def test_the_selected_area_is_outlined_twice_paper_under_ink(
    draw: Draw, rates: pd.DataFrame
) -> None:
    under, over = _choropleths(_spec(draw(rates, selected="8012"), "dark"))[-2:]
    assert under["locations"] == over["locations"] == ["8012"]
    assert under["marker"]["line"] == {"color": TOKENS["dark"]["bg"], "width": 5}
    assert over["marker"]["line"] == {"color": TOKENS["dark"]["ink1"], "width": 2.4}
    assert over["colorscale"][0][1] == "rgba(0,0,0,0)"
    assert over["hoverinfo"] == "skip"


def test_suppressed_missing_and_zero_are_drawn_differently(draw: Draw, frame: Frame) -> None:
    made = frame({"8001": 0.0, "8002": 1.0, "8003": 2.0}, suppressed=("8003",))
    traces = _choropleths(_spec(draw(made)))
    fills = {
        code: trace["colorscale"][0][1]
        for trace in traces
        if trace.get("hoverinfo") != "skip"
        for code in trace["locations"]
    }
    ink = TOKENS["light"]
    assert fills["8001"] == ramp("light", 2)[0]
    assert fills["8003"] == ink["suppressed"]
    assert fills["8004"] == ink["missing"]
    (stripes,) = [trace for trace in traces if "nakhon_hatch" in trace["geojson"]]
    assert stripes["locations"] == ["8003"]
    assert stripes["colorscale"][0][1] == ink["suppressed_line"]
    missing = next(trace for trace in traces[1:] if "8004" in trace["locations"])
    assert missing["marker"]["line"]["color"] == ink["missing_line"]


def test_names_are_whole_thai_words_in_the_ink_that_their_fill_asks_for(
    draw: Draw, rates: pd.DataFrame
) -> None:
    picture = draw(rates, selected="8012")
    (names,) = [trace for trace in _spec(picture)["data"] if trace["type"] == "scattergeo"]
    at = {label.code: place for place, label in enumerate(picture.labels)}
    assert names["text"][at["8012"]] == "<b>ปากพนัง</b>"
    assert names["text"][at["8018"]] == "ถ้ำ<br>พรรณรา"
    assert names["text"][-1] == "<i>อ่าวไทย</i>"
    assert names["textfont"]["color"][at["8012"]] == "#FFFFFF"
    assert names["textfont"]["color"][at["8003"]] == TOKENS["light"]["ink1"]
    assert ramp("light", 4)[3] in names["textfont"]["shadow"][at["8012"]]


def test_the_legend_has_outlined_swatches_and_stripes_for_what_is_suppressed(
    draw: Draw, frame: Frame
) -> None:
    made = frame({"8001": 1.0, "8002": 2.0, "8003": 3.0}, suppressed=("8003",))
    layout = _spec(draw(made))["layout"]
    boxes = [shape for shape in layout["shapes"] if shape["type"] == "rect"]
    ink = TOKENS["light"]
    assert [box["fillcolor"] for box in boxes] == [
        *ramp("light", 2)[::-1],
        ink["suppressed"],
        ink["missing"],
    ]
    assert {box["line"]["color"] for box in boxes} == {ink["control"]}
    stripes = [shape for shape in layout["shapes"] if shape["type"] == "line"]
    assert {stripe["line"]["color"] for stripe in stripes} == {ink["suppressed_line"]}
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
    west, south, east, north = picture.bounds
    assert layout["geo"]["lonaxis"]["range"] == [west, east]
    assert layout["geo"]["lataxis"]["range"] == [south, north]
    template = layout["template"]["layout"]
    assert (template["dragmode"], template["geo"]["visible"]) == (False, False)


def test_a_meeting_scene_has_larger_letters(draw: Draw, rates: pd.DataFrame) -> None:
    spec = _spec(draw(rates), scale=1.5)
    assert spec["layout"]["annotations"][0]["font"]["size"] == 19.5
    assert spec["layout"]["template"]["layout"]["font"]["size"] == 21


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_label_can_be_read_on_every_fill(mode: Mode) -> None:
    for fill in [fill for count in range(1, 6) for fill in ramp(mode, count)]:
        assert contrast(label_on(fill), fill) >= 4.8


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_line_labels_can_be_read_on_the_page(mode: Mode) -> None:
    for ink in TOKENS[mode]["cat_label"]:
        assert contrast(ink, TOKENS[mode]["bg"]) >= 4.5


def test_a_ramp_of_six_classes_does_not_exist() -> None:
    with pytest.raises(ValueError, match="6 classes"):
        ramp("light", 6)


def test_drawing_imports_neither_express_nor_geopandas() -> None:
    code = (
        "import sys, dashboard.charts.plotly_map, dashboard.charts.plotly_dots, "
        "dashboard.charts.plotly_lines; "
        "print(sorted({'plotly.express', 'geopandas', 'streamlit', 'duckdb'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
