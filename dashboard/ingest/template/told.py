"""Problems of a template, gathered as they are met and told in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from dashboard.ingest.documents.model import Cell, Sheet
from dashboard.ingest.report import Place, Problem, Severity
from dashboard.ingest.template.columns import Column
from dashboard.text import LANGS, t

MOST_PROBLEMS: Final = 1_000
"""Of one sheet; a file with more is wrong as a whole, and a sentence says how many there are."""
LONGEST_VALUE: Final = 80
LONG: Final = 1e15
BY_ROWS: Final = frozenset(
    {
        "template.unknown_indicator",
        "template.ambiguous_indicator",
        "template.computed",
        "template.year_type_differs",
        "template.unit_differs",
        "template.unknown_edition",
        "template.no_edition",
        "template.foreign_edition",
        "template.without_editions",
        "template.unknown_data_set",
        "template.foreign_data_set",
        "years.year_for_quarter",
    }
)
"""Faults that one slip repeats from row to row: told once for rows that follow each other."""
ONE_ROW: Final[Mapping[str, object]] = dict.fromkeys((f"rows_{lang}" for lang in LANGS), "")
"""What the sentences of `BY_ROWS` say where there is one row, or none."""


class Fault(NamedTuple):
    """What is wrong with a cell, in place of what it should have been.

    Attributes:
        rule: the key of its sentence.
        facts: what the sentence names.
        column: where it stands when that is not the column which was asked about.
    """

    rule: str
    facts: Mapping[str, object] = {}
    column: Column | Literal[""] = ""


class _Mark(NamedTuple):
    row: int
    at: int
    severity: Severity
    fault: Fault
    value: str


@dataclass(slots=True)
class Told:
    """The problems of one sheet; columns are named by their headings."""

    file: str
    sheet: Sheet
    headings: Mapping[Column, tuple[int, str]]
    _marks: list[_Mark] = field(default_factory=list)

    def add(
        self,
        row: int,
        column: Column | Literal[""],
        fault: Fault,
        value: Cell = "",
        *,
        severity: Severity = "error",
    ) -> None:
        """A problem in `row` (counted from 0 within the sheet's rows), at a column or none ("")."""
        at = self.headings[column][0] if column and column in self.headings else -1
        self._marks.append(_Mark(row, at, severity, fault, shown(value)))

    def problems(self) -> Iterable[Problem]:
        """Everything that was added, by row and column, cut at `MOST_PROBLEMS`."""
        runs = sorted(
            _runs(self._marks), key=lambda run: (run[0].severity != "error", run[0].row, run[0].at)
        )
        kept = sorted(runs[:MOST_PROBLEMS], key=lambda run: (run[0].row, run[0].at))
        yield from map(self._problem, kept)
        if len(runs) > MOST_PROBLEMS:
            facts = {"count": len(runs), "shown": MOST_PROBLEMS}
            place = Place(self.file, self.sheet.name)
            yield Problem(runs[0][0].severity, "template.more_problems", place, facts=facts)

    def row_number(self, row: int) -> int:
        """The number of a row as a spreadsheet counts."""
        return self.sheet.numbers[row] if row < len(self.sheet.numbers) else row + 1

    def _problem(self, run: Sequence[_Mark]) -> Problem:
        """The problem of one mark, or of a run of equal ones at the first of their rows."""
        mark, names = run[0], dict(self.headings.values())
        place = Place(self.file, self.sheet.name, self.row_number(mark.row), names.get(mark.at, ""))
        facts = dict(mark.fault.facts)
        if mark.fault.rule in BY_ROWS:
            facts |= ONE_ROW
        if len(run) > 1:
            rows = f"{place.row}–{self.row_number(run[-1].row)}"
            facts["rows"] = rows
            facts |= {f"rows_{lang}": t("template.in_rows", lang, rows=rows) for lang in LANGS}
        return Problem(mark.severity, mark.fault.rule, place, mark.value, facts)


def _runs(marks: Iterable[_Mark]) -> list[list[_Mark]]:
    """Marks of `BY_ROWS` that say the same of rows one below the other, and each other alone."""
    runs: list[list[_Mark]] = []
    last: dict[tuple[int, Severity, str, str], list[_Mark]] = {}
    for mark in sorted(marks, key=lambda each: (each.row, each.at)):
        key = (mark.at, mark.severity, mark.fault.rule, mark.value)
        run = last.get(key)
        follows = run is not None and run[-1].row + 1 == mark.row and run[0].fault == mark.fault
        if run is not None and follows and mark.fault.rule in BY_ROWS:
            run.append(mark)
            continue
        last[key] = [mark]
        runs.append(last[key])
    return runs


def shown(cell: Cell) -> str:
    """A cell as a message prints it, cut where it is long."""
    text = "" if cell is None else str(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < LONG:
        text = f"{cell:.0f}"
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
