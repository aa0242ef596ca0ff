"""From what a cell calls a period to its id, and what is doubtful about it.

Years 2500–2600 are Buddhist, 1957–2057 Common Era: the two do not meet, so a number tells its own
era, and a heading or prefix that says otherwise is complained about. Two digits are never guessed
at. Where there is a complaint, `time_period` is still what the cell plainly means, or "".
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from dashboard.catalog.model import YearType
from dashboard.catalog.spelling import tight
from dashboard.ingest.documents.model import Cell
from dashboard.text.periods import BE_OFFSET

Era = Literal["", "be", "ce"]

BUDDHIST: Final = range(2500, 2601)
COMMON: Final = range(1957, 2058)
LONGEST: Final = 60
CACHED: Final = 1 << 14
MONTHS_OF_QUARTER: Final = 3
QUARTERS: Final = 4
YEAR_DIGITS: Final = 4

_ERA: Final = r"(?:(?P<be>พ\.?ศ\.?|b\.?e\.?)|(?P<ce>ค\.?ศ\.?|a\.?d\.?|c\.?e\.?))?"
_FISCAL: Final = r"(?P<fiscal>fy|fiscalyear|(?:ประจำ)?ปีงบ(?:ประมาณ|ฯ)?)?"
_QUARTER: Final = r"(?:ไตรมาส(?:ที่)?|quarter|qtr|q)"
_YEAR: Final = re.compile(
    _FISCAL
    + r"(?:(?:ประจำ)?ปี|year)?"
    + _ERA
    + r"(?P<year>[0-9]{2}|[0-9]{4})(?:\.0+)?"
    + r"(?:\((?:พ\.?ศ\.?|ค\.?ศ\.?)?(?P<second>[0-9]{4})\)|/(?P<next>[0-9]{2}|[0-9]{4}))?"
)
_QUARTERS: Final = (
    re.compile(
        rf"(?:{_QUARTER}(?P<quarter>[1-4])[/-]?|(?P<bare>[1-4])[/-])(?:ปี)?{_ERA}(?P<year>[0-9]{{4}})"
    ),
    re.compile(
        rf"(?:ปี)?{_ERA}(?P<year>[0-9]{{4}})(?:[/-]?{_QUARTER}(?P<quarter>[1-4])|[/-](?P<bare>[1-4]))"
    ),
)


class Year(NamedTuple):
    """A period as a cell names it.

    Attributes:
        time_period: "2023", "2020-Q1" or "FY2565"; "" where the cell names none.
        complaint: "" or the key of what is doubtful; its text may name the fact `value`.
        era: the era of the number, "" where there is none.
    """

    time_period: str
    complaint: str = ""
    era: Era = ""


def period_of(cell: Cell, year_type: YearType, *, era: Era = "") -> Year:
    """The period that a cell names.

    Args:
        cell: 2566, "พ.ศ. 2566", "๒๕๖๖", a date, "2020-Q1", "ไตรมาส 1/2563", "ปีงบประมาณ 2565".
        year_type: of the indicator: quarters only for `quarter`, which has yearly means as well;
            FY ids only for `fiscal`.
        era: what the heading over the cell says; a prefix in the cell itself counts for more.
    """
    if isinstance(cell, str) and len(cell) > LONGEST:
        return Year("", "years.not_a_period")
    return _cached(cell, year_type, era)


@lru_cache(maxsize=CACHED, typed=True)
def _cached(cell: Cell, year_type: YearType, era: Era) -> Year:
    if isinstance(cell, bool) or cell is None:
        return Year("", "years.not_a_period")
    if isinstance(cell, date | datetime):
        return _date(cell, year_type)
    if isinstance(cell, float):
        whole = math.isfinite(cell) and cell.is_integer()
        return _text(str(int(cell)) if whole else "", year_type, era)
    return _text(tight(str(cell)), year_type, era)


def _text(text: str, year_type: YearType, era: Era) -> Year:
    for pattern in _QUARTERS:
        match = pattern.fullmatch(text)
        if match and (year_type == "quarter" or match["quarter"]):
            return _quarter(match, year_type, era)
    match = _YEAR.fullmatch(text)
    if match is None:
        return Year("", "years.not_a_period")
    if len(match["year"]) < YEAR_DIGITS:
        return Year("", "years.two_digits")
    found = _year(match, era)
    if not found.time_period or found.complaint:
        return found
    return _fitted(found, match, year_type)


def _quarter(match: re.Match[str], year_type: YearType, era: Era) -> Year:
    found = _year(match, era)
    if not found.time_period:
        return found
    found = found._replace(time_period=f"{found.time_period}-Q{match['quarter'] or match['bare']}")
    if year_type != "quarter" and not found.complaint:
        return found._replace(complaint="years.quarter_for_year")
    return found


def _year(match: re.Match[str], heading: Era) -> Year:
    """The Common-era year of a match, checked against its prefix or else the heading."""
    number = int(match["year"])
    told = "be" if match["be"] else "ce" if match["ce"] else heading
    if number in BUDDHIST:
        complaint = "years.be_as_ce" if told == "ce" else ""
        return Year(str(number - BE_OFFSET), complaint, "be")
    if number in COMMON:
        return Year(str(number), "years.ce_as_be" if told == "be" else "", "ce")
    return Year("", "years.out_of_range")


def _fitted(found: Year, match: re.Match[str], year_type: YearType) -> Year:
    """A whole year, made to fit the year type, with a complaint where it does not."""
    year = int(found.time_period)
    if match["second"] and not _same(match["second"], year):
        return Year("", "years.two_years", found.era)
    if match["next"] and not (_same(match["next"], year) or _is_crop(match, year_type)):
        return Year("", "years.two_years", found.era)
    fiscal = found._replace(time_period=f"FY{year + BE_OFFSET}")
    if year_type == "fiscal":
        return fiscal
    if match["fiscal"]:
        return fiscal._replace(complaint="years.fiscal_for_other")
    return found


def _same(other: str, year: int) -> bool:
    """Whether a second number is the same year in the other era."""
    return int(other) in {year, year + BE_OFFSET}


def _is_crop(match: re.Match[str], year_type: YearType) -> bool:
    """2562/63 of a crop that is named after the year in which it begins."""
    following = str(int(match["year"]) + 1)
    return year_type == "crop" and following.endswith(match["next"])


def _date(cell: date, year_type: YearType) -> Year:
    """The year of a date; a spreadsheet also makes a date of `2/2563`, which is no February."""
    era: Era = "be" if cell.year in BUDDHIST else "ce"
    year = cell.year - BE_OFFSET if era == "be" else cell.year
    if year not in COMMON:
        return Year("", "years.out_of_range")
    if year_type == "fiscal":
        return Year("", "years.date_for_fiscal", era)
    if year_type != "quarter":
        return Year(str(year), "", era)
    if cell.day == 1 and cell.month <= QUARTERS:
        return Year("", "years.date_for_quarter", era)
    return Year(f"{year}-Q{(cell.month - 1) // MONTHS_OF_QUARTER + 1}", "", era)
