"""How much each area changed over the longest span that may be compared, and how that is told.

A change is told in per cent where per cent mean something: of amounts and rates above zero. What is
itself in per cent, an index or a score changes in points. What may fall below zero is subtracted
and no more, since a first value near zero would make any percentage.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.series import comparable, observations
from dashboard.charts.wording import IN_POINTS, absolute, beside, per_cent
from dashboard.text import Lang, t
from dashboard.text.numbers import number

Telling = Literal["per_cent", "points", "difference"]


@dataclass(frozen=True, slots=True)
class Change:
    """From `first` to `last` period of one edition; None where it cannot be told.

    `relative` is per cent. `yearly` is per cent a year, compound, or points a year where changes
    are told in points; `series` holds the values between for a sparkline, of the same edition.
    """

    code: str
    name: str
    first: str
    last: str
    years: float
    first_value: float | None
    last_value: float | None
    absolute: float | None
    relative: float | None
    yearly: float | None
    series: tuple[float, ...]
    edition: str = ""

    @property
    def span(self) -> tuple[str, str]:
        """First and last period."""
        return self.first, self.last


def telling(indicator: Indicator, frame: pd.DataFrame) -> Telling:
    """How changes of an indicator are told; `frame` as for `change_table`."""
    if may_be_negative(indicator, frame):
        return "difference"
    return "points" if indicator.unit.kind in IN_POINTS else "per_cent"


def may_be_negative(indicator: Indicator, frame: pd.DataFrame) -> bool:
    """Whether an indicator may lie below zero: a growth or a balance, or one seen there."""
    if bool((frame["obs_value"] < 0).any()):
        return True
    if indicator.formula is None or indicator.part_of_whole:
        return False
    return any(isinstance(each, ast.Sub) for each in ast.walk(indicator.formula.tree))


def change_table(
    frame: pd.DataFrame, *, areas: Sequence[Area], lang: Lang, told: Telling = "per_cent"
) -> list[Change]:
    """One change per area, the largest fall first, areas that cannot be compared last.

    First and last are the ends of the latest edition; quarters are compared with the same quarter.
    Average yearly change is `100 * ((last / first) ** (1 / years) - 1)`; like the relative one it
    needs a first value above zero (and a last one not below zero). In points it is
    `(last - first) / years`. The order is that of `relative` where all have one, else of
    `absolute`.

    Args:
        frame: see `series.observations`.
        areas: the areas of the table.
        lang: the reader's language.
        told: from `telling`.
    """
    known = observations(frame)
    table = []
    for area in areas:
        points = comparable(known.get(area.code, []))
        values = tuple(point.value for point in points)
        years = points[-1].x - points[0].x if points else 0.0
        table.append(
            Change(
                code=area.code,
                name=area.name.of(lang),
                first=points[0].period if points else "",
                last=points[-1].period if points else "",
                years=years,
                first_value=values[0] if points else None,
                last_value=values[-1] if points else None,
                absolute=values[-1] - values[0] if len(points) > 1 else None,
                relative=_relative(values) if told == "per_cent" else None,
                yearly=_yearly(values, years, told),
                series=values,
                edition=points[0].edition if points else "",
            )
        )
    by_share = in_per_cent([each for each in table if each.absolute is not None])
    return sorted(table, key=lambda each: _fall_first(each, by_share=by_share))


def in_per_cent(changes: Sequence[Change]) -> bool:
    """Whether all of the changes are known in per cent, so that they can be compared so."""
    return all(change.relative is not None for change in changes)


def of_one_span(changes: Sequence[Change]) -> list[Change]:
    """The changes over the span that most areas have; others are not compared with them."""
    known = [change for change in changes if change.absolute is not None]
    if not known:
        return []
    span = Counter(change.span for change in known).most_common(1)[0][0]
    return [change for change in known if change.span == span]


class Sizes:
    """How large changes are, all of them told in the same way.

    In per cent where each is known so; else in the indicator's unit, which is points for what is
    itself in per cent. Beside an index these are called by their full name, since an index has
    points too.
    """

    def __init__(
        self, changes: Sequence[Change], indicator: Indicator, lang: Lang, *, of_index: bool = False
    ) -> None:
        self.in_per_cent = in_per_cent(changes) and indicator.unit.kind not in IN_POINTS
        self.indicator = indicator
        self.lang = lang
        self.of_index = of_index

    def size(self, change: Change) -> float:
        """The change as it prints: per cent to one decimal, points to the indicator's decimals."""
        if self.in_per_cent:
            return round(change.relative or 0.0, 1)
        return round(change.absolute or 0.0, self.indicator.decimals)

    def by(self, change: Change) -> str:
        """`ร้อยละ 20`, `1.13 points`, to stand after a verb."""
        if self.in_per_cent:
            words = per_cent(abs(change.relative or 0.0), self.lang)
        elif self.of_index and self.indicator.unit.kind == "ratio":
            digits = number(abs(self.size(change)), self.indicator.decimals)
            words = t("charts.points.full", self.lang, digits=digits)
        else:
            words = absolute(self.indicator, self.size(change), self.lang)
        return beside(words, self.lang)


def _relative(values: tuple[float, ...]) -> float | None:
    if len(values) <= 1 or values[0] <= 0:
        return None
    return 100 * (values[-1] / values[0] - 1)


def _yearly(values: tuple[float, ...], years: float, told: Telling) -> float | None:
    if told == "difference" or len(values) <= 1 or years <= 0:
        return None
    if told == "points":
        return (values[-1] - values[0]) / years
    if _relative(values) is None or values[-1] < 0:
        return None
    return 100 * float((values[-1] / values[0]) ** (1 / years) - 1)


def _fall_first(change: Change, *, by_share: bool) -> tuple[bool, float]:
    size = change.relative if by_share else change.absolute
    return change.absolute is None, size or 0.0
