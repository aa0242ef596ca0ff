from __future__ import annotations

import pandas as pd
import pytest

from dashboard.briefing import SUPPRESSED, Column, Table

NBSP = "\N{NO-BREAK SPACE}"
FRAME = pd.DataFrame(
    {
        "area": ["8012", None, "8009"],
        "year": [2018, 2018, 2018],
        "value": [1534653.0, float("nan"), 4.0],
        "rate": [6.8, 0.0, 2.0],
        "conf": ["F", "F", "C"],
    }
)
COLUMNS = (
    Column("area", "รหัส"),
    Column("year", "ปี"),
    Column("value", "จำนวน", "number", status="conf"),
    Column("rate", "ร้อยละ", "share", 2),
)


def test_rows_are_those_of_the_frame_in_the_order_of_the_columns() -> None:
    assert Table.of(FRAME, COLUMNS).rows == (
        ("8012", "2018", 1534653.0, 6.8),
        ("", "2018", None, 0.0),
        ("8009", "2018", SUPPRESSED, 2.0),
    )


def test_missing_suppressed_and_zero_read_differently() -> None:
    assert Table.of(FRAME, COLUMNS).words("th") == (
        ("8012", "2018", "1,534,653", f"6.80{NBSP}%"),
        ("", "2018", "–", f"0.00{NBSP}%"),
        ("8009", "2018", "ปกปิด", f"2.00{NBSP}%"),
    )


def test_words_are_in_the_readers_language() -> None:
    assert Table.of(FRAME, COLUMNS).words("en")[2][2] == "suppressed"


def test_a_whole_number_column_and_missing_values_of_pandas_are_understood() -> None:
    frame = pd.DataFrame({"n": pd.array([5, None], dtype="Int64")})
    assert Table.of(frame, (Column("n", "n", "number"),)).rows == ((5.0,), (None,))


def test_a_column_that_the_frame_lacks_is_an_error() -> None:
    with pytest.raises(KeyError):
        Table.of(FRAME, (Column("nowhere", ""),))


def test_a_text_among_numbers_is_an_error() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        Table.of(pd.DataFrame({"n": ["x"]}), (Column("n", "n", "number"),))
