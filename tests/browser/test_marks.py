"""Thai marks above and below the line are whole: no line runs into the next."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, Arrive
from tests.browser.test_phone import PHONE
from tests.browser.visit import PAGES

pytestmark = pytest.mark.browser

# Blocks in which the marks of one line run into the next, or that a box around them cuts.
CLIPPED = """() => {
  const pen = document.createElement('canvas').getContext('2d');
  const main = document.querySelector('[data-testid=stMain]');
  const blocks = [...main.querySelectorAll('[data-testid=stHtml] :is(h1, h2, p, li, dt, dd)')];
  const graphemes = new Intl.Segmenter('th', {granularity: 'grapheme'});
  const letters = block => {
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const [spot, found] = [document.createRange(), []];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      for (const {segment, index} of graphemes.segment(node.data)) {
        spot.setStart(node, index);
        spot.setEnd(node, index + segment.length);
        const {left, right, bottom} = spot.getBoundingClientRect();
        const size = pen.measureText(segment);
        const [up, down] = [size.actualBoundingBoxAscent, size.actualBoundingBoxDescent];
        if (segment.trim()) found.push({segment, left, right, bottom, up, down});
      }
    }
    return found;
  };
  const reason = block => {
    const style = getComputedStyle(block);
    const line = parseFloat(style.lineHeight);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    // Marks are narrower than their letters: a fifth of the size may pass beside each other.
    const room = parseFloat(style.fontSize) / 5;
    const all = letters(block);
    for (const upper of all) for (const lower of all) {
      const apart = lower.bottom - upper.bottom;
      if (apart < line / 2 || apart > line * 1.5) continue;
      if (lower.right <= upper.left || lower.left >= upper.right) continue;
      const touch = upper.down + lower.up > apart + room;
      if (touch) return `${upper.segment} runs into ${lower.segment}`;
    }
    const box = block.getBoundingClientRect();
    for (let around = block; around !== main; around = around.parentElement) {
      const edge = around.getBoundingClientRect();
      const cuts = getComputedStyle(around).overflowY !== 'visible';
      if (cuts && around.scrollHeight > around.clientHeight + 1) return 'higher than its box';
      if (cuts && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1)) return 'cut by its box';
    }
    return '';
  };
  return {
    count: blocks.length,
    clipped: blocks.map(block => [reason(block), block.innerText]).filter(([why]) => why),
  };
}"""


def test_no_thai_mark_is_clipped(arrive: Arrive) -> None:
    visit = arrive()
    for name in PAGES:
        visit.page.set_viewport_size(DESK)
        visit.open(name)
        for size in (DESK, PHONE):
            visit.page.set_viewport_size(size)
            found = visit.still().page.evaluate(CLIPPED)
            assert found["count"] >= 2
            assert found["clipped"] == [], f"{name} at {size['width']}"


def test_the_check_sees_the_line_height_of_streamlit_s_own_headings(arrive: Arrive) -> None:
    visit = arrive(viewport=PHONE).open("sources")
    visit.page.locator("h1").evaluate(
        "title => { title.innerText = 'กี่ปู่ ฐุ น้ำ ผู้ '.repeat(9); title.style.lineHeight = '1.2'; }"
    )
    assert visit.page.evaluate(CLIPPED)["clipped"] != []
