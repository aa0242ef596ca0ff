"""The registration text: offices become districts, and whatever does not add up is told."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest.checks import check
from dashboard.ingest.documents.model import Cell, Document, Sheet
from dashboard.ingest.readers import dopa, dopa_age
from dashboard.ingest.report import READING_COLUMNS, Reading
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary
from dashboard.snapshot import OBSERVATION_COLUMNS
from dashboard.text import messages

Read = Callable[[Sequence[str]], Reading]

DISTRICTS = [f"80{number:02d}" for number in range(1, 24)]
TOWNS_OF_MUEANG = {
    "8099": (1000, 1200, 2200, 900),
    "8096": (1, 2, 3, 1),
    "8095": (4, 5, 9, 2),
    "8094": (6, 7, 13, 3),
}
BRANCH = ("8051", (2, 3, 5, 1))
"""In Chian Yai (8006)."""


@pytest.fixture(scope="session")
def words(root: Path) -> Vocabulary:
    return load_vocabulary(root / "data" / "catalog")


@pytest.fixture
def read(words: Vocabulary) -> Read:
    return lambda lines: dopa.read(document(lines), words)


def document(lines: Sequence[str], name: str = "stat_a67.txt") -> Document:
    rows = [line.split("|") for line in lines]
    text = "\n".join(lines)
    sheet = Sheet("", rows, range(1, len(rows) + 1))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, digest, "text", (sheet,), separator="|")


def office(code: str, counts: Sequence[int], name: str = "0", period: str = "6712") -> str:
    return f"{period}|{code[:2]}|นครศรีธรรมราช|{code}|{name}|0|{'|'.join(map(str, counts))}|"


def province(counts: Sequence[int], period: str = "6712") -> str:
    return f"{period}|80|นครศรีธรรมราช|0|0|0|{'|'.join(map(str, counts))}|"


def registrar_file(period: str = "6712") -> list[str]:
    """All 23 districts with 30 persons each, four municipalities of Mueang, one closed branch."""
    return [
        province((1243, 1677, 2920, 1022), period),
        *(office(code, (10, 20, 30, 5), period=period) for code in DISTRICTS),
        *(office(code, counts, period=period) for code, counts in TOWNS_OF_MUEANG.items()),
        office(*BRANCH, period=period),
    ]


def value(reading: Reading, indicator: str, area: str, period: str = "2024") -> float:
    rows = reading.observations
    found = rows[
        (rows["indicator"] == indicator)
        & (rows["ref_area"] == area)
        & (rows["time_period"] == period)
    ]
    assert len(found) == 1, (indicator, area, period)
    return float(found["obs_value"].iloc[0])


def areas(reading: Reading, indicator: str = "pop_registered") -> set[str]:
    rows = reading.observations
    return set(rows.loc[rows["indicator"] == indicator, "ref_area"])


def rules(reading: Reading) -> list[tuple[str, str, int]]:
    return [(each.severity, each.rule, each.place.row) for each in reading.problems]


def test_mueang_is_its_own_office_and_its_four_municipalities(read: Read) -> None:
    reading = read(registrar_file())
    assert reading.problems == ()
    assert value(reading, "pop_registered", "8001") == 30 + 2200 + 3 + 9 + 13 == 2255
    assert value(reading, "pop_registered_male", "8001") == 1021
    assert value(reading, "pop_registered_female", "8001") == 1234
    assert value(reading, "houses_registered", "8001") == 911


def test_a_closed_branch_is_added_to_the_district_it_lay_in(read: Read) -> None:
    reading = read(registrar_file())
    assert value(reading, "pop_registered", "8006") == 35
    assert value(reading, "houses_registered", "8006") == 6
    assert areas(reading) == {"80", *DISTRICTS}


def test_municipal_population_is_that_of_the_municipal_offices(read: Read) -> None:
    reading = read(registrar_file())
    assert value(reading, "pop_registered_municipal", "8001") == 2225
    assert value(reading, "pop_registered_nonmunicipal", "8001") == 30
    assert value(reading, "pop_registered_nonmunicipal", "8006") == 35
    assert value(reading, "pop_registered_municipal", "80") == 2225
    assert value(reading, "pop_registered_nonmunicipal", "80") == 695
    assert areas(reading, "pop_registered_municipal") == {"80", "8001"}


def test_a_file_by_district_tells_nothing_of_municipalities(read: Read) -> None:
    lines = [province((230, 460, 690, 115))]
    lines += [office(code, (10, 20, 30, 5)) for code in DISTRICTS]
    reading = read(lines)
    assert reading.problems == ()
    assert value(reading, "pop_registered", "8001") == 30
    assert areas(reading, "pop_registered_nonmunicipal") == set()


def test_observations_have_the_columns_of_a_reading_and_their_place(read: Read) -> None:
    rows = read(registrar_file()).observations
    assert tuple(rows.columns) == READING_COLUMNS
    first = rows.iloc[0].to_dict()
    assert first == {
        "indicator": "pop_registered",
        "ref_area": "80",
        "time_period": "2024",
        "edition": "",
        "obs_value": 2920.0,
        "obs_status": "A",
        "conf_status": "F",
        "period_note": "31 December",
        "note": "",
        "file": "stat_a67.txt",
        "sheet": "",
        "row": 1,
        "column": "I",
    }
    assert not rows.duplicated(["indicator", "ref_area", "time_period", "edition"]).any()


def test_a_header_names_the_columns(read: Read) -> None:
    header = "YYMM|CC-CODE|CC-DESC|RCODE-CODE|RCODE-DESC|CCAATT-CODE|MALE|FEMALE|TOTAL|HOUSE|"
    reading = read([header, province((1, 2, 3, 1))])
    assert reading.problems == ()
    assert list(reading.observations["column"]) == ["TOTAL", "MALE", "FEMALE", "HOUSE"]
    assert set(reading.observations["row"]) == {2}


def test_commas_blanks_and_thai_digits_are_read(read: Read) -> None:
    reading = read(["๖๗๑๒ |๘๐| นครศรีธรรมราช |0|0|0| 757,539|๗๗๗,๑๑๔|1,534,653 |616,268|"])
    assert reading.problems == ()
    assert value(reading, "pop_registered", "80") == 1_534_653
    assert value(reading, "pop_registered_female", "80") == 777_114


def test_a_workbook_gives_numbers_instead_of_text(words: Vocabulary) -> None:
    cells: list[Cell] = [6712.0, 80.0, "นครศรีธรรมราช", 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 1.0, None]
    sheet = Sheet("ประชากร", [cells], [4])
    reading = dopa.read(Document("a.xlsx", "", "workbook", (sheet,)), words)
    assert reading.problems == ()
    assert set(reading.observations["sheet"]) == {"ประชากร"}
    assert set(reading.observations["row"]) == {4}


def test_without_the_city_the_district_is_not_told_and_both_errors_say_why(read: Read) -> None:
    lines = [line for line in registrar_file() if "|8099|" not in line]
    reading = read(lines)
    rules_told = {each.rule: each for each in reading.problems}
    short = rules_told["dopa.districts_sum"]
    assert (short.severity, short.place.row, short.place.column) == ("error", 1, "G")
    assert "1,243" in short.fact("en")
    assert "243" in short.fact("en")
    assert "1,000" in short.fact("en")
    assert "2567" in short.fact("th")
    missing = rules_told["dopa.offices_missing"]
    assert missing.severity == "error"
    assert "8001" not in areas(reading)
    assert "8017" in areas(reading)


def test_a_sum_that_the_reader_tells_is_not_told_by_the_checks_again(
    read: Read, words: Vocabulary
) -> None:
    lines = [
        "6712|80|นครศรีธรรมราช|0|0|0|1|2|4|1|",
        "6712|81|กระบี่|0|0|0|1|2|3|1|",
    ]
    reading = read(lines)
    assert [each.rule for each in reading.problems if each.severity == "error"] == ["dopa.sexes"]
    nothing = pd.DataFrame(columns=list(OBSERVATION_COLUMNS)).astype(
        {"obs_value": "float64", "derived": "bool"}
    )
    asked = check(reading.observations, words, nothing, today=date(2026, 11, 23))
    assert asked == ()
    assert areas(reading) == {"80", "81"}
    summed = read([line for line in registrar_file() if "|8099|" not in line])
    assert "dopa.districts_sum" in {each.rule for each in summed.problems}
    again = check(summed.observations, words, nothing, today=date(2026, 11, 23))
    assert [each.rule for each in again] == []


def test_without_the_province_every_known_municipality_must_be_there(read: Read) -> None:
    towns = [*TOWNS_OF_MUEANG]
    lines = [office("8001", (10, 20, 30, 5)), office("8017", (10, 20, 30, 5))]
    lacking = read([*lines, *(office(code, (1, 1, 2, 1)) for code in towns[:-1])])
    assert rules(lacking) == [("error", "dopa.offices_missing", 1)]
    assert lacking.problems[0].value == "8094"
    assert re.search(r": 8094 [ก-๙]+ จึงไม่อ่าน", lacking.problems[0].fact("th"))
    assert re.search(r": 8094 [A-Z][A-Za-z ]+\. ", lacking.problems[0].fact("en"))
    assert areas(lacking) == {"8017"}
    whole = read([*lines, *(office(code, (1, 1, 2, 1)) for code in towns)])
    assert rules(whole) == [("warning", "dopa.unverified", 1)]
    assert value(whole, "pop_registered", "8001") == 38


def test_a_municipality_alone_is_no_district(read: Read) -> None:
    reading = read([office(code, counts) for code, counts in TOWNS_OF_MUEANG.items()])
    assert rules(reading) == [("error", "dopa.offices_missing", 1)]
    assert reading.problems[0].value == "8001"
    assert areas(reading) == set()


def test_offices_of_a_province_without_a_known_district_are_named_once(read: Read) -> None:
    lines = [
        "6712|84|สุราษฎร์ธานี|0|0|0|30|60|90|9|",
        "6712|84|สุราษฎร์ธานี|8401|อำเภอเมืองสุราษฎร์ธานี|0|10|20|30|3|",
        "6712|84|สุราษฎร์ธานี|8451|สาขาตำบลหนึ่ง|0|10|20|30|3|",
        "6712|84|สุราษฎร์ธานี|8499|ท้องถิ่นเทศบาลนครสุราษฎร์ธานี|0|10|20|30|3|",
    ]
    reading = read([*lines, *(line.replace("6712", "6612") for line in lines)])
    assert rules(reading) == [("warning", "dopa.unknown_registrar", 3)]
    assert "8451 สาขาตำบลหนึ่ง" in reading.problems[0].fact("th")
    assert "8499" in reading.problems[0].value
    assert areas(reading) == {"84"}
    assert value(reading, "pop_registered", "84", "2023") == 90


def test_offices_outside_the_south_are_counted_in_one_notice(read: Read) -> None:
    lines = [
        "6712|10|กรุงเทพมหานคร|0|0|0|20|40|60|6|",
        "6712|10|กรุงเทพมหานคร|1001|ท้องถิ่นเขตพระนคร|0|10|20|30|3|",
        "6712|10|กรุงเทพมหานคร|1002|ท้องถิ่นเขตดุสิต|0|10|20|30|3|",
    ]
    reading = read(lines)
    assert rules(reading) == [("warning", "dopa.outside", 2)]
    assert "2" in reading.problems[0].fact("en")
    assert areas(reading) == {"10"}


@pytest.mark.parametrize(
    ("line", "rule", "column"),
    [
        ("6712|80|นครศรีธรรมราช|0|0|0|1|2|4|1|", "dopa.sexes", "I"),
        ("6712|80|นครศรีธรรมราช|0|0|0|1|x|3|1|", "dopa.not_a_count", "H"),
        ("6712|80|นครศรีธรรมราช|0|0|0|1|2|3|-1|", "dopa.not_a_count", "J"),
        ("6712|80|นครศรีธรรมราช|0|0|0|1|2|3|1.5|", "dopa.not_a_count", "J"),
        ("6712|80|นครศรีธรรมราช|0|0|0|1|2|3||", "dopa.not_a_count", "J"),
        ("6712|80|นครศรีธรรมราช|0|0|1|2|3|", "dopa.fields", ""),
        ("6713|80|นครศรีธรรมราช|0|0|0|1|2|3|1|", "dopa.month", "A"),
        ("3512|80|นครศรีธรรมราช|0|0|0|1|2|3|1|", "dopa.month", "A"),
        ("6712|80|ตรัง|0|0|0|1|2|3|1|", "dopa.name", ""),
        ("6712|80|นครศรีธรรมราช|8001|อำเภอปากพนัง|0|1|2|3|1|", "dopa.name", ""),
    ],
)
def test_a_faulty_row_is_an_error_at_its_place(
    read: Read, line: str, rule: str, column: str
) -> None:
    reading = read(["6712|81|กระบี่|0|0|0|1|2|3|1|", line])
    errors = [each for each in reading.problems if each.severity == "error"]
    assert [(each.rule, each.place.row, each.place.column) for each in errors] == [
        (rule, 2, column)
    ]
    assert "81" in areas(reading)


@pytest.mark.parametrize(
    "line",
    [
        "6712|99|ไม่มีในทะเบียน|0|0|0|1|2|3|1|",
        "6712|80|นครศรีธรรมราช|9901|ทะเบียนกลาง|0|1|2|3|1|",
        "6712|80|นครศรีธรรมราช|ก|ทะเบียนกลาง|0|1|2|3|1|",
    ],
)
def test_an_unknown_place_is_a_warning_and_never_silent(read: Read, line: str) -> None:
    reading = read(["6712|81|กระบี่|0|0|0|1|2|3|1|", line])
    assert rules(reading) == [("warning", "dopa.unknown_row", 2)]
    assert areas(reading) == {"81"}


def test_a_place_that_stands_twice_is_an_error(read: Read) -> None:
    reading = read([province((1, 2, 3, 1)), province((1, 2, 3, 2))])
    assert rules(reading) == [("error", "dopa.twice", 2)]
    assert "row 1" in reading.problems[0].fact("en")
    assert value(reading, "houses_registered", "80") == 1


@pytest.mark.parametrize(
    "line",
    [
        "6712|80|นครศรีธรรมราช|8088|x|0|10|20|31|5|",
        "6712|99|ที่ใด|0|0|0|10|20|31|5|",
        "6706|80|นครศรีธรรมราช|0|0|0|10|20|31|5|",
    ],
)
def test_sexes_that_do_not_sum_are_told_also_where_no_row_gives_a_figure(
    read: Read, line: str
) -> None:
    reading = read([line])
    (sexes,) = (each for each in reading.problems if each.rule == "dopa.sexes")
    assert (sexes.severity, sexes.value, sexes.place.row) == ("error", "31", 1)
    assert len(reading.observations) == 0


def test_a_row_of_more_fields_than_the_header_is_refused(read: Read) -> None:
    header = "YYMM|CC-CODE|CC-DESC|RCODE-CODE|RCODE-DESC|CCAATT-CODE|MALE|FEMALE|TOTAL|HOUSE|"
    reading = read([header, "6712|80|นครศรีธรรมราช|0|0|0|1|242|473|715|121|"])
    (problem,) = (each for each in reading.problems if each.rule == "dopa.fields")
    assert (problem.severity, problem.place.row) == ("error", 2)


def test_only_december_is_read(read: Read) -> None:
    june = province((1, 2, 3, 1), "6706")
    reading = read([june])
    assert rules(reading) == [("error", "dopa.not_december", 1)]
    assert reading.observations.empty
    both = read([june, province((2, 3, 5, 1))])
    assert rules(both) == [("warning", "dopa.not_december", 1)]
    assert list(both.observations["time_period"].unique()) == ["2024"]


def test_several_years_in_one_file_are_kept_apart(read: Read) -> None:
    reading = read([*registrar_file("6412"), *registrar_file("256712")])
    assert reading.problems == ()
    assert value(reading, "pop_registered", "8001", "2021") == 2255
    assert value(reading, "pop_registered", "8001", "2024") == 2255
    assert reading.facts["registered"]["80", "2021"] == 2920  # type: ignore[index]


def tambon(office_code: str, code: str, village: str, total: int) -> str:
    names = f"80|นครศรีธรรมราช|{office_code}|อำเภอพรหมคีรี|{code}|ตำบล|{village}|หมู่"
    return f"6712|{names}|{total - 1}|1|{total}|1|"


def test_tambons_make_up_their_office_and_villages_a_tambon_without_a_row(read: Read) -> None:
    towns = [office("8092", (1, 1, 2, 1)), office("8093", (1, 1, 2, 1))]
    rows = [
        tambon("8002", "800201", "0", 10),
        tambon("8002", "800202", "80020201", 4),
        tambon("8002", "800202", "80020202", 5),
    ]
    reading = read([*towns, *rows])
    assert value(reading, "pop_registered", "8002") == 2 + 2 + 10 + 4 + 5
    assert [each.rule for each in reading.problems] == ["dopa.unverified"]
    wrong = read([office("8002", (17, 3, 20, 3)), *towns, *rows])
    assert ("error", "dopa.tambons_sum", 1) in rules(wrong)


def whole_country(total: int) -> list[str]:
    numbers = (
        *range(10, 28), *range(30, 50), *range(50, 59), *range(60, 68), *range(70, 78),
        *range(80, 87), *range(90, 97),
    )  # fmt: skip
    assert len(numbers) == 77
    lines = [f"6712|{number}|0|0|0|0|1|2|3|1|" for number in numbers]
    return [f"6712|0|ทั่วประเทศ|0|0|0|{total - 154}|154|{total}|77|", *lines]


def test_provinces_make_up_the_country(read: Read) -> None:
    assert read(whole_country(231)).problems == ()
    reading = read(whole_country(232))
    assert rules(reading) == [("error", "dopa.provinces_sum", 1)]
    assert reading.problems[0].place.column == "G"


def test_absent_provinces_are_named_where_the_country_is_there(read: Read) -> None:
    reading = read(whole_country(231)[:-1])
    assert rules(reading) == [("warning", "dopa.provinces_absent", 1)]
    assert "นราธิวาส" in reading.problems[0].fact("th")


def test_bueng_kan_is_not_missed_before_it_was_a_province(read: Read) -> None:
    lines = [line.replace("6712", "5312") for line in whole_country(231) if "|38|" not in line]
    lines[0] = "5312|0|ทั่วประเทศ|0|0|0|76|152|228|76|"
    assert read(lines).problems == ()


def test_problems_of_one_kind_are_counted_after_the_hundredth(read: Read) -> None:
    reading = read(["6712|80|นครศรีธรรมราช|0|0|0|1|2|4|1|"] * 150)
    sexes = [each for each in reading.problems if each.rule == "dopa.sexes"]
    more = [each for each in reading.problems if each.rule == "dopa.more"]
    assert len(sexes) == 100
    assert "50 more places" in more[0].fact("en")
    assert {each.severity for each in more} == {"error"}


@pytest.mark.parametrize(
    "lines",
    [
        [""],
        ["a|b|c"],
        ["6712|80|x|0|0|0|1|2|3|"],
        ["indicator,ref_area,value"],
        ["province|1|2|3|4|5|6|7|8|9|"],
    ],
)
def test_other_files_are_not_recognised(lines: Sequence[str]) -> None:
    assert not dopa.recognises(document(lines))


def test_a_known_data_set_is_taken_from_the_user(words: Vocabulary) -> None:
    given = document([province((1, 2, 3, 1))])
    assert dopa.read(given, words).data_set == "dopa_population"
    assert dopa.read(given, words, data_set="nowhere").data_set == "dopa_population"
    assert dopa.read(given, words, data_set="census_2000_2010").data_set == "census_2000_2010"


def test_every_message_speaks_both_languages_and_has_a_hint(read: Read) -> None:
    lines = [*registrar_file()[:-1], "6712|99|x|0|0|0|1|2|3|1|", "6712|80|x|0|1|2|3|"]
    reading = read(lines)
    assert len(reading.problems) >= 4
    for problem in reading.problems:
        assert problem.hint("th")
        assert problem.message("en").count("\n") == 1


CELLS = st.one_of(
    st.sampled_from(
        ["6712", "80", "0", "8001", "8099", "800101", "1", "2", "3", "", "-", "๑", "x"]
    ),
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(),
    st.datetimes(),
    st.text(max_size=12),
)


@given(st.lists(st.lists(CELLS, max_size=14), max_size=8))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_cells_make_a_reader_fail(words: Vocabulary, rows: list[list[Cell]]) -> None:
    start: list[list[Cell]] = [list(province((1, 2, 3, 1)).split("|"))]
    sheet = Sheet("", [*start, *rows], range(1, len(rows) + 2))
    for reader in (dopa, dopa_age):
        file = Document("6712cc80.txt", "", "workbook", (sheet,))
        reader.recognises(file)
        reading = reader.read(file, words)
        assert tuple(reading.observations.columns) == READING_COLUMNS
        assert all(each.message(lang) for each in reading.problems for lang in ("th", "en"))


def test_every_message_in_the_code_has_words_and_a_hint_and_none_is_left_over(root: Path) -> None:
    folder = root / "dashboard" / "ingest" / "readers"
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("dopa*.py")))
    used = set(re.findall(r'"(dopa\.[a-z_]+)"', code))
    used |= {f"dopa.age_total_{sex}" for sex in ("male", "female")}
    written = {key for key in messages() if key.startswith("dopa.")}
    assert written == used | {f"{key}.hint" for key in used}


@pytest.fixture(scope="session")
def national(shared: Path, words: Vocabulary) -> Reading:
    text = (shared / "raw" / "dopa_stat_c67.txt").read_text(encoding="utf-8")
    given = document(text.splitlines(), "dopa_stat_c67.txt")
    assert dopa.recognises(given)
    assert not dopa_age.recognises(given)
    return dopa.read(given, words)


def test_the_national_file_has_no_fault_and_the_published_totals(national: Reading) -> None:
    assert national.problems == ()
    assert value(national, "pop_registered", "TH") == 65_951_210
    assert value(national, "pop_registered", "80") == 1_534_653 == 757_539 + 777_114
    assert value(national, "pop_registered_male", "80") == 757_539
    assert value(national, "pop_registered_female", "80") == 777_114
    assert value(national, "houses_registered", "80") == 616_268
    assert len(national.observations) == 4 * 78


def test_the_national_file_equals_the_shipped_figures(national: Reading, root: Path) -> None:
    path = root / "data" / "sources" / "dopa_population" / "observations.csv"
    shipped = pd.read_csv(path, dtype=str, usecols=["indicator", "ref_area", "attrs", "2024"])
    sums = shipped["attrs"].isin({"c", "e"})
    rows = shipped[~sums].dropna(subset="2024").set_index(["indicator", "ref_area"])
    printed = rows["2024"].astype(float)
    found = national.observations.set_index(["indicator", "ref_area"])["obs_value"]
    assert len(printed) == 312
    assert found.sort_index().to_dict() == printed.sort_index().to_dict()
