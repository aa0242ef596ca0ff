from __future__ import annotations

import json
from typing import Any

import pytest

from dashboard.charts.template import (
    TOKENS,
    Kind,
    Mode,
    contrast,
    label_on,
    luminance,
    ramp,
    template,
)


def _spec(kind: Kind, mode: Mode = "light", scale: float = 1.0) -> dict[str, Any]:
    spec: dict[str, Any] = template(kind, mode, scale).to_plotly_json()
    return spec


@pytest.mark.parametrize("kind", ["map", "lines"])
def test_a_template_is_small_because_it_travels_with_every_chart(kind: Kind) -> None:
    spec = json.dumps(_spec(kind), ensure_ascii=False, separators=(",", ":"))
    assert len(spec.encode()) <= 1_300


def test_maps_carry_no_axes_and_lines_no_geography() -> None:
    assert {"xaxis", "yaxis"}.isdisjoint(_spec("map")["layout"])
    assert "geo" not in _spec("lines")["layout"]
    assert set(_spec("map")["data"]) == {"choropleth", "scattergeo"}
    assert set(_spec("lines")["data"]) == {"scatter"}


def test_a_click_on_a_map_dims_nothing() -> None:
    data = _spec("map", "dark")["data"]
    (area,), (name,) = data["choropleth"], data["scattergeo"]
    assert area["unselected"]["marker"]["opacity"] == area["selected"]["marker"]["opacity"] == 1
    assert name["selected"]["textfont"]["color"] == TOKENS["dark"]["ink1"]


def test_an_area_is_clear_and_silent_until_a_trace_fills_it() -> None:
    (area,) = _spec("map")["data"]["choropleth"]
    assert [colour for _, colour in area["colorscale"]] == ["rgba(0,0,0,0)", "rgba(0,0,0,0)"]
    assert (area["hoverinfo"], area["showscale"]) == ("skip", False)


def test_a_line_is_thin_and_grey_and_says_its_area_until_it_is_made_to_stand_out() -> None:
    (line,) = _spec("lines", "dark")["data"]["scatter"]
    assert line["line"] == {"color": TOKENS["dark"]["context"], "width": 1.2}
    assert (line["mode"], line["hoverinfo"]) == ("lines", "name")


@pytest.mark.parametrize("kind", ["map", "lines"])
def test_a_meeting_scene_has_larger_letters(kind: Kind) -> None:
    page, meeting = _spec(kind)["layout"], _spec(kind, scale=1.5)["layout"]
    assert (page["font"]["size"], meeting["font"]["size"]) == (14, 21)
    notes = {"map": (13, 19.5), "lines": (14, 21)}[kind]
    sizes = (
        page["annotationdefaults"]["font"]["size"],
        meeting["annotationdefaults"]["font"]["size"],
    )
    assert sizes == notes


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert (luminance("#000000"), luminance("#FFFFFF")) == (0, pytest.approx(1))
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)


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
