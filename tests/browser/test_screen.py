"""A projector's screen, 1280 by 720: nothing is cut, and sources stand above the fold."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Arrive
from tests.browser.visit import LANGS

pytestmark = pytest.mark.browser

# Below the pictures: where each source line begins and ends, and how many lines it takes.
SOURCES = """() => [...document.querySelectorAll('.stHtml .small')].slice(0, 2).map(each => {
  const box = each.getBoundingClientRect();
  return [Math.round(box.bottom), Math.round(box.height / 20)];
})"""
CLOSED = """() => [...document.querySelectorAll('.stSelectbox input')].map(each =>
  [each.value, each.scrollWidth > each.clientWidth, getComputedStyle(each).textOverflow])"""
CHIPS = """() => [...document.querySelectorAll('.stMultiSelect [role=group] [role=group] > span')]
  .map(each => {
    const box = each.getBoundingClientRect();
    const around = each.closest('.stMultiSelect').getBoundingClientRect();
    return box.width > 0 && box.left >= around.left && box.right <= around.right - 56
      && box.bottom <= around.bottom && each.firstChild.scrollWidth <= each.firstChild.clientWidth;
  })"""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("page", "indicator"),
    [
        ("districts", "tpmap_target_poor_rate"),
        ("districts", "tpmap_target_poor_living_rate"),
        ("provinces", "gpp_per_capita"),
        ("provinces", "gpp_cvm_growth"),
    ],
)
def test_two_source_lines_stand_above_the_fold(
    arrive: Arrive, page: str, indicator: str, lang: str
) -> None:
    visit = arrive().open(page, lang=lang, ind=indicator)

    lines = visit.page.evaluate(SOURCES)
    assert [height for _, height in lines] == [1, 1]
    assert lines[-1][0] <= 720


@pytest.mark.parametrize("lang", LANGS)
def test_a_closed_control_ends_in_a_sign_where_its_words_go_on(arrive: Arrive, lang: str) -> None:
    visit = arrive().open("provinces", lang=lang, ind="gpp_per_capita_relative", area="80")

    closed = visit.page.evaluate(CLOSED)
    assert any(cut for _, cut, _ in closed) or lang == "th"
    assert {overflow for _, _, overflow in closed} == {"ellipsis"}


@pytest.mark.parametrize("width", [1280, 360])
def test_every_highlighted_area_is_named_in_full(arrive: Arrive, width: int) -> None:
    visit = arrive(viewport={"width": width, "height": 720})
    visit.open("trends", lang="en", areas="8001,8012,8017,8023")

    assert visit.page.evaluate(CHIPS) == [True] * 4


def test_a_table_gives_no_file_without_source_and_period(arrive: Arrive) -> None:
    visit = arrive().open("sources")
    visit.page.get_by_test_id("stDataFrame").first.hover()
    toolbar = visit.page.get_by_test_id("stElementToolbar").first

    assert toolbar.get_by_test_id("stElementToolbarButton").count() > 0
    assert toolbar.get_by_label("Download as CSV").count() == 0
    assert "Download" not in (toolbar.inner_html() or "")
