from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.ingest.documents.model import Cell, Document, Sheet
from dashboard.ingest.readers import tpmap
from dashboard.ingest.readers.tpmap_json import records_of
from dashboard.ingest.report import Reading
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def words(root: Path) -> Vocabulary:
    return load_vocabulary(root / "data" / "catalog")


def nested(row: Mapping[str, Cell]) -> dict[str, Any]:
    """Dotted headings as objects in objects."""
    tree: dict[str, Any] = {}
    for name, cell in row.items():
        *path, last = name.split(".")
        inner = tree
        for word in path:
            inner = inner.setdefault(word, {})
        inner[last] = cell
    return tree


def json_file(name: str, tree: object) -> Document:
    return Document(name, "", "json", (), tree)


def test_nested_and_dotted_words_are_one_column() -> None:
    tree = [
        {"poor": {"JPT": {"CNT": 5, "MOFval": {"CNT": 1}}}},
        {"poor.JPT": {"CNT": 6}, "poor": {"JPT.MOFval.CNT": 2}},
    ]

    assert [record.pairs for record in records_of(tree)] == [
        (("poor.JPT.CNT", 5), ("poor.JPT.MOFval.CNT", 1)),
        (("poor.JPT.CNT", 6), ("poor.JPT.MOFval.CNT", 2)),
    ]


@pytest.mark.parametrize(
    "tree",
    [
        [{"amphur_ID": 8001, "HOUSEMEMBER_CNT": 9}],
        {"8001": {"HOUSEMEMBER_CNT": 9}},
        {"8001": {"amphur_ID": 8001.0, "HOUSEMEMBER_CNT": 9}},
        {"status": "ok", "data": [{"amphur_ID": "8001", "HOUSEMEMBER_CNT": "9"}]},
        {"result": {"rows": {"8001": {"HOUSEMEMBER_CNT": 9}}}},
        {"amphur_ID": 8001, "HOUSEMEMBER_CNT": 9},
    ],
)
def test_every_arrangement_of_records_is_read(words: Vocabulary, tree: object) -> None:
    document = json_file("65_80_amphur_common.json", tree)

    assert tpmap.recognises(document)
    reading = tpmap.read(document, words)
    assert [each.rule for each in reading.problems] == ["tpmap.missing_areas"]
    figures = reading.observations[["indicator", "ref_area", "obs_value"]].to_numpy().tolist()
    assert figures == [["tpmap_persons_surveyed", "8001", 9.0]]


def test_provinces_may_stand_under_their_codes(words: Vocabulary) -> None:
    tree = {"80": {"HOUSEMEMBER_CNT": 9}, "84": {"HOUSEMEMBER_CNT": 8}}

    reading = tpmap.read(json_file("65_province_common.json", tree), words)

    assert list(reading.observations["ref_area"]) == ["80", "84"]
    assert list(reading.observations["row"]) == [1, 2]


@pytest.mark.parametrize(
    "tree",
    [
        None,
        7,
        "HOUSEMEMBER_CNT",
        [],
        {},
        [[]],
        [1, None],
        {"a": {"b": 1}},
        [{"x": {"y": [1, 2]}}],
        {"a": {"b": {"c": {"d": {"HOUSEMEMBER_CNT": 1}}}}},
    ],
)
def test_other_trees_are_not_recognised(words: Vocabulary, tree: object) -> None:
    document = json_file("61_80_amphur_common.json", tree)

    assert not tpmap.recognises(document)
    assert [each.rule for each in tpmap.read(document, words).problems] == ["tpmap.no_columns"]


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ([1, 2], "tpmap.not_a_number"),
        (True, "tpmap.not_a_number"),
        ("nine", "tpmap.not_a_number"),
        ({}, "tpmap.blank"),
        ({"x": 1}, "tpmap.blank"),
    ],
)
def test_a_value_that_is_no_number_is_told_and_not_raised(
    words: Vocabulary, cell: object, rule: str
) -> None:
    tree = [
        {"amphur_ID": 8001, "HOUSEMEMBER_CNT": 9},
        {"amphur_ID": 8002, "HOUSEMEMBER_CNT": cell},
        17,
    ]

    reading = tpmap.read(json_file("65_80_amphur_common.json", tree), words)

    assert reading.observations["ref_area"].iloc[0] == "8001"
    told = {(each.rule, each.place.row) for each in reading.problems}
    assert {(rule, 2), ("tpmap.no_area", 3)} <= told


def test_a_column_that_a_record_holds_twice_is_told(words: Vocabulary) -> None:
    tree = [{"amphur_ID": 8001, "household": {"CNT": 3}, "household.CNT": 4}]

    reading = tpmap.read(json_file("61_80_amphur_common.json", tree), words)

    doubled = [each for each in reading.problems if each.rule == "tpmap.doubled_column"]
    assert [(each.place.row, each.place.column) for each in doubled] == [(1, "household.CNT")]


@pytest.mark.parametrize(
    "name", ["61_80_amphur_common", "61_80_amphur_11111", "61_80_amphur_00010", "61_province_11111"]
)
def test_the_nested_form_of_a_publishers_file_gives_the_same_figures(
    shared: Path, words: Vocabulary, name: str
) -> None:
    with (shared / "raw" / "tpmap_2561" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    sheet = Sheet("", rows, range(1, len(rows) + 1))
    flat = tpmap.read(Document(f"{name}.csv", "", "text", (sheet,)), words)
    tree = [nested(dict(zip(rows[0], map(number, row), strict=True))) for row in rows[1:]]

    deep = tpmap.read(json_file(f"{name}.json", tree), words)

    assert not deep.observations.empty
    pd.testing.assert_frame_equal(bare(deep), bare(flat))
    assert [each.rule for each in deep.problems] == [each.rule for each in flat.problems]


def number(text: str) -> float | int:
    return float(text) if "." in text else int(text)


def bare(reading: Reading) -> pd.DataFrame:
    """In the order of areas: where the words stand in an object gives another order of columns."""
    frame = reading.observations.drop(columns=["file", "row"])
    return frame.sort_values(["ref_area", "indicator"], ignore_index=True)
