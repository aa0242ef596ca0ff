from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest.documents.model import Cell, Document, Sheet
from dashboard.ingest.documents.opening import open_document
from dashboard.ingest.readers import tpmap
from dashboard.ingest.report import READING_COLUMNS, Reading, no_observations
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary
from dashboard.snapshot.tables import SCHEMAS
from dashboard.text import LANGS, has_text

DIMENSIONS = ("health", "living", "education", "income", "accessibility")
Row = dict[str, Cell]
Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def words(root: Path) -> Vocabulary:
    return load_vocabulary(root / "data" / "catalog")


@pytest.fixture
def read(words: Vocabulary) -> Read:
    def read_(name: str, rows: Sequence[Mapping[str, Cell]], **options: str) -> Reading:
        return tpmap.read(table(name, rows), words, **options)

    return read_


def table(name: str, rows: Sequence[Mapping[str, Cell]]) -> Document:
    """A text file of rows with the same headings."""
    cells = [list(rows[0]), *([*row.values()] for row in rows)]
    return Document(name, "", "text", (Sheet("", cells, range(1, len(cells) + 1)),), None, ",")


def common(area: Cell, **changes: Cell) -> Row:
    row: Row = {"amphur_ID": area, "household.CNT": 300, "HOUSEMEMBER_CNT": 1000}
    row |= {"MOF_REG_CNT": 200, "MOF_VAL_CNT": 150, "ELDERLY_CNT": 180, "DISABLED_CNT": 20}
    row |= {"CHRONICPATIENT_CNT": 30, "happiness": "8.25"}
    row |= {f"indicator{number}.ALL": 900 for number in range(1, 32)}
    row |= {f"indicator{number}.CNT": 60 for number in range(1, 32)}
    return row | {"province_ID": "80"} | changes


def poor(area: Cell, key: str = "11111", **changes: Cell) -> Row:
    """Ten target poor in each dimension that is chosen, 30 of them altogether in 11111."""
    total = 30 if key == "11111" else min(10 * key.count("1"), 20)
    row: Row = {"amphur_ID": area, "poor.household.CNT": 20, "poor.JPT.CNT": 80}
    row |= {"poor.JPT.MOFreg.CNT": 40, "poor.JPT.MOFval.CNT": total}
    chosen = zip(DIMENSIONS, key, strict=True)
    row |= {f"poor.JPT.MOFval.{name}": 10 if bit == "1" else 0 for name, bit in chosen}
    row |= {"JPT.MOFval.pov.rate": total / 10}
    row |= {f"poor.JPT.MOFval.ind{number}.CNT": 6 for number in range(1, 32)}
    return row | {"province_ID": "80"} | changes


def rules(reading: Reading, severity: str = "error") -> list[str]:
    return [each.rule for each in reading.problems if each.severity == severity]


def value(reading: Reading, indicator: str, area: str) -> float:
    frame = reading.observations
    found = frame[(frame["indicator"] == indicator) & (frame["ref_area"] == area)]
    assert len(found) == 1
    return float(found["obs_value"].iloc[0])


def codes(last: int, province: int = 80) -> range:
    return range(province * 100 + 1, province * 100 + last + 1)


def test_a_common_file_becomes_observations_of_its_edition(read: Read) -> None:
    reading = read("61_80_amphur_common.csv", [common(code) for code in codes(23)])

    assert reading.problems == ()
    assert (reading.reader, reading.data_set) == ("tpmap", "tpmap_2561_district")
    assert tuple(reading.observations.columns) == READING_COLUMNS
    assert reading.observations.dtypes.to_dict() == no_observations().dtypes.to_dict()
    assert len(reading.observations) == 23 * 70
    first = reading.observations.iloc[1]
    assert first.drop("period_note").to_dict() == {
        "indicator": "tpmap_persons_surveyed",
        "ref_area": "8001",
        "time_period": "2018",
        "edition": "TPMAP 2561",
        "obs_value": 1000.0,
        "obs_status": "A",
        "conf_status": "F",
        "note": "",
        "file": "61_80_amphur_common.csv",
        "sheet": "",
        "row": 2,
        "column": "HOUSEMEMBER_CNT",
    }
    assert value(reading, "tpmap_happiness_mean", "8023") == 8.25
    assert value(reading, "bmn61_ind07_members", "8001") == 900
    assert value(reading, "bmn61_ind07_fail", "8001") == 60


def test_the_headline_gives_no_target_poor_by_indicator_for_districts(read: Read) -> None:
    reading = read("61_80_amphur_11111.csv", [poor(code) for code in codes(23)])

    assert rules(reading) == []
    assert rules(reading, "warning") == ["tpmap.checked_only"]
    assert set(reading.observations["indicator"]) == {
        "tpmap_poor_households_bmn",
        "tpmap_poor_persons_bmn",
        "tpmap_poor_persons_mofreg",
        "tpmap_target_poor",
        "tpmap_target_poor_rate",
        "tpmap_target_poor_health",
        "tpmap_target_poor_living",
        "tpmap_target_poor_education",
        "tpmap_target_poor_income",
        "tpmap_target_poor_access",
    }
    assert value(reading, "tpmap_target_poor_rate", "8001") == 3.0


def test_a_file_of_one_dimension_gives_that_dimension_only(read: Read) -> None:
    reading = read("61_80_amphur_00001.csv", [poor(code, "00001") for code in codes(23)])

    assert reading.data_set == "tpmap_2561_district"
    assert set(reading.observations["indicator"]) == {"tpmap_target_poor_access"}
    assert value(reading, "tpmap_target_poor_access", "8009") == 10


def test_a_selection_with_an_indicator_is_read_exactly_and_warned_of(read: Read) -> None:
    reading = read("61_80_amphur_01010.csv", [poor(code, "01010") for code in codes(23)])

    assert reading.data_set == "tpmap_2561_dimension_unions_nst"
    assert set(reading.observations["indicator"]) == {"tpmap_target_poor_any_of_01010"}
    assert rules(reading, "warning") == ["tpmap.exact_selection", "tpmap.checked_only"]


@pytest.mark.parametrize("key", ["11110", "00011", "10111"])
def test_a_selection_without_an_indicator_gives_nothing_and_says_so(read: Read, key: str) -> None:
    reading = read(f"61_80_amphur_{key}.csv", [poor(code, key) for code in codes(23)])

    assert reading.observations.empty
    assert rules(reading) == []
    assert "tpmap.selection_without_indicator" in rules(reading, "warning")


@pytest.mark.parametrize("area", [8001, 8001.0, "8001", "8001.0", '"8001"', " 8001 "])
def test_ids_are_read_in_every_shape(read: Read, area: Cell) -> None:
    reading = read("61_80_amphur_common.csv", [common(area)])

    assert rules(reading) == []
    assert set(reading.observations["ref_area"]) == {"8001"}


@pytest.mark.parametrize(
    "name",
    [
        "61_80_amphur_common (1).csv",
        "Copy of 61_80_amphur_common.csv",
        "download-61_80_amphur_common.csv.csv",
        "61_80_AMPHUR_COMMON.CSV",
    ],
)
def test_a_name_with_additions_still_says_its_year(read: Read, name: str) -> None:
    reading = read(name, [common(code) for code in codes(23)])

    assert reading.problems == ()
    assert len(reading.observations) == 23 * 70


def test_a_renamed_file_is_asked_for_its_year(read: Read) -> None:
    reading = read("อำเภอ.csv", [common(8001)])

    assert rules(reading) == ["tpmap.no_year"]
    assert "61_80_amphur_common.csv" in reading.problems[0].hint("th")
    assert reading.observations.empty


def test_a_named_data_set_gives_the_year_and_the_content_the_selection(read: Read) -> None:
    rows = [poor(code) for code in codes(23)]

    reading = read("poor.csv", rows, data_set="tpmap_2561_district")

    assert rules(reading) == []
    assert value(reading, "tpmap_target_poor", "8001") == 30


def test_a_selection_that_the_content_leaves_open_is_asked_for(read: Read) -> None:
    rows = [poor(code, "11110") for code in codes(23)]

    reading = read("poor.csv", rows, data_set="tpmap_2561_district")

    assert rules(reading) == ["tpmap.no_selection"]
    assert reading.observations.empty


def test_a_data_set_that_is_given_wins(read: Read, words: Vocabulary) -> None:
    rows = [common(8001)]

    assert read("61_80_amphur_common.csv", rows, data_set="dopa_population").data_set == (
        "dopa_population"
    )
    assert "no such" not in words.catalog.data_sets
    unknown = read("61_80_amphur_common.csv", rows, data_set="no such")
    assert unknown.data_set == "tpmap_2561_district"


def test_a_data_set_of_another_year_than_the_name_is_refused(read: Read) -> None:
    reading = read("61_80_amphur_common.csv", [common(8001)], data_set="tpmap_2565_surveyed")

    assert rules(reading) == ["tpmap.other_edition"]


@pytest.mark.parametrize(
    ("year", "rule"), [("62", "tpmap.unknown_edition"), ("66", "tpmap.new_indicator_set")]
)
def test_an_unknown_edition_is_refused_with_the_way_to_add_it(
    read: Read, year: str, rule: str
) -> None:
    reading = read(f"{year}_80_amphur_common.csv", [common(8001)])

    assert rules(reading) == [rule]
    assert reading.observations.empty
    for lang in LANGS:
        assert "data/catalog/tpmap.toml" in reading.problems[0].hint(lang)
        assert f"[edition.{year}]" in reading.problems[0].hint(lang)


def test_tpmap_2565_gives_the_persons_surveyed_and_names_the_rest(read: Read) -> None:
    reading = read("65_80_amphur_common.csv", [common(code) for code in codes(23)])

    assert reading.data_set == "tpmap_2565_surveyed"
    assert set(reading.observations["indicator"]) == {"tpmap_persons_surveyed"}
    assert set(reading.observations["time_period"]) == {"2022"}
    assert rules(reading) == []
    assert rules(reading, "warning") == ["tpmap.unknown_columns"]


def test_the_poor_of_tpmap_2565_are_refused(read: Read) -> None:
    reading = read("65_80_amphur_11111.csv", [poor(8001)])

    assert rules(reading) == ["tpmap.not_declared"]
    assert reading.observations.empty


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("61_80_tambol_common.csv", "tumbol_ID"),
        ("61_80_village_common.csv", "village_ID"),
        ("61_80_amphur_common.csv", "tumbol_ID"),
        ("61_80_tambol_common.csv", "amphur_ID"),
        ("x.csv", "household_ID"),
    ],
)
def test_levels_below_the_district_are_refused(read: Read, name: str, column: str) -> None:
    row = {column: "800101"} | {k: v for k, v in common(0).items() if k != "amphur_ID"}

    reading = read(name, [row])

    assert rules(reading) == ["tpmap.below_district"]
    assert reading.observations.empty
    assert reading.facts == {}


def test_ids_of_tambons_in_a_district_column_are_refused(read: Read) -> None:
    assert rules(read("61_80_amphur_common.csv", [common("800101")])) == ["tpmap.below_district"]


def test_the_country_file_has_one_row_and_no_id(read: Read) -> None:
    row = {k: v for k, v in common(0).items() if not k.endswith("_ID")}

    reading = read("61_country_common.csv", [row])

    (warning,) = reading.problems
    assert (warning.rule, warning.facts["columns"]) == ("tpmap.checked_only", "happiness")
    assert set(reading.observations["ref_area"]) == {"TH"}
    assert value(reading, "tpmap_persons_surveyed", "TH") == 1000
    assert rules(read("61_country_common.csv", [row, row])) == ["tpmap.too_many_rows"]
    assert rules(read("61_80_amphur_common.csv", [row])) == ["tpmap.no_id_column"]


def test_a_province_file_warns_of_provinces_that_it_lacks_but_not_of_bangkok(
    read: Read,
) -> None:
    row = {"province_ID": 80} | {k: v for k, v in poor(0).items() if not k.endswith("_ID")}

    reading = read("61_province_11111.csv", [row])

    assert rules(reading) == []
    (warning,) = reading.problems
    assert (warning.rule, warning.facts["count"]) == ("tpmap.missing_areas", 75)
    assert "10, " not in str(warning.facts["areas"])
    assert value(reading, "bmn61_ind16_targetpoor", "80") == 6


def test_missing_districts_are_named(read: Read) -> None:
    rows = [common(code) for code in codes(23) if code not in {8004, 8017}]

    reading = read("61_80_amphur_common.csv", rows)

    (warning,) = reading.problems
    assert warning.rule == "tpmap.missing_areas"
    assert warning.message("en") == (
        "61_80_amphur_common.csv: Nakhon Si Thammarat: 2 of 23 areas are missing (8004, 8017)\n"
        "Check that the file is whole; figures of the missing areas stay as they are"
    )


@pytest.mark.parametrize(
    ("changes", "rule", "column"),
    [
        ({"HOUSEMEMBER_CNT": "1O00"}, "not_a_number", "HOUSEMEMBER_CNT"),
        ({"HOUSEMEMBER_CNT": True}, "not_a_number", "HOUSEMEMBER_CNT"),
        ({"HOUSEMEMBER_CNT": -4}, "not_a_count", "HOUSEMEMBER_CNT"),
        ({"ELDERLY_CNT": 12.5}, "not_a_count", "ELDERLY_CNT"),
        ({"happiness": 82.5}, "out_of_range", "happiness"),
        ({"amphur_ID": 8099}, "unknown_area", "amphur_ID"),
        ({"amphur_ID": ""}, "no_area", "amphur_ID"),
        ({"amphur_ID": 8401, "province_ID": 84}, "other_province", "amphur_ID"),
        ({"province_ID": 84}, "province_contradicts", "province_ID"),
        ({"amphur_ID": 8001}, "area_twice", "amphur_ID"),
    ],
)
def test_a_wrong_cell_is_told_by_row_and_column(
    read: Read, changes: dict[str, Cell], rule: str, column: str
) -> None:
    reading = read("61_80_amphur_common.csv", [common(8001), common(8002) | changes])

    (error,) = [each for each in reading.problems if each.severity == "error"]
    assert error.rule == f"tpmap.{rule}"
    assert (error.place.row, error.place.column) == (3, column)
    assert error.value == str(changes[column])
    for lang in LANGS:
        assert error.fact(lang)
        assert error.hint(lang)


def test_all_problems_are_told_at_once(read: Read) -> None:
    rows = [common(8001, ELDERLY_CNT="x"), common(8099), common(8003, happiness="y")]

    assert rules(read("61_80_amphur_common.csv", rows)) == [
        "tpmap.not_a_number",
        "tpmap.unknown_area",
        "tpmap.not_a_number",
    ]


def test_districts_of_a_province_outside_the_catalogue_are_told_once(read: Read) -> None:
    rows = [common(code, province_ID=50) for code in codes(5, 50)]

    reading = read("61_50_amphur_common.csv", rows)

    assert rules(reading) == ["tpmap.outside"]


def test_a_blank_cell_is_missing_and_never_zero(read: Read) -> None:
    rows = [common(code) for code in codes(23)]
    rows[4]["DISABLED_CNT"] = ""
    rows[6]["DISABLED_CNT"] = None

    reading = read("61_80_amphur_common.csv", rows)

    (warning,) = reading.problems
    assert (warning.rule, warning.place.row, warning.facts["count"]) == ("tpmap.blank", 6, 2)
    assert math.isnan(value(reading, "tpmap_disabled", "8005"))
    frame = reading.observations
    assert list(frame.loc[frame["obs_value"].isna(), "obs_status"]) == ["M", "M"]


def test_missing_and_unknown_columns_are_named(read: Read) -> None:
    rows = [common(code, NEW_CNT=1) for code in codes(23)]
    for row in rows:
        del row["ELDERLY_CNT"]

    reading = read("61_80_amphur_common.csv", rows)

    assert [(each.rule, each.facts["columns"]) for each in reading.problems] == [
        ("tpmap.missing_columns", "ELDERLY_CNT"),
        ("tpmap.unknown_columns", "NEW_CNT"),
    ]


def test_a_dimension_that_was_not_chosen_holds_nobody(read: Read) -> None:
    rows = [poor(8001, "10000"), poor(8002, "10000") | {"poor.JPT.MOFval.income": 7}]

    reading = read("61_80_amphur_10000.csv", rows)

    (error,) = [each for each in reading.problems if each.severity == "error"]
    assert error.rule == "tpmap.selection_contradicts"
    assert (error.place.row, error.place.column, error.value) == (3, "poor.JPT.MOFval.income", "7")


@pytest.mark.parametrize(
    ("name", "row", "rule"),
    [
        ("61_80_amphur_11111.csv", common(8001), "key_contradicts"),
        ("61_80_amphur_common.csv", poor(8001), "key_contradicts"),
        ("61_province_common.csv", common(8001), "level_contradicts"),
        ("61_80_amphur_00000.csv", poor(8001, "00000"), "no_dimension"),
    ],
)
def test_a_name_that_contradicts_the_content_is_refused(
    read: Read, name: str, row: Row, rule: str
) -> None:
    reading = read(name, [row])

    assert rules(reading) == [f"tpmap.{rule}"]
    assert reading.observations.empty


def test_doubled_headings_and_ragged_rows_are_told(words: Vocabulary) -> None:
    row = common(8001)
    cells = [[*row, "ELDERLY_CNT"], [*row.values(), 5, 6]]
    document = Document("61_80_amphur_common.csv", "", "text", (Sheet("", cells, (1, 2)),))

    reading = tpmap.read(document, words)

    assert rules(reading) == ["tpmap.doubled_column", "tpmap.ragged"]
    assert value(reading, "tpmap_elderly", "8001") == 180


def test_files_that_are_too_long_or_empty_are_refused_whole(read: Read, words: Vocabulary) -> None:
    assert rules(read("61_80_amphur_common.csv", [common(8001)] * 1001)) == ["tpmap.too_many_rows"]
    header = Document("61_80_amphur_common.csv", "", "text", (Sheet("", [list(common(1))], (1,)),))
    assert rules(tpmap.read(header, words)) == ["tpmap.no_rows"]
    wide = common(8001) | {f"x{number}": 1 for number in range(400)}
    assert rules(read("61_80_amphur_common.csv", [wide])) == ["tpmap.too_many_columns"]


def test_a_workbook_with_a_title_above_the_headings_is_read(words: Vocabulary) -> None:
    rows = [common(code) for code in codes(23)]
    cells: list[list[Any]] = [["TPMAP"], [], list(rows[0]), *([*row.values()] for row in rows)]
    sheets = (Sheet("note", [["x"]], (1,)), Sheet("data", cells, range(1, len(cells) + 1)))
    document = Document("61_80_amphur_common.xlsx", "", "workbook", sheets)

    assert tpmap.recognises(document)
    reading = tpmap.read(document, words)
    assert reading.problems == ()
    assert set(reading.observations["sheet"]) == {"data"}
    assert reading.observations["row"].min() == 4


@pytest.mark.parametrize(
    ("name", "cells", "ours"),
    [
        ("a.csv", [["amphur_ID", "HOUSEMEMBER_CNT"]], True),
        ("a.csv", [["x", "poor.JPT.MOFval.CNT"]], True),
        ("61_80_amphur_common.csv", [["amphur_ID", "x"]], True),
        ("61_80_amphur_common.csv", [["indicator", "area"]], False),
        ("a.csv", [["amphur_ID", "x"]], False),
        ("a.csv", [], False),
    ],
)
def test_files_are_recognised_by_their_columns(
    name: str, cells: list[list[Cell]], *, ours: bool
) -> None:
    sheet = Sheet("", cells, range(1, len(cells) + 1))

    assert tpmap.recognises(Document(name, "", "text", (sheet,))) is ours


def test_a_file_without_our_columns_is_refused_not_raised(words: Vocabulary) -> None:
    document = Document("61_80_amphur_common.csv", "", "text", (Sheet("", [["amphur_ID"]], (1,)),))

    assert rules(tpmap.read(document, words)) == ["tpmap.no_columns"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_bytes_of_a_file_are_read_whatever_their_encoding(
    words: Vocabulary, encoding: str, separator: str
) -> None:
    rows = [common(code) for code in codes(23)]
    lines = [list(rows[0]), *([*row.values()] for row in rows)]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)

    document = open_document("61_80_amphur_common.csv", text.encode(encoding))

    reading = tpmap.read(document, words)
    assert reading.problems == ()
    assert len(reading.observations) == 23 * 70
    assert value(reading, "tpmap_happiness_mean", "8001") == 8.25


WORDS = [*common(8001), *poor(8001), "tumbol_ID", "", "x"]
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 9000),
    st.integers(),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(["8001", "8001.0", "80", "-", "n.a.", "1,000", "๑๒", "5*"]),
)


@given(
    name=st.sampled_from(["61_80_amphur_common.csv", "61_province_11111.csv", "61_80_amphur_", ""]),
    rows=st.lists(st.lists(CELLS, max_size=12), max_size=6),
    header=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
)
@settings(max_examples=150, deadline=None)
def test_any_cells_give_a_report_that_can_be_told(
    words: Vocabulary, name: str, rows: list[list[Cell]], header: list[str]
) -> None:
    sheet = Sheet("", [header, *rows], range(1, len(rows) + 2))
    document = Document(name, "", "text", (sheet,))

    tpmap.recognises(document)
    reading = tpmap.read(document, words)

    assert reading.observations.dtypes.to_dict() == no_observations().dtypes.to_dict()
    assert all(each.message(lang) for each in reading.problems for lang in LANGS)
    published = SCHEMAS["observation"].empty_table().to_pandas()
    contradictions = tpmap.together([reading], words, published)
    assert all(each.message(lang) for each in contradictions for lang in LANGS)


def test_every_rule_has_words_and_a_hint(root: Path) -> None:
    files = sorted((root / "dashboard" / "ingest" / "readers").glob("tpmap*.py"))
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    keys = {word for word in text.replace("'", '"').split('"') if word.startswith("tpmap.")}

    assert {"tpmap.no_year", "tpmap.below_district"} <= keys
    keys = {key for key in keys if "{" not in key and not key.endswith(".toml")}
    assert [key for key in sorted(keys) if not has_text(key)] == []
    assert [key for key in sorted(keys - {"tpmap.published"}) if not has_text(f"{key}.hint")] == []


RAW = (
    ("61_80_amphur_common.csv", 23 * 70),
    ("61_80_amphur_11111.csv", 23 * 10),
    ("61_80_amphur_10000.csv", 23),
    ("61_84_amphur_common.csv", 19 * 70),
    ("61_84_amphur_11111.csv", 19 * 10),
    ("61_province_common.csv", 76 * 70),
    ("61_province_11111.csv", 76 * 41),
)


@pytest.fixture(scope="module")
def raw(shared: Path, words: Vocabulary) -> dict[str, Reading]:
    readings = {}
    for file in sorted((shared / "raw" / "tpmap_2561").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        sheet = Sheet("", rows, range(1, len(rows) + 1))
        document = Document(file.name, "", "text", (sheet,), None, ",")
        assert tpmap.recognises(document)
        readings[file.name] = tpmap.read(document, words)
    return readings


@pytest.mark.parametrize(("name", "observations"), RAW)
def test_publishers_files_are_read_whole_and_without_error(
    raw: dict[str, Reading], name: str, observations: int
) -> None:
    assert len(raw[name].observations) == observations
    assert rules(raw[name]) == []
    assert set(rules(raw[name], "warning")) <= {"tpmap.checked_only"}


def test_published_totals_are_read_from_the_publishers_files(raw: dict[str, Reading]) -> None:
    districts, poor_districts = raw["61_80_amphur_common.csv"], raw["61_80_amphur_11111.csv"]
    provinces, poor_provinces = raw["61_province_common.csv"], raw["61_province_11111.csv"]

    assert value(districts, "tpmap_persons_surveyed", "8001") == 92606
    assert value(provinces, "tpmap_households_surveyed", "80") == 321562
    assert value(provinces, "tpmap_persons_surveyed", "80") == 906950
    assert value(poor_provinces, "tpmap_target_poor", "80") == 26391
    rates = poor_districts.observations.query("indicator == 'tpmap_target_poor_rate'")
    assert round(rates["obs_value"].max(), 2) == 6.80
    assert round(rates["obs_value"].min(), 2) == 0.78
    assert total(districts, "tpmap_persons_surveyed") == 906950
    assert total(poor_districts, "tpmap_target_poor") == 26391
    assert total(provinces, "tpmap_persons_surveyed") == 36647817
    assert total(poor_provinces, "tpmap_target_poor") == 1032987


def total(reading: Reading, indicator: str) -> float:
    frame = reading.observations
    return float(frame.loc[frame["indicator"] == indicator, "obs_value"].sum())


def test_publishers_files_equal_every_free_figure_that_is_published(
    raw: dict[str, Reading], root: Path
) -> None:
    key = ["indicator", "ref_area"]
    read_ = pd.concat([each.observations for each in raw.values()])[[*key, "obs_value"]]
    compared = 0
    for name in ("tpmap_2561_district", "tpmap_2561_province"):
        published = pd.read_csv(root / "data" / "sources" / name / "observations.csv", dtype="str")
        published["2018"] = pd.to_numeric(published["2018"], errors="coerce")
        both = read_.merge(published.dropna(subset="2018"), on=key)
        assert (both["obs_value"] - both["2018"]).abs().max() < 1e-9
        compared += len(both)
    assert compared > 9000
