from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dashboard.catalog.model import Area, Catalog
from dashboard.charts.describe import Benchmark, Caption, DotPicture, DotRow
from dashboard.charts.fonts import Weight, advance
from dashboard.charts.svg import draw
from dashboard.charts.svg_dots import TIGHT, dots_height
from dashboard.text import LANGS, Lang

SVG = "{http://www.w3.org/2000/svg}"


def _row(name: str, value: float, klass: int, *, emphasis: bool = False) -> DotRow:
    return DotRow(name, name, "value", value, f"{value:.2f}", klass, emphasis, ())


PICTURE = DotPicture(
    caption=Caption("", "", (), (), ""),
    classes=4,
    rows=(
        _row("ปากพนัง", 6.8, 3, emphasis=True),
        _row("ทุ่งสง", 3.4, 1),
        DotRow("ขนอม", "ขนอม", "missing", None, "ไม่มีข้อมูล", None, emphasis=False, hover=()),
        DotRow("นาบอน", "นาบอน", "suppressed", None, "ปกปิด", None, emphasis=False, hover=()),
    ),
    benchmarks=(Benchmark("ทั้งจังหวัด", 2.91, "2.91"), Benchmark("ภาคใต้", 5.1, "5.10")),
    unit="ร้อยละ",
    decimals=2,
)


def _draw(picture: DotPicture, **size: float) -> ET.Element:
    svg = draw(picture, geo_dir=Path(), lang="th", framed=False, **{"width": 600, **size})
    return ET.fromstring(svg)  # noqa: S314  our own drawing


def _circles(svg: ET.Element) -> list[tuple[float, float, str]]:
    return [
        (float(each.attrib["cx"]), float(each.attrib["cy"]), each.attrib["fill"])
        for each in svg.iter(f"{SVG}circle")
    ]


def _texts(svg: ET.Element) -> dict[str, ET.Element]:
    return {text.text or "": text for text in svg.iter(f"{SVG}text") if "stroke" not in text.attrib}


def _zero(svg: ET.Element) -> float:
    return float(_texts(svg)["0"].attrib["x"])


def test_dots_stand_at_their_values_from_zero() -> None:
    svg = _draw(PICTURE)
    (high, _, _), (low, _, _) = _circles(svg)
    assert (high - _zero(svg)) / (low - _zero(svg)) == pytest.approx(2, rel=0.001)


def test_dots_have_the_colour_of_their_class_on_the_map() -> None:
    assert [fill for _, _, fill in _circles(_draw(PICTURE))] == ["#0D3F59", "#93C6BD"]


def test_rows_stand_in_the_given_order() -> None:
    texts = _texts(_draw(PICTURE))
    heights = [float(texts[row.name].attrib["y"]) for row in PICTURE.rows]
    assert heights == sorted(heights)


def test_rows_without_value_have_words_and_a_sign_but_no_dot() -> None:
    svg = _draw(PICTURE)
    assert len(_circles(svg)) == 2
    assert {"ไม่มีข้อมูล", "ปกปิด"} <= set(_texts(svg))
    signs = [rect.attrib["fill"] for rect in svg.findall(f"{SVG}rect") if "stroke" in rect.attrib]
    assert signs == ["#FFFFFF", "url(#hatch)"]


def test_a_zero_is_a_dot_at_zero() -> None:
    svg = _draw(replace(PICTURE, rows=(_row("ก", 4, 3), _row("ข", 0, 0))))
    assert _circles(svg)[1][0] == pytest.approx(_zero(svg))
    assert _texts(svg)["0.00"].text == "0.00"


def test_no_dot_is_drawn_for_a_row_whose_state_is_suppressed() -> None:
    row = DotRow("ก", "ก", "suppressed", 5.0, "ปกปิด", 3, emphasis=False, hover=())
    assert len(_circles(_draw(replace(PICTURE, rows=(row, _row("ข", 4, 3)))))) == 1


def test_the_selected_row_is_on_a_soft_ground_and_bold() -> None:
    svg = _draw(PICTURE)
    assert svg.find(f"{SVG}rect").attrib["fill"] == "#E3F0F0"  # type: ignore[union-attr]
    texts = _texts(svg)
    assert texts["ปากพนัง"].attrib["font-weight"] == texts["6.80"].attrib["font-weight"] == "700"
    assert "font-weight" not in texts["ทุ่งสง"].attrib


def test_the_first_benchmark_is_solid_and_the_second_dashed() -> None:
    lines = [
        line.attrib
        for line in _draw(PICTURE).iter(f"{SVG}line")
        if line.attrib["stroke-width"] == "1.4"
    ]
    assert [line["stroke"] for line in lines] == ["#0B151C", "#45535D"]
    assert ["stroke-dasharray" in line for line in lines] == [False, True]


def test_benchmarks_are_named_over_their_lines() -> None:
    svg = _draw(PICTURE)
    label, line = (
        _texts(svg)["ทั้งจังหวัด 2.91"],
        next(each for each in svg.iter(f"{SVG}line") if each.attrib["stroke"] == "#0B151C"),
    )
    assert float(label.attrib["x"]) == pytest.approx(float(line.attrib["x1"]), abs=0.1)
    assert float(label.attrib["y"]) < float(line.attrib["y1"])


def test_an_earlier_value_is_a_hollow_dot_under_the_later_one() -> None:
    rows = (replace(PICTURE.rows[0], earlier=3.4), PICTURE.rows[1])
    before, after, other = _circles(_draw(replace(PICTURE, rows=rows)))
    assert before[2] == "#FFFFFF"
    assert before[0] == pytest.approx(other[0])
    assert before[1] == after[1]


def test_negative_values_stand_left_of_zero() -> None:
    rows = (_row("ก", 4, 3), _row("ข", -2, 0))
    svg = _draw(replace(PICTURE, rows=rows, benchmarks=()))
    (right, _, _), (left, _, _) = _circles(svg)
    assert left < _zero(svg) < right


def test_a_taller_picture_has_taller_rows_and_every_row_fits() -> None:
    for height in (160, 300, 500):
        circles = _circles(_draw(PICTURE, height=height))
        assert circles[1][1] - circles[0][1] > 20
        assert all(0 < y < height for _, y, _ in circles)


def test_a_plot_without_rows_is_drawn() -> None:
    assert _circles(_draw(replace(PICTURE, rows=(), benchmarks=()))) == []


def test_rows_without_any_value_are_drawn() -> None:
    svg = _draw(replace(PICTURE, rows=PICTURE.rows[2:], benchmarks=(), classes=0))
    assert {"ขนอม", "นาบอน"} <= set(_texts(svg))


def test_a_long_benchmark_stays_clear_of_the_unit_on_a_telephone() -> None:
    long = replace(
        PICTURE,
        benchmarks=(Benchmark("South", 5.1, "170,018"),),
        unit="baht/person/year",
    )
    svg = _draw(long, width=328)
    name, unit = _texts(svg)["South 170,018"], _texts(svg)["baht/person/year"]
    right = float(name.attrib["x"]) + advance("South 170,018", 13) / 2
    assert right < float(unit.attrib["x"]) - advance("baht/person/year", 13)


PHONE = 330


def _of_areas(areas: list[Area], lang: Lang, *, text: str) -> DotPicture:
    """Every area once as it is and once in front."""
    rows = tuple(
        DotRow(each.code, each.name.of(lang), "value", 1.0, text, 0, emphasis=front, hover=())
        for each in areas
        for front in (False, True)
    )
    return replace(PICTURE, rows=rows, benchmarks=())


def _weight(text: ET.Element) -> Weight:
    return 700 if text.attrib.get("font-weight") == "700" else 400


def _left(text: ET.Element) -> float:
    """Where a line that ends at its x begins."""
    wide = advance(text.text or "", float(text.attrib["font-size"]), _weight(text))
    return float(text.attrib["x"]) - wide


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("level", ["district", "province"])
def test_every_name_is_whole_on_a_telephone(catalog: Catalog, lang: Lang, level: str) -> None:
    areas = [each for each in catalog.areas.values() if each.level == level]
    picture = _of_areas(areas, lang, text="1,234,567")
    for height in (420.0, dots_height(picture, PHONE, row=TIGHT), dots_height(picture, PHONE)):
        svg = _draw(picture, width=PHONE, height=height)
        ends = [text for text in svg.iter(f"{SVG}text") if text.attrib.get("text-anchor") == "end"]
        assert min(map(_left, ends)) >= 5
        values = [_left(text) for text in ends if text.text == "1,234,567"]
        names = [text for text in ends if text.text not in {"1,234,567", picture.unit}]
        assert max(float(text.attrib["x"]) for text in names) < min(values) - 70
        told = "".join(text.text or "" for text in names).replace(" ", "")
        assert told == "".join(row.name for row in picture.rows).replace(" ", "")


def test_a_long_name_stands_in_two_lines_in_a_row_of_its_own_height() -> None:
    rows = (_row("Pak Phanang", 6.8, 3), _row("Mueang Nakhon Si Thammarat", 3.0, 1, emphasis=True))
    picture = replace(PICTURE, rows=(*rows, _row("Thung Song", 1.2, 0)), benchmarks=())
    svg = _draw(picture, width=PHONE)
    texts = _texts(svg)
    first, last = (float(texts[each].attrib["y"]) for each in ("Mueang Nakhon", "Si Thammarat"))
    size = float(texts["Si Thammarat"].attrib["font-size"])
    assert last - first >= 1.1 * size
    ground = svg.find(f"{SVG}rect")
    assert ground is not None
    top = float(ground.attrib["y"])
    assert top < first - 0.7 * size
    assert last < top + float(ground.attrib["height"])
    (_, above, _), (_, own, _), (_, below, _) = _circles(svg)
    assert above < top < own < top + float(ground.attrib["height"]) < below


def test_a_name_that_fits_stays_in_one_line() -> None:
    row = _row("Mueang Nakhon Si Thammarat", 3.0, 1)
    assert row.name in _texts(_draw(replace(PICTURE, rows=(row,)), width=664))


def test_rows_on_a_telephone_have_type_of_twelve_pixels(catalog: Catalog) -> None:
    picture = _of_areas(catalog.children("80", "district"), "en", text="6.80")
    height = dots_height(picture, PHONE, row=TIGHT)
    sizes = {
        float(text.attrib["font-size"])
        for text in _draw(picture, width=PHONE, height=height).iter(f"{SVG}text")
    }
    assert min(sizes) >= 12


@pytest.mark.parametrize("most", [425_000.0, 26_000_000.0, 0.42, 6.8])
def test_an_axis_has_zero_and_another_number_however_narrow(most: float) -> None:
    rows = tuple(_row(name, most / part, 0) for part, name in enumerate(("นครศรีธรรมราช", "ก"), 1))
    long = replace(PICTURE, rows=rows, benchmarks=(), unit="baht/person/year")
    ticks = [
        text
        for text in _draw(long, width=PHONE).iter(f"{SVG}text")
        if text.attrib.get("text-anchor") == "middle"
    ]
    assert len(ticks) >= 2
    assert float(ticks[0].text or "") == 0
    spans = [(float(each.attrib["x"]), advance(each.text or "", 12) / 2) for each in ticks]
    for (x, half), (y, other) in pairwise(spans):
        assert x + half + 5 < y - other
    assert spans[-1][0] + spans[-1][1] <= PHONE
