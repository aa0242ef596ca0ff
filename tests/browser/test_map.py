"""A click on the map is a choice: control, address and pictures follow."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive

pytestmark = pytest.mark.browser


def test_a_click_on_a_district_chooses_it_and_a_second_click_takes_it_back(arrive: Arrive) -> None:
    visit = arrive().open("districts")
    visit.expect_bold()

    visit.click_area("8012").expect_state(area="8012")
    expect(visit.control("พื้นที่ที่เลือก")).to_have_value("ปากพนัง")
    visit.expect_bold("ปากพนัง")
    assert "ปากพนังสูงที่สุดใน 23 อำเภอ" in visit.words

    visit.click_area("8012").expect_state()
    expect(visit.control("พื้นที่ที่เลือก")).to_have_value("ทุกอำเภอ")
    visit.expect_bold()

    visit.page.go_back()
    visit.expect_state(area="8012")
    expect(visit.control("พื้นที่ที่เลือก")).to_have_value("ปากพนัง")
    visit.expect_bold("ปากพนัง")


def test_the_control_chooses_as_the_map_does(arrive: Arrive) -> None:
    visit = arrive().open("districts", lang="en")

    visit.choose("Selected area", "Pak Phanang").expect_state(lang="en", area="8012")
    visit.expect_bold("Pak Phanang")
    visit.choose("Selected area", "All districts").expect_state(lang="en")
    visit.expect_bold()


def test_a_click_on_a_province_chooses_it(arrive: Arrive) -> None:
    visit = arrive().open("provinces")
    visit.expect_bold("นครศรีธรรมราช")

    visit.click_area("84").expect_state(area="84")
    expect(visit.control("พื้นที่ที่เลือก")).to_have_value("สุราษฎร์ธานี")
    visit.expect_bold("สุราษฎร์ธานี")
