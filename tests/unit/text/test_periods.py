from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dashboard.text import Lang, YearStyle
from dashboard.text.periods import long_period, moment, parse_period, period_range, short_period


@pytest.mark.parametrize(
    ("period", "lang", "style", "text"),
    [
        ("2018", "th", "be", "พ.ศ.\u00a02561"),
        ("2018", "th", "ce", "ค.ศ.\u00a02018"),
        ("2018", "en", "ce", "2018"),
        ("2018", "en", "be", "B.E.\u00a02561"),
        ("2020-Q1", "th", "be", "ไตรมาส\u00a01\u00a0พ.ศ.\u00a02563"),
        ("2020-Q1", "en", "ce", "Q1\u00a02020"),
        ("FY2565", "th", "be", "ปีงบประมาณ\u00a02565"),
        ("FY2565", "en", "ce", "fiscal year\u00a02022"),
    ],
)
def test_a_period_is_told_in_the_readers_words(
    period: str, lang: Lang, style: YearStyle, text: str
) -> None:
    assert long_period(period, lang, style) == text


def test_an_axis_gets_the_short_form() -> None:
    assert short_period("2020-Q1", "be") == "1/2563"
    assert period_range("2004", "2021", "be") == "2547–2564"


def test_a_moment_is_told_in_thai_time() -> None:
    when = datetime(2026, 11, 23, 16, 45, tzinfo=UTC)

    assert moment(when, "th", "be") == "23 พ.ย. 2569 23.45 น."
    assert moment(when, "en", "ce") == "23 Nov 2026 23:45"


def test_quarters_stand_inside_their_year() -> None:
    assert [parse_period(f"2020-Q{each}").position for each in (1, 2, 3, 4)] == [
        2020.0,
        2020.25,
        2020.5,
        2020.75,
    ]


@pytest.mark.parametrize("text", ["", "20", "2018-Q5", "2018-01", "FY65", "พ.ศ. 2561"])
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        parse_period(text)
