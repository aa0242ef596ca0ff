"""Headings that name a time: a year of either era, a quarter, or both, with their marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from dashboard.catalog.model import YearType
from dashboard.ingest.documents.model import Cell
from dashboard.ingest.readers.nso_words import native, plain
from dashboard.ingest.years import BUDDHIST, COMMON, Year, period_of
from dashboard.text.periods import BE_OFFSET

LONGEST: Final = 80
_ERA: Final = r"(?:(?P<be>พ\.?\s?ศ\.?|b\.?e\.?)|(?P<ce>ค\.?\s?ศ\.?|a\.?d\.?|c\.?e\.?))?"
_STATUS: Final = (
    r"(?P<status>p|r|e|\(p\)|\(r\)|\(e\)|p/|r/|e/|เบื้องต้น|\(เบื้องต้น\)|ปรับปรุง|\(ปรับปรุง\))?"
)
_MARK: Final = r"(?P<mark>(?:\s*(?:\d{1,2}/|\*{1,3}|[†‡§#¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,2}\]))*)"
_SECOND: Final = (
    r"(?:\s*[(/]\s*(?:พ\.?ศ\.?|ค\.?ศ\.?|b\.?e\.?|a\.?d\.?)?\s*(?P<second>\d{4})\s*\)?)?"
)
_YEAR: Final = re.compile(
    r"\(?(?:ปี|year)?\s*"
    + _ERA
    + r"\s*(?P<year>\d{4})(?:\.0+)?"
    + _SECOND
    + r"\)?\s*"
    + _STATUS
    + _MARK,
    re.IGNORECASE,
)
_Q: Final = r"(?:ไตรมาส(?:\s*ที่)?|quarter|qtr\.?|q)\s*"
_MONTHS: Final = r"(?:\s*\([^()\d]{3,40}\))?"
_QUARTERS: Final = (
    re.compile(
        rf"(?:{_Q}(?P<q>[1-4])|(?P<bare>[1-4])(?=\s*/))"
        rf"{_MONTHS}\s*(?:[/\-]\s*)?(?:ปี\s*)?{_ERA}\s*(?P<year>\d{{4}})\s*{_STATUS}{_MARK}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:ปี\s*)?{_ERA}\s*(?P<year>\d{{4}})\s*[/\-]?\s*{_Q}(?P<q>[1-4])(?P<bare>)?\s*{_STATUS}{_MARK}",
        re.IGNORECASE,
    ),
)
_QUARTER: Final = re.compile(
    rf"(?:{_Q}(?P<q>[1-4])|(?P<nth>[1-4])(?:st|nd|rd|th)\s+quarter){_MONTHS}\s*{_STATUS}{_MARK}",
    re.IGNORECASE,
)
_IN_TEXT: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SPAN: Final = re.compile(r"(?<!\d)(\d{4})\s*(?:[-–—]|ถึง|to)\s*(?:พ\.?ศ\.?\s*)?(\d{4})(?!\d)")
_QUARTER_IN_TEXT: Final = re.compile(rf"{_Q}([1-4])(?!\d)", re.IGNORECASE)
_STATUSES: Final = {"p": "P", "e": "E", "r": "r", "เบื้องต้น": "P", "ปรับปรุง": "r"}


class Moment(NamedTuple):
    """What a heading says about time; 0 and "" where it does not.

    Attributes:
        year: the number as printed, of either era.
        era: "พ.ศ." or "ค.ศ." where the heading says so.
        quarter: 1 to 4.
        status: P, E, or r for revised.
        marks: footnote marks.
        second: the year of the other era behind it.
    """

    year: int = 0
    era: str = ""
    quarter: int = 0
    status: str = ""
    marks: tuple[str, ...] = ()
    second: int = 0

    @property
    def common(self) -> int:
        """The year of the Common Era."""
        return self.year - BE_OFFSET if self.year in BUDDHIST else self.year

    @property
    def plausible(self) -> bool:
        """Whether there is a year that figures may be about."""
        return self.year in BUDDHIST or self.year in COMMON

    @property
    def contradicts(self) -> bool:
        """Whether its two years are not the same."""
        return bool(self.second) and self.second not in {self.common, self.common + BE_OFFSET}

    def words(self) -> str:
        """`2566`, `2566 Q1`."""
        return f"{self.year or ''} Q{self.quarter}".strip() if self.quarter else str(self.year)


NEVER: Final = Moment()


def moment_of(cell: Cell) -> Moment | None:
    """What a heading says about time; None where it is no such heading."""
    if isinstance(cell, str):
        text = plain(cell)
        return (_moment(text) or _moment(native(text))) if len(cell) <= LONGEST else None
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    year = int(cell) if float(cell).is_integer() else 0
    return Moment(year) if year in BUDDHIST or year in COMMON else None


@lru_cache(maxsize=1 << 12)
def _moment(text: str) -> Moment | None:
    match = _YEAR.fullmatch(text)
    if match:
        found = _made(match, 0)
        return found._replace(second=int(match["second"] or 0))
    for pattern in _QUARTERS:
        match = pattern.fullmatch(text)
        if match:
            return _made(match, int(match["q"] or match["bare"]))
    match = _QUARTER.fullmatch(text)
    if match:
        quarter = int(match["q"] or match["nth"])
        return Moment(0, "", quarter, _status(match), _marks(match))
    return None


def _made(match: re.Match[str], quarter: int) -> Moment:
    era = "พ.ศ." if match["be"] else "ค.ศ." if match["ce"] else ""
    return Moment(int(match["year"]), era, quarter, _status(match), _marks(match))


def _status(match: re.Match[str]) -> str:
    return _STATUSES.get((match["status"] or "").strip("()/").casefold(), "")


def _marks(match: re.Match[str]) -> tuple[str, ...]:
    return tuple(re.findall(r"\d{1,2}/|\*{1,3}|\[\d{1,2}\]|[^\s\d*\[\]/]", match["mark"] or ""))


def joined(moments: Iterable[Moment]) -> Moment:
    """Headings one below the other as one: a year over a quarter, a year in both eras."""
    whole = NEVER
    for each in moments:
        second = each.year if whole.year and each.year != whole.year else each.second
        whole = Moment(
            whole.year or each.year,
            whole.era or each.era,
            whole.quarter or each.quarter,
            whole.status or each.status,
            whole.marks + each.marks,
            whole.second or second * bool(each.year),
        )
    return whole


def time_period(moment: Moment, year_type: YearType) -> Year:
    """The period of a heading for an indicator of `year_type`, or what is wrong with it."""
    year = f"{moment.era}{moment.year}"
    return period_of(f"{moment.quarter}/{year}" if moment.quarter else year, year_type)


def years_in(text: str) -> list[int]:
    """Years of the Common Era that a title names."""
    numbers = [int(each) for each in _IN_TEXT.findall(text)]
    moments = [Moment(each) for each in numbers]
    return [each.common for each in moments if each.plausible]


def span_in(text: str) -> tuple[int, int] | None:
    """First and last year (CE) of a title such as `พ.ศ. 2547 - 2566`; None where there is none."""
    match = _SPAN.search(text)
    years = years_in(match.group()) if match else []
    return (years[0], years[1]) if len(years) == 2 else None  # noqa: PLR2004


def moment_in(title: str) -> Moment:
    """The one year and the one quarter that a title names; neither where it names more years."""
    years = [Moment(int(each)) for each in _IN_TEXT.findall(title)]
    years = [each for each in years if each.plausible]
    if len({each.common for each in years}) > 1:
        return NEVER
    quarters = set(_QUARTER_IN_TEXT.findall(title))
    whole = years[0] if years else NEVER
    return whole._replace(quarter=int(quarters.pop()) if len(quarters) == 1 else 0)
