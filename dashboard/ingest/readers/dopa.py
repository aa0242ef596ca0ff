"""The yearly registration text of the Department of Provincial Administration.

Persons by sex and houses for the country, provinces, registrar offices and what lies below them.
Only registers of December are read: the series of the catalogue is of the 31st of that month.
Totals are as printed; a district is the sum of its offices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from dashboard.ingest.documents.model import Document, Sheet
from dashboard.ingest.readers.dopa_figures import Figures
from dashboard.ingest.readers.dopa_offices import (
    District,
    Districts,
    Line,
    Offices,
    Province,
    named,
    year_facts,
)
from dashboard.ingest.readers.dopa_register import Register
from dashboard.ingest.readers.dopa_rows import (
    DECEMBER,
    FEMALE,
    HOUSES,
    MALE,
    TOTAL,
    Row,
    is_row,
    rows_of,
)
from dashboard.ingest.readers.dopa_told import Told
from dashboard.ingest.report import Reading
from dashboard.ingest.vocabulary import Vocabulary

NAME: Final = "dopa"
DATA_SET: Final = "dopa_population"
FIRST_ROWS: Final = 5
INDICATORS: Final = {
    "pop_registered": TOTAL,
    "pop_registered_male": MALE,
    "pop_registered_female": FEMALE,
    "houses_registered": HOUSES,
}


def recognises(document: Document) -> bool:
    """Whether one of the first rows of a sheet is a row of this file."""
    return any(
        is_row(cells) for sheet in document.sheets for cells in islice(sheet.rows, FIRST_ROWS)
    )


def read(document: Document, words: Vocabulary, *, data_set: str = "") -> Reading:
    """The figures of a registration text, and everything that is wrong with it.

    Returns:
        A reading whose `facts["registered"]` holds the registered population by (area, period).
    """
    made = _Made(document.name, words)
    for sheet in document.sheets:
        made.take(sheet)
    return Reading(
        NAME,
        data_set if data_set in words.catalog.data_sets else DATA_SET,
        made.figures.frame(made.told.problems),
        made.told.problems,
        facts={"registered": made.registered},
    )


class _Made:
    """What becomes of one file."""

    def __init__(self, file: str, words: Vocabulary) -> None:
        self.words = words
        self.told = Told(file)
        self.figures = Figures(words.catalog, file)
        self.registered: dict[tuple[str, str], int] = {}

    def take(self, sheet: Sheet) -> None:
        """The rows of a sheet, period by period."""
        self.told.sheet = sheet.name
        offices = Offices(self.words, self.told)
        for register in self._registers(sheet):
            register.roll_up(self.told)
            register.hold_country(self.words, self.told)
            if register.country is not None:
                self._line("TH", register.period, register.country)
            for province in register.provinces.values():
                if province.total is not None:
                    self._line(province.code, province.period, province.total)
                districts = offices.districts(province)
                for each in districts.found.values():
                    self._line(each.code, province.period, each)
                self._towns(province, districts)
        offices.finish()

    def _registers(self, sheet: Sheet) -> list[Register]:
        """The Decembers of a sheet; other months are told and left out."""
        registers: dict[str, Register] = {}
        other: Counter[tuple[int, int]] = Counter()
        first: dict[tuple[int, int], Row] = {}
        for row in self._known(sheet):
            if row.month.month != DECEMBER:
                first.setdefault(row.month, row)
                other[row.month] += 1
                continue
            period = row.month.common_era
            registers.setdefault(period, Register(period)).put(row, self.told)
        tell = self.told.warning if registers else self.told.error
        for month, times in other.items():
            year = year_facts(first[month].month.common_era)
            name, count = first[month].month.month, f"{times:,}"
            tell("dopa.not_december", row=first[month].number, month=name, count=count, **year)
        return list(registers.values())

    def _known(self, sheet: Sheet) -> Iterator[Row]:
        """Rows whose province the catalogue has, under no other name than its own."""
        for row in rows_of(sheet, self.told):
            area = self.words.catalog.areas.get("TH" if row.province == "0" else row.province)
            if area is None:
                value = f"{row.province} {row.name}"
                self.told.warning("dopa.unknown_row", row=row.number, value=value)
                continue
            code, name = (row.office, row.office_name) if row.office else (row.province, row.name)
            meant = self._meant(row, code, name)
            if meant:
                facts = named(self.words.catalog.areas[meant])
                self.told.error("dopa.name", row=row.number, value=name, code=code, **facts)
                continue
            yield row

    def _meant(self, row: Row, code: str, name: str) -> str:
        """The area that the name stands for where the code is another's; "" where they agree."""
        if row.tambon or code not in self.words.catalog.areas:
            return ""
        level = self.words.catalog.areas[code].level
        found = self.words.areas.find(name, level=level).code
        return "" if found in {"", code} else found

    def _line(self, area: str, period: str, line: Line | District) -> None:
        self.registered[area, period] = line.counts[TOTAL]
        for indicator, at in INDICATORS.items():
            place = (self.told.sheet, line.row, line.columns[at])
            self.figures.add(indicator, area, period, line.counts[at], place)

    def _towns(self, province: Province, districts: Districts) -> None:
        """Inside and outside municipalities, where the offices make up the province exactly.

        A district without a municipality gets no municipal figure, as in the figures shipped.
        """
        if not (districts.whole and districts.by_office) or province.total is None:
            return
        inside = 0
        for each in districts.found.values():
            town = each.municipal[TOTAL] if each.municipal else 0
            inside += town
            self._town(each.code, province.period, each, town, each.counts[TOTAL] - town)
        outside = province.total.counts[TOTAL] - inside
        self._town(province.code, province.period, province.total, inside, outside)

    def _town(
        self, area: str, period: str, line: Line | District, inside: int, outside: int
    ) -> None:
        place = (self.told.sheet, line.row, line.columns[TOTAL])
        if inside:
            self.figures.add("pop_registered_municipal", area, period, inside, place)
        self.figures.add("pop_registered_nonmunicipal", area, period, outside, place)
