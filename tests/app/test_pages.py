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
    return bodies.replace('<span style="display:inline-block">', "").replace("</span>", "")


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
    assert at.session_state["provinces:period"] == "2024"
    assert len(figures(at)) == 1
    [latest] = drawings(at)
    assert "170,018" in latest
    [earlier] = drawings(open_page("provinces", period="2020"))
    assert "132,857" in earlier
    assert "224,962" in earlier


def test_a_newer_period_than_the_default_is_offered(open_page: Open) -> None:
    """Debt has figures for the South until 2015, and for the provinces until 2023."""
    at = open_page("provinces", ind="ses_debt_total")
    assert at.session_state["provinces:period"] == "2015"
    offer = at.button(key="provinces:newer")
    assert "พ.ศ.\u00a02566" in offer.label

    offer.click().run()

    assert at.query_params["period"] == "2023"


def test_trends_begins_with_population_as_an_index(open_page: Open) -> None:
    at = open_page("trends")

    assert "บางขันเพิ่มร้อยละ\u00a020 ใน 17\u00a0ปี ขณะที่ปากพนังลดร้อยละ\u00a011" in words(at)
    assert at.session_state["trends:base"] == "2004"


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

    assert "(tpmap_poor_persons_bmn - tpmap_target_poor)" in words(at)
    assert "computed by this system" in words(at)


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
