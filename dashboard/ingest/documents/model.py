"""A file that was handed in, opened: sheets of cells, or a tree; its bytes are gone.

Whatever the encoding, separator or format, a reader sees the same: rows of cells with the row
numbers of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Cell = str | float | int | bool | date | datetime | None
"""A cell of a workbook has a type; one of a text file is always text. Empty: None or ""."""

Form = Literal["text", "workbook", "json"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of cells: the whole of a text file, or a sheet of a workbook.

    Attributes:
        name: the sheet's name, "" for a text file.
        rows: cells from the first column on; rows may differ in length. Blank rows of a workbook
            are kept, blank lines of a text file are left out.
        numbers: the row number of each of `rows` in the file, from 1.
        merged: (first row, first column, last row, last column) of merged cells, counted from 0
            within `rows`.
        formulas: (row, column) of cells that hold a formula, counted from 0 within `rows`, at most
            `limits.FORMULAS`; their cells hold what the formula gave when the file was saved.
        hidden_rows: places within `rows` that a workbook does not show: hidden, or filtered away.
        hidden_columns: columns, from 0, that a workbook does not show. Both are read all the same.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file, opened.

    Attributes:
        name: its name without any folder, safe to print.
        sha256: of its bytes.
        form: text (CSV and the like), workbook or json.
        sheets: the tables of a text file or workbook, in order; empty for JSON.
        tree: what a JSON file holds, else None.
        separator: what stands between the cells of a text file, "" for other forms.
        hidden: names of the sheets that their author hid; they are not read.
    """

    name: str
    sha256: str
    form: Form
    sheets: tuple[Sheet, ...] = ()
    tree: object = None
    separator: str = ""
    hidden: tuple[str, ...] = ()


def text_of(cell: Cell) -> str:
    """The cell as text without blanks around it; a whole number without a decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
