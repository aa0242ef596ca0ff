"""Every figure of a table with all that its row and column say of it, before it has a meaning."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.ingest.documents.model import Cell
from dashboard.ingest.numerals import Number, number_of
from dashboard.ingest.readers.nso_areas import RowArea, area_of, province_in
from dashboard.ingest.readers.nso_grid import Grid
from dashboard.ingest.readers.nso_labels import LabelColumn, Labels, label_columns, labelled_rows
from dashboard.ingest.readers.nso_moments import NEVER, Moment, joined, moment_of
from dashboard.ingest.readers.nso_tables import Column, Table
from dashboard.ingest.readers.nso_told import Teller
from dashboard.ingest.readers.nso_words import INSTEAD, marked, plain
from dashboard.ingest.vocabulary import Vocabulary


class Label(NamedTuple):
    """A label of a figure, and the heading of its column; "" for headings over figures."""

    heading: str
    text: str


class Figure(NamedTuple):
    """One cell: `value` is NaN where a mark stands instead of a number."""

    row: int
    column: Column
    area: str
    moment: Moment
    labels: tuple[Label, ...]
    value: float
    marks: tuple[str, ...]


@dataclass(slots=True)
class _Strangers:
    """Labels of areas without a code, each with its first row and how many rows it stands in."""

    aggregates: dict[str, list[int]] = field(default_factory=dict)
    unknown: dict[str, tuple[RowArea, list[int]]] = field(default_factory=dict)


def figures_of(grid: Grid, table: Table, words: Vocabulary, tell: Teller) -> list[Figure]:
    """The figures of a table whose area is known; what else was found is told."""
    columns = label_columns(grid, table)
    within = province_in(table.title, words.areas)
    strangers = _Strangers()
    found: list[Figure] = []
    for labels in labelled_rows(grid, table, columns):
        cells = [(c, cell) for c in table.columns if (cell := _given(grid, labels.row, c))]
        if not cells:
            continue
        if not labels.own:
            tell.error("nso.row_without_label", labels.row)
            continue
        area = area_of(labels.texts, columns, words.areas, within)
        if area is None:
            tell.error("nso.row_without_area", labels.row)
        elif not area.code:
            _note_stranger(strangers, area, labels.row)
        else:
            moment = _row_moment(grid, table, labels, columns, tell)
            said = tuple(_labels(labels, columns))
            marks = marked(labels.texts[area.column]).marks
            row = _Row(labels.row, area.code, moment, said, marks)
            found.extend(_figures(row, cells, tell))
    _tell_strangers(strangers, {c.index: c.heading for c in columns}, words, tell)
    return found


class _Row(NamedTuple):
    row: int
    area: str
    moment: Moment
    labels: tuple[Label, ...]
    marks: tuple[str, ...]


def _given(grid: Grid, row: int, column: Column) -> tuple[Cell] | None:
    """A cell with something in it, in a tuple so that 0 counts as something."""
    cell = grid.cell(row, column.index)
    return (cell,) if plain(cell) else None


def _figures(
    row: _Row, cells: Sequence[tuple[Column, tuple[Cell]]], tell: Teller
) -> Iterator[Figure]:
    for column, (cell,) in cells:
        try:
            number = _number(cell)
        except ValueError:
            text = plain(cell)[:80]
            tell.error("nso.not_a_number", row.row, column.heading, text)
            continue
        moment = joined((column.moment, row.moment))
        labels = row.labels + tuple(Label("", each) for each in column.labels)
        own = tuple(number.mark.split()) if math.isfinite(number.value) else (number.mark,)
        marks = tuple(filter(None, (*own, moment.status, *moment.marks, *row.marks)))
        yield Figure(row.row, column, row.area, moment, labels, number.value, marks)


def _number(cell: Cell) -> Number:
    """A number and its marks; a mark may stand behind the number, or alone."""
    text = plain(cell)
    if text.casefold() in INSTEAD:
        return Number(math.nan, text)
    try:
        return number_of(cell)
    except ValueError:
        bare, marks = marked(text)
        if not marks:
            raise
        return number_of(bare)._replace(mark=" ".join(marks))


def _row_moment(
    grid: Grid, table: Table, labels: Labels, columns: Sequence[LabelColumn], tell: Teller
) -> Moment:
    """What the labels of a row say about time."""
    quarters = (moment_of(labels.texts[c.index]) for c in columns if c.kind == "quarter")
    said = [each for each in quarters if each]
    if table.years_in < 0:
        return joined(said)
    year = moment_of(grid.spread(labels.row, table.years_in))
    if year is None or not year.year:
        tell.error("nso.row_without_year", labels.row, value=grid.text(labels.row, table.years_in))
        return NEVER
    return joined([year, *said])


def _labels(labels: Labels, columns: Sequence[LabelColumn]) -> Iterator[Label]:
    for column in columns:
        text = labels.texts[column.index]
        is_time = column.kind == "quarter" and moment_of(text)
        if column.kind != "area" and text and not is_time:
            yield Label(column.heading, marked(text).text)


def _note_stranger(strangers: _Strangers, area: RowArea, row: int) -> None:
    if area.aggregate:
        strangers.aggregates.setdefault(area.label, []).append(row)
    else:
        strangers.unknown.setdefault(area.label, (area, []))[1].append(row)


def _tell_strangers(
    strangers: _Strangers, headings: dict[int, str], words: Vocabulary, tell: Teller
) -> None:
    areas = words.catalog.areas
    for label, (area, rows) in strangers.unknown.items():
        near = [areas[code].name for code in area.nearest if code in areas]
        rule = "nso.unknown_area" if near else "nso.strange_area"
        tell.error(
            rule,
            rows[0],
            headings.get(area.column, ""),
            label,
            rows=len(rows),
            nearest_th=", ".join(each.th for each in near),
            nearest_en=", ".join(each.en for each in near),
        )
    if strangers.aggregates:
        names = ", ".join(strangers.aggregates)
        rows = [row for each in strangers.aggregates.values() for row in each]
        tell.warning("nso.areas_left_out", rows[0], value=names, rows=len(rows))
