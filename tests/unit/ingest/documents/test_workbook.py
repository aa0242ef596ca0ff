"""Workbooks as cells, with the rows and columns of the spreadsheet; and the hostile ones."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from dashboard.errors import InputError
from dashboard.ingest.documents import limits, workbook
from dashboard.ingest.documents.model import Document
from dashboard.ingest.documents.opening import open_document, read_file
from dashboard.ingest.documents.worksheet import column_number

Book = Callable[..., bytes]
MOMENT = dt.datetime(2023, 1, 2, 3, 4)  # noqa: DTZ001  a spreadsheet knows no time zone
SHEET = "xl/worksheets/sheet1.xml"


def saved(made: openpyxl.Workbook) -> Document:
    packed = io.BytesIO()
    made.save(packed)
    return open_document("a.xlsx", packed.getvalue())


def refusal(content: bytes) -> InputError:
    with pytest.raises(InputError) as refused:
        open_document("a.xlsx", content)
    return refused.value


def test_cells_stand_where_they_stand_in_the_spreadsheet() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "ข้อมูล"
    sheet["C3"], sheet["D3"], sheet["E3"] = "ภาค", 2566, True
    sheet["C5"], sheet["D5"] = dt.date(2023, 1, 2), MOMENT
    sheet["E5"], sheet["F5"] = dt.time(1, 2), dt.timedelta(hours=30)
    sheet.merge_cells("C7:D8")
    sheet["C7"] = "รวม"
    read = saved(made).sheets[0]
    assert read.name == "ข้อมูล"
    assert [list(row) for row in read.rows] == [
        [""] * 6,
        [""] * 6,
        ["", "", "ภาค", 2566.0, True, ""],
        [""] * 6,
        ["", "", dt.date(2023, 1, 2), MOMENT, "01:02:00", "1 day, 6:00:00"],
        [""] * 6,
        ["", "", "รวม", "", "", ""],
    ]
    assert list(read.numbers) == [1, 2, 3, 4, 5, 6, 7]
    assert read.merged == ((6, 2, 7, 3),)


def test_formulas_are_marked_and_failed_ones_keep_their_mark(book: Book) -> None:
    cells = (
        '<row r="2"><c r="B2"><f>SUM(C2:D2)</f><v>7</v></c><c r="C2" t="e"><f>1/0</f>'
        '<v>#DIV/0!</v></c><c r="D2" t="e"><v>#REF!</v></c></row>'
    )
    sheet = open_document("a.xlsx", book(cells)).sheets[0]
    assert [list(row) for row in sheet.rows] == [[""] * 4, ["", 7.0, "#DIV/0!", "#REF!"]]
    assert sheet.formulas == ((1, 1), (1, 2))


def test_a_menu_is_no_formula(book: Book) -> None:
    after = (
        '<extLst><ext xmlns:x14="a" xmlns:xm="b"><x14:formula1><xm:f>names!A1:A9</xm:f>'
        "</x14:formula1></ext></extLst>"
    )
    assert open_document("a.xlsx", book(after=after)).sheets[0].formulas == ()


def test_dates_since_1904_are_dates() -> None:
    made = openpyxl.Workbook()
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert made.active is not None
    made.active["A1"] = dt.date(2023, 1, 2)
    assert [list(row) for row in saved(made).sheets[0].rows] == [[dt.date(2023, 1, 2)]]


def test_hidden_sheets_are_named_and_not_read() -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active["A1"] = 1
    for name, state in (("lists", "hidden"), ("secret", "veryHidden")):
        sheet = made.create_sheet(name)
        sheet.sheet_state = state
        sheet["A1"] = 2
    document = saved(made)
    assert [sheet.name for sheet in document.sheets] == ["Sheet"]
    assert document.hidden == ("lists", "secret")


def test_a_link_to_a_web_page_is_no_offence() -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active["A1"] = "ที่มา"
    made.active["A1"].hyperlink = "https://example.org/"
    assert [list(row) for row in saved(made).sheets[0].rows] == [["ที่มา"]]


def test_empty_cells_with_a_format_do_not_make_a_table_larger(book: Book) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="9"><c r="A9"/></row>'
    assert [list(row) for row in open_document("a", book(cells)).sheets[0].rows] == [[1.0]]


def test_cells_without_a_reference_follow_each_other(book: Book) -> None:
    cells = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    sheet = open_document("a.xlsx", book(cells)).sheets[0]
    assert [list(row) for row in sheet.rows] == [[1.0, 2.0], [3.0, ""]]


def test_a_million_empty_columns_are_refused_as_an_empty_file(book: Book) -> None:
    empty = '<c s="0"/>'
    assert refusal(book(f"<row>{empty * 1_000_000}</row>")).key == "documents.empty"
    cells = f"<row>{empty * 1_000_000}<c><v>1</v></c></row>"
    assert refusal(book(cells)).key == "documents.columns"


@pytest.mark.parametrize(
    ("limit", "value", "key"),
    [
        ("WORKBOOK_BYTES", 100, "documents.too_big"),
        ("EXPANDED_BYTES", 1000, "documents.zip_bomb"),
        ("MEMBERS", 5, "documents.zip_members"),
        ("SHEETS", 0, "documents.sheets"),
        ("ROWS", 1, "documents.rows"),
        ("COLUMNS", 1, "documents.columns"),
        ("WORKBOOK_CELLS", 3, "documents.cells"),
        ("CELL_ELEMENTS", 3, "documents.cells"),
        ("MERGED", 0, "documents.merged"),
        ("CELL_CHARACTERS", 9, "documents.long_text"),
    ],
)
def test_each_limit_is_kept(
    book: Book, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, key: str
) -> None:
    cells = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"
    after = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    content = book(cells, after=after, texts=["ten letter"])
    assert open_document("a.xlsx", content).sheets[0].merged == ((0, 0, 0, 1),)
    if limit == "MERGED":
        # Small parts are held to the same number of elements.
        monkeypatch.setattr(limits, limit, 20)
        content = book(cells, after=after * 21)
    else:
        monkeypatch.setattr(limits, limit, value)
    assert refusal(content).key == key


def test_a_long_text_in_every_cell_is_counted_before_it_is_written_out(book: Book) -> None:
    cells = "".join(f'<row r="{r}"><c t="s"><v>0</v></c></row>' for r in range(1, 2001))
    assert refusal(book(cells, texts=["ก" * 30_000])).key == "documents.characters"


def test_a_zip_bomb_is_refused_by_what_it_declares(book: Book) -> None:
    assert refusal(book(parts={SHEET: b" " * 200_000_000})).key == "documents.zip_bomb"


def test_sizes_that_lie_do_not_hide_a_bomb(book: Book) -> None:
    honest = book(parts={SHEET: b" " * 40_000_000})
    content = bytearray(honest)
    entry = zipfile.ZipFile(io.BytesIO(honest)).getinfo(SHEET)
    struct.pack_into("<I", content, entry.header_offset + 22, 1000)
    directory = honest.rindex(SHEET.encode()) - 46
    assert struct.unpack_from("<I", content, directory + 24) == (40_000_000,)
    struct.pack_into("<I", content, directory + 24, 1000)
    assert refusal(bytes(content)).key == "documents.unreadable"


def test_one_name_for_two_parts_is_refused(book: Book) -> None:
    assert refusal(book(parts={SHEET.upper(): b"x"})).key == "documents.zip_names"


@pytest.mark.parametrize("name", ["/etc/passwd", "xl/../../x", "c:x", "a\\..\\b"])
def test_parts_whose_names_lead_outside_are_refused(book: Book, name: str) -> None:
    assert refusal(book(parts={name: b"x"})).key == "documents.zip_names"


def test_the_library_sees_no_other_directory_than_the_one_that_was_checked(book: Book) -> None:
    """A second, earlier directory in the same file points to nothing that is read."""
    inner = book('<row r="1"><c r="A1"><v>666</v></c></row>')
    content = book(parts={"docProps/inner.bin": inner})
    assert [list(row) for row in open_document("a", content).sheets[0].rows] == [[1.0]]


def test_the_shipped_form_of_the_statistical_office_is_read_as_it_is(shared: Path) -> None:
    file = shared / "raw" / "nso" / "nso_household_income_by_province_2547_2566.xlsx"
    document = open_document(file.name, read_file(file))
    figures, metadata = document.sheets
    assert (figures.name, metadata.name) == ("ข้อมูล", "Metadata")
    assert figures.rows[2][3] == 2547.0
    assert (8, 1) not in figures.formulas
    assert (9, 1, 31, 1) in figures.merged


def test_letters_of_columns_count_from_zero() -> None:
    assert [column_number(each) for each in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16383]


class PanicException(BaseException):
    """What a failed assertion inside the library looks like from here."""


@pytest.mark.parametrize(
    ("raised", "seen"), [(PanicException, InputError), (KeyboardInterrupt, KeyboardInterrupt)]
)
def test_a_panic_of_the_library_is_a_refusal_and_an_interruption_is_none(
    book: Book,
    monkeypatch: pytest.MonkeyPatch,
    raised: type[BaseException],
    seen: type[BaseException],
) -> None:
    class Broken:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise raised

    monkeypatch.setattr(workbook, "CalamineWorkbook", Broken)
    with pytest.raises(seen):
        open_document("a.xlsx", book())
