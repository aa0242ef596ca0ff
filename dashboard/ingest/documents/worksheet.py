"""One sheet of a workbook, walked through before the library that reads it may see it.

That library keeps a place for every cell between the first and the last one, and the process dies
when there is no room: two cells in opposite corners are enough. So the extent is measured here,
from the cells themselves and not from what the sheet says of itself. Cells must stand in the order
of reading, as they do in every workbook that a program wrote: then nothing is read twice or lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from dashboard.errors import InputError
from dashboard.ingest.documents import limits

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS: Final = 26
_ERROR: Final = "e"
_SHARED: Final = "s"
TRUE: Final = frozenset({"1", "true", "on"})
"""How an attribute says yes."""


@dataclass(slots=True)
class Spent:
    """What the sheets of one workbook have used of its limits together."""

    cells: int = 0
    elements: int = 0
    characters: int = 0


@dataclass(slots=True)
class Scan:
    """What is known of a sheet before it is read; rows and columns count from 0.

    Attributes:
        rows: how many rows down to the last cell that holds something.
        columns: likewise to the right.
        formulas: where they stand.
        errors: what cells hold whose calculation failed, such as `#REF!`.
        hidden_rows: rows that the author hid, or that a filter keeps out of sight.
        hidden_columns: columns that the author hid.
    """

    rows: int = 0
    columns: int = 0
    formulas: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


class Walk:
    """The handlers of one sheet's XML, which fill a `Scan`.

    Args:
        file: the file's name to print.
        sheet: the sheet's name to print.
        spent: of the whole workbook.
        texts: the length of each shared text.

    Raises:
        InputError: the sheet exceeds a limit.
        ValueError: its cells are not in order, or have no place.
        LookupError: a cell names a shared text that does not exist.
    """

    def __init__(self, file: str, sheet: str, spent: Spent, texts: Sequence[int]) -> None:
        self.scan = Scan()
        self._file = file
        self._sheet = sheet
        self._spent = spent
        self._texts = texts
        # Only where a long text could stand in many cells is every cell's text looked up.
        self._looked_up = {_ERROR}
        if max(texts, default=0) > limits.SHORT_TEXT:
            self._looked_up.add(_SHARED)
        self._row = self._column = -1
        self._type = ""
        self._value: list[str] = []
        self._columns: dict[str, int] = {}
        self._merged = 0
        self._in_place = {
            "col": self._on_columns,
            "row": self._on_row,
            "c": self._on_cell,
            "v": self._on_value,
            "is": self._on_value,
            "mergeCell": self._on_merged,
        }
        self._acts = self._in_place | {"f": self._on_formula}
        self._begun = False

    def prepare(self, parser: expat.XMLParserType) -> None:
        """Take the parser whose elements these are."""
        parser.buffer_text = True
        self._parser = parser

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        act = self._acts.get(name)
        if act is not None:
            act(attributes)
        elif not self._begun:
            self._begin(name)
        elif ":" in name and (act := self._in_place.get(name.rpartition(":")[2])) is not None:
            act(attributes)

    def _begin(self, root: str) -> None:
        """Formulas have the prefix of the sheet; those of menus and sparklines have another."""
        self._begun = True
        prefix = root.rpartition(":")[0]
        if prefix:
            self._acts = {f"{prefix}:{name}": act for name, act in self._acts.items()}

    def _on_row(self, attributes: dict[str, str]) -> None:
        row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        if row <= self._row:
            msg = "rows are not in order"
            raise ValueError(msg)
        self._row = row
        self._column = -1
        self._count_element()
        if attributes.get("hidden", "").lower() in TRUE:
            self.scan.hidden_rows.append(row)

    def _on_columns(self, attributes: dict[str, str]) -> None:
        """A run of columns that share a width, or that the author hid."""
        if attributes.get("hidden", "").lower() in TRUE:
            first, last = int(attributes["min"]) - 1, int(attributes["max"])
            self.scan.hidden_columns += range(first, min(last, limits.COLUMNS))

    def _on_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        column = self._column + 1 if place is None else self._column_of(place)
        if column <= self._column:
            msg = "cells are not in order"
            raise ValueError(msg)
        self._column = column
        self._type = attributes.get("t", "")
        self._count_element()

    def _count_element(self) -> None:
        self._spent.elements += 1
        if self._spent.elements > limits.CELL_ELEMENTS:
            raise self._too_large("documents.cells", limits.CELL_ELEMENTS)

    def _column_of(self, place: str) -> int:
        parts = _REFERENCE.fullmatch(place)
        if parts is None or int(parts[2]) != self._row + 1:
            msg = "a cell has no place"
            raise ValueError(msg)
        letters = parts[1]
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_number(letters)
        return column

    def _on_value(self, _: dict[str, str]) -> None:
        self._grow()
        if self._type in self._looked_up:
            self._value = []
            self._parser.CharacterDataHandler = self._value.append
            self._parser.EndElementHandler = self._on_end

    def _on_end(self, _: str) -> None:
        self._parser.CharacterDataHandler = None
        self._parser.EndElementHandler = None
        value = "".join(self._value)
        if self._type == _ERROR:
            self.scan.errors[self._row, self._column] = value[: limits.SHORT_TEXT]
            return
        self._spent.characters += self._texts[int(value)]
        if self._spent.characters > limits.WORKBOOK_CHARACTERS:
            raise self._too_large("documents.characters", limits.WORKBOOK_CHARACTERS)

    def _on_formula(self, _: dict[str, str]) -> None:
        self._grow()
        place = (self._row, self._column)
        if len(self.scan.formulas) < limits.FORMULAS:
            self.scan.formulas.append(place)

    def _on_merged(self, _: dict[str, str]) -> None:
        self._merged += 1
        if self._merged > limits.MERGED:
            raise self._too_large("documents.merged", limits.MERGED)

    def _grow(self) -> None:
        """The cell holds something: it belongs to the rectangle that the library makes."""
        scan = self.scan
        if self._row < scan.rows and self._column < scan.columns:
            return
        self._spent.cells -= scan.rows * scan.columns
        scan.rows = max(scan.rows, self._row + 1)
        scan.columns = max(scan.columns, self._column + 1)
        self._spent.cells += scan.rows * scan.columns
        if scan.rows > limits.ROWS:
            raise self._too_large("documents.rows", limits.ROWS)
        if scan.columns > limits.COLUMNS:
            raise self._too_large("documents.columns", limits.COLUMNS)
        if self._spent.cells > limits.WORKBOOK_CELLS:
            raise self._too_large("documents.cells", limits.WORKBOOK_CELLS)

    def _too_large(self, key: str, limit: int) -> InputError:
        return InputError(key, file=self._file, sheet=self._sheet, limit=f"{limit:,}")


def column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26, XFD → 16383."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1
