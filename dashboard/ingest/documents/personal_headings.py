"""Headings that promise data on persons, and tables of one row for each person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from dashboard.ingest.documents import personal_words as words
from dashboard.ingest.documents.model import Cell, Sheet

BELOW: Final = 200
"""Rows below a heading that are looked at."""

_HEADING_ROWS: Final = 40
_SEVERAL: Final = 3
_FEWEST_HEADINGS: Final = 2


class Trace(NamedTuple):
    """Something personal: `row` and `column` count from 0 within the rows of a sheet."""

    kind: words.Kind
    row: int
    column: int
    heading: str = ""


def headings(sheet: Sheet) -> Iterator[Trace]:
    """Headings that speak of persons, over a column that is not empty."""
    alone = max(map(len, sheet.rows), default=0) == 1
    for i, row in enumerate(sheet.rows[:_HEADING_ROWS]):
        if not alone and sum(map(is_filled, row)) < _FEWEST_HEADINGS:
            continue
        for j, cell in enumerate(row):
            kind = words.heading_kind(cell) if isinstance(cell, str) and cell else None
            if kind and _speaks(kind, below(sheet, i, j)):
                yield Trace(kind, i, j, " ".join(str(cell).split()))


def _speaks(kind: words.Kind, answers: list[str]) -> bool:
    if kind == "phone":
        return any(words.PHONE_UNDER_HEADING.fullmatch(text) for text in answers)
    return bool(answers)


def below(sheet: Sheet, row: int, column: int) -> list[str]:
    """The texts of the filled cells under a heading."""
    rows = sheet.rows[row + 1 : row + 1 + BELOW]
    cells = (each[column] for each in rows if len(each) > column)
    return [str(cell).strip() for cell in cells if is_filled(cell)]


def is_filled(cell: Cell) -> bool:
    """Whether a cell says anything."""
    return cell is not None and cell != ""


def one_row_each(sheet: Sheet) -> Iterator[Trace]:
    """A table with sex and age in every row and no figure is a list of people."""
    for i, row in enumerate(sheet.rows[:_HEADING_ROWS]):
        names = [words.plain_heading(cell) if isinstance(cell, str) else "" for cell in row]
        if not (words.SEX & set(names) and words.AGE & set(names)):
            continue
        column = next(j for j, name in enumerate(names) if name in words.SEX)
        answers = below(sheet, i, column)
        sexes = sum(text.lower() in words.SEXES for text in answers)
        counted = any(words.FIGURES.search(name) for name in names)
        if not counted and sexes >= _SEVERAL and sexes == len(answers):
            yield Trace("row_per_person", i, column, str(row[column]).strip())
        return
