"""The cells of a TPMAP file as numbers, each with its area; what is wrong with them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from dashboard.catalog import KINGDOM, Level
from dashboard.ingest.documents.model import Cell
from dashboard.ingest.numerals import number_of
from dashboard.ingest.readers.tpmap_columns import PROVINCE_ID, most
from dashboard.ingest.readers.tpmap_grid import Grid, Row, heading
from dashboard.ingest.report import Place, Problem
from dashboard.ingest.vocabulary import Vocabulary

LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Figures:
    """What one file says, for checks against other files of its edition.

    Attributes:
        file, sheet: where it stands.
        edition: the key of its edition.
        level: country, province or district.
        selection: the five bits of its columns of the poor, "" where it has none.
        numbers: area → column → number, NaN where the cell is blank.
        rows: area → row number.
    """

    file: str
    sheet: str
    edition: str
    level: Level
    selection: str
    numbers: Mapping[str, Mapping[str, float]]
    rows: Mapping[str, int]

    def place(self, area: str, column: str) -> Place:
        """Where the number of `area` in `column` stands."""
        return Place(self.file, self.sheet, self.rows.get(area, 0), column)


@dataclass(slots=True)
class Cells:
    """Reads the rows of a grid; collects problems in the order of the file."""

    grid: Grid
    words: Vocabulary
    level: Level
    province: str
    columns: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    numbers: dict[str, dict[str, float]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    blank: dict[str, list[int]] = field(default_factory=dict)
    outside: set[str] = field(default_factory=set)

    def read(self) -> None:
        """Every row; a row without a known area, or of an area read before, gives no numbers."""
        for row in self.grid.rows:
            area = self._area(row)
            if not area:
                continue
            if area in self.rows:
                self._tell("area_twice", row, self.grid.id_column, first=self.rows[area], area=area)
                continue
            self.rows[area] = row.number
            self.numbers[area] = {name: self._number(row, name) for name in self.columns}
        self.problems += self._blanks()

    def _tell(self, rule: str, row: Row, column: str, **facts: object) -> None:
        value = shown(row.cells.get(column))
        place = self.grid.place(row.number, column)
        self.problems.append(Problem("error", f"tpmap.{rule}", place, value, facts))

    def _area(self, row: Row) -> str:
        """The code of the row's area, "" where there is none."""
        column = self.grid.id_column
        if not column:
            return KINGDOM
        found = self.words.areas.find(row.cells.get(column), level=self.level)
        if not found.code:
            self._unknown(row, column, ", ".join(found.candidates) or "-")
        elif self.level == "district" and not self._in_province(row, found.code):
            return ""
        return found.code

    def _unknown(self, row: Row, column: str, near: str) -> None:
        """An area that the catalogue lacks; once for a province without any district there."""
        catalog = self.words.catalog
        if not heading(row.cells.get(column)):
            self._tell("no_area", row, column)
            return
        own = shown(row.cells.get(column))[: len("80")]
        elsewhere = own in catalog.areas and not catalog.children(own, "district")
        if self.level != "district" or not elsewhere:
            self._tell("unknown_area", row, column, near=near)
        elif own not in self.outside:
            self.outside.add(own)
            self._tell("outside", row, column, province=own)

    def _in_province(self, row: Row, code: str) -> bool:
        """Whether the district lies where the file's name and the row say that it does."""
        own = code[:2]
        if self.province and own != self.province:
            self._tell("other_province", row, self.grid.id_column, province=self.province)
            return False
        cell = row.cells.get(PROVINCE_ID)
        if not heading(cell):
            return True
        same = self.words.areas.find(cell, level="province").code == own
        if not same:
            self._tell("province_contradicts", row, PROVINCE_ID, area=code)
        return same

    def _number(self, row: Row, column: str) -> float:
        """The number in a column; NaN where the cell is blank or holds no number."""
        cell = row.cells.get(column)
        try:
            number = number_of(cell) if not isinstance(cell, bool) else None
        except (ValueError, OverflowError):
            number = None
        if number is None or math.isinf(number.value):
            self._tell("not_a_number", row, column)
            return math.nan
        if math.isnan(number.value):
            self.blank.setdefault(column, []).append(row.number)
            return math.nan
        if number.mark:
            self._tell("marked", row, column, mark=number.mark)
            return math.nan
        return self._within(row, column, number.value)

    def _blanks(self) -> Iterator[Problem]:
        """One warning per column with cells that say nothing, at the first of them."""
        for column, rows in self.blank.items():
            place = self.grid.place(rows[0], column)
            yield Problem("warning", "tpmap.blank", place, facts={"count": len(rows)})

    def _within(self, row: Row, column: str, value: float) -> float:
        top = most(column)
        if top is None and (value < 0 or not value.is_integer()):
            self._tell("not_a_count", row, column)
            return math.nan
        if top is not None and not 0 <= value <= top:
            self._tell("out_of_range", row, column, most=f"{top:g}")
            return math.nan
        return value


def shown(cell: Cell) -> str:
    """A cell as text, not longer than a message should be."""
    return heading(cell)[:LONGEST]
