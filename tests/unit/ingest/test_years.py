from __future__ import annotations

from datetime import date, datetime

import pytest

from dashboard.ingest.documents.model import Cell
from dashboard.ingest.years import period_of
from dashboard.text import has_text


@pytest.mark.parametrize(
    "cell",
    [
        *(2566, 2566.0, "2566", "2566.0", "๒๕๖๖", " 2566 ", "พ.ศ. 2566", "พ.ศ.๒๕๖๖", "ปี พ.ศ. 2566"),
        *("B.E. 2566", "BE2566", 2023, "2023", "ค.ศ. 2023", "A.D. 2023", "CE 2023", "2566 (2023)"),
        *("2566/2023", date(2023, 5, 1), datetime(2023, 1, 1), date(2566, 1, 1)),  # noqa: DTZ001
    ],
)
def test_a_year_is_understood_in_either_era(cell: Cell) -> None:
    year = period_of(cell, "calendar")
    assert (year.time_period, year.complaint) == ("2023", "")


@pytest.mark.parametrize(
    ("cell", "period"), [(2500, "1957"), (2600, "2057"), (1957, "1957"), (2057, "2057")]
)
def test_the_ends_of_the_ranges_are_years(cell: int, period: str) -> None:
    assert period_of(cell, "calendar").time_period == period


@pytest.mark.parametrize("cell", [2499, 2601, 1956, 2058, "1900", date(1900, 1, 1)])
def test_a_year_outside_the_ranges_is_refused(cell: Cell) -> None:
    assert period_of(cell, "calendar")[:2] == ("", "years.out_of_range")


@pytest.mark.parametrize("cell", ["66", "ปี 66", "ปีงบ 65", 66, "พ.ศ. 66"])
def test_two_digits_are_never_guessed_at(cell: Cell) -> None:
    assert period_of(cell, "calendar")[:2] == ("", "years.two_digits")


@pytest.mark.parametrize(
    "cell",
    ["", None, True, float("nan"), float("inf"), "abc", 2566.5, 45000, "2566p", "9" * 10_000],
)
def test_what_is_no_period_is_refused(cell: Cell) -> None:
    assert period_of(cell, "calendar")[:2] == ("", "years.not_a_period")


def test_a_year_of_the_other_era_than_its_heading_or_prefix_is_complained_about() -> None:
    assert period_of(2566, "survey", era="ce") == ("2023", "years.be_as_ce", "be")
    assert period_of(2023, "survey", era="be") == ("2023", "years.ce_as_be", "ce")
    assert period_of("ค.ศ. 2566", "survey").complaint == "years.be_as_ce"
    assert period_of("พ.ศ. 2023", "survey").complaint == "years.ce_as_be"
    assert period_of("พ.ศ. 2566", "survey", era="ce").complaint == ""


def test_two_years_that_are_not_the_same_are_refused() -> None:
    assert period_of("2566 (2022)", "calendar")[:2] == ("", "years.two_years")
    assert period_of("2562/63", "calendar")[:2] == ("", "years.two_years")
    assert period_of("2562/63", "crop")[:2] == ("2019", "")


@pytest.mark.parametrize(
    "cell",
    [
        *("2020-Q1", "2563-Q1", "Q1 2020", "Q1/2563", "1/2563", "2563/1", "ไตรมาส 1/2563"),
        *("ไตรมาสที่ 1 พ.ศ. 2563", "ไตรมาส 1 ปี 2563", "ไตรมาส ๑/๒๕๖๓", date(2020, 3, 31)),
    ],
)
def test_a_quarter_is_understood(cell: Cell) -> None:
    assert period_of(cell, "quarter")[:2] == ("2020-Q1", "")


def test_a_quarterly_indicator_has_yearly_means_as_well() -> None:
    assert period_of(2563, "quarter")[:2] == ("2020", "")


def test_a_quarter_of_a_yearly_indicator_is_complained_about() -> None:
    assert period_of("ไตรมาส 1/2563", "calendar").complaint == "years.quarter_for_year"
    assert period_of("1/2563", "calendar").time_period == ""


def test_a_date_that_a_spreadsheet_made_of_a_quarter_is_refused() -> None:
    assert period_of(date(2563, 2, 1), "quarter")[:2] == ("", "years.date_for_quarter")


@pytest.mark.parametrize(
    "cell", ["FY2565", "FY2022", 2565, "2022", "ปีงบประมาณ พ.ศ. 2565", "ปีงบ 2565", "ปีงบประมาณ ๒๕๖๕"]
)
def test_a_fiscal_year_has_a_period_of_its_own(cell: Cell) -> None:
    assert period_of(cell, "fiscal")[:2] == ("FY2565", "")


def test_a_fiscal_year_fits_fiscal_indicators_only() -> None:
    assert period_of("ปีงบประมาณ 2565", "calendar")[:2] == ("FY2565", "years.fiscal_for_other")
    assert period_of(date(2022, 1, 1), "fiscal")[:2] == ("", "years.date_for_fiscal")


def test_every_complaint_has_words_and_a_hint() -> None:
    cells: list[tuple[Cell, str]] = [("66", ""), ("", ""), (1900, ""), ("FY2565", "")]
    for cell, _ in cells:
        key = period_of(cell, "calendar").complaint
        assert has_text(key)
        assert has_text(f"{key}.hint")
