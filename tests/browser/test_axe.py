"""No serious or critical violation of WCAG, in both languages, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Arrive
from tests.browser.visit import PAGES, Visit

pytestmark = pytest.mark.browser

ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
GRAVE = frozenset({"serious", "critical"})

# What lies in Streamlit's own markup and cannot be reached by its theme: rule, how the element
# begins, why.
ALLOWED = (
    # A chosen area in a multiselect is white on the accent, 3.1 : 1 in the dark theme. An accent
    # that carries white at 4.5 : 1 would be too dark for links and switches on the dark ground.
    ("color-contrast", '<span title="', "span[title="),
)


def violations(visit: Visit) -> Iterator[str]:
    """Rule, place and reason of what is found and not allowed."""
    for found in Axe().run(visit.page, options=ONLY_VIOLATIONS).response["violations"]:
        for node in found["nodes"]:
            place = " ".join(map(str, node["target"]))
            known = any(
                found["id"] == rule and node["html"].startswith(begins) and selector in place
                for rule, begins, selector in ALLOWED
            )
            if found["impact"] in GRAVE and not known:
                yield f"{found['id']}: {place}: {node['failureSummary']}"


@pytest.mark.parametrize(("lang", "color_scheme"), [("th", "light"), ("en", "dark")])
def test_no_page_bars_a_reader(arrive: Arrive, lang: str, color_scheme: str) -> None:
    visit = arrive(color_scheme=color_scheme)
    for name in PAGES:
        assert list(violations(visit.open(name, lang=lang))) == [], name
    assert list(violations(visit.open("sources", lang=lang, ind="gpp_per_capita"))) == []


def test_open_menus_bar_nobody(arrive: Arrive) -> None:
    visit = arrive().open("districts")
    visit.control("ตัวชี้วัด").click()
    visit.page.get_by_role("option").first.wait_for()
    assert list(violations(visit)) == []

    visit.page.keyboard.press("Escape")
    visit.page.get_by_test_id("stPopoverButton").locator("visible=true").first.click()
    visit.page.get_by_test_id("stPopoverBody").wait_for()
    assert list(violations(visit)) == []
