"""How many dimensions at once, by district: intervals from what is published and nothing else.

Made once per snapshot. A suppressed count is known only as far as its published relatives bound it,
and a number of people is shown only where its interval tells no small group.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.briefing.table import SUPPRESSED, Cell, Rounded
from dashboard.catalog import PROVINCE
from dashboard.stats.bounds import Interval, parts_of_union, shared_decimals
from dashboard.stats.exact_cells import Overlap, overlap
from dashboard.text.numbers import number
from dashboard.ui.poverty_figures import (
    BMN,
    DIMENSIONS,
    POOR,
    SURVEYED,
    Figures,
    bmn_id,
    dimension_id,
    districts,
    figures,
)
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

# Unions are published to the nearest 5 persons.
ROUNDED: Final = 2.5
# An interval wider than this share of the target poor says too little.
WIDEST: Final = 0.1
# Fewer people than this are a small group (the default rule of data/catalog/disclosure.toml).
SMALL: Final = 5


@dataclass(frozen=True, slots=True)
class Depth:
    """One area: T, S, the interval of every T_d in the official order, and the overlap."""

    code: str
    poor: float
    surveyed: float
    parts: tuple[Interval, ...]
    overlap: Overlap | None


def depths(who: Reader, period: str) -> dict[str, Depth]:
    """The province and its districts, as far as target poor and surveyed are published."""
    return shared(who, "poverty", "overlap", period, make=lambda: _depths(who, period))


def _depths(who: Reader, period: str) -> dict[str, Depth]:
    unions = {
        mask: f"{POOR}_any_of_{_bits(mask)}"
        for mask in range(1, 1 << len(DIMENSIONS))
        if f"{POOR}_any_of_{_bits(mask)}" in who.levels
    }
    fails = [bmn_id(number, "fail") for numbers in BMN.values() for number in numbers]
    counts = [POOR, SURVEYED, *(dimension_id(each) for each in DIMENSIONS)]
    found = figures(who, [*counts, *unions.values(), *fails], period=period)
    codes = [PROVINCE, *(area.code for area in districts(who))]
    rest = {each: _left_over(who, found, dimension_id(each)) for each in DIMENSIONS}
    made = (_depth(found, code, unions, rest) for code in codes)
    return {each.code: each for each in made if each is not None}


def _depth(
    found: Figures, code: str, unions: dict[int, str], rest: dict[str, float]
) -> Depth | None:
    poor, surveyed = found.value(POOR, code), found.value(SURVEYED, code)
    if not poor or not surveyed:
        return None
    known = [found.value(dimension_id(each), code) for each in DIMENSIONS]
    caps = [min(rest[each], _failing(found, each, code)) for each in DIMENSIONS]
    parts = parts_of_union(known, poor, caps)
    told = {
        mask: Interval(value - ROUNDED, value + ROUNDED)
        for mask, name in unions.items()
        if (value := found.value(name, code)) is not None
    }
    # The province's unions are not published, and its intervals would be too wide to show.
    found_overlap = None if code == PROVINCE else overlap(poor, parts, told)
    return Depth(code, poor, surveyed, parts, found_overlap)


def _left_over(who: Reader, found: Figures, indicator: str) -> float:
    """What the districts with a suppressed count have together."""
    whole = found.value(indicator, PROVINCE)
    if whole is None:
        return math.inf
    return whole - sum(found.value(indicator, area.code) or 0.0 for area in districts(who))


def _failing(found: Figures, dimension: str, code: str) -> float:
    """Members of households that fail some indicator of the dimension: never fewer than T_d."""
    counts = [found.value(bmn_id(number, "fail"), code) for number in BMN[dimension]]
    return math.inf if None in counts else sum(each or 0.0 for each in counts)


def _bits(mask: int) -> str:
    return "".join("1" if mask >> at & 1 else "0" for at in range(len(DIMENSIONS)))


def showable(interval: Interval, poor: float) -> str:
    """Why an interval is not shown: `wide`, or `small` for a small group; "" where it is."""
    if interval.width > WIDEST * poor:
        return "wide"
    small = interval.high > 0 and interval.low < SMALL and interval.width < SMALL
    return "small" if small else ""


def certain(interval: Interval, most: int, least: int = 0) -> Cell:
    """The cell of a number: told at the precision that both bounds share, else suppressed."""
    found = printed(interval, most, least)
    if found is None:
        return SUPPRESSED
    return Rounded(found[0], len(found[1].partition(".")[2]))


def printed(interval: Interval, most: int, least: int = 0) -> tuple[float, str] | None:
    """A number at the precision that both bounds share; None where they share none."""
    decimals = shared_decimals(interval, most)
    if decimals is None or decimals < least:
        return None
    text = number(interval.low + 1e-9, decimals)
    return float(text.replace(",", "")), text


def surely_highest(spans: Mapping[str, Interval]) -> str | None:
    """Whose interval lies above all others; None where two could be the highest."""
    top = max(spans, key=lambda code: spans[code].low)
    others = (each.high for code, each in spans.items() if code != top)
    return top if all(high < spans[top].low for high in others) else None
