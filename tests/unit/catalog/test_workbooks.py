"""The table of publishers' workbooks: its own entries hold, and a broken one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.catalog import Catalog, load_catalog
from dashboard.catalog.spelling import name_key
from dashboard.catalog.workbooks import Workbooks, load_workbooks, unit_key
from dashboard.errors import CatalogError

ENTRY = """
[income]
titles = [["รายได้", "ครัวเรือน"]]
also = ["ทั้งสิ้น"]
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


EDITIONS = """
[editions]
nso_ses_inequality = ["2013 basis", "2023 basis"]
"""


def load(folder: Path, catalog: Catalog, text: str) -> Workbooks:
    (folder / "workbooks.toml").write_text(text, encoding="utf-8")
    (folder / "template.toml").write_text(EDITIONS, encoding="utf-8")
    return load_workbooks(folder, catalog)


@pytest.fixture(scope="module")
def catalog(root: Path) -> Catalog:
    return load_catalog(root / "data" / "catalog")


def test_an_entry_is_read_with_its_keys(tmp_path: Path, catalog: Catalog) -> None:
    (income,) = load(tmp_path, catalog, ENTRY).entries
    assert income.units == {"พันบาท": 1000.0}
    assert income.decimals is None
    assert [income.edition(year) for year in (2010, 2011, 2013, 2014, 2020)] == [
        "",
        "weights to 2013",
        "weights to 2013",
        "weights from 2014",
        "weights from 2014",
    ]
    assert income.titles == (("รายได้", "ครัวเรือน"),)
    assert income.also == ("ทั้งสิ้น",)
    assert income.indicators == {"ses_income_month"}
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
    with pytest.raises(CatalogError) as error:
        load(tmp_path, catalog, ENTRY.replace(old, new))
    told = error.value.message("en")
    assert "workbooks.toml" in told
    assert "income" in told
    assert named in told


def test_the_table_may_not_be_absent(tmp_path: Path, catalog: Catalog) -> None:
    (tmp_path / "template.toml").write_text(EDITIONS, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"workbooks\.toml"):
        load_workbooks(tmp_path, catalog)


def test_the_table_of_editions_may_not_be_absent(tmp_path: Path, catalog: Catalog) -> None:
    (tmp_path / "workbooks.toml").write_text(ENTRY, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"template\.toml"):
        load_workbooks(tmp_path, catalog)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"ses_income_month"', '"ses_current_income_month"'),
        ('"nso_ses_income_debt"', '"nso_ses_inequality"'),
        ('"part"', '"gini_income"'),
    ],
)
def test_figures_that_come_in_editions_need_them(
    tmp_path: Path, catalog: Catalog, old: str, new: str
) -> None:
    text = ENTRY.replace(old, new)
    assert load(tmp_path, catalog, text).entries
    bare = "\n".join(line for line in text.splitlines() if not line.startswith("editions"))
    with pytest.raises(CatalogError) as error:
        load(tmp_path, catalog, bare)
    for told in (error.value.message("th"), error.value.message("en")):
        assert "workbooks.toml" in told
        assert "income" in told
        assert "2023 basis" in told
    assert 'editions = { "' in error.value.message("en")


def test_a_table_that_stands_twice_is_told_with_its_line(tmp_path: Path, catalog: Catalog) -> None:
    table = '\n[income.units]\n"บาท" = 1\n'
    with pytest.raises(CatalogError) as error:
        load(tmp_path, catalog, ENTRY + table)
    line = len(ENTRY.splitlines()) + 2
    assert f"บรรทัด {line}" in error.value.message("th")
    assert f"line {line}" in error.value.message("en")
    assert "[income.units]" in error.value.message("th")
    assert "Cannot" not in error.value.message("en")


def test_a_line_that_is_no_toml_is_told_with_its_line(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(CatalogError) as error:
        load(tmp_path, catalog, "[a]\nb = \n")
    assert "workbooks.toml บรรทัด 2" in error.value.message("th")
    assert "Invalid" not in error.value.message("th")


def test_labels_know_the_line_they_begin_at(root: Path, tmp_path: Path, catalog: Catalog) -> None:
    (income,) = load(tmp_path, catalog, ENTRY).entries
    assert (income.dimensions[0].line, income.dimensions[0].inline) == (14, True)
    folder = root / "data" / "catalog"
    lines = (folder / "workbooks.toml").read_text(encoding="utf-8").splitlines()
    entries = {each.id: each for each in load_workbooks(folder, catalog).entries}
    told = [each.line for each in entries["labour_force"].dimensions]
    assert [lines[each - 1] for each in told] == ["[labour_force.dimension.labels]"] * 3
    assert len(set(told)) == 3


def test_a_unit_keeps_its_signs() -> None:
    assert unit_key("( พัน บาท )") == "พันบาท"
    assert unit_key("%") == "%"


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        (
            '"2013 basis"',
            '"2031 basis"',
            "entry editions, nso_ses_inequality names the unknown 2031",
        ),
        ("nso_ses_inequality", "nso_ses_equality", "editions names the unknown nso_ses_equality"),
    ],
)
def test_an_edition_or_data_set_that_nobody_knows_is_refused(
    tmp_path: Path, catalog: Catalog, old: str, new: str, fact: str
) -> None:
    (tmp_path / "workbooks.toml").write_text(ENTRY, encoding="utf-8")
    (tmp_path / "template.toml").write_text(EDITIONS.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load_workbooks(tmp_path, catalog)
    assert caught.value.fact("en").startswith("template.toml")
    assert fact in caught.value.fact("en")
