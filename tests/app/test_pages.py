from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.gallery import GALLERY
from dashboard.ui.navigation import NAMES
from tests.app.conftest import Open


def figures(at: AppTest) -> list[dict[str, Any]]:
    return [json.loads(each.proto.spec) for each in at.get("plotly_chart")]


def words(at: AppTest) -> str:
    """Everything in HTML, without the tags that keep phrases together."""
    bodies = " ".join(each.proto.body for each in at.get("html"))
    return bodies.replace('<span class="whole">', "").replace("</span>", "")


def drawings(at: AppTest) -> list[str]:
    """The pictures that a page names by address, as a browser fetches them."""
    names = re.findall(r'src="picture/([0-9a-f]+\.svg)"', words(at))
    pictures = [GALLERY.find(name) for name in names]
    return [gzip.decompress(each).decode() for each in pictures if each is not None]


TITLES = {
    ("overview", "th"): "นครศรีธรรมราชเป็นอย่างไร อะไรเปลี่ยน และที่ไหน",
    ("overview", "en"): "How is Nakhon Si Thammarat doing, what moved, and where?",
    ("districts", "th"): "อำเภอใดสูง อำเภอใดต่ำ และควรดูที่ใดก่อน",
    ("districts", "en"): "Which districts are high, which are low, and where to look first?",
    ("provinces", "th"): "นครศรีธรรมราชอยู่ตรงไหนของภาคใต้",
    ("provinces", "en"): "Where does Nakhon Si Thammarat stand in the South?",
    ("trends", "th"): "เพิ่มขึ้นหรือลดลง ตั้งแต่เมื่อใด เร็วกว่าที่อื่นหรือไม่",
    ("trends", "en"): "Up or down, since when, and faster than the others?",
    ("poverty", "th"): "ใครจน จนด้านใด ตกหล่นที่ใด และตัวชี้วัดบอกตรงกันหรือไม่",
    ("poverty", "en"): "Who is poor, in which dimension, where do people drop out,",
    ("agenda", "th"): "จังหวัดสัญญาอะไรไว้ ทำได้ถึงไหน และต้องปลดเงื่อนไขใด",
    ("agenda", "en"): "What was promised, is it on course, and what must be unlocked?",
    ("sources", "th"): "ตัวเลขมาจากไหน เชื่อถือได้แค่ไหน",
    ("sources", "en"): "Where does a figure come from, and can it be trusted?",
}


@pytest.mark.parametrize(("page", "lang"), TITLES)
def test_every_page_opens_in_both_languages(open_page: Open, page: str, lang: str) -> None:
    at = open_page(page, lang=lang)

    assert TITLES[page, lang] in words(at)
    assert not at.info


def test_every_page_has_a_title_here() -> None:
    assert {page for page, _ in TITLES} == set(NAMES)


def test_overview_shows_the_published_figures_without_plotly(open_page: Open) -> None:
    at = open_page("overview")

    assert figures(at) == []
    assert len(drawings(at)) == 1
    for published in ("2.91", "33,414", "131,210", "0.6150", "0.97", "1,534,653", "26,391"):
        assert published in words(at)
    assert "9,336" in words(at)
    assert 'alt="' in words(at)


def test_districts_begins_with_the_target_poor_rate(open_page: Open) -> None:
    at = open_page("districts")

    assert "ปากพนังสูงที่สุด 2.3\u00a0เท่าของทั้งจังหวัด" in words(at)
    assert at.query_params == {}
    table = at.dataframe[0].value
    assert table["obs_value"].round(2).tolist()[:3] == [6.80, 4.79, 4.65]
    assert len(table) == 23


def test_provinces_begins_with_gpp_per_capita_beside_the_south_and_the_kingdom(
    open_page: Open,
) -> None:
    at = open_page("provinces")

    assert at.session_state["provinces:ind"] == "gpp_per_capita"
    assert at.session_state["provinces:period"] == "2020"
    assert len(figures(at)) == 1
    [compared] = drawings(at)
    assert "132,857" in compared
    assert "224,962" in compared
    assert at.button(key="provinces:newer").label.replace("\u00a0", " ") == "ดู พ.ศ. 2567"
    assert "วงกลมโปร่ง = พ.ศ. 2562" in words(at).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("th", "ภาคใต้: ระบบนี้คำนวณ"), ("en", "South: computed by this system")],
)
def test_a_yardstick_that_this_system_computed_says_so(
    open_page: Open, lang: str, said: str
) -> None:
    """Of 2024 the publisher gives the provinces alone; of 2020 the South too."""
    told = words(open_page("provinces", lang=lang, period="2024"))
    assert said in told
    assert said not in words(open_page("provinces", lang=lang, period="2020"))


def test_our_province_is_outlined_on_the_map_of_provinces(open_page: Open) -> None:
    [drawn] = figures(open_page("provinces"))
    outlined = [each for each in drawn["data"] if each.get("locations") == ["80"]]
    assert [each["marker"]["line"]["width"] for each in outlined] == [5.0, 2.4]


def test_a_newer_period_than_the_default_is_offered(open_page: Open) -> None:
    """Debt has figures for the South until 2015, and for the provinces until 2023."""
    at = open_page("provinces", ind="ses_debt_total")
    assert at.session_state["provinces:period"] == "2015"
    offer = at.button(key="provinces:newer")
    assert offer.label.replace("\u00a0", " ") == "ดู พ.ศ. 2566"
    said = re.sub("<[^>]+>", "", words(at)).replace("\u00a0", " ")
    assert "มีข้อมูล พ.ศ. 2566 แล้ว แต่ยังไม่มีค่าของภาคใต้ และ ทั้งประเทศ" in said

    offer.click().run()

    assert at.query_params["period"] == "2023"
    assert "provinces:newer" not in [each.key for each in at.button]


@pytest.mark.parametrize(
    ("ind", "lacking"),
    [("gpp_per_capita", "the kingdom"), ("ses_debt_to_income", "the South and the kingdom")],
)
def test_a_newer_period_says_what_it_cannot_be_compared_with(
    open_page: Open, ind: str, lacking: str
) -> None:
    """Of 2024 the South is known as the sum of its provinces, of 2023 nothing but provinces."""
    at = open_page("provinces", ind=ind, lang="en")
    year = {"gpp_per_capita": "2024", "ses_debt_to_income": "2023"}[ind]

    assert f"{year} figures exist, but none for {lacking}</p>" in words(at)
    assert at.button(key="provinces:newer").label == f"Show {year}"


@pytest.mark.parametrize(
    ("lang", "words_of_it", "never"),
    [
        ("th", "คำนวณไว้เมื่อรวบรวมข้อมูล", "ระบบนี้คำนวณ"),
        ("en", "calculated when compiled", "computed by this system"),
    ],
)
def test_a_rate_that_came_with_the_data_is_not_called_our_own(
    open_page: Open, lang: str, words_of_it: str, never: str
) -> None:
    """Rates of the Labour Force Survey were calculated when the figures were compiled."""
    at = open_page("provinces", ind="lfs_unemployment_rate_annual", lang=lang)

    assert words_of_it in words(at)
    assert never not in words(at).replace(f"“{never}”", "")
    assert "Computed here" not in words(at)
    ours = open_page("provinces", ind="ses_debt_to_income", lang=lang)
    assert never in words(ours)
    assert words_of_it not in words(ours)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("ind", ["gpp_cvm", "boi_investment", "boi_projects"])
def test_provinces_are_not_held_against_a_total_of_the_south(
    open_page: Open, ind: str, lang: str
) -> None:
    at = open_page("provinces", ind=ind, lang=lang)

    assert not re.search("(เท่า|[0-9] )ของภาคใต้|ค่าภาคใต้|(above|below|of|times) the South", words(at))


def test_trends_begins_with_population_as_an_index(open_page: Open) -> None:
    at = open_page("trends")

    told = "บางขันเพิ่มร้อยละ\u00a020 ใน 17\u00a0ปี (2547–2564) ขณะที่ปากพนังลดร้อยละ\u00a011"
    assert told in words(at)
    assert at.session_state["trends:base"] == "2004"
    table = at.dataframe[1].value
    shown = dict(zip(table["name"], table["2564"].round(1), strict=True))
    assert [shown[name] for name in ("บางขัน", "เมืองฯ", "ปากพนัง")] == [120.3, 102.4, 89.3]
    assert "ดัชนี การเปลี่ยนแปลง และร้อยละ: ระบบนี้คำนวณ" in words(at)


def test_gpp_is_followed_over_26_years(open_page: Open) -> None:
    at = open_page("trends", level="province", ind="gpp_current", view="value")

    table = at.dataframe[1].value
    assert table["name"].tolist()[0] == "นครศรีธรรมราช"
    assert table.columns.tolist()[1:3] == ["2567 (ฉบับ พ.ศ. 2567)", "2563 (ฉบับ พ.ศ. 2563)"]
    assert table.columns.tolist()[-1] == "2538 (ฉบับ พ.ศ. 2563)"
    assert len(table.columns) == 1 + 26 + 1
    assert "ฉบับหรือนิยามเปลี่ยน พ.ศ.\u00a02567" in json.dumps(figures(at), ensure_ascii=False)


def test_an_indicator_has_a_page_of_its_own(open_page: Open) -> None:
    at = open_page("sources", ind="tpmap_exclusion_rate", lang="en")

    assert "100 × (BMN-poor persons − Target poor) ÷ BMN-poor persons" in words(at)
    assert "computed by this system" in words(at)


@pytest.mark.parametrize(
    ("ind", "lang", "told"),
    [
        (
            "tpmap_exclusion_rate",
            "en",
            ("Numerator", "BMN-poor persons who are not target poor", "Denominator"),
        ),
        (
            "poverty_rate",
            "th",
            ("ตัวตั้ง", "ประชากรที่มีรายจ่ายเพื่อการอุปโภคบริโภคต่ำกว่าเส้นความยากจน", "ตัวหาร", "ประชากรทั้งหมด"),
        ),
        ("tpmap_target_poor_rate", "th", ("ตัวตั้ง", "จำนวนคนจนเป้าหมาย", "ตัวหาร")),
    ],
)
def test_the_page_of_a_ratio_says_what_is_divided_by_what(
    open_page: Open, ind: str, lang: str, told: tuple[str, ...]
) -> None:
    shown = words(open_page("sources", ind=ind, lang=lang))

    assert [each for each in told if each not in shown] == []


@pytest.mark.parametrize("part", ["catalogue", "publications", "coverage", "snapshots"])
def test_sources_has_its_parts(open_page: Open, part: str) -> None:
    at = open_page("sources", part=part)

    # Beside the snapshots stands the journal, once anything was done in the data folder.
    assert 1 <= len(at.dataframe) <= (2 if part == "snapshots" else 1)
    assert all(len(each.value) for each in at.dataframe)


def test_missing_suppressed_and_zero_look_different(open_page: Open) -> None:
    at = open_page("districts", ind="tpmap_target_poor_living_rate")

    table = at.dataframe[0].value
    assert table["obs_value"].isna().sum() == 3
    assert (table["remark"] == "ปกปิดเพื่อคุ้มครองข้อมูลส่วนบุคคล").sum() == 0
    assert table["remark"].str.contains("ปกปิด").sum() == 3
    assert "(ปกปิด\u00a03)" in words(at)


def test_an_indicator_without_figures_here_says_so(open_page: Open) -> None:
    at = open_page("districts", within="83", ind="tpmap_target_poor_any_of_11000")

    assert "ภูเก็ต" in at.info[0].value
    assert figures(at) == []


def test_trends_speak_of_the_areas_that_were_chosen(open_page: Open) -> None:
    default = words(open_page("trends"))
    chosen = words(open_page("trends", areas="8012"))
    province = words(open_page("trends", level="province", ind="ses_income_month", lang="en"))

    assert "บางขันเพิ่ม" in default
    assert "ปากพนังลดร้อยละ\u00a011 ใน 17\u00a0ปี" in chosen
    assert "Nakhon Si Thammarat rose" in province


def test_an_indicator_page_names_the_row_of_each_figure(open_page: Open) -> None:
    at = open_page("sources", ind="tpmap_target_poor")

    ours = at.dataframe[0].value
    assert ours["value"].tolist() == ["26,391"]
    assert ours["row"].tolist() == ["tpmap_2561_province/observations.csv: tpmap_target_poor,80"]


def test_an_indicator_page_says_why_figures_are_missing(open_page: Open) -> None:
    at = open_page("sources", ind="gpp_per_capita_relative", lang="en")
    why = "Cannot be calculated: an input figure is missing"

    ours, periods = (at.dataframe[place].value for place in (0, 1))
    assert ours.iloc[0][["period", "value", "row"]].tolist() == ["2024", "–", why]
    provinces = periods[periods["level"] == "province"]
    assert provinces.iloc[0][["period", "missing", "why"]].tolist() == ["2024", 14, why]
    assert provinces.iloc[1][["period", "missing", "why"]].tolist() == ["2020", 0, ""]


def test_an_indicator_page_without_missing_figures_gives_no_reasons(open_page: Open) -> None:
    assert "why" not in open_page("sources", ind="tpmap_target_poor").dataframe[1].value


def test_a_formula_is_told_in_words(open_page: Open) -> None:
    growth = words(open_page("sources", ind="pop_change_5y"))
    beside = words(open_page("sources", ind="gpp_per_capita_relative", lang="en"))

    assert "÷ ประชากรตามทะเบียนราษฎร (5 ปีก่อน) − 1)" in growth
    assert "÷ Gross provincial product per capita (Whole Kingdom)" in beside


def test_where_nothing_can_be_compared_there_is_no_table_of_changes(open_page: Open) -> None:
    at = open_page("trends", ind="gini_income", level="province")

    assert len(at.dataframe) == 1
    assert "แต่ละพื้นที่เปลี่ยนไป" not in words(at)


def test_changes_begin_with_what_they_show(open_page: Open) -> None:
    shown = words(open_page("trends"))

    assert "16\u00a0อำเภอเพิ่มขึ้น 7\u00a0อำเภอลดลง" in shown
    assert "การเปลี่ยนแปลง 2547–2564 ฉบับเดียวกัน เรียงจากน้อยไปมาก" in shown


def test_the_catalogue_says_how_far_down_figures_go(open_page: Open) -> None:
    table = open_page("sources", lang="en").dataframe[0].value

    finest = dict(zip(table["name"], table["finest"], strict=True))
    assert finest["Human Achievement Index, overall"] == "province"
    assert finest["Registered population"] == "district"


def test_a_total_of_two_editions_opens_as_values_with_all_years_and_the_break(
    open_page: Open,
) -> None:
    """GPP at current prices: 1995 to 2020 of the 2020 edition, and 2024 of that of 2024."""
    at = open_page("trends", level="province", ind="gpp_current", lang="en")
    assert at.session_state["trends:view"] == "value"
    [drawn] = figures(at)
    notes = [each["text"] for each in drawn["layout"]["annotations"]]
    assert any("Edition or definition changes" in each for each in notes)
    assert "1995–2020, at current prices" in words(at)
    assert "not shown" not in words(at)
    ours = next(each for each in drawn["data"] if each.get("mode") == "lines+markers")
    assert len([each for each in ours["y"] if each is not None]) == 27


@pytest.mark.parametrize(
    ("lang", "left_out", "edition"),
    [
        ("th", "ไม่แสดง 2567 (ฉบับ พ.ศ. 2567) เพราะเป็นคนละฉบับกับปีฐาน", "(ฉบับ พ.ศ. 2567)"),
        ("en", "not shown: 2024 (2024 edition), of another edition than the base", "2024 edition"),
    ],
)
def test_an_index_says_which_periods_of_another_edition_it_leaves_out(
    open_page: Open, lang: str, left_out: str, edition: str
) -> None:
    told = words(open_page("trends", level="province", ind="gpp_current", view="index", lang=lang))
    assert left_out in told
    source = re.findall(r'<p class="small">(.*?)</p>', told)[0]
    assert "2020" in source or "2563" in source
    assert edition not in source


def test_two_editions_of_one_period_each_offer_no_index(open_page: Open) -> None:
    at = open_page("trends", level="province", ind="tpmap_persons_surveyed")
    assert "trends:view" not in at.session_state
    [drawn] = figures(at)
    assert drawn["layout"]["xaxis"]["ticktext"] == ["2561", "2565"]


def test_notes_of_an_indicator_say_which_edition_they_are_about(open_page: Open) -> None:
    told = words(open_page("sources", ind="gpp_per_capita")).replace("\u00a0", " ")

    assert "ฉบับ พ.ศ. 2567: พบสำเนาเดียว" in told
    assert "ฉบับ พ.ศ. 2563: ตรงกับสำเนาอิสระ" in told


@pytest.mark.parametrize(
    ("lang", "rate", "debt"),
    [
        ("th", "สูงอันดับ 6 (ดีอันดับ 9) ใน 14 จังหวัดใต้", "(ค่าประมาณ 2566)"),
        ("en", "6th highest (9th best) of 14 southern provinces", "(2023 estimates)"),
    ],
)
def test_the_overview_tells_high_from_good_and_estimates_from_counts(
    open_page: Open, lang: str, rate: str, debt: str
) -> None:
    told = words(open_page("overview", lang=lang))
    assert rate in told
    assert debt in told


@pytest.mark.parametrize(
    ("lang", "titles", "computed"),
    [
        (
            "th",
            ["TPMAP รายอำเภอ", "ผลิตภัณฑ์ภาคและจังหวัด (ฉบับ พ.ศ. 2567)", "ดัชนีความก้าวหน้าของคน (ฉบับ"],
            "การเปลี่ยนแปลงและการเทียบ: ระบบนี้คำนวณ",
        ),
        (
            "en",
            [
                "TPMAP by province (TPMAP 2018)",
                "Labour force by",
                "Household Socio-Economic Survey (",
            ],
            "changes and comparisons: computed by this system",
        ),
    ],
)
def test_the_overview_names_its_publications_and_what_is_our_own_work(
    open_page: Open, lang: str, titles: list[str], computed: str
) -> None:
    told = re.sub("<[^>]+>", "", words(open_page("overview", lang=lang))).replace("\u00a0", " ")
    assert all(title in told for title in titles)
    assert computed in told


def test_the_overview_has_caveats_a_table_and_ways_on(open_page: Open) -> None:
    at = open_page("overview", lang="en")
    told = words(at)
    assert "How to read this figure" in told
    assert "sources?ind=tpmap_target_poor_rate" in told
    labels = [each.label for each in at.expander]
    assert any(label.startswith("The map as a table") for label in labels)
    ways = [(each.proto.page, each.proto.query_string) for each in at.get("page_link")]
    assert ("districts", "ind=tpmap_target_poor_rate&lang=en") in ways


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_map_of_the_overview_names_all_districts(open_page: Open, lang: str) -> None:
    [wide] = drawings(open_page("overview", lang=lang))
    names = {"th": ("พรหม", "เฉลิมฯ", "นาบอน"), "en": ("Phrom", "loem", "Na Bon")}[lang]
    assert all(f">{name}<" in wide for name in names)


@pytest.mark.parametrize(
    ("lang", "head"), [("th", "สำรวจแล้ว % ของประชากร"), ("en", "Surveyed, % of population")]
)
def test_rates_of_those_surveyed_say_how_many_were(open_page: Open, lang: str, head: str) -> None:
    """34.0 per cent of the registered population of Mueang, 2018, 82.7 at most."""
    table = open_page("districts", lang=lang).dataframe[0]
    surveyed = table.value["surveyed"].astype(float).round(1)
    assert (surveyed.min(), surveyed.max()) == (34.0, 82.7)
    assert json.loads(table.proto.columns)["surveyed"]["label"] == head
    others = open_page("districts", lang=lang, ind="pop_registered").dataframe[0]
    assert "surveyed" not in others.value.columns


def test_a_card_of_one_period_leads_to_the_districts_and_others_to_their_course(
    open_page: Open,
) -> None:
    ways = [
        (each.proto.page, each.proto.query_string)
        for each in open_page("overview").get("page_link")
    ]
    assert ways[:2] == [
        ("districts", "ind=tpmap_target_poor_rate"),
        ("trends", "ind=ses_income_month&level=province"),
    ]


@pytest.mark.parametrize("part", ["", "publications", "coverage"])
def test_a_list_of_sources_can_be_taken_away(open_page: Open, part: str) -> None:
    at = open_page("sources", **({"part": part} if part else {}))

    assert [each.label for each in at.get("download_button")] == ["ตาราง CSV"]
