"""Problems of a template, gathered as they are met and told in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from dashboard.ingest.documents.model import Cell, Sheet
from dashboard.ingest.report import Place, Problem, Severity
from dashboard.ingest.template.columns import Column

MOST_PROBLEMS: Final = 1_000
"""Of one sheet; a file with more is wrong as a whole, and a sentence says how many there are."""
LONGEST_VALUE: Final = 80


class Fault(NamedTuple):
    """What is wrong with a cell, in place of what it should have been."""

    rule: str
    facts: Mapping[str, object] = {}


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
        marks = sorted(self._marks, key=lambda each: (each.severity != "error", each.row, each.at))
        kept = sorted(marks[:MOST_PROBLEMS], key=lambda each: (each.row, each.at))
        yield from map(self._problem, kept)
        if len(marks) > MOST_PROBLEMS:
            facts = {"count": len(marks), "shown": MOST_PROBLEMS}
            place = Place(self.file, self.sheet.name)
            yield Problem(marks[0].severity, "template.more_problems", place, facts=facts)

    def row_number(self, row: int) -> int:
        """The number of a row as a spreadsheet counts."""
        return self.sheet.numbers[row] if row < len(self.sheet.numbers) else row + 1

    def _problem(self, mark: _Mark) -> Problem:
        names = dict(self.headings.values())
        column = names.get(mark.at, "")
        place = Place(self.file, self.sheet.name, self.row_number(mark.row), column)
        return Problem(mark.severity, mark.fault.rule, place, mark.value, mark.fault.facts)


def shown(cell: Cell) -> str:
    """A cell as a message prints it, cut where it is long."""
    text = "" if cell is None else str(cell)
    if isinstance(cell, float) and cell.is_integer():
        text = f"{cell:.0f}"
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
