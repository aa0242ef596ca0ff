"""A title is of an entry when every word of it is declared; one more word is another workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.catalog.workbooks import load_workbooks
from dashboard.ingest.readers.nso_titles import Titles
from dashboard.ingest.vocabulary import load_vocabulary

INCOME = "รายได้เฉลี่ยต่อเดือนของครัวเรือน"


@pytest.fixture(scope="module")
def titles(root: Path) -> Titles:
    words = load_vocabulary(root / "data" / "catalog")
    return Titles(load_workbooks(words.folder, words.catalog), words.catalog)


def found(titles: Titles, title: str, name: str = "", sheet: str = "") -> list[str]:
    return [each.id for each in titles.find(title, name, sheet)]


@pytest.mark.parametrize(
    ("title", "entry"),
    [
        ("รายได้โดยเฉลี่ยต่อเดือนต่อครัวเรือน รายจังหวัด พ.ศ. 2547 - 2566", "household_income"),
        (
            "รายได้โดยเฉลี่ยต่อเดือนต่อครัวเรือน รายจังหวัด พ.ศ. 2547-2566 (20230521160113_19514.xlsx)",
            "household_income",
        ),
        (INCOME, "household_income"),
        (INCOME + " (พันบาท)", "household_income"),
        (INCOME + " ภาคใต้ ประจำปี พ.ศ. 2566", "household_income"),
        (INCOME + " จังหวัดนครศรีธรรมราช ปี 2564 (2021)", "household_income"),
        ("รายได้เฉลี่ยต่อครัวเรือนต่อเดือน ทั่วราชอาณาจักร", "household_income"),
        (
            "หนี้สินเฉลี่ยต่อครัวเรือน จำแนกตามวัตถุประสงค์ของการกู้ยืม เป็นรายจังหวัด (20230521160827.xlsx)",
            "household_debt",
        ),
        ("หนี้สินเฉลี่ยต่อครัวเรือน Average debt per household by purpose", "household_debt"),
        ("ค่าใช้จ่ายเฉลี่ยต่อเดือนของครัวเรือน รายจังหวัด", "household_expenditure"),
        ("ร้อยละของค่าใช้จ่ายต่อรายได้ของครัวเรือน", "expenditure_to_income"),
        ("ร้อยละของครัวเรือนที่มีหนี้สิน", "households_with_debt"),
        ("รายได้ประจำเฉลี่ยต่อเดือนของครัวเรือน", "current_income"),
        ("สัมประสิทธิ์ความไม่เสมอภาคด้านรายได้", "gini_income"),
        (
            "จำนวนกำลังแรงงานรวม จำแนกตามสถานภาพแรงงาน เพศ รายจังหวัด (ST_02_2005005_4)",
            "labour_force",
        ),
        (
            "ตารางสถิติ โครงการสำรวจภาวะการทำงานของประชากร ระดับจังหวัด ไตรมาสที่ 4/2554 ตาราง 1",
            "labour_force",
        ),
        (
            "Income-2566 ตาราง 1 ครัวเรือน ณ เดือนกรกฎาคม 2566 และขนาดของครัวเรือน",
            "household_size",
        ),
    ],
)
def test_a_title_of_declared_words_finds_its_entry(titles: Titles, title: str, entry: str) -> None:
    assert found(titles, title) == [entry]


@pytest.mark.parametrize(
    ("title", "near", "left"),
    [
        (
            "ค่าใช้จ่ายเฉลี่ยต่อเดือนของครัวเรือนเพื่อการเดินทาง",
            "household_expenditure",
            ("เพื่อการเดินทาง",),
        ),
        ("รายได้เฉลี่ยต่อเดือนของครัวเรือนเกษตร", "household_income", ("เกษตร",)),
        ("ร้อยละของครัวเรือนที่มีหนี้สินนอกระบบ", "households_with_debt", ("นอกระบบ",)),
        (INCOME + " (เฉพาะครัวเรือนเกษตร)", "household_income", ("เฉพาะ", "เกษตร")),
        (INCOME + " พ.ศ. 2566 ภาคเกษตร", "household_income", ("เกษตร",)),
        (INCOME + " จำแนกตามแหล่งรายได้", "household_income", ("แหล่งรายได้",)),
        (INCOME + " จำแนกตามรายได้", "household_income", ("รายได้",)),
        ("จำนวนผู้มีงานทำหญิง รายจังหวัด", "labour_force", ("หญิง",)),
        (
            "Average monthly income of large farm households by province",
            "household_income",
            ("large farm",),
        ),
    ],
)
def test_a_word_that_no_entry_declares_makes_another_workbook(
    titles: Titles, title: str, near: str, left: tuple[str, ...]
) -> None:
    assert found(titles, title) == []
    nearest = titles.nearest(title, "", "")
    assert nearest.workbook is not None
    assert (nearest.workbook.id, nearest.left) == (near, left)


def test_rates_of_the_labour_force_are_of_no_entry(titles: Titles) -> None:
    assert found(titles, "อัตราการว่างงาน รายจังหวัด") == []


def test_the_name_of_the_workbook_and_of_the_sheet_may_complete_a_title(titles: Titles) -> None:
    assert found(titles, "ตาราง 1 รายจังหวัด", INCOME) == ["household_income"]
    assert found(titles, "", "", INCOME) == ["household_income"]
    assert found(titles, "ครัวเรือนเกษตร", INCOME) == []
    assert found(titles, "ครัวเรือนเกษตร", "", INCOME) == []


def test_a_workbook_whose_own_name_says_more_is_another(titles: Titles) -> None:
    assert found(titles, INCOME, INCOME + "เกษตร") == []


def test_what_an_entry_has_to_declare_is_the_title_without_years_and_places(
    titles: Titles,
) -> None:
    title = "จำนวนผู้สูงอายุ จำแนกตามกลุ่มอายุ เป็นรายจังหวัด พ.ศ. 2564 - 2566"
    assert titles.to_declare(title) == "จำนวนผู้สูงอายุ จำแนกตามกลุ่มอายุ"
