"""The poverty page as a reader uses it: chips, map, sections, a link in the other language."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from dashboard.ui.poverty_controls import PARTS
from tests.browser.conftest import Arrive
from tests.browser.test_axe import violations
from tests.browser.test_phone import OUT_OF_REACH, PHONE, SMALL_PRINT, WIDEST
from tests.browser.visit import LANGS

pytestmark = pytest.mark.browser


def test_a_question_is_asked_by_chips_map_and_sections_and_travels_as_a_link(
    arrive: Arrive,
) -> None:
    visit = arrive().open("poverty")
    assert "26,391 คน" in visit.words

    visit.page.get_by_role("button", name="ด้านรายได้").click()
    visit.expect_state(dims="income")
    visit.page.get_by_role("button", name="ด้านสุขภาพ").click()
    visit.expect_state(dims="health,income")
    assert "ปัดเป็นพหุคูณของ 5" in visit.words

    visit.click_area("8012").expect_state(dims="health,income", area="8012")
    assert "3,115 คน" in visit.words

    visit.page.get_by_role("radio", name="จนกี่ด้าน").click()
    visit.expect_state(dims="health,income", area="8012", part="depth")
    expect(visit.page.get_by_role("heading", name="ปากพนัง: M0")).to_be_visible()

    link = visit.state
    other = arrive().open("poverty", **link, lang="en")
    expect(other.page.get_by_role("heading", name="Pak Phanang: M0")).to_be_visible()
    other.page.get_by_role("radio", name="Five dimensions").click()
    other.expect_state(dims="health,income", area="8012", lang="en")
    assert "3,115 persons" in other.words


@pytest.mark.parametrize("lang", LANGS)
def test_no_section_hangs_over_the_edge_of_a_telephone(arrive: Arrive, lang: str) -> None:
    visit = arrive(viewport=PHONE)

    for part in PARTS:
        visit.open("poverty", part=part, lang=lang)
        assert visit.page.evaluate(WIDEST) <= 360, part
        assert visit.page.evaluate(OUT_OF_REACH) == [], part
        assert visit.page.evaluate(SMALL_PRINT) == [], part


@pytest.mark.parametrize("color_scheme", ["dark"])
def test_no_section_bars_a_reader(arrive: Arrive, color_scheme: str) -> None:
    visit = arrive(color_scheme=color_scheme)

    for part in PARTS:
        visit.open("poverty", part=part, area="8012")
        assert list(violations(visit)) == [], part
