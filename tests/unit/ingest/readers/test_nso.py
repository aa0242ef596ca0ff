"""Workbooks of the NSO catalogue: the one that was published, and sisters built here by hand."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook

from dashboard.errors import CatalogError
from dashboard.ingest.documents.model import Document
from dashboard.ingest.documents.opening import open_document, read_file
from dashboard.ingest.readers import nso
from dashboard.ingest.report import Problem, Reading
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary

Rows = Sequence[Sequence[Any]]
Read = Callable[..., Reading]
METADATA: Rows = [
    ["No.", "ชื่อรายการไทย", "รายละเอียด"],
    [1, "ประเภทข้อมูล", "ข้อมูลสถิติ"],
    [2, "ชื่อชุดข้อมูล", "หนี้สินเฉลี่ยต่อครัวเรือน"],
    [3, "องค์กร", "สำนักงานสถิติแห่งชาติ Tel. 02-141-7500 stat@nso.example"],
    [4, "คำสำคัญ", "หนี้สิน"],
    [14, "สัญญาอนุญาตให้ใช้ข้อมูล", "Open Data Common"],
]
DEBT_TITLE = "หนี้สินเฉลี่ยต่อครัวเรือน จำแนกตามวัตถุประสงค์ของการกู้ยืม เป็นรายจังหวัด พ.ศ. 2564 - 2566"
INCOME_TITLE = "รายได้เฉลี่ยต่อเดือนของครัวเรือน รายจังหวัด"


@pytest.fixture(scope="module")
def words(root: Path) -> Vocabulary:
    return load_vocabulary(root / "data" / "catalog")


@pytest.fixture
def read(words: Vocabulary) -> Read:
    def reading(rows: Rows, *merged: str, **sheets: Rows) -> Reading:
        document = workbook(rows, *merged, **sheets)
        assert nso.recognises(document)
        return nso.read(document, words)

    return reading


def workbook(rows: Rows, *merged: str, **sheets: Rows) -> Document:
    """A workbook whose first sheet is `ข้อมูล`, opened as if it had come in."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "ข้อมูล"
    for row in rows:
        first.append(list(row))
    for cells in merged:
        first.merge_cells(cells)
    for name, content in sheets.items():
        sheet = book.create_sheet(name, 0 if name.endswith("_first") else None)
        for row in content:
            sheet.append(list(row))
    content_bytes = io.BytesIO()
    book.save(content_bytes)
    return open_document("sister.xlsx", content_bytes.getvalue())


def values(reading: Reading) -> dict[tuple[str, str, str], float]:
    rows = reading.observations
    keys = zip(rows["indicator"], rows["ref_area"], rows["time_period"], strict=True)
    return dict(zip(keys, rows["obs_value"], strict=True))


def said(reading: Reading) -> list[tuple[str, str, int, str, str]]:
    """Every problem as severity, rule, row, column, value."""
    return [
        (each.severity, each.rule, each.place.row, each.place.column, each.value)
        for each in reading.problems
    ]


def hints(problems: Sequence[Problem]) -> str:
    return "\n".join(each.message(lang) for each in problems for lang in ("th", "en"))


# The workbook as it was published


@pytest.fixture(scope="module")
def published(shared: Path, words: Vocabulary) -> Reading:
    name = "nso_household_income_by_province_2547_2566.xlsx"
    document = open_document(name, read_file(shared / "raw" / "nso" / name))
    assert nso.recognises(document)
    return nso.read(document, words)


def test_the_published_workbook_gives_the_shipped_income_of_every_province_and_year(
    published: Reading, root: Path
) -> None:
    folder = root / "data" / "sources" / "nso_ses_income_debt"
    wide = pd.read_csv(folder / "observations.csv", dtype={"ref_area": str})
    wide = wide[(wide["indicator"] == "ses_income_month") & ~wide["attrs"].isin(["d"])]
    long = wide.melt(["indicator", "ref_area", "attrs"], var_name="time_period").dropna()
    shipped = {(a, p): v for a, p, v in long[["ref_area", "time_period", "value"]].to_numpy()}
    found = {(area, period): value for (_, area, period), value in values(published).items()}
    assert len(shipped) > 800
    assert {key: found.get(key) for key in shipped} == shipped
    assert found["10", "2023"] == 40051
    assert found["80", "2023"] == 33414
    assert found["TH", "2023"] == 29030.24
    assert found["S", "2023"] == 28532
    assert set(published.observations["indicator"]) == {"ses_income_month"}


def test_a_province_without_a_figure_before_it_was_founded_has_no_observation(
    published: Reading,
) -> None:
    periods = [period for _, area, period in values(published) if area == "38"]
    assert periods == ["2013", "2015", "2017", "2019", "2021", "2023"]


def test_regions_that_the_catalogue_lacks_are_named_in_one_warning(published: Reading) -> None:
    assert said(published) == [
        (
            "warning",
            "nso.areas_left_out",
            5,
            "",
            "กรุงเทพมหานคร และ 3 จังหวัด, ภาคกลาง, ภาคเหนือ, ภาคตะวันออกเฉียงเหนือ",
        )
    ]


def test_the_published_workbook_says_where_it_comes_from_without_a_telephone(
    published: Reading,
) -> None:
    said_of_itself = published.citation
    assert said_of_itself.title == "รายได้เฉลี่ยต่อเดือนของครัวเรือน"
    assert said_of_itself.publisher.startswith("สำนักงานสถิติแห่งชาติ")
    assert said_of_itself.licence == "License not specified"
    assert published.data_set == "nso_ses_income_debt"
    assert published.reader == "nso"


def test_a_figure_stands_where_the_spreadsheet_shows_it(published: Reading) -> None:
    rows = published.observations
    own = rows[(rows["ref_area"] == "80") & (rows["time_period"] == "2023")].iloc[0]
    assert (own["sheet"], own["row"], own["column"]) == ("ข้อมูล", 73, "2566")
    assert (own["obs_status"], own["conf_status"]) == ("A", "F")
    assert own["period_note"] == "SES full-year round"


# Debt: a third label column, "-" and labels left empty below the first

DEBT: Rows = [
    [DEBT_TITLE],
    ["หน่วย: บาท"],
    ["ภาค", "จังหวัด", "วัตถุประสงค์ของการกู้ยืม", 2564, 2566],
    ["ภาคใต้", "นครศรีธรรมราช", "หนี้สินทั้งสิ้น", 204609.41, 268956.41],
    [None, None, "เพื่อใช้ซื้อ/เช่าซื้อบ้านและที่ดิน", 67571.63, 114116.05],
    [None, None, "เพื่อใช้ในการศึกษา", "-", 3553.79],
    [None, None, "อื่น ๆ", 12, 13],
    [None, "กระบี่", "หนี้สินทั้งสิ้น", 100, 200],
    [None, None, "เพื่อใช้ซื้อ/เช่าซื้อบ้านและที่ดิน", 10, "n.a."],
    ["ที่มา: การสำรวจภาวะเศรษฐกิจและสังคมของครัวเรือน สำนักงานสถิติแห่งชาติ"],
]
DEBT_FOUND = {
    ("ses_debt_total", "80", "2021"): 204609.41,
    ("ses_debt_total", "80", "2023"): 268956.41,
    ("ses_debt_housing", "80", "2021"): 67571.63,
    ("ses_debt_housing", "80", "2023"): 114116.05,
    ("ses_debt_education", "80", "2021"): 0.0,
    ("ses_debt_education", "80", "2023"): 3553.79,
    ("ses_debt_total", "81", "2021"): 100.0,
    ("ses_debt_total", "81", "2023"): 200.0,
    ("ses_debt_housing", "81", "2021"): 10.0,
}


def test_debt_by_purpose_is_read_with_labels_left_empty_below_the_first(read: Read) -> None:
    reading = read(DEBT)
    found = values(reading)
    absent = found.pop(("ses_debt_housing", "81", "2023"))
    assert found == DEBT_FOUND
    assert pd.isna(absent)
    assert said(reading) == []


def test_debt_by_purpose_is_read_alike_with_merged_labels(read: Read) -> None:
    found = values(read(DEBT, "A4:A9", "B4:B7", "B8:B9"))
    assert {key: found[key] for key in DEBT_FOUND} == DEBT_FOUND


def test_a_dash_is_zero_with_a_note_and_an_absent_figure_is_missing(read: Read) -> None:
    rows = read(DEBT).observations.set_index(["indicator", "ref_area", "time_period"])
    dash = rows.loc[("ses_debt_education", "80", "2021")]
    absent = rows.loc[("ses_debt_housing", "81", "2023")]
    assert dash["obs_status"] == "A"
    assert 'ผู้เผยแพร่พิมพ์ "-" ซึ่งแสดงไว้เป็น 0' in dash["note"]
    assert absent["obs_status"] == "M"
    assert "n.a." in absent["note"]


def test_a_note_below_the_table_says_what_its_own_dash_means(read: Read) -> None:
    reading = read([*DEBT, ["หมายเหตุ: - หมายถึง ไม่มีข้อมูล"]])
    rows = reading.observations.set_index(["indicator", "ref_area", "time_period"])
    assert rows.loc[("ses_debt_education", "80", "2021"), "obs_status"] == "M"


def test_label_columns_may_stand_in_any_order(read: Read) -> None:
    turned = [[row[2], row[1], row[0], *row[3:]] if len(row) > 1 else row for row in DEBT]
    found = values(read(turned))
    assert {key: found[key] for key in DEBT_FOUND} == DEBT_FOUND


def test_purposes_may_come_first_with_the_provinces_below_each(read: Read) -> None:
    found = values(
        read(
            [
                [DEBT_TITLE],
                ["หน่วย: บาท"],
                ["วัตถุประสงค์ของการกู้ยืม", "จังหวัด", 2564, 2566],
                ["หนี้สินทั้งสิ้น", "นครศรีธรรมราช", 1, 2],
                [None, "กระบี่", 3, 4],
                [None, "พังงา", 5, 6],
                ["เพื่อใช้ในการศึกษา", "นครศรีธรรมราช", 7, 8],
                [None, "กระบี่", 9, 10],
                [None, "พังงา", 11, 12],
            ]
        )
    )
    assert found["ses_debt_total", "82", "2023"] == 6
    assert found["ses_debt_education", "81", "2021"] == 9
    assert len(found) == 12


def test_the_metadata_sheet_may_come_first_and_gives_the_source(read: Read) -> None:
    reading = read(DEBT, Metadata_first=METADATA)
    assert reading.citation.title == "หนี้สินเฉลี่ยต่อครัวเรือน"
    assert reading.citation.publisher == "สำนักงานสถิติแห่งชาติ"
    assert reading.citation.licence == "Open Data Common"


def test_without_metadata_the_line_below_the_table_is_the_source(read: Read) -> None:
    reading = read(DEBT)
    assert reading.citation.publisher.endswith("สำนักงานสถิติแห่งชาติ")
    assert reading.citation.title == DEBT_TITLE


# Where things stand


def test_the_title_may_stand_in_the_third_row_and_the_unit_in_a_corner(read: Read) -> None:
    reading = read(
        [
            [],
            [],
            [None, None, INCOME_TITLE],
            [None, None, None, None, None, "(พันบาท)"],
            [None, "ที่", "ภาค", "จังหวัด", None, "พ.ศ. ๒๕๖๔", None, "2566p"],
            [],
            [None, 1, "ทั่วราชอาณาจักร", None, None, 27.352, None, 29.03],
            [None, 2, "ภาคใต้", None, None, 26.621, None, 28.532],
            [None, 3, None, "กระบี่ 1/", None, 29.8, None, 28.36],
            [],
            [None, 4, None, "จังหวัดนครศรีธรรมราช", None, 31.0528, None, "33.414*"],
            [None, "1/ ไม่รวมเกาะที่เข้าไม่ถึง"],
        ]
    )
    found = values(reading)
    assert found["ses_income_month", "TH", "2021"] == 27352
    assert found["ses_income_month", "S", "2023"] == 28532
    assert found["ses_income_month", "80", "2023"] == 33414
    assert len(found) == 8
    rows = reading.observations.set_index(["ref_area", "time_period"])
    assert rows.loc[("80", "2023"), "obs_status"] == "P"
    assert rows.loc[("80", "2021"), "obs_status"] == "A"
    assert rows.loc[("81", "2021"), "note"] == "ไม่รวมเกาะที่เข้าไม่ถึง"
    assert "*" in rows.loc[("80", "2023"), "note"]
    assert said(reading) == []


def test_a_region_row_with_an_empty_province_is_not_the_province_above(read: Read) -> None:
    found = values(
        read(
            [
                [INCOME_TITLE],
                ["หน่วย: บาท"],
                ["ภาค", "จังหวัด", 2566],
                ["ภาคเหนือ", None, 10],
                [None, "เชียงใหม่", 11],
                ["ภาคใต้", None, 20],
                [None, "ตรัง", 21],
            ]
        )
    )
    assert found == {
        ("ses_income_month", "50", "2023"): 11,
        ("ses_income_month", "S", "2023"): 20,
        ("ses_income_month", "92", "2023"): 21,
    }


def test_an_english_workbook_in_common_era_without_index_and_region_is_read(read: Read) -> None:
    reading = read(
        [
            ["Average monthly household income by province, 2021 - 2023"],
            ["Unit: Baht"],
            ["Province", "2021", "2022", "2023 r"],
            ["Whole Kingdom", "27,352", "-", "29,030"],
            ["Nakhon Si Thammarat", "31,052.80", "..", "33,414"],
            ["Source: Household Socio-Economic Survey"],
        ]
    )
    found = values(reading)
    assert found["ses_income_month", "80", "2021"] == 31052.8
    assert found["ses_income_month", "TH", "2023"] == 29030
    rows = reading.observations.set_index(["ref_area", "time_period"])
    assert rows.loc[("80", "2022"), "obs_status"] == "M"
    assert rows.loc[("TH", "2022"), "obs_status"] == "M"
    assert "Revised" in rows.loc[("80", "2023"), "note"]


def test_years_in_both_eras_are_one_year_and_two_different_ones_are_refused(read: Read) -> None:
    rows = [
        [INCOME_TITLE],
        ["หน่วย: บาท"],
        ["จังหวัด", "2564 (2021)", "2566 (2024)"],
        ["ตรัง", 10, 20],
    ]
    reading = read(rows)
    assert ("ses_income_month", "92", "2021") in values(reading)
    assert ("error", "nso.two_years", 3, "2566 (2024)", "2566 (2024)") in said(reading)


def test_the_unit_may_stand_in_brackets_in_the_title(read: Read) -> None:
    found = values(read([[INCOME_TITLE + " (พันบาท)"], ["จังหวัด", 2566], ["ตรัง", 28.288]]))
    assert found == {("ses_income_month", "92", "2023"): 28288.0}


def test_percent_with_footnotes_is_read_as_it_is_printed(read: Read) -> None:
    reading = read(
        [
            ["ตาราง 5 ร้อยละของครัวเรือนที่มีหนี้สินต่อครัวเรือนทั้งสิ้น รายจังหวัด"],
            ["จังหวัด", "2564", "2566 1/"],
            ["ระนอง", "45.2%", 41.7],
            ["ชุมพร", "50.1 p", "x"],
            ["หมายเหตุ: ปี 2564 สำรวจเฉพาะบางเดือน"],
            ["1/ ข้อมูลเบื้องต้น"],
        ]
    )
    rows = reading.observations.set_index(["ref_area", "time_period"])
    assert rows.loc[("85", "2021"), "obs_value"] == 45.2
    assert rows.loc[("86", "2021"), "obs_status"] == "P"
    assert rows.loc[("86", "2023"), "conf_status"] == "C"
    assert pd.isna(rows.loc[("86", "2023"), "obs_value"])
    assert rows.loc[("85", "2023"), "note"] == "ข้อมูลเบื้องต้น ปี 2564 สำรวจเฉพาะบางเดือน"
    assert set(rows["indicator"]) == {"ses_households_with_debt_pct"}


# Quarters and sexes

LABOUR: Rows = [
    ["จำนวนประชากรอายุ 15 ปีขึ้นไป จำแนกตามสถานภาพแรงงานและเพศ รายจังหวัด"],
    ["หน่วย: พันคน"],
    ["จังหวัด", "สถานภาพแรงงาน", 2565, None, 2566, None],
    [None, None, "ไตรมาสที่ 3", "ไตรมาสที่ 4", "ไตรมาสที่ 1", "ไตรมาสที่ 2"],
    ["นครศรีธรรมราช", "ผู้มีงานทำ", 850.5, 851, 852, 853],
    [None, "ผู้ว่างงาน", 9.25, "-", 10, 11],
    ["สงขลา", "ผู้มีงานทำ", 700, 701, 702, 703],
]


def test_quarters_below_merged_years_become_quarters(read: Read) -> None:
    for merged in ((), ("C3:D3", "E3:F3", "A3:A4", "B3:B4")):
        reading = read(LABOUR, *merged)
        found = values(reading)
        assert found["lfs_employed", "80", "2022-Q3"] == 850500
        assert found["lfs_employed", "80", "2023-Q2"] == 853000
        assert found["lfs_unemployed", "80", "2022-Q3"] == 9250
        assert pd.isna(found["lfs_unemployed", "80", "2022-Q4"])
        assert len(found) == 12
        assert set(reading.observations["edition"]) == {"weights from 2014"}
        assert reading.observations["period_note"].tolist()[:2] == ["Q3", "Q4"]
        assert reading.data_set == "nso_lfs_quarterly_2020_2025"
        assert said(reading) == []


def test_a_column_of_another_unit_beside_the_counts_is_left_out_with_a_warning(read: Read) -> None:
    reading = read(
        [
            ["จำนวนผู้มีงานทำ รายจังหวัด"],
            ["หน่วย: คน"],
            ["จังหวัด", "ปี พ.ศ.", None, None, None],
            [None, "ไตรมาส 1/2565", None, "ไตรมาส 1/2566", None],
            [None, "จำนวน", "ร้อยละ", "จำนวน", "ร้อยละ"],
            ["ตรัง (Trang)", 1000, 98.5, 1010, 98.7],
        ],
        "B3:E3",
    )
    assert values(reading) == {
        ("lfs_employed", "92", "2022-Q1"): 1000,
        ("lfs_employed", "92", "2023-Q1"): 1010,
    }
    assert said(reading) == [
        ("warning", "nso.unit_left_out", 6, "ไตรมาส 1/2565 ร้อยละ", "ร้อยละ"),
    ]


def test_a_workbook_in_two_languages_is_read_like_one_in_thai(read: Read) -> None:
    found = values(
        read(
            [
                ["หนี้สินเฉลี่ยต่อครัวเรือน Average debt per household"],
                ["หน่วย: บาท (Baht)"],
                ["จังหวัด\nProvince", "วัตถุประสงค์ Purpose", 2566, "Province"],
                ["ทั่วราชอาณาจักร\nWhole Kingdom", "รวม Total", 10, "Whole Kingdom"],
                ["นครศรีธรรมราช\nNakhon Si Thammarat", "รวม Total", 20, "Nakhon Si Thammarat"],
            ]
        )
    )
    assert found == {("ses_debt_total", "TH", "2023"): 10, ("ses_debt_total", "80", "2023"): 20}


def test_each_sheet_may_be_a_year(read: Read) -> None:
    def of(value: int) -> Rows:
        return [
            ["หนี้สินเฉลี่ยต่อครัวเรือน รายจังหวัด (บาท)"],
            ["จังหวัด", "หนี้สินทั้งสิ้น", "เพื่อใช้ในการศึกษา"],
            ["ตรัง", value, 1],
            ["สตูล", value, 2],
        ]

    found = values(read([["สารบัญ"]], **{"2564": of(100), "2566": of(200)}))
    assert found["ses_debt_total", "92", "2021"] == 100
    assert found["ses_debt_total", "91", "2023"] == 200
    assert len(found) == 8


def test_quarters_may_stand_in_rows_and_in_the_heading_of_a_year(read: Read) -> None:
    rows = read(
        [
            ["จำนวนผู้มีงานทำ รายจังหวัด (คน)"],
            ["จังหวัด", "ไตรมาส", "2565", "2566"],
            ["ตรัง", "ไตรมาสที่ 1", 1000, 1001],
            [None, "ไตรมาสที่ 2", 1002, 1003],
        ]
    )
    headings = read(
        [
            ["จำนวนผู้มีงานทำ รายจังหวัด (คน)"],
            ["จังหวัด", "ไตรมาส 1/2565", "ไตรมาส 2/2565", "ไตรมาส 1/2566", "Q2 2566"],
            ["ตรัง", 1000, 1002, 1001, 1003],
        ]
    )
    assert values(rows) == values(headings)
    assert values(rows)["lfs_employed", "92", "2023-Q2"] == 1003


def test_the_total_of_sub_columns_by_sex_is_taken_and_its_parts_are_not(read: Read) -> None:
    def of(quarter: str) -> Rows:
        return [
            [f"จำนวนผู้ว่างงาน จำแนกตามเพศ รายจังหวัด{quarter}"],
            ["หน่วย: คน"],
            ["จังหวัด", "พ.ศ. 2565", None, None, "พ.ศ. 2566", None, None],
            [None, "รวม", "ชาย", "หญิง", "รวม", "ชาย", "หญิง"],
            ["ตรัง", 300, 100, 200, 310, 105, 205],
        ]

    for merged in ((), ("B3:D3", "E3:G3")):
        assert values(read(of(" ไตรมาสที่ 4"), *merged)) == {
            ("lfs_unemployed", "92", "2022-Q4"): 300,
            ("lfs_unemployed", "92", "2023-Q4"): 310,
        }
    assert said(read(of(""))) == [
        ("error", "nso.no_quarter", 5, "พ.ศ. 2565 รวม", "2565"),
        ("error", "nso.no_quarter", 5, "พ.ศ. 2566 รวม", "2566"),
    ]


def test_a_mistyped_year_is_told_and_the_others_are_read(read: Read) -> None:
    rows = [[INCOME_TITLE], ["หน่วย: บาท"], ["จังหวัด", 2562, 2564, 2566, 2658], ["ตรัง", 1, 2, 3, 4]]
    reading = read(rows)
    assert list(values(reading).values()) == [1, 2, 3]
    assert said(reading) == [("error", "years.out_of_range", 4, "2658", "2658")]


def test_sexes_without_a_total_are_added_up_and_a_missing_one_is_told(read: Read) -> None:
    reading = read(
        [
            ["จำนวนกำลังแรงงานรวม จำแนกตามสถานภาพแรงงาน เพศ รายจังหวัด"],
            ["หน่วย: คน"],
            ["จังหวัด", "สถานภาพแรงงาน", "เพศ", "ไตรมาส 3/2568"],
            ["ตรัง", "ผู้ว่างงาน", "ชาย", 100],
            [None, None, "หญิง", 205],
            ["สตูล", "ผู้ว่างงาน", "ชาย", 50],
            [None, None, "หญิง", None],
        ]
    )
    assert values(reading) == {
        ("lfs_unemployed", "92", "2025-Q3"): 305,
        ("lfs_unemployed", "91", "2025-Q3"): 50,
    }
    notes = reading.observations["note"].tolist()
    assert "Only some" not in notes[0]
    assert "Only some of the parts are reported." in notes[1]


def test_every_sheet_is_read_and_its_name_may_be_a_label(read: Read) -> None:
    def of(value: int) -> Rows:
        return [
            ["จำนวนผู้ว่างงาน รายจังหวัด"],
            ["หน่วย: คน"],
            ["จังหวัด", "1/2566"],
            ["ตรัง", value],
        ]

    reading = read(of(7), ชาย=of(3), หญิง=of(4), Metadata=METADATA)
    rows = reading.observations
    assert rows["sheet"].tolist() == ["ข้อมูล"]
    assert rows["obs_value"].tolist() == [7]
    reading = read([["บทนำ"]], ชาย=of(3), หญิง=of(4))
    assert reading.observations["obs_value"].tolist() == [7]
    assert reading.observations["sheet"].tolist() == ["ชาย"]


# Other shapes


def test_years_in_rows_are_read(read: Read) -> None:
    reading = read(
        [
            [INCOME_TITLE],
            ["หน่วย: บาท"],
            ["ปี", "จังหวัด", "ค่า"],
            [2564, "ตรัง", 100],
            [2564, "สตูล", 110],
            [2566, "ตรัง", 120],
            ["2566", "สตูล", "-"],
        ]
    )
    found = values(reading)
    assert found["ses_income_month", "92", "2021"] == 100
    assert found["ses_income_month", "92", "2023"] == 120
    assert reading.observations["obs_status"].tolist() == ["A", "A", "A", "M"]


def test_a_table_of_one_year_has_it_in_the_title_and_its_columns_are_labels(read: Read) -> None:
    reading = read(
        [
            ["ภาวะการทำงานของประชากร รายจังหวัด ไตรมาสที่ 2 พ.ศ. 2567"],
            ["หน่วย: คน"],
            ["ลำดับ", "จังหวัด", "ผู้มีงานทำ", "ผู้ว่างงาน"],
            [1, "ตรัง", 1000, 20],
            [2, "สตูล", 900, 10],
        ]
    )
    assert values(reading) == {
        ("lfs_employed", "92", "2024-Q2"): 1000,
        ("lfs_unemployed", "92", "2024-Q2"): 20,
        ("lfs_employed", "91", "2024-Q2"): 900,
        ("lfs_unemployed", "91", "2024-Q2"): 10,
    }


def test_districts_are_found_within_their_province(read: Read) -> None:
    found = values(
        read(
            [
                [INCOME_TITLE.replace("จังหวัด", "อำเภอ")],
                ["หน่วย: บาท"],
                ["จังหวัด", "อำเภอ", 2566],
                ["นครศรีธรรมราช", "รวม", 100],
                [None, "เมือง", 110],
                [None, "ปากพนัง", 90],
                ["ตรัง", "เมือง", 120],
            ]
        )
    )
    assert found == {
        ("ses_income_month", "80", "2023"): 100,
        ("ses_income_month", "8001", "2023"): 110,
        ("ses_income_month", "8012", "2023"): 90,
        ("ses_income_month", "9201", "2023"): 120,
    }


def test_districts_may_lie_in_the_province_of_the_title(read: Read) -> None:
    title = "รายได้เฉลี่ยต่อเดือนของครัวเรือน จังหวัดนครศรีธรรมราช พ.ศ. 2566 (บาท)"
    found = values(read([[title], ["อำเภอ", "รายได้"], ["เมือง", 1], ["พรหมคีรี", 3]]))
    assert found == {
        ("ses_income_month", "8001", "2023"): 1,
        ("ses_income_month", "8002", "2023"): 3,
    }


def test_headings_may_group_the_years_and_number_the_columns(read: Read) -> None:
    kinds = ["หนี้สินทั้งสิ้น", "เพื่อใช้ในการศึกษา"]
    above = read(
        [
            ["หนี้สินเฉลี่ยต่อครัวเรือน"],
            ["จังหวัด", kinds[0], None, kinds[1], None],
            [None, 2564, 2566, 2564, 2566],
            [None, "(บาท)", "(บาท)", "(บาท)", "(บาท)"],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            ["ตรัง", 11, 13, 12, 14],
        ]
    )
    below = read(
        [
            ["หนี้สินเฉลี่ยต่อครัวเรือน"],
            ["จังหวัด", 2564, None, 2566, None],
            [None, *kinds, *kinds],
            [None, "(บาท)", "(บาท)", "(บาท)", "(บาท)"],
            [1, 2, 3, 4, 5],
            ["ตรัง", 11, 12, 13, 14],
        ]
    )
    assert values(above) == values(below)
    assert values(below)["ses_debt_education", "92", "2023"] == 14
    assert said(above) == said(below) == []


def test_a_second_table_below_the_first_is_read_with_its_own_years(read: Read) -> None:
    found = values(
        read(
            [
                [INCOME_TITLE],
                ["หน่วย: บาท"],
                ["จังหวัด", 2562, 2564],
                ["ตรัง", 1, 2],
                [],
                ["จังหวัด", 2566, 2568],
                ["ตรัง", 3, 4],
            ]
        )
    )
    assert [period for _, _, period in found] == ["2019", "2021", "2023", "2025"]
    assert list(found.values()) == [1, 2, 3, 4]


# What is wrong


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (64, ("error", "years.two_digits", 3, "64", "64")),
        ("๖๔", ("error", "years.two_digits", 3, "64", "64")),
        (0, ("warning", "nso.columns_left_out", 3, "0", "0")),
        (1, ("warning", "nso.columns_left_out", 3, "1", "1")),
        (None, ("error", "nso.unknown_column", 4, "C", "26000, 25000")),
    ],
)
def test_a_column_of_whole_numbers_without_a_year_is_never_passed_over(
    read: Read, heading: int | str | None, expected: tuple[str, str, int, str, str]
) -> None:
    reading = read(
        [
            [INCOME_TITLE],
            ["หน่วย: บาท"],
            ["ภาค", "จังหวัด", heading, 2566, 2568],
            ["ภาคใต้", "ตรัง", 26000, 29000, 28000],
            [None, "สตูล", 25000, 27000, 27000],
        ]
    )
    assert said(reading) == [expected]


def test_all_problems_are_told_at_once_with_their_places(read: Read) -> None:
    reading = read(
        [
            [INCOME_TITLE + " พ.ศ. 2560 - 2566"],
            ["หน่วย: บาท"],
            ["ภาค", "จังหวัด", 2564, 2566, "อัตราเพิ่ม"],
            ["ภาคกลาง", "นครศรีธรรมราด", 1, 2, 3],
            [None, "ดาวอังคาร", 1, 2, 3],
            ["ภาคใต้", "ตรัง", "12..5", 4, 3],
            [None, "สตูล", 5, 6, 3],
        ]
    )
    assert said(reading) == [
        ("warning", "nso.columns_left_out", 3, "อัตราเพิ่ม", "อัตราเพิ่ม"),
        ("warning", "nso.title_years", 3, "", "2560–2566"),
        ("error", "nso.not_a_number", 6, "2564", "12..5"),
        ("error", "nso.unknown_area", 4, "จังหวัด", "นครศรีธรรมราด"),
        ("error", "nso.strange_area", 5, "จังหวัด", "ดาวอังคาร"),
    ]
    told = hints(reading.problems)
    assert "นครศรีธรรมราช" in told
    assert "Nakhon Si Thammarat" in told
    assert [v for (_, area, _), v in values(reading).items() if area == "91"] == [5, 6]


def test_an_unknown_workbook_is_answered_with_the_entry_to_paste(read: Read) -> None:
    reading = read(
        [
            ["จำนวนผู้สูงอายุที่อยู่คนเดียว จำแนกตามกลุ่มอายุ รายจังหวัด พ.ศ. 2564 - 2566"],
            ["หน่วย: คน"],
            ["จังหวัด", "กลุ่มอายุ", 2564, 2566],
            ["ตรัง", "60 - 69 ปี", 10, 20],
            [None, "70 ปีขึ้นไป", 30, 40],
        ]
    )
    (problem,) = reading.problems
    assert problem.rule == "nso.no_entry"
    assert reading.facts["found"] == 4
    assert reading.observations.empty
    hint = problem.hint("en")
    assert 'titles = [["จำนวนผู้สูงอายุที่อยู่คนเดียว จำแนกตามกลุ่มอายุ"]]' in hint
    assert 'editions = { "…" = "…" }' in hint
    assert 'units = { "คน" = 1 }' in hint
    assert 'headings = ["กลุ่มอายุ"]' in hint
    assert '"60 - 69 ปี" = "…"' in hint


def test_a_workbook_with_the_very_name_of_an_indicator_needs_no_entry(read: Read) -> None:
    reading = read(
        [
            ["จำนวนครัวเรือนประมาณการจากการสำรวจ รายจังหวัด พ.ศ. 2566"],
            ["หน่วย: ครัวเรือน"],
            ["จังหวัด", 2566],
            ["ตรัง", 200000],
        ]
    )
    assert values(reading) == {("ses_households", "92", "2023"): 200000}
    assert reading.data_set == "nso_ses_inequality"


def test_an_indicator_without_editions_needs_no_entry_unless_its_title_says_more(
    read: Read,
) -> None:
    def of(title: str) -> Reading:
        return read([[title], ["หน่วย: คน"], ["จังหวัด", 2543], ["ตรัง", 595110]])

    found = values(of("ประชากรจากสำมะโน รายจังหวัด พ.ศ. 2543"))
    assert [(name, area, value) for (name, area, _), value in found.items()] == [
        ("pop_census", "92", 595110)
    ]
    assert of("ประชากรจากสำมะโนในเขตเทศบาล รายจังหวัด พ.ศ. 2543").observations.empty


def test_a_label_that_its_entry_does_not_know_is_named_with_the_line_to_add(read: Read) -> None:
    rows = [*DEBT[:-1], [None, None, "เพื่อซื้อยานพาหนะ", 1, 2], DEBT[-1]]
    reading = read(rows)
    (problem,) = reading.problems
    assert problem.rule == "nso.unknown_label"
    assert (problem.place.row, problem.place.column) == (10, "วัตถุประสงค์ของการกู้ยืม")
    hint = problem.hint("th")
    assert '"เพื่อซื้อยานพาหนะ" = "…"' in hint
    assert "[household_debt.dimension.labels]" in hint
    assert ("ses_debt_total", "80", "2023") in values(reading)


def test_following_the_hint_for_a_label_to_the_letter_works(
    root: Path, tmp_path: Path, read: Read
) -> None:
    rows = [*DEBT[:-1], [None, None, "เพื่อซื้อยานพาหนะ", 1, 2], DEBT[-1]]
    (problem,) = read(rows).problems
    folder = tmp_path / "catalog"
    shutil.copytree(root / "data" / "catalog", folder)
    file = folder / "workbooks.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    line = int(str(problem.facts["line"]))
    assert lines[line - 1] == "[household_debt.dimension.labels]"
    assert f"line {line}" in problem.hint("en")
    lines.insert(line, str(problem.facts["toml"]).replace("…", "left_out"))
    file.write_text("\n".join(lines), encoding="utf-8")
    assert said(nso.read(workbook(rows), load_vocabulary(folder))) == []


def test_following_the_hint_for_an_unknown_workbook_to_the_letter_works(
    root: Path, tmp_path: Path, read: Read
) -> None:
    rows = [
        ["รายได้เฉลี่ยต่อเดือนของครัวเรือน จำแนกตามแหล่งรายได้ รายจังหวัด พ.ศ. 2566"],
        ["หน่วย: บาท"],
        ["จังหวัด", 2566],
        ["ตรัง", 10],
    ]
    (problem,) = read(rows).problems
    folder = tmp_path / "catalog"
    shutil.copytree(root / "data" / "catalog", folder)
    file = folder / "workbooks.toml"
    before = file.read_text(encoding="utf-8")
    entry = str(problem.facts["toml"]).replace('data_set = "…"', 'data_set = "nso_ses_inequality"')
    entry = entry.replace('indicator = "…"', 'indicator = "ses_current_income_month"')
    file.write_text(f"{before}\n{entry}\n", encoding="utf-8")
    with pytest.raises(CatalogError):
        nso.read(workbook(rows), load_vocabulary(folder))
    line = 'editions = { "…" = "…" }'
    file.write_text(f"{before}\n{entry.replace(line, '')}\n", encoding="utf-8")
    with pytest.raises(CatalogError, match="editions"):
        nso.read(workbook(rows), load_vocabulary(folder))
    whole = entry.replace(line, 'editions = { "2023" = "2023 basis" }')
    file.write_text(f"{before}\n{whole}\n", encoding="utf-8")
    words = load_vocabulary(folder)
    reading = nso.read(workbook(rows), words)
    assert values(reading) == {("ses_current_income_month", "92", "2023"): 10}
    assert reading.observations["edition"].tolist() == ["2023 basis"]
    plain_title = nso.read(workbook([[INCOME_TITLE], *rows[1:]]), words)
    assert values(plain_title) == {("ses_income_month", "92", "2023"): 10}


def test_a_column_of_labels_that_an_entry_does_not_have_is_told_as_a_new_one(read: Read) -> None:
    reading = read(
        [
            [INCOME_TITLE],
            ["หน่วย: บาท"],
            ["จังหวัด", "เขตการปกครอง", 2566],
            ["ตรัง", "ในเขตเทศบาล", 10],
            [None, "นอกเขตเทศบาล", 20],
        ]
    )
    (problem,) = reading.problems
    assert problem.rule == "nso.unknown_column"
    assert "[[household_income.dimension]]" in problem.hint("en")
    assert reading.observations.empty


@pytest.mark.parametrize(
    ("label", "indicator"),
    [
        ("เพื่อการศึกษา", "ses_debt_education"),
        ("เพื่อการเกษตร", "ses_debt_farming"),
        ("เพื่อทำการเกษตร", "ses_debt_farming"),
        ("เพื่อที่อยู่อาศัย", "ses_debt_housing"),
    ],
)
def test_everyday_names_of_purposes_are_known(read: Read, label: str, indicator: str) -> None:
    reading = read([*DEBT[:3], ["ภาคใต้", "ตรัง", label, 1, 2]])
    assert values(reading)[indicator, "92", "2023"] == 2
    assert said(reading) == []


# Titles that say one word more, editions, levels


@pytest.mark.parametrize(
    ("title", "unit", "entry", "word"),
    [
        (
            "ค่าใช้จ่ายเฉลี่ยต่อเดือนของครัวเรือนเพื่อการเดินทาง",
            "บาท",
            "household_expenditure",
            "เพื่อการเดินทาง",
        ),
        ("รายได้เฉลี่ยต่อเดือนของครัวเรือนเกษตร", "บาท", "household_income", "เกษตร"),
        ("ร้อยละของครัวเรือนที่มีหนี้สินนอกระบบ", "ร้อยละ", "households_with_debt", "นอกระบบ"),
        ("รายได้โดยเฉลี่ยต่อเดือนต่อครัวเรือน (เกษตร)", "บาท", "household_income", "เกษตร"),
        ("ประชากรจากสำมะโน เฉพาะคนไทย", "คน", "", ""),
    ],
)
def test_a_workbook_whose_title_says_more_is_not_another_indicator(
    read: Read, title: str, unit: str, entry: str, word: str
) -> None:
    reading = read(
        [[f"{title} รายจังหวัด พ.ศ. 2566"], [f"หน่วย: {unit}"], ["จังหวัด", 2566], ["ตรัง", 10]]
    )
    assert reading.observations.empty
    (problem,) = reading.problems
    assert problem.rule == "nso.no_entry"
    for told in (problem.fact("th"), problem.fact("en")):
        assert entry in told
        assert word in told


def test_a_figure_of_a_year_before_the_first_edition_is_refused(read: Read) -> None:
    reading = read(
        [
            ["รายได้ประจำเฉลี่ยต่อเดือนของครัวเรือน รายจังหวัด"],
            ["หน่วย: บาท"],
            ["จังหวัด", 2552, 2566],
            ["ตรัง", 10, 20],
        ]
    )
    assert values(reading) == {("ses_current_income_month", "92", "2023"): 20}
    assert reading.observations["edition"].tolist() == ["2023 basis"]
    assert said(reading) == [("error", "nso.no_edition", 4, "2552", "2009")]


def test_rows_of_levels_that_an_indicator_lacks_are_left_out_with_one_warning(read: Read) -> None:
    reading = read(
        [
            ["ค่าใช้จ่ายเฉลี่ยต่อเดือนของครัวเรือน รายจังหวัด พ.ศ. 2566"],
            ["หน่วย: บาท"],
            ["ภาค", "จังหวัด", 2566],
            ["ทั่วราชอาณาจักร", "ทั่วราชอาณาจักร", 1],
            ["ภาคใต้", "ภาคใต้", 2],
            [None, "ตรัง", 3],
        ]
    )
    assert values(reading) == {("ses_expenditure_month", "92", "2023"): 3}
    ((severity, rule, row, _, value),) = said(reading)
    assert (severity, rule, row) == ("warning", "nso.levels_left_out", 4)
    assert "ภาคใต้" in value
    assert "2 rows" in reading.problems[0].fact("en")


def test_a_unit_that_its_entry_does_not_know_is_refused(read: Read) -> None:
    reading = read([[INCOME_TITLE], ["หน่วย: ล้านบาท"], ["จังหวัด", 2566], ["ตรัง", 1]])
    (problem,) = reading.problems
    assert (problem.rule, problem.value) == ("nso.unknown_unit", "ล้านบาท")
    assert reading.observations.empty


def test_a_workbook_without_a_unit_is_not_guessed_at(read: Read) -> None:
    reading = read([[INCOME_TITLE], ["จังหวัด", 2566], ["ตรัง", 28.3]])
    assert [each.rule for each in reading.problems] == ["nso.no_unit"]


def test_other_tables_are_not_recognised() -> None:
    assert not nso.recognises(workbook([["ชื่อ", "จำนวน"], ["ก", 1], ["ข", 2]]))
    assert not nso.recognises(workbook(METADATA))


def test_a_file_without_a_table_says_so(words: Vocabulary) -> None:
    reading = nso.read(workbook([["ชื่อ", "จำนวน"], ["ก", 1]]), words)
    assert [each.rule for each in reading.problems] == ["nso.no_table"]
    assert reading.observations.empty


def test_every_problem_has_its_words_and_a_hint_in_both_languages(read: Read) -> None:
    broken = read(
        [
            [INCOME_TITLE + " พ.ศ. 2560 - 2566"],
            ["หน่วย: ศอก"],
            ["จังหวัด", "2564 (2022)", "หมายเลข"],
            ["ตรังง", 1, 2],
            [None, "ไม่ใช่ตัวเลข", 3],
            ["ตรัง", 1, 3],
        ]
    )
    assert len(broken.problems) >= 4
    for each in broken.problems:
        assert each.fact("th")
        assert each.fact("en")
        assert each.hint("th")
        assert each.hint("en")
