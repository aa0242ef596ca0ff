"""The names of every area as keys: the catalogue's own, those added by hand, and capitals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from dashboard.catalog.model import LEVELS, Area
from dashboard.catalog.spelling import name_key, spelled

_CAPITALS: Final = ("เมือง", "mueang")


def surroundings(area: Area, areas: Mapping[str, Area]) -> frozenset[str]:
    """Codes of everything that `area` is or lies in."""
    codes: set[str] = set()
    place: Area | None = area
    while place is not None and place.code not in codes:
        codes |= {place.code, place.planning_region, place.cluster} - {""}
        place = areas.get(place.parent)
    return frozenset(codes)


def names_of(
    areas: Mapping[str, Area], spellings: Iterable[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Every key and the codes that it may mean, the widest area first."""
    names: dict[str, set[str]] = {}
    known: dict[str, set[str]] = {}
    for code, name in _all_names(areas, spellings):
        key = spelled(name).key if areas[code].level in {"province", "district"} else name_key(name)
        known.setdefault(code, set()).add(key)
    for code, keys in known.items():
        for key in keys | _capital_keys(areas[code], known, areas):
            names.setdefault(key, set()).add(code)
    order = list(areas)
    rank = {code: (LEVELS.index(areas[code].level), order.index(code)) for code in order}
    return {key: tuple(sorted(codes, key=rank.__getitem__)) for key, codes in names.items()}


def _all_names(
    areas: Mapping[str, Area], spellings: Iterable[tuple[str, str]]
) -> Iterable[tuple[str, str]]:
    for code, area in areas.items():
        yield from ((code, area.name.th), (code, area.name.en))
    yield from spellings


def _capital_keys(area: Area, known: Mapping[str, set[str]], areas: Mapping[str, Area]) -> set[str]:
    """The capital district is also called เมือง, and Mueang before any name of its province."""
    own = known[area.code]
    province = areas.get(area.parent)
    if area.level != "district" or province is None:
        return set()
    outer = known[province.code]
    called = {word + name for word in _CAPITALS for name in outer}
    return {*_CAPITALS, *called} if own & called else set()
