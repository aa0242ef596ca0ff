"""Headings that name a time, marks beside figures, units in words."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest.documents.model import Document, Sheet
from dashboard.ingest.readers import nso
from dashboard.ingest.readers.nso_grid import Grid
from dashboard.ingest.readers.nso_marks import meaning, read_notes
from dashboard.ingest.readers.nso_moments import moment_in, moment_of, span_in
from dashboard.ingest.readers.nso_tables import find_tables
from dashboard.ingest.readers.nso_words import (
    is_footer,
    label_key,
    marked,
    unit_in,
    without_contacts,
)


@pytest.mark.parametrize(
    ("cell", "year", "quarter", "status"),
    [
        (2566, 2566, 0, ""),
        (2566.0, 2566, 0, ""),
        ("๒๕๖๖", 2566, 0, ""),
        ("พ.ศ. 2566", 2566, 0, ""),
        ("ปี พ.ศ. 2566", 2566, 0, ""),
        ("2566 (2023)", 2566, 0, ""),
        ("2566/2023", 2566, 0, ""),
        ("2566p", 2566, 0, "P"),
        ("2023 (r)", 2023, 0, "r"),
        ("2566 1/", 2566, 0, ""),
        ("ไตรมาสที่ 1", 0, 1, ""),
        ("ไตรมาส 4 (ต.ค.-ธ.ค.)", 0, 4, ""),
        ("ไตรมาสที่ 3/2566", 2566, 3, ""),
        ("Q2 2023", 2023, 2, ""),
        ("2023-Q4", 2023, 4, ""),
        ("1/2566", 2566, 1, ""),
    ],
)
def test_a_heading_names_its_time(cell: Any, year: int, quarter: int, status: str) -> None:
    found = moment_of(cell)
    assert found is not None
    assert (found.year, found.quarter, found.status) == (year, quarter, status)


@pytest.mark.parametrize(
    "cell",
    ["จังหวัด", "พ.ศ. 2547 - 2566", "รวม", 12345, 33414.5, True, None, "", "1/", "ชาย 2566 คน"],
)
def test_other_cells_name_no_time(cell: Any) -> None:
    assert moment_of(cell) is None


def test_footnote_marks_of_a_heading_are_kept() -> None:
    found = moment_of("2566 1/ *")
    assert found is not None
    assert found.marks == ("1/", "*")


def test_a_title_names_a_span_or_one_year() -> None:
    assert span_in("รายได้ รายจังหวัด พ.ศ. 2547 - 2566") == (2004, 2023)
    assert span_in("Income, 2004–2023") == (2004, 2023)
    assert span_in("รายได้ รายจังหวัด") is None
    assert moment_in("แรงงาน ไตรมาสที่ 2 พ.ศ. 2566 (2023)").common == 2023
    assert moment_in("แรงงาน ไตรมาสที่ 2 พ.ศ. 2566").quarter == 2
    assert moment_in("แรงงาน พ.ศ. 2564 - 2566").year == 0


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("หน่วย: บาท", "บาท"),
        ("หน่วย : พันคน", "พันคน"),
        ("(หน่วย: ร้อยละ)", "ร้อยละ"),
        ("Unit: Thousand persons", "Thousand persons"),
        ("(บาท)", "บาท"),
        ("รายได้เฉลี่ย (พันบาท) รายจังหวัด", "พันบาท"),
        ("รายได้เฉลี่ย (2566)", ""),
        ("บาท", ""),
    ],
)
def test_a_text_states_its_unit(text: str, unit: str) -> None:
    assert unit_in(text, alone=False) == unit


def test_a_bare_unit_counts_in_a_corner() -> None:
    assert unit_in("บาท", alone=True) == "บาท"
    assert unit_in("จังหวัด", alone=True) == ""


def test_labels_are_compared_without_numbering_and_marks() -> None:
    assert label_key("1. เพื่อใช้ในการศึกษา 2/") == label_key("เพื่อใช้ในการศึกษา")
    assert label_key("- อื่นๆ") == label_key("อื่น ๆ")
    assert label_key("60 - 69 ปี") != label_key("69 ปี")
    assert marked("กระบี่ 1/ *") == ("กระบี่", ("1/", "*"))


def test_lines_below_a_table_are_told_from_its_rows() -> None:
    assert is_footer("ที่มา: สำนักงานสถิติแห่งชาติ")
    assert is_footer("หมายเหตุ : ไม่รวมเขตพิเศษ")
    assert is_footer("1/ รวมเกาะ")
    assert is_footer("n.a. = not available")
    assert not is_footer("นครศรีธรรมราช")
    assert not is_footer("หมายเลข")


def test_a_source_has_no_telephone_and_no_mail_address() -> None:
    text = "กลุ่มบริการข้อมูล Tel. 02-141-7502 a.b@nso.example โทร 0 2141 7500"
    assert without_contacts(text) == "กลุ่มบริการข้อมูล"


def test_marks_have_their_meaning() -> None:
    notes = read_notes(["หมายเหตุ: 1/ ประมาณการ", "ที่มา: สสช."])
    assert notes.source == "สสช."
    assert meaning(5.0, ("1/",), notes, "missing") == (5.0, "A", "F", "ประมาณการ")
    assert meaning(5.0, ("P",), notes, "missing") == (5.0, "P", "F", "")
    assert meaning(5.0, ("e",), notes, "missing") == (5.0, "E", "F", "")
    assert meaning(math.nan, ("-",), notes, "zero").value == 0
    assert meaning(math.nan, ("-",), notes, "missing").obs_status == "M"
    assert meaning(math.nan, ("–",), notes, "zero").value == 0
    assert meaning(math.nan, ("--",), notes, "missing").value == 0
    assert meaning(math.nan, ("…",), notes, "zero").obs_status == "M"
    closed = meaning(7.0, ("x",), notes, "zero")
    assert math.isnan(closed.value)
    assert closed.conf_status == "C"


def test_a_table_says_itself_what_a_dash_is() -> None:
    zero = read_notes(["- หมายถึง มีค่าเป็นศูนย์"])
    assert meaning(math.nan, ("-",), zero, "missing").value == 0


CELL = st.one_of(
    st.none(),
    st.integers(-10, 3000),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from(
        ["", "2566", "พ.ศ. 2565", "จังหวัด", "ภาคใต้", "ตรัง", "-", "n.a.", "หน่วย: บาท", "ไตรมาสที่ 1"]
    ),
    st.text(max_size=12),
    st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.lists(CELL, max_size=6), max_size=12), span=st.integers(0, 5))
def test_whatever_a_sheet_holds_is_recognised_or_not_without_an_error(
    rows: list[list[Any]], span: int
) -> None:
    sheet = Sheet("a", rows, range(1, len(rows) + 1), ((0, 0, span, span),))
    nso.recognises(Document("a.xlsx", "0" * 64, "workbook", (sheet,)))
    for table in find_tables(Grid(sheet, lambda text: text in {"ตรัง", "ภาคใต้"})):
        assert all(each.index < 6 for each in table.columns)
