"""The steward's page without a browser, on a copy of the shipped data that may be changed."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.errors import HppError
from dashboard.snapshot import current, current_id, list_snapshots, read_registers
from dashboard.snapshot.journal import read_journal
from dashboard.ui import navigation, steward_publish
from dashboard.ui.steward_desk import DESK

SCORE = "tpmap_happiness_mean"
DATA_SET = "tpmap_2561_district"
HEAD = ("indicator", "area", "period", "edition", "value")
CITIZEN = "1101700230708"

Start = Callable[..., AppTest]


def template(*rows: tuple[str, ...]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([HEAD, *rows])
    return file.getvalue().encode("utf-8-sig")


# A score that no formula uses: two districts of the next year, one figure of before corrected.
GOOD = template(
    (SCORE, "8001", "2562", "TPMAP 2561", "8.51"),
    (SCORE, "8012", "2562", "TPMAP 2561", "8.47"),
    (SCORE, "8001", "2561", "TPMAP 2561", "8.44"),
)
BAD = template(
    (SCORE, "8001", "2562", "TPMAP 2561", "8.51"),
    (SCORE, "8001x", "2562", "TPMAP 2561", "8.47"),
    (SCORE, "8012", "2562", "TPMAP 2561", "สูง"),
)


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """A copy of the shipped data, in which nothing was done yet."""
    ignored = shutil.ignore_patterns("journal.jsonl")
    return Path(shutil.copytree(root / "data", tmp_path / "data", ignore=ignored))


@pytest.fixture
def start(root: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Opens the page: `start(lang="en")`, on a server that was started with `--steward`."""
    monkeypatch.setenv("HPP_DATA", str(data))
    monkeypatch.setattr(navigation, "open_to_reader", lambda: True)

    def start(**parameters: str) -> AppTest:
        at = AppTest.from_file(root / "dashboard" / "ui" / "app.py", default_timeout=120)
        at.switch_page(str(root / "pages" / "steward.py"))
        for name, value in parameters.items():
            at.query_params[name] = value
        return settled(at.run())

    return start


def settled(at: AppTest) -> AppTest:
    assert not at.exception, [each.message for each in at.exception]
    return at


def drop(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Drops files that belong to `DATA_SET`."""
    at.selectbox(key="steward:data_set").set_value(DATA_SET)
    at.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files])
    return settled(at.run())


def give_reason(at: AppTest, act: str, reason: str, name: str = "") -> AppTest:
    key = f"steward:{act}"
    fields = [each for each in at.text_input if (each.key or "").startswith(key)]
    fields[0].set_value(reason)
    fields[1].set_value(name)
    submit = next(
        each
        for each in at.button
        if each.proto.form_id == f"{key}:form" and each.proto.is_form_submitter
    )
    return settled(submit.click().run())


def press(at: AppTest, key: str) -> AppTest:
    return settled(at.button(key=key).click().run())


def words(at: AppTest) -> str:
    bodies = " ".join(each.proto.body for each in at.get("html"))
    plain = bodies.replace('<span class="whole">', "").replace("</span>", "")
    return plain.replace("<b>", "").replace("</b>", "")


def keys(at: AppTest) -> set[str]:
    return {each.key for each in at.button if each.key}


def test_without_the_option_there_is_no_such_page(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(navigation, "open_to_reader", lambda: False)

    at = start()

    assert "นครศรีธรรมราชเป็นอย่างไร" in words(at)
    assert len(at.file_uploader) == 0


def test_a_good_file_is_told_confirmed_and_published_once(start: Start, data: Path) -> None:
    folder = data / "snapshots"
    before = current_id(folder)
    at = drop(start(), ("score.csv", GOOD))
    assert "2 อ่านได้ 3 ค่า จาก 1 แฟ้ม ไม่มีข้อผิดพลาด" in words(at)
    assert "งวดใหม่ 1 งวด 2\u00a0อำเภอ รวม 2 ค่า ของ 1 ตัวชี้วัด (พ.ศ.\u00a02562)" in words(at)
    assert "แก้ตัวเลข 1 ค่า ของ 1 ตัวชี้วัด ใน 1\u00a0อำเภอ" in words(at)
    assert 'alt="เปลี่ยน 2 จาก 23 อำเภอ' in words(at)
    assert "**เผยแพร่ได้** (3 ค่าจะเปลี่ยนหรือเพิ่ม" in at.success[0].value
    figures = at.dataframe[2].value
    assert figures[["area", "period", "old", "new"]].to_numpy().tolist() == [
        ["เมืองนครศรีธรรมราช", "2561", "8.20", "8.44"],
        ["เมืองนครศรีธรรมราช", "2562", "", "8.51"],
        ["ปากพนัง", "2562", "", "8.47"],
    ]

    give_reason(at, "take_in", "  ")
    assert [each.value for each in at.warning] == ["กรุณาบอกเหตุผลก่อน"]
    assert "steward:take_in:yes" not in keys(at)

    give_reason(at, "take_in", "จปฐ. ปี 2562", "สมศรี")
    assert current_id(folder) == before
    desk = at.session_state[DESK]
    deed = desk.deed
    press(at, "steward:take_in:yes")
    after = current_id(folder)
    assert after not in {before, None}
    assert f"`{after}`" in at.success[0].value

    assert desk.examination is None
    assert at.file_uploader[0].value == []
    desk.do(lambda _: pytest.fail(f"{deed} was done twice"))
    acts = read_journal(folder).acts
    assert [each.what for each in acts] == ["ingest", "publish"]
    assert [each.who for each in acts] == ["สมศรี", "สมศรี"]
    assert acts[1].reason == "จปฐ. ปี 2562"
    assert [(each.name, each.bytes) for each in acts[0].files] == [("score.csv", len(GOOD))]


def test_registers_are_told_row_by_row_and_published_like_figures(start: Start, data: Path) -> None:
    before = current_id(data / "snapshots")
    agenda = "id,title_th\nsteward-1,วาระสมมุติ\n".encode()

    at = drop(start(lang="en"), ("agenda.csv", agenda))
    assert "Agendas: rows added 1, changed 0, removed 0 (steward-1)" in words(at)
    at = press(give_reason(at, "take_in", "วาระใหม่", "ทดสอบ"), "steward:take_in:yes")

    after = current(data / "snapshots")
    assert after is not None
    assert after.id != before
    assert "steward-1" in read_registers(after)["agenda"]["id"].tolist()


def test_a_faulty_file_is_told_by_row_and_column_and_stays_out(start: Start, data: Path) -> None:
    at = drop(start(lang="en"), ("score.csv", BAD))

    cards = next(each.proto.body for each in at.get("html") if "<ul" in each.proto.body)
    assert cards.count("<li") == 2
    assert "<b>▲ error · row 3 · column area</b>" in cards
    assert "<b>▲ error · row 4 · column value</b>" in cards
    assert all(f">{value}</span>" in cards for value in ("8001x", "สูง"))
    cells = at.dataframe[1].value
    assert cells.to_numpy()[2].tolist()[2] == "▲ 8001x"
    assert cells.to_numpy()[3].tolist()[5] == "▲ สูง"
    assert "**This cannot be published**: errors: 2, in files: 1." in at.error[0].value
    assert len(at.error) == 1
    steps = ("2 Errors: 2", "Nothing can be compared while", "Not yet: why, and what to do")
    assert all(each in words(at) for each in steps)
    assert not {"steward:take_in:yes"} & keys(at)
    assert len(list_snapshots(data / "snapshots")) == 1


def test_of_a_file_with_personal_data_nothing_stays(start: Start) -> None:
    name = "สมชาย ใจดี"
    person = f"ชื่อ,เลขประจำตัวประชาชน,โทร\n{name},{CITIZEN},0812345678\n".encode()

    at = drop(start(), ("people.csv", person), ("score.csv", GOOD))

    assert "ไม่เหลือเนื้อหาในระบบ" in at.warning[0].value
    assert at.file_uploader[0].value == []
    shown = words(at) + " ".join(each.value.to_string() for each in at.dataframe)
    desk = at.session_state[DESK]
    assert desk.examination.files[0].document is None
    for secret in (name, CITIZEN, "0812345678"):
        assert secret not in shown
        assert secret not in repr(desk)
    assert "people.csv" in shown


def test_two_tabs_publish_one_after_the_other(start: Start, data: Path) -> None:
    folder = data / "snapshots"
    first, second = start(lang="en"), start(lang="en")
    drop(first, ("score.csv", GOOD))
    drop(second, ("score.csv", template((SCORE, "8002", "2562", "TPMAP 2561", "8.40"))))
    give_reason(first, "take_in", "one")
    give_reason(second, "take_in", "two")

    press(first, "steward:take_in:yes")
    one = current_id(folder)
    press(second, "steward:take_in:yes")

    assert current_id(folder) == one
    assert f"by now `{one}` is published" in second.warning[0].value
    press(second, "steward:again")
    give_reason(second, "take_in", "two")
    press(second, "steward:take_in:yes")
    assert current_id(folder) != one
    assert read_journal(folder).acts[-1].over == one


def test_a_full_disk_loses_nothing(
    start: Start, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = current_id(data / "snapshots")
    at = drop(start(lang="en"), ("score.csv", GOOD))
    give_reason(at, "take_in", "why")

    def full(*_: object, **__: object) -> None:
        raise HppError("snapshot.cannot_write", file="observation.parquet", why="No space left")

    with monkeypatch.context() as disk:
        disk.setattr(steward_publish, "keep", full)
        press(at, "steward:take_in:yes")

    assert "No space left" in at.error[0].value
    assert "What is published has not changed." in at.error[0].value
    assert current_id(data / "snapshots") == before
    give_reason(at, "take_in", "why")
    press(at, "steward:take_in:yes")
    assert current_id(data / "snapshots") != before


def test_going_back_and_on_again(start: Start, data: Path) -> None:
    folder = data / "snapshots"
    before = current_id(folder)
    at = drop(start(lang="en"), ("score.csv", GOOD))
    give_reason(at, "take_in", "new year")
    press(at, "steward:take_in:yes")
    after = current_id(folder)

    give_reason(at, "publish", "the file was wrong")
    assert f"If {before} is published in place of {after}" in words(at)
    assert "Figures gone: 2 · indicators: 1 · 2\u00a0districts" in words(at)
    assert "Revised figures: 1 · indicators: 1 · 1\u00a0district" in words(at)
    assert f"Snapshot `{before}` takes the place of `{after}`" in at.markdown[0].value
    press(at, "steward:publish:yes")

    assert current_id(folder) == before
    assert f"Snapshot `{before}` is published in place of `{after}`" in at.success[0].value
    # What `hpp rollback` would go back to is chosen; the first snapshot was made from none.
    assert at.selectbox(key=f"steward:other:{before}").value is None
    give_reason(at, "publish", "it was right")
    assert [each.value for each in at.warning] == ["Please choose the snapshot to publish instead."]
    at.selectbox(key=f"steward:other:{before}").set_value(after)
    give_reason(at, "publish", "it was right")
    press(at, "steward:publish:yes")
    assert current_id(folder) == after
    assert [each.what for each in read_journal(folder).acts][-2:] == ["rollback", "publish"]
    assert "it was right" in at.dataframe[-1].value["reason"].tolist()


def test_every_reader_sees_the_journal_and_what_a_snapshot_changed(
    start: Start, root: Path
) -> None:
    at = drop(start(lang="en"), ("score.csv", GOOD))
    give_reason(at, "take_in", "new year", "Somsri")
    press(at, "steward:take_in:yes")

    at.switch_page(str(root / "pages" / "sources.py"))
    at.query_params["part"] = "snapshots"
    settled(at.run())

    assert "New periods: 1 · 2\u00a0districts · figures: 2" in words(at)
    journal = at.dataframe[-1].value
    assert journal["who"].tolist() == ["Somsri", "Somsri"]
    assert journal["files"][0].startswith("score.csv (")
    assert len(journal["files"][0]) == len("score.csv (12345678)")
    assert DESK not in at.session_state


def test_every_step_is_there_before_the_first_file(start: Start) -> None:
    told = words(start(lang="en"))

    steps = [told.index(f">{number} ") for number in range(1, 6)]
    assert steps == sorted(steps)
    assert told.count("No files yet.") == 3


def test_what_is_published_already_is_said_so(start: Start) -> None:
    at = drop(start(lang="en"), ("score.csv", GOOD))
    give_reason(at, "take_in", "new year")
    press(at, "steward:take_in:yes")

    drop(at, ("again.csv", GOOD))

    assert "**This is published already**" in at.info[0].value
    assert "There is nothing to publish." in words(at)
    assert not [each for each in at.text_input if (each.key or "").startswith("steward:take_in")]
