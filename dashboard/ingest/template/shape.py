"""Rows of a template that do not have the shape of its header.

A thousands comma without quotation marks, a forgotten separator or a quotation mark that is never
closed moves cells to other columns. What then stands under a heading looks right and is not, so
such rows are told rather than read, or passed over as if nobody had filled them in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from dashboard.ingest.documents.model import Cell, Sheet
from dashboard.ingest.documents.places import runs
from dashboard.ingest.numerals import number_of
from dashboard.ingest.template.columns import Column
from dashboard.ingest.template.filled import Filled, is_blank
from dashboard.ingest.template.header import Header
from dashboard.ingest.template.told import Fault, Told

FEWEST: Final = 2
"""Cells of a row that is no remark: a lone sentence under a table is one."""
_WORDS: Final[tuple[Column, ...]] = (
    *("edition", "unit", "year_type", "level", "indicator_name", "area_name"),
    *("province", "note", "data_set"),
)
"""Columns in which no figure stands."""
_NUMBERS: Final[tuple[Column, ...]] = ("numerator", "denominator", "standard_error")
_LEADING: Final = re.compile(r"[-−(]?[0-9๐-๙]{1,3}")
_THOUSANDS: Final = re.compile(r"[0-9๐-๙]{3}(?:\.[0-9๐-๙]+)?\)?")


@dataclass(frozen=True, slots=True)
class Shape:
    """One sheet and its header; `separator` is what stands between the cells of a text file."""

    sheet: Sheet
    header: Header
    told: Told
    separator: str

    def say(self, filled: Filled) -> None:
        """Tells every row that is longer, shorter or shifted, and how many are not filled in."""
        self._say_cut_numbers(filled, self._say_longer())
        self._say_line_breaks()
        rest = [row for row in filled.unfilled if not self._is_told(row)]
        if rest and filled.rows:
            facts = {"count": len(rest), "rows": runs(map(self.told.row_number, rest))}
            self.told.add(
                self.header.row, "value", Fault("template.unfilled", facts), severity="warning"
            )

    def _say_longer(self) -> set[int]:
        longer: set[int] = set()
        width = len(self.sheet.rows[self.header.row])
        rows = self.sheet.rows
        for row in range(self.header.row + 1, len(rows)):
            if len(rows[row]) > width and not all(map(is_blank, rows[row][width:])):
                self.told.add(row, "", Fault("template.more_cells", {"headings": width}))
                longer.add(row)
        return longer

    def _say_cut_numbers(self, filled: Filled, told: set[int]) -> None:
        """`200,000` without quotation marks: 200, and 000 under the next heading."""
        at = self._place("value")
        if self.separator != "," or at + 1 in map(self._place, _NUMBERS):
            return
        for row, value in zip(filled.rows, filled.cells["value"], strict=True):
            cells = self.sheet.rows[row]
            after = cells[at + 1] if len(cells) > at + 1 else ""
            if after and row not in told and _cut(value, after):
                self.told.add(row, "value", Fault("template.cut_number"), f"{value},{after}")

    def _say_line_breaks(self) -> None:
        """A quotation mark that is closed too late takes the rows below into its cell."""
        if not self.separator:
            return
        names = {at: column for column, (at, _) in self.header.columns.items()}
        value = self._place("value")
        for row in _of_several_lines(self.sheet.numbers, self.header.row + 1):
            for at, cell in enumerate(self.sheet.rows[row]):
                if not isinstance(cell, str) or "\n" not in cell.strip():
                    continue
                below = cell.strip().split("\n")[1:]
                lost = next((each for each in below if each.count(self.separator) >= value), "")
                column: Column | Literal[""] = names.get(at, "")
                if lost:
                    self.told.add(row, column, Fault("template.row_in_cell"), lost)
                else:
                    fault = Fault("template.line_break")
                    self.told.add(row, column, fault, cell, severity="warning")

    def _is_told(self, row: int) -> bool:
        """Whether a row without a figure is too short, or has a number under another heading."""
        cells = self.sheet.rows[row]
        if len(cells) <= self._place("value") and _filled(cells) >= FEWEST:
            self.told.add(row, "value", Fault("template.short_row"))
            return True
        for column in _WORDS:
            at = self._place(column)
            if 0 <= at < len(cells) and _is_number(cells[at]):
                self.told.add(row, column, Fault("template.value_elsewhere"), cells[at])
                return True
        return False

    def _place(self, column: Column) -> int:
        return self.header.columns[column][0] if column in self.header.columns else -1


def _cut(value: Cell, after: Cell) -> bool:
    both = isinstance(value, str) and isinstance(after, str)
    return (
        both
        and _LEADING.fullmatch(str(value).strip()) is not None
        and _THOUSANDS.fullmatch(str(after).strip()) is not None
    )


def _filled(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _is_number(cell: Cell) -> bool:
    if is_blank(cell):
        return False
    try:
        value = number_of(cell).value
    except ValueError:
        return False
    return value == value  # noqa: PLR0124  a mark alone is not a number


def _of_several_lines(numbers: Sequence[int], first: int) -> Iterator[int]:
    """Rows that may reach over several lines of their file: the next begins further down."""
    following = islice(numbers, first + 1, None)
    for row, (begins, ends) in enumerate(zip(numbers[first:], following, strict=False), first):
        if ends - begins > 1:
            yield row
    if len(numbers) > first:
        yield len(numbers) - 1
