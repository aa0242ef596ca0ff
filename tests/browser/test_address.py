"""A link shows everybody the same: in either language, after a reload, back and forward."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

IDS = {"ind": "pop_registered", "period": "2015", "area": "8012"}
ENGLISH = {
    "Indicator": "Registered population · Population",
    "Period": "2015",
    "Selected area": "Pak Phanang",
}


def chosen_in_thai(visit: Visit) -> Visit:
    """Population, 2558, Pak Phanang, each taken from its list."""
    visit.open("districts")
    visit.choose("ตัวชี้วัด", "ประชากรตามทะเบียน").expect_state(ind="pop_registered")
    visit.choose("ช่วงเวลา", "2558").expect_state(ind="pop_registered", period="2015")
    return visit.choose("พื้นที่ที่เลือก", "ปากพนัง").expect_state(**IDS)


def test_a_link_made_in_thai_shows_the_same_figures_in_english(arrive: Arrive) -> None:
    thai = chosen_in_thai(arrive())
    figures = thai.numbers
    assert len(figures) == 23
    assert figures[0] == "271,126"
    assert "พ.ศ. 2558" in thai.words

    english = arrive(locale="en-GB")
    english.page.goto(f"{thai.page.url}&lang=en")
    english.expect_state(**IDS, lang="en")
    assert english.expect_bold("Pak Phanang").numbers == figures
    for control, value in ENGLISH.items():
        expect(english.control(control)).to_have_value(value)
    assert english.page.title() == "Districts"

    english.page.reload()
    english.expect_state(**IDS, lang="en")
    assert english.expect_bold("Pak Phanang").numbers == figures


def test_back_and_forward_walk_through_the_choices(arrive: Arrive) -> None:
    visit = chosen_in_thai(arrive())
    chosen = visit.expect_bold("ปากพนัง").numbers

    visit.page.go_back()
    visit.expect_state(ind="pop_registered", period="2015")
    expect(visit.control("พื้นที่ที่เลือก")).to_have_value("ทุกอำเภอ")
    visit.page.go_back()
    visit.expect_state(ind="pop_registered")
    expect(visit.control("ช่วงเวลา")).to_have_value("พ.ศ.\N{NO-BREAK SPACE}2564")
    visit.page.go_forward()
    visit.expect_state(ind="pop_registered", period="2015")
    visit.page.go_forward()
    visit.expect_state(**IDS)
    expect(visit.control("พื้นที่ที่เลือก")).to_have_value("ปากพนัง")
    assert visit.expect_bold("ปากพนัง").numbers == chosen


def test_the_switch_of_language_keeps_every_choice(arrive: Arrive) -> None:
    visit = arrive().open("districts", **IDS)
    visit.page.get_by_role("button", name="English").click()
    visit.expect_state(**IDS, lang="en")
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("Which districts are high")
    for control, value in ENGLISH.items():
        expect(visit.control(control)).to_have_value(value)

    visit.click_area("8009").expect_state(**IDS | {"area": "8009"}, lang="en")
    visit.page.go_back()
    visit.expect_state(**IDS, lang="en")
    expect(visit.control("Selected area")).to_have_value("Pak Phanang")

    visit.page.get_by_role("button", name="ภาษาไทย").click()
    visit.expect_state(**IDS)
    expect(visit.control("พื้นที่ที่เลือก")).to_have_value("ปากพนัง")


def test_language_goes_along_to_other_pages_and_back(arrive: Arrive) -> None:
    visit = arrive().open("districts", **IDS, lang="en")
    heading = visit.page.get_by_role("heading", level=1)

    visit.page.get_by_role("link", name="Provinces").click()
    expect(heading).to_contain_text("stand in the South")
    visit.expect_state(lang="en")

    # Streamlit's menu leaves a step of its own between two pages: it speaks English too.
    visit.page.go_back()
    visit.expect_state(lang="en")
    expect(visit.page.get_by_role("button", name="ภาษาไทย")).to_be_visible()
    visit.page.go_back()
    expect(heading).to_contain_text("Which districts are high")
    visit.expect_state(**IDS, lang="en")
    expect(visit.control("Selected area")).to_have_value("Pak Phanang")


def test_back_leads_from_english_to_the_thai_page_it_came_from(arrive: Arrive) -> None:
    visit = arrive().open("sources")
    visit.page.get_by_role("button", name="English").click()
    visit.expect_state(lang="en")

    visit.page.go_back()
    visit.expect_state()
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("ตัวเลขมาจากไหน")
