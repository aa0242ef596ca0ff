"""The table of publishers' workbooks: its own entries hold, and a broken one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.catalog import Catalog, load_catalog
from dashboard.catalog.spelling import name_key
from dashboard.catalog.workbooks import load_workbooks, unit_key
from dashboard.errors import CatalogError

ENTRY = """
[income]
titles = [["รายได้", "ครัวเรือน"]]
without = ["ร้อยละ"]
data_set = "nso_ses_income_debt"
indicator = "ses_income_month"
units = { "พันบาท" = 1000 }
dash = "zero"
editions = { "2014" = "weights from 2014", "2011" = "weights to 2013" }

[[income.dimension]]
headings = ["เพศ"]
labels = { "รวม" = "total", "ชาย" = "part" }
"""


@pytest.fixture(scope="module")
def catalog(root: Path) -> Catalog:
    return load_catalog(root / "data" / "catalog")


def test_an_entry_is_read_with_its_keys(tmp_path: Path, catalog: Catalog) -> None:
    (tmp_path / "workbooks.toml").write_text(ENTRY, encoding="utf-8")
    (income,) = load_workbooks(tmp_path, catalog)
    assert income.units == {"พันบาท": 1000.0}
    assert income.decimals is None
    assert [income.edition(year) for year in (2010, 2011, 2013, 2014, 2020)] == [
        "",
        "weights to 2013",
        "weights to 2013",
        "weights from 2014",
        "weights from 2014",
    ]
    assert income.likeness(name_key("รายได้ของครัวเรือน")) > 0
    assert income.likeness(name_key("ร้อยละของรายได้ของครัวเรือน")) == 0
    assert income.likeness(name_key("หนี้สินของครัวเรือน")) == 0
    assert income.dimensions[0].labels == {name_key("รวม"): "total", name_key("ชาย"): "part"}


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"nso_ses_income_debt"', '"nso_other"', "nso_other"),
        ('"ses_income_month"', '"ses_other"', "ses_other"),
        ("1000", "0", "units.พันบาท"),
        ("1000", '"k"', "units.พันบาท"),
        ('"zero"', '"none"', "none"),
        ('"weights to 2013"', '"weights"', "weights"),
        ('"2011"', '"2554"', "2554"),
        ('"part"', '"piece"', "piece"),
        ('[["รายได้", "ครัวเรือน"]]', '["รายได้"]', "titles"),
        ('[["รายได้", "ครัวเรือน"]]', "[]", "titles"),
        ("without", "withuot", "withuot"),
        ("headings", "heading", "heading"),
    ],
)
def test_what_is_wrong_with_an_entry_names_file_and_entry(
    tmp_path: Path, catalog: Catalog, old: str, new: str, named: str
) -> None:
    (tmp_path / "workbooks.toml").write_text(ENTRY.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogError) as error:
        load_workbooks(tmp_path, catalog)
    told = error.value.message("en")
    assert "workbooks.toml" in told
    assert "income" in told
    assert named in told


def test_the_table_may_not_be_absent(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match=r"workbooks\.toml"):
        load_workbooks(tmp_path, catalog)


def test_the_shipped_titles_find_one_entry_each(root: Path, catalog: Catalog) -> None:
    entries = load_workbooks(root / "data" / "catalog", catalog)

    def found(title: str) -> list[str]:
        return [each.id for each in entries if each.likeness(name_key(title))]

    assert found("รายได้โดยเฉลี่ยต่อเดือนต่อครัวเรือน รายจังหวัด พ.ศ. 2547 - 2566") == ["household_income"]
    assert found("รายได้เฉลี่ยต่อเดือนของครัวเรือน") == ["household_income"]
    assert found("หนี้สินเฉลี่ยต่อครัวเรือน จำแนกตามวัตถุประสงค์ของการกู้ยืม เป็นรายจังหวัด") == ["household_debt"]
    assert found("ค่าใช้จ่ายเฉลี่ยต่อเดือนของครัวเรือน รายจังหวัด") == ["household_expenditure"]
    assert found("ร้อยละของค่าใช้จ่ายต่อรายได้ของครัวเรือน") == ["expenditure_to_income"]
    assert found("ร้อยละของครัวเรือนที่มีหนี้สิน") == ["households_with_debt"]
    assert found("รายได้ประจำเฉลี่ยต่อเดือนของครัวเรือน") == ["current_income"]
    assert found("สัมประสิทธิ์ความไม่เสมอภาคด้านรายได้") == ["gini_income"]
    assert found("จำนวนกำลังแรงงานรวม จำแนกตามสถานภาพแรงงาน เพศ รายจังหวัด") == ["labour_force"]
    assert found("อัตราการว่างงาน รายจังหวัด") == []


def test_a_unit_keeps_its_signs() -> None:
    assert unit_key("( พัน บาท )") == "พันบาท"
    assert unit_key("%") == "%"
