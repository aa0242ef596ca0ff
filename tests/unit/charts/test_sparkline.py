from __future__ import annotations

import base64
import math
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts.sparkline import band, sparkline

SVG = "{http://www.w3.org/2000/svg}"


def _open(uri: str) -> ET.Element:
    head, _, body = uri.partition(",")
    assert head == "data:image/svg+xml;base64"
    return ET.fromstring(base64.b64decode(body))  # noqa: S314  our own drawing


def _paths(uri: str) -> list[str]:
    return [path.attrib["d"] for path in _open(uri).findall(f"{SVG}path")]


def test_a_line_runs_from_the_lowest_to_the_highest_value() -> None:
    assert _paths(sparkline([1, 3, 2], width=64, height=36)) == ["M4 32L32 4L60 18"]


def test_the_last_value_is_marked_with_the_accent() -> None:
    (mark,) = _open(sparkline([1, 3, 2])).findall(f"{SVG}circle")
    assert (mark.attrib["cx"], mark.attrib["cy"], mark.attrib["fill"]) == ("60", "18", "#005F6B")


@pytest.mark.parametrize("missing", [None, math.nan])
def test_a_missing_value_is_a_gap(missing: float | None) -> None:
    paths = _paths(sparkline([1, 2, missing, 4, 5]))
    assert paths == ["M4 32L18 25", "M46 11L60 4"]


def test_a_value_alone_between_gaps_is_a_dot() -> None:
    picture = _open(sparkline([1, None, 3, None, 5, 6]))
    assert len(picture.findall(f"{SVG}path")) == 1
    assert [dot.attrib["r"] for dot in picture.findall(f"{SVG}circle")] == ["1.5", "1.5", "3"]


def test_a_missing_end_keeps_its_place() -> None:
    assert _paths(sparkline([1, 2, None])) == ["M4 32L32 4"]


def test_equal_values_are_a_level_line_in_the_middle() -> None:
    assert _paths(sparkline([7, 7])) == ["M4 18L60 18"]


@pytest.mark.parametrize("values", [[], [None, None]])
def test_without_values_the_picture_is_empty(values: list[float | None]) -> None:
    assert len(_open(sparkline(values))) == 0


def test_a_colour_is_taken_and_modes_differ() -> None:
    (line,) = _open(sparkline([1, 2], colour="#8F360B")).findall(f"{SVG}path")
    assert line.attrib["stroke"] == "#8F360B"
    assert sparkline([1, 2], mode="dark") != sparkline([1, 2])


def test_the_picture_has_the_size_that_was_asked_for() -> None:
    assert _open(sparkline([1, 2], width=80, height=24)).attrib["viewBox"] == "0 0 80 24"


@pytest.mark.parametrize("position", [0, 1, 2, 3])
def test_one_of_four_parts_is_filled(position: int) -> None:
    fills = [part.attrib["fill"] for part in _open(band(position))]
    assert len(fills) == 4
    assert [at for at, fill in enumerate(fills) if fill == "#005F6B"] == [position]


def test_parts_are_equally_wide_with_gaps_and_fill_the_width() -> None:
    parts = [(float(p.attrib["x"]), float(p.attrib["width"])) for p in _open(band(0, width=102))]
    assert parts == [(0, 24), (26, 24), (52, 24), (78, 24)]


def test_a_band_without_position_fills_no_part() -> None:
    assert {part.attrib["fill"] for part in _open(band(None))} == {"#C3CCD1"}


def test_a_part_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="part 4 of a band of 4"):
        band(4)
