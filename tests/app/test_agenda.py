"""The agenda page: as it is shipped, and with registers made up for the test."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.catalog import load_catalog
from dashboard.ingest.intake import Incoming, examine, keep, publish_kept
from dashboard.ingest.registers import read_shipped
from dashboard.settings import Places
from dashboard.snapshot import (
    TABLES,
    current,
    current_id,
    publish,
    read_registers,
    write_snapshot,
)
from dashboard.ui import agenda as agenda_page
from dashboard.ui import agenda_edit, agenda_plan, agenda_unlock, door
from dashboard.ui.agenda import PARTS
from dashboard.ui.gallery import GALLERY

TODAY = date(2026, 11, 23)
OWN = "ดัชนีสังเคราะห์ของระบบนี้ มิใช่ผลประเมินของสำนักงาน ก.พ.ร."
TITLE = "พัฒนาคุณภาพชีวิตพิชิตความยากจนคนเมืองคอน ลดความเหลื่อมล้ำ ไม่ทิ้งใครไว้ข้างหลัง"
# TPMAP 2561: 26,391 target poor of 906,950 surveyed are 2.90986 %.
TARGETS = """\
agenda,indicator,ref_area,period,baseline,baseline_period,level_1,level_2,level_3,weight
nst-2565,tpmap_target_poor_rate,80,2570,4.3,2560,3.5,2.5,1.5,50
nst-2565,hai_overall,80,2570,0.5,2558,0.9,0.95,0.99,50
"""
UNLOCK = """\
id,agenda,system,problem,requested_change,change_type,deciding_body,level,status,\
status_date,effect_indicator,effect_direction,due
u1,nst-2565,ระบบงาน,ปัญหา,ข้อเสนอหนึ่ง,แก้ระเบียบ,กรมสมมุติ,กรม/กระทรวง,ร่าง,,,,31/12/2570
u2,nst-2565,ระบบงบประมาณ,ปัญหา,ข้อเสนอสอง,แก้ระเบียบ,กรมสมมุติ,กรม/กระทรวง,เสนอแล้ว,1/1/2561,hai_overall,เพิ่มขึ้น,22/11/2569
u3,nst-2565,ระบบงบประมาณ,ปัญหา,ข้อเสนอสาม,แก้กฎหมาย,สภาสมมุติ,รัฐสภา,ถอน,1/1/2569,,,1/1/2569
"""

Show = Callable[..., AppTest]


@pytest.fixture(scope="module")
def shipped(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped figures with the shipped agenda."""
    data = tmp_path_factory.mktemp("agenda") / "data"
    for name in ("catalog", "snapshots", "agenda"):
        shutil.copytree(root / "data" / name, data / name)
    where = Places(home=root, data=data)
    before = current(where.snapshots)
    assert before is not None
    tables = {name: pq.read_table(before.table_path(name)).to_pandas() for name in TABLES}
    tables |= {str(k): v for k, v in read_shipped(where, load_catalog(where.catalog)).items()}
    facts = {"folder": where.snapshots, "reason": "test", "parent": before.id}
    publish(where.snapshots, write_snapshot(tables, origin="build", **facts).id)  # type: ignore[arg-type]
    return data


@pytest.fixture(scope="module")
def filled(root: Path, shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with two targets and three entries."""
    data = tmp_path_factory.mktemp("filled") / "data"
    shutil.copytree(shipped, data)
    where = Places(home=root, data=data)
    files = [Incoming("t.csv", TARGETS.encode()), Incoming("u.csv", UNLOCK.encode())]
    found = examine(files, where)
    assert found.refusal is None, [each.message("en") for each in found.errors]
    publish_kept(keep(found, where, reason="ทดสอบ"), found, where, reason="ทดสอบ")
    return data


@pytest.fixture
def show(root: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    def run(data: Path, **parameters: str) -> AppTest:
        monkeypatch.setenv("HPP_DATA", str(data))
        for module in (agenda_plan, agenda_unlock):
            monkeypatch.setattr(module, "today", lambda: TODAY)
        at = AppTest.from_file(root / "dashboard" / "ui" / "app.py", default_timeout=60)
        at.switch_page(str(root / "pages" / "agenda.py"))
        for name, value in parameters.items():
            at.query_params[name] = value
        at.run()
        assert not at.exception, [each.message for each in at.exception]
        assert not at.error, [each.body for each in at.error]
        return at

    return run


def words(at: AppTest) -> str:
    bodies = " ".join(each.proto.body for each in at.get("html"))
    plain = bodies.replace('<span class="whole">', "").replace("</span>", "")
    return re.sub(r"</?b>", "", plain).replace("\u00a0", " ")


def drawings(at: AppTest) -> list[str]:
    names = re.findall(r'src="picture/([0-9a-f]+\.svg)"', words(at))
    return [gzip.decompress(GALLERY.find(name) or b"").decode() for name in names]


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_every_section_opens_empty_and_filled(
    show: Show, shipped: Path, filled: Path, part: str, lang: str
) -> None:
    for data in (shipped, filled):
        assert not show(data, part=part, lang=lang).warning


def test_the_shipped_agenda_is_shown_in_plain_words_with_its_source(
    show: Show, shipped: Path
) -> None:
    at = show(shipped)

    told = words(at)
    assert TITLE in told
    assert "อยู่รอด → อยู่อย่างพอเพียง → ยั่งยืน" in told
    assert "ระบบงาน · ระบบแผน · ระบบงบประมาณ · ระบบบริหารงานบุคคล" in told
    assert "10 พฤษภาคม 2565" in told
    assert "opdc.go.th/7632" in told


def test_without_targets_the_present_figures_stand_there_and_no_score(
    show: Show, shipped: Path
) -> None:
    at = show(shipped)

    assert "ยังไม่มีเป้าหมายสามขั้นของวาระนี้" in words(at)
    assert "ร้อยละ 2.91" in words(at)
    table = at.dataframe[0].value
    assert len(table) == 6
    assert (
        dict(zip(table["name"], table["obs_value"].round(2), strict=True))["สัดส่วนคนจนเป้าหมาย"]
        == 2.91
    )
    assert "คะแนนถ่วงน้ำหนัก" not in words(at)
    assert "hpp " not in words(at)


def test_an_empty_register_says_how_to_begin(show: Show, shipped: Path) -> None:
    at = show(shipped, part="unlock")

    assert "ยังไม่มีข้อเสนอปลดเงื่อนไข" in words(at)
    assert "hpp " not in words(at), "a reader has no command line"
    assert "ส่งแบบที่กรอกแล้วให้ผู้ดูแลข้อมูลของจังหวัด" in words(at)
    assert [each.proto.label for each in at.get("download_button")] == ["แบบกรอก (Excel)"]
    assert not at.dataframe


def test_on_a_stewards_server_the_form_goes_to_the_page_that_takes_it_in(
    show: Show, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "open_to_reader", lambda: True)
    told = words(show(shipped, part="unlock", lang="en"))

    assert "Hand it in on the page Manage data" in told
    assert "data steward" not in told


def test_beneficiaries_offer_the_template_that_brings_them_in(show: Show, shipped: Path) -> None:
    at = show(shipped, part="aims", lang="en")

    assert not at.code
    assert [each.proto.label for each in at.get("download_button")] == ["Template (Excel)"]
    assert "Send the filled template to the data steward of the province" in words(at)


def test_a_target_shows_level_score_gap_in_people_and_pace(show: Show, filled: Path) -> None:
    at = show(filled)

    rows = at.dataframe[0].value.set_index("name")
    poor = rows.loc["สัดส่วนคนจนเป้าหมาย"]
    assert poor["level"] == "ขั้นต้น"
    # 50 points at 3.5, 75 at 2.5: 50 + (3.5 − 2.90986) × 25 = 64.75.
    assert poor["points"] == pytest.approx(64.75, abs=0.01)
    # At 2.5 % at most 22,673 of 906,950 are left: 26,391 − 22,673 = 3,718 fewer.
    assert "3,718 คน" in poor["gap"]
    assert "0.41 จุดร้อยละ" in poor["gap"]
    # 2.90986 − 2.5 = 0.40986 over four quarters; 4.3 − 2.90986 = 1.39014 in the year before.
    assert poor["needed"] == "0.102 จุดร้อยละ ต่อไตรมาส"
    assert poor["so_far"] == "0.348 จุดร้อยละ ต่อไตรมาส"
    assert poor["course"] == "ตามแผน"
    assert rows.loc["ดัชนี HAI"]["course"] == "ช้ากว่าแผน"


def test_the_rule_the_quarters_and_the_label_of_the_score_are_said(
    show: Show, filled: Path
) -> None:
    told = words(show(filled))

    assert "จาก 2 เป้าหมาย ตามแผนหรือถึงมาตรฐานแล้ว 1 ช้ากว่าแผน 1 ยังบอกไม่ได้ 0" in told
    assert "เหลือ 4 ไตรมาส" in told
    assert "คะแนนถ่วงน้ำหนัก" in told
    assert OWN in told
    [picture] = drawings(show(filled))
    for mark in ("ขั้นต้น", "มาตรฐาน", "ขั้นสูง"):
        assert mark in picture


def test_overdue_entries_come_first_and_closed_ones_are_never_overdue(
    show: Show, filled: Path
) -> None:
    at = show(filled, part="unlock")

    assert "ข้อเสนอปลดเงื่อนไข 3 รายการ เลยกำหนด 1" in words(at)
    assert "▲ เลยกำหนด 1 วัน" in words(at)
    by_body, entries = (each.value for each in at.dataframe)
    assert entries["id"].tolist() == ["u2", "u3", "u1"]
    assert entries["late"].fillna(0).tolist() == [1, 0, 0]
    assert by_body.iloc[0].tolist()[:2] == ["ระบบงบประมาณ", "กรมสมมุติ"]


def test_an_entry_says_what_its_indicator_did_since(show: Show, filled: Path) -> None:
    at = show(filled, part="unlock", lang="en")

    entries = at.dataframe[1].value.set_index("id")
    assert "expected to go up" in entries.loc["u2"]["effect"]
    assert "(2017) →" in entries.loc["u2"]["effect"]
    assert entries.loc["u1"]["effect"] == "no indicator named"


def test_a_system_narrows_the_register(show: Show, filled: Path) -> None:
    at = show(filled, part="unlock", system="work")

    assert "ข้อเสนอปลดเงื่อนไข 1 รายการ เลยกำหนด 0" in words(at)
    assert at.dataframe[1].value["id"].tolist() == ["u1"]


def test_history_is_told_by_the_snapshots(show: Show, filled: Path) -> None:
    at = show(filled, part="unlock", entry="u2")

    assert "เสนอแล้ว ตั้งแต่ 1 ม.ค. 2561" in words(at)
    assert "ทดสอบ" in words(at)


@pytest.fixture
def desk(root: Path, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A folder that may be changed, on a server that was started with `--steward`."""
    data = Path(shutil.copytree(filled, tmp_path / "data"))
    for module in (agenda_page, agenda_edit):
        monkeypatch.setattr(module, "open_to_reader", lambda: True)
    return Places(home=root, data=data)


def save(at: AppTest, reason: str) -> AppTest:
    at.text_input[0].set_value(reason)
    submit = next(each for each in at.button if each.proto.is_form_submitter)
    submit.click().run()
    assert not at.exception, [each.message for each in at.exception]
    return at


def test_nobody_but_a_steward_may_edit(show: Show, filled: Path) -> None:
    at = show(filled, part="edit")

    assert [each.body for each in at.info if "edit" in each.body]
    assert not at.text_input


@pytest.mark.parametrize("register", ["agenda", "target", "unlock"])
def test_a_save_without_a_change_writes_nothing(show: Show, desk: Places, register: str) -> None:
    before = current_id(desk.snapshots)

    at = save(show(desk.data, part="edit", register=register), "เหตุผล")

    assert "ไม่มี" in at.info[0].body or "ตรงกับ" in at.info[0].body
    assert current_id(desk.snapshots) == before


def edit(at: AppTest, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    """What a person types into the table: the rows that the next run finds in the editor."""
    key = f"{agenda_edit.EDITED}:unlock"
    begun = at.session_state[key]
    at.session_state[key] = begun._replace(rows=change(begun.rows))


def test_an_edited_entry_is_published_with_its_reason(show: Show, desk: Places) -> None:
    at = show(desk.data, part="edit", register="unlock")
    edit(at, lambda rows: rows.assign(problem=["ปัญหาใหม่", *rows["problem"][1:]]))

    save(at, "ปรับปัญหา")

    snapshot = current(desk.snapshots)
    assert snapshot is not None
    assert snapshot.manifest.reason == "ปรับปัญหา"
    assert read_registers(snapshot)["unlock"]["problem"].tolist()[0] == "ปัญหาใหม่"


def test_a_faulty_edit_is_told_and_stays_on_the_screen(show: Show, desk: Places) -> None:
    before = current_id(desk.snapshots)
    at = show(desk.data, part="edit", register="unlock")
    edit(at, lambda rows: rows.assign(system=["", *rows["system"][1:]]))

    save(at, "เหตุผล")

    assert "ข้อเสนอปลดเงื่อนไขไม่ระบุระบบ" in words(at)
    assert current_id(desk.snapshots) == before


def test_of_two_who_edit_at_once_the_second_cannot_save_over_the_first(
    show: Show, desk: Places
) -> None:
    one, other = (show(desk.data, part="edit", register="unlock") for _ in range(2))
    for at, text in ((one, "ก"), (other, "ข")):
        edit(at, lambda rows, text=text: rows.assign(next_step=text))
    save(one, "คนแรก")
    first = current(desk.snapshots)

    save(other, "คนที่สอง")

    assert current(desk.snapshots) == first
    assert "จึงบันทึกทับไม่ได้" in other.warning[0].body


def test_beneficiaries_by_district_show_the_suppressed_as_such(show: Show, desk: Places) -> None:
    figures = "indicator,area,period,value\n" + "".join(
        f"beneficiaries_survive,{area},2568,{count}\n"
        for area, count in (("80", 900), ("8001", 150), ("8012", 300), ("8002", 3))
    )
    found = examine([Incoming("b.csv", figures.encode())], desk)
    assert found.refusal is None
    publish_kept(keep(found, desk, reason="ทดสอบ"), found, desk, reason="ทดสอบ")

    at = show(desk.data, part="aims")

    assert "อยู่รอด 900 คน" in words(at)
    rows = at.dataframe[0].value.set_index("name")
    assert rows.loc["ปากพนัง"]["beneficiaries_survive"] == 300
    assert pd.isna(rows.loc["พรหมคีรี"]["beneficiaries_survive"])
    assert rows.loc["พรหมคีรี"]["remark"] == "ปกปิด: อยู่รอด"
    assert "หน่วยงานรายงานเอง" in words(at)
    assert len(read_registers(current(desk.snapshots))["unlock"]) == 3  # type: ignore[arg-type]


def test_the_sources_of_an_agenda_link_to_its_indicators(show: Show, shipped: Path) -> None:
    told = " ".join(each.proto.body for each in show(shipped).get("html"))

    assert 'href="sources?ind=tpmap_target_poor_rate"' in told
    assert 'href="sources?ind=tpmap_target_poor_access_rate"' in told
