"""What a workbook hides is told before its figures go in."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.ingest.documents.opening import open_document
from dashboard.ingest.documents.unseen import find_unseen
from dashboard.ingest.report import Place, Problem


@pytest.fixture
def book() -> openpyxl.Workbook:
    """A sheet of four rows and three columns."""
    made = openpyxl.Workbook()
    sheet = first(made)
    for number in range(1, 5):
        sheet.append([f"a{number}", number, "x"])
    return made


def first(book: openpyxl.Workbook) -> Worksheet:
    sheet: Worksheet = book.worksheets[0]
    return sheet


def found(book: openpyxl.Workbook) -> list[Problem]:
    packed = io.BytesIO()
    book.save(packed)
    return list(find_unseen(open_document("a.xlsx", packed.getvalue())))


def test_a_workbook_that_hides_nothing_is_not_warned_about(book: openpyxl.Workbook) -> None:
    assert found(book) == []


def test_hidden_and_filtered_rows_are_named(book: openpyxl.Workbook) -> None:
    sheet = first(book)
    sheet.auto_filter.ref = "A1:C4"
    for number in (2, 3, 9):
        sheet.row_dimensions[number].hidden = True
    (problem,) = found(book)
    assert (problem.severity, problem.rule) == ("warning", "documents.hidden_rows")
    assert problem.place == Place("a.xlsx", "Sheet", 2)
    assert problem.facts == {"rows": "2–3", "count": 2}
    assert problem.fact("en") == (
        "The sheet has hidden or filtered rows, which are read as well: 2 (rows 2–3)."
    )
    assert problem.fact("th") == ("แผ่นนี้มีแถวที่ซ่อนไว้หรือถูกกรองออก 2 แถว (แถว 2–3) ซึ่งระบบอ่านด้วย")


def test_hidden_columns_are_named_by_their_letters(book: openpyxl.Workbook) -> None:
    first(book).column_dimensions["B"].hidden = True
    first(book).column_dimensions["F"].hidden = True
    (problem,) = found(book)
    assert problem.rule == "documents.hidden_columns"
    assert problem.facts == {"columns": "B", "count": 1}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_named_except_the_lists_of_the_template(
    book: openpyxl.Workbook, state: str
) -> None:
    for name in ("ปี 2567", "รายการ"):
        book.create_sheet(name).sheet_state = state
    (problem,) = found(book)
    assert (problem.severity, problem.rule) == ("warning", "documents.hidden_sheets")
    assert problem.fact("en") == "Hidden sheets were not read: 1 (ปี 2567)."
    assert problem.fact("th") == "ไม่ได้อ่านแผ่นที่ซ่อนไว้ 1 แผ่น: ปี 2567"
