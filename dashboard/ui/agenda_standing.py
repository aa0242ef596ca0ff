"""Where each target stands: the latest figure, its level and score, what is missing, how fast.

Made from published figures and the register of targets alone; nothing is estimated.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from dashboard.catalog import Indicator
from dashboard.charts.cell import amount
from dashboard.stats.pace import (
    Pace,
    Target,
    end_of_fiscal_year,
    pace,
    persons,
    score,
    weighted,
)
from dashboard.text.numbers import number
from dashboard.text.periods import last_day
from dashboard.ui.agenda_days import day_of
from dashboard.ui.reader import Reader

FISCAL: Final = "FY"


@dataclass(frozen=True, slots=True)
class Standing:
    """One target of an agenda.

    Attributes:
        value: the latest figure, None where there is none to show.
        period, edition, source: of that figure.
        place: the highest level that is reached, 0 for none.
        points: the score, None without a figure.
        gap: to the next level in the indicator's unit, None where there is none.
        people: the same in whole persons, None where the unit has none behind it.
    """

    indicator: Indicator
    area: str
    target: Target
    baseline_period: str
    weight: float | None
    due: date
    value: float | None
    period: str
    edition: str
    source: str
    place: int
    points: float | None
    gap: float | None
    people: int | None
    pace: Pace

    @property
    def goal(self) -> float | None:
        """The next level, None where the last one is reached."""
        levels = self.target.levels
        return levels[self.place] if self.place < len(levels) else None


def standings(who: Reader, rows: pd.DataFrame, today: date) -> list[Standing]:
    """One for each row of the register of targets, in its order."""
    return [_standing(who, row, today) for row in rows.to_dict("records")]


def total(found: Sequence[Standing]) -> float | None:
    """The weighted score; None where a weight or a figure is missing."""
    known = [(each.points, each.weight) for each in found if each.weight is not None]
    if not known or any(points is None for points, _ in known):
        return None
    return weighted(tuple((points or 0.0, weight or 0.0) for points, weight in known))


def gap_words(who: Reader, each: Standing) -> str:
    """What is missing to the next level: in the unit, and in persons where there are some."""
    if each.gap is None:
        return ""
    size = _in_unit(who, each.indicator, each.gap)
    if each.people is None:
        return size
    return who.t("agenda.gap.people", people=number(each.people), size=size)


def pace_words(who: Reader, each: Standing, value: float | None) -> str:
    """A pace in the indicator's unit per quarter."""
    if value is None:
        return ""
    return who.t("agenda.per_quarter", size=_in_unit(who, each.indicator, value, 1))


def _standing(who: Reader, row: dict[object, object], today: date) -> Standing:
    indicator = who.catalog.indicators[str(row["indicator"])]
    area = str(row["ref_area"])
    baseline = _number(row["baseline"])
    one, two, three = (float(str(row[f"level_{each}"])) for each in (1, 2, 3))
    target = Target(one, two, three, baseline)
    found = who.store.latest(indicator.id, area)
    value = None if found.empty else float(found["obs_value"].iloc[0])
    period = "" if found.empty else str(found["time_period"].iloc[0])
    place = 0 if value is None else target.reached(value)
    gap = _gap(target, value, place)
    points = tuple(each.points for each in who.catalog.agenda.levels)
    due = day_of(str(row["due"])) or end_of_fiscal_year(
        int(str(row["period"]).removeprefix(FISCAL))
    )
    baseline_period = str(row["baseline_period"])
    return Standing(
        indicator=indicator,
        area=area,
        target=target,
        baseline_period=baseline_period,
        weight=_number(row["weight"]),
        due=due,
        value=value,
        period=period,
        edition="" if found.empty else str(found["edition"].iloc[0]),
        source="" if found.empty else str(found["source"].iloc[0]),
        place=place,
        points=None if value is None else score(value, target, (points[0], points[1], points[2])),
        gap=gap,
        people=_people(who, indicator, area, period, gap),
        pace=pace(
            value,
            target,
            baseline_day=last_day(baseline_period) if baseline_period else None,
            value_day=last_day(period) if period else None,
            today=today,
            due=due,
        ),
    )


def _gap(target: Target, value: float | None, place: int) -> float | None:
    if value is None or place == len(target.levels):
        return None
    return target.ahead(target.levels[place], value)


def _people(
    who: Reader, indicator: Indicator, area: str, period: str, gap: float | None
) -> int | None:
    """A gap in persons: of a count the gap itself, of a rate with a count behind it worked out."""
    if gap is None:
        return None
    if indicator.unit.id == "persons":
        return math.ceil(gap - 1e-6)
    count = who.catalog.indicators.get(indicator.count)
    if count is None or count.unit.id != "persons" or not indicator.denominator:
        return None
    rate, top, bottom = (
        _at(who, each, area, period) for each in (indicator.id, count.id, indicator.denominator)
    )
    if not rate or not top or not bottom:
        return None
    return persons(gap, bottom, round(rate * bottom / top, 6))


def _at(who: Reader, indicator: str, area: str, period: str) -> float | None:
    known = who.store.benchmark(indicator, period=period, areas=[area])["obs_value"].dropna()
    return None if known.empty else float(known.iloc[0])


def _in_unit(who: Reader, indicator: Indicator, value: float, finer: int = 0) -> str:
    """A difference: of per cent in percentage points."""
    decimals = indicator.decimals + finer
    if indicator.unit.id == "percent":
        return who.t("agenda.points_of_percent", size=number(value, decimals))
    return amount(value, indicator, who.lang, decimals)


def _number(value: object) -> float | None:
    found = float(str(value))
    return None if math.isnan(found) else found
