from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from dashboard.charts.fonts import (
    STYLES,
    Weight,
    advance,
    balanced,
    clusters,
    font_file,
    font_files,
    widths,
    wrap,
)
from dashboard.text import messages

WEIGHTS: list[Weight] = [400, 500, 600, 700]


@pytest.fixture(scope="module")
def served(root: Path) -> Path:
    return root / "dashboard" / "ui" / "static" / "fonts"


def test_digits_are_as_wide_as_each_other() -> None:
    assert {advance(digit, 1000) for digit in "0123456789"} == {550}


def test_width_grows_with_size_and_weight() -> None:
    assert advance("กก", 20) == pytest.approx(23.04)
    assert advance("0", 1000, 700) == 565


@pytest.mark.parametrize(("marked", "bare"), [("ที่", "ท"), ("ผู้", "ผ"), ("กี่ปู่", "กป"), ("ฐุ", "ฐ")])
def test_thai_marks_take_no_room(marked: str, bare: str) -> None:
    assert advance(marked, 16) == advance(bare, 16)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_table_of_widths_says_what_the_font_file_says(weight: Weight) -> None:
    font = TTFont(font_file(weight))
    metrics = font["hmtx"].metrics
    measured = {chr(code): metrics[name][0] / 1000 for code, name in font.getBestCmap().items()}
    assert widths(weight) == measured


def test_a_sign_the_typeface_lacks_counts_half_an_em() -> None:
    assert advance("中", 10) == 5


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_message_of_the_product_can_be_set(weight: Weight) -> None:
    known = widths(weight)
    lacking = {
        char: key
        for key, label in messages().items()
        for char in "".join(label)
        if char not in known and char != "\n"
    }
    assert lacking == {}


@pytest.mark.parametrize("weight", WEIGHTS)
def test_signs_of_charts_and_tables_are_in_the_typeface(weight: Weight) -> None:
    assert set("■▲▼◆●○–·ᵖ≠−×…“”‘’฿ฯๆ≥≤→\N{NO-BREAK SPACE}") <= set(widths(weight))


@pytest.mark.parametrize("weight", WEIGHTS)
def test_vertical_metrics_hold_every_thai_mark(weight: Weight, served: Path) -> None:
    for path in (font_file(weight), served / f"Sarabun-{STYLES[weight]}.woff2"):
        font = TTFont(path)
        hhea, os2 = font["hhea"], font["OS/2"]
        assert (hhea.ascent, hhea.descent, hhea.lineGap) == (1290, -360, 0)
        assert (os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap) == (1290, -360, 0)
        assert (os2.usWinAscent, os2.usWinDescent) == (1290, 360)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_rules_that_place_marks_are_kept(weight: Weight, served: Path) -> None:
    for path in (font_file(weight), served / f"Sarabun-{STYLES[weight]}.woff2"):
        font = TTFont(path)
        features = {each.FeatureTag for each in font["GPOS"].table.FeatureList.FeatureRecord}
        assert {"mark", "mkmk"} <= features
        assert "GDEF" in font
        assert "ccmp" in {each.FeatureTag for each in font["GSUB"].table.FeatureList.FeatureRecord}


def test_served_fonts_are_small(served: Path) -> None:
    sizes = [path.stat().st_size for path in served.glob("*.woff2")]
    assert len(sizes) == 4
    assert max(sizes) < 26_000


def test_fonts_lie_beside_their_licence(served: Path) -> None:
    for folder in (served, Path(font_files()[0]).parent):
        licence = (folder / "OFL.txt").read_text(encoding="utf-8")
        assert "Copyright 2018 The Sarabun Project Authors" in licence
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_lines_break_between_phrases() -> None:
    assert wrap("ปากพนังสูงที่สุด 2.3 เท่าของทั้งจังหวัด", 190, 20, 600) == [
        "ปากพนังสูงที่สุด 2.3",
        "เท่าของทั้งจังหวัด",
    ]


def test_text_that_fits_stays_on_one_line() -> None:
    assert wrap("GPP ต่อหัว พ.ศ. 2563", 500, 14) == ["GPP ต่อหัว พ.ศ. 2563"]


def test_a_no_break_space_holds() -> None:
    words = "ข้อมูล พ.ศ.\N{NO-BREAK SPACE}2561"
    assert wrap(words, advance("ข้อมูล พ.ศ. 25", 14), 14) == [
        "ข้อมูล",
        "พ.ศ.\N{NO-BREAK SPACE}2561",
    ]


def test_a_phrase_too_long_for_a_line_never_breaks_before_a_mark_or_after_a_leading_vowel() -> None:
    phrase = "การแสดงขอบเขตและชื่อมิได้หมายความว่าน้ำที่ไหล"
    for width in range(20, 200, 7):
        lines = wrap(phrase, width, 12.5)
        assert "".join(lines) == phrase
        assert not [line for line in lines if line[0] in "ะาำิีึืุู่้๊๋์็ัๆฯ" or line[-1] in "เแโใไ"]


def test_clusters_keep_vowels_written_in_parts_together() -> None:
    assert clusters("ที่น้ำชื่อตัวเพีย(ก)2561") == [
        "ที่", "น้ำ", "ชื่อ", "ตัว", "เพีย", "(ก)", "2561",
    ]  # fmt: skip


def test_a_name_parts_at_a_space_into_halves_of_about_the_same_width() -> None:
    assert balanced("Mueang Nakhon Si Thammarat", 131, 12) == ["Mueang Nakhon", "Si Thammarat"]
    assert balanced("Pak Phanang", 131, 12) == ["Pak Phanang"]


def test_a_name_without_a_space_parts_between_clusters() -> None:
    first, last = balanced("เมืองนครศรีธรรมราช", 70, 12)
    assert first + last == "เมืองนครศรีธรรมราช"
    assert max(advance(first, 12), advance(last, 12)) <= 70
    assert last[0] not in "ะาิีึืุู่้๊๋็์"
    assert balanced("ก", 1, 12) == ["ก"]
