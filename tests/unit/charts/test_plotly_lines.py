from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts import plotly_lines
from dashboard.charts.describe import Break, Caption, Line, LinePicture, Point, Role
from dashboard.charts.template import TOKENS, Mode

Draw = Callable[..., LinePicture]


def _line(code: str, name: str, role: Role, *segments: list[tuple[float, float]]) -> Line:
    runs = tuple(
        tuple(Point(x, value, (name, f"พ.ศ. {x + 543:.0f}: {value:,.0f} คน")) for x, value in run)
        for run in segments
    )
    return Line(code, name, role, f"{segments[-1][-1][1]:,.0f}", runs)


PEOPLE = _line("8012", "ปากพนัง", "highlight", [(2004, 108842), (2005, 108000)], [(2007, 97153)])
GREY = _line("8001", "เมือง", "context", [(2004, 90000), (2005, 91000), (2006, 92000)])
LONE = _line("8002", "พรหมคีรี", "context", [(2007, 36000)])
WHOLE = _line("80", "ทั้งจังหวัด", "benchmark", [(2004, 105000), (2005, 106000)])


@pytest.fixture
def picture(caption: Caption) -> Draw:
    def of(*lines: Line, **more: Any) -> LinePicture:
        parts: dict[str, Any] = {
            "caption": caption,
            "lines": lines,
            "breaks": (),
            "ticks": ((2004.0, "2547"), (2007.0, "2550")),
            "unit": "คน",
            "decimals": 0,
            "base": None,
            "context_note": "เส้นเทา = อีก 2 อำเภอ",
        }
        return LinePicture(**{**parts, **more})

    return of


def _spec(made: LinePicture, mode: Mode = "light") -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(plotly_lines.figure(made, mode=mode).to_json())
    return spec


def test_plotly_accepts_every_property(picture: Draw) -> None:
    go.Figure(_spec(picture(GREY, WHOLE, PEOPLE, LONE)))


def test_a_gap_between_segments_is_never_bridged(picture: Draw) -> None:
    (trace,) = _spec(picture(PEOPLE))["data"]
    assert trace["x0"] == 2004
    assert {"x", "dx"}.isdisjoint(trace)
    assert trace["y"] == [108842, 108000, None, 97153]
    assert "connectgaps" not in trace


def test_editions_that_meet_without_a_gap_in_time_are_not_joined(picture: Draw) -> None:
    joined = _line("80", "A", "highlight", [(2019, 1.0), (2020, 2.0)], [(2020, 5.0), (2021, 6.0)])
    (trace,) = _spec(picture(joined))["data"]
    assert trace["x"] == [2019, 2020, None, 2020, 2021]
    assert trace["y"] == [1, 2, None, 5, 6]


def test_a_point_that_stands_alone_is_marked(picture: Draw) -> None:
    context, alone = _spec(picture(GREY, LONE))["data"][-2:]
    assert "mode" not in context
    assert (alone["mode"], alone["x"], alone["y"]) == ("markers", [2007], [36000])
    assert alone["hovertemplate"] == "พรหมคีรี<extra></extra>"
    first = _line("80", "A", "highlight", [(2004, 5.0)], [(2006, 6.0), (2007, 7.0)])
    (trace,) = _spec(picture(first))["data"]
    assert trace["marker"]["size"] == [6, 0, 0, 10]


def test_highlights_have_their_own_colour_marker_and_label_at_the_end(picture: Draw) -> None:
    other = _line("8017", "บางขัน", "highlight", [(2004, 39495), (2005, 47513)])
    spec = _spec(picture(GREY, PEOPLE, other))
    fronts = spec["data"][1:]
    assert [trace["line"]["color"] for trace in fronts] == TOKENS["light"]["cat"][:2]
    assert [trace["marker"]["symbol"] for trace in fronts] == ["square", "diamond"]
    labels = {note["text"]: note for note in spec["layout"]["annotations"]}
    assert labels["<b>บางขัน</b> 47,513"]["font"]["color"] == TOKENS["light"]["cat_label"][1]
    assert labels["<b>ปากพนัง</b> 97,153"]["y"] == 97153


def test_the_benchmark_is_dashed_in_ink_and_context_is_left_as_the_template_has_it(
    picture: Draw,
) -> None:
    grey, whole = _spec(picture(GREY, WHOLE), "dark")["data"]
    assert (whole["line"]["dash"], whole["line"]["color"]) == ("6px,4px", TOKENS["dark"]["ink1"])
    assert grey == {"type": "scatter", "x0": 2004, "y": [90000, 91000, 92000], "name": "เมือง"}


def test_what_all_points_say_alike_is_said_once_and_comes_out_whole(picture: Draw) -> None:
    (trace,) = _spec(picture(PEOPLE))["data"]
    told = [trace["hovertemplate"].replace("%{text}", text) for text in trace["text"] if text != ""]
    assert told == [
        "<b>ปากพนัง</b><br>พ.ศ. 2547: 108,842 คน<extra></extra>",
        "<b>ปากพนัง</b><br>พ.ศ. 2548: 108,000 คน<extra></extra>",
        "<b>ปากพนัง</b><br>พ.ศ. 2550: 97,153 คน<extra></extra>",
    ]
    assert trace["text"][2] == ""


def test_a_break_is_a_dotted_line_with_its_words(picture: Draw) -> None:
    layout = _spec(picture(PEOPLE, breaks=(Break(2006.0, "นิยามเปลี่ยน พ.ศ. 2550"),)))["layout"]
    (line,) = layout["shapes"]
    assert (line["x0"], line["x1"], line["line"]["dash"]) == (2006, 2006, "dot")
    assert "นิยามเปลี่ยน พ.ศ. 2550" in [note["text"] for note in layout["annotations"]]


def test_an_index_has_its_base_line(picture: Draw) -> None:
    index = _line("8012", "ปากพนัง", "highlight", [(2004, 100.0), (2005, 110.0)])
    (line,) = _spec(picture(index, base=100.0))["layout"]["shapes"]
    assert (line["y0"], line["y1"], line["xref"]) == (100, 100, "paper")


def test_the_axis_begins_at_zero_only_where_the_figures_come_near_it(picture: Draw) -> None:
    far = _spec(picture(PEOPLE))["layout"]["yaxis"]["range"]
    near = _line("80", "A", "highlight", [(2004, 0.1), (2005, 9.0)])
    assert 90_000 < far[0] < 97_153
    assert _spec(picture(near))["layout"]["yaxis"]["range"][0] == 0


def test_unit_and_grey_lines_are_explained_in_the_corner(picture: Draw) -> None:
    notes = [note["text"] for note in _spec(picture(GREY))["layout"]["annotations"]]
    assert "คน · เส้นเทา = อีก 2 อำเภอ" in notes


def test_a_long_name_is_broken_between_words(picture: Draw) -> None:
    long = _line("8001", "Mueang Nakhon Si Thammarat", "highlight", [(2004, 1.0), (2005, 2.0)])
    notes = [note["text"] for note in _spec(picture(long))["layout"]["annotations"]]
    assert "<b>Mueang Nakhon Si</b><br><b>Thammarat</b><br>2" in notes


def test_labels_at_the_same_height_do_not_overlap(picture: Draw) -> None:
    twins = [
        _line(f"80{at:02}", f"อำเภอ{at}", "highlight", [(2004, 5.0), (2005, 9.0)])
        for at in range(4)
    ]
    layout = _spec(picture(*twins))["layout"]
    low, high = layout["yaxis"]["range"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    heights = sorted(note["y"] for note in layout["annotations"] if "<b>" in note["text"])
    gaps = [(after - before) / (high - low) * plot for before, after in pairwise(heights)]
    assert min(gaps) >= 17


def test_steps_of_other_than_a_year_are_said(picture: Draw) -> None:
    quarters = _line("8012", "A", "context", [(2004.0, 1.0), (2004.25, 2.0), (2004.5, 3.0)])
    (trace,) = _spec(picture(quarters))["data"]
    assert (trace["x0"], trace["dx"]) == (2004, 0.25)


def test_values_are_as_fine_as_they_are_printed_or_as_a_pixel_shows(picture: Draw) -> None:
    rough = _line("8012", "A", "context", [(2004, 1234.56), (2005, 2345.67)])
    fine = _line("8012", "A", "context", [(2004, 1.23456), (2005, 2.34567)])
    assert _spec(picture(rough))["data"][0]["y"] == [1235, 2346]
    assert _spec(picture(rough, decimals=1))["data"][0]["y"] == [1234.6, 2345.7]
    assert _spec(picture(fine))["data"][0]["y"] == [1.235, 2.346]


def test_a_name_at_a_line_s_end_is_as_the_template_has_it_but_for_height_and_ink(
    picture: Draw,
) -> None:
    layout = _spec(picture(PEOPLE))["layout"]
    (note,) = [each for each in layout["annotations"] if "<b>" in each["text"]]
    assert set(note) == {"text", "y", "font"}
    ends = layout["template"]["layout"]["annotationdefaults"]
    assert (ends["xref"], ends["x"], ends["xanchor"]) == ("paper", 1, "left")
    paper = TOKENS["light"]["bg"]
    assert ends["font"]["shadow"] == f"0 0 2px {paper},0 0 2px {paper},0 0 3px {paper}"


@pytest.mark.parametrize(("years", "most"), [(18, 9_000), (33, 14_000)])
def test_23_districts_over_many_years_are_small(picture: Draw, years: int, most: int) -> None:
    run = [(1993 + at, 50_000.0 + 317 * at) for at in range(years)]
    lines = [_line(f"80{at:02}", "อำเภอตัวอย่าง", "context", run) for at in range(20)]
    lines += [_line(f"81{at:02}", "อำเภอตัวอย่าง", "highlight", run) for at in range(3)]
    spec = json.dumps(_spec(picture(*lines, WHOLE)), ensure_ascii=False, separators=(",", ":"))
    assert len(spec.encode()) <= most


def test_an_empty_picture_can_be_drawn(picture: Draw) -> None:
    assert _spec(picture(context_note="", ticks=()))["data"] == []


def test_a_second_benchmark_has_finer_dashes_and_a_lighter_ink(picture: Draw) -> None:
    kingdom = _line("TH", "ทั้งประเทศ", "benchmark", [(2004, 110000), (2005, 111000)], [(2007, 1e5)])
    spec = _spec(picture(WHOLE, kingdom))
    first, second, alone = spec["data"]
    ink = TOKENS["light"]
    assert (first["line"]["dash"], first["line"]["color"]) == ("6px,4px", ink["ink1"])
    assert (second["line"]["dash"], second["line"]["color"]) == ("2px,3px", ink["ink2"])
    assert (alone["mode"], alone["marker"]["color"]) == ("markers", ink["ink2"])
    labels = {note["text"]: note for note in spec["layout"]["annotations"]}
    assert labels["<b>ทั้งประเทศ</b> 100,000"]["font"]["color"] == ink["ink2"]


def test_the_words_of_a_break_do_not_touch_the_unit_below_them(picture: Draw) -> None:
    layout = _spec(picture(PEOPLE, breaks=(Break(2006.0, "นิยามเปลี่ยน"),)))["layout"]
    rises = {note["text"]: note["yshift"] for note in layout["annotations"] if "yshift" in note}
    assert rises["นิยามเปลี่ยน"] - rises["คน · เส้นเทา = อีก 2 อำเภอ"] == 18


YEARS = tuple((float(year), str(year + 543)) for year in (2004, 2007, 2010, 2013, 2016, 2019, 2021))


def test_labels_of_years_have_room_on_a_phone_and_the_others_keep_a_mark(picture: Draw) -> None:
    """The registered population from 2547 to 2564, as on the page."""
    long = _line("8012", "ปากพนัง", "highlight", [(2004, 108842), (2021, 97153)])
    axis = _spec(picture(long, ticks=YEARS))["layout"]["xaxis"]
    assert axis["ticktext"] == ["2547", "2553", "2559", "2564"]
    assert axis["tickvals"] == [2004, 2010, 2016, 2021]
    assert axis["minor"]["tickvals"] == [2004, 2007, 2010, 2013, 2016, 2019, 2021]


def test_without_room_only_the_first_and_the_last_year_are_named(picture: Draw) -> None:
    name = "เมืองนครศรีธรรมราชและปริมณฑล"
    near = tuple((2004.0 + part / 4, f"{part % 4 + 1}/2547") for part in range(4))
    wide = _line("8012", name, "highlight", [(2004, 108842000000), (2004.75, 97153000000)])
    axis = _spec(picture(wide, ticks=near))["layout"]["xaxis"]
    assert axis["ticktext"][0] == "1/2547"
    assert axis["ticktext"][-1] == "4/2547"
    assert len(axis["ticktext"]) < len(near)


def test_one_period_has_one_label(picture: Draw) -> None:
    once = _line("8012", "ปากพนัง", "highlight", [(2004, 108842)])
    axis = _spec(picture(once, ticks=((2004.0, "2547"),)))["layout"]["xaxis"]
    assert axis["ticktext"] == ["2547"]
