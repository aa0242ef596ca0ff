"""Filled rows as figures: every cell understood, or the row left out and its faults told."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, NamedTuple

from dashboard.catalog.model import Area, Indicator
from dashboard.ingest.documents.model import Cell
from dashboard.ingest.numerals import Number
from dashboard.ingest.template.cells import note, number
from dashboard.ingest.template.columns import Column
from dashboard.ingest.template.filled import Answers, Filled, answers
from dashboard.ingest.template.lookup import Lookup
from dashboard.ingest.template.told import Fault, Told, shown
from dashboard.ingest.years import Era
from dashboard.text import t

NORMAL: Final = "A"
WITHOUT_VALUE: Final = ("M", "C")


class Figure(NamedTuple):
    """One understood row; `row` is its place within the sheet's rows."""

    row: int
    indicator: Indicator
    area: Area
    period: str
    edition: str
    value: float
    status: str
    note: str
    numerator: float
    denominator: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What every step needs; `bad` are the places within the filled rows that have a fault."""

    filled: Filled
    told: Told
    lookup: Lookup
    bad: set[int] = field(default_factory=set)

    def cells(self, column: Column) -> Sequence[Cell]:
        return self.filled.cells[column]

    def checked(self, column: Column, found: Answers[Any]) -> list[Any]:
        """The meanings, their faults told at `column`."""
        if found.faulty:
            for at, each in enumerate(found.every):
                if isinstance(each, Fault):
                    self.bad.add(at)
                    named = each.column and each.column in self.told.headings
                    own = each.column if each.column and named else column
                    self.told.add(self.filled.rows[at], own, each, self.cells(own)[at])
        return found.every

    def column(self, *choices: Column) -> Column:
        """The first of `choices` that the sheet has."""
        return next((each for each in choices if each in self.told.headings), choices[0])


def figures_of(filled: Filled, told: Told, lookup: Lookup, era: Era) -> list[Figure]:
    """The figures of all rows without a fault; `era` is what the period's heading tells."""
    sheet = _Sheet(filled, told, lookup)
    column = sheet.column("indicator", "indicator_name")
    indicators = sheet.checked(column, answers(sheet.cells(column), lookup.indicator))
    ids = ["" if isinstance(each, Fault) else each.id for each in indicators]
    areas = _areas(sheet)
    parts = (
        *(filled.rows, indicators, areas),
        _by_indicator(sheet, "period", ids, partial(lookup.period, era=era)),
        _by_indicator(sheet, "edition", ids, lookup.edition),
        *_numbers(sheet),
    )
    _by_indicator(sheet, "year_type", ids, lookup.year_type)
    _by_indicator(sheet, "unit", ids, lookup.unit)
    _check_levels(sheet, ids, areas)
    rows = enumerate(zip(*parts, strict=True))
    return [Figure(*row) for at, row in rows if at not in sheet.bad]


def _areas(sheet: _Sheet) -> list[Area | Fault]:
    names: tuple[Column, ...] = ("area", "area_name", "level", "province")
    cells = zip(*(sheet.cells(name) for name in names), strict=True)
    found = answers(cells, sheet.lookup.area)
    return sheet.checked(sheet.column("area", "area_name"), found)


def _by_indicator(
    sheet: _Sheet,
    column: Column,
    ids: Sequence[str],
    meaning: Callable[[Cell, str], str | Fault],
) -> list[Any]:
    """What a cell means for the indicator of its row, "" where that is not known."""
    cells = zip(sheet.cells(column), ids, strict=True)
    return sheet.checked(column, answers(cells, lambda of: meaning(*of)))


def _check_levels(sheet: _Sheet, ids: Sequence[str], areas: Sequence[Area | Fault]) -> None:
    """An indicator has figures for some levels only."""
    levels = ["" if isinstance(each, Fault) else each.level for each in areas]
    cells = zip(ids, levels, strict=True)
    found = answers(cells, lambda of: sheet.lookup.level(*of))
    sheet.checked(sheet.column("area", "area_name"), found)


def _numbers(sheet: _Sheet) -> list[list[Any]]:
    """Value, state, note, numerator and denominator of every row."""
    columns: tuple[Column, ...] = ("value", "numerator", "denominator", "standard_error")
    read = [sheet.checked(each, answers(sheet.cells(each), number)) for each in columns]
    statuses = sheet.checked("status", answers(sheet.cells("status"), sheet.lookup.status))
    sheet.checked("note", answers(sheet.cells("note"), note))
    values, numerators, denominators = ([_plain(each) for each in cells] for cells in read[:3])
    states = [_state(*of) for of in zip(read[0], statuses, strict=True)]
    notes = zip(sheet.cells("note"), sheet.cells("standard_error"), strict=True)
    return [
        values,
        sheet.checked("value", Answers(states, any(isinstance(each, Fault) for each in states))),
        sheet.checked(
            "standard_error", answers(notes, lambda of: _note(note(of[0]), number(of[1])))
        ),
        numerators,
        denominators,
    ]


def _plain(found: Number | Fault) -> float:
    return math.nan if isinstance(found, Fault) else found.value


def _state(value: Number | Fault, status: str | Fault) -> str | Fault:
    """The status of a figure, which has a value unless it is missing or suppressed."""
    if isinstance(value, Fault) or isinstance(status, Fault):
        return ""
    without = status in WITHOUT_VALUE
    if math.isnan(value.value):
        key = "template.status_without_value" if status else "template.no_value"
        return status if without else Fault(key, {"status": status})
    if without:
        return Fault("template.value_with_status", {"status": status})
    return status or value.mark or NORMAL


def _note(text: str | Fault, error: Number | Fault) -> str | Fault:
    """The note with the standard error, which a figure has no other place for."""
    own = "" if isinstance(text, Fault) else text
    if isinstance(error, Fault) or math.isnan(error.value):
        return own
    if error.value < 0:
        return Fault("template.negative_error")
    return f"{own} {t('template.standard_error', 'th', value=shown(error.value))}".strip()
