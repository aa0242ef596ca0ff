"""Which function asks which rule of `data/catalog/rules.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from dashboard.catalog.rules import FILE, Rule
from dashboard.errors import CatalogError
from dashboard.ingest.checks import cells, coverage, outliers, relations, series, sums
from dashboard.ingest.checks.case import Case
from dashboard.ingest.checks.hits import Hits
from dashboard.ingest.checks.protection import refused

Check = Callable[[Case, Rule], Iterator[Hits]]

CHECKS: Final[Mapping[str, Check]] = {
    "negative_count": cells.negative_count,
    "not_a_number": cells.not_a_number,
    "share_over_100": cells.share_over_100,
    "not_whole": cells.not_whole,
    "year_out_of_range": cells.year_out_of_range,
    "future_period": cells.future_period,
    "area_before_its_time": cells.area_before_its_time,
    "level_not_covered": cells.level_not_covered,
    "area_not_covered": cells.area_not_covered,
    "value_with_missing": cells.value_with_missing,
    "value_with_suppressed": cells.value_with_suppressed,
    "status_without_value": cells.status_without_value,
    "factor_of_thousand": series.factor_of_thousand,
    "factor_in_cell": series.factor_in_cell,
    "unit_scale": series.unit_scale,
    "outlier": outliers.outlier,
    "revised_much": series.revised_much,
    "missing_areas": coverage.missing_areas,
    "duplicate": coverage.duplicate,
    "duplicate_same": coverage.duplicate_same,
    "sexes_sum": relations.parts_of_total,
    "parts_sum": relations.parts_of_total,
    "districts_sum": sums.districts_sum,
    "provinces_sum": sums.provinces_sum,
    "numerator_over_denominator": relations.numerator_over_denominator,
    "formula_disagrees": relations.formula_disagrees,
    "small_counts": refused("small_count"),
    "reveals": refused("reveals"),
    "by_difference": refused("by_difference"),
    "exact": refused("exact"),
    "rate_of_small": refused("rate_of_small"),
}


def agree(rules: Mapping[str, Rule]) -> None:
    """Refuses a rule table and a program that do not know the same rules.

    Raises:
        CatalogError: a rule has no function, or a function has no rule.
    """
    for unknown in sorted(rules.keys() - CHECKS.keys()):
        raise CatalogError("checks.unknown_rule", file=FILE, entry=unknown)
    for absent in sorted(CHECKS.keys() - rules.keys()):
        raise CatalogError("checks.missing_rule", file=FILE, entry=absent)
