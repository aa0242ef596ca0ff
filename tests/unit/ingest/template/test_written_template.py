from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from dashboard.catalog import Catalog
from dashboard.ingest.documents.opening import open_document
from dashboard.ingest.readers import template
from dashboard.ingest.report import Reading
from dashboard.ingest.template.help import help_rows
from dashboard.ingest.template.lookup import Lookup
from dashboard.ingest.template.prefill import WRITTEN, Wanted, headings
from dashboard.ingest.template.text import csv_text
from dashboard.ingest.template.workbook import workbook
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary
from dashboard.text import LANGS, Lang, t

VALUE, NUMERATOR, STATUS = 8, 10, 13  # columns of the sheet, from 1


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return load_vocabulary(Path(__file__).resolve().parents[4] / "data" / "catalog")


def wanted_of(catalog: Catalog) -> Wanted:
    rate, count = catalog.indicators["tpmap_target_poor_rate"], catalog.indicators["gini_income"]
    assert count.levels == ("country", "region", "province")
    districts = catalog.children("80", "district")
    return Wanted([rate], districts, ["2567"], "TPMAP 2561", ["TPMAP 2561", "TPMAP 2565"])


def told(reading: Reading) -> list[tuple[str, object]]:
    return [(each.rule, each.facts["rows"]) for each in reading.problems]


@pytest.mark.parametrize("lang", LANGS)
def test_an_untouched_template_gives_one_sentence(words: Vocabulary, lang: Lang) -> None:
    wanted = wanted_of(words.catalog)
    files = {"t.xlsx": workbook(wanted, lang), "t.csv": csv_text(wanted, lang)}
    for name, content in files.items():
        opened = open_document(name, content)
        assert template.recognises(opened)
        reading = template.read(opened, words)
        assert [each.rule for each in reading.problems] == ["template.nothing_filled"]
        assert reading.problems[0].fact("th") == "ยังไม่ได้กรอกตัวเลขในแฟ้มนี้"
        assert len(reading.observations) == 0
        assert reading.facts == {"unfilled": 23, "data_sets": {}}


@pytest.mark.parametrize("lang", LANGS)
def test_a_filled_template_gives_its_figures(words: Vocabulary, lang: Lang) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(wanted_of(words.catalog), lang)))
    sheet = book.worksheets[0]
    entries = [cell.value for cell in book.worksheets[2]["B"]]
    assert entries[1].startswith("P ")
    sheet.cell(13, VALUE, 12.5)
    sheet.cell(13, NUMERATOR, 125)
    sheet.cell(13, NUMERATOR + 1, 1000)
    sheet.cell(13, STATUS, entries[1])
    file = io.BytesIO()
    book.save(file)
    reading = template.read(open_document("t.xlsx", file.getvalue()), words)
    assert told(reading) == [("template.unfilled", "2–12, 14–24")]
    columns = ["indicator", "ref_area", "time_period", "edition", "obs_value", "obs_status", "row"]
    assert reading.observations[columns].to_numpy().tolist() == [
        ["tpmap_target_poor_rate", "8012", "2024", "TPMAP 2561", 12.5, "P", 13],
        ["tpmap_target_poor", "8012", "2024", "TPMAP 2561", 125.0, "P", 13],
        ["tpmap_persons_surveyed", "8012", "2024", "TPMAP 2561", 1000.0, "P", 13],
    ]


def test_a_filled_csv_template_gives_its_figures(words: Vocabulary) -> None:
    lines = csv_text(wanted_of(words.catalog), "th").decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("รหัสตัวชี้วัด,ชื่อตัวชี้วัด,รหัสพื้นที่,ชื่อพื้นที่,ปีข้อมูล,")
    assert lines[18].split(",")[2:4] == ["8018", "ถ้ำพรรณรา"]
    cells = lines[18].split(",")
    cells[VALUE - 1] = "7.25"
    lines[18] = ",".join(cells)
    reading = template.read(open_document("t.csv", "\r\n".join(lines).encode()), words)
    assert told(reading) == [("template.unfilled", "2–18, 20–24")]
    assert reading.observations[["ref_area", "obs_value"]].to_numpy().tolist() == [["8018", 7.25]]


def test_the_workbook_has_lists_a_frozen_header_and_help(words: Vocabulary) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(wanted_of(words.catalog), "th")))
    assert book.sheetnames == ["ข้อมูล", "วิธีกรอก", "รายการ"]
    data, help_sheet, lists = book.worksheets
    assert lists.sheet_state == "hidden"
    assert data.freeze_panes == "E2"
    assert data.max_row == 24
    assert data["C2"].value == "8001"
    assert data["D2"].value == "เมืองนครศรีธรรมราช"
    assert data["E2"].value == "2567"
    rules = {str(each.sqref): each for each in data.data_validations.dataValidation}
    listed = {place: each.formula1 for place, each in rules.items() if each.type == "list"}
    assert listed == {
        "A2:A524": "'รายการ'!$A$1:$A$1",
        "M2:M524": "'รายการ'!$B$1:$B$7",
        "F2:F524": "'รายการ'!$C$1:$C$7",
        "G2:G524": "'รายการ'!$D$1:$D$2",
    }
    assert {place for place, each in rules.items() if each.type == "decimal"} == {
        *("H2:H524", "J2:J524", "K2:K524", "L2:L524")
    }
    assert lists["B3"].value == "E ประมาณการ"
    told = "\n".join(str(cell.value) for row in help_sheet.rows for cell in row if cell.value)
    assert "ห้ามใส่ข้อมูลส่วนบุคคล" in told
    assert "No personal data" in told
    assert "tpmap_target_poor_rate | Target-poor rate | 8001" in told
    assert data.column_dimensions["B"].width > 30


def test_nothing_in_the_workbook_is_a_formula(words: Vocabulary) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(wanted_of(words.catalog), "en")))
    kinds = {cell.data_type for sheet in book for row in sheet.rows for cell in row}
    assert kinds <= {"s", "n"}


@pytest.mark.parametrize("lang", LANGS)
def test_the_example_of_every_indicator_can_be_filled_in_as_it_stands(
    words: Vocabulary, lang: Lang
) -> None:
    catalog = words.catalog
    asked = [each for each in catalog.indicators.values() if each.published]
    assert len(asked) > 50
    table, lookup = [headings(lang)], Lookup(words)
    for each in asked:
        area = next(area for area in catalog.areas.values() if area.level == each.levels[-1])
        latest = {each.id: next(iter(lookup.editions(each.id)), "")}
        wanted = Wanted([each], [area], latest=latest)
        table.append(dict(help_rows(wanted, lang))[t("template.help.example", lang)].split(" | "))
    content = "\n".join("\t".join(line) for line in table).encode()
    reading = template.read(open_document("a.txt", content), words)
    assert [each for each in reading.problems if each.severity == "error"] == []
    assert set(reading.observations["indicator"]) >= {each.id for each in asked}


def test_the_example_has_a_numerator_only_where_one_belongs(words: Vocabulary) -> None:
    known, area = words.catalog.indicators, [words.catalog.areas["80"]]
    rate = dict(help_rows(Wanted([known["tpmap_target_poor_rate"]], area), "en"))["Example"]
    count = dict(help_rows(Wanted([known["tpmap_target_poor"]], area), "en"))["Example"]
    gini = dict(help_rows(Wanted([known["gini_income"]], area), "en"))["Example"]
    times = dict(help_rows(Wanted([known["income_q5_q1_ratio"]], area), "en"))["Example"]
    assert " | 12.5 | per cent | 125 | 1000 | " in rate
    assert f" | 8.4 | {known['income_q5_q1_ratio'].unit.name.en} |  |  | " in times
    assert " | 1250 | persons |  |  | " in count
    assert " | 0.45 | coefficient, 0–1 |  |  | " in gini


@pytest.mark.parametrize("lang", LANGS)
def test_the_help_begins_in_the_language_of_the_workbook(words: Vocabulary, lang: Lang) -> None:
    first = next(iter(help_rows(wanted_of(words.catalog), lang)))
    assert first == (t("template.help.title", lang), "")


def test_the_latest_edition_stands_in_the_rows_of_its_indicator(words: Vocabulary) -> None:
    known, area = words.catalog.indicators, [words.catalog.areas["80"]]
    both = [known["tpmap_target_poor_rate"], known["pop_registered"]]
    wanted = Wanted(both, area, latest={"tpmap_target_poor_rate": "TPMAP 2561"})
    at = WRITTEN.index("edition")
    assert [row[at] for row in wanted.rows("th")] == ["TPMAP 2561", ""]
