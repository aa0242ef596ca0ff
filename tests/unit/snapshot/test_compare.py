from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dashboard.errors import DamagedSnapshot
from dashboard.snapshot import (
    KINDS,
    OBSERVATION_COLUMNS,
    Difference,
    compare,
    difference,
    write_snapshot,
)
from dashboard.text import has_text

MakeRows = Callable[..., pd.DataFrame]
SUPPRESSED = {"conf_status": "C"}
MISSING = {"obs_status": "M"}


def told(found: Difference) -> dict[str, str]:
    """`"indicator area period edition": kind` of every row."""
    keys = found.rows[["indicator", "ref_area", "time_period", "edition"]].agg(" ".join, axis=1)
    return dict(zip(keys.str.strip(), found.rows["kind"], strict=True))


def value(number: float, **columns: Any) -> dict[str, Any]:
    return {"obs_value": number, **columns}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (7.0, 8.0, "revised"),
        (0.0, 1e-9, "revised"),
        (1_534_653.123, 1_534_653.124, "revised"),
        (value(7, obs_status="P"), value(8, obs_status="A"), "revised"),
        (7.0, SUPPRESSED, "newly_suppressed"),
        (MISSING, SUPPRESSED, "newly_suppressed"),
        (SUPPRESSED, 0.0, "newly_free"),
        (SUPPRESSED, MISSING, "newly_missing"),
        (7.0, MISSING, "newly_missing"),
        (MISSING, 0.0, "newly_available"),
        (value(7, obs_status="P"), value(7, obs_status="A"), "definition"),
        (7.0, value(7, unit_measure="thousand"), "definition"),
        (7.0, value(0.007, unit_measure="thousand"), "definition"),
        (7.0, value(7, period_note="half a year"), "definition"),
        (7.0, value(7, derived=True), "definition"),
        (
            {**MISSING, "reason": "missing_input"},
            {**MISSING, "reason": "suppressed_input"},
            "definition",
        ),
        (7.0, value(7, source="two:1"), "cited_anew"),
        (7.0, value(7, note="one:1"), "cited_anew"),
        (SUPPRESSED, {**SUPPRESSED, "source": "two:1"}, "cited_anew"),
    ],
)
def test_a_figure_on_both_sides_is_told_by_what_changed(
    rows: MakeRows, before: Any, after: Any, kind: str
) -> None:
    found = compare(
        rows({"pop 80 2018": before, "pop 84 2018": 1.0}),
        rows({"pop 80 2018": after, "pop 84 2018": 1.0}),
    )

    assert told(found) == {"pop 80 2018": kind}
    assert found.unchanged == 1
    assert found.counts()[kind] == 1  # type: ignore[index]
    assert sum(found.counts().values()) == 1


@pytest.mark.parametrize("same", [0.1 + 0.2, SUPPRESSED, MISSING, 0.0])
def test_what_only_rounding_tells_apart_is_unchanged(rows: MakeRows, same: Any) -> None:
    other = 0.3 if isinstance(same, float) and same > 0 else same
    found = compare(rows({"pop 80 2018": same}), rows({"pop 80 2018": other}))

    assert found.empty
    assert found.unchanged == 1


def test_a_row_that_is_new_is_a_period_an_area_or_another_edition(rows: MakeRows) -> None:
    found = compare(
        rows({"pop 80 2018 a": 1.0, "pop 80 2019 a": 1.0, "gpp 80 2020 a": 1.0}),
        rows(
            {
                "pop 80 2018 a": 1.0,
                "pop 80 2019 a": 1.0,
                "gpp 80 2020 a": 1.0,
                "pop 84 2018 a": 1.0,
                "pop 80 2020 a": 1.0,
                "pop 80 2019 b": 1.0,
                "pop 84 2019 b": 1.0,
                "rate 80 2018": MISSING,
            }
        ),
    )

    assert told(found) == {
        "pop 84 2018 a": "new_area",
        "pop 80 2020 a": "new_period",
        "pop 80 2019 b": "definition",
        "pop 84 2019 b": "new_period",
        "rate 80 2018": "new_period",
    }
    assert found.unchanged == 3


def test_a_figure_that_moves_to_another_edition_is_told_once(rows: MakeRows) -> None:
    found = compare(
        rows({f"gpp {area} 2018 2020 edition": 1.0 for area in (80, 81, 82, 84)}),
        rows(
            {
                "gpp 80 2018 2024 edition": 1.5,
                "gpp 81 2018 2024 edition": SUPPRESSED,
                "gpp 82 2018 2024 edition": MISSING,
            }
        ),
    )

    assert told(found) == {
        "gpp 80 2018 2024 edition": "definition",
        "gpp 81 2018 2024 edition": "definition",
        "gpp 82 2018 2020 edition": "newly_missing",
        "gpp 82 2018 2024 edition": "definition",
        "gpp 84 2018 2020 edition": "newly_missing",
    }


def test_rows_are_told_by_key_with_what_is_computed_marked(rows: MakeRows) -> None:
    found = compare(
        rows({"pop 84 2018": value(1, derived=True), "pop 80 2018": 1.0}),
        rows({"pop 80 2018": 2.0, "area 80 2018": value(1, derived=True)}),
    )

    assert found.rows.to_dict("records") == [
        dict(zip(found.rows.columns, row, strict=True))
        for row in (
            ("area", "80", "2018", "", "new_period", True),
            ("pop", "80", "2018", "", "revised", False),
            ("pop", "84", "2018", "", "newly_missing", True),
        )
    ]
    assert found.by_indicator().to_dict("records") == [
        {"indicator": "area", "kind": "new_period", "rows": 1, "derived": 1},
        {"indicator": "pop", "kind": "revised", "rows": 1, "derived": 0},
        {"indicator": "pop", "kind": "newly_missing", "rows": 1, "derived": 1},
    ]


def test_values_are_never_part_of_a_difference(rows: MakeRows) -> None:
    found = compare(rows({"pop 80 2018": 7531.0}), rows({"pop 80 2018": 7532.0}))

    assert "753" not in repr(found) + found.rows.to_csv() + found.by_indicator().to_csv()


def test_no_rows_on_either_side_is_no_error(rows: MakeRows) -> None:
    none, some = rows({}), rows({"pop 80 2018": 1.0})

    assert compare(none, none).empty
    assert compare(none, none).by_indicator().empty
    assert told(compare(none, some)) == {"pop 80 2018": "new_period"}
    assert told(compare(some, none)) == {"pop 80 2018": "newly_missing"}


def test_a_key_that_occurs_twice_is_refused(rows: MakeRows) -> None:
    twice = pd.concat([rows({"pop 80 2018": 1.0})] * 2)

    with pytest.raises(ValueError, match="occurs twice"):
        compare(twice, rows({}))


def test_every_kind_has_words() -> None:
    assert [each for each in (*KINDS, "unchanged") if not has_text(f"history.kind.{each}")] == []


def big(count: int) -> pd.DataFrame:
    """`count` rows of 400 areas, 40 periods and as many indicators as it takes."""
    numbers = np.arange(count)
    columns: dict[str, Any] = dict.fromkeys(OBSERVATION_COLUMNS, "")
    columns |= {
        "indicator": pd.Series(numbers // 16_000).map("indicator_{}".format),
        "ref_area": pd.Series(numbers // 40 % 400).map("{:04}".format),
        "time_period": pd.Series(1990 + numbers % 40).map(str),
        "obs_value": numbers * 1.1,
        "conf_status": "F",
        "derived": False,
    }
    return pd.DataFrame(columns)


def coded(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(dict.fromkeys(frame.select_dtypes("str").columns, "category"))


def test_160_000_rows_with_other_categories_are_compared() -> None:
    frame = big(160_000)
    before = coded(frame.iloc[8_000:])
    after = coded(frame.sample(frac=1, random_state=1))
    after.loc[range(100_000, 100_010), "obs_value"] += 1

    found = compare(before, after)
    assert found.counts()["revised"] == 10
    assert found.counts()["new_area"] == 8_000
    assert found.unchanged == 151_990


def test_snapshots_are_compared_with_what_their_indicators_say(tables: Any, tmp_path: Path) -> None:
    def write(tables: Any) -> Any:
        return write_snapshot(tables, folder=tmp_path, reason="x", parent=None, origin="build")

    first, second = tables(1), tables(2)
    described = second["indicator"]
    other = described.assign(id="new")
    second["indicator"] = pd.concat(
        [described.assign(definition_th="นิยามใหม่", formula="a / b", domain_order=9), other]
    )
    before, after = write(first), write(second)

    found = difference(before, after)

    assert told(found) == {"pop 80 2018": "revised"}
    assert found.unchanged == 1
    assert found.indicators_changed == {"pop": ("definition_th", "formula")}
    assert (found.indicators_added, found.indicators_removed) == (("new",), ())
    assert difference(after, before).indicators_removed == ("new",)
    assert difference(after, after).empty


def test_a_table_that_cannot_be_read_is_named(tables: Any, tmp_path: Path) -> None:
    snapshot = write_snapshot(tables(), folder=tmp_path, reason="x", parent=None, origin="build")
    snapshot.table_path("observation").write_bytes(b"no parquet")

    with pytest.raises(DamagedSnapshot, match=r"observation\.parquet"):
        difference(snapshot, snapshot)
