"""One table for every outlet: the twin of a chart on screen, a CSV file, a worksheet.

A cell is a text, a number, nothing (missing), or suppressed. Missing is not zero, and a suppressed
cell never carries a number, whatever the frame holds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal, Self

import pandas as pd

from dashboard.text import Lang
from dashboard.text.numbers import number, state_text

Kind = Literal["text", "number", "share"]


class Suppressed(Enum):
    """The one value of a suppressed cell."""

    SUPPRESSED = "C"


SUPPRESSED: Final = Suppressed.SUPPRESSED


class Rounded(float):
    """A number of which only `decimals` digits after the point are certain.

    No outlet shows more of them, and none fills up with zeros what is not known.
    """

    decimals: int

    def __new__(cls, value: float, decimals: int) -> Self:
        """`value`, rounded already, told to `decimals`."""
        made = super().__new__(cls, value)
        made.decimals = decimals
        return made


Cell = str | float | Suppressed | None


def decimals_of(cell: float, column: Column) -> int:
    """How many decimals a number is shown with: its own where it has any, else the column's."""
    return cell.decimals if isinstance(cell, Rounded) else column.decimals


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a frame and how it is shown.

    Attributes:
        key: name in the frame.
        label: head, in the reader's language.
        kind: "text" stays as written, also where it looks like a number (codes, years); "number";
            "share" is a number that is already per cent, 6.8 means 6.8 %.
        decimals: shown for numbers; files keep the whole number.
        status: name of the frame's column that says C where a number is suppressed.
        years: texts of four digits are years, which a workbook holds as numbers.
    """

    key: str
    label: str
    kind: Kind = "text"
    decimals: int = 0
    status: str = ""
    years: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows, a cell for each column in every row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def of(cls, frame: pd.DataFrame, columns: Sequence[Column]) -> Table:
        """The rows of `frame` in its order, its columns as `columns` name them.

        Raises:
            KeyError: the frame lacks a column.
        """
        parts = [_cells(frame, column) for column in columns]
        return cls(tuple(columns), tuple(zip(*parts, strict=True)))

    def words(self, lang: Lang) -> tuple[tuple[str, ...], ...]:
        """The rows as a reader sees them: `1,234.50`, `6.80 %`, `–`, `ปกปิด`."""
        return tuple(
            tuple(
                _words(cell, column, lang) for cell, column in zip(row, self.columns, strict=True)
            )
            for row in self.rows
        )


def _cells(frame: pd.DataFrame, column: Column) -> list[Cell]:
    values = frame[column.key].tolist()
    if column.kind == "text":
        return ["" if _is_nothing(value) else str(value) for value in values]
    states = frame[column.status].tolist() if column.status else [""] * len(values)
    return [_figure(value, state) for value, state in zip(values, states, strict=True)]


def _figure(value: object, state: object) -> Cell:
    if state == SUPPRESSED.value:
        return SUPPRESSED
    return None if _is_nothing(value) else float(str(value))


def _is_nothing(value: object) -> bool:
    return (
        value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value))
    )


def _words(cell: Cell, column: Column, lang: Lang) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Suppressed):
        return state_text(None, cell.value, column.decimals, lang)
    text = number(cell, column.decimals if cell is None else decimals_of(cell, column))
    return f"{text}\N{NO-BREAK SPACE}%" if column.kind == "share" and cell is not None else text
