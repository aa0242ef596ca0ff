"""The help sheet of a template: rules, columns and an example, in its own language first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from dashboard.catalog.model import Indicator, UnitKind
from dashboard.ingest.template.columns import Column
from dashboard.ingest.template.prefill import WRITTEN, Wanted
from dashboard.ingest.template.ratio import factor_of
from dashboard.text import LANGS, Lang, t

RULES: Final = 6
_VALUES: Final[Mapping[UnitKind, str]] = {
    "ratio": "12.5",
    "count": "1250",
    "money": "8500",
    "index": "0.45",
    "rate": "8.4",
    "area": "350",
    "mass": "1200",
    "score": "5.5",
}
"""An example for each kind of unit."""
_OWN: Final[Mapping[str, str]] = {
    "index_100": "105.2",
    "males_per_100_females": "96.4",
    "per_1000": "12",
    "per_1000_under1": "12",
    "branches_per_100k": "12",
    "persons_per_km2": "150",
    "persons_per_branch": "9500",
    "persons_per_house": "2.8",
    "persons_per_household": "3.1",
    "kg_per_rai": "420",
    "baht_per_person_year": "117800",
    "baht_per_person_month": "2850",
    "baht_per_person": "8500",
    "baht_per_household_month": "27200",
    "baht_per_household": "177500",
    "baht_per_person_visit": "4300",
    "dimensions": "2",
}
"""Units of which that would be no likely figure."""
_BELOW: Final = 1000
"""The denominator of an example, unless the quotient is of a larger number."""
_OF_SHARES: Final = frozenset({"times"})
"""Units of quotients of two shares, which are never in the thousands."""
_PRECISION: Final = 1e-6
_PERIODS: Final[Mapping[Lang, Mapping[str, str]]] = {
    "th": {"quarter": "2566-Q1", "fiscal": "FY2567", "": "2567"},
    "en": {"quarter": "2023-Q1", "fiscal": "FY2567", "": "2024"},
}


def help_rows(wanted: Wanted, lang: Lang) -> Iterator[tuple[str, str]]:
    """Two texts a row: what is spoken of, and what is said of it; `lang` comes first."""
    for each in sorted(LANGS, key=lambda other: other != lang):
        yield from _rows(wanted, each)


def _rows(wanted: Wanted, lang: Lang) -> Iterator[tuple[str, str]]:
    yield t("template.help.title", lang), ""
    for number in range(1, RULES + 1):
        yield f"{number}.", t(f"template.help.rule.{number}", lang)
    yield "", ""
    yield t("template.help.column", lang), t("template.help.meaning", lang)
    for column in WRITTEN:
        yield t(f"template.column.{column}", lang), t(f"template.help.of.{column}", lang)
    yield "", ""
    first = next(wanted.rows(lang))
    given = _example(wanted.indicators[0], lang)
    shown = [cell or given.get(column, "") for column, cell in zip(WRITTEN, first, strict=True)]
    yield t("template.help.example", lang), " | ".join(shown)
    yield "", ""
    yield t("template.help.indicators", lang), ""
    for each in wanted.indicators:
        yield (
            each.id,
            f"{each.name.of(lang)} ({each.unit.name.of(lang)}): {each.definition.of(lang)}",
        )
    yield "", ""


def _example(indicator: Indicator, lang: Lang) -> dict[Column, str]:
    """What might be filled in: a quotient with its parts only where the indicator has them."""
    periods = _PERIODS[lang]
    period = periods.get(indicator.year_type, periods[""])
    usual: dict[Column, str] = {"period": period, "status": "P"}
    unit = indicator.unit
    value = usual["value"] = _OWN.get(unit.id, _VALUES[unit.kind])
    both = indicator.numerator and indicator.denominator and unit.id not in _OF_SHARES
    factor = factor_of(indicator) if both else None
    if not factor:
        return usual
    below = max(_BELOW, round(factor)) if factor <= 100 * _BELOW else _BELOW
    above = float(value) * below / factor
    if abs(above - round(above)) > _PRECISION:
        return usual
    parts: dict[Column, str] = {"numerator": str(round(above)), "denominator": str(below)}
    return usual | parts
