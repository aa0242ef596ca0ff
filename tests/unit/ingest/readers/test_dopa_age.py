"""The age text: names become places, single ages become stages of life."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest

from dashboard.catalog import load_catalog
from dashboard.ingest.documents.model import Document, Sheet
from dashboard.ingest.readers import dopa, dopa_age
from dashboard.ingest.readers.dopa_age_period import month_named
from dashboard.ingest.report import Reading
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary
from dashboard.snapshot import OBSERVATION_COLUMNS

Read = Callable[..., Reading]
Groups = tuple[tuple[int, int], ...]

APART: Groups = ((0, 1), (2, 3), (4, 5), (6, 7))
"""Lunar year, central house register, without Thai nationality, on the move."""
DISTRICTS_BUT_MUEANG = [f"80{number:02d}" for number in range(2, 24)]


@pytest.fixture(scope="session")
def words(root: Path) -> Vocabulary:
    return load_vocabulary(root / "data" / "catalog")


@pytest.fixture
def read(words: Vocabulary) -> Read:
    def read_lines(lines: Sequence[str], name: str = "6712cc80.txt") -> Reading:
        return dopa_age.read(document(lines, name), words)

    return read_lines


def document(lines: Sequence[str], name: str = "6712cc80.txt") -> Document:
    rows = [line.split("|") for line in lines]
    sheet = Sheet("", rows, range(1, len(rows) + 1))
    return Document(name, "", "text", (sheet,), separator="|")


def row(name: str, times: int = 1, *, ages: int = 102, apart: Groups = APART) -> str:
    """A line with `times` males and twice as many females of every age, and the groups apart."""
    numbers = [times, 2 * times] * ages
    groups = [(times * male, times * female) for male, female in apart]
    male = times * ages + sum(group[0] for group in groups)
    female = 2 * times * ages + sum(group[1] for group in groups)
    for group in (*groups, (male, female)):
        numbers += [*group, sum(group)]
    return "|".join([name, *map(str, numbers), ""])


def province_file(words: Vocabulary) -> list[str]:
    """23 districts, the city beside Mueang, a closed branch: 25 offices alike, and tambons."""
    names = [words.catalog.areas[code].name.th for code in DISTRICTS_BUT_MUEANG]
    return [
        row("จังหวัดนครศรีธรรมราช", 25),
        row("อำเภอเมืองนครศรีธรรมราช"),
        row("ตำบลปากพูน"),
        row("ท้องถิ่นเทศบาลนครนครศรีธรรมราช"),
        row("ตำบลในเมือง"),
        *(row(f"อำเภอ{name}") for name in names),
        row("อำเภอเชียรใหญ่ (สาขาตำบลเสือหึง)"),
    ]


def value(reading: Reading, indicator: str, area: str) -> float:
    rows = reading.observations
    found = rows[(rows["indicator"] == indicator) & (rows["ref_area"] == area)]
    assert len(found) == 1, (indicator, area)
    return float(found["obs_value"].iloc[0])


def rules(reading: Reading) -> list[tuple[str, str, int]]:
    return [(each.severity, each.rule, each.place.row) for each in reading.problems]


def test_a_district_is_the_sum_of_its_offices_found_by_name(read: Read, words: Vocabulary) -> None:
    reading = read(province_file(words))
    assert reading.problems == ()
    # Three persons of each single age in an office.
    assert value(reading, "pop_age_0_2", "8001") == 2 * 3 * 3
    assert value(reading, "pop_age_0_2", "8006") == 2 * 3 * 3
    assert value(reading, "pop_age_0_2", "8002") == 3 * 3
    assert len(reading.observations) == 6 * (1 + 23)


def test_stages_take_their_ages_and_nothing_of_the_groups_apart(read: Read) -> None:
    reading = read([row("จังหวัดนครศรีธรรมราช")])
    assert value(reading, "pop_age_0_2", "80") == 3 * 3
    assert value(reading, "pop_age_3_5", "80") == 3 * 3
    assert value(reading, "pop_age_6_14", "80") == 3 * 9
    assert value(reading, "pop_age_15_17", "80") == 3 * 3
    assert value(reading, "pop_age_15_59", "80") == 3 * 45
    assert value(reading, "pop_age_60_plus", "80") == 3 * 42


def test_four_stages_are_every_age_once(read: Read) -> None:
    numbers = [(7 * age) % 11 for age in range(204)]
    male, female = sum(numbers[::2]), sum(numbers[1::2])
    line = "|".join(map(str, ["จังหวัดตรัง", *numbers, male, female, male + female, ""]))
    reading = read([line], "6712cc92.txt")
    assert reading.problems == ()
    stages = ("0_2", "3_5", "6_14", "15_59", "60_plus")
    assert sum(value(reading, f"pop_age_{stage}", "92") for stage in stages) == sum(numbers)


def test_figures_stand_at_31_december_under_the_first_age_of_the_stage(read: Read) -> None:
    rows = read(["พื้นที่||", row("จังหวัดนครศรีธรรมราช")]).observations
    first = rows.iloc[0]
    assert (first["time_period"], first["period_note"]) == ("2024", "31 December")
    assert (first["row"], first["column"]) == (2, "B")
    assert rows.iloc[1]["column"] == "H"


@pytest.mark.parametrize(
    ("ages", "apart"), [(102, APART), (101, APART), (102, ()), (101, ()), (102, APART[:2])]
)
def test_the_number_of_fields_tells_the_layout(read: Read, ages: int, apart: Groups) -> None:
    reading = read([row("จังหวัดนครศรีธรรมราช", ages=ages, apart=apart)])
    assert reading.problems == ()
    assert value(reading, "pop_age_60_plus", "80") == 3 * (ages - 60)
    total = 3 * ages + sum(map(sum, apart))
    assert reading.facts["persons"]["80", "2024"][0] == total  # type: ignore[index]


def test_groups_that_are_already_among_the_ages_are_no_fault(read: Read) -> None:
    numbers = [1, 2] * 102 + [3, 4, 7] + [102, 204, 306]
    reading = read(["|".join(map(str, ["จังหวัดตรัง", *numbers, ""]))])
    assert reading.problems == ()


def edited(at: int, text: str) -> str:
    fields = row("จังหวัดนครศรีธรรมราช").split("|")
    fields[at] = text
    return "|".join(fields)


@pytest.mark.parametrize(
    ("line", "rule", "column"),
    [
        (edited(1, "x"), "dopa.not_a_count", "B"),
        (edited(1, "2"), "dopa.age_total_male", "HJ"),
        (edited(2, "1"), "dopa.age_total_female", "HK"),
        (edited(219, "1"), "dopa.sexes", "HL"),
        (row("จังหวัดนครศรีธรรมราช", apart=()), "dopa.age_fields", ""),
    ],
)
def test_a_faulty_row_is_an_error_at_its_place(
    read: Read, line: str, rule: str, column: str
) -> None:
    reading = read([row("จังหวัดตรัง"), line])
    assert [(each.severity, each.rule, each.place.row) for each in reading.problems] == [
        ("error", rule, 2)
    ]
    assert reading.problems[0].place.column == column
    assert value(reading, "pop_age_0_2", "92") == 9


def test_districts_that_do_not_make_up_their_province_are_an_error(
    read: Read, words: Vocabulary
) -> None:
    lines = [line for line in province_file(words) if "เทศบาลนคร" not in line]
    reading = read(lines)
    assert ("error", "dopa.districts_sum", 1) in rules(reading)
    assert ("error", "dopa.offices_missing", 2) in rules(reading)


def test_an_office_that_nobody_can_place_leaves_the_districts_out(
    read: Read, words: Vocabulary
) -> None:
    lines = [*province_file(words), row("ท้องถิ่นเทศบาลตำบลไม่มีจริง")]
    reading = read(lines)
    assert rules(reading) == [("warning", "dopa.unknown_registrar", 28 + 1)]
    assert "ท้องถิ่นเทศบาลตำบลไม่มีจริง" in reading.problems[0].fact("en")
    assert set(reading.observations["ref_area"]) == {"80"}


def test_bangkok_is_outside_the_districts(read: Read) -> None:
    reading = read([row("กรุงเทพมหานคร", 2), row("ท้องถิ่นเขตพระนคร"), row("เขตดุสิต")])
    assert rules(reading) == [("warning", "dopa.outside", 2)]
    assert set(reading.observations["ref_area"]) == {"10"}


def test_the_country_is_held_but_has_no_stages(read: Read) -> None:
    reading = read([row("ทั่วประเทศ", 2), row("จังหวัดตรัง")])
    assert rules(reading) == [("warning", "dopa.provinces_absent", 1)]
    assert set(reading.observations["ref_area"]) == {"92"}


def test_unknown_and_doubled_places_are_told(read: Read) -> None:
    reading = read([row("จังหวัดตรัง"), row("จังหวัดตรัง", 2), row("แดนสนธยา")])
    assert rules(reading) == [
        ("error", "dopa.age_twice", 2),
        ("warning", "dopa.age_unknown_row", 3),
    ]
    assert value(reading, "pop_age_0_2", "92") == 9


def test_what_follows_an_unknown_province_is_not_in_the_one_above(read: Read) -> None:
    lines = [row("จังหวัดตรัง"), row("จังหวัดไม่มีจริง"), row("อำเภอปากพนัง"), row("เทศบาลนครใด")]
    reading = read(lines)
    assert ("warning", "dopa.age_unknown_row", 2) in rules(reading)
    assert ("warning", "dopa.age_unknown_row", 4) in rules(reading)
    assert ("error", "dopa.offices_missing", 3) in rules(reading)
    assert set(reading.observations["ref_area"]) == {"92"}


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("6712cc80.txt", (2567, 12)),
        ("6406cc80.txt", (2564, 6)),
        ("stat_age67.txt", (2567, 12)),
        ("stat_a๖๗.txt", (2567, 12)),
        ("population-2567.csv", (2567, 12)),
        ("pop_256712_nst.csv", (2567, 12)),
        ("pop_2024.csv", (2567, 12)),
        ("age (2012).csv", (2555, 12)),
        ("cc80.txt", None),
        ("pop80.txt", None),
        ("age.txt", None),
        ("3012cc80.txt", None),
    ],
)
def test_the_name_of_the_file_tells_the_period(name: str, month: tuple[int, int] | None) -> None:
    assert month_named(name, ()) == month


def test_a_heading_tells_the_period_where_the_name_does_not(read: Read) -> None:
    reading = read(["ประชากรรายอายุ ธันวาคม พ.ศ. ๒๕๖๖", row("จังหวัดตรัง")], "age.txt")
    assert set(reading.observations["time_period"]) == {"2023"}


def test_without_a_period_the_file_name_is_asked_for_one(read: Read) -> None:
    reading = read([row("จังหวัดตรัง")], "age.txt")
    assert rules(reading) == [("error", "dopa.age_no_period", 0)]
    assert "6712cc80.txt" in reading.problems[0].hint("th")
    assert reading.observations.empty


def test_another_month_is_not_read(read: Read) -> None:
    reading = read([row("จังหวัดตรัง")], "6706cc92.txt")
    assert rules(reading) == [("error", "dopa.not_december", 1)]
    assert reading.observations.empty


def published(population: float) -> pd.DataFrame:
    figure = dict.fromkeys(OBSERVATION_COLUMNS, "")
    place = {"indicator": "pop_registered", "ref_area": "92", "time_period": "2024"}
    return pd.DataFrame([figure | place | {"obs_value": population}])


def test_all_persons_agree_with_the_published_population(read: Read, words: Vocabulary) -> None:
    reading = read([row("จังหวัดตรัง")])
    total = 306 + 28
    assert dopa_age.together([reading], words, published(total)) == ()
    (problem,) = dopa_age.together([reading], words, published(total + 1))
    assert (problem.severity, problem.rule) == ("warning", "dopa.age_registered")
    assert (problem.place.row, problem.place.column) == (1, "HL")
    assert "335" in problem.fact("en")
    assert "2567" in problem.fact("th")


def test_all_persons_agree_with_a_registration_text_given_together(
    read: Read, words: Vocabulary
) -> None:
    sheet = Sheet("", [["6712", "92", "ตรัง", "0", "0", "0", "1", "2", "3", "1", ""]], [1])
    register = dopa.read(Document("stat_c67.txt", "", "text", (sheet,)), words)
    readings = [register, read([row("จังหวัดตรัง")])]
    (problem,) = dopa_age.together(readings, words, published(334))
    assert (problem.severity, problem.place.file) == ("error", "6712cc80.txt")


def test_ages_alone_may_be_fewer_than_the_population(read: Read, words: Vocabulary) -> None:
    line = "|".join(["จังหวัดตรัง", *["1"] * 204, ""])
    reading = read([line])
    assert dopa_age.together([reading], words, published(300)) == ()
    assert len(dopa_age.together([reading], words, published(203))) == 1


def test_the_catalogue_knows_every_stage_at_the_levels_of_the_file(root: Path) -> None:
    catalog = load_catalog(root / "data" / "catalog")
    for indicator in dopa_age.STAGES:
        entry = catalog.indicators[indicator]
        assert entry.levels == ("province", "district")
        assert [each.id for each in entry.data_sets] == ["dopa_age"]
        assert entry.disclosure.id == "persons"


def test_the_two_texts_are_told_apart() -> None:
    age = document([row("จังหวัดตรัง")])
    assert dopa_age.recognises(age)
    assert not dopa.recognises(age)
    register = document(["6712|92|ตรัง|0|0|0|1|2|3|1|"])
    assert not dopa_age.recognises(register)
    assert not dopa_age.recognises(document(["a,b", "1,2"]))


def test_sexes_that_do_not_sum_are_told_also_where_no_area_is_known(read: Read) -> None:
    line = row("จังหวัดที่ใด").rsplit("|", 2)[0] + "|7|"
    reading = read([line])
    assert "dopa.sexes" in [each.rule for each in reading.problems]
    assert len(reading.observations) == 0
