"""Rows of headings: how far they reach around the row of years, and which are over a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.catalog.spelling import name_key
from dashboard.ingest.readers.nso_grid import Grid
from dashboard.ingest.readers.nso_moments import moment_of
from dashboard.ingest.readers.nso_words import (
    YEAR_HEADINGS,
    is_figure,
    is_numbered,
    is_unit_only,
    native,
    plain,
)

MOST_SUB_ROWS: Final = 4


@dataclass(frozen=True, slots=True)
class Head:
    """Rows of headings from `top` to `bottom`, the data after them up to `stop`."""

    top: int
    years: int
    bottom: int
    stop: int


def extent(grid: Grid, start: int, row: int, stop: int) -> Head:
    """The rows of headings around the row of years."""
    left = min(grid.moments(row), default=-1)
    if left < 0:
        left = min(column for column, _ in grid.filled(row))
    bottom = row
    for below in range(row + 1, min(row + 1 + MOST_SUB_ROWS, stop)):
        if grid.has_area(below) or _begins_data(grid, below, left):
            break
        if any(column >= left for column, _ in grid.filled(below)):
            bottom = below
    top = row
    while top > start and _groups(grid, top - 1, left):
        top -= 1
    return Head(top, row, bottom, stop)


def _begins_data(grid: Grid, row: int, left: int) -> bool:
    """Whether a row holds figures that neither name a year nor number the columns."""
    cells = [cell for column, cell in grid.filled(row) if column >= left]
    figures = [cell for cell in cells if is_figure(cell) and not moment_of(cell)]
    texts = [plain(cell).strip("()") for cell in figures]
    numbers = {first: [str(first + n) for n in range(len(texts))] for first in range(1, left + 2)}
    return bool(figures) and texts not in numbers.values()


def _groups(grid: Grid, row: int, left: int) -> bool:
    """Whether a row above the years groups their columns: quarters, sexes, kinds."""
    texts = [plain(cell) for column, cell in grid.filled(row) if column >= left]
    words = [text for text in texts if not is_unit_only(text)]
    if len(set(words)) > 1:
        return True
    return any(moment_of(text) or name_key(native(text)) in YEAR_HEADINGS for text in words)


def is_of_time(text: str) -> bool:
    """Whether a heading over figures is no label: a time, the word for years, a column's number."""
    return bool(moment_of(text)) or name_key(native(text)) in YEAR_HEADINGS or is_numbered(text)


def headings_over(
    grid: Grid, head: Head, figures: Sequence[int]
) -> Iterator[tuple[int, list[str]]]:
    """Column and its headings from top to bottom; a group's heading goes for all its columns."""
    rows = range(head.top, head.bottom + 1)
    carried = dict.fromkeys(rows, "")
    before = -1
    for column in figures:
        texts: list[str] = []
        for row in rows:
            # A heading that stands over an empty column between two groups is theirs as well.
            skipped = (grid.text(row, c) for c in range(before + 1, column) if before >= 0)
            carried[row] = next(filter(None, skipped), carried[row])
            own = grid.spread(row, column)
            lower = any(grid.text(below, column) for below in range(row + 1, head.bottom + 1))
            text = own or (carried[row] if lower else "")
            carried[row] = own or carried[row]
            texts.append(text)
        before = column
        yield column, [text for text in texts if text]


def heading_of(grid: Grid, head: Head, column: int) -> str:
    """The heading of a label column: the lowest text over it that is no unit."""
    for row in range(head.bottom, head.top - 1, -1):
        text = grid.spread(row, column)
        if text and not is_unit_only(text) and not is_numbered(text):
            return text
    return ""
