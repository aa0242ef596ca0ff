"""A running server shows a new snapshot at the next change, and outlives a damaged one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive, copied, serving

pytestmark = pytest.mark.browser


def publish_another(root: Path, data: Path) -> str:
    """Changes a word of the catalogue, builds and publishes; the new id."""
    catalogue = data / "catalog" / "indicators.toml"
    words = catalogue.read_text(encoding="utf-8")
    changed = words.replace('th = "สัดส่วนคนจนเป้าหมาย"', 'th = "สัดส่วนคนจนแบบใหม่"')
    assert changed != words
    catalogue.write_text(changed, encoding="utf-8")
    command = [sys.executable, "-m", "dashboard", "build", "--data", str(data)]
    subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=120)
    return (data / "snapshots" / "CURRENT").read_text(encoding="ascii").strip()


def test_a_new_snapshot_is_noticed_and_a_damaged_one_refused(
    root: Path, tmp_path: Path, arrive: Arrive
) -> None:
    data = copied(root, tmp_path)
    current = data / "snapshots" / "CURRENT"
    before = current.read_text(encoding="ascii").strip()
    with serving(root, data) as address:
        visit = arrive(origin=address).open("districts")
        assert f"ชุดข้อมูล {before}" in visit.words

        after = publish_another(root, data)
        assert after != before
        visit.click_area("8012").expect_state(area="8012")
        expect(visit.page.get_by_text(f"ชุดข้อมูล {after}")).to_be_visible()
        assert before not in visit.words
        expect(visit.control("ตัวชี้วัด")).to_have_value("สัดส่วนคนจนแบบใหม่ · ความยากจน")

        current.write_text("no snapshot\n", encoding="ascii")
        visit.click_area("8012").expect_state()
        banner = visit.page.get_by_test_id("stAlert")
        expect(banner).to_contain_text("แสดงชุดข้อมูลล่าสุดที่ใช้ได้อยู่")
        expect(banner).to_contain_text("CURRENT")
        assert f"ชุดข้อมูล {after}" in visit.words
        assert visit.numbers[0] == "6.80"

        current.write_text(f"{after}\n", encoding="ascii")
        visit.click_area("8012").expect_state(area="8012")
        expect(banner).to_have_count(0)
        assert "Traceback" not in visit.words
