"""Rules about a single figure: its value, its status, its period and its area."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from dashboard.catalog import Indicator
from dashboard.catalog.rules import Rule
from dashboard.ingest.checks.case import Case
from dashboard.ingest.checks.figures import Flags, Ints
from dashboard.ingest.checks.hits import ERAS, Facts, Hits, both, number_text
from dashboard.text import LANGS, t
from dashboard.text.periods import Period, year_number

_NEVER_NEGATIVE: Final = ("count", "area", "mass", "money", "rate")
_PRECISION: Final = 1e-9
_MONTHS: Final = 12
_FISCAL_START: Final = 10
_UNKNOWN: Final = 10**6


def is_share(indicator: Indicator, rule: Rule) -> bool:
    """Whether an indicator is a part of a whole in per cent.

    A computed one is where the catalogue says so; one that is published is unless the rule leaves
    it out.
    """
    whole = indicator.part_of_whole or indicator.published
    return indicator.unit.id == "percent" and whole and indicator.id not in rule.left_out


def negative_count(case: Case, rule: Rule) -> Iterator[Hits]:
    """Counts, areas, weights, money and rates below zero; changes and balances are left out."""
    counted = case.of_indicator(
        lambda each: each.unit.kind in _NEVER_NEGATIVE and each.id not in rule.left_out
    )
    yield _hits(counted & (case.new.value < 0))


def not_a_number(case: Case, rule: Rule) -> Iterator[Hits]:
    """Values beyond anything that is counted in a unit of the catalogue."""
    yield _hits(np.abs(case.new.value) > rule.limit("most"))


def share_over_100(case: Case, rule: Rule) -> Iterator[Hits]:
    """Values above the highest of their unit, or below zero."""
    for unit, highest in rule.highest.items():
        scaled = case.of_indicator(
            lambda each, unit=unit: (  # type: ignore[misc]
                each.unit.id == unit and (unit != "percent" or is_share(each, rule))
            )
        )
        outside = (case.new.value > highest + _PRECISION) | (case.new.value < 0)
        rows = np.flatnonzero(scaled & outside)
        most = number_text(highest)
        yield Hits(rows, lambda _, most=most: {"highest": most})  # type: ignore[misc]


def not_whole(case: Case, rule: Rule) -> Iterator[Hits]:
    """Counts with a fraction."""
    counted = case.of_indicator(lambda each: each.unit.id in rule.units)
    value = case.new.value
    yield _hits(counted & (np.abs(value - np.round(value)) > _PRECISION))


def year_out_of_range(case: Case, rule: Rule) -> Iterator[Hits]:
    """Years far from anything that statistics tell of, and periods that are none."""
    year = case.codes.year[case.new.period]
    yield _hits((year < rule.limit("first")) | (year > rule.limit("last")), silent=True)


def future_period(case: Case, rule: Rule) -> Iterator[Hits]:
    """Periods that begin after the month of `case.today`."""
    del rule
    begins = np.array([_first_month(each) for each in case.codes.parsed], dtype=np.int64)
    now = case.today.year * _MONTHS + case.today.month
    yield _hits(begins[case.new.period] > now, silent=True)


def _first_month(period: Period) -> int:
    """Months since the year 0; a fiscal year begins in October of the year before."""
    if period.fiscal:
        return (period.year - 1) * _MONTHS + _FISCAL_START
    return period.year * _MONTHS + (3 * period.quarter - 2 if period.quarter else 1)


def area_before_its_time(case: Case, rule: Rule) -> Iterator[Hits]:
    """Figures of an area before the year in which it came to be."""
    del rule
    began = np.array([each.valid_from or 0 for each in case.areas], dtype=np.int64)
    year = case.codes.year[case.new.period]
    rows = np.flatnonzero((year > 0) & (year < began[case.new.area]))

    def since(index: int) -> Facts:
        year = int(began[case.new.area[rows[index]]])
        return both("since", {lang: year_number(year, era) for lang, era in ERAS.items()})

    yield Hits(rows, since, silent=True)


def level_not_covered(case: Case, rule: Rule) -> Iterator[Hits]:
    """Figures for a level of areas for which the indicator does not exist."""
    del rule
    pairs = _pairs(case)
    wrong = [
        case.areas[pair % _UNKNOWN].level not in case.indicators[pair // _UNKNOWN].levels
        for pair in pairs[0].tolist()
    ]
    rows = np.flatnonzero(np.array(wrong, dtype=bool)[pairs[1]])

    def level(index: int) -> Facts:
        key = f"template.level.{case.areas[case.new.area[rows[index]]].level}"
        names = {lang: t(key, lang) for lang in LANGS}
        return both("level", names | {"en": names["en"].lower()})

    yield Hits(rows, level, silent=True)


def area_not_covered(case: Case, rule: Rule) -> Iterator[Hits]:
    """Figures for an area that the indicator's source leaves out."""
    del rule
    pairs = _pairs(case)
    wrong = [
        case.areas[pair % _UNKNOWN].code in case.indicators[pair // _UNKNOWN].not_covered
        for pair in pairs[0].tolist()
    ]
    has_value = ~np.isnan(case.new.value)
    yield _hits(np.array(wrong, dtype=bool)[pairs[1]] & has_value, silent=True)


def value_with_missing(case: Case, rule: Rule) -> Iterator[Hits]:
    """A value in a cell that is marked as missing."""
    del rule
    yield _hits(_is(case, "obs_status", "M") & ~np.isnan(case.new.value))


def value_with_suppressed(case: Case, rule: Rule) -> Iterator[Hits]:
    """A value in a cell that is marked as suppressed; never printed."""
    del rule
    yield _hits(_is(case, "conf_status", "C") & ~np.isnan(case.new.value), silent=True)


def status_without_value(case: Case, rule: Rule) -> Iterator[Hits]:
    """No value, and neither missing nor suppressed."""
    del rule
    explained = _is(case, "obs_status", "M") | _is(case, "conf_status", "C")
    yield _hits(np.isnan(case.new.value) & ~explained, silent=True)


def _is(case: Case, column: str, code: str) -> Flags:
    return np.asarray(case.rows[column] == code, dtype=bool)


def _pairs(case: Case) -> tuple[Ints, Ints]:
    """The distinct pairs of indicator and area, and which of them each row is."""
    both = case.new.indicator * _UNKNOWN + case.new.area
    distinct, which = np.unique(both, return_inverse=True)
    return distinct, which.astype(np.int64)


def _hits(flags: Flags, *, silent: bool = False) -> Hits:
    return Hits(np.flatnonzero(flags), silent=silent)
