"""The rows of a template that somebody filled in, column by column.

A row without a value and without a status is one that nobody filled in. Work goes by columns and
by distinct cells: a file of 100,000 rows names few areas and years.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar

from dashboard.ingest.documents.model import Cell, Sheet
from dashboard.ingest.template.columns import COLUMNS, Column
from dashboard.ingest.template.header import Header
from dashboard.ingest.template.told import Fault

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")

_FILLED_BY: Final[tuple[Column, ...]] = (
    *("value", "status", "numerator"),
    *("denominator", "standard_error"),
)


@dataclass(frozen=True, slots=True)
class Filled:
    """Filled rows.

    Attributes:
        rows: their places within the sheet's rows, from 0.
        cells: of every column of the template the cells of these rows, None where it is absent.
        unfilled: the places of rows that name something but give no figure.
    """

    rows: Sequence[int]
    cells: Mapping[Column, Sequence[Cell]]
    unfilled: Sequence[int]


def filled_rows(sheet: Sheet, header: Header) -> Filled:
    """The filled rows under `header`."""
    places = {column: place[0] for column, place in header.columns.items()}
    value = places["value"]
    others = [places[column] for column in _FILLED_BY[1:] if column in places]
    rows: list[int] = []
    unfilled: list[int] = []
    for row in range(header.row + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        if (value < len(cells) and not is_blank(cells[value])) or any(
            at < len(cells) and not is_blank(cells[at]) for at in others
        ):
            rows.append(row)
        elif not all(map(is_blank, cells)):
            unfilled.append(row)
    lines = [sheet.rows[row] for row in rows]
    empty: list[Cell] = [None] * len(rows)
    columns = {
        column: _column(lines, places[column]) if column in places else empty for column in COLUMNS
    }
    return Filled(rows, columns, unfilled)


class Answers(NamedTuple, Generic[R]):
    """The meaning of every cell, and whether any of them is a fault."""

    every: list[R]
    faulty: bool


def answers(cells: Iterable[K], meaning: Callable[[K], R]) -> Answers[R]:
    """The meanings of `cells`; `meaning` is asked once for each distinct one."""
    asked = list(cells)
    known = {cell: meaning(cell) for cell in dict.fromkeys(asked)}
    faulty = any(isinstance(each, Fault) for each in known.values())
    return Answers([known[cell] for cell in asked], faulty)


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (cell.__class__ is str and not str(cell).strip())


def _column(lines: Sequence[Sequence[Cell]], at: int) -> list[Cell]:
    """One column; a truth value becomes text, or it would be taken for the number 1."""
    cells = [cells[at] if at < len(cells) else None for cells in lines]
    if True not in cells and False not in cells:  # which numbers 1 and 0 are as well
        return cells
    return [str(cell).upper() if cell.__class__ is bool else cell for cell in cells]
