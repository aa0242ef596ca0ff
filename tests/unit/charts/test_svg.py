from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont

from dashboard.charts.describe import Benchmark, Caption, DotPicture, DotRow
from dashboard.charts.fonts import advance
from dashboard.charts.png import raster
from dashboard.charts.svg import draw

SVG = "{http://www.w3.org/2000/svg}"
CAPTION = Caption(
    title="อำเภอปากพนังสูงที่สุด 2.3 เท่าของทั้งจังหวัด",
    measure="คนจนเป้าหมาย ร้อยละของผู้ได้รับการสำรวจ พ.ศ. 2561",
    sources=("ที่มา: สศช. และ NECTEC · ชุดข้อมูล 4f2a91", "ขอบเขต: กรมแผนที่ทหาร/OCHA"),
    caveats=("เป็นร้อยละของผู้ได้รับการสำรวจ", "มิติซ้อนกันได้"),
    alt="จุดเรียงลำดับ 2 อำเภอ",
)
PICTURE = DotPicture(
    caption=CAPTION,
    classes=4,
    rows=(
        DotRow("8012", "ปากพนัง", "value", 6.8, "6.80", 3, emphasis=True, hover=()),
        DotRow("8010", "ลานสกา", "value", 0.78, "0.78", 0, emphasis=False, hover=()),
    ),
    benchmarks=(Benchmark("ทั้งจังหวัด", 2.91, "2.91"),),
    unit="ร้อยละ",
    decimals=2,
)


def _draw(picture: DotPicture = PICTURE, **options: Any) -> str:
    return draw(picture, **{"geo_dir": Path(), "lang": "th", **options})


def _open(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  our own drawing


def _lines(svg: str) -> list[tuple[str, float, float]]:
    """Words, base line and size of every text, from top to bottom."""
    found = [
        (text.text or "", float(text.attrib.get("y", 0)), float(text.attrib["font-size"]))
        for text in _open(svg).iter(f"{SVG}text")
        if "stroke" not in text.attrib
    ]
    return sorted(found, key=lambda line: line[1])


def test_finding_and_measure_stand_above_caveats_and_sources_below() -> None:
    words = [words for words, _, _ in _lines(_draw())]
    assert words[:2] == [CAPTION.title, CAPTION.measure]
    assert words[-3:] == [
        "ข้อควรระวัง: เป็นร้อยละของผู้ได้รับการสำรวจ · มิติซ้อนกันได้",
        *CAPTION.sources,
    ]


def test_the_frame_speaks_the_readers_language() -> None:
    assert "Caveats: " in _draw(lang="en")
    assert 'xml:lang="en"' in _draw(lang="en")


def test_a_long_title_is_set_in_lines_that_fit() -> None:
    title = " ".join([CAPTION.title] * 4)
    lines = _lines(_draw(replace(PICTURE, caption=replace(CAPTION, title=title)), width=700))
    titles = [words for words, _, size in lines if size == 20]
    assert " ".join(titles) == title
    assert len(titles) > 1
    assert max(advance(line, 20, 600) for line in titles) <= 700 - 48


def test_lines_of_thai_have_room_for_their_marks() -> None:
    lines = _lines(_draw(replace(PICTURE, caption=replace(CAPTION, sources=("ที่",) * 4))))
    for (_, upper, _), (words, lower, size) in zip(lines[-4:], lines[-3:], strict=False):
        assert words == "ที่"
        assert lower - upper >= 1.4 * size


def test_everything_stays_inside_the_sheet() -> None:
    for width in (420, 960):
        svg = _draw(width=width)
        root = _open(svg)
        assert root.attrib["width"] == str(width)
        height = float(root.attrib["height"])
        assert all(0 < y < height for _, y, _ in _lines(svg))


def test_height_follows_the_rows_unless_it_is_given() -> None:
    tall = replace(PICTURE, rows=PICTURE.rows * 10)
    heights = [float(_open(_draw(each)).attrib["height"]) for each in (PICTURE, tall)]
    assert heights[1] - heights[0] == pytest.approx(18 * 24)
    assert _open(_draw(height=500)).attrib["height"] == "500"


def test_without_a_frame_only_the_picture_is_drawn() -> None:
    svg = _draw(framed=False, width=400, height=200)
    words = [words for words, _, _ in _lines(svg)]
    assert CAPTION.title not in words
    assert not set(CAPTION.sources) & set(words)
    assert "#FFFFFF" not in [rect.attrib["fill"] for rect in _open(svg).iter(f"{SVG}rect")]


@pytest.mark.parametrize("framed", [True, False])
def test_screen_readers_hear_finding_and_description(framed: bool) -> None:  # noqa: FBT001
    root = _open(_draw(framed=framed))
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == CAPTION.title
    assert root.findtext(f"{SVG}desc") == CAPTION.alt


def test_words_cannot_break_out_of_their_place() -> None:
    evil = "a<script>&\"'</text>\x00\x0b]]>"
    caption = replace(CAPTION, title=evil, alt=evil, sources=(evil,), caveats=(evil,))
    row = replace(PICTURE.rows[0], name=evil, text=evil)
    bench = Benchmark(evil, 1.0, evil)
    picture = replace(PICTURE, caption=caption, rows=(row,), benchmarks=(bench,), unit=evil)
    root = _open(_draw(picture))
    assert root.findtext(f"{SVG}title") == "a<script>&\"'</text>]]>"
    assert not list(root.iter(f"{SVG}script"))


def test_a_drawing_asks_for_nothing_from_outside() -> None:
    addresses = set(re.findall(r"https?://[^\"' )]*", _draw()))
    assert addresses == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert set(re.findall(r"url\(([a-z#]+)", _draw())) <= {"data", "#hatch"}


def test_a_drawing_carries_every_letter_it_shows_in_the_weight_it_shows_it() -> None:
    svg = _draw()
    shown: dict[str, set[str]] = {}
    for text in _open(svg).iter(f"{SVG}text"):
        shown.setdefault(text.attrib.get("font-weight", "400"), set()).update(text.text or "")
    faces = re.findall(r"font-weight:(\d+);src:url\(data:font/woff2;base64,([^)]+)\)", svg)
    carried = {
        weight: set(map(chr, TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()))
        for weight, data in faces
    }
    assert set(carried) == set(shown)
    assert all(shown[weight] <= carried[weight] for weight in shown)


def test_the_same_picture_is_drawn_alike_twice() -> None:
    assert _draw() == _draw()


def test_dark_mode_is_drawn_on_its_own_ground() -> None:
    ground = _open(_draw(mode="dark")).find(f"{SVG}rect")
    assert ground is not None
    assert ground.attrib["fill"] == "#10191E"


def test_a_framed_drawing_becomes_a_picture_of_twice_its_size() -> None:
    image = raster(_draw(width=400, height=300), caption=CAPTION)
    assert image[16:24] == (800).to_bytes(4, "big") + (600).to_bytes(4, "big")
