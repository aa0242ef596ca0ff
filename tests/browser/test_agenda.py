"""The agenda page as a reader uses it: sections by keyboard, on a telephone, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dashboard.ingest.intake import Incoming, examine, keep, publish_kept
from dashboard.settings import Places
from dashboard.ui.agenda import PARTS
from tests.browser.conftest import Arrive, copied, serving
from tests.browser.test_axe import violations
from tests.browser.test_phone import OUT_OF_REACH, PHONE, SMALL_PRINT, WIDEST
from tests.browser.visit import LANGS

pytestmark = pytest.mark.browser

AGENDA = "id,title_th,title_en\nagenda-1,วาระสมมุติ,A made-up agenda\n"
TARGETS = """\
agenda,indicator,ref_area,period,baseline,baseline_period,level_1,level_2,level_3,weight
agenda-1,tpmap_target_poor_rate,80,2599,4.3,2560,3.5,2.5,1.5,60
agenda-1,hai_overall,80,2599,0.5,2558,0.6,0.7,0.8,40
"""
UNLOCK = """id,agenda,system,problem,requested_change,status,status_date,due
u1,agenda-1,ระบบงาน,ปัญหา,ข้อเสนอหนึ่ง,ร่าง,,31/12/2599
u2,agenda-1,ระบบงบประมาณ,ปัญหา,ข้อเสนอสอง,เสนอแล้ว,1/1/2568,1/1/2569
"""


@pytest.fixture(scope="module")
def filled(browser: Browser, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose registers hold a made-up agenda."""
    assert browser.is_connected()
    where = Places(home=root, data=copied(root, tmp_path_factory.mktemp("agenda")))
    texts = {"a": AGENDA, "t": TARGETS, "u": UNLOCK}
    files = [Incoming(f"{name}.csv", text.encode()) for name, text in texts.items()]
    found = examine(files, where)
    publish_kept(keep(found, where, reason="ทดสอบ"), found, where, reason="ทดสอบ")
    with serving(root, where.data) as address:
        yield address


def test_sections_are_reached_by_keyboard_and_travel_as_a_link(arrive: Arrive, filled: str) -> None:
    visit = arrive(origin=filled).open("agenda", agenda="agenda-1")
    assert "ดัชนีสังเคราะห์ของระบบนี้ มิใช่ผลประเมินของสำนักงาน ก.พ.ร." in visit.words

    section = visit.page.get_by_role("radio", name="ทะเบียนปลดเงื่อนไข")
    section.focus()
    visit.page.keyboard.press("Enter")
    visit.expect_state(part="unlock", agenda="agenda-1")
    heading = visit.page.get_by_role("heading", name="ข้อเสนอปลดเงื่อนไข 2 รายการ")
    expect(heading).to_be_visible()
    assert "เลยกำหนด" in visit.words

    visit.page.get_by_role("radio", name="ระบบงบประมาณ").click()
    visit.expect_state(part="unlock", agenda="agenda-1", system="budget")
    other = arrive(origin=filled).open("agenda", part="unlock", system="budget", lang="en")
    expect(other.page.get_by_role("heading", name="Proposals to unlock: 1")).to_be_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_no_section_hangs_over_the_edge_of_a_telephone(
    arrive: Arrive, filled: str, lang: str
) -> None:
    visit = arrive(viewport=PHONE, origin=filled)

    for part in PARTS:
        visit.open("agenda", part=part, lang=lang)
        assert visit.page.evaluate(WIDEST) <= 360, part
        assert visit.page.evaluate(OUT_OF_REACH) == [], part
        assert visit.page.evaluate(SMALL_PRINT) == [], part


@pytest.mark.parametrize("color_scheme", ["dark"])
def test_no_section_bars_a_reader(arrive: Arrive, filled: str, color_scheme: str) -> None:
    visit = arrive(color_scheme=color_scheme, origin=filled)

    for part in PARTS:
        visit.open("agenda", part=part)
        assert list(violations(visit)) == [], part
