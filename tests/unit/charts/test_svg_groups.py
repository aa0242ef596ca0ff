"""Stages, groups, intervals and orders as drawings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts.describe import Caption
from dashboard.charts.describe_groups import (
    FunnelPicture,
    Group,
    GroupPicture,
    OrderColumn,
    OrderPicture,
    OrderPlace,
    PairRow,
    Span,
    SpanPicture,
    SpanRow,
    Stage,
    StageBar,
)
from dashboard.charts.picture import Drawn
from dashboard.charts.svg import draw, drawn_height

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Caption("", "", (), (), "")


def _draw(picture: Drawn, width: float = 600) -> ET.Element:
    svg = draw(picture, geo_dir=Path(), lang="th", framed=False, width=width)
    return ET.fromstring(svg)  # noqa: S314  our own drawing


def _texts(svg: ET.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text") if "stroke" not in text.attrib]


def _at(svg: ET.Element, words: str) -> tuple[float, float]:
    text = next(each for each in svg.iter(f"{SVG}text") if each.text == words)
    return float(text.attrib["x"]), float(text.attrib["y"])


def _widths(svg: ET.Element, fill: str) -> list[float]:
    return [float(r.attrib["width"]) for r in svg.iter(f"{SVG}rect") if r.attrib["fill"] == fill]


FUNNEL = FunnelPicture(
    WORDS,
    ("จังหวัด",),
    (
        Stage("คนจน จปฐ.", "", (StageBar(1.0, "200 คน", "value"),)),
        Stage("ลงทะเบียน", "เหลือครึ่ง", (StageBar(0.5, "100 คน", "value"),)),
        Stage("ช่วยเหลือแล้ว", "", (), "ยังไม่มีตัวเลข"),
    ),
)


def test_bars_are_as_long_as_their_share_of_the_first_stage() -> None:
    whole, half = _widths(_draw(FUNNEL), "#93C6BD")

    assert half / whole == pytest.approx(0.5, abs=0.002)


def test_a_stage_without_figures_is_an_empty_frame_that_says_why() -> None:
    svg = _draw(FUNNEL)

    frames = [each for each in svg.iter(f"{SVG}rect") if "stroke-dasharray" in each.attrib]
    assert len(frames) == 1
    assert "ยังไม่มีตัวเลข" in _texts(svg)


def test_two_places_make_two_bars_in_each_stage_and_a_key() -> None:
    both = (StageBar(1.0, "200 คน", "value"), StageBar(1.0, "20 คน", "value"))
    picture = FunnelPicture(WORDS, ("จังหวัด", "ปากพนัง"), (Stage("จน", "", both),))

    svg = _draw(picture)

    assert {"จังหวัด", "ปากพนัง", "200 คน", "20 คน"} <= set(_texts(svg))
    assert _at(svg, "20 คน")[1] > _at(svg, "200 คน")[1]


GROUPS = GroupPicture(
    WORDS,
    (
        Group(
            "ด้านรายได้",
            "120 คน",
            (
                PairRow("ตัวที่หนึ่ง", 10.0, 5.0, "10.00", "value"),
                PairRow("ตัวที่สอง", None, 1.0, "ปกปิด", "suppressed"),
                PairRow("ตัวที่สาม", None, None, "ไม่มีข้อมูล", "missing"),
            ),
        ),
    ),
    "ปากพนัง",
    "จังหวัด",
    "ร้อยละ",
)


def test_a_dot_stands_twice_as_far_from_zero_as_a_ring_of_half_its_value() -> None:
    svg = _draw(GROUPS)
    zero = _at(svg, "0")[0]
    discs = [float(each.attrib["cx"]) for each in svg.iter(f"{SVG}circle")][2:]
    ring, dot = discs[:2]

    assert (dot - zero) / (ring - zero) == pytest.approx(2, abs=0.02)


def test_suppressed_and_missing_have_signs_of_their_own() -> None:
    svg = _draw(GROUPS)

    fills = [each.attrib["fill"] for each in svg.iter(f"{SVG}rect") if each.attrib["width"] == "10"]
    assert fills == ["url(#hatch)", "#FFFFFF"]
    assert {"ปกปิด", "ไม่มีข้อมูล"} <= set(_texts(svg))


SPANS = SpanPicture(
    WORDS,
    ("หนึ่งด้าน", "สองด้าน"),
    (
        SpanRow("8012", "ปากพนัง", (Span(80, 90, "80–90"), Span(None, None, "กว้าง")), False),  # noqa: FBT003
        SpanRow("8003", "ลานสกา", (Span(70, 75, "70–75"), Span(20, 30, "20–30")), True),  # noqa: FBT003
    ),
    100.0,
    "ร้อยละ",
)


def test_an_interval_is_as_wide_as_it_is_and_one_not_told_is_not_drawn() -> None:
    svg = _draw(SPANS)

    keyed, ten, five = _widths(svg, "#005F6B")
    assert ten / five == pytest.approx(2, abs=0.02)
    assert len(_widths(svg, "#8F360B")) == 2, "its key and one interval"
    assert keyed == 18


def _place(code: str, place: int, *, front: bool = False) -> OrderPlace:
    return OrderPlace(code, code, place, f"{place}.0", "front" if front else "plain")


ORDERS = OrderPicture(
    WORDS,
    (
        OrderColumn(("หนึ่ง",), (_place("ก", 1, front=True), _place("ข", 2), _place("ค", 3))),
        OrderColumn(("สอง",), (_place("ข", 1), _place("ก", 2, front=True)), ("ค: ไม่มีข้อมูล",)),
        OrderColumn(("สาม",), (), (), ("ยังไม่มีแฟ้ม",)),
    ),
)


def test_areas_that_both_orders_hold_are_joined() -> None:
    lines = list(_draw(ORDERS, 900).iter(f"{SVG}line"))

    assert len(lines) == 2
    assert lines[-1].attrib["stroke-width"] == "3", "the area in front is drawn last"


def test_an_order_without_figures_stays_visible() -> None:
    svg = _draw(ORDERS, 900)

    assert {"สาม", "ยังไม่มีแฟ้ม", "ค: ไม่มีข้อมูล"} <= set(_texts(svg))
    assert [1 for each in svg.iter(f"{SVG}rect") if "stroke-dasharray" in each.attrib] == [1]


def test_on_a_telephone_orders_fold_into_rows_of_two() -> None:
    assert drawn_height(ORDERS, 330) == 2 * drawn_height(ORDERS, 900)
    svg = _draw(ORDERS, 330)
    assert _at(svg, "สาม")[0] == _at(svg, "หนึ่ง")[0]
    assert _at(svg, "สาม")[1] > _at(svg, "สอง")[1]


def test_every_picture_grows_with_its_rows() -> None:
    more = replace(GROUPS, groups=GROUPS.groups * 2)
    assert drawn_height(more) > drawn_height(GROUPS)
    assert drawn_height(replace(SPANS, rows=SPANS.rows * 2)) > drawn_height(SPANS)
    assert drawn_height(replace(FUNNEL, stages=FUNNEL.stages * 2)) > drawn_height(FUNNEL)
