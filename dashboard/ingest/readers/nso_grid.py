"""A sheet to look things up in: text of a cell, merged ranges, where labels of areas stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dashboard.catalog.spelling import name_key
from dashboard.ingest.documents.model import Cell, Sheet
from dashboard.ingest.readers.nso_moments import Moment, moment_of
from dashboard.ingest.readers.nso_words import is_figure, is_mark, plain

WIDEST: Final = 600
YEARS_PER_SLIP: Final = 3
LOOKED_AT: Final = 400
"""Rows that are looked through for labels of areas; a table has some among its first."""

IsArea = Callable[[str], bool]


@dataclass(frozen=True)
class Grid:
    """One sheet; rows and columns count from 0.

    Args:
        sheet: the sheet.
        is_area: whether a label names an area, of the catalogue or not.
    """

    sheet: Sheet
    is_area: IsArea

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.sheet.rows)

    @cached_property
    def width(self) -> int:
        """Number of columns that are looked at."""
        return min(WIDEST, max(map(len, self.sheet.rows), default=0))

    def cell(self, row: int, column: int) -> Cell:
        """A cell; None beyond the end of its row."""
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        """A cell as one line of text."""
        return plain(self.cell(row, column))

    def spread(self, row: int, column: int) -> str:
        """A cell's text, or that of the merged cell which it is part of."""
        own = self.text(row, column)
        anchor = self.anchors.get((row, column))
        return own or (self.text(*anchor) if anchor else "")

    @cached_property
    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Cell → first cell of the merged range that it lies in."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in self.sheet.merged:
            for row in range(top, min(bottom + 1, self.height)):
                for column in range(left, min(right + 1, self.width)):
                    found[row, column] = (top, left)
        return found

    def filled(self, row: int) -> Iterator[tuple[int, Cell]]:
        """Column and cell of what is not empty in a row."""
        for column, cell in enumerate(self.sheet.rows[row][: self.width]):
            if cell is not None and cell != "":
                yield column, cell

    def moments(self, row: int) -> dict[int, Moment]:
        """Columns of a row that name a year; none where a cell is another number.

        Beside at least three years, a number of four digits is a year mistyped, and told so later.
        """
        found: dict[int, Moment] = {}
        doubtful: dict[int, Moment] = {}
        for column, cell in self.filled(row):
            if column in self.area_columns:
                continue
            moment = moment_of(cell)
            if moment is not None and moment.plausible:
                found[column] = moment
            elif is_figure(cell):
                mistyped = moment_of(plain(cell))
                if mistyped is None:
                    return {}
                doubtful[column] = mistyped
        return found | doubtful if len(found) >= YEARS_PER_SLIP * len(doubtful) else {}

    def has_area(self, row: int) -> bool:
        """Whether one of the label columns of a row names an area."""
        return any(self._area(self.cell(row, column)) for column in self.area_columns)

    @cached_property
    def area_columns(self) -> frozenset[int]:
        """Columns in which areas stand beside figures."""
        hits: dict[int, int] = {}
        for row in range(min(self.height, LOOKED_AT)):
            cells = list(self.filled(row))
            if any(is_figure(cell) or is_mark(cell) for _, cell in cells):
                for column, cell in cells:
                    hits[column] = hits.get(column, 0) + self._area(cell)
        most = max(hits.values(), default=0)
        return frozenset(column for column, count in hits.items() if count and count * 20 >= most)

    def _area(self, cell: Cell) -> bool:
        return isinstance(cell, str) and self.is_area(plain(cell))

    def row_number(self, row: int) -> int:
        """The number of a row as a spreadsheet counts."""
        return self.sheet.numbers[row]


def distinct(texts: Iterable[str]) -> list[str]:
    """Texts without repetitions and empty ones, in order."""
    found: dict[str, str] = {}
    for each in filter(None, texts):
        found.setdefault(name_key(each) or each, each)
    return list(found.values())
