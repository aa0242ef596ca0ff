from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts.describe import Break, Caption, Line, LinePicture, Point, Role
from dashboard.charts.svg import draw

SVG = "{http://www.w3.org/2000/svg}"


def _line(code: str, role: Role, *segments: dict[int, float]) -> Line:
    parts = tuple(tuple(Point(x, y, ()) for x, y in part.items()) for part in segments)
    return Line(code, f"อ.{code}", role, f"{parts[-1][-1].value:.1f}", parts)


PICTURE = LinePicture(
    caption=Caption("", "", (), (), ""),
    lines=(
        _line("ก", "highlight", {2004: 100, 2013: 110}, {2014: 104, 2021: 120}),
        _line("ข", "highlight", {2004: 100, 2021: 90}),
        _line("ค", "benchmark", {2004: 100, 2021: 91}),
        _line("ง", "context", {2004: 100, 2021: 105}),
        _line("จ", "context", {2004: 100, 2021: 95}),
    ),
    breaks=(Break(2013.5, "ปรับน้ำหนักใหม่"),),
    ticks=((2004, "2547"), (2012, "2555"), (2021, "2564")),
    unit="ดัชนี",
    decimals=1,
    base=100.0,
    context_note="เส้นเทา = อีก 2 อำเภอ",
)


def _draw(picture: LinePicture) -> ET.Element:
    svg = draw(picture, geo_dir=Path(), lang="th", framed=False, width=700, height=400)
    return ET.fromstring(svg)  # noqa: S314  our own drawing


def _strokes(svg: ET.Element) -> list[tuple[str, str]]:
    """Colour and path of every drawn line, from the lowest to the topmost."""
    paths = svg.findall(f"{SVG}path")
    return [(p.attrib["stroke"], p.attrib["d"]) for p in paths if "stroke" in p.attrib]


def _texts(svg: ET.Element) -> dict[str, ET.Element]:
    return {text.text or "": text for text in svg.iter(f"{SVG}text") if "stroke" not in text.attrib}


def _spots(path: str) -> list[tuple[float, float]]:
    pairs = (step.split() for step in path.removeprefix("M").split("L"))
    return [(float(x), float(y)) for x, y in pairs]


def test_context_lies_under_the_benchmark_and_highlights_on_top() -> None:
    colours = [colour for colour, _ in _strokes(_draw(PICTURE))]
    assert colours == ["#C3CCD1", "#C3CCD1", "#0B151C", "#005F6B", "#005F6B", "#8F360B"]


def test_nothing_is_drawn_across_a_break() -> None:
    svg = _draw(PICTURE)
    before, after = (_spots(path) for colour, path in _strokes(svg) if colour == "#005F6B")
    (mark,) = (
        line for line in svg.iter(f"{SVG}line") if line.attrib.get("stroke-dasharray") == "2 4"
    )
    assert before[-1][0] < float(mark.attrib["x1"]) < after[0][0]
    assert "ปรับน้ำหนักใหม่" in _texts(svg)


def test_values_stand_on_their_scale() -> None:
    svg = _draw(PICTURE)
    texts = _texts(svg)
    per_unit = (float(texts["110"].attrib["y"]) - float(texts["100"].attrib["y"])) / 10
    (path,) = (path for colour, path in _strokes(svg) if colour == "#8F360B")
    (_, start), (_, end) = _spots(path)
    assert end - start == pytest.approx(-10 * per_unit, abs=0.2)


def test_time_runs_evenly_and_ticks_stand_under_it() -> None:
    svg = _draw(PICTURE)
    texts = _texts(svg)
    first, middle, last = (float(texts[word].attrib["x"]) for word in ("2547", "2555", "2564"))
    assert (middle - first) / (last - first) == pytest.approx(8 / 17, abs=0.001)
    (path,) = (path for colour, path in _strokes(svg) if colour == "#8F360B")
    assert [x for x, _ in _spots(path)] == pytest.approx([first, last])


def test_ends_carry_name_and_value_and_keep_apart() -> None:
    texts = _texts(_draw(PICTURE))
    heights = sorted(float(texts[name].attrib["y"]) for name in ("อ.ก", "อ.ข", "อ.ค"))
    assert heights[1] - heights[0] >= 18.9
    assert heights[2] - heights[1] >= 18.9
    assert {"120.0", "90.0", "91.0"} <= set(texts)
    assert "อ.ง" not in texts


def test_each_highlight_has_its_own_end_mark() -> None:
    marks = [path for path in _draw(PICTURE).findall(f"{SVG}path") if "stroke" not in path.attrib]
    assert [mark.attrib["fill"] for mark in marks] == ["#005F6B", "#8F360B"]
    assert marks[0].attrib["d"].endswith("h9v9h-9z")
    assert marks[1].attrib["d"].endswith("l6 6l-6 6l-6-6z")


def test_the_third_highlight_is_named_in_its_darker_ink() -> None:
    third = _line("ฉ", "highlight", {2004: 100, 2021: 112})
    svg = _draw(replace(PICTURE, lines=(*PICTURE.lines, third)))
    assert _texts(svg)["อ.ฉ"].attrib["fill"] == "#7D5C0C"
    assert (_strokes(svg)[-1][0], "#B98A1E") == ("#B98A1E", "#B98A1E")


def test_the_benchmark_is_dashed_in_the_first_ink() -> None:
    (line,) = (
        path
        for path in _draw(PICTURE).findall(f"{SVG}path")
        if path.attrib.get("stroke") == "#0B151C"
    )
    assert line.attrib["stroke-dasharray"] == "9 6"


def test_the_base_line_is_stronger_than_the_grid() -> None:
    svg = _draw(PICTURE)
    base = float(_texts(svg)["100"].attrib["y"]) - 4.5
    strong = [line for line in svg.iter(f"{SVG}line") if line.attrib["stroke"] == "#87949B"]
    assert [float(line.attrib["y1"]) for line in strong] == [pytest.approx(base, abs=0.1)]


def test_a_line_that_ends_early_is_tied_to_its_name_by_dots() -> None:
    early = _line("ช", "highlight", {2004: 100, 2012: 99})
    svg = _draw(replace(PICTURE, lines=(early, *PICTURE.lines[2:]), breaks=()))
    ties = [line for line in svg.iter(f"{SVG}line") if line.attrib.get("stroke-dasharray") == "1 3"]
    assert "#005F6B" in {tie.attrib["stroke"] for tie in ties}


def test_a_single_point_is_a_dot() -> None:
    alone = _line("ช", "context", {2010: 99})
    svg = _draw(replace(PICTURE, lines=(*PICTURE.lines, alone)))
    assert len(svg.findall(f"{SVG}circle")) == 1


def test_values_near_zero_get_an_axis_that_starts_at_zero() -> None:
    low = replace(PICTURE, lines=(_line("ก", "highlight", {2011: 0.3, 2019: 7.3}),), base=None)
    assert "0" in _texts(_draw(low))
    assert "-1" not in _texts(_draw(low))


def test_grey_lines_are_explained() -> None:
    assert "เส้นเทา = อีก 2 อำเภอ" in _texts(_draw(PICTURE))


def test_a_picture_without_lines_is_drawn() -> None:
    empty = replace(PICTURE, lines=(), breaks=(), ticks=(), base=None, context_note="")
    assert _strokes(_draw(empty)) == []


def test_a_second_benchmark_has_finer_dashes() -> None:
    more = (*PICTURE.lines, _line("ฉ", "benchmark", {2004: 100, 2021: 99}))
    paths = _draw(replace(PICTURE, lines=more)).findall(f"{SVG}path")
    assert [p.attrib["stroke-dasharray"] for p in paths if "stroke-dasharray" in p.attrib] == [
        "9 6",
        "2 4",
    ]
