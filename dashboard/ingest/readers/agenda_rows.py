"""The rows of one table of an agenda workbook, each held against the rules of its register."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import pandas as pd

from dashboard.catalog.model import Polarity
from dashboard.ingest.documents.model import Cell, Sheet
from dashboard.ingest.readers.agenda_cells import Cells
from dashboard.ingest.readers.agenda_columns import Column, Table, columns_of
from dashboard.ingest.report import Place, Problem, RegisterRows, Severity
from dashboard.ingest.template.told import Fault, shown
from dashboard.ingest.vocabulary import Vocabulary
from dashboard.snapshot.register_tables import NUMBERS, REGISTER_KEYS, empty_register

MOST_ROWS: Final = 5_000
DRAFT: Final = "draft"
WHOLE: Final = 100.0
TOLERANCE: Final = 0.01
_LEVELS: Final = ("level_1", "level_2", "level_3")

Row = dict[str, str | float]


@dataclass(slots=True)
class Rows:
    """Reads one table; problems gather in `problems`."""

    file: str
    sheet: Sheet
    table: Table
    words: Vocabulary
    cells: Cells
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> RegisterRows:
        """Every row with its place; a faulty cell counts as an empty one."""
        self._columns()
        columns = columns_of(self.table.register)
        found: list[Row] = []
        for at in range(self.table.row + 1, len(self.sheet.rows)):
            cells = self.sheet.rows[at]
            if any(self._cell(cells, each.name) not in (None, "") for each in columns):
                row = self._row(at, cells, columns)
                found.append(row | {"sheet": self.sheet.name, "row": float(self._number(at))})
            self._longer(at, cells)
            if len(found) > MOST_ROWS:
                self._say(at, "", Fault("agenda.too_many", {"most": MOST_ROWS}))
                break
        self._doubled(found)
        if self.table.register == "target":
            self._weights(found)
        return RegisterRows(
            _frame(self.table, found), {k: v for k, (_, v) in self.table.columns.items()}
        )

    def _columns(self) -> None:
        for heading in self.table.unknown:
            self._say(self.table.row, "", Fault("agenda.unknown_column"), heading, "warning")
        for heading in self.table.doubled:
            self._say(self.table.row, "", Fault("agenda.doubled_column"), heading)
        places = {at: name for name, (at, _) in self.table.columns.items()}
        for at, column in self.sheet.formulas:
            if at > self.table.row and column in places:
                self._say(at, places[column], Fault("agenda.formula"))

    def _longer(self, at: int, cells: Sequence[Cell]) -> None:
        """Cells beyond the headings: a comma without quotation marks moved all that follow it."""
        width = len(self.sheet.rows[self.table.row])
        if any(cell not in (None, "") for cell in cells[width:]):
            self._say(at, "", Fault("template.more_cells", {"headings": width}))

    def _row(self, at: int, cells: Sequence[Cell], columns: tuple[Column, ...]) -> Row:
        row: Row = {}
        faulty = set()
        for column in columns:
            cell = self._cell(cells, column.name)
            value = self.cells.value(cell, column)
            if isinstance(value, Fault):
                self._say(at, column.name, value, cell)
                faulty.add(column.name)
                value = math.nan if column.kind == "number" else ""
            elif column.needed and _blank(value):
                self._say(at, column.name, _missing(column))
            row[column.name] = value
        for name, fault in self._rules(row):
            if name not in faulty:
                self._say(at, name, fault, self._cell(cells, name))
        if "weight" in faulty:
            row["weight"] = math.inf
        return row

    def _rules(self, row: Row) -> Iterator[tuple[str, Fault]]:
        if self.table.register == "target":
            yield from self._target_rules(row)
        elif self.table.register == "unlock":
            yield from _unlock_rules(row)

    def _target_rules(self, row: Row) -> Iterator[tuple[str, Fault]]:
        indicator = self.words.catalog.indicators.get(str(row["indicator"]))
        if indicator is None:
            return
        area = self.words.catalog.areas.get(str(row["ref_area"]))
        if area is not None and area.level not in indicator.levels:
            facts = {"indicator": indicator.id, "levels": ", ".join(indicator.levels)}
            yield "ref_area", Fault("agenda.level_without_figures", facts)
        if not any(_blank(row[each]) for each in _LEVELS):
            yield from _order(row, indicator.polarity)
        yield from self._baseline(row, indicator.id)

    def _baseline(self, row: Row, indicator: str) -> Iterator[tuple[str, Fault]]:
        period = self.cells.baseline_period(str(row["baseline_period"]), indicator)
        if isinstance(period, Fault):
            yield "baseline_period", period
        else:
            row["baseline_period"] = period
        if _blank(row["baseline"]) != _blank(row["baseline_period"]):
            name = "baseline" if _blank(row["baseline"]) else "baseline_period"
            yield name, Fault("agenda.baseline_half")

    def _doubled(self, rows: list[Row]) -> None:
        keys = REGISTER_KEYS[self.table.register]
        first: dict[tuple[object, ...], float] = {}
        for row in rows:
            key = tuple(row[each] for each in keys)
            if "" in key:
                continue
            if key in first:
                text = " · ".join(map(str, key))
                place = Place(self.file, self.sheet.name, int(float(row["row"])), "")
                facts = {"first": int(first[key])}
                self.problems.append(Problem("error", "agenda.doubled", place, text, facts))
            first.setdefault(key, float(row["row"]))

    def _weights(self, rows: list[Row]) -> None:
        """The weights of an agenda in a fiscal year are 100 together, or there are none."""
        sets: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            sets.setdefault((str(row["agenda"]), str(row["period"])), []).append(row)
        for (agenda, period), group in sets.items():
            weights = [float(row["weight"]) for row in group if not _blank(row["weight"])]
            whole = math.fsum(weights)
            if weights and math.isfinite(whole) and abs(whole - WHOLE) > TOLERANCE:
                facts = {"agenda": agenda, "period": period, "whole": f"{whole:g}"}
                heading = self.table.columns.get("weight", (0, ""))[1]
                place = Place(self.file, self.sheet.name, int(float(group[0]["row"])), heading)
                self.problems.append(Problem("error", "agenda.weights", place, facts=facts))

    def _cell(self, cells: Sequence[Cell], name: str) -> Cell:
        at = self.table.columns.get(name, (-1, ""))[0]
        return cells[at] if 0 <= at < len(cells) else None

    def _number(self, at: int) -> int:
        return self.sheet.numbers[at] if at < len(self.sheet.numbers) else at + 1

    def _say(
        self, at: int, name: str, fault: Fault, value: Cell = "", severity: Severity = "error"
    ) -> None:
        heading = self.table.columns.get(name, (0, name))[1]
        place = Place(self.file, self.sheet.name, self._number(at), heading)
        self.problems.append(Problem(severity, fault.rule, place, shown(value), dict(fault.facts)))


def _order(row: Row, polarity: Polarity) -> Iterator[tuple[str, Fault]]:
    """Three levels that go the way in which the indicator is better."""
    steps = [float(after) - float(before) for before, after in pairwise(row[x] for x in _LEVELS)]
    falls, rises = all(step < 0 for step in steps), all(step > 0 for step in steps)
    if not {"lower": falls, "higher": rises, "neutral": falls or rises}[polarity]:
        yield "level_1", Fault(f"agenda.levels_out_of_order.{polarity}")


def _unlock_rules(row: Row) -> Iterator[tuple[str, Fault]]:
    if row["status"] not in {DRAFT, ""} and not row["status_date"]:
        yield "status_date", Fault("agenda.no_status_date")
    if bool(row["effect_indicator"]) != bool(row["effect_direction"]):
        name = "effect_direction" if row["effect_indicator"] else "effect_indicator"
        yield name, Fault("agenda.effect_half")


def _missing(column: Column) -> Fault:
    return Fault("agenda.no_system" if column.name == "system" else "agenda.missing")


def _blank(value: str | float) -> bool:
    return value == "" or (isinstance(value, float) and math.isnan(value))


def _frame(table: Table, rows: list[Row]) -> pd.DataFrame:
    empty = empty_register(table.register)
    kinds: Mapping[str, str] = {
        **{each: "float64" if each in NUMBERS else "str" for each in empty.columns},
        "sheet": "str",
        "row": "int64",
    }
    columns = {
        name: pd.Series([row[name] for row in rows], dtype=kind) for name, kind in kinds.items()
    }
    return pd.DataFrame(columns)
