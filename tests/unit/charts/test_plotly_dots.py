from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.charts import plotly_dots
from dashboard.charts.describe import Benchmark, Caption, DotPicture, DotRow
from dashboard.charts.spread import Strip, pushed_apart, round_steps, strips, tick_texts
from dashboard.charts.template import TOKENS, Mode, ramp

Draw = Callable[..., DotPicture]

ROWS = (
    DotRow(
        "8012", "ปากพนัง", "value", 6.8, "6.80", 3, emphasis=True, hover=("ปากพนัง", "ร้อยละ 6.80")
    ),
    DotRow(
        "8003",
        "ลานสกา",
        "value",
        0.78,
        "0.78",
        0,
        emphasis=False,
        hover=("ลานสกา", "ร้อยละ 0.78"),
        earlier=1.2,
    ),
    DotRow("8004", "ฉวาง", "value", 0.0, "0.00", 0, emphasis=False, hover=("ฉวาง", "ร้อยละ 0.00")),
    DotRow(
        "8019", "จุฬาภรณ์", "suppressed", None, "ปกปิด", None, emphasis=False, hover=("จุฬาภรณ์", "ปกปิด")
    ),
    DotRow(
        "8010",
        "นาบอน",
        "missing",
        None,
        "ไม่มีข้อมูล",
        None,
        emphasis=False,
        hover=("นาบอน", "ไม่มีข้อมูล"),
    ),
)


@pytest.fixture
def picture(caption: Caption) -> Draw:
    def of(**more: Any) -> DotPicture:
        parts: dict[str, Any] = {
            "caption": caption,
            "classes": 4,
            "rows": ROWS,
            "benchmarks": (Benchmark("ทั้งจังหวัด", 2.91, "2.91"),),
            "unit": "ร้อยละ",
            "decimals": 2,
        }
        return DotPicture(**{**parts, **more})

    return of


def _spec(made: DotPicture, mode: Mode = "light", **more: Any) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(plotly_dots.figure(made, mode=mode, **more).to_json())
    return spec


def test_every_row_can_be_clicked_and_says_its_area(picture: Draw) -> None:
    targets = _spec(picture())["data"][0]
    assert targets["type"] == "bar"
    assert targets["customdata"] == ["8012", "8003", "8004", "8019", "8010"]
    assert targets["text"][0] == "<b>ปากพนัง</b><br>ร้อยละ 6.80"
    assert all(trace["unselected"]["marker"]["opacity"] == 1 for trace in _spec(picture())["data"])


def test_dots_have_their_class_s_colour_and_an_ink_outline(picture: Draw) -> None:
    dots = next(trace for trace in _spec(picture(), "dark")["data"] if _is_dots(trace))
    light = ramp("dark", 4)
    assert dots["x"] == [6.8, 0.78, 0.0]
    assert dots["marker"]["color"] == [light[3], light[0], light[0]]
    assert dots["marker"]["line"]["color"] == TOKENS["dark"]["ink1"]


def test_guides_run_from_zero_to_the_dot_and_the_earlier_circle_is_joined_to_it(
    picture: Draw,
) -> None:
    below = DotRow("8001", "เมือง", "value", -2.0, "-2.00", 0, emphasis=False, hover=("เมือง",))
    guides, earlier, *_ = _spec(picture(rows=(*ROWS[:2], below)))["data"][1:]
    assert guides["error_x"]["arrayminus"] == [6.8, 0.78, 0.0]
    assert guides["error_x"]["array"] == [0.0, 0.0, 2.0]
    assert earlier["x"] == [1.2]
    assert earlier["error_x"]["arrayminus"] == pytest.approx([0.42])
    assert earlier["marker"]["color"] == [TOKENS["light"]["bg"]]


def test_rows_without_a_dot_have_words_instead(picture: Draw) -> None:
    (words,) = [each for each in _spec(picture())["data"] if each.get("mode") == "text"]
    assert words["text"] == [" ปกปิด", " ไม่มีข้อมูล"]
    assert words["y"] == [3, 4]


def test_names_and_values_stand_in_columns_and_the_selected_row_is_bold_on_a_band(
    picture: Draw,
) -> None:
    layout = _spec(picture())["layout"]
    assert layout["yaxis"]["ticktext"][:2] == ["<b>ปากพนัง</b>", "ลานสกา"]
    assert layout["yaxis2"]["ticktext"] == ["<b>6.80</b>", "0.78", "0.00", "", ""]
    (band,) = [shape for shape in layout["shapes"] if shape["type"] == "rect"]
    assert (band["y0"], band["y1"]) == (-0.5, 0.5)
    assert band["fillcolor"] == TOKENS["light"]["accent_soft"]


def test_the_first_benchmark_is_solid_the_second_dashed_and_both_are_named(picture: Draw) -> None:
    two = (Benchmark("ภาคใต้", 2.6, "2.60"), Benchmark("ทั้งประเทศ", 2.82, "2.82"))
    layout = _spec(picture(benchmarks=two))["layout"]
    lines = [shape for shape in layout["shapes"] if shape["type"] == "line"]
    assert [line["line"]["dash"] for line in lines] == ["solid", "6px,5px"]
    names = {note["text"]: note for note in layout["annotations"]}
    assert {"ภาคใต้ 2.60", "ทั้งประเทศ 2.82", "ร้อยละ"} == set(names)
    one, other = names["ภาคใต้ 2.60"], names["ทั้งประเทศ 2.82"]
    assert (one["xanchor"], one["yshift"]) != (other["xanchor"], other["yshift"])


def test_23_rows_fill_the_height_of_the_map_and_few_rows_do_not(picture: Draw) -> None:
    many = tuple(ROWS[1] for _ in range(23))
    assert _spec(picture(rows=many))["layout"]["height"] == 420
    assert _spec(picture())["layout"]["height"] < 200


def test_a_picture_of_nothing_but_missing_rows_can_be_drawn(picture: Draw) -> None:
    spec = _spec(picture(rows=ROWS[3:], benchmarks=(), classes=0))
    assert spec["layout"]["xaxis"]["range"] == [0, 1]


def test_labels_that_fit_share_a_row_and_others_climb() -> None:
    assert strips(positions=[0.2, 0.8], widths=[50, 50], plots=[200], before=80, after=60) == [
        Strip(0, "left"),
        Strip(0, "left"),
    ]
    assert strips(positions=[0.5, 0.5], widths=[60, 60], plots=[200]) == [
        Strip(0, "left"),
        Strip(0, "right"),
    ]
    assert strips(positions=[0.5, 0.5, 0.5], widths=[90, 90, 90], plots=[200]) == [
        Strip(0, "left"),
        Strip(0, "right"),
        Strip(1, "left"),
    ]


def test_a_label_at_the_edge_grows_inwards() -> None:
    assert strips(positions=[1.0], widths=[60], plots=[200])[0].anchor == "right"


def test_labels_at_line_ends_are_pushed_apart_as_little_as_needed() -> None:
    assert pushed_apart([10.0, 10.0, 50.0], [4, 4, 4]) == [8.0, 12.0, 50.0]
    assert pushed_apart([3.0, 1.0], [1, 1]) == [3.0, 1.0]
    assert pushed_apart([10.0, 11.0], [2, 6]) == [8.5, 12.5]
    assert pushed_apart([1.0, 1.0], [4, 4], floor=0.0) == [2.0, 6.0]
    assert pushed_apart([], []) == []


@pytest.mark.parametrize(
    ("low", "high", "most", "marks"),
    [
        (0, 7.14, 5, [0, 2, 4, 6]),
        (0, 443000, 5, [0, 100000, 200000, 300000, 400000]),
        (0, 443000, 2, [0, 200000, 400000]),
        (87.8, 121.8, 6, [90, 95, 100, 105, 110, 115, 120]),
        (-2.5, 2.5, 5, [-2, -1, 0, 1, 2]),
    ],
)
def test_axis_marks_are_round(low: float, high: float, most: int, marks: list[float]) -> None:
    assert round_steps(low, high, most=most) == marks


def test_axis_numbers_have_the_decimals_that_they_need() -> None:
    assert tick_texts([0, 100000, 200000]) == ["0", "100,000", "200,000"]
    assert tick_texts([0.5, 1.0, 1.5]) == ["0.5", "1.0", "1.5"]


def _is_dots(trace: dict[str, Any]) -> bool:
    return trace["type"] == "scatter" and trace["marker"].get("size") == 10
