"""One measured line: ours beside the twin's, and whether the promise is kept.

Values of a line share one unit; smaller is better in every one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any


class NotMeasured(Exception):  # noqa: N818  the name is a fact: a number could not be had
    """A measurement could not be made; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What is claimed: at most `limit`, and at most `share` of what the twin needs."""

    limit: float | None = None
    share: float | None = None

    def kept(self, ours: float, twin: float | None) -> bool:
        """Whether `ours` holds every part of the promise.

        Raises:
            NotMeasured: a share is promised and the twin has no number.
        """
        if self.share is not None and twin is None:
            message = "a share of the twin is promised, and the twin was not measured"
            raise NotMeasured(message)
        within = self.limit is None or ours <= self.limit
        lighter = self.share is None or twin is None or ours <= self.share * twin
        return within and lighter

    def words(self, unit: str) -> str:
        """The promise as it is printed."""
        parts = []
        if self.limit is not None:
            parts.append(f"≤ {self.limit:g} {unit}")
        if self.share is not None:
            parts.append(f"≤ {_share(self.share)} of the twin")
        return ", ".join(parts) or "no promise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A measurement of one thing.

    `note` adds what the two numbers do not say. `broken` names a condition that no number shows
    and that is not met; it breaks the promise.
    """

    name: str
    unit: str
    ours: float
    twin: float | None = None
    promise: Promise = Promise()
    note: str = ""
    broken: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over the twin's; None where the twin has no number above zero."""
        return self.ours / self.twin if self.twin is not None and self.twin > 0 else None

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return not self.broken and self.promise.kept(self.ours, self.twin)

    def text(self) -> str:
        """The line as it is printed, columns aligned."""
        ratio = "" if self.ratio is None else f"{self.ratio:.3f}"
        row = (
            f"{self.name:<44} {self._amount(self.ours):>12} {self._amount(self.twin):>12}"
            f" {ratio:>7}   {self.promise.words(self.unit):<34} {self._verdict}"
        )
        notes = "; ".join(part for part in (self.broken, self.note) if part)
        return f"{row}   ({notes})" if notes else row

    def row(self) -> str:
        """The line as a row of a Markdown table."""
        cells = (
            self.name,
            self._amount(self.ours),
            self._amount(self.twin),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            self.promise.words(self.unit),
            self._verdict,
        )
        return f"| {' | '.join(cells)} |"

    def as_json(self) -> dict[str, Any]:
        """The line for a machine."""
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": self.ours,
            "twin": self.twin,
            "ratio": self.ratio,
            "limit": self.promise.limit,
            "share": self.promise.share,
            "kept": self.kept,
            "note": self.note,
            "broken": self.broken,
        }

    @property
    def _verdict(self) -> str:
        return "kept" if self.kept else "NOT KEPT"

    def _amount(self, value: float | None) -> str:
        return "" if value is None else f"{value:.4g} {self.unit}"


TABLE_HEAD = "| | ours | twin | ratio | promise | |\n|---|---|---|---|---|---|"
HEADER = f"{'':<44} {'ours':>12} {'twin':>12} {'ratio':>7}   {'promise':<34}"


def _share(share: float) -> str:
    fraction = Fraction(share).limit_denominator(20)
    return f"1/{fraction.denominator}" if fraction.numerator == 1 else f"{share:g}"
