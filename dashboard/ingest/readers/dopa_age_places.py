"""Which place a row of the age text is about: names are its only key, and their order tells more.

A province stands before its offices, an office before its tambons. Municipal and branch offices
are found by their name in `registrars.csv`; one that is not there keeps its name as its code, so
that it is told as unplaced and never lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from dashboard.catalog.entry import csv_entries
from dashboard.catalog.spelling import name_key
from dashboard.ingest.readers.dopa_age_rows import AgeRow
from dashboard.ingest.readers.dopa_offices import Line, Province, is_municipality
from dashboard.ingest.readers.dopa_register import Register
from dashboard.ingest.readers.dopa_told import Told
from dashboard.ingest.vocabulary import Vocabulary

_PROVINCE: Final = re.compile(r"จังหวัด.*")
_TAMBON: Final = re.compile(r"(?:ตำบล|แขวง).+")
_BRANCH: Final = re.compile(r".*สาขา(?:ตำบล)?(?P<name>[^()]+)\)?\*?")
_TOWN: Final = re.compile(r"(?:ท้องถิ่น)?เทศบาล(?:นคร|เมือง|ตำบล)(?P<name>[^*]+)\*?")
_OFFICE: Final = re.compile(r"(?:กิ่ง)?(?:อำเภอ|ท้องถิ่น|เทศบาล|เขต|เมืองพัทยา).*")


class Places:
    """Puts the rows of one sheet into a register."""

    def __init__(self, words: Vocabulary, told: Told, period: str) -> None:
        self.register = Register(period)
        self._words = words
        self._told = told
        self._province = ""
        self._offices = _offices(words)

    def put(self, row: AgeRow) -> None:
        """Takes a row in; tambons are below what the catalogue holds."""
        name = "".join(row.name.split())
        if _TAMBON.fullmatch(name):
            return
        line = Line(row.counts, row.number, row.columns)
        earlier = self._put(name, line)
        if earlier is not None:
            self._told.error("dopa.age_twice", row=row.number, value=name, first=earlier.row)

    def _put(self, name: str, line: Line) -> Line | None:
        """The line that the place holds already, if any."""
        if self._words.areas.find(name, level="country").code:
            earlier, self.register.country = self.register.country, self.register.country or line
            return earlier
        office = self._office(name)
        if office:
            return self._put_office(office, line)
        code = self._words.areas.find(name, level="province").code
        if not code:
            if _PROVINCE.fullmatch(name):
                # What follows is not in the province above.
                self._province = ""
            self._told.warning("dopa.age_unknown_row", row=line.row, value=name)
            return None
        self._province = code
        province = self._of(code)
        earlier, province.total = province.total, province.total or line
        return earlier

    def _put_office(self, office: str, line: Line) -> Line | None:
        province = self._province or office[:2]
        earlier = self._of(province).offices.setdefault(office, line)
        return None if earlier is line else earlier

    def _of(self, code: str) -> Province:
        return self.register.provinces.setdefault(code, Province(code, self.register.period))

    def _office(self, name: str) -> str:
        """The office that a name stands for: its code, or the name; "" where it is no office."""
        for pattern, town in ((_TOWN, True), (_BRANCH, False)):
            match = pattern.fullmatch(name)
            if match:
                key = (self._province, town, name_key(match["name"]))
                return self._offices.get(key, name if self._province else "")
        found = self._words.areas.find(name, level="district", within=self._province).code
        if found or not self._province:
            return found
        return name if _OFFICE.fullmatch(name) else ""


def _offices(words: Vocabulary) -> Mapping[tuple[str, bool, str], str]:
    """Offices by province, whether they are a municipality's, and name."""
    offices: dict[tuple[str, bool, str], str] = {}
    for entry in csv_entries(words.folder / "registrars.csv", "registrar_code"):
        code = entry.value("registrar_code", str)
        offices[code[:2], is_municipality(code), name_key(entry.value("name_th", str))] = code
    return offices
