"""The steward's page in a real browser: files in, told, published; nobody else sees the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive, copied, serving
from tests.browser.test_axe import violations
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

HEAD = "indicator,area,period,edition,value\n"
GOOD = HEAD + "tpmap_happiness_mean,8001,2562,TPMAP 2561,8.51\n"
BAD = HEAD + "tpmap_happiness_mean,8001x,2562,TPMAP 2561,8.51\n" + GOOD.removeprefix(HEAD)
DATA_SET = "TPMAP รายอำเภอ ภาคใต้"


@pytest.fixture(scope="module")
def data(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(root, tmp_path_factory.mktemp("steward"))


@pytest.fixture(scope="module")
def desk(root: Path, data: Path) -> Iterator[str]:
    """The address of a server that was started with `--steward`."""
    with serving(root, data, "--steward") as address:
        yield address


def drop(visit: Visit, name: str, content: str) -> Visit:
    visit.open("steward").choose("ชุดข้อมูลต้นทาง", DATA_SET)
    visit.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    )
    # The verdict right below the files.
    expect(visit.page.get_by_test_id("stAlert")).to_contain_text("เผยแพร่", timeout=30_000)
    return visit.still()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_a_faulty_file_is_told_to_everybody_who_reads(
    arrive: Arrive, desk: str, color_scheme: str
) -> None:
    visit = drop(arrive(origin=desk, color_scheme=color_scheme), "scores.csv", BAD)

    assert "2 พบข้อผิดพลาด 1 รายการ" in visit.words
    expect(visit.page.get_by_test_id("stAlert")).to_contain_text("เผยแพร่ไม่ได้", timeout=30_000)
    expect(visit.page.get_by_role("button", name="ทบทวนก่อนเผยแพร่", exact=True)).to_have_count(0)
    assert list(violations(visit)) == []


def test_a_double_click_publishes_once_and_everybody_sees_it(
    arrive: Arrive, desk: str, data: Path
) -> None:
    current = data / "snapshots" / "CURRENT"
    before = current.read_text(encoding="ascii").strip()
    reader = arrive(origin=desk).open("districts")
    assert f"ชุดข้อมูล {before}" in reader.words
    visit = drop(arrive(origin=desk), "scores.csv", GOOD)
    assert "งวดใหม่ 1 งวด 1 อำเภอ" in visit.words

    visit.page.get_by_label("เหตุผล (จำเป็น)").first.fill("คะแนนปี 2562")
    visit.page.get_by_role("button", name="ทบทวนก่อนเผยแพร่", exact=True).click()
    yes = visit.page.get_by_role("button", name="ยืนยันการเผยแพร่")
    yes.wait_for()
    assert list(violations(visit.still())) == []
    yes.dblclick()

    done = visit.page.get_by_test_id("stAlert").first
    expect(done).to_contain_text("บันทึกและเผยแพร่ชุด", timeout=60_000)
    after = current.read_text(encoding="ascii").strip()
    assert after != before
    acts = (data / "journal.jsonl").read_text(encoding="utf-8").count('"what":"publish"')
    assert acts == 1
    reader.click_area("8012").expect_state(area="8012")
    expect(reader.page.get_by_text(f"ชุดข้อมูล {after}")).to_be_visible(timeout=30_000)


def test_a_telephone_shows_the_page_without_scrolling_sideways(arrive: Arrive, desk: str) -> None:
    visit = drop(arrive(origin=desk, viewport={"width": 360, "height": 740}), "scores.csv", BAD)
    main = visit.page.get_by_test_id("stMain")
    assert main.evaluate("each => each.scrollWidth <= each.clientWidth")
    card = visit.page.get_by_role("listitem").filter(has_text="8001x")
    assert card.evaluate("each => each.scrollWidth <= each.clientWidth")
    box = card.bounding_box()
    assert box is not None
    assert box["width"] <= 360
    assert box["height"] <= 400


def test_a_server_without_the_option_has_no_such_page(arrive: Arrive) -> None:
    visit = arrive().open("sources")
    assert visit.page.get_by_role("link", name="จัดการข้อมูล").count() == 0

    visit.open("steward")
    expect(visit.page.locator("input[type=file]")).to_have_count(0)
    assert "นครศรีธรรมราชเป็นอย่างไร" in visit.words


def test_a_reader_behind_a_proxy_has_no_such_page(arrive: Arrive, desk: str) -> None:
    visit = arrive(origin=desk, extra_http_headers={"X-Forwarded-For": "203.0.113.9"})
    visit.open("steward")

    expect(visit.page.locator("input[type=file]")).to_have_count(0)
    assert visit.page.get_by_role("link", name="จัดการข้อมูล").count() == 0
