"""Districts out of registrar offices.

The register is kept by offices: a district's own, those of its municipalities, and branches that
are closed by now. A district is the sum of its offices; taken for its own office alone, Mueang
Nakhon Si Thammarat would lack the people of four municipalities. So a district is told only where
it is certain that none of its offices is missing: all districts together make up their province,
or every municipality that is known is in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from dashboard.catalog.entry import csv_entries
from dashboard.catalog.model import Area
from dashboard.ingest.readers.dopa_told import Told
from dashboard.ingest.vocabulary import Vocabulary
from dashboard.text import LANGS, Lang

Counts = tuple[int, ...]

FIRST_MUNICIPALITY, LAST_OFFICE = 70, 99
"""Offices xx70–xx99 belong to municipalities; lower ones are districts or branches of them."""

NAMED: Final = 6
"""How many offices or areas a message names before it only counts."""


@dataclass(slots=True)
class Line:
    """The figures of one place in the file, and where they stand."""

    counts: Counts
    row: int
    columns: Sequence[str]
    name: str = ""


@dataclass(slots=True)
class Province:
    """What a file says about a province in one period: its total and its offices by code."""

    code: str
    period: str
    total: Line | None = None
    offices: dict[str, Line] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class District:
    """A district: all its offices, and those of its municipalities; None where it has none."""

    code: str
    counts: Counts
    municipal: Counts | None
    row: int
    columns: Sequence[str]


@dataclass(frozen=True, slots=True)
class Districts:
    """The districts of a province by code.

    `whole` says that they make up the province exactly; `by_office` that municipalities stand
    apart in the file.
    """

    found: Mapping[str, District]
    whole: bool
    by_office: bool


class Offices:
    """Puts the offices of one file together, and remembers what it could not place."""

    def __init__(self, words: Vocabulary, told: Told) -> None:
        self._words = words
        self._told = told
        self._unplaced: dict[str, dict[str, Line]] = {}
        self._outside: list[int] = []

    def districts(self, province: Province) -> Districts:
        """The districts of a province; none where an office has no known district."""
        areas = self._words.catalog.children(province.code, "district")
        nothing = Districts({}, whole=False, by_office=False)
        if not province.offices:
            return nothing
        if not areas:
            self._outside += [line.row for line in province.offices.values()]
            return nothing
        parents = {code: self._parent(code) for code in province.offices}
        unplaced = [code for code, parent in parents.items() if not parent]
        if unplaced:
            known = self._unplaced.setdefault(province.code, {})
            for code in unplaced:
                known.setdefault(code, province.offices[code])
            return nothing
        found = _together(province.offices, parents)
        whole = self._whole(province, found, areas)
        if not whole:
            found = self._certain(province, found, areas)
        return Districts(found, whole, any(map(is_municipality, province.offices)))

    def finish(self) -> None:
        """Tells what was not read: one warning for a province, one for all outside the coverage."""
        for code, lines in sorted(self._unplaced.items()):
            row = min(line.row for line in lines.values())
            names = [f"{code} {line.name}".strip() for code, line in sorted(lines.items())]
            self._told.warning(
                "dopa.unknown_registrar",
                row=row,
                value=_some(names),
                count=len(lines),
                **named(self._words.catalog.areas[code]),
            )
        if self._outside:
            self._told.warning("dopa.outside", row=min(self._outside), count=len(self._outside))

    def _parent(self, office: str) -> str:
        area = self._words.catalog.areas.get(office)
        return office if area is not None else self._words.areas.registrar(office)

    def _whole(
        self, province: Province, found: Mapping[str, District], areas: Sequence[Area]
    ) -> bool:
        """Whether the districts make up the province; an error where all are there and do not."""
        if province.total is None or len(found) < len(areas):
            return False
        area = self._words.catalog.areas[province.code]
        sums = added(each.counts for each in found.values())
        facts = named(area) | year_facts(province.period)
        hold(self._told, "dopa.districts_sum", province.total, sums, facts)
        return sums == province.total.counts

    def _certain(
        self, province: Province, found: Mapping[str, District], areas: Sequence[Area]
    ) -> dict[str, District]:
        """The districts none of whose offices is missing, where the province cannot tell."""
        absent = self._absent(province, found)
        row = min(line.row for line in province.offices.values())
        facts = named(self._words.catalog.areas[province.code]) | year_facts(province.period)
        if absent:
            facts |= {"count": str(len(absent)), **self._named(absent)}
            self._told.error("dopa.offices_missing", row=row, value=_some(absent), **facts)
        elif province.total is None or len(found) < len(areas):
            self._told.warning("dopa.unverified", row=row, **facts)
        short = {self._parent(code) for code in absent}
        return {code: each for code, each in found.items() if code not in short}

    def _named(self, codes: Sequence[str]) -> dict[str, str]:
        """Offices by code and name, in both languages."""
        return {
            f"names_{lang}": _some([f"{code} {self._name(code, lang)}".strip() for code in codes])
            for lang in LANGS
        }

    def _name(self, office: str, lang: Lang) -> str:
        area = self._words.catalog.areas.get(office)
        if area is not None:
            return area.name.of(lang)
        return registrar_names(self._words.folder).get(office, {}).get(lang, "")

    def _absent(self, province: Province, found: Mapping[str, District]) -> list[str]:
        """Offices of the districts found that the file says nothing about; closed ones may lack."""
        towns = (f"{province.code}{each}" for each in range(FIRST_MUNICIPALITY, LAST_OFFICE + 1))
        known = [*found, *(code for code in towns if self._words.areas.registrar(code) in found)]
        return [code for code in known if code not in province.offices]


@lru_cache(maxsize=4)
def registrar_names(folder: Path) -> Mapping[str, Mapping[Lang, str]]:
    """The names of the registrar offices of municipalities and branches, by code."""
    return {
        each.value("registrar_code", str): {
            "th": each.value("name_th", str),
            "en": each.value("name_en", str),
        }
        for each in csv_entries(folder / "registrars.csv", "registrar_code")
    }


def hold(told: Told, rule: str, total: Line, sums: Counts, facts: Mapping[str, object]) -> None:
    """Tells the first column in which the parts do not make up what is printed for the whole."""
    for column, printed, summed in zip(total.columns, total.counts, sums, strict=True):
        if printed != summed:
            difference = abs(printed - summed)
            told.error(
                rule,
                row=total.row,
                column=column,
                value=f"{printed:,}",
                sum=f"{summed:,}",
                difference=f"{difference:,}",
                **facts,
            )
            return


def is_municipality(office: str) -> bool:
    """Whether the registrar office belongs to a municipality."""
    return int(office[2:]) >= FIRST_MUNICIPALITY


def added(parts: Iterable[Counts]) -> Counts:
    """The sums, column by column."""
    return tuple(map(sum, zip(*parts, strict=True)))


def _together(offices: Mapping[str, Line], parents: Mapping[str, str]) -> dict[str, District]:
    """The offices of each district as one; it stands where its own office does, else the first."""
    members: dict[str, list[str]] = {}
    for code in sorted(offices):
        members.setdefault(parents[code], []).append(code)
    return {parent: _district(parent, codes, offices) for parent, codes in sorted(members.items())}


def _district(parent: str, codes: Sequence[str], offices: Mapping[str, Line]) -> District:
    towns = [offices[code].counts for code in codes if is_municipality(code)]
    stands = offices[parent] if parent in offices else offices[codes[0]]
    return District(
        parent,
        added(offices[code].counts for code in codes),
        added(towns) if towns else None,
        stands.row,
        stands.columns,
    )


def named(area: Area) -> dict[str, str]:
    """The facts of a message that names an area."""
    return {"area_th": area.name.th, "area_en": area.name.en}


def year_facts(period: str) -> dict[str, str]:
    """The facts of a message that names a year: of the Buddhist Era in Thai."""
    return {"year_th": str(int(period) + 543), "year_en": period}


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMED])
    return shown if len(names) <= NAMED else f"{shown}, …"
