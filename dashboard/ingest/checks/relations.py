"""Rules about figures that belong together: parts and wholes, numerators, formulas.

The other figure of a pair may be new or published. Only places where a new figure takes part are
asked about, and a problem stands where the whole is if that is new, else at a new part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.catalog import Indicator
from dashboard.catalog.rules import Rule
from dashboard.ingest.checks.case import Case
from dashboard.ingest.checks.cells import is_share
from dashboard.ingest.checks.figures import ABSENT, Flags, Floats, Ints
from dashboard.ingest.checks.hits import Facts, Hits, both, number_text
from dashboard.text import Lang

_PRECISION: Final = 1e-6


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both sides of a comparison at each place, where they are off, and further facts."""

    sum: Floats
    total: Floats
    off: Flags
    facts: Facts

    def tell(self, index: int) -> Facts:
        """The facts of one of the places that are off."""
        at = np.flatnonzero(self.off)[index]
        sides = {"sum": float(self.sum[at]), "total": float(self.total[at])}
        return {**self.facts, **{name: number_text(value) for name, value in sides.items()}}


def parts_of_total(case: Case, rule: Rule) -> Iterator[Hits]:
    """Relations of the rule table: whole = sum of its parts."""
    number = case.indicator_number
    for relation in rule.relations:
        whole, parts = number[relation.whole], [number[each] for each in relation.parts]
        places = _touched(case, [whole, *parts])
        total = case.together.value_at(whole, places)
        sum_ = np.sum([case.together.value_at(each, places) for each in parts], axis=0)
        off = np.abs(total - sum_) > relation.tolerance + _PRECISION
        names = both("whole", _shorts(case, [whole])) | both("parts", _shorts(case, parts))
        yield _at_places(case, [whole, *parts], places, _Sides(sum_, total, off, names))


def numerator_over_denominator(case: Case, rule: Rule) -> Iterator[Hits]:
    """Numerators of shares larger than their denominators."""
    pairs = {
        (each.numerator, each.denominator)
        for each in case.indicators
        if each.numerator and each.denominator and is_share(each, rule)
    }
    for pair in sorted(pairs):
        part, whole = (case.indicator_number[each] for each in pair)
        places = _touched(case, [part, whole])
        over, under = (case.together.value_at(each, places) for each in (part, whole))
        off = over > under + _PRECISION
        names = both("part", _shorts(case, [part])) | both("whole", _shorts(case, [whole]))
        yield _at_places(case, [part, whole], places, _Sides(over, under, off, names))


def formula_disagrees(case: Case, rule: Rule) -> Iterator[Hits]:
    """Publishers' figures off their formula; formulas that look elsewhere are left to the build."""
    del rule
    for each in case.indicators:
        formula = each.formula
        if formula is None or not each.published or any(t.lag or t.at for t in formula.terms):
            continue
        inputs = [case.indicator_number[term.indicator] for term in formula.terms]
        own = case.indicator_number[each.id]
        places = _touched(case, [own, *inputs])
        given = case.together.value_at(own, places)
        values = {
            term: case.together.value_at(index, places)
            for term, index in zip(formula.terms, inputs, strict=True)
        }
        computed = np.asarray(formula.evaluate(values), dtype=np.float64)
        off = np.abs(given - computed) > _tolerance(each) + _PRECISION
        names: Facts = {"tolerance": number_text(_tolerance(each))}
        yield _at_places(case, [own, *inputs], places, _Sides(computed, given, off, names))


def _touched(case: Case, indicators: Sequence[int]) -> Ints:
    """The places of which a new figure of one of the indicators tells."""
    rows = np.concatenate([case.new.of(each) for each in indicators])
    return np.unique(case.new.place[rows])


def _at_places(case: Case, indicators: Sequence[int], places: Ints, sides: _Sides) -> Hits:
    """One row for each place that is off: that of the first indicator which is new there."""
    places = places[sides.off]
    row = np.full(len(places), ABSENT, dtype=np.int64)
    secret: Flags = np.zeros(len(places), dtype=bool)
    for each in indicators:
        key = each * case.codes.places + places
        row = np.where(row == ABSENT, case.new.find(key), row)
        secret |= np.isin(key, case.secret_keys)
    return Hits(row, sides.tell, secret=secret)


def _shorts(case: Case, indicators: Sequence[int]) -> dict[Lang, str]:
    names = [case.indicators[each].short for each in indicators]
    return {
        "th": " + ".join(each.th for each in names),
        "en": " + ".join(each.en for each in names),
    }


def _tolerance(each: Indicator) -> float:
    return each.tolerance if each.tolerance is not None else 0.5 * 10.0**-each.decimals
