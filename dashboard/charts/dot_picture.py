"""Frame to ranked dots: from high to low whatever the polarity, areas without a value last."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.benchmark import benchmark_lines
from dashboard.charts.cell import AreaClasses, Cell, amount, cells, unit_head
from dashboard.charts.describe import Caption, DotPicture, DotRow
from dashboard.text import Lang, t


def dot_picture(  # noqa: PLR0913  each says one thing that a reader chose
    frame: pd.DataFrame,
    *,
    indicator: Indicator,
    areas: Sequence[Area],
    lang: Lang,
    caption: Caption,
    benchmarks: Mapping[str, float],
    classes: AreaClasses,
    selected: str | None = None,
    earlier: Mapping[str, float] | None = None,
    earlier_period: str = "",
) -> DotPicture:
    """One row per area.

    Args:
        frame: one row per area, see `cell.cells`.
        indicator: what is measured.
        areas: the areas to rank.
        lang: the reader's language.
        caption: what stands around the picture.
        benchmarks: area code to value, most important first; see `benchmark.benchmark_lines`.
        classes: the map's classes, so that a dot has the colour of its area.
        selected: code of the emphasised row.
        earlier: value of an earlier period of the same edition, by area code.
        earlier_period: that period in words, for the text under the pointer.
    """
    known = cells(frame, indicator=indicator, areas=areas, lang=lang)
    before = earlier or {}

    def row(cell: Cell) -> DotRow:
        code = cell.area.code
        past = before.get(code, math.nan) if cell.state == "value" else math.nan
        extra = () if math.isnan(past) else _earlier(past, earlier_period, indicator, lang)
        return DotRow(
            code=code,
            name=cell.name,
            state=cell.state,
            value=cell.value,
            text=cell.text,
            klass=classes.of.get(code),
            emphasis=code == selected,
            hover=(*cell.hover, *extra),
            earlier=None if math.isnan(past) else past,
        )

    return DotPicture(
        caption=caption,
        classes=len(classes.ranges),
        rows=tuple(row(cell) for cell in sorted(known, key=_rank)),
        benchmarks=benchmark_lines(benchmarks, indicator, lang),
        unit=unit_head(indicator, lang),
        decimals=indicator.decimals,
    )


def _earlier(past: float, period: str, indicator: Indicator, lang: Lang) -> tuple[str, ...]:
    value = amount(past, indicator, lang)
    return (t("charts.earlier", lang, period=period, value=value) if period else value,)


def _rank(cell: Cell) -> tuple[int, float, str]:
    """High to low; equal values by name; then suppressed, then missing."""
    if cell.value is not None:
        return 0, -cell.value, _by_letter(cell.name)
    return (1 if cell.state == "suppressed" else 2), 0.0, _by_letter(cell.name)


def _by_letter(name: str) -> str:
    """Thai is ordered by consonant: a vowel written before its consonant counts after it."""
    return re.sub("([เแโใไ])([ก-ฮ])", r"\2\1", name)
