"""The tidy template: one figure a row, in CSV or a workbook, with Thai or English headings.

Columns, headings and closed lists are in `dashboard/ingest/template/columns.py`. Sheets without
the template's header, such as its help, are not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.ingest.documents.model import Document, Sheet
from dashboard.ingest.report import READING_COLUMNS, Place, Problem, Reading, no_observations
from dashboard.ingest.template.columns import Column, heading_era
from dashboard.ingest.template.figures import NORMAL, Figure, figures_of
from dashboard.ingest.template.filled import Filled, answers, filled_rows
from dashboard.ingest.template.header import Header, find_header, lacking
from dashboard.ingest.template.lookup import Lookup
from dashboard.ingest.template.owners import Owners, owners_of, say_foreign
from dashboard.ingest.template.ratio import checked, inputs
from dashboard.ingest.template.shape import Shape
from dashboard.ingest.template.told import Fault, Told, shown
from dashboard.ingest.vocabulary import Vocabulary
from dashboard.text import LANGS, t

NAME: Final = "template"
SUPPRESSED: Final = "C"


@dataclass(frozen=True, slots=True)
class _SheetReading:
    """What one sheet gave."""

    observations: pd.DataFrame
    problems: tuple[Problem, ...]
    owners: Owners
    filled: int
    unfilled: int


def recognises(document: Document) -> bool:
    """Whether a sheet has the template's header within its first rows."""
    return any(find_header(sheet) is not None for sheet in document.sheets)


def read(document: Document, words: Vocabulary, *, data_set: str = "") -> Reading:
    """The figures of every sheet with the template's header, and everything found wrong.

    Returns:
        The data set is `data_set`, else the one that every row belongs to, else "". A row belongs
        to the data set that it names, else to the only one that its indicator has; what a row names
        is never taken for another indicator. `facts["data_sets"]` holds, by indicator, the data
        sets that rows name; `facts["unfilled"]` is how many rows give no figure.
    """
    lookup = Lookup(words)
    headers = [(sheet, find_header(sheet)) for sheet in document.sheets]
    parts = [_sheet(document, sheet, header, lookup, words) for sheet, header in headers if header]
    problems = [problem for each in parts for problem in each.problems]
    problems += _unread(document.name, [sheet for sheet, header in headers if header is None])
    frames = [each.observations for each in parts if len(each.observations)]
    owners = Owners(each for part in parts for each in part.owners)
    if not data_set:
        problems += owners.problems(document.name)
    if not any(each.filled for each in parts) and not any(
        each.severity == "error" for each in problems
    ):
        problems.append(Problem("error", "template.nothing_filled", Place(document.name)))
    return Reading(
        reader=NAME,
        data_set=data_set or owners.only,
        observations=pd.concat(frames, ignore_index=True) if frames else no_observations(),
        problems=tuple(problems),
        facts={
            "unfilled": sum(each.unfilled for each in parts),
            "data_sets": owners.by_indicator,
        },
    )


def _sheet(
    document: Document, sheet: Sheet, header: Header, lookup: Lookup, words: Vocabulary
) -> _SheetReading:
    file = document.name
    told = Told(file, sheet, header.columns)
    _say_columns(header, told)
    _say_formulas(sheet, header, told)
    missing = lacking(header)
    if missing is not None:
        told.add(header.row, "", Fault("template.missing_column", missing))
        return _SheetReading(no_observations(), tuple(told.problems()), Owners(), 0, 0)
    filled = filled_rows(sheet, header)
    Shape(sheet, header, told, document.separator).say(filled)
    era = heading_era(header.columns["period"][1])
    named = _named(filled, told, lookup)
    figures = checked(figures_of(filled, told, lookup, era), told)
    implied = inputs(figures, words.catalog, told)
    every: list[tuple[Column, Figure]] = [*(("value", each) for each in figures), *implied]
    say_foreign(figures, named, told)
    return _SheetReading(
        _frame(file, sheet, header, every),
        tuple(told.problems()),
        owners_of(figures, [each for _, each in implied], named),
        len(filled.rows),
        len(filled.unfilled),
    )


def _named(filled: Filled, told: Told, lookup: Lookup) -> dict[int, str]:
    """The data set that each row names; rows that name none are left out."""
    cells = filled.cells["data_set"]
    found = answers(cells, lookup.data_set).every
    for row, cell, each in zip(filled.rows, cells, found, strict=True):
        if isinstance(each, Fault):
            told.add(row, "data_set", each, cell)
    return {
        row: each
        for row, each in zip(filled.rows, found, strict=True)
        if each and not isinstance(each, Fault)
    }


def _frame(
    file: str, sheet: Sheet, header: Header, figures: Sequence[tuple[Column, Figure]]
) -> pd.DataFrame:
    """`READING_COLUMNS` of figures, each with the column it stands in."""
    if not figures:
        return no_observations()
    headings = {column: heading for column, (_, heading) in header.columns.items()}
    rows = [each for _, each in figures]
    texts = {
        "indicator": [each.indicator.id for each in rows],
        "ref_area": [each.area.code for each in rows],
        "time_period": [each.period for each in rows],
        "edition": [each.edition for each in rows],
        "obs_status": [NORMAL if each.status == SUPPRESSED else each.status for each in rows],
        "conf_status": [SUPPRESSED if each.status == SUPPRESSED else "F" for each in rows],
        "period_note": [""] * len(rows),
        "note": [each.note for each in rows],
        "file": [file] * len(rows),
        "sheet": [sheet.name] * len(rows),
        "column": [headings[column] for column, _ in figures],
    }
    numbers = {
        "obs_value": pd.array([each.value for each in rows], dtype="float64"),
        "row": pd.array([sheet.numbers[each.row] for each in rows], dtype="int64"),
    }
    columns = {name: pd.array(cells, dtype="str") for name, cells in texts.items()} | numbers
    return pd.DataFrame({name: columns[name] for name in READING_COLUMNS})


def _say_columns(header: Header, told: Told) -> None:
    for _, heading in header.doubled:
        told.add(header.row, "", Fault("template.doubled_column"), heading)
    for _, heading in header.unknown:
        told.add(header.row, "", Fault("template.unknown_column"), heading, severity="warning")


def _say_formulas(sheet: Sheet, header: Header, told: Told) -> None:
    """A formula is not a figure: what it shows depends on who opened the file last."""
    names = {at: column for column, (at, _) in header.columns.items()}
    for row, at in getattr(sheet, "formulas", ()):
        cells = sheet.rows[row] if row < len(sheet.rows) else ()
        value = shown(cells[at]) if at < len(cells) else ""
        told.add(row, names.get(at, ""), Fault("template.formula"), value)


def _unread(file: str, sheets: Iterable[Sheet]) -> Iterator[Problem]:
    """Sheets with content that are neither read nor the template's own."""
    own = {t(f"template.sheet.{name}", lang) for name in ("help", "lists") for lang in LANGS}
    for sheet in sheets:
        if sheet.name not in own and any(any(row) for row in sheet.rows):
            yield Problem("warning", "template.unread_sheet", Place(file, sheet.name))
