from __future__ import annotations

import io

from fontTools.ttLib import TTFont

from dashboard.charts.svg_font import font_faces, subset


def _characters(woff2: bytes) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(woff2)).getBestCmap()}


def test_a_subset_holds_what_is_shown_and_little_else() -> None:
    assert _characters(subset(400, set("ปากพนัง"))) == set("ปากพนัง")


def test_sara_am_brings_the_two_letters_that_shapers_split_it_into() -> None:
    assert {"ำ", "ํ", "า"} <= _characters(subset(500, set("น้ำ")))


def test_a_subset_keeps_the_rules_for_marks() -> None:
    font = TTFont(io.BytesIO(subset(400, set("ที่"))))
    features = {each.FeatureTag for each in font["GPOS"].table.FeatureList.FeatureRecord}
    assert {"mark", "mkmk"} <= features


def test_the_same_characters_give_the_same_bytes() -> None:
    assert subset(400, set("นคร")) == subset(400, set("รคน"))


def test_a_subset_for_a_map_of_districts_is_small() -> None:
    names = "ปากพนัง เฉลิมพระเกียรติ ร่อนพิบูลย์ บางขัน หัวไทร ชะอวด ทุ่งใหญ่ ท่าศาลา 0123456789.–()"
    assert len(subset(500, set(names))) < 7_000


def test_faces_name_family_and_weight_for_each_weight_in_use() -> None:
    css = font_faces({700: {"ก"}, 400: {"ข"}, 500: set()})
    assert css.count("@font-face") == 2
    assert css.startswith("@font-face{font-family:Sarabun;font-weight:400;src:url(data:font/woff2")
    assert "font-weight:700" in css


def test_pictures_that_differ_in_figures_only_share_their_letters() -> None:
    assert font_faces({400: set("พ.ศ. 2561")}) == font_faces({400: set("พ.ศ. 2563")})
