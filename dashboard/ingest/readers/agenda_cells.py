"""Single cells of an agenda workbook: what they mean, or a `Fault` that says why they mean nothing.

Dates are of the Common Era: a date cell in the year 2570 is a Buddhist year that a spreadsheet took
for a Common one, and everything worked out from it would be 543 years off.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from dashboard.catalog.spelling import name_key
from dashboard.ingest.documents.model import Cell, text_of
from dashboard.ingest.indicator_names import IndicatorNames
from dashboard.ingest.readers.agenda_columns import Column
from dashboard.ingest.template.cells import number
from dashboard.ingest.template.told import Fault
from dashboard.ingest.vocabulary import Vocabulary
from dashboard.ingest.years import period_of
from dashboard.text import LANGS

LONGEST_TEXT: Final = 2000
LONGEST_ID: Final = 40
NEAREST: Final = 3
BE_OFFSET: Final = 543
BUDDHIST: Final = range(2443, 2700)
COMMON: Final = range(2000, 2157)
_ID: Final = re.compile(r"[\w.-]+")
_URL: Final = re.compile(r"https?://[^\s\"'<>]+")
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ T].*)?")
_THAI: Final = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")
_FORMULA_STARTS: Final = ("=", "+", "-", "@")
_EXAMPLES: Final = ("ตัวอย่าง", "example")
NONE: Final = "–"


class Cells:
    """What a cell means in a column, in the words of the catalogue."""

    def __init__(self, words: Vocabulary) -> None:
        self._catalog, self._areas = words.catalog, words.areas
        self._names = IndicatorNames(words.catalog.indicators.values())

    def value(self, cell: Cell, column: Column) -> str | float | Fault:
        """The value of a cell that is not empty; NaN or "" for an empty one."""
        if column.kind == "number":
            return _number(cell, column.name)
        if column.kind == "date":
            return "" if cell is None or not text_of(cell) else _date(cell)
        text = text_of(cell)
        if not text:
            return ""
        return self._text(text, cell, column)

    def baseline_period(self, text: str, indicator: str) -> str | Fault:
        """A period in the year type of an indicator; as it stands where that is unknown."""
        known = self._catalog.indicators.get(indicator)
        if not text or known is None:
            return text
        year = period_of(text, known.year_type)
        return Fault(year.complaint) if year.complaint else year.time_period

    def _text(self, text: str, cell: Cell, column: Column) -> str | Fault:
        match column.kind:
            case "word":
                return self._word(text, column)
            case "indicator":
                return self._indicator(text)
            case "indicators":
                return self._several(text)
            case "area":
                return self._area(cell)
            case _:
                return _PLAIN.get(column.kind, _plain)(text)

    def _word(self, text: str, column: Column) -> str | Fault:
        known = self._catalog.agenda.of(column.words) if column.words else {}
        for name, label in known.items():
            if name_key(text) in {name_key(name), *map(name_key, label)}:
                return name
        facts = {
            f"allowed_{lang}": " · ".join(each.of(lang) for each in known.values()) or NONE
            for lang in LANGS
        }
        return Fault("agenda.unknown_word", facts)

    def _indicator(self, text: str) -> str | Fault:
        if text in self._catalog.indicators:
            return text
        ids = self._names.ids(text)
        if len(ids) == 1:
            return ids[0]
        near = ids[:NEAREST] or self._names.near(text[:LONGEST_TEXT], NEAREST)
        facts = {"nearest": ", ".join(near) or NONE}
        return Fault("agenda.unknown_indicator", facts)

    def _several(self, text: str) -> str | Fault:
        found = [self._indicator(each) for each in re.split(r"[\s,;]+", text) if each]
        faults = [each for each in found if isinstance(each, Fault)]
        return faults[0] if faults else " ".join(dict.fromkeys(map(str, found)))

    def _area(self, cell: Cell) -> str | Fault:
        found = self._areas.find(cell)
        if found.code:
            return found.code
        places = [self._catalog.areas[each] for each in found.candidates]
        facts = {
            f"nearest_{lang}": ", ".join(f"{each.code} {each.name.of(lang)}" for each in places)
            or NONE
            for lang in LANGS
        }
        return Fault("agenda.unknown_area", facts)


def _id(text: str) -> str | Fault:
    if text.casefold().startswith(_EXAMPLES):
        return Fault("agenda.example")
    sound = _ID.fullmatch(text) and len(text) <= LONGEST_ID
    return text if sound else Fault("agenda.not_an_id", {"most": LONGEST_ID})


def _plain(text: str) -> str | Fault:
    """A text in one line; one that a spreadsheet would run as a formula is refused."""
    if text.startswith(_FORMULA_STARTS):
        return Fault("agenda.formula")
    if len(text) > LONGEST_TEXT:
        return Fault("agenda.too_long", {"most": LONGEST_TEXT})
    return " ".join(text.split())


def _address(text: str) -> str | Fault:
    return text if _URL.fullmatch(text) else Fault("agenda.not_an_address")


def _fiscal(text: str) -> str | Fault:
    year = period_of(text, "fiscal")
    return Fault(year.complaint) if year.complaint else year.time_period


_PLAIN: Final[Mapping[str, Callable[[str], str | Fault]]] = {
    "id": _id,
    "url": _address,
    "fiscal": _fiscal,
}


def _number(cell: Cell, name: str) -> float | Fault:
    found = number(cell)
    if isinstance(found, Fault) or found.mark:
        return Fault("agenda.not_a_number")
    if name == "weight" and not math.isnan(found.value) and not 0 < found.value <= 100:  # noqa: PLR2004
        return Fault("agenda.weight_range")
    return found.value


def _date(cell: Cell) -> str | Fault:
    """ISO 8601 of the Common Era.

    A cell that holds a date, and text written year first, are of the Common Era; text written day
    first as 31/3/2570 is of either, for no spreadsheet has touched it.
    """
    if isinstance(cell, datetime | date):
        return _common(cell.year, cell.month, cell.day)
    text = str(cell).strip()
    match = _ISO.fullmatch(text)
    if match:
        return _common(int(match["year"]), int(match["month"]), int(match["day"]))
    match = _THAI.fullmatch(text)
    if match is None:
        return Fault("agenda.not_a_date")
    year = int(match["year"])
    year -= BE_OFFSET if year in BUDDHIST else 0
    return _common(year, int(match["month"]), int(match["day"]))


def _common(year: int, month: int, day: int) -> str | Fault:
    if year in BUDDHIST:
        return Fault("agenda.be_as_ce", {"year": year, "common": year - BE_OFFSET})
    if year + BE_OFFSET in COMMON:
        return Fault("agenda.be_as_ce", {"year": year, "common": year + BE_OFFSET})
    if year not in COMMON:
        return Fault("agenda.date_out_of_range", {"year": year})
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return Fault("agenda.not_a_date")
