"""Finds the tables of a sheet: where the headings stand, which columns hold figures of which time.

Nothing is expected at a fixed place. The headings are the row with the most years; what stands
above it is the title, what stands between it and the first area are sub-headings; lines of text
without figures below are sources and notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.catalog.spelling import name_key
from dashboard.ingest.documents.places import letters
from dashboard.ingest.readers.nso_columns import (
    figure_columns,
    holds_figures,
    is_index,
    year_column,
)
from dashboard.ingest.readers.nso_grid import Grid, distinct
from dashboard.ingest.readers.nso_heads import Head, extent, heading_of, headings_over, is_of_time
from dashboard.ingest.readers.nso_moments import Moment, joined, moment_in, moment_of
from dashboard.ingest.readers.nso_words import (
    YEAR_HEADINGS,
    is_figure,
    is_footer,
    is_mark,
    is_unit_only,
    native,
    plain,
    unit_in,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: the time and the labels that its headings say."""

    index: int
    heading: str
    moment: Moment
    labels: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet; rows and columns count from 0.

    Attributes:
        title: what stands above the headings, in one line.
        unit: the unit that the title, a line or a corner states; "" where none does.
        columns: columns of figures.
        labels: label columns and their headings, from left to right.
        rows: rows that hold labels or figures.
        years_in: the column that says the year of a row; -1 where headings say it.
        notes: the lines below the table, as printed.
        lost: columns of figures whose headings say no time.
        head: the row of the headings.
    """

    title: str
    unit: str
    columns: tuple[Column, ...]
    labels: tuple[tuple[int, str], ...]
    rows: tuple[int, ...]
    years_in: int
    notes: tuple[str, ...]
    lost: tuple[tuple[int, str], ...]
    head: int


def find_tables(grid: Grid) -> list[Table]:
    """The tables of a sheet from top to bottom; none where it has no areas beside figures."""
    if not grid.area_columns:
        return []
    found: list[Table] = []
    start = 0
    rows = _year_rows(grid) or _other_head(grid)
    for place, row in enumerate(rows):
        stop = rows[place + 1] if place + 1 < len(rows) else grid.height
        table = _table(grid, extent(grid, start, row, stop), start, found[-1] if found else None)
        if table.columns or table.lost:
            found.append(table)
        start = max(table.rows, default=row) + 1
    return found


def _year_rows(grid: Grid) -> list[int]:
    counts = {
        row: len(moments)
        for row in range(grid.height)
        if (moments := grid.moments(row)) and not grid.has_area(row)
    }
    most = max(counts.values(), default=0)
    if most <= 1:
        return _single_year(grid, list(counts))
    rows = [row for row, count in counts.items() if count >= max(2, most / 2)]
    return [row for row in rows if row - 1 not in rows]


def _single_year(grid: Grid, rows: Sequence[int]) -> list[int]:
    """The one row whose only year stands over figures, and not in a title."""
    first = _first_data(grid, 0)
    over = [
        row
        for row in rows
        if row < first
        and any(holds_figures(grid, column, first, grid.height) for column in grid.moments(row))
    ]
    return over[-1:]


def _other_head(grid: Grid) -> list[int]:
    """The headings of a table without years in them: the last row of several texts before data."""
    first = _first_data(grid, 0)
    rows = [row for row in range(first) if len(list(grid.filled(row))) > 1]
    return rows[-1:] if first < grid.height else []


def _first_data(grid: Grid, start: int) -> int:
    """The first row with an area and a figure."""
    for row in range(start, grid.height):
        if grid.has_area(row) and any(
            is_figure(cell) or is_mark(cell)
            for column, cell in grid.filled(row)
            if column not in grid.area_columns
        ):
            return row
    return grid.height


def _table(grid: Grid, head: Head, start: int, before: Table | None) -> Table:
    above = [
        plain(cell)
        for row in range(start, head.top)
        for _, cell in grid.filled(row)
        if not is_figure(cell) and not is_footer(plain(cell))
    ]
    words = distinct(t for t in above if not is_unit_only(t) and name_key(t) not in YEAR_HEADINGS)
    title = " ".join(words) or (before.title if before else "")
    data = range(head.bottom + 1, head.stop)
    years_in = year_column(grid, head, data)
    figures, others = figure_columns(grid, head, data, years_in)
    columns, lost = _timed(grid, head, figures, title, years_in)
    labels = tuple(
        (column, heading_of(grid, head, column))
        for column in others
        if not is_index(grid, head, column, data)
    )
    rows, notes = _split(grid, data, {c.index for c in columns} | {index for index, _ in lost})
    unit = _unit(grid, head, start, title, [c for c, _ in labels])
    return Table(
        title=title,
        unit=unit or (before.unit if before else ""),
        columns=columns,
        labels=labels,
        rows=rows,
        years_in=years_in,
        notes=notes,
        lost=lost,
        head=head.years,
    )


def _timed(
    grid: Grid, head: Head, figures: Sequence[int], title: str, years_in: int
) -> tuple[tuple[Column, ...], tuple[tuple[int, str], ...]]:
    """Columns of figures with their time; those whose headings say none are lost."""
    columns: list[Column] = []
    lost: list[tuple[int, str]] = []
    whole = moment_in(title)
    whole = whole if whole.year else joined((whole, moment_in(grid.sheet.name)))
    for index, texts in headings_over(grid, head, figures):
        moment = joined(filter(None, map(moment_of, texts)))
        if not moment.year and years_in < 0 and not grid.moments(head.years):
            moment = joined((moment, whole))
        elif not moment.quarter and whole.common in (0, moment.common):
            moment = moment._replace(quarter=whole.quarter)
        shown = [text for text in texts if name_key(native(text)) not in YEAR_HEADINGS]
        heading = " ".join(distinct(shown)) or letters(index)
        if not moment.year and years_in < 0:
            lost.append((index, heading))
            continue
        words = [text for text in distinct(texts) if not is_of_time(text)]
        unit = next((text for text in words if is_unit_only(text)), "")
        labels = tuple(text for text in words if not is_unit_only(text))
        columns.append(Column(index, heading, moment, labels, unit_in(unit, alone=True)))
    return tuple(columns), tuple(lost)


def _split(grid: Grid, data: range, figures: set[int]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Rows of the table, and the lines of text below or between them."""
    rows: list[int] = []
    notes: list[str] = []
    for row in data:
        cells = list(grid.filled(row))
        texts = [plain(cell) for _, cell in cells]
        has_figures = any(column in figures for column, _ in cells)
        if not any(texts):
            continue
        if has_figures or grid.has_area(row):
            rows.append(row)
        elif any(map(is_footer, texts)) or notes:
            notes.append(" ".join(texts))
        else:
            rows.append(row)
    return tuple(rows), tuple(notes)


def _unit(grid: Grid, head: Head, start: int, title: str, labels: Sequence[int]) -> str:
    """The unit as a line or corner states it, or brackets in the title, or its first word."""
    cells: list[tuple[str, str]] = []
    for row in range(start, head.bottom + 1):
        for column, cell in grid.filled(row):
            if row < head.top or column in labels or not grid.moments(head.years):
                cells.append((plain(cell), grid.text(row, column + 1)))
    named = [text for text, _ in cells if is_unit_only(text)]
    for text in sorted(named, key=lambda each: unit_in(each, alone=True) == each.strip("()[] ")):
        unit = unit_in(text, alone=True)
        if unit:
            return unit
        beside = next(right for own, right in cells if own == text)
        if beside:
            return beside.strip("()[] ")
    bracketed = (unit_in(text, alone=False) for text, _ in cells if not is_unit_only(text))
    in_brackets = next(filter(None, bracketed), "")
    percent = "ร้อยละ" if title.startswith("ร้อยละ") else ""
    return in_brackets or percent
