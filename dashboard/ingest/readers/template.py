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
from dashboard.ingest.template.header import Header, find_header
from dashboard.ingest.template.lookup import Lookup
from dashboard.ingest.template.ratio import checked, inputs
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
    indicators: frozenset[str]
    data_sets: frozenset[str]
    unfilled: int


def recognises(document: Document) -> bool:
    """Whether a sheet has the template's header within its first rows."""
    return any(find_header(sheet) is not None for sheet in document.sheets)


def read(document: Document, words: Vocabulary, *, data_set: str = "") -> Reading:
    """The figures of every sheet with the template's header, and everything found wrong.

    The data set is `data_set`, else the one that the file's column names, else the only one that
    all indicators of the file have in common, else "".
    """
    lookup = Lookup(words)
    headers = [(sheet, find_header(sheet)) for sheet in document.sheets]
    parts = [
        _sheet(document.name, sheet, header, lookup, words) for sheet, header in headers if header
    ]
    problems = [problem for each in parts for problem in each.problems]
    problems += _unread(document.name, [sheet for sheet, header in headers if header is None])
    frames = [each.observations for each in parts if len(each.observations)]
    named = frozenset[str]().union(*(each.data_sets for each in parts))
    if len(named) > 1:
        facts = {"named": ", ".join(sorted(named))}
        problems.append(
            Problem("error", "template.several_data_sets", Place(document.name), facts=facts)
        )
    indicators = frozenset[str]().union(*(each.indicators for each in parts))
    return Reading(
        reader=NAME,
        data_set=data_set or (min(named) if named else _common_data_set(indicators, words)),
        observations=pd.concat(frames, ignore_index=True) if frames else no_observations(),
        problems=tuple(problems),
        facts={"unfilled": sum(each.unfilled for each in parts)},
    )


def _sheet(
    file: str, sheet: Sheet, header: Header, lookup: Lookup, words: Vocabulary
) -> _SheetReading:
    told = Told(file, sheet, header.columns)
    _say_columns(header, told)
    _say_formulas(sheet, header, told)
    filled = filled_rows(sheet, header)
    era = heading_era(header.columns["period"][1])
    data_sets = _data_sets(filled, told, lookup)
    figures = checked(figures_of(filled, told, lookup, era), told)
    implied = inputs(figures, words.catalog, told)
    every: list[tuple[Column, Figure]] = [*(("value", each) for each in figures), *implied]
    return _SheetReading(
        _frame(file, sheet, header, every),
        tuple(told.problems()),
        frozenset(each.indicator.id for each in figures),
        data_sets,
        filled.unfilled,
    )


def _data_sets(filled: Filled, told: Told, lookup: Lookup) -> frozenset[str]:
    """The data sets that the rows name."""
    cells = filled.cells["data_set"]
    found = answers(cells, lookup.data_set).every
    for row, cell, each in zip(filled.rows, cells, found, strict=True):
        if isinstance(each, Fault):
            told.add(row, "data_set", each, cell)
    return frozenset(each for each in found if each and not isinstance(each, Fault))


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


def _common_data_set(indicators: Iterable[str], words: Vocabulary) -> str:
    """The only data set that all `indicators` have in common; "" where there is not one."""
    known = words.catalog.indicators
    sets = [{each.id for each in known[name].data_sets} for name in indicators]
    common = set.intersection(*sets) if sets else set()
    return common.pop() if len(common) == 1 else ""
