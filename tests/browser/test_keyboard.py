"""Everything that a mouse can do with the controls, a keyboard can do."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const here = document.activeElement;
  const name = here.getAttribute('aria-label') || here.innerText || '';
  return name.trim().split('\\n')[0];
}"""

# The look of what has the focus and of the three boxes around it, as one text.
LOOK = """here => {
  const looks = [];
  for (let each = here, depth = 0; each && depth < 4; each = each.parentElement, depth++) {
    const style = getComputedStyle(each);
    const {outline, boxShadow, borderColor, backgroundColor} = style;
    looks.push([outline, boxShadow, borderColor, backgroundColor].join('|'));
  }
  return looks.join('\\n');
}"""


def walk(visit: Visit, steps: int) -> list[str]:
    """Presses Tab and notes what has the focus."""
    names = []
    for _ in range(steps):
        visit.page.keyboard.press("Tab")
        names.append(visit.page.evaluate(FOCUSED))
    return names


def test_tab_reaches_navigation_switches_controls_and_downloads_in_this_order(
    arrive: Arrive,
) -> None:
    names = walk(arrive().open("districts"), 21)

    wanted = [
        "แผนที่อำเภอ",
        "แหล่งข้อมูล",
        "English",
        "ใช้ปี ค.ศ.",
        "ขอบเขต",
        "ตัวชี้วัด",
        "ช่วงเวลา",
        "พื้นที่ที่เลือก",
        "อัตรา",
        "ควอร์ไทล์",
        "รายละเอียดตัวชี้วัด",
    ]
    assert [name for name in names if name in wanted] == wanted


def test_the_focus_is_seen_on_every_control(arrive: Arrive) -> None:
    visit = arrive().open("districts")
    controls = visit.page.locator(
        "[data-testid=stMain] :is(input[role=combobox], [role=radio][aria-checked=true], "
        "[data-testid=stPopoverButton], [data-testid^=stBaseButton], [data-testid=stHtml] a)"
    )
    reached = [each for each in controls.element_handles() if each.is_visible()]
    assert len(reached) >= 10
    at_rest = {each: each.evaluate(LOOK) for each in reached}

    visit.page.get_by_role("link", name="แหล่งข้อมูล").focus()
    unseen = []
    for _ in range(len(reached) + 1):
        visit.page.keyboard.press("Tab")
        for each, before in at_rest.items():
            focused = each.evaluate("each => each === document.activeElement")
            if focused and each.evaluate(LOOK) == before:
                unseen.append(visit.page.evaluate(FOCUSED))
    assert unseen == []


def test_an_indicator_is_searched_and_chosen_without_a_mouse(arrive: Arrive) -> None:
    visit = arrive().open("districts")
    box = visit.control("ตัวชี้วัด")
    box.focus()
    visit.page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert visit.page.get_by_role("option").count() > 5

    visit.page.keyboard.press("ControlOrMeta+a")
    visit.page.keyboard.type("ประชากรตาม")
    expect(visit.page.get_by_role("option")).to_have_count(1)
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    visit.expect_state(ind="pop_registered")

    visit.control("พื้นที่ที่เลือก").focus()
    visit.page.keyboard.press("ControlOrMeta+a")
    visit.page.keyboard.type("ปากพ")
    expect(visit.page.get_by_role("option")).to_have_count(1)
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    visit.expect_state(ind="pop_registered", area="8012")


def test_switches_and_downloads_work_without_a_mouse(arrive: Arrive) -> None:
    visit = arrive().open("districts")
    visit.page.get_by_role("radio", name="อัตรา").focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Space")
    visit.expect_state(ind="tpmap_target_poor")

    menu = visit.page.get_by_test_id("stPopoverButton").locator("visible=true").first
    menu.focus()
    visit.page.keyboard.press("Enter")
    table = visit.page.get_by_test_id("stPopoverBody").get_by_role("button", name="CSV")
    expect(table).to_be_visible()
    # Streamlit puts an open menu behind everything else of the page.
    for _ in range(20):
        if table.evaluate("each => each === document.activeElement"):
            break
        visit.page.keyboard.press("Tab")
    expect(table).to_be_focused()
    with visit.page.expect_download() as found:
        visit.page.keyboard.press("Enter")
    assert found.value.suggested_filename == "tpmap_target_poor_80_2018_map.csv"
    visit.page.keyboard.press("Escape")
    expect(table).to_be_hidden()
