"""A CSV file as text, and refusals that say where.

Every cell stays the string that the file holds; every row is as long as the header. Row 1 is the
header, so that row numbers are those of a spreadsheet.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dashboard.errors import InputError

Words = NDArray[np.object_]
Mask = NDArray[np.bool_]

HEADER_ROWS = 2  # the first data row is row 2 of the file


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: `file` is its name for messages, `cells` its data rows x `columns`."""

    file: str
    columns: tuple[str, ...]
    cells: Words

    def column(self, name: str) -> Words:
        """The cells of one column, top to bottom."""
        return self.cells[:, self.columns.index(name)]

    def refuse(self, key: str, bad: Mask, column: str, **facts: object) -> None:
        """Refuse the file where any row of `bad` is true; the message names the first such row.

        Raises:
            InputError: `key`, with file, row, column, value and the number of bad rows.
        """
        if bad.any():
            first = int(bad.argmax())
            place = {"file": self.file, "row": first + HEADER_ROWS, "column": column}
            value = self.column(column)[first]
            raise InputError(key, **place, value=value, count=int(bad.sum()), **facts)

    def refuse_blank(self, *columns: str) -> None:
        """Refuse a row without text in one of `columns`."""
        for column in columns:
            self.refuse("ingest.blank_cell", self.column(column) == "", column)

    def refuse_unknown(self, column: str, allowed: Sequence[str]) -> None:
        """Refuse a word of `column` that is not one of `allowed`."""
        bad = ~np.isin(self.column(column).astype(str), list(allowed))
        self.refuse("ingest.unknown_word", bad, column, allowed=" ".join(allowed))


def read_table(file: Path, columns: Sequence[str], *, open_end: bool = False) -> Table:
    """The CSV file `file`, whose header is `columns`, with more columns after them if `open_end`.

    Raises:
        InputError: the file is absent, is not UTF-8 or not CSV, lacks a column, holds a column
            too many or twice, or has a row of another length than its header.
    """
    name = f"{file.parent.name}/{file.name}"
    header, rows = _records(file, name)
    _check_header(name, header, columns, open_end=open_end)
    for number, row in enumerate(rows, start=HEADER_ROWS):
        if len(row) != len(header):
            raise InputError(
                "ingest.ragged_row", file=name, row=number, cells=len(row), columns=len(header)
            )
    cells = np.array(rows, dtype=object).reshape(len(rows), len(header))
    return Table(name, tuple(header), cells)


def _records(file: Path, name: str) -> tuple[list[str], list[list[str]]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            return next(reader, []), list(reader)
    except FileNotFoundError as error:
        raise InputError("ingest.missing_file", file=name) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("ingest.unreadable", file=name, why=error) from error


def _check_header(name: str, header: list[str], columns: Sequence[str], *, open_end: bool) -> None:
    expected = ", ".join(columns)
    for column in columns:
        if column not in header:
            raise InputError("ingest.missing_column", file=name, column=column, columns=expected)
    for column in header:
        if header.count(column) > 1:
            raise InputError("ingest.doubled_column", file=name, column=column)
        if column not in columns and not open_end:
            raise InputError("ingest.unknown_column", file=name, column=column, columns=expected)
