"""How unequal the districts are in every indicator that can be spread unequally among people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.catalog import Indicator
from dashboard.stats.inequality import Inequality, inequality
from dashboard.ui.poverty_figures import districts, figures
from dashboard.ui.reader import Reader

# Fewer districts with a figure say too little about all of them.
LEAST_KNOWN: Final = 0.8
# A share of the target poor describes who they are; it is no risk that could be spread unequally.
COMPOSITION: Final = "_share"


@dataclass(frozen=True, slots=True)
class Spread:
    """One indicator among the districts: rates and people of those with a figure."""

    indicator: Indicator
    period: str
    codes: tuple[str, ...]
    rates: tuple[float, ...]
    people: tuple[float, ...]
    left_out: int
    found: Inequality


def suitable(indicator: Indicator) -> bool:
    """A rate with its numerator and denominator at district level, of people or houses."""
    return (
        "district" in indicator.levels
        and indicator.aggregation == "ratio"
        and bool(indicator.numerator and indicator.denominator)
        and not (
            indicator.id.startswith("tpmap_target_poor") and indicator.id.endswith(COMPOSITION)
        )
        and indicator.domain.id != "access"
    )


def spreads(who: Reader) -> list[Spread]:
    """Every suitable indicator, the most unequal first."""
    offered = [
        each
        for each in who.catalog.indicators.values()
        if suitable(each) and "district" in who.levels.get(each.id, ())
    ]
    ids = [each.id for each in offered] + [each.denominator for each in offered]
    found = figures(who, list(dict.fromkeys(ids)), areas=())
    codes = [area.code for area in districts(who)]
    made = []
    for indicator in offered:
        rows = [
            (code, rate.value, people, rate.period)
            for code in codes
            if (rate := found.at(indicator.id, code)).value is not None
            and (people := found.value(indicator.denominator, code))
        ]
        spread = _spread(indicator, rows, len(codes))
        if spread is not None:
            made.append(spread)
    return sorted(made, key=lambda each: -each.found.gini)


def _spread(
    indicator: Indicator, rows: Sequence[tuple[str, float | None, float, str]], of: int
) -> Spread | None:
    if len(rows) < LEAST_KNOWN * of:
        return None
    rates, people = [row[1] or 0.0 for row in rows], [row[2] for row in rows]
    found = inequality(rates, people)
    if found is None:
        return None
    codes = tuple(row[0] for row in rows)
    left = of - len(rows)
    return Spread(indicator, rows[0][3], codes, tuple(rates), tuple(people), left, found)
