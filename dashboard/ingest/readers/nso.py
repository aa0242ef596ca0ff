"""Reads workbooks of the catalogue of the National Statistical Office: areas by years.

Title, unit, headings and label columns are found by what they hold; `workbooks.toml` says what
the figures are. A workbook that it does not know is still recognised, and answered with the entry
that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import pandas as pd

from dashboard.catalog.spelling import name_key
from dashboard.catalog.workbooks import Workbook, Workbooks, load_workbooks
from dashboard.ingest.documents.model import Document, Sheet
from dashboard.ingest.readers.nso_areas import familiar, names_area
from dashboard.ingest.readers.nso_figures import Figure, Label, figures_of
from dashboard.ingest.readers.nso_grid import Grid
from dashboard.ingest.readers.nso_mapping import from_catalog
from dashboard.ingest.readers.nso_marks import Notes, read_notes
from dashboard.ingest.readers.nso_metadata import Metadata, is_metadata, metadata_of
from dashboard.ingest.readers.nso_moments import span_in, years_in
from dashboard.ingest.readers.nso_observations import Meanings, Observed, added, observed
from dashboard.ingest.readers.nso_paste import entry_lines
from dashboard.ingest.readers.nso_tables import Table, find_tables
from dashboard.ingest.readers.nso_titles import Nearest, Titles
from dashboard.ingest.readers.nso_told import Teller
from dashboard.ingest.readers.nso_words import AREA_HEADINGS, is_figure, native, plain
from dashboard.ingest.report import (
    READING_COLUMNS,
    Citation,
    Place,
    Problem,
    Reading,
    no_observations,
)
from dashboard.ingest.vocabulary import Vocabulary
from dashboard.text import Lang, t
from dashboard.text.periods import BE_OFFSET

NAME: Final = "nso"
FIRST_ROWS: Final = 60
MOST_TITLE: Final = 200
_TWO_DIGITS: Final = re.compile("[0-9]{2}")
_HEADINGS: Final = frozenset().union(*AREA_HEADINGS.values())


@dataclass(slots=True)
class _State:
    """What is gathered over the sheets of one file."""

    document: Document
    words: Vocabulary
    workbooks: Workbooks
    titles: Titles
    metadata: Metadata
    data_set: str
    problems: list[Problem] = field(default_factory=list)
    found: list[Observed] = field(default_factory=list)
    data_sets: dict[str, str] = field(default_factory=dict)
    figures: int = 0
    tables: int = 0
    source: str = ""
    title: str = ""


class _Read(NamedTuple):
    """One table of one sheet with its figures."""

    grid: Grid
    table: Table
    notes: Notes
    figures: list[Figure]


def recognises(document: Document) -> bool:
    """Whether a file holds a table of areas by years; needs no catalogue."""
    return document.form != "json" and any(map(_has_shape, document.sheets))


def read(document: Document, words: Vocabulary, *, data_set: str = "") -> Reading:
    """The figures of every table of a workbook.

    Args:
        document: the workbook.
        words: catalogue and names of areas.
        data_set: what the user says the figures belong to; counts where the catalogue has it.

    Returns:
        A reading; its fact `found` is the number of figures in known areas, also of tables that
        no entry of `workbooks.toml` speaks for.

    Raises:
        CatalogError: `workbooks.toml` breaks a rule.
    """
    chosen = data_set if data_set in words.catalog.data_sets else ""
    workbooks = load_workbooks(words.folder, words.catalog)
    titles = Titles(workbooks, words.catalog)
    state = _State(document, words, workbooks, titles, metadata_of(document), chosen)
    for sheet in document.sheets:
        if not is_metadata(sheet):
            _read_sheet(sheet, state)
    if not state.tables:
        state.problems.append(Problem("error", "nso.no_table", Place(document.name)))
    if len(state.data_sets) > 1 and not chosen:
        facts = {"data_sets": ", ".join(state.data_sets)}
        problem = Problem("error", "nso.two_data_sets", Place(document.name), facts=facts)
        state.problems.append(problem)
    return Reading(
        reader=NAME,
        data_set=chosen or next(iter(state.data_sets), ""),
        observations=_frame(state),
        problems=tuple(state.problems),
        citation=_citation(state),
        facts={"found": state.figures, "tables": state.tables},
    )


def _has_shape(sheet: Sheet) -> bool:
    """Areas beside figures under years, or a heading such as จังหวัด in the row of the years."""
    rows = sheet.rows[:FIRST_ROWS]
    merged = tuple(each for each in sheet.merged if each[2] < len(rows))
    grid = Grid(Sheet(sheet.name, rows, sheet.numbers[:FIRST_ROWS], merged), familiar)
    if any(table.columns for table in find_tables(grid)):
        return True
    return any(_is_headed(grid, row) and _is_timed(grid, row) for row in range(grid.height))


def _is_timed(grid: Grid, row: int) -> bool:
    """Whether years stand in a row, in the next one, or in a line above it."""
    if any(grid.moments(each) for each in (row, row + 1) if each < grid.height):
        return True
    above = (plain(cell) for each in range(row) for _, cell in grid.filled(each))
    below = [cell for each in range(row + 1, grid.height) for _, cell in grid.filled(each)]
    return any(map(years_in, above)) and any(map(is_figure, below))


def _is_headed(grid: Grid, row: int) -> bool:
    keys = {name_key(native(plain(cell))) for _, cell in grid.filled(row)}
    return bool(keys & _HEADINGS)


def _read_sheet(sheet: Sheet, state: _State) -> None:
    areas = state.words.areas
    grid = Grid(sheet, lambda text: names_area(text, areas))
    tell = Teller(state.document.name, grid, state.problems)
    for table in find_tables(grid):
        state.tables += 1
        _tell_headings(table, tell)
        figures = figures_of(grid, table, state.words, tell)
        state.figures += len(figures)
        notes = read_notes(table.notes)
        state.source = state.source or notes.source
        state.title = state.title or table.title
        _read_table(_Read(grid, table, notes, figures), state, tell)


def _read_table(this: _Read, state: _State, tell: Teller) -> None:
    sheet = this.grid.sheet.name
    own = [this.table.title, state.metadata.citation.title]
    labels = list(dict.fromkeys(label for each in this.figures for label in each.labels))
    entries = state.titles.find(own[0], own[1], sheet)
    if len(entries) > 1 and state.data_set:
        entries = [each for each in entries if each.data_set == state.data_set] or entries
    if len(entries) > 1:
        names = ", ".join(each.id for each in entries)
        tell.error("nso.several_entries", this.table.head, value=own[0], entries=names)
        return
    workbook = entries[0] if entries else _by_name(own, labels, state)
    unit = this.table.unit or state.metadata.unit
    if workbook is None:
        if this.figures:
            _tell_unknown(this, unit, state, tell)
        return
    by = Meanings(workbook, " ".join(own), unit, sheet, this.notes, state.workbooks.edited)
    state.found += observed(this.figures, by, state.words.catalog, tell)
    state.data_sets.setdefault(workbook.data_set, "")


def _by_name(titles: Sequence[str], labels: Sequence[Label], state: _State) -> Workbook | None:
    """An entry from the catalogue, unless an entry of the table is only not quite meant."""
    if state.titles.nearest(titles[0], titles[1], "").workbook is not None:
        return None
    return from_catalog(state.words.catalog, state.workbooks, state.titles, titles, labels)


def _tell_unknown(this: _Read, unit: str, state: _State, tell: Teller) -> None:
    """No entry speaks for the table: the message holds the one that is missing."""
    dimensions: dict[str, list[str]] = {}
    for label in dict.fromkeys(label for each in this.figures for label in each.labels):
        dimensions.setdefault(label.heading, []).append(label.text)
    name, sheet = state.metadata.citation.title, this.grid.sheet.name
    title = (this.table.title or name or sheet)[:MOST_TITLE]
    near = state.titles.nearest(this.table.title, name, sheet)
    said = ", ".join(heading or labels[0] for heading, labels in dimensions.items())
    tell.error(
        "nso.no_entry",
        this.table.head,
        value=title,
        found=len(this.figures),
        unit=unit or "-",
        dimensions=said or "-",
        near_th=_nearly(near, "th"),
        near_en=_nearly(near, "en"),
        toml=entry_lines(
            next(filter(None, map(state.titles.to_declare, (this.table.title, name, sheet))), ""),
            unit,
            dimensions,
            state.data_set,
            in_editions=not state.data_set or state.data_set in state.workbooks.editions,
        ),
    )


def _nearly(near: Nearest, lang: Lang) -> str:
    """Which entry the title nearly fits, and by which words it does not."""
    if near.workbook is None:
        return ""
    words = ", ".join(f'"{each}"' for each in near.left)[:MOST_TITLE]
    return " " + t("nso.nearly", lang, entry=near.workbook.id, words=words)


def _tell_headings(table: Table, tell: Teller) -> None:
    """Columns without a time, two years that contradict each other, a title of other years."""
    short = [heading for _, heading in table.lost if _TWO_DIGITS.fullmatch(heading)]
    for heading in short:
        tell.error("years.two_digits", table.head, heading, heading)
    lost = [heading for _, heading in table.lost if heading not in short]
    if lost:
        names = ", ".join(lost)
        tell.warning("nso.columns_left_out", table.head, lost[0], names[:MOST_TITLE])
    for column in table.columns:
        if column.moment.contradicts:
            tell.error("nso.two_years", table.head, column.heading, column.heading)
    years = [column.moment.common for column in table.columns if column.moment.plausible]
    span = span_in(table.title)
    if years and span and span != (min(years), max(years)):
        first, last = _buddhist(min(years)), _buddhist(max(years))
        told = f"{_buddhist(span[0])}–{_buddhist(span[1])}"
        tell.warning("nso.title_years", table.head, value=told, first=first, last=last)


def _buddhist(year: int) -> int:
    return year + BE_OFFSET


def _citation(state: _State) -> Citation:
    """What the `Metadata` sheet says, else the title and the source below the table."""
    said = state.metadata.citation
    return Citation(
        publisher=said.publisher or state.source,
        title=said.title or state.title,
        url=said.url,
        licence=said.licence,
    )


def _frame(state: _State) -> pd.DataFrame:
    if not state.found:
        return no_observations()
    rows = list(_rows(state.document.name, state.document.sheets, added(state.found)))
    empty = no_observations()
    frame = pd.DataFrame(rows, columns=list(READING_COLUMNS))
    return frame.astype(empty.dtypes.to_dict())


def _rows(
    file: str, sheets: Sequence[Sheet], found: Iterable[Observed]
) -> Iterator[tuple[object, ...]]:
    numbers = {sheet.name: sheet.numbers for sheet in sheets}
    for each in found:
        yield (
            each.indicator,
            each.ref_area,
            each.time_period,
            each.edition,
            each.meant.value,
            each.meant.obs_status,
            each.meant.conf_status,
            each.period_note,
            each.meant.note,
            file,
            each.sheet,
            numbers[each.sheet][each.figure.row],
            each.figure.column.heading,
        )
