"""The labels of every row of a table: printed, merged, or left empty below the first.

An empty cell takes the label above it, but not past a row in which a column that changes more
slowly begins something new: below ภาคใต้ in the column of regions, an empty province is not the
last province of the region before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.catalog.model import Level
from dashboard.catalog.spelling import name_key
from dashboard.ingest.documents.places import letters
from dashboard.ingest.readers.nso_grid import Grid
from dashboard.ingest.readers.nso_moments import moment_of
from dashboard.ingest.readers.nso_tables import Table
from dashboard.ingest.readers.nso_words import AREA_HEADINGS

Kind = Literal["area", "quarter", "dimension"]
WIDE_TO_NARROW: Final[tuple[Level, ...]] = ("region", "province", "district")


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """A label column: `level` is that of most of its areas, `heading` its letters without one."""

    index: int
    heading: str
    kind: Kind
    level: Level = "province"


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one row, by column; `own` are the columns that print or merge one here."""

    row: int
    texts: dict[int, str]
    own: frozenset[int]


def label_columns(grid: Grid, table: Table) -> list[LabelColumn]:
    """What every label column of a table is about."""
    return [_column(grid, table, index, heading) for index, heading in table.labels]


def _column(grid: Grid, table: Table, index: int, heading: str) -> LabelColumn:
    name = heading or letters(index)
    if index in grid.area_columns:
        return LabelColumn(index, name, "area", _level(heading))
    texts = [text for row in table.rows if (text := grid.text(row, index))]
    moments = [moment_of(text) for text in texts]
    if texts and sum(bool(each and each.quarter) for each in moments) * 2 > len(texts):
        return LabelColumn(index, name, "quarter")
    return LabelColumn(index, name, "dimension")


def _level(heading: str) -> Level:
    key = name_key(heading)
    for level in WIDE_TO_NARROW:
        if key in AREA_HEADINGS[level]:
            return level
    if "อำเภอ" in key or "district" in key:
        return "district"
    return "region" if "ภาค" in key and "จังหวัด" not in key else "province"


def labelled_rows(grid: Grid, table: Table, columns: list[LabelColumn]) -> Iterator[Labels]:
    """Every row with its labels filled in."""
    indexes = [each.index for each in columns]
    printed = {i: sum(bool(grid.text(row, i)) for row in table.rows) for i in indexes}
    slower = {i: [j for j in indexes if _slower(printed, j, i)] for i in indexes}
    last = dict.fromkeys(indexes, "")
    for row in table.rows:
        own = {i: text for i in indexes if (text := grid.spread(row, i))}
        fresh = {i for i, text in own.items() if text != last[i]}
        for i in indexes:
            if i in own:
                last[i] = own[i]
            elif any(j in fresh for j in slower[i]):
                last[i] = ""
        yield Labels(row, dict(last), frozenset(own))


def _slower(printed: dict[int, int], one: int, other: int) -> bool:
    """Whether a column begins something new more seldom than another."""
    return (printed[one], one) < (printed[other], other)
