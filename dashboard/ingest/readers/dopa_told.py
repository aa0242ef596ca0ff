"""Problems of one file while it is read; of one kind only as many as a person reads."""

from __future__ import annotations

from collections import Counter
from typing import Final

from dashboard.ingest.report import Place, Problem, Severity

MOST: Final = 100
"""How many problems of one rule are told one by one; the rest is counted."""


class Told:
    """Collects problems; `sheet` is where the rows named stand."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sheet = ""
        self._problems: list[Problem] = []
        self._times: Counter[tuple[Severity, str]] = Counter()

    def error(
        self, rule: str, *, row: int = 0, column: str = "", value: str = "", **facts: object
    ) -> None:
        """The file must not be published as it is."""
        self._tell("error", rule, Place(self.file, self.sheet, row, column), value, facts)

    def warning(
        self, rule: str, *, row: int = 0, column: str = "", value: str = "", **facts: object
    ) -> None:
        """A person should look at it."""
        self._tell("warning", rule, Place(self.file, self.sheet, row, column), value, facts)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything told, then how much more there is of a kind."""
        rest = (
            Problem(severity, "dopa.more", Place(self.file), facts=self._left_out(rule, times))
            for (severity, rule), times in self._times.items()
            if times > MOST
        )
        return (*self._problems, *rest)

    def _left_out(self, rule: str, times: int) -> dict[str, object]:
        first = next(each for each in self._problems if each.rule == rule)
        like = {"like_th": first.fact("th"), "like_en": first.fact("en")}
        return {"count": f"{times - MOST:,}", "row": first.place.row} | like

    def _tell(
        self, severity: Severity, rule: str, place: Place, value: str, facts: dict[str, object]
    ) -> None:
        self._times[severity, rule] += 1
        if self._times[severity, rule] <= MOST:
            self._problems.append(Problem(severity, rule, place, value, facts))
