"""The poverty page on the shipped snapshot: its sections, held against published figures."""

from __future__ import annotations

import gzip
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.gallery import GALLERY
from dashboard.ui.poverty_controls import PARTS
from tests.app.conftest import Open

NAMES = [
    "ด้านสุขภาพ",
    "ด้านความเป็นอยู่",
    "ด้านการศึกษา",
    "ด้านรายได้",
    "ด้านการเข้าถึงบริการรัฐ",
]


def words(at: AppTest) -> str:
    bodies = " ".join(each.proto.body for each in at.get("html"))
    plain = bodies.replace('<span class="whole">', "").replace("</span>", "")
    return re.sub(r"</?b(?: [^>]*)?>", "", plain).replace("\u00a0", " ")


def drawings(at: AppTest) -> list[str]:
    names = re.findall(r'src="picture/([0-9a-f]+\.svg)"', words(at))
    return [gzip.decompress(GALLERY.find(name) or b"").decode() for name in names]


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_every_section_opens_in_both_languages(open_page: Open, part: str, lang: str) -> None:
    at = open_page("poverty", part=part, lang=lang)

    assert drawings(at)
    assert not at.info
    assert len(at.dataframe) == 1
    assert at.query_params.get("part", PARTS[0]) in (part, [part])


def test_the_chips_are_the_five_dimensions_word_for_word(open_page: Open) -> None:
    [chips] = open_page("poverty").get("button_group")[1:2]

    assert [each.content for each in chips.proto.options] == NAMES


def test_without_a_chip_all_target_poor_are_shown(open_page: Open) -> None:
    at = open_page("poverty", measure="rate")

    assert "26,391 คน" in words(at)
    assert "ร้อยละ 2.91 ของผู้ได้รับการสำรวจ 906,950 คน" in words(at)
    table = at.dataframe[0].value
    rates = dict(zip(table["name"], table["obs_value"].round(2), strict=True))
    assert rates["ปากพนัง"] == 6.80 == max(rates.values())
    assert rates["ลานสกา"] == 0.78 == min(rates.values())


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("th", "ไม่ผ่าน จปฐ. อย่างน้อยหนึ่งในห้าด้าน และผ่านการตรวจสอบสวัสดิการแห่งรัฐ"),
        ("en", "26,391 persons are target poor (fail in any of the five and are verified for the"),
    ],
)
def test_target_poor_are_verified_as_well(open_page: Open, lang: str, sentence: str) -> None:
    """182,766 fail in any of the five; 26,391 of them are verified for the welfare card."""
    assert sentence in words(open_page("poverty", lang=lang))


@pytest.mark.parametrize(
    ("lang", "said", "caveat"),
    [
        ("th", "จึงมิใช่ผู้มีสิทธิที่ถูกตัดออกทั้งหมด", "ให้เฉพาะผู้มีรายได้และทรัพย์สินไม่เกินเกณฑ์"),
        ("en", "not all of them were left out wrongly", "only below limits of income and assets"),
    ],
)
def test_exclusion_is_not_called_wrong(open_page: Open, lang: str, said: str, caveat: str) -> None:
    funnel = words(open_page("poverty", part="funnel", lang=lang))

    assert said in funnel
    assert caveat in funnel
    assert caveat in words(open_page("districts", ind="tpmap_exclusion_rate", lang=lang))


@pytest.mark.parametrize(
    ("lang", "brought", "shared"),
    [
        ("th", "ปากพนังทำให้เหลื่อมล้ำมากที่สุด ร้อยละ 30 (จีนี 0.29 · Theil T 0.138)", 30.2),
        ("en", "Pak Phanang brings the largest part, 30 % (Gini 0.29, Theil T 0.138)", 30.2),
    ],
)
def test_inequality_weighs_a_rate_with_its_own_year(
    open_page: Open, lang: str, brought: str, shared: float
) -> None:
    at = open_page("poverty", part="inequality", lang=lang)

    assert brought in words(at)
    first = at.dataframe[0].value.iloc[0]
    assert first["people"] == 58612
    assert round(first["share"], 1) == shared


def test_coverage_stands_beside_every_rate_and_is_said_in_words(open_page: Open) -> None:
    at = open_page("poverty", measure="rate")

    table = at.dataframe[0].value
    coverage = dict(zip(table["name"], table["coverage"].round(0), strict=True))
    assert coverage["เมืองนครศรีธรรมราช"] == 34
    assert "เมืองนครศรีธรรมราช (34)" in drawings(at)[0]
    assert "อำเภอเมืองนครศรีธรรมราชเพียง ร้อยละ 34 เพราะไม่ได้สำรวจในเขตเทศบาลนคร" in words(at)


def test_one_chip_shows_that_dimension_in_three_units_named_apart(open_page: Open) -> None:
    at = open_page("poverty", dims="income", measure="share", area="8012")

    assert "3,017 คน = ร้อยละ 5.15 ของผู้ได้รับการสำรวจ 58,612 คน" in words(at)
    assert "ร้อยละ 76 ของคนจนเป้าหมาย" in words(at)
    table = at.dataframe[0].value
    assert dict(zip(table["name"], table["obs_value"].round(1), strict=True))["ปากพนัง"] == 75.7


def test_two_chips_show_the_published_union_and_say_what_it_is(open_page: Open) -> None:
    at = open_page("poverty", dims="health,income")

    table = at.dataframe[0].value.set_index("name")["obs_value"]
    assert table["ปากพนัง"] == 3115
    assert table.notna().sum() == 17
    assert "ปัดเป็นพหุคูณของ 5" in words(at)
    assert "17 อำเภอ" in words(at)


def test_all_five_chips_are_the_target_poor(open_page: Open) -> None:
    at = open_page("poverty", dims="health,living,education,income,access")

    assert at.dataframe[0].value["obs_value"].sum() == 26391


@pytest.mark.parametrize(
    ("dims", "why"),
    [
        ("health,access", "บ่งชี้ตัวบุคคลได้"),
        ("health,living,education,income", "จนเฉพาะด้านเดียว"),
    ],
)
def test_a_selection_that_is_not_published_says_why(open_page: Open, dims: str, why: str) -> None:
    at = open_page("poverty", dims=dims)

    [notice] = at.info
    assert why in notice.body
    assert not at.dataframe


def test_the_funnel_shows_three_stages_and_four_empty_ones(open_page: Open) -> None:
    at = open_page("poverty", part="funnel")

    funnel = drawings(at)[0]
    for count in ("182,766", "32,866", "26,391"):
        assert count in funnel
    assert funnel.count("stroke-dasharray") == 4
    assert "รอแฟ้ม" in funnel
    table = at.dataframe[0].value.set_index("name")
    assert table.loc["ปากพนัง", "tpmap_exclusion_rate"] == pytest.approx(
        100 * (20697 - 3985) / 20697
    )


def test_intensity_and_m0_are_computed_from_published_counts(open_page: Open) -> None:
    table = open_page("poverty", part="depth").dataframe[0].value.set_index("ref_area")

    assert table.loc["80", "intensity"] == "24.3"
    assert table.loc["80", "m0"] == "0.71"
    assert table.loc["80", "mean"] == "1.21"
    assert table.loc["8001", "m0"] == "0.72"


def test_a_suppressed_dimension_leaves_only_what_is_certain(open_page: Open) -> None:
    """Pak Phanang's access is suppressed: M0 lies between 1.580 and 1.597 per cent."""
    table = open_page("poverty", part="depth").dataframe[0].value.set_index("ref_area")

    assert table.loc["8012", "m0"] == "1.6"
    assert table.loc["8012", "intensity"] == "23"
    assert table.loc["8003", "m0"] == "0.2"
    assert table.loc["8007", "m0"] != table.loc["8007", "m0"], "0.94 to 0.95 share no decimal"


def test_how_many_fail_at_once_is_an_interval_around_every_possible_truth(open_page: Open) -> None:
    table = open_page("poverty", part="depth").dataframe[0].value.set_index("ref_area")

    assert table.loc["8012", "one_low"] == 3341
    assert table.loc["8012", "one_high"] == 3427
    wide = table["one_high"] - table["one_low"] > table["poor"] / 10
    assert not wide.any()
    assert "-" not in " ".join(map(str, table["more_low"])), "nobody is 0, not -0"
    assert table.loc["80", "one_low"] != table.loc["80", "one_low"], "not published for all"


def test_the_unit_of_a_basic_need_is_said(open_page: Open) -> None:
    at = open_page("poverty", part="indicators", area="8012")

    assert "นับสมาชิกทุกคนของครัวเรือนที่ไม่ผ่าน มิใช่เฉพาะคนที่ไม่ผ่าน" in words(at)
    assert len(at.dataframe[0].value) == 17


def test_stages_of_life_without_people_say_which_file_is_awaited(open_page: Open) -> None:
    drawing = drawings(open_page("poverty", part="life"))[0]

    assert drawing.count("รอแฟ้มรายอายุ กรมการปกครอง") == 6
    for stage in ("แรกเกิดและทารก", "หลัง ม.3", "60 ปีขึ้นไป", "ผู้พิการ"):
        assert stage in drawing


def test_lenses_stand_side_by_side_and_the_missing_one_stays_visible(open_page: Open) -> None:
    at = open_page("poverty", part="lenses")

    assert "TPMAP (2561) 6 จาก 14 · รายจ่าย (2553) 7 จาก 13 · บัตร (2561) 10 จาก 14" in words(at)
    assert "ยังไม่มีแฟ้ม" in drawings(at)[0]
    assert "ภูเก็ต: ไม่มีข้อมูล" in drawings(at)[0]
    assert "พ.ศ. 2553" in drawings(at)[0].replace("\u00a0", " ")


def test_what_districts_bring_to_inequality_adds_up(open_page: Open) -> None:
    table = open_page("poverty", part="inequality").dataframe[0].value

    assert table["share"].sum() == pytest.approx(100)
    assert table["name"].iloc[0] == "ปากพนัง"


def test_inequality_has_a_trend_where_there_is_more_than_one_period(open_page: Open) -> None:
    alone = open_page("poverty", part="inequality")
    several = open_page("poverty", part="inequality", ind="persons_per_house")

    assert "จึงไม่มีแนวโน้ม" in words(alone)
    assert len(drawings(several)) == len(drawings(alone)) + 1
    assert "2547–2564" in words(several)


def test_a_section_remembers_what_the_others_were_asked(open_page: Open) -> None:
    at = open_page("poverty", part="lenses", dims="health", area="8012", measure="rate")

    assert at.query_params == {
        "part": "lenses",
        "dims": "health",
        "area": "8012",
        "measure": "rate",
    }
    assert not at.info, "nothing of the address was dropped"


def test_every_lens_links_to_its_own_indicator_and_a_reader_is_told_whom_to_ask(
    open_page: Open,
) -> None:
    at = open_page("poverty", part="lenses")
    told = " ".join(each.proto.body for each in at.get("html"))

    assert 'href="sources?ind=poverty_rate_oldline"' in told, "the column of 2010"
    assert 'href="sources?ind=tpmap_card_share"' in told
    assert "ให้ส่งแก่ผู้ดูแลข้อมูลของจังหวัด" in words(at)
    assert "hpp " not in words(open_page("poverty", part="funnel"))
