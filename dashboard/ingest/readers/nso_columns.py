"""What a column of a table holds: figures, labels, the years of its rows, or mere numbering."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from dashboard.catalog.spelling import name_key
from dashboard.ingest.readers.nso_grid import Grid
from dashboard.ingest.readers.nso_heads import Head, heading_of
from dashboard.ingest.readers.nso_moments import moment_of
from dashboard.ingest.readers.nso_words import (
    INDEX_HEADINGS,
    YEAR_HEADINGS,
    is_figure,
    is_mark,
    plain,
)

SAMPLE: Final = 60
"""Data rows that are looked at to see what a column holds."""


def year_column(grid: Grid, head: Head, data: range) -> int:
    """The column headed ปี whose cells are years; -1 where the headings hold the years."""
    if grid.moments(head.years):
        return -1
    for column, cell in grid.filled(head.years):
        cells = [grid.cell(row, column) for row in data[:SAMPLE]]
        given = [moment_of(each) for each in cells if each not in (None, "")]
        years = [each for each in given if each is not None and each.year]
        if name_key(plain(cell)) in YEAR_HEADINGS and len(years) * 2 > len(given):
            return column
    return -1


def figure_columns(
    grid: Grid, head: Head, data: range, years_in: int
) -> tuple[list[int], list[int]]:
    """Columns that hold figures, and the other columns with something in them, left to right."""
    left = min(grid.moments(head.years), default=0)
    figures: list[int] = []
    others: list[int] = []
    for column in range(grid.width):
        if column in grid.area_columns:
            others.append(column)
        elif column == years_in:
            continue
        elif column >= left and _is_of_figures(grid, head, column, data):
            figures.append(column)
        elif any(grid.text(row, column) for row in data):
            others.append(column)
    return figures, others


def _is_of_figures(grid: Grid, head: Head, column: int, data: range) -> bool:
    if column in grid.moments(head.years):
        return True
    if is_index(grid, head, column, data):
        return False
    return holds_figures(grid, column, data.start, data.stop)


def holds_figures(grid: Grid, column: int, start: int, stop: int) -> bool:
    """Whether most of what stands in a column are numbers, or signs instead of them."""
    cells = [grid.cell(row, column) for row in range(start, min(stop, start + SAMPLE))]
    given = [cell for cell in cells if cell not in (None, "")]
    numbers = sum(map(is_figure, given))
    marks = sum(map(is_mark, given))
    return bool(numbers) and (numbers + marks) * 2 > len(given)


def is_index(grid: Grid, head: Head, column: int, data: range) -> bool:
    """Whether a column only numbers its rows, or holds codes beside names."""
    if column in grid.area_columns or column in grid.moments(head.years):
        return False
    texts = [text for row in data[:SAMPLE] if (text := grid.text(row, column))]
    if not texts or not all(text.isdecimal() for text in texts[:-1]):
        return False
    heading = heading_of(grid, head, column)
    if heading == "#" or name_key(heading) in INDEX_HEADINGS:
        return True
    if column > min(grid.area_columns):
        return False
    numbers = [int(text) for text in texts if text.isdecimal()]
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    return len(numbers) > 1 and steps * 2 > len(numbers) - 1
