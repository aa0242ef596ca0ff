"""The rows of a template before anybody fills them in: indicator × area × period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dashboard.catalog.model import Area, Indicator
from dashboard.ingest.template.columns import Column
from dashboard.text import Lang, t

WRITTEN: Final[tuple[Column, ...]] = (
    *("indicator", "indicator_name", "area", "area_name", "period", "year_type", "edition"),
    *("value", "unit", "numerator", "denominator", "standard_error", "status", "note", "data_set"),
)
"""The columns of a written template, in order."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a template is for.

    Attributes:
        indicators: what is to be filled in.
        areas: where.
        periods: as they are to be printed, such as 2567; one blank period where it is empty.
        edition: of every figure, "" to leave it to the office.
        editions: the editions that are offered in a list.
        latest: by indicator the latest edition, which stands in its rows where `edition` is "".
    """

    indicators: Sequence[Indicator]
    areas: Sequence[Area]
    periods: Sequence[str] = ()
    edition: str = ""
    editions: Sequence[str] = ()
    latest: Mapping[str, str] = field(default_factory=dict)

    def rows(self, lang: Lang) -> Iterator[list[str]]:
        """A row of `WRITTEN` for each indicator, period and area; no figure among them."""
        for indicator in self.indicators:
            sets = [each.id for each in indicator.data_sets]
            known: dict[Column, str] = {
                "indicator": indicator.id,
                "indicator_name": indicator.name.of(lang),
                "year_type": t(f"template.year_type.{indicator.year_type}", lang),
                "edition": self.edition or self.latest.get(indicator.id, ""),
                "unit": indicator.unit.name.of(lang),
                "data_set": sets[0] if len(sets) == 1 else "",
            }
            for period in self.periods or ("",):
                for area in self.areas:
                    own: dict[Column, str] = {
                        "area": area.code,
                        "area_name": area.name.of(lang),
                        "period": period,
                    }
                    row = known | own
                    yield [row.get(column, "") for column in WRITTEN]


def headings(lang: Lang) -> list[str]:
    """The headings of `WRITTEN`."""
    return [t(f"template.column.{column}", lang) for column in WRITTEN]
