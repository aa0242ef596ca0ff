"""Every page on a telephone, 360 pixels wide: nothing hangs over its edge."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.visit import LANGS, PAGES

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
WIDEST = """() => Math.max(...[document.documentElement, document.body,
  document.querySelector('[data-testid=stMain]')].map(each => each.scrollWidth))"""

# Controls that lie outside the screen, or are cut off by a box that scrolls sideways.
OUT_OF_REACH = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const kinds = ['input[role=combobox]', '[role=radio]', '[data-testid=stPopoverButton]',
    '[data-testid^=stBaseButton]'];
  const controls = main.querySelectorAll(kinds.join(', '));
  const seen = [...controls].filter(each => each.checkVisibility() && each.offsetWidth > 0
    && !each.closest('[data-testid=stElementToolbar], [data-testid=stMultiSelect]'));
  return seen.filter(each => {
    const box = each.getBoundingClientRect();
    if (box.left < 0 || box.right > innerWidth) return true;
    for (let around = each.parentElement; around !== main; around = around.parentElement) {
      const edge = around.getBoundingClientRect();
      const cuts = getComputedStyle(around).overflowX !== 'visible';
      if (cuts && (box.left < edge.left - 1 || box.right > edge.right + 1)) return true;
    }
    return false;
  }).map(each => each.getAttribute('aria-label') ?? each.innerText);
}"""

# Words below 12 px; names on a map have their own measure (11.5 px) and a table that says the same.
SMALL_PRINT = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const small = new Set();
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const around = node.parentElement;
    if (!node.textContent.trim() || !around.checkVisibility()) continue;
    if (around.closest('.geolayer')) continue;
    if (parseFloat(getComputedStyle(around).fontSize) < 12) small.add(node.textContent.trim());
  }
  return [...small];
}"""


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_hangs_over_the_edge_of_a_telephone(arrive: Arrive, lang: str) -> None:
    visit = arrive(viewport=PHONE)

    for name in PAGES:
        visit.open(name, lang=lang)
        assert visit.page.evaluate(WIDEST) <= 360, name
        assert visit.page.evaluate(OUT_OF_REACH) == [], name
        assert visit.page.evaluate(SMALL_PRINT) == [], name


def test_the_map_is_whole_on_a_telephone_and_can_be_touched(arrive: Arrive) -> None:
    visit = arrive(viewport=PHONE, has_touch=True, is_mobile=True).open("districts")
    name = visit.page.locator(".geolayer text").get_by_text("ปากพนัง", exact=True)
    visit.page.get_by_test_id("stPlotlyChart").scroll_into_view_if_needed()
    expect(name).to_be_visible()

    names = visit.page.locator(".geolayer text:visible")
    boxes = [each.bounding_box() for each in names.all()]
    assert len(boxes) >= 18
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes)

    visit.click_area("8012").expect_state(area="8012")
    expect(visit.control("พื้นที่ที่เลือก")).to_have_value("ปากพนัง")


def test_other_pages_are_reached_through_the_menu_of_a_telephone(arrive: Arrive) -> None:
    visit = arrive(viewport=PHONE).open("overview")
    visit.page.get_by_test_id("stExpandSidebarButton").click()
    visit.page.get_by_role("link", name="แนวโน้ม").click()

    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("เพิ่มขึ้นหรือลดลง")
