from __future__ import annotations

import csv
import math
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest.documents.model import Cell, Document, Sheet
from dashboard.ingest.readers import template
from dashboard.ingest.report import READING_COLUMNS, Reading
from dashboard.ingest.template.editions import editions_of_data_sets
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary

RATE, EDITION = "tpmap_target_poor_rate", "TPMAP 2561"
HEAD = (
    *("indicator", "area", "period", "edition", "value"),
    *("numerator", "denominator", "standard error", "status", "note"),
)


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return load_vocabulary(Path(__file__).resolve().parents[4] / "data" / "catalog")


def sheet_of(head: tuple[str, ...], *rows: tuple[Cell, ...], name: str = "") -> Sheet:
    return Sheet(name, [head, *rows], range(1, len(rows) + 2))


def document(*sheets: Sheet) -> Document:
    return Document("a.csv", "", "text", sheets)


def row(**cells: Cell) -> tuple[Cell, ...]:
    usual: dict[str, Cell] = {
        "indicator": RATE,
        "area": "8012",
        "period": "2561",
        "edition": EDITION,
        "value": "12.5",
    }
    given = {name.replace("_", " "): cell for name, cell in cells.items()}
    return tuple((usual | given).get(name, "") for name in HEAD)


def read(words: Vocabulary, *rows: tuple[Cell, ...], data_set: str = "") -> Reading:
    return template.read(document(sheet_of(HEAD, *rows)), words, data_set=data_set)


def rules(reading: Reading) -> list[tuple[int, str, str]]:
    return [(each.place.row, each.place.column, each.rule) for each in reading.problems]


def only(reading: Reading) -> dict[str, object]:
    assert [each.rule for each in reading.problems] == []
    assert len(reading.observations) == 1
    return dict(reading.observations.iloc[0])


def test_a_filled_row_is_an_observation(words: Vocabulary) -> None:
    found = only(read(words, row(status="P", note="สำรวจใหม่", standard_error="1.2")))
    assert found == {
        "indicator": RATE,
        "ref_area": "8012",
        "time_period": "2018",
        "edition": EDITION,
        "obs_value": 12.5,
        "obs_status": "P",
        "conf_status": "F",
        "period_note": "",
        "note": "สำรวจใหม่ ค่าคลาดเคลื่อนมาตรฐาน 1.2",
        "file": "a.csv",
        "sheet": "",
        "row": 2,
        "column": "value",
    }
    assert tuple(found) == READING_COLUMNS


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        (
            ("ค่า", "ปี พ.ศ.", "ชื่อพื้นที่", "ชื่อตัวชี้วัด", "ฉบับ"),
            ("๑๒.๕", "๒๕๖๑", "อ.ปากพนัง", "สัดส่วนคนจนเป้าหมาย", "TPMAP 2018"),
        ),
        (
            ("Value", "Year", "Area name", "Indicator name", "Edition"),
            (12.5, 2018.0, "Pak Phanang", "target-poor RATE", EDITION),
        ),
        (
            ("obs_value", "time_period", "ref_area", "indicator", "edition"),
            ("12.5", "2018", "8012.0", RATE, EDITION),
        ),
    ],
)
def test_headings_and_words_may_be_thai_or_english_in_any_order(
    words: Vocabulary, head: tuple[str, ...], cells: tuple[Cell, ...]
) -> None:
    found = only(template.read(document(sheet_of(head, cells)), words))
    assert (found["indicator"], found["ref_area"], found["time_period"]) == (RATE, "8012", "2018")
    assert (found["obs_value"], found["edition"]) == (12.5, EDITION)


def test_a_row_without_value_and_status_is_not_filled_in(words: Vocabulary) -> None:
    reading = read(words, row(value=""), row(value=None, area="ไม่มีที่นี่"), tuple("" for _ in HEAD))
    assert rules(reading) == [(0, "", "template.nothing_filled")]
    assert len(reading.observations) == 0
    assert tuple(reading.observations.columns) == READING_COLUMNS
    assert reading.facts == {"unfilled": 2, "data_sets": {}}


def test_missing_and_suppressed_figures_have_no_value(words: Vocabulary) -> None:
    found = read(
        words,
        row(value="", status="M"),
        row(value="", status="C ปกปิดเพื่อคุ้มครองข้อมูลส่วนบุคคล", area="8001"),
    ).observations
    assert found["obs_value"].isna().all()
    assert found["obs_status"].tolist() == ["M", "A"]
    assert found["conf_status"].tolist() == ["F", "C"]


@pytest.mark.parametrize(
    ("status", "letter"),
    [
        *(("", "A"), ("a", "A"), ("ค่าปกติ", "A"), ("P", "P"), ("เบื้องต้น", "P")),
        *(("P เบื้องต้น", "P"), ("provisional", "P"), ("ประมาณการ", "E"), ("Break in series", "B")),
        *(("U", "U"), ("ตัวเลขน่าสงสัย", "U"), ("U Doubtful", "U"), ("low reliability", "U")),
    ],
)
def test_a_status_may_be_a_letter_or_words(words: Vocabulary, status: str, letter: str) -> None:
    assert only(read(words, row(status=status)))["obs_status"] == letter


def test_every_problem_of_a_row_is_told_with_row_and_column(words: Vocabulary) -> None:
    reading = read(
        words,
        row(),
        row(
            indicator="tpmap_target_poor_rat",
            area="ปากพะนัง",
            period="61",
            value="12..5",
            standard_error="-1",
            status="Q",
            note="=1+1",
        ),
    )
    assert rules(reading) == [
        (3, "indicator", "template.unknown_indicator"),
        (3, "area", "template.unknown_area"),
        (3, "period", "years.two_digits"),
        (3, "value", "template.not_a_number"),
        (3, "standard error", "template.negative_error"),
        (3, "status", "template.unknown_status"),
        (3, "note", "template.note_formula"),
    ]
    assert reading.problems[0].value == "tpmap_target_poor_rat"
    assert "tpmap_target_poor_rate" in reading.problems[0].hint("th")
    assert "8012 ปากพนัง" in reading.problems[1].hint("th")
    assert "8012 Pak Phanang" in reading.problems[1].hint("en")
    assert len(reading.observations) == 1


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"indicator": ""}, "indicator", "template.no_indicator"),
        ({"indicator": "tpmap_target_poor_health_rate"}, "indicator", "template.computed"),
        ({"area": ""}, "area", "template.no_area"),
        ({"area": "เมือง"}, "area", "template.ambiguous_area"),
        ({"area": "8099"}, "area", "template.unknown_area"),
        ({"period": ""}, "period", "template.no_period"),
        ({"period": "FY2561"}, "period", "years.fiscal_for_other"),
        ({"edition": ""}, "edition", "template.no_edition"),
        ({"edition": "TPMAP 2599"}, "edition", "template.unknown_edition"),
        ({"value": "-"}, "value", "template.number_mark"),
        ({"value": True}, "value", "template.not_a_number"),
        ({"value": "", "status": "P"}, "value", "template.status_without_value"),
        ({"value": "", "numerator": "12"}, "value", "template.no_value"),
        ({"status": "M"}, "value", "template.value_with_status"),
        ({"note": "@sum"}, "note", "template.note_formula"),
        ({"note": " +66"}, "note", "template.note_formula"),
        ({"note": "ก" * 501}, "note", "template.note_too_long"),
        ({"denominator": "0", "numerator": "12"}, "value", "template.zero_denominator"),
        (
            {"indicator": "gini_income", "edition": "2023 basis"},
            "area",
            "template.level_without_figures",
        ),
    ],
)
def test_what_is_wrong_keeps_the_row_out(
    words: Vocabulary, cells: dict[str, Cell], column: str, rule: str
) -> None:
    reading = read(words, row(**cells))
    assert rules(reading) == [(2, column, rule)]
    assert reading.problems[0].severity == "error"
    assert len(reading.observations) == 0
    for lang in ("th", "en"):
        assert reading.problems[0].hint(lang)


def test_level_province_year_type_and_unit_are_held_against_the_row(words: Vocabulary) -> None:
    head = (
        *("indicator", "area", "area name", "level", "province"),
        *("period", "year type", "unit", "edition", "value"),
    )
    good = (RATE, "", "เมือง", "อำเภอ", "นครศรีธรรมราช", "2561", "ปี TPMAP", "ร้อยละ", EDITION, 1)
    split = (RATE, "01", "", "", "80", "2561", "tpmap", "%", EDITION, 2)
    bad = (RATE, "8001", "ปากพนัง", "", "", "2561", "ปีปฏิทิน", "คน", EDITION, 3)
    other = (RATE, "หาดใหญ่", "", "", "80", "2561", "", "", EDITION, 4)
    reading = template.read(document(sheet_of(head, good, split, bad, other)), words)
    assert reading.observations["ref_area"].tolist() == ["8001", "8001"]
    assert rules(reading) == [
        (4, "area", "template.areas_differ"),
        (4, "year type", "template.year_type_differs"),
        (4, "unit", "template.unit_differs"),
        (5, "area", "template.area_not_there"),
    ]


def test_the_value_equals_numerator_over_denominator_within_rounding(words: Vocabulary) -> None:
    rows = [
        row(value="33.33", numerator="1000", denominator="3000"),
        row(value="33.34", numerator="1000", denominator="3000", area="8001"),
        row(value="33", numerator="1000", denominator="3000", area="8002"),
    ]
    reading = read(words, *rows)
    assert rules(reading) == [(3, "value", "template.quotient_differs")]
    assert "33.333" in reading.problems[0].fact("en")


def test_the_constant_comes_from_the_formula_of_the_catalogue(words: Vocabulary) -> None:
    yields = {"indicator": "rubber_yield", "area": "80", "period": "2562", "edition": ""}
    good = read(words, row(**yields, value="220", numerator="330", denominator="1500"))
    bad = read(words, row(**yields, value="0.22", numerator="330", denominator="1500"))
    assert rules(good) == []
    assert [each.rule for each in bad.problems] == ["template.quotient_differs"]


def test_numerator_and_denominator_become_figures_of_their_own(words: Vocabulary) -> None:
    found = read(words, row(numerator="125", denominator="1000", status="P")).observations
    kept = ["indicator", "ref_area", "obs_value", "obs_status", "row", "column"]
    assert found[kept].to_numpy().tolist() == [
        [RATE, "8012", 12.5, "P", 2, "value"],
        ["tpmap_target_poor", "8012", 125.0, "P", 2, "numerator"],
        ["tpmap_persons_surveyed", "8012", 1000.0, "P", 2, "denominator"],
    ]


def test_a_count_that_the_file_holds_itself_is_not_doubled(words: Vocabulary) -> None:
    reading = read(
        words,
        row(numerator="125", denominator="1000"),
        row(indicator="tpmap_target_poor", value="125"),
    )
    assert reading.observations["indicator"].tolist() == [
        *(RATE, "tpmap_target_poor", "tpmap_persons_surveyed")
    ]


def test_inputs_without_an_indicator_are_said_not_to_be_kept(words: Vocabulary) -> None:
    gini = {"indicator": "gini_income", "area": "80", "edition": "2023 basis", "value": "0.4"}
    reading = read(words, row(**gini, numerator="4"), row(**gini, period="2566", numerator="4"))
    assert rules(reading) == [(2, "numerator", "template.input_not_kept")]
    assert reading.problems[0].severity == "warning"
    assert len(reading.observations) == 2


def test_a_count_of_few_persons_in_a_district_is_refused_and_not_repeated(
    words: Vocabulary,
) -> None:
    reading = read(words, row(value="0.4", numerator="4", denominator="1000"))
    assert rules(reading) == [(2, "numerator", "template.small_count")]
    assert reading.problems[0].value == ""
    assert len(reading.observations) == 0
    for numerator, value in (("0", "0"), ("5", "0.5")):
        assert rules(read(words, row(value=value, numerator=numerator, denominator="1000"))) == []
    province = row(area="80", value="0.4", numerator="4", denominator="1000")
    assert rules(read(words, province)) == []


def test_a_formula_is_an_error_where_it_stands(words: Vocabulary) -> None:
    sheet = Sheet("ข้อมูล", [HEAD, row()], (1, 2), formulas=((1, 4),))
    reading = template.read(document(sheet), words)
    assert rules(reading) == [(2, "value", "template.formula")]
    assert reading.problems[0].place.sheet == "ข้อมูล"


def test_columns_that_are_not_known_or_come_twice_are_told(words: Vocabulary) -> None:
    head = (*HEAD, "ปี", "สีที่ชอบ")
    reading = template.read(document(sheet_of(head, (*row(), "2561", "แดง"))), words)
    assert [(each.severity, each.rule, each.value) for each in reading.problems] == [
        ("error", "template.doubled_column", "ปี"),
        ("warning", "template.unknown_column", "สีที่ชอบ"),
    ]


def test_the_header_may_stand_below_a_title_and_other_sheets_are_told(words: Vocabulary) -> None:
    rows = [("แบบกรอก",), (), HEAD, row()]
    data = Sheet("ข้อมูล", rows, (1, 2, 3, 4))
    help_sheet, more = Sheet("วิธีกรอก", [("ก", "ข")], (1,)), Sheet("อื่น", [("ก", "ข")], (1,))
    reading = template.read(document(help_sheet, data, more), words)
    assert reading.observations["row"].tolist() == [4]
    assert [(each.rule, each.place.sheet) for each in reading.problems] == [
        ("template.unread_sheet", "อื่น")
    ]


def test_other_files_are_not_recognised() -> None:
    assert template.recognises(document(sheet_of(HEAD)))
    assert not template.recognises(document())
    assert not template.recognises(document(Sheet("", [], ())))
    assert not template.recognises(document(sheet_of(("จังหวัด", "ปี 2566", "จำนวน"))))
    assert not template.recognises(Document("a.json", "", "json", tree={"indicator": 1}))


def test_the_data_set_is_the_stewards_then_the_rows_then_the_only_one_of_the_indicator(
    words: Vocabulary,
) -> None:
    gini = {"indicator": "gini_income", "area": "80", "edition": "2023 basis", "value": "0.4"}
    assert read(words, row(**gini)).data_set == "nso_ses_inequality"
    assert read(words, row(**gini), data_set="dopa_population").data_set == "dopa_population"
    assert read(words, row()).data_set == ""
    named = (*HEAD, "data set")
    sheet = sheet_of(named, (*row(), "tpmap_2561_district"))
    assert template.read(document(sheet), words).data_set == "tpmap_2561_district"
    two = sheet_of(named, (*row(), "tpmap_2561_district"), (*row(area="8001"), "dopa_population"))
    assert "template.several_data_sets" in [
        each.rule for each in template.read(document(two), words).problems
    ]


def test_a_file_that_is_wrong_throughout_is_told_with_a_count(words: Vocabulary) -> None:
    reading = read(words, *(row(area=f"ไม่มี{number}") for number in range(1_500)))
    assert len(reading.problems) == 1_001
    assert reading.problems[-1].rule == "template.more_problems"
    assert reading.problems[-1].facts == {"count": 1_500, "shown": 1_000}


def test_the_editions_asked_for_are_those_of_the_shipped_figures(
    words: Vocabulary, root: Path
) -> None:
    shipped: dict[str, set[str]] = {}
    for file in sorted((root / "data" / "sources").glob("*/attributes.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            editions = {each["edition"] for each in csv.DictReader(lines)} - {""}
        if editions:
            shipped[file.parent.name] = editions
    asked = editions_of_data_sets(words.folder)
    # An edition is declared before its first figures come in.
    assert [name for name, each in shipped.items() if not each <= set(asked[name])] == []
    assert {each for editions in asked.values() for each in editions} <= set(words.catalog.editions)


CELLS = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    *(st.dates(), st.datetimes(), st.sampled_from([*HEAD, RATE, EDITION, "8012", "2561", "C"])),
)


@given(st.lists(st.lists(CELLS, max_size=12).map(tuple), max_size=6))
@settings(max_examples=100, deadline=None)
def test_any_cells_give_figures_or_problems_and_never_an_exception(
    words: Vocabulary, rows: list[tuple[Cell, ...]]
) -> None:
    reading = read(words, *rows)
    assert tuple(reading.observations.columns) == READING_COLUMNS
    for each in reading.problems:
        assert each.message("th")
        assert each.as_json()["hint"]["en"]


def test_a_hundred_thousand_rows_are_read(words: Vocabulary) -> None:
    chance = random.Random(1)  # noqa: S311
    codes = [each.code for each in words.catalog.children("S", "district")]
    rows = [
        row(area=chance.choice(codes), value=f"{chance.random() * 100:.4f}") for _ in range(100_000)
    ]
    reading = read(words, *rows)
    assert len(reading.observations) == 100_000
    assert math.isclose(reading.observations["obs_value"].iloc[7], float(str(rows[7][4])))


NAMED = (*HEAD, "data set")


def read_named(words: Vocabulary, *rows: tuple[Cell, ...], data_set: str = "") -> Reading:
    return template.read(document(sheet_of(NAMED, *rows)), words, data_set=data_set)


def unemployment(**cells: Cell) -> tuple[Cell, ...]:
    usual: dict[str, Cell] = {
        "indicator": "lfs_unemployment_rate",
        "area": "80",
        "period": "2566-Q1",
        "edition": "weights from 2014",
        "value": "1.2",
    }
    return row(**(usual | cells))


def spending(**cells: Cell) -> tuple[Cell, ...]:
    usual: dict[str, Cell] = {"indicator": "ses_expenditure_month", "area": "80", "period": "2566"}
    return row(**(usual | {"edition": "", "value": "21000"} | cells))


def test_a_row_is_never_credited_to_the_data_set_of_its_neighbour(words: Vocabulary) -> None:
    """Unemployment has two data sets and names none: nobody may know it from the row above."""
    known = words.catalog.indicators
    assert len(known["lfs_unemployment_rate"].data_sets) > 1
    survey = known["ses_expenditure_month"].data_sets[0].id
    reading = read_named(words, (*spending(), survey), (*unemployment(), ""))
    assert reading.data_set == ""
    assert reading.facts["data_sets"] == {"ses_expenditure_month": survey}
    assert rules(reading) == []
    assert len(reading.observations) == 2


def test_a_row_without_a_data_set_belongs_to_the_only_one_of_its_indicator(
    words: Vocabulary,
) -> None:
    rows = (row(), "tpmap_2561_district"), (row(indicator="gini_income", area="80"), "")
    gini = row(indicator="gini_income", area="80", edition="2023 basis", value="0.4")
    reading = read_named(words, (*rows[0][0], rows[0][1]), (*gini, ""))
    assert reading.data_set == ""
    assert reading.facts["data_sets"] == {RATE: "tpmap_2561_district"}
    alone = read_named(words, (*gini, ""), (*gini[:1], "81", *gini[2:], "nso_ses_inequality"))
    assert alone.data_set == "nso_ses_inequality"
    assert rules(alone) == []


def test_a_numerator_belongs_to_the_data_set_of_its_row(words: Vocabulary) -> None:
    filled = row(value="12.5", numerator="125", denominator="1000")
    reading = read_named(words, (*filled, "tpmap_2561_district"))
    assert reading.data_set == "tpmap_2561_district"
    assert set(reading.observations["indicator"]) == {
        *(RATE, "tpmap_target_poor", "tpmap_persons_surveyed")
    }


def test_rows_that_name_no_data_set_beside_others_of_the_indicator_are_told(
    words: Vocabulary,
) -> None:
    reading = read_named(words, (*row(), "tpmap_2561_district"), (*row(area="8001"), ""))
    assert [(each.severity, each.rule) for each in reading.problems] == [
        ("warning", "template.data_set_assumed")
    ]
    assert reading.facts["data_sets"] == {RATE: "tpmap_2561_district"}


def test_a_data_set_that_the_catalogue_has_not_for_the_indicator_is_a_warning(
    words: Vocabulary,
) -> None:
    reading = read_named(words, *((*row(area=f"80{n:02}"), "dopa_population") for n in (1, 2, 3)))
    (found,) = reading.problems
    assert (found.severity, found.rule, found.place.row) == (
        *("warning", "template.foreign_data_set"),
        2,
    )
    assert found.facts["rows"] == "2–4"
    assert reading.data_set == "dopa_population"


def test_a_name_that_is_not_of_its_code_is_told_at_the_name(words: Vocabulary) -> None:
    head = (*HEAD, "area name")
    rows = [
        (*row(area="8002"), "พรหมคิรี"),
        (*row(area="8002"), "พรหมคีรี"),
        (*row(area="8001"), "เมือง"),
        (*row(area=""), "พรหมคิรี"),
        (*row(indicator="gini_income", area="86", edition="2023 basis", value="0.4"), "สงขล่า"),
    ]
    reading = template.read(document(sheet_of(head, *rows)), words)
    assert rules(reading) == [
        (2, "area name", "template.name_not_of_code"),
        (5, "area name", "template.unknown_area"),
        (6, "area name", "template.name_not_of_code"),
    ]
    wrong, unknown, other = reading.problems
    assert wrong.fact("th") == "ชื่อ “พรหมคิรี” ไม่ตรงกับรหัส 8002 (พรหมคีรี)"
    assert wrong.fact("en") == "The name “พรหมคิรี” does not belong to the code 8002 (Phrom Khiri)"
    assert "“พรหมคิรี”" in unknown.fact("th")
    assert "8002 พรหมคีรี" in unknown.hint("th")
    assert "86 (ชุมพร)" in other.fact("th")


def test_the_short_name_of_the_province_is_known(words: Vocabulary) -> None:
    assert words.areas.find("นครศรีฯ").code == "80"


@pytest.mark.parametrize("period", ["2566", "2023", 2566.0])
def test_a_whole_year_of_a_quarterly_indicator_is_refused(words: Vocabulary, period: Cell) -> None:
    assert rules(read(words, unemployment(period=period))) == [
        (2, "period", "years.year_for_quarter")
    ]
    assert rules(read(words, unemployment())) == []


def test_one_slip_in_rows_below_each_other_is_told_once(words: Vocabulary) -> None:
    areas = [f"80{number:02}" for number in range(1, 8)]
    wrong = [row(area=each, edition="TPMAP 2599") for each in areas]
    reading = read(words, *wrong[:3], row(area="8012"), *wrong[3:5], wrong[6])
    assert rules(reading) == [
        (2, "edition", "template.unknown_edition"),
        (6, "edition", "template.unknown_edition"),
    ]
    assert [each.facts["rows"] for each in reading.problems] == ["2–4", "6–8"]
    assert reading.problems[0].fact("th") == "ไม่มีฉบับ “TPMAP 2599” (แถว 2–4)"
    assert len(reading.observations) == 1


@pytest.mark.parametrize("heading", ["มูลค่าใหม่", ""])
def test_a_template_without_its_column_of_values_says_so(words: Vocabulary, heading: str) -> None:
    head = ("รหัสตัวชี้วัด", "รหัสพื้นที่", "ปีข้อมูล", heading)
    found = document(sheet_of(head, (RATE, "8012", "2561", "12.5")))
    assert template.recognises(found)
    errors = [each for each in template.read(found, words).problems if each.severity == "error"]
    assert [each.rule for each in errors] == ["template.missing_column"]
    assert errors[0].fact("th") == "แบบกรอกข้อมูลนี้ไม่มีคอลัมน์ “ค่า”"
    assert errors[0].fact("en") == "The template has no column “Value”"


def test_levels_and_year_types_are_told_in_words(words: Vocabulary) -> None:
    gini = read(words, row(indicator="gini_income", edition="2023 basis")).problems[0]
    assert gini.fact("th") == "ตัวชี้วัด gini_income ไม่มีข้อมูลรายอำเภอ"
    assert gini.fact("en") == "The indicator gini_income has no district figures"
    head = (*HEAD, "year type")
    people = row(indicator="pop_registered", area="80", edition="", value="1000")
    (year,) = template.read(document(sheet_of(head, (*people, "ไตรมาส"))), words).problems
    assert "“ณ วันอ้างอิง”" in year.fact("th")
    assert "“at a reference date”" in year.fact("en")


def test_where_nothing_is_near_a_word_the_hint_says_where_all_are_listed(
    words: Vocabulary,
) -> None:
    (found,) = read(words, row(indicator="xqzw")).problems
    assert "/sources" in found.hint("th")
    assert "–" not in found.hint("en")
