"""Where the table of a sheet begins, and which of its columns are the template's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dashboard.catalog.spelling import name_key
from dashboard.ingest.documents.model import Cell, Sheet
from dashboard.ingest.template.columns import NEEDED, Column, columns_by_heading
from dashboard.text import LANGS, t

HIGHEST: Final = 20
"""A header further down is not sought."""
WIDEST: Final = 200
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Header:
    """The row of headings.

    Attributes:
        row: its place within the sheet's rows, from 0.
        columns: the template's columns that are there: place from 0, and heading as printed.
        unknown: headings that the template does not know.
        doubled: headings of a column that an earlier one names already.

    A template whose column of values has another heading, or is gone, is a template all the same.
    """

    row: int
    columns: Mapping[Column, tuple[int, str]]
    unknown: tuple[tuple[int, str], ...]
    doubled: tuple[tuple[int, str], ...]


def find_header(sheet: Sheet) -> Header | None:
    """The header of a sheet, None where it has no row that names what a template must have."""
    for row in range(min(HIGHEST, len(sheet.rows))):
        header = _header(row, sheet.rows[row])
        if all(any(each in header.columns for each in group) for group in NEEDED):
            return header
    return None


def lacking(header: Header) -> dict[str, object] | None:
    """The heading that figures cannot be read without, in both languages; None if it is there."""
    if "value" in header.columns:
        return None
    return {f"missing_{lang}": t("template.column.value", lang) for lang in LANGS}


def _header(row: int, cells: Sequence[Cell]) -> Header:
    columns: dict[Column, tuple[int, str]] = {}
    unknown: list[tuple[int, str]] = []
    doubled: list[tuple[int, str]] = []
    for at, cell in enumerate(cells[:WIDEST]):
        if not isinstance(cell, str) or not cell.strip() or len(cell) > LONGEST:
            continue
        column = _headings().get(name_key(cell))
        if column is None:
            unknown.append((at, cell.strip()))
        elif column in columns:
            doubled.append((at, cell.strip()))
        else:
            columns[column] = (at, cell.strip())
    return Header(row, columns, tuple(unknown), tuple(doubled))


@cache
def _headings() -> dict[str, Column]:
    return columns_by_heading()
