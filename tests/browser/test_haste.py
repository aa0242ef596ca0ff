"""Who chooses again before the answer is there loses nothing, and reads of one thing everywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.visit import SLOW_NETWORK, Visit

pytestmark = pytest.mark.browser

LATE = 400
HASTE = 150
ALL, OURS = "All districts", "Pak Phanang"


@pytest.fixture
def slow(arrive: Arrive) -> Callable[..., Visit]:
    """Opens a page in English, from then on over a network that answers late."""

    def slow(name: str, late: int = LATE, **parameters: str) -> Visit:
        visit = arrive()
        visit.page.add_init_script(SLOW_NETWORK)
        visit.open(name, **parameters, lang="en")
        visit.page.evaluate(f"window.late = {late}")
        return visit

    return slow


def hurry(visit: Visit, *acts: Callable[[], object]) -> Visit:
    """One act after the other, faster than the network answers; then waits for the last answer."""
    for act in acts:
        act()
        visit.page.wait_for_timeout(HASTE)
    visit.page.wait_for_timeout(4 * LATE)
    return visit.still()


def press(visit: Visit, words: str) -> Callable[[], object]:
    """A click on one of a few choices that stand side by side."""
    return visit.page.get_by_text(words, exact=True).first.click


def back(visit: Visit) -> Callable[[], object]:
    """The browser's Back."""
    return lambda: visit.page.evaluate("history.back()")


def test_a_second_choice_keeps_the_first(slow: Callable[..., Visit]) -> None:
    visit = slow("districts")
    hurry(visit, press(visit, "Count"), press(visit, "Equal steps"))
    visit.expect_state(ind="tpmap_target_poor", classes="equal", lang="en")
    expect(visit.control("Indicator")).to_have_value("Target poor · Poverty")


def test_a_choice_keeps_the_area_that_was_clicked(slow: Callable[..., Visit]) -> None:
    visit = slow("districts")
    hurry(visit, lambda: visit.click_area("8012"), press(visit, "Equal steps"))
    visit.expect_state(area="8012", classes="equal", lang="en")
    expect(visit.control("Selected area")).to_have_value(OURS)
    visit.expect_bold(OURS)


def test_dimensions_switched_on_in_a_row_are_all_on(slow: Callable[..., Visit]) -> None:
    visit = slow("poverty")
    hurry(visit, *(press(visit, each) for each in ("Income", "Health", "Education")))
    visit.expect_state(dims="health,education,income", lang="en")


def test_a_choice_after_back_shows_one_thing_everywhere(slow: Callable[..., Visit]) -> None:
    visit = slow("districts", late=0)
    visit.choose("Selected area", OURS).expect_state(area="8012", lang="en")
    visit.page.evaluate(f"window.late = {LATE}")
    hurry(visit, back(visit), press(visit, "Equal steps"))
    shown = {"area": "8012"} if visit.control("Selected area").input_value() == OURS else {}
    visit.expect_state(**shown, classes="equal", lang="en")
    expect(visit.control("Selected area")).to_have_value(OURS if shown else ALL)
    visit.expect_bold(*([OURS] if shown else []))


def test_back_after_a_choice_shows_one_thing_everywhere(slow: Callable[..., Visit]) -> None:
    visit = slow("districts", late=0)
    visit.choose("Selected area", OURS).expect_state(area="8012", lang="en")
    visit.page.evaluate(f"window.late = {LATE}")
    hurry(visit, press(visit, "Equal steps"), back(visit))
    shown = {"area": "8012"} if visit.control("Selected area").input_value() == OURS else {}
    visit.expect_state(**shown, lang="en")
    visit.expect_bold(*([OURS] if shown else []))


def test_an_area_clicked_twice_at_once_shows_one_thing_everywhere(
    slow: Callable[..., Visit],
) -> None:
    visit = slow("districts", late=0)
    visit.click_area("8012").click_area("8012")
    visit.page.wait_for_timeout(4 * LATE)
    chosen = visit.still().control("Selected area").input_value() == OURS
    visit.expect_state(**({"area": "8012"} if chosen else {}), lang="en")
    visit.expect_bold(*([OURS] if chosen else []))


def test_back_pressed_several_times_misses_nothing(slow: Callable[..., Visit]) -> None:
    visit = slow("districts", late=0, ind="pop_registered", period="2015", area="8012")
    heading = visit.page.get_by_role("heading", level=1)
    for name, words in (("Provinces", "in the South"), ("Trends", "Up or down")):
        visit.page.get_by_role("link", name=name).click()
        expect(heading).to_contain_text(words)
        visit.expect_state(lang="en")

    visit.page.evaluate("window.late = 1000")
    hurry(visit, back(visit), back(visit))
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    expect(visit.page.get_by_role("button", name="ภาษาไทย")).to_be_visible()


def test_no_area_at_all_is_a_link_too(arrive: Arrive) -> None:
    visit = arrive().open("trends", areas="", lang="en")
    expect(visit.page.get_by_role("alert")).to_have_count(0)
    visit.expect_state(areas="", lang="en")
