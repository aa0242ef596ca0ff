"""Periods in words: Buddhist-era and Common-era years, quarters, fiscal years.

A `time_period` is an id: "2018", "2020-Q1" (both Common Era) or "FY2565" (Buddhist Era by its
definition: 1 October 2564 to 30 September 2565). Only this module turns ids into words.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from dashboard.text import Lang, YearStyle

BE_OFFSET = 543
NBSP = "\N{NO-BREAK SPACE}"
_THAILAND = timezone(timedelta(hours=7))
_MONTHS = (
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
)
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4]))?|FY(?P<fiscal>\d{4})")


class Period(NamedTuple):
    """A parsed period: Common-era `year`, `quarter` 0 for a whole year."""

    year: int
    quarter: int = 0
    fiscal: bool = False

    @property
    def position(self) -> float:
        """Where the period stands on a time axis, in years."""
        return self.year + (self.quarter - 1) / 4 if self.quarter else float(self.year)


def parse_period(text: str) -> Period:
    """The period that an id names.

    Raises:
        ValueError: `text` is no period id.
    """
    match = _PERIOD.fullmatch(text)
    if match is None:
        msg = f"not a period: {text!r}"
        raise ValueError(msg)
    if match["fiscal"]:
        return Period(int(match["fiscal"]) - BE_OFFSET, fiscal=True)
    return Period(int(match["year"]), int(match["quarter"] or 0))


def year_number(year: int, style: YearStyle) -> str:
    """A Common-era year as digits in the reader's era."""
    return str(year + BE_OFFSET if style == "be" else year)


def short_period(text: str, style: YearStyle) -> str:
    """A period for axes and table heads: `2561`, `1/2563` for a quarter."""
    period = parse_period(text)
    year = year_number(period.year, style)
    return f"{period.quarter}/{year}" if period.quarter else year


def long_period(text: str, lang: Lang, style: YearStyle) -> str:
    """A period for sentences: `พ.ศ. 2561`, `ไตรมาส 1 พ.ศ. 2563`, `Q1 2020`, `B.E. 2561`."""
    period = parse_period(text)
    if period.fiscal:
        name = "ปีงบประมาณ" if lang == "th" else "fiscal year"
        return f"{name}{NBSP}{year_number(period.year, style)}"
    year = _year(period.year, lang, style)
    if not period.quarter:
        return year
    quarter = f"ไตรมาส{NBSP}{period.quarter}" if lang == "th" else f"Q{period.quarter}"
    return f"{quarter}{NBSP}{year}"


def moment(when: datetime, lang: Lang, style: YearStyle) -> str:
    """A point in time in Thailand: `23 พ.ย. 2569 23.45 น.`, `23 Nov 2026 23:45`."""
    local = when.astimezone(_THAILAND)
    year = year_number(local.year, style)
    if lang == "th":
        return f"{local.day} {_MONTHS[local.month - 1]} {year} {local:%H.%M} น."
    return f"{local.day} {local:%b} {year} {local:%H:%M}"


def day(when: date, lang: Lang, style: YearStyle) -> str:
    """A day: `23 พ.ย. 2569`, `23 Nov 2026`."""
    year = year_number(when.year, style)
    month = _MONTHS[when.month - 1] if lang == "th" else f"{when:%b}"
    return f"{when.day} {month} {year}"


def last_day(text: str) -> date:
    """The last day of a period; a fiscal year ends on 30 September.

    Raises:
        ValueError: `text` is no period id.
    """
    period = parse_period(text)
    if period.fiscal:
        return date(period.year, 9, 30)
    month = 3 * period.quarter or 12
    following = date(period.year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def period_range(first: str, last: str, style: YearStyle) -> str:
    """A span of periods: `2547–2564`."""
    return f"{short_period(first, style)}–{short_period(last, style)}"


def _year(year: int, lang: Lang, style: YearStyle) -> str:
    number = year_number(year, style)
    if lang == "th":
        return f"{'พ.ศ.' if style == 'be' else 'ค.ศ.'}{NBSP}{number}"
    return f"B.E.{NBSP}{number}" if style == "be" else number
