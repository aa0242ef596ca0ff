"""From what people write for an area to its code: one place for every file and every form.

A code is found only where the catalogue holds it. A name that fits several areas is decided by
`level` and `within`; without them the widest area wins where the levels differ (ภาคใต้ is the
region of 14 provinces, and of 11 only where a planning region is asked for), and areas of one
level are ambiguous (เมือง, and the same name in two provinces). Nothing is guessed: what is only
near is a candidate.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.catalog.area_names import names_of, surroundings
from dashboard.catalog.entry import Entry, csv_entries
from dashboard.catalog.likeness import Likeness
from dashboard.catalog.model import LEVELS, Area, Level
from dashboard.catalog.spelling import LONGEST_NAME, name_key, parts, spelled, tight
from dashboard.text import LANGS

CACHED: Final = 1 << 16
OFFERED: Final = 3
PROVINCE_DIGITS: Final = 2
LONGEST_CELL: Final = 200
"""Longer texts are no names of places."""
_DIGITS: Final = re.compile(r"(?:th)?(?P<code>\d{1,12})(?:\.0+)?")


class Found(NamedTuple):
    """What a text stands for.

    `code` is "" where it is unknown, `candidates` then being the nearest codes, and where it is
    `ambiguous`, `candidates` being what it may mean: at most three.
    """

    code: str
    candidates: tuple[str, ...] = ()
    ambiguous: bool = False


NOTHING: Final = Found("")


class AreaResolver:
    """Every spelling of every area of the catalogue.

    Args:
        areas: the catalogue's areas by code.
        spellings: further names, as (code, name).
        elsewhere: names of places that exist but are no area of the catalogue.
        registrars: registrar office → code of the district it lies in.
    """

    def __init__(
        self,
        areas: Mapping[str, Area],
        spellings: Iterable[tuple[str, str]] = (),
        *,
        elsewhere: Iterable[str] = (),
        registrars: Mapping[str, str] | None = None,
    ) -> None:
        self._areas = areas
        self._around = {code: surroundings(area, areas) for code, area in areas.items()}
        self._codes = {name_key(code): code for code in areas}
        self._names = names_of(areas, spellings)
        self._elsewhere = frozenset(map(name_key, elsewhere)) - self._names.keys()
        self._registrars = dict(registrars or {})
        self._likeness = Likeness(self._names)
        self._cached = lru_cache(maxsize=CACHED, typed=True)(self._find)

    def find(self, text: object, *, level: Level | None = None, within: str = "") -> Found:
        """The area that a cell names, by code or by name.

        Args:
            text: the cell; anything but text and whole numbers is unknown.
            level: only areas of this level. A word for the kind (อำเภอ, Province) does the same.
            within: code of an area: only what it is or what lies in it. A number of one or two
                digits is then first taken for the last two of a district code (80 and 01).
        """
        if not isinstance(text, str | int | float) or isinstance(text, bool):
            return NOTHING
        if isinstance(text, str) and len(text) > LONGEST_CELL:
            return NOTHING
        return self._cached(text, level, within)

    def registrar(self, code: str) -> str:
        """The district that a registrar office (8051–8099) belongs to; "" where it is unknown."""
        return self._registrars.get(code, "")

    def elsewhere(self, text: str) -> bool:
        """Whether `text` names a place of the kingdom that the catalogue has no area for."""
        return name_key(text) in self._elsewhere

    def _find(self, text: str | float, level: Level | None, within: str) -> Found:
        close = tight(text if isinstance(text, str) else _plain_number(text))
        if not name_key(close):
            return NOTHING
        code = self._code(close, level, within)
        if code:
            return Found(code)
        digits = _DIGITS.fullmatch(close.replace("-", ""))
        if digits:
            return Found("", self._near_codes(digits["code"]))
        return self._named(close, level, within) or self._pair(close, level, within) or NOTHING

    def _code(self, close: str, level: Level | None, within: str) -> str:
        """The code that `close` writes, "" where it writes none of the areas asked for."""
        plain = close.replace("-", "")
        digits = _DIGITS.fullmatch(plain)
        codes = [self._codes.get(name_key(plain), "")]
        if digits:
            short = digits["code"]
            pair = len(short) <= len(within) == PROVINCE_DIGITS
            codes = [within + short.zfill(PROVINCE_DIGITS) if pair else "", short]
        return next((code for code in codes if self._fits(code, level, within)), "")

    def _fits(self, code: str, level: Level | None, within: str) -> bool:
        area = self._areas.get(code)
        if area is None or (level is not None and area.level != level):
            return False
        return not within or within in self._around[code]

    def _named(self, close: str, level: Level | None, within: str) -> Found | None:
        """What the whole of `close` names; None where it may still be a place and its province."""
        key, kind = spelled(close)
        codes = self._names.get(name_key(close), ()) or self._names.get(key, ())
        levels = {each for each in (level, kind) if each is not None}
        fits = (code for code in codes if all(self._fits(code, each, within) for each in levels))
        wanted = [code for code in fits if self._fits(code, None, within)]
        top = [code for code in wanted if self._areas[code].level == self._areas[wanted[0]].level]
        if len(top) == 1:
            return Found(top[0])
        if codes:
            return Found("", tuple((wanted or codes)[:OFFERED]), ambiguous=bool(wanted))
        if parts(close):
            return None
        return Found("", self._near_names(key, levels, within))

    def _pair(self, close: str, level: Level | None, within: str) -> Found | None:
        """A place written together with its province."""
        pair = parts(close)
        if pair is None:
            return None
        outer = self._named(pair[1], "province", "")
        inside = outer.code if outer else ""
        found = self._named(pair[0], level, inside or within)
        if found is None or not (inside and found.code):
            return Found("", found.candidates) if found else NOTHING
        return found if self._fits(found.code, level, within) else Found("", (found.code,))

    def _near_codes(self, code: str) -> tuple[str, ...]:
        """Codes of as many digits, those of the same province first."""
        like = [each for each in self._areas if each.isdecimal() and len(each) == len(code)]
        like.sort(key=lambda each: (each[:2] != code[:2], abs(int(each) - int(code)), each))
        return tuple(like[:OFFERED])

    def _near_names(self, key: str, levels: set[Level], within: str) -> tuple[str, ...]:
        if len(key) > LONGEST_NAME:
            return ()
        near = self._likeness.near(key)
        codes = dict.fromkeys(code for name in near for code in self._names[name])
        fits = [code for code in codes if self._areas[code].level in (levels or set(LEVELS))]
        inside = [code for code in fits if self._fits(code, None, within)]
        return tuple((inside or fits or list(codes))[:OFFERED])


def load_resolver(folder: Path, areas: Mapping[str, Area]) -> AreaResolver:
    """The resolver of the catalogue in `folder`.

    Reads `area_names.csv` (code, name, lang, kind, source; the code `-` for a place that is no
    area of the catalogue) and `registrars.csv` (registrar_code, name_th, name_en, parent).

    Raises:
        CatalogError: a file is absent or unreadable, or a row names an unknown area.
    """
    spellings: list[tuple[str, str]] = []
    elsewhere: list[str] = []
    for entry in csv_entries(folder / "area_names.csv", "code"):
        name = _spelling(entry)
        if entry.value("code", str) == "-":
            elsewhere.append(name)
        else:
            spellings.append((_area_code(entry, "code", areas), name))
    registrars = _registrars(folder / "registrars.csv", areas)
    return AreaResolver(areas, spellings, elsewhere=elsewhere, registrars=registrars)


def _spelling(entry: Entry) -> str:
    """The name in a row of `area_names.csv`, its other cells checked."""
    name = entry.value("name", str)
    entry.choice("lang", LANGS)
    for field in ("code", "kind", "source"):
        entry.value(field, str)
    entry.close()
    return name


def _registrars(file: Path, areas: Mapping[str, Area]) -> dict[str, str]:
    """Registrar office → the district that it lies in; every office has its name twice."""
    found: dict[str, str] = {}
    for entry in csv_entries(file, "registrar_code"):
        code = entry.value("registrar_code", str)
        district = _area_code(entry, "parent", areas)
        if code in found:
            raise entry.fail("doubled", value=code)
        found[code] = district
        entry.column_label("name")
        entry.close()
    return found


def _area_code(entry: Entry, field: str, areas: Mapping[str, Area]) -> str:
    code = entry.value(field, str)
    if code not in areas:
        raise entry.fail("unknown_area", name=code)
    return code


def _plain_number(value: float) -> str:
    """`8001.0` as 8001; "" for what is no whole number."""
    if isinstance(value, int):
        return str(value) if 0 <= value < 10**12 else ""
    return str(int(value)) if math.isfinite(value) and value.is_integer() and value >= 0 else ""
