"""Rows of the age-by-sex text, typed: which fields are ages and which are groups apart.

As the publisher's page on the file says, a row is a name and 102 pairs of males and females of the
ages 0, 1 … 100 and over 100; then males, females and their sum for those born in a year of the
lunar calendar, those in a central house register, those without Thai nationality, those on the
move, and for all persons. Names are the only key. Shorter rows (no age over 100, fewer groups) are
told apart by the number of fields alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dashboard.ingest.documents.model import Cell, Sheet
from dashboard.ingest.readers.dopa_rows import (
    Counts,
    count_of,
    fields_of,
    first_letters,
    text_of,
)
from dashboard.ingest.readers.dopa_told import Told

NAME_FIELDS, GROUP = 1, 3
GROUPS: Final = 5
AGES: Final = (102, 101)


class Layout(NamedTuple):
    """How many single ages a row has, and how many groups of males, females and their sum."""

    ages: int
    groups: int


LAYOUTS: Final = {
    NAME_FIELDS + 2 * ages + GROUP * groups: Layout(ages, groups)
    for ages in AGES
    for groups in range(GROUPS + 1)
}


class AgeRow(NamedTuple):
    """One row: males and females by single age in turn, then the groups."""

    number: int
    name: str
    counts: Counts
    layout: Layout
    columns: tuple[str, ...]


def persons(counts: Counts, layout: Layout, first: int, last: int) -> int:
    """Persons of both sexes aged `first` to `last`; the last age of a row is open."""
    return sum(counts[2 * first : 2 * (min(last, layout.ages - 1) + 1)])


def is_age_row(cells: Sequence[Cell]) -> bool:
    """Whether the cells look like a row of this file."""
    fields = fields_of(cells)
    if len(fields) not in LAYOUTS or not text_of(fields[0]):
        return False
    return all(count_of(each) is not None for each in fields[1:8])


def age_rows_of(sheet: Sheet, told: Told) -> Iterator[AgeRow]:
    """The rows that were understood, in the order of the file."""
    layout: Layout | None = None
    columns: tuple[str, ...] = ()
    for number, cells in zip(sheet.numbers, sheet.rows, strict=True):
        fields = fields_of(cells)
        words = [text_of(each) for each in fields]
        if not any(words):
            continue
        if layout is None and not is_age_row(cells) and not _has_counts(fields):
            columns = tuple(words) if len(fields) in LAYOUTS else ()
            continue
        expected = layout or LAYOUTS.get(len(fields))
        if expected is None or LAYOUTS.get(len(fields)) != expected:
            told.error("dopa.age_fields", row=number, count=len(fields), value=words[0])
            continue
        layout = expected
        names = columns if len(columns) == len(fields) else first_letters(len(fields))
        counts = _counts(number, fields, names, told)
        if counts is not None:
            row = AgeRow(number, words[0], counts, layout, names[1:])
            _hold_sums(row, told)
            yield row


def _has_counts(fields: Sequence[Cell]) -> bool:
    return any(count_of(each) is not None for each in fields[1:])


def _counts(number: int, fields: Sequence[Cell], names: Sequence[str], told: Told) -> Counts | None:
    counts: list[int] = []
    for field, column in zip(fields[1:], names[1:], strict=True):
        count = count_of(field)
        if count is None:
            told.error("dopa.not_a_count", row=number, column=column, value=text_of(field))
        else:
            counts.append(count)
    return tuple(counts) if len(counts) == len(fields) - NAME_FIELDS else None


def _hold_sums(row: AgeRow, told: Told) -> None:
    """Males and females make up each group, and ages with the groups make up the total."""
    start = 2 * row.layout.ages
    groups = [row.counts[at : at + GROUP] for at in range(start, len(row.counts), GROUP)]
    for number, (male, female, total) in enumerate(groups):
        if male + female != total:
            told.error(
                "dopa.sexes",
                row=row.number,
                column=row.columns[start + GROUP * number + 2],
                value=f"{total:,}",
                male=f"{male:,}",
                female=f"{female:,}",
                sum=f"{male + female:,}",
            )
    for sex, name in enumerate(("male", "female")):
        if groups:
            ages = sum(row.counts[sex:start:2])
            _hold_total(row, ages, [each[sex] for each in groups], name, told)


def _hold_total(row: AgeRow, ages: int, groups: Sequence[int], sex: str, told: Told) -> None:
    """The last group is the total: with the others beside the ages, or already among them."""
    total, apart = groups[-1], sum(groups[:-1])
    if total in {ages, ages + apart}:
        return
    told.error(
        f"dopa.age_total_{sex}",
        row=row.number,
        column=row.columns[len(row.columns) - GROUP + (sex == "female")],
        value=f"{total:,}",
        ages=f"{ages:,}",
        apart=f"{apart:,}",
        name=row.name,
    )
