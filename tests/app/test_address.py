"""A page's state is in its address, as ids; a link shows everybody the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Open
from tests.app.test_pages import words


def test_a_choice_is_written_as_an_id(open_page: Open) -> None:
    at = open_page("districts")

    at.selectbox(key="districts:ind").select("pop_registered").run()

    assert at.query_params["ind"] == "pop_registered"
    assert "period" not in at.query_params


def test_the_default_is_not_written(open_page: Open) -> None:
    at = open_page("districts", ind="pop_registered")

    at.selectbox(key="districts:ind").select("tpmap_target_poor_rate").run()

    assert "ind" not in at.query_params


def test_a_thai_link_opens_in_english(open_page: Open) -> None:
    thai = open_page("districts", ind="pop_registered", period="2015", area="8012")
    english = open_page("districts", ind="pop_registered", period="2015", area="8012", lang="en")

    assert "พ.ศ.\u00a02558" in words(thai)
    assert "ปากพนัง" in words(thai)
    assert "2015" in words(english)
    assert "Pak Phanang" in words(english)


def test_era_follows_the_address(open_page: Open) -> None:
    assert "ค.ศ.\u00a02018" in words(open_page("districts", era="ce"))
    assert "B.E.\u00a02561" in words(open_page("districts", lang="en", era="be"))


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"ind": "poverty_of_stars"}, "ind=poverty_of_stars"),
        ({"period": "1850"}, "period=1850"),
        ({"area": "9999"}, "area=9999"),
        ({"lang": "fr"}, "lang=fr"),
        ({"era": "hijri"}, "era=hijri"),
        ({"classes": "'; drop table observation --"}, "classes='; drop table observation --"),
        ({"nobody": "knows"}, "nobody=knows"),
        ({"within": "10"}, "within=10"),
        ({"area": ""}, "area="),
    ],
)
def test_what_nobody_knows_falls_back_and_is_said(
    open_page: Open, parameters: dict[str, str], said: str
) -> None:
    at = open_page("districts", **parameters)

    assert said in at.info[0].value
    assert at.query_params == {}
    assert "ปากพนังสูงที่สุด 2.3\u00a0เท่าของทั้งจังหวัด" in words(at)


PERIOD, PERIOD_TH = ", so the default period is shown instead", " จึงแสดงช่วงเวลาเริ่มต้นแทน"
INDICATOR = ", so the default indicator is shown instead"
NO_2024, NO_2567 = "has no figure for 2024 at the level", "ไม่มีค่าของ พ.ศ. 2567 ในระดับจังหวัด"
WHY = "Cannot be calculated: an input figure is missing"
WHY_TH = "คำนวณไม่ได้ เพราะขาดตัวเลขตั้งต้น"


@pytest.mark.parametrize(
    ("page", "parameters", "said"),
    [
        (
            "provinces",
            {"ind": "gpp_per_capita_relative", "period": "2024"},
            f"`period=2024`: GPP ต่อหัวเทียบประเทศ {NO_2567}{PERIOD_TH} · {WHY_TH}",
        ),
        (
            "provinces",
            {"ind": "pop_change_1y", "period": "2567", "group": "S11", "lang": "en"},
            f"`period=2567`: Population change, 1 year {NO_2024} province{PERIOD} · {WHY}",
        ),
        (
            "districts",
            {"ind": "pop_registered", "period": "2024", "lang": "en"},
            f"`period=2024`: Registered population {NO_2024} district{PERIOD}",
        ),
        (
            "districts",
            {"ind": "gpp_per_capita", "lang": "en"},
            f"`ind=gpp_per_capita`: GPP per capita has no figures at the level district{INDICATOR}",
        ),
    ],
)
def test_what_is_known_and_has_no_figure_is_said_with_the_reason(
    open_page: Open, page: str, parameters: dict[str, str], said: str
) -> None:
    at = open_page(page, **parameters)

    told = [each.value.replace("\u00a0", " ").replace("\\", "") for each in at.info]
    assert told == [said]
    assert "period" not in at.query_params


def test_a_province_only_indicator_is_not_offered_for_districts(open_page: Open) -> None:
    at = open_page("districts", ind="gpp_per_capita")

    assert "ind=gpp_per_capita" in at.info[0].value
    assert all("GPP" not in label for label in at.selectbox(key="districts:ind").options)


def test_several_areas_keep_their_order_in_the_address(open_page: Open) -> None:
    at = open_page("trends", areas="8012,8001,nowhere")

    assert at.session_state["trends:areas"] == ["8012", "8001"]
    assert "areas=nowhere" in at.info[0].value


def test_rate_turns_into_count_and_back(open_page: Open) -> None:
    at = open_page("districts")

    at.segmented_control(key="districts:measure").set_value("count").run()

    assert at.query_params["ind"] == "tpmap_target_poor"
    assert at.dataframe[0].value["obs_value"].tolist()[0] == 3985


def test_language_is_kept_when_the_page_changes(open_page: Open, root: Path) -> None:
    at = open_page("districts", lang="en")

    at.query_params.clear()
    at.switch_page(str(root / "pages" / "provinces.py")).run()

    assert "Where does Nakhon Si Thammarat stand" in words(at)
    assert at.query_params["lang"] == "en"


def test_more_areas_than_have_colours_are_dropped_and_said(open_page: Open) -> None:
    at = open_page("trends", areas="8001,8002,8003,8004,8005")

    assert at.session_state["trends:areas"] == ["8001", "8002", "8003", "8004"]
    assert "areas=8005" in at.info[0].value


def test_where_no_area_is_known_the_default_is_shown(open_page: Open) -> None:
    at = open_page("trends", level="province", areas="8012")

    assert at.session_state["trends:areas"] == ["80"]
    assert "areas=8012" in at.info[0].value


def test_a_plain_visit_is_told_nothing_where_the_first_district_is_suppressed(
    open_page: Open,
) -> None:
    at = open_page("trends", ind="bmn61_ind02_fail_rate")

    assert not at.info


def test_a_parameter_without_a_control_is_no_stranger(open_page: Open) -> None:
    """One period has no index, so that there is nothing to switch to."""
    assert not open_page("trends", ind="tpmap_target_poor_rate", view="value").info
    assert not open_page("sources", ind="pop_registered", part="coverage").info


def test_a_link_to_a_figure_of_provinces_is_about_provinces(open_page: Open) -> None:
    at = open_page("trends", ind="gpp_per_capita")

    assert not at.info
    assert at.query_params == {"ind": "gpp_per_capita", "level": "province"}
    said = (
        "นครศรีธรรมราชเพิ่มร้อยละ\u00a0231 ใน 25\u00a0ปี (2538–2563 ณ ราคาประจำปี)"
        " ขณะที่ภาคใต้เพิ่มร้อยละ\u00a0155"
    )
    assert said in words(at).replace('<span class="whole">', "").replace("</span>", "")

    at.selectbox(key="trends:ind").select("pop_registered").run()

    assert at.session_state["trends:level"] == "province"


def test_a_year_of_the_buddhist_era_is_understood(open_page: Open) -> None:
    at = open_page("districts", ind="pop_registered", period="2558")

    assert at.session_state["districts:period"] == "2015"
    assert at.query_params["period"] == "2015"
    assert not at.info


def test_of_a_repeated_parameter_the_last_counts_and_the_others_are_said(open_page: Open) -> None:
    at = open_page("districts", area=["8012", "8013"])

    assert at.session_state["districts:area"] == "8013"
    assert "area=8012" in at.info[0].value
    assert at.query_params["area"] == "8013"
