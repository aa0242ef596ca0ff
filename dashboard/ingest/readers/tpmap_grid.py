"""A TPMAP file as one table, whatever its form: headings, then rows with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dashboard.ingest.documents.model import Cell, Document, Sheet
from dashboard.ingest.readers import tpmap_json as nested
from dashboard.ingest.readers.tpmap_columns import (
    DISTRICT_ID,
    PROVINCE_ID,
    below_district,
    id_column,
    is_ours,
)
from dashboard.ingest.report import Place, Problem

HEADER_WITHIN: Final = 5
MOST_ROWS: Final = 1000
"""The kingdom has 928 districts: more rows are of a lower level, or stand twice."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, and its cells by heading."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with headings.

    Attributes:
        file, sheet: where it stands.
        columns: the headings, in order, each once.
        rows: the rows that are not blank, at most `MOST_ROWS`.
        problems: what is wrong with the table as such.
    """

    file: str
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def id_column(self) -> str:
        """The column that names a row's area; "" for the file of the country."""
        return id_column(self.columns)

    def place(self, number: int = 0, column: str = "") -> Place:
        """A row and a column of the table."""
        return Place(self.file, self.sheet, number, column)


def heading(cell: Cell) -> str:
    """A heading without the marks that programs leave around it."""
    return "" if cell is None else str(cell).strip("\ufeff\u00a0 \t\r\n\"'")


def has_grid(document: Document) -> bool:
    """Whether the file has the columns of a TPMAP file; looks at its beginning only."""
    if document.form == "json":
        return nested.has_records(document.tree)
    return any(_header_row(sheet) is not None for sheet in document.sheets)


def grid_of(document: Document) -> Grid | None:
    """The table of a TPMAP file; None where it has none."""
    if document.form == "json":
        return _of_records(document)
    for sheet in document.sheets:
        header = _header_row(sheet)
        if header is not None:
            return _of_sheet(document.name, sheet, header)
    return None


def _header_row(sheet: Sheet) -> int | None:
    """The place of the heading row among the first rows."""
    for index, row in enumerate(islice(sheet.rows, HEADER_WITHIN)):
        names = [heading(cell) for cell in islice(row, nested.MOST_COLUMNS)]
        if is_ours(names):
            return index
    return None


def _of_sheet(file: str, sheet: Sheet, header: int) -> Grid:
    names = [heading(cell) for cell in sheet.rows[header][: nested.MOST_COLUMNS + 1]]
    columns = tuple(dict.fromkeys(filter(None, names)))
    here = Grid(file, sheet.name, columns, ())
    problems = [*_doubled(here, names, sheet.numbers[header])]
    rows: list[Row] = []
    body = zip(sheet.rows[header + 1 :], sheet.numbers[header + 1 :], strict=False)
    for cells, number in body:
        if not any(map(heading, cells)):
            continue
        if any(heading(cell) for cell in cells[len(names) :]):
            problems.append(Problem("error", "tpmap.ragged", here.place(number)))
        rows.append(Row(number, _named(names, cells)))
        if len(rows) > MOST_ROWS:
            break
    return Grid(file, sheet.name, columns, tuple(rows), tuple(problems))


def _named(names: Sequence[str], cells: Sequence[Cell]) -> dict[str, Cell]:
    """Cells by heading; of two with one heading the first."""
    named: dict[str, Cell] = {}
    for name, cell in zip(names, cells, strict=False):
        if name:
            named.setdefault(name, cell)
    return named


def _doubled(grid: Grid, names: Sequence[str], number: int) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in filter(None, names):
        if name in seen:
            yield Problem("error", "tpmap.doubled_column", grid.place(number, name))
        seen.add(name)


def _of_records(document: Document) -> Grid | None:
    records = nested.records_of(document.tree)
    if not records:
        return None
    names = [[name for name, _ in record.pairs] for record in records[: MOST_ROWS + 1]]
    columns = dict.fromkeys(name for each in names for name in each)
    here = Grid(document.name, "", tuple(columns), ())
    problems = [
        problem
        for number, each in enumerate(names, start=1)
        for problem in _doubled(here, each, number)
    ]
    rows = tuple(
        Row(number, _named(each, [cell for _, cell in record.pairs]))
        for number, (each, record) in enumerate(zip(names, records, strict=False), start=1)
    )
    return _with_keys(Grid(document.name, "", tuple(columns), rows, tuple(problems)), records)


def _with_keys(grid: Grid, records: Sequence[nested.Record]) -> Grid:
    """The ids that records stand under, where the records themselves have none.

    An id of two digits is a province's, any other a district's.
    """
    keys = [record.key for record in records[: len(grid.rows)]]
    if not all(keys) or DISTRICT_ID in grid.columns or below_district(grid.columns):
        return grid
    column = PROVINCE_ID if all(len(key.strip()) == len("80") for key in keys) else DISTRICT_ID
    if column in grid.columns:
        return grid
    ids: list[dict[str, Cell]] = [{column: key} for key in keys]
    rows = tuple(Row(row.number, id_ | row.cells) for id_, row in zip(ids, grid.rows, strict=True))
    return Grid(grid.file, grid.sheet, (column, *grid.columns), rows, grid.problems)
