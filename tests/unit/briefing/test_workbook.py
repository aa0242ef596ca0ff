from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.briefing import About, Citation, Column, Rounded, Table, about, workbook
from dashboard.catalog import load_catalog
from dashboard.charts.describe import Caption

COLUMNS = (
    Column("ref_area", "รหัส"),
    Column("name", "อำเภอ"),
    Column("year", "ปี พ.ศ."),
    Column("rate", "อัตรา", "share", 2, status="conf_status"),
    Column("change", "เปลี่ยนแปลง", "number", 0),
    Column("conf_status", "สถานะความลับ"),
)
FRAME = pd.DataFrame(
    {
        "ref_area": ["8012", "8010", "8009", "8015"],
        "name": ["ปากพนัง", '=HYPERLINK("http://x")', "https://example.org", "+1"],
        "year": ["2561"] * 4,
        "rate": [6.8, 0.0, 3.0, float("nan")],
        "change": [-11689.0, 29.0, 0.0, float("nan")],
        "conf_status": ["F", "F", "C", "F"],
    }
)  # fmt: skip
ABOUT = About(
    title="ปากพนังสูงที่สุด",
    measure="ร้อยละของผู้ได้รับการสำรวจ พ.ศ. 2561",
    snapshot="4f2a91c0d7e8",
    sources=(
        Citation(
            "สศช.", "TPMAP", edition="ปี 2561", licence="ข้อมูลเปิด", url="https://www.tpmap.in.th"
        ),
        Citation("กรมการปกครอง", "สถิติประชากร"),
    ),
    indicators=(("อัตราคนจนเป้าหมาย", "คนจนเป้าหมายต่อผู้ได้รับการสำรวจ"),),
    caveats=("เป็นร้อยละของผู้ได้รับการสำรวจ", "มิติซ้อนกันได้"),
    attribution="ขอบเขต: กรมแผนที่ทหาร/OCHA",
)


@pytest.fixture(scope="module")
def file() -> bytes:
    return workbook(Table.of(FRAME, COLUMNS), about=ABOUT, lang="th")


@pytest.fixture(scope="module")
def data(file: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(file)).worksheets[0]


@pytest.fixture(scope="module")
def told(file: bytes) -> list[tuple[str, str]]:
    """The second sheet, line by line."""
    sheet = openpyxl.load_workbook(io.BytesIO(file)).worksheets[1]
    return [(str(key), str(text)) for key, text in sheet.iter_rows(values_only=True)]


def test_there_are_two_sheets_named_in_the_readers_language(file: bytes) -> None:
    assert openpyxl.load_workbook(io.BytesIO(file)).sheetnames == ["ข้อมูล", "ที่มาและข้อควรระวัง"]
    english = workbook(Table.of(FRAME, COLUMNS), about=ABOUT, lang="en")
    assert openpyxl.load_workbook(io.BytesIO(english)).sheetnames == ["Data", "Source and caveats"]


def test_cells_come_back_as_they_were_typed(data: Worksheet) -> None:
    rows = list(data.iter_rows(values_only=True))
    assert rows[0] == ("รหัส", "อำเภอ", "ปี พ.ศ.", "อัตรา", "เปลี่ยนแปลง", "สถานะความลับ")
    assert rows[1] == ("8012", "ปากพนัง", "2561", 6.8, -11689, "F")
    assert rows[2] == ("8010", '=HYPERLINK("http://x")', "2561", 0, 29, "F")
    assert rows[3] == ("8009", "https://example.org", "2561", None, 0, "C")
    assert rows[4] == ("8015", "+1", "2561", None, None, "F")


def test_texts_are_texts_and_numbers_are_numbers(data: Worksheet) -> None:
    assert [cell.data_type for cell in data[3]] == ["s", "s", "s", "n", "n", "s"]


def test_numbers_show_their_decimals(data: Worksheet) -> None:
    assert data["D2"].number_format == '#,##0.00" %"'
    assert data["E2"].number_format == "#,##0"
    assert data["A2"].number_format == "@"


def test_rounded_numbers_are_not_filled_up_with_zeros() -> None:
    cells = (Rounded(1.6, 1), Rounded(0.7, 2), Rounded(23.0, 0), 0.25)
    table = Table((Column("m0", "M0", "number", 2),), tuple((each,) for each in cells))

    book = openpyxl.load_workbook(io.BytesIO(workbook(table, about=ABOUT, lang="th")))

    found = [book.worksheets[0][f"A{row}"] for row in range(2, 6)]
    assert [each.value for each in found] == [1.6, 0.7, 23, 0.25]
    assert [each.number_format for each in found] == ["#,##0.0", "#,##0.00", "#,##0", "#,##0.00"]


def test_plain_years_are_numbers_and_other_periods_texts() -> None:
    cells = ("2561", "1/2563", "2543; 2553", "")
    column = Column("period", "ช่วงเวลา (พ.ศ.)", years=True)
    table = Table((column,), tuple((each,) for each in cells))

    book = openpyxl.load_workbook(io.BytesIO(workbook(table, about=ABOUT, lang="th")))

    sheet = book.worksheets[0]
    assert [sheet[f"A{row}"].value for row in range(2, 5)] == [2561, "1/2563", "2543; 2553"]
    assert sheet["A2"].number_format == "0", "a year has no comma"
    assert sheet["A3"].number_format == "@"


def test_no_cell_is_a_formula_or_a_link(file: bytes, data: Worksheet) -> None:
    assert {cell.data_type for row in data.iter_rows() for cell in row} == {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        text = "".join(parts.read(name).decode() for name in sheets if name.endswith(".xml"))
        assert "<f>" not in text
        assert "<hyperlink" not in text
        assert not [name for name in sheets if name.endswith(".rels")]


def test_the_head_stays_while_rows_scroll(data: Worksheet) -> None:
    assert data.freeze_panes == "A2"
    assert data.auto_filter.ref == "A1:F5"


def test_columns_are_as_wide_as_what_they_hold(data: Worksheet) -> None:
    widths = {letter: data.column_dimensions[letter].width for letter in "ABC"}
    assert widths["B"] > widths["A"] >= 8
    assert widths["B"] < 60


def test_thai_marks_do_not_widen_a_column() -> None:
    def width(name: str) -> float:
        table = Table.of(pd.DataFrame({"n": [name]}), (Column("n", "n"),))
        book = openpyxl.load_workbook(io.BytesIO(workbook(table, about=ABOUT, lang="th")))
        return float(book.worksheets[0].column_dimensions["A"].width)

    assert width("ที่กี่ปู่ผู้" * 4) == width("ทกปผ" * 4)


def test_the_second_sheet_says_where_the_figures_come_from(told: list[tuple[str, str]]) -> None:
    assert told == [
        ("เรื่อง", "ปากพนังสูงที่สุด"),
        ("หน่วยและช่วงเวลา", "ร้อยละของผู้ได้รับการสำรวจ พ.ศ. 2561"),
        ("ตัวชี้วัด", "อัตราคนจนเป้าหมาย"),
        ("นิยาม", "คนจนเป้าหมายต่อผู้ได้รับการสำรวจ"),
        ("หน่วยงาน", "สศช."),
        ("ชื่อชุดข้อมูล", "TPMAP"),
        ("ฉบับ", "ปี 2561"),
        ("เงื่อนไขการใช้", "ข้อมูลเปิด"),
        ("ที่อยู่เว็บ", "https://www.tpmap.in.th"),
        ("หน่วยงาน", "กรมการปกครอง"),
        ("ชื่อชุดข้อมูล", "สถิติประชากร"),
        ("ชุดข้อมูลเผยแพร่", "4f2a91c0d7e8"),
        ("ข้อควรระวัง", "เป็นร้อยละของผู้ได้รับการสำรวจ"),
        ("ข้อควรระวัง", "มิติซ้อนกันได้"),
        ("การอ้างอิงขอบเขตการปกครอง", "ขอบเขต: กรมแผนที่ทหาร/OCHA"),
        (
            "เครื่องหมาย",
            "ช่องว่าง = ไม่มีข้อมูล (ไม่ใช่ศูนย์) · C ในช่องสถานะความลับ = ปกปิดเพื่อคุ้มครองข้อมูลส่วนบุคคล",
        ),
    ]


def test_the_same_table_gives_the_same_bytes(file: bytes) -> None:
    assert workbook(Table.of(FRAME, COLUMNS), about=ABOUT, lang="th") == file


def test_the_files_date_is_that_of_the_snapshot() -> None:
    dated = About("", "", "", (), created=datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    book = openpyxl.load_workbook(io.BytesIO(workbook(Table((), ()), about=dated, lang="en")))
    assert book.properties.created == datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001


def test_a_table_without_rows_keeps_its_heads() -> None:
    empty = workbook(Table.of(FRAME.head(0), COLUMNS), about=ABOUT, lang="th")
    sheet = openpyxl.load_workbook(io.BytesIO(empty)).worksheets[0]
    assert sheet["A1"].value == "รหัส"
    assert sheet.max_row == 1


def test_a_text_longer_than_a_cell_is_cut_visibly() -> None:
    table = Table.of(pd.DataFrame({"n": ["ก" * 40_000]}), (Column("n", "n"),))
    book = openpyxl.load_workbook(io.BytesIO(workbook(table, about=ABOUT, lang="th")))
    value = str(book.worksheets[0]["A2"].value)
    assert len(value) == 32_767
    assert value.endswith("ก…")


def test_about_is_taken_from_the_caption_and_the_catalogue(root: Path) -> None:
    catalog = load_catalog(root / "data" / "catalog")
    indicator = catalog.indicators["tpmap_target_poor_rate"]
    caption = Caption("T", "M", ("line",), ("ระวัง",), "")
    made = about(
        caption,
        indicators=[indicator],
        data_sets=indicator.data_sets[:1],
        snapshot="abc",
        lang="th",
        attribution="ขอบเขต",
    )
    assert (made.title, made.measure, made.snapshot) == ("T", "M", "abc")
    assert made.caveats == ("ระวัง",)
    assert made.indicators == ((indicator.name.th, indicator.definition.th),)
    assert made.sources[0].title == indicator.data_sets[0].title.th
    assert made.sources[0].publisher == indicator.data_sets[0].publisher.name.th
