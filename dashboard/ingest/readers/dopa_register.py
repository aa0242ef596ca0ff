"""The rows of one December put in their places: country, provinces, offices, tambons, villages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.ingest.readers.dopa_offices import (
    Line,
    Province,
    added,
    hold,
    named,
    year_facts,
)
from dashboard.ingest.readers.dopa_rows import Row
from dashboard.ingest.readers.dopa_told import Told
from dashboard.ingest.vocabulary import Vocabulary

NAMED = 3
"""How many absent provinces a message names."""


@dataclass(slots=True)
class Register:
    """One period: the country's total and its provinces by code."""

    period: str
    country: Line | None = None
    provinces: dict[str, Province] = field(default_factory=dict)
    tambons: dict[str, dict[str, Line]] = field(default_factory=dict)
    villages: dict[tuple[str, str], dict[str, Line]] = field(default_factory=dict)

    def put(self, row: Row, told: Told) -> None:
        """Takes a row in; an error where its place is taken."""
        line = Line(row.counts, row.number, row.columns, row.office_name)
        earlier = self._put(row, line)
        if earlier is not None:
            code = row.village or row.tambon or row.office or row.province
            first, year = earlier.row, year_facts(self.period)
            told.error("dopa.twice", row=row.number, value=code, first=first, **year)

    def _put(self, row: Row, line: Line) -> Line | None:
        """The line that the place holds already, if any."""
        if row.province == "0":
            earlier, self.country = self.country, self.country or line
            return earlier
        province = self.provinces.setdefault(row.province, Province(row.province, self.period))
        if not row.office:
            earlier, province.total = province.total, province.total or line
            return earlier
        if row.village:
            taken = self.villages.setdefault((row.office, row.tambon), {})
            return _taken(taken, row.village, line)
        if row.tambon:
            return _taken(self.tambons.setdefault(row.office, {}), row.tambon, line)
        return _taken(province.offices, row.office, line)

    def roll_up(self, told: Told) -> None:
        """Sums villages to tambons and tambons to offices where these have no row of their own."""
        for (office, tambon), villages in self.villages.items():
            self.tambons.setdefault(office, {}).setdefault(tambon, _sum(villages.values()))
        for office, tambons in self.tambons.items():
            offices = self.provinces[office[:2]].offices
            total = offices.get(office)
            whole = _sum(tambons.values())
            if total is None:
                offices[office] = whole
            else:
                facts = year_facts(self.period) | {"office": f"{office} {total.name}".strip()}
                hold(told, "dopa.tambons_sum", total, whole.counts, facts)

    def hold_country(self, words: Vocabulary, told: Told) -> None:
        """Provinces make up the country; where some are absent, a warning names them."""
        totals = [each.total for each in self.provinces.values() if each.total is not None]
        if self.country is None or not totals:
            return
        absent = [
            area
            for area in words.catalog.children("TH", "province")
            if (area.valid_from or 0) <= int(self.period)
            and (area.code not in self.provinces or self.provinces[area.code].total is None)
        ]
        if not absent:
            sums = added(each.counts for each in totals)
            facts = named(words.catalog.areas["TH"]) | year_facts(self.period)
            hold(told, "dopa.provinces_sum", self.country, sums, facts)
            return
        facts = {
            "count": str(len(absent)),
            "names_th": " ".join(each.name.th for each in absent[:NAMED]),
            "names_en": ", ".join(each.name.en for each in absent[:NAMED]),
        } | year_facts(self.period)
        told.warning("dopa.provinces_absent", row=self.country.row, **facts)


def _taken(lines: dict[str, Line], code: str, line: Line) -> Line | None:
    earlier = lines.setdefault(code, line)
    return None if earlier is line else earlier


def _sum(lines: Iterable[Line]) -> Line:
    """The sum of lines; it stands where the first does."""
    every = list(lines)
    return Line(added(each.counts for each in every), every[0].row, every[0].columns)
