"""The age-by-sex text of the Department of Provincial Administration: `name|m0|f0|m1|f1|…`.

Persons by stage of life for provinces and districts. Only those whose age the file tells are in a
stage: persons without Thai nationality, in a central house register, on the move, or born in a year
of the lunar calendar stand apart in the file, so stages add up to less than the population.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import Final, cast

import pandas as pd

from dashboard.ingest.documents.model import Document, Sheet
from dashboard.ingest.readers.dopa_age_period import month_named
from dashboard.ingest.readers.dopa_age_places import Places
from dashboard.ingest.readers.dopa_age_rows import (
    AgeRow,
    Layout,
    age_rows_of,
    is_age_row,
    persons,
)
from dashboard.ingest.readers.dopa_figures import Figures
from dashboard.ingest.readers.dopa_offices import District, Line, Offices, named, year_facts
from dashboard.ingest.readers.dopa_rows import DECEMBER, text_of
from dashboard.ingest.readers.dopa_told import Told
from dashboard.ingest.report import Place, Problem, Reading, Severity
from dashboard.ingest.vocabulary import Vocabulary

NAME: Final = "dopa_age"
DATA_SET: Final = "dopa_age"
FIRST_ROWS: Final = 5
OPEN: Final = 200
STAGES: Final = {
    "pop_age_0_2": (0, 2),
    "pop_age_3_5": (3, 5),
    "pop_age_6_14": (6, 14),
    "pop_age_15_17": (15, 17),
    "pop_age_15_59": (15, 59),
    "pop_age_60_plus": (60, OPEN),
}
"""Indicators and the ages that they take, both included."""

Registered = Mapping[tuple[str, str], float]
"""Registered population by (area, period)."""

Counted = dict[tuple[str, str], tuple[int, Place]]
"""All persons of an age text by (area, period), and where the number stands."""


def recognises(document: Document) -> bool:
    """Whether one of the first rows of a sheet is a row of this file."""
    return any(
        is_age_row(cells) for sheet in document.sheets for cells in islice(sheet.rows, FIRST_ROWS)
    )


def read(document: Document, words: Vocabulary, *, data_set: str = "") -> Reading:
    """The figures of an age text, and everything that is wrong with it.

    Returns:
        A reading whose `facts["persons"]` holds all persons by (area, period) with the row and
        column of the number; `facts["whole"]` says whether they include those without an age.
    """
    made = _Made(document.name, words)
    for sheet in document.sheets:
        made.take(sheet)
    return Reading(
        NAME,
        data_set if data_set in words.catalog.data_sets else DATA_SET,
        made.figures.frame(made.told.problems),
        made.told.problems,
        facts={"persons": made.persons, "whole": made.whole},
    )


def together(
    readings: Sequence[Reading], words: Vocabulary, published: pd.DataFrame
) -> tuple[Problem, ...]:
    """All persons of an age text against the registered population of the same area and period.

    Args:
        readings: of age texts, and of registration texts where they are handed in as well.
        words: names the areas.
        published: the observation frame of the snapshot, asked where no registration text is given.

    Returns:
        An error where two files handed in differ, a warning where a file differs from the snapshot.
    """
    given: dict[tuple[str, str], float] = {}
    for reading in readings:
        given |= cast("dict[tuple[str, str], float]", reading.facts.get("registered", {}))
    rows = published[(published["indicator"] == "pop_registered") & (published["edition"] == "")]
    places = zip(rows["ref_area"], rows["time_period"], strict=True)
    known = dict(zip(places, rows["obs_value"].tolist(), strict=True))
    return tuple(
        problem
        for reading in readings
        if reading.reader == NAME
        for problem in _held(reading, given, known, words)
    )


def _held(
    reading: Reading, given: Registered, known: Registered, words: Vocabulary
) -> Iterator[Problem]:
    """Every area of an age text against the register; ages alone may only be fewer."""
    counted = cast("Counted", reading.facts["persons"])
    for (area, period), (count, place) in counted.items():
        key = (area, period)
        registered = given.get(key, known.get(key, math.nan))
        agrees = count == registered if reading.facts["whole"] else count <= registered
        if not math.isnan(registered) and not agrees:
            severity: Severity = "error" if key in given else "warning"
            facts = named(words.catalog.areas[area]) | year_facts(period)
            facts["registered"] = f"{registered:,.0f}"
            yield Problem(severity, "dopa.age_registered", place, f"{count:,}", facts)


class _Made:
    """What becomes of one file."""

    def __init__(self, file: str, words: Vocabulary) -> None:
        self.words = words
        self.told = Told(file)
        self.figures = Figures(words.catalog, file)
        self.persons: Counted = {}
        self.whole = True

    def take(self, sheet: Sheet) -> None:
        """The rows of a sheet, all of one December."""
        self.told.sheet = sheet.name
        month = month_named(self.told.file, _headings(sheet))
        if month is None:
            self.told.error("dopa.age_no_period", value=self.told.file)
            return
        rows = list(age_rows_of(sheet, self.told))
        if month.month != DECEMBER:
            year, count = year_facts(month.common_era), f"{len(rows):,}"
            row = rows[0].number if rows else 0
            self.told.error("dopa.not_december", row=row, month=month.month, count=count, **year)
        elif rows:
            self._place(rows, month.common_era)

    def _place(self, rows: Sequence[AgeRow], period: str) -> None:
        layout = rows[0].layout
        self.whole = self.whole and layout.groups > 0
        places = Places(self.words, self.told, period)
        for row in rows:
            places.put(row)
        register = places.register
        register.hold_country(self.words, self.told)
        if register.country is not None:
            self._persons("TH", period, register.country, layout)
        offices = Offices(self.words, self.told)
        for province in register.provinces.values():
            if province.total is not None:
                self._line(province.code, period, province.total, layout)
            for each in offices.districts(province).found.values():
                self._line(each.code, period, each, layout)
        offices.finish()

    def _line(self, area: str, period: str, line: Line | District, layout: Layout) -> None:
        self._persons(area, period, line, layout)
        for indicator, (first, last) in STAGES.items():
            place = (self.told.sheet, line.row, line.columns[2 * first])
            count = persons(line.counts, layout, first, last)
            self.figures.add(indicator, area, period, count, place)

    def _persons(self, area: str, period: str, line: Line | District, layout: Layout) -> None:
        count = line.counts[-1] if layout.groups else sum(line.counts)
        column = line.columns[-1] if layout.groups else ""
        place = Place(self.told.file, self.told.sheet, line.row, column)
        self.persons[area, period] = (count, place)


def _headings(sheet: Sheet) -> list[str]:
    """The words above the first row of figures."""
    first = islice(sheet.rows, FIRST_ROWS)
    above = takewhile(lambda cells: not is_age_row(cells), first)
    return [text_of(cell) for cells in above for cell in cells]
