"""What a ratio divides by what: indicators of the catalogue, words for a part that is none.

Every ratio says both. A part is the id of an indicator, `numerator = "tpmap_target_poor"`, or words
in both languages, `numerator = { th = "…", en = "…" }`, for a difference, an average of years, or
what the publisher has and does not give. Only ids are reckoned with; words are there to be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from dashboard.catalog.entry import Entry
from dashboard.catalog.model import Indicator, Quotient, UnitKind
from dashboard.text import Label

PARTS: Final = ("numerator", "denominator")
KINDS: Final[frozenset[UnitKind]] = frozenset({"ratio", "rate"})


def part_id(entry: Entry, part: str) -> str:
    """The indicator that `part` is; "" where it is said in words, or not at all."""
    if isinstance(entry.fields.get(part), dict):
        entry.label(part)
        return ""
    return entry.value(part, str, "")


def with_quotients(
    indicators: Mapping[str, Indicator], entries: Mapping[str, Entry]
) -> dict[str, Indicator]:
    """The indicators, each ratio with its quotient in words.

    Raises:
        CatalogError: a ratio lacks its numerator or its denominator.
    """
    return {
        name: replace(each, quotient=_quotient(each, entries[name], indicators))
        for name, each in indicators.items()
    }


def _quotient(
    each: Indicator, entry: Entry, indicators: Mapping[str, Indicator]
) -> Quotient | None:
    """None for what is no ratio by its aggregation, its unit or a part that it names."""
    by_nature = each.aggregation == "ratio" or each.unit.kind in KINDS
    if not by_nature and not any(entry.fields.get(part) for part in PARTS):
        return None
    numerator, denominator = (_words(entry, part, indicators) for part in PARTS)
    return Quotient(numerator, denominator)


def _words(entry: Entry, part: str, indicators: Mapping[str, Indicator]) -> Label:
    given = entry.fields.get(part)
    if not given:
        raise entry.fail("no_part", field=part)
    return indicators[given].name if isinstance(given, str) else entry.label(part)
