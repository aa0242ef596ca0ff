from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest

from dashboard.ingest.documents.model import Cell, Document, Sheet
from dashboard.ingest.readers import tpmap
from dashboard.ingest.report import Problem, Reading, no_observations
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary
from dashboard.snapshot.tables import SCHEMAS

DIMENSIONS = ("health", "living", "education", "income", "accessibility")
T = "poor.JPT.MOFval.CNT"
Rows = list[dict[str, Cell]]
Files = dict[str, Rows]
Judge = Callable[..., tuple[Problem, ...]]


@pytest.fixture(scope="module")
def words(root: Path) -> Vocabulary:
    return load_vocabulary(root / "data" / "catalog")


@pytest.fixture(scope="module")
def nothing() -> pd.DataFrame:
    return SCHEMAS["observation"].empty_table().to_pandas()


@pytest.fixture
def judge(words: Vocabulary, nothing: pd.DataFrame) -> Judge:
    def judge_(files: Files, published: pd.DataFrame = nothing) -> tuple[Problem, ...]:
        readings = [tpmap.read(table(name, rows), words) for name, rows in files.items()]
        assert [each for one in readings for each in one.problems if each.severity == "error"] == []
        return tpmap.together(readings, words, published)

    return judge_


def table(name: str, rows: Sequence[dict[str, Cell]]) -> Document:
    cells = [list(rows[0]), *([*row.values()] for row in rows)]
    return Document(name, "", "text", (Sheet("", cells, range(1, len(cells) + 1)),), None, ",")


def common(id_: dict[str, Cell], times: int = 1) -> dict[str, Cell]:
    row: dict[str, Cell] = {"household.CNT": 300, "HOUSEMEMBER_CNT": 1000, "MOF_REG_CNT": 200}
    row |= {"MOF_VAL_CNT": 150, "ELDERLY_CNT": 180, "DISABLED_CNT": 20, "CHRONICPATIENT_CNT": 30}
    row |= {f"indicator{number}.ALL": 900 for number in range(1, 32)}
    row |= {f"indicator{number}.CNT": 60 for number in range(1, 32)}
    return id_ | {name: int(str(n)) * times for name, n in row.items()} | {"happiness": 8}


def poor(id_: dict[str, Cell], key: str, times: int = 1) -> dict[str, Cell]:
    """Ten target poor in each chosen dimension; no more than 30 of them altogether."""
    total = min(10 * key.count("1"), 30)
    row: dict[str, Cell] = {"poor.household.CNT": 20, "poor.JPT.CNT": 80}
    row |= {"poor.JPT.MOFreg.CNT": 40, T: total}
    chosen = zip(DIMENSIONS, key, strict=True)
    row |= {f"poor.JPT.MOFval.{name}": 10 if bit == "1" else 0 for name, bit in chosen}
    row |= {f"poor.JPT.MOFval.ind{number}.CNT": 6 for number in range(1, 32)}
    counts: dict[str, Cell] = {name: int(str(n)) * times for name, n in row.items()}
    return id_ | counts | {"JPT.MOFval.pov.rate": total / 10}


def districts() -> list[dict[str, Cell]]:
    return [{"amphur_ID": 8000 + number} for number in range(1, 24)]


def whole() -> Files:
    """Files of one edition that hold together: 23 districts, their province, selections."""
    files: Files = {"61_80_amphur_common.csv": [common(each) for each in districts()]}
    for key in ("11111", "10000", "01010", "11010"):
        files[f"61_80_amphur_{key}.csv"] = [poor(each, key) for each in districts()]
    files["61_province_common.csv"] = [common({"province_ID": 80}, 23)]
    files["61_province_11111.csv"] = [poor({"province_ID": 80}, "11111", 23)]
    return files


def test_files_that_hold_together_give_no_problem(judge: Judge) -> None:
    assert judge(whole()) == ()


@pytest.mark.parametrize(
    ("file", "column", "value", "rule"),
    [
        ("80_amphur_11111", "JPT.MOFval.pov.rate", 3.001, "rate"),
        ("80_amphur_10000", "JPT.MOFval.pov.rate", 1.00001, "rate"),
        ("80_amphur_11111", "poor.JPT.MOFreg.CNT", 29, "funnel"),
        ("80_amphur_11111", "poor.JPT.MOFreg.CNT", 81, "funnel"),
        ("80_amphur_11111", "poor.JPT.CNT", 1001, "funnel"),
        ("80_amphur_11111", "poor.household.CNT", 301, "funnel"),
        ("80_amphur_common", "MOF_VAL_CNT", 201, "funnel"),
        ("80_amphur_common", "MOF_VAL_CNT", 29, "funnel"),
        ("80_amphur_common", "DISABLED_CNT", 1001, "over_surveyed"),
        ("80_amphur_common", "indicator30.ALL", 1001, "over_surveyed"),
        ("80_amphur_common", "indicator30.CNT", 901, "indicator_scope"),
        ("80_amphur_common", "indicator5.CNT", 5, "indicator_scope"),
        ("80_amphur_11111", "poor.JPT.MOFval.income", 31, "union"),
        ("80_amphur_01010", T, 21, "union"),
        ("80_amphur_01010", T, 9, "union"),
        ("80_amphur_11111", "poor.JPT.MOFval.accessibility", 13, "indicators"),
        ("80_amphur_11111", "poor.JPT.MOFval.ind27.CNT", 11, "indicators"),
        ("80_amphur_11111", "poor.JPT.MOFval.ind30.CNT", 31, "indicators"),
        ("80_amphur_10000", T, 11, "dimension"),
        ("80_amphur_10000", "poor.JPT.MOFval.health", 9, "dimension"),
        ("80_amphur_01010", "poor.JPT.MOFval.living", 11, "dimension"),
        ("80_amphur_01010", "poor.JPT.MOFval.ind8.CNT", 7, "dimension"),
        ("80_amphur_01010", "poor.JPT.MOFval.ind1.CNT", 7, "monotone"),
        ("80_amphur_01010", "poor.JPT.CNT", 81, "monotone"),
        ("80_amphur_11010", T, 19, "monotone"),
        ("80_amphur_common", "ELDERLY_CNT", 181, "sum"),
        ("province_common", "indicator9.ALL", 23 * 900 - 1, "sum"),
        ("province_11111", "poor.JPT.MOFval.ind3.CNT", 23 * 6 + 1, "sum"),
    ],
)
def test_one_wrong_cell_is_found_in_its_place(
    judge: Judge, file: str, column: str, value: float, rule: str
) -> None:
    files = whole()
    at = 0 if file.startswith("province") else 7
    files[f"61_{file}.csv"][at][column] = value

    told = [each for each in judge(files) if each.rule == f"tpmap.{rule}"]

    assert told
    assert {each.severity for each in told} == {"error"}
    assert all(each.fact(lang) and each.hint(lang) for each in told for lang in ("th", "en"))
    where = {(each.place.file, each.place.row, each.place.column) for each in told}
    partners = " ".join(str(each.facts["partner_en"]) for each in told)
    assert (f"61_{file}.csv", at + 2, column) in where or f"61_{file}.csv" in partners
    figures = {each.facts[side] for each in told for side in ("left_value", "right_value")}
    assert f"{value if rule != 'sum' or at == 0 else 23 * 180 + 1:.15g}" in figures


def test_a_problem_names_file_row_column_value_and_partner(judge: Judge) -> None:
    files = whole()
    files["61_80_amphur_10000.csv"][2][T] = 12

    told = [each for each in judge(files) if each.rule == "tpmap.dimension"]

    (problem,) = told
    place = problem.place
    assert (place.file, place.row, place.column) == ("61_80_amphur_10000.csv", 4, T)
    assert problem.value == "12"
    assert problem.fact("en") == (
        "Lan Saka: poor.JPT.MOFval.CNT is 12 and poor.JPT.MOFval.health is 10, "
        "though they are one figure (against 61_80_amphur_11111.csv)"
    )
    assert problem.fact("th").startswith("ลานสกา: ")


def test_some_districts_may_be_less_than_their_province_but_not_more(judge: Judge) -> None:
    files = whole()
    files = {name: rows[:5] for name, rows in files.items()}
    assert judge(files) == ()

    files["61_province_common.csv"][0]["CHRONICPATIENT_CNT"] = 5 * 30 - 1
    (problem,) = judge(files)

    assert problem.rule == "tpmap.part_of_sum"
    assert (problem.place.file, problem.place.row) == ("61_province_common.csv", 2)


def test_a_rate_of_nobody_is_not_judged(judge: Judge) -> None:
    row = dict.fromkeys(common({}), 0) | {"amphur_ID": 8001}
    none = dict.fromkeys(poor({}, "11111"), 0) | {"amphur_ID": 8001}

    assert judge({"61_80_amphur_common.csv": [row], "61_80_amphur_11111.csv": [none]}) == ()


def published(words: Vocabulary, *rows: tuple[str, str, float, str, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(
        rows, columns=["indicator", "ref_area", "obs_value", "conf_status", "derived"]
    )
    assert set(frame["indicator"]) <= set(words.catalog.indicators)
    return frame.assign(time_period="2018", edition="TPMAP 2561")


def test_a_published_figure_stands_in_for_a_file_that_was_not_given(
    judge: Judge, words: Vocabulary
) -> None:
    files = {"61_80_amphur_11111.csv": [poor({"amphur_ID": 8001}, "11111")]}
    surveyed = ("tpmap_persons_surveyed", "8001", 2000.0, "F", False)

    (problem,) = judge(files, published(words, surveyed))

    assert problem.rule == "tpmap.rate"
    assert problem.fact("en").endswith(
        "gives 1.5 (against 61_80_amphur_11111.csv, published figures)"
    )
    assert "ตัวเลขที่เผยแพร่อยู่" in problem.fact("th")


def test_a_file_goes_before_a_published_figure(judge: Judge, words: Vocabulary) -> None:
    files = whole()
    old = ("tpmap_persons_surveyed", "8001", 2000.0, "F", False)

    assert judge(files, published(words, old)) == ()


@pytest.mark.parametrize(
    "row",
    [
        ("tpmap_persons_surveyed", "8001", 2000.0, "C", False),
        ("tpmap_persons_surveyed", "8001", 2000.0, "F", True),
        ("tpmap_persons_surveyed", "8001", float("nan"), "F", False),
        ("tpmap_target_poor_any_of_01010", "8001", 5.0, "F", False),
    ],
)
def test_hidden_computed_and_rounded_figures_stand_in_for_nothing(
    judge: Judge, words: Vocabulary, row: tuple[str, str, float, str, bool]
) -> None:
    files = {"61_80_amphur_11111.csv": [poor({"amphur_ID": 8001}, "11111")]}

    assert judge(files, published(words, row)) == ()


def test_figures_of_another_edition_stand_in_for_nothing(judge: Judge, words: Vocabulary) -> None:
    files = {"61_80_amphur_11111.csv": [poor({"amphur_ID": 8001}, "11111")]}
    later = published(words, ("tpmap_persons_surveyed", "8001", 2000.0, "F", False))

    assert judge(files, later.assign(edition="TPMAP 2565")) == ()
    assert judge(files, later.assign(time_period="2022")) == ()


def test_two_published_figures_are_not_held_against_each_other(
    judge: Judge, words: Vocabulary
) -> None:
    files = {"61_80_amphur_common.csv": [common({"amphur_ID": 8002})]}
    wrong = published(
        words,
        ("tpmap_poor_persons_bmn", "8001", 9.0, "F", False),
        ("tpmap_target_poor", "8001", 10.0, "F", False),
        ("tpmap_target_poor", "80", 1.0, "F", False),
    )

    assert judge(files, wrong) == ()


def test_readings_of_others_and_refused_files_are_passed_over(
    words: Vocabulary, nothing: pd.DataFrame
) -> None:
    other = Reading("dopa", "dopa_population", no_observations(), facts={"figures": 1})
    refused = tpmap.read(table("62_80_amphur_common.csv", [common({"amphur_ID": 1})]), words)

    assert tpmap.together([other, refused], words, nothing) == ()
    assert tpmap.together([], words, nothing) == ()


def test_the_publishers_files_hold_together_and_with_what_is_published(
    shared: Path, root: Path, words: Vocabulary, nothing: pd.DataFrame
) -> None:
    readings = [
        tpmap.read(raw(file), words)
        for file in sorted((shared / "raw" / "tpmap_2561").glob("*.csv"))
    ]
    snapshots = root / "data" / "snapshots"
    current = snapshots / (snapshots / "CURRENT").read_text(encoding="utf-8").strip()
    free = pd.read_parquet(current / "observation.parquet")

    assert len(readings) == 11
    assert tpmap.together(readings, words, nothing) == ()
    assert tpmap.together(readings, words, free) == ()
    for each in readings:
        assert tpmap.together([each], words, free) == ()


def test_one_more_person_in_a_publishers_file_is_found(
    shared: Path, root: Path, words: Vocabulary
) -> None:
    snapshots = root / "data" / "snapshots"
    current = snapshots / (snapshots / "CURRENT").read_text(encoding="utf-8").strip()
    free = pd.read_parquet(current / "observation.parquet")
    document = raw(shared / "raw" / "tpmap_2561" / "61_80_amphur_common.csv")
    rows = [list(row) for row in document.sheets[0].rows]
    column = rows[0].index("HOUSEMEMBER_CNT")
    assert rows[1][column] == "92606"
    rows[1][column] = "92607"
    changed = Document(document.name, "", "text", (Sheet("", rows, document.sheets[0].numbers),))

    problems = tpmap.together([tpmap.read(changed, words)], words, free)

    assert [each.rule for each in problems] == ["tpmap.rate", "tpmap.sum"]
    assert problems[0].place.row == 2
    assert problems[1].facts["left_value"] == "906950"
    assert problems[1].facts["right_value"] == "906951"


def raw(file: Path) -> Document:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    return Document(file.name, "", "text", (Sheet("", rows, range(1, len(rows) + 1)),), None, ",")
