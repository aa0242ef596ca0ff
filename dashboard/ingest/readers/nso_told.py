"""Problems of one sheet, placed by row and column of its grid."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.ingest.readers.nso_grid import Grid
from dashboard.ingest.report import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Teller:
    """Collects what is wrong with a sheet into `problems`, in the order in which it is found."""

    file: str
    grid: Grid
    problems: list[Problem]

    def error(
        self, rule: str, row: int = -1, column: str = "", value: str = "", **facts: object
    ) -> None:
        """What keeps the file out; `row` counts from 0, -1 for the sheet as a whole."""
        self._tell("error", rule, row, column, value, facts)

    def warning(
        self, rule: str, row: int = -1, column: str = "", value: str = "", **facts: object
    ) -> None:
        """What a person should look at."""
        self._tell("warning", rule, row, column, value, facts)

    def _tell(
        self,
        severity: Severity,
        rule: str,
        row: int,
        column: str,
        value: str,
        facts: dict[str, object],
    ) -> None:
        number = self.grid.row_number(row) if row >= 0 else 0
        place = Place(self.file, self.grid.sheet.name, number, column)
        self.problems.append(Problem(severity, rule, place, value, facts))
