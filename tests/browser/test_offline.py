"""Nothing but this machine is asked for anything, and every picture is there all the same."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Arrive
from tests.browser.visit import LANGS, LOOPBACK, PAGES, Visit

pytestmark = pytest.mark.browser

# Areas whose outline is drawn, by the area's code: a shape that holds no line is none.
DRAWN = """() => new Set([...document.querySelectorAll('.choroplethlayer path')]
  .filter(path => (path.getAttribute('d') ?? '').length > 20)
  .map(path => String(path.__data__.loc))).size"""
BROKEN_IMAGES = """() => [...document.images]
  .filter(image => image.naturalWidth === 0)
  .map(image => image.alt)"""
POLYGONS = {"districts": 23, "provinces": 14}


def wait_for_outlines(visit: Visit, count: int) -> None:
    """Boundaries come by an address of their own, after the figure."""
    visit.page.wait_for_function(f"({DRAWN})() >= {count}")
    assert visit.page.evaluate(DRAWN) == count


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_is_whole_without_a_network(arrive: Arrive, lang: str) -> None:
    visit = arrive()
    visit.context.route(lambda url: urlsplit(url).hostname != LOOPBACK, lambda route: route.abort())

    for name in PAGES:
        visit.open(name, lang=lang)
        if name in POLYGONS:
            wait_for_outlines(visit, POLYGONS[name])
        assert visit.page.evaluate(BROKEN_IMAGES) == [], name

    assert visit.page.evaluate("document.fonts.check('16px Sarabun')")
    assert visit.strangers == []
    assert visit.complaints == []


def test_a_request_to_another_machine_would_be_noticed(arrive: Arrive) -> None:
    visit = arrive(bypass_csp=True)
    visit.page.goto(f"{visit.origin}/api/ready")
    visit.page.evaluate("fetch('http://example.invalid/').catch(() => null)")

    assert visit.strangers == ["http://example.invalid/"]
    visit.strangers.clear()


def test_the_page_itself_forbids_other_machines(arrive: Arrive) -> None:
    visit = arrive()
    visit.page.goto(f"{visit.origin}/api/ready")
    visit.page.evaluate("fetch('http://example.invalid/').catch(() => null)")

    assert "Content Security Policy" in visit.complaints[0]
