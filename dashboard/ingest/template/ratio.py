"""Numerators and denominators: held against the figure, and kept where the catalogue names them.

A figure whose catalogue entry names the two is a constant times their quotient, and its formula
says which; otherwise the unit says it. Small numbers of persons stop here: they would reach a
published snapshot as raw counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from dashboard.catalog import Catalog, Indicator, Term
from dashboard.ingest.template.columns import Column
from dashboard.ingest.template.figures import Figure
from dashboard.ingest.template.told import LONG, Fault, Told

FACTORS: Final = {
    "percent": 100.0,
    "per_1000": 1_000.0,
    "per_1000_under1": 1_000.0,
    "males_per_100_females": 100.0,
    "branches_per_100k": 100_000.0,
}
"""By unit; other ratios and rates are the plain quotient."""
_QUOTIENTS: Final = ("ratio", "rate")
_SLACK: Final = 1 + 1e-6


def checked(figures: Iterable[Figure], told: Told) -> list[Figure]:
    """The figures that agree with their numerators and denominators; the others are told."""
    factors: dict[str, float | None] = {}
    return [each for each in figures if not (_has_parts(each) and _refused(each, factors, told))]


def inputs(figures: Sequence[Figure], catalog: Catalog, told: Told) -> list[tuple[Column, Figure]]:
    """Figures of the numerators and denominators that the catalogue has indicators for.

    Returns:
        The column that each stands in, and the figure; none that `figures` hold themselves, and
        none twice. What is not kept is said once for each indicator.
    """
    if not any(_has_parts(each) for each in figures):
        return []
    own = {_key(each): each.value for each in figures}
    found: dict[tuple[str, str, str, str, float], tuple[Column, Figure]] = {}
    unkept: set[str] = set()
    for each in figures:
        for column, name, value in _parts(each):
            if math.isnan(value):
                continue
            target = catalog.indicators.get(name)
            if target is None or not target.published or each.area.level not in target.levels:
                _say_unkept(each, column, value, unkept, told)
                continue
            key = (name, each.area.code, each.period, each.edition)
            if own.get(key) != value and (*key, value) not in found:
                found[*key, value] = (column, _input(each, target, value))
    return list(found.values())


def _refused(figure: Figure, factors: dict[str, float | None], told: Told) -> bool:
    small = [column for column, _, value in _parts(figure) if _is_small(figure, value)]
    for column in small:
        limit = figure.indicator.disclosure.district
        told.add(figure.row, column, Fault("template.small_count", {"limit": limit}))
    numbers = (figure.value, figure.numerator, figure.denominator)
    if small or any(map(math.isnan, numbers)):
        return bool(small)
    indicator = figure.indicator
    if indicator.id not in factors:
        factors[indicator.id] = factor_of(indicator)
    fault = _quotient_fault(figure, factors[indicator.id])
    if fault is not None:
        told.add(figure.row, "value", fault, figure.value)
    return fault is not None


def _quotient_fault(figure: Figure, factor: float | None) -> Fault | None:
    if figure.denominator == 0:
        return Fault("template.zero_denominator")
    if factor is None:
        return None
    expected = factor * figure.numerator / figure.denominator
    if abs(expected - figure.value) <= _rounding(figure.value):
        return None
    places = _decimals(figure.value) + 1
    shape = f".{places}f" if abs(expected) < LONG else ".3g"
    facts = {"expected": f"{expected:{shape}}", "indicator": figure.indicator.id}
    return Fault("template.quotient_differs", facts)


def factor_of(indicator: Indicator) -> float | None:
    """What a quotient is multiplied with in the indicator's unit; None where it is no quotient."""
    ones = {Term(indicator.numerator): 1.0, Term(indicator.denominator): 1.0}
    if indicator.formula is not None and set(indicator.formula.terms) == set(ones):
        return float(indicator.formula.evaluate(ones))
    if indicator.unit.kind not in _QUOTIENTS:
        return None
    return FACTORS.get(indicator.unit.id, 1.0)


def _rounding(value: float) -> float:
    """Half of the last decimal that was written."""
    return float(0.5 * 10.0 ** -_decimals(value) * _SLACK + abs(value) * 1e-12)


def _decimals(value: float) -> int:
    text = repr(value)
    return 0 if "e" in text or text.endswith(".0") else len(text.partition(".")[2])


def _parts(figure: Figure) -> tuple[tuple[Column, str, float], ...]:
    """Column, indicator and number of numerator and denominator."""
    indicator = figure.indicator
    return (
        ("numerator", indicator.numerator, figure.numerator),
        ("denominator", indicator.denominator, figure.denominator),
    )


def _input(figure: Figure, indicator: Indicator, value: float) -> Figure:
    row, _, area, period, edition, _, status, _, *numbers = figure
    return Figure(row, indicator, area, period, edition, value, status, "", *numbers)


def _has_parts(figure: Figure) -> bool:
    return not (math.isnan(figure.numerator) and math.isnan(figure.denominator))


def _is_small(figure: Figure, value: float) -> bool:
    """A count of few persons at the level of districts."""
    return figure.area.level == "district" and 0 < value < figure.indicator.disclosure.district


def _key(figure: Figure) -> tuple[str, str, str, str]:
    return (figure.indicator.id, figure.area.code, figure.period, figure.edition)


def _say_unkept(figure: Figure, column: Column, value: float, said: set[str], told: Told) -> None:
    key = f"{figure.indicator.id} {column}"
    if key not in said:
        said.add(key)
        fault = Fault("template.input_not_kept", {"indicator": figure.indicator.id})
        told.add(figure.row, column, fault, value, severity="warning")
