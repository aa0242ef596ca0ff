"""The period of an age text: the file itself does not say it, its name or a heading does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from dashboard.ingest.readers.dopa_rows import (
    BUDDHIST_ERA,
    DECEMBER,
    FIRST_YEAR,
    LAST_YEAR,
    Month,
    text_of,
)

FULL_YEAR, CENTURY = 4, 2500
"""Digits of a year in full; two digits are of the Buddhist century that began in 2500."""

_MONTH: Final = r"(?P<month>0[1-9]|1[0-2])"
_FORMS: Final = (
    re.compile(rf"(?<![0-9])(?P<year>25[0-9]{{2}}){_MONTH}?(?![0-9])"),
    re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?![0-9])"),
    re.compile(rf"(?<![0-9])(?P<year>[0-9]{{2}}){_MONTH}(?![0-9])"),
)
_ENDING: Final = re.compile(r"(?<!cc)(?<![0-9])(?P<year>[3-7][0-9])", re.IGNORECASE)
"""Two digits at the end of a name, such as stat_age67; cc80 is a province."""


def month_named(name: str, headings: Iterable[str]) -> Month | None:
    """The month that a file name or else a heading tells; None where neither does.

    A year without a month is taken for December, the month of the yearly files.
    """
    stem = text_of(PurePath(name).stem)
    for text in (stem, *map(text_of, headings)):
        for form in _FORMS:
            found = _plausible(form.search(text))
            if found is not None:
                return found
    tail = stem[-4:]
    return _plausible(_ENDING.fullmatch(tail, max(len(tail) - 2, 0)))


def _plausible(match: re.Match[str] | None) -> Month | None:
    if match is None:
        return None
    parts = match.groupdict()
    year = int(parts["year"])
    digits = len(parts["year"])
    if digits < FULL_YEAR:
        year += CENTURY
    elif year < CENTURY:
        year += BUDDHIST_ERA
    month = int(parts.get("month") or DECEMBER)
    return Month(year, month) if FIRST_YEAR <= year <= LAST_YEAR else None
