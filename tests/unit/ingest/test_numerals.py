"""Numbers as publishers print them, and what is printed where there is none."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from dashboard.ingest.documents.model import Cell
from dashboard.ingest.numerals import number_of


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (12, 12.0),
        (12.5, 12.5),
        ("12", 12.0),
        ("0080", 80.0),
        ("๑๒,๓๔๕.๖", 12345.6),
        ("１２", 12.0),
        ("1,234,567.89", 1234567.89),
        ("\u00a01\u00a0234\u00a0", 1234.0),
        ("\u200b7\ufeff", 7.0),
        ("−5", -5.0),
        ("– 5.5", -5.5),
        ("(1,234)", -1234.0),
        ("( 12.5 % )", -12.5),
        ("+4", 4.0),
        ("12.5%", 12.5),
        ("12.5 %", 12.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1.2E+05", 120000.0),
        ("0.0151178109409757", 0.0151178109409757),
    ],
)
def test_a_number_is_read_as_printed(cell: Cell, value: float) -> None:
    assert number_of(cell) == (value, "")


def test_zero_has_no_sign() -> None:
    assert [str(number_of(cell).value) for cell in ("-0", "(0)", "0.0")] == ["0.0", "0.0", "0.0"]


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        (None, ""),
        ("", ""),
        (" \u00a0\n", ""),
        ("-", "-"),
        ("–", "-"),
        ("−", "-"),
        ("--", "--"),
        ("n.a.", "n.a."),
        ("N/A", "n.a."),
        ("NULL", "n.a."),
        ("ไม่มีข้อมูล", "n.a."),
        ("…", "…"),
        ("...", "…"),
        ("..", "…"),
        ("*", "*"),
        ("r", "r"),
        ("1/", "1/"),
        ("๒/", "2/"),
    ],
)
def test_a_mark_instead_of_a_number_is_kept(cell: Cell, mark: str) -> None:
    number = number_of(cell)
    assert math.isnan(number.value)
    assert number.mark == mark


@pytest.mark.parametrize(
    ("cell", "value", "mark"),
    [
        ("1,234 p", 1234.0, "p"),
        ("1,234p", 1234.0, "p"),
        ("12.5 (r)", 12.5, "r"),
        ("1,234.50**", 1234.5, "**"),
        ("12 1/", 12.0, "1/"),
        ("12¹⁄", 12.0, "1/"),
        ("12²", 12.0, "2/"),
        ("๑๒ p ๓/", 12.0, "p 3/"),
        ("(1,234) p", -1234.0, "p"),
    ],
)
def test_a_mark_beside_a_number_is_kept(cell: str, value: float, mark: str) -> None:
    assert number_of(cell) == (value, mark)


@pytest.mark.parametrize(
    "cell",
    [
        "abc", "1,23", "12,3456", "12..5", "1 234", "1231/", "2/3", "3-5", "12/05", "12 บาท",
        "1_000",
        "(5", "5)", "-(5)", "(-5)", "inf", "1e999", "#REF!", "#N/A", "9" * 400, "=1+1", "5 5",
        True, math.nan, math.inf, dt.date(2023, 1, 2),
    ],
)  # fmt: skip
def test_what_is_neither_number_nor_mark_is_refused(cell: Cell) -> None:
    with pytest.raises(ValueError, match=r".*"):
        number_of(cell)
