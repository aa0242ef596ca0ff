"""The words of a map's legend: real ranges of the classes, from high to low, then empty states."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.cell import AreaClasses, Cell, level_key, unit_head
from dashboard.charts.classes import ClassRange
from dashboard.charts.describe import LegendEntry, State
from dashboard.text import Lang, t
from dashboard.text.numbers import number, value_range

_THOUSAND = 1000.0
_LONG = 100_000
_PLAIN_UNITS = ("บาท", "คน", "ครัวเรือน", "หลัง", "ไร่", "ตัน")

_EMPTY: tuple[tuple[State, str], ...] = (
    ("suppressed", "state.suppressed.cell"),
    ("missing", "state.missing"),
)


def map_legend(
    known: Sequence[Cell],
    classes: AreaClasses,
    *,
    indicator: Indicator,
    areas: Sequence[Area],
    lang: Lang,
    counts: bool,
) -> tuple[str, list[LegendEntry]]:
    """Title and entries.

    Six digits are too wide to stand over the sea: such ranges are written in thousands, with as
    many decimals as keep the classes apart.

    Args:
        known: the map's cells.
        classes: their classes.
        indicator: what is measured.
        areas: what is counted.
        lang: the reader's language.
        counts: whether the number of areas follows each range.
    """
    head, ranges = _ranges(classes.ranges, indicator, lang)
    title = f"{head} ({t(f'charts.count.{level_key(areas)}', lang)})" if counts else head

    def entry(state: State, klass: int | None, words: str, count: int) -> LegendEntry:
        return LegendEntry(state, klass, f"{words} ({count})" if counts else words)

    pairs = list(zip(ranges, classes.ranges, strict=True))
    entries = [
        entry("value", klass, words, each.count) for klass, (words, each) in enumerate(pairs)
    ][::-1]
    for state, key in _EMPTY:
        if count := sum(cell.state == state for cell in known):
            entries.append(entry(state, None, t(key, lang), count))
    return title, entries


def _ranges(
    ranges: Sequence[ClassRange], indicator: Indicator, lang: Lang
) -> tuple[str, list[str]]:
    head = unit_head(indicator, lang) or indicator.unit.name.of(lang)
    ends = [(each.low, each.high) for each in ranges]
    places = indicator.decimals
    plain = indicator.unit.symbol.th.startswith(_PLAIN_UNITS)
    if plain and ends and ends[-1][1] >= _LONG:
        head = t("charts.thousand", lang, unit=head)
        ends = [(low / _THOUSAND, high / _THOUSAND) for low, high in ends]
        places = _distinct(ends)
    return head, [value_range(low, high, places, lang=lang) for low, high in ends]


def _distinct(ends: Sequence[tuple[float, float]]) -> int:
    """The fewest decimals at which no class seems to begin where the one below ends."""
    for places in range(3):
        below = [number(high, places) for _, high in ends[:-1]]
        above = [number(low, places) for low, _ in ends[1:]]
        if all(one != other for one, other in zip(below, above, strict=True)):
            return places
    return 3
