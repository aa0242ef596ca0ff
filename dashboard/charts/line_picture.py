"""Frame to lines over time: segments that never cross a break, ends that can be labelled."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

import pandas as pd

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.benchmark import label
from dashboard.charts.cell import amount, level_key, unit_head
from dashboard.charts.describe import Break, Caption, Line, LinePicture, Point, Role
from dashboard.charts.series import Observation, observations
from dashboard.charts.wording import short_name
from dashboard.text import Lang, YearStyle, t
from dashboard.text.numbers import number
from dashboard.text.periods import long_period, parse_period, short_period

Scale = Literal["value", "index"]

INDEX_DECIMALS = 1

_TICKS = 8
_INDEX_BASE = 100.0


def line_picture(  # noqa: PLR0913  each says one thing that a reader chose
    frame: pd.DataFrame,
    *,
    indicator: Indicator,
    areas: Sequence[Area],
    lang: Lang,
    style: YearStyle,
    caption: Caption,
    highlights: Sequence[str] = (),
    benchmarks: Collection[str] = (),
    mode: Scale = "value",
    base: str | None = None,
) -> LinePicture:
    """A line per area that has a figure.

    Args:
        frame: see `series.observations`.
        indicator: what is measured.
        lang: the reader's language.
        style: the reader's era.
        caption: what stands around the picture.
        areas: everything to draw, benchmark areas included.
        highlights: up to four codes in front, in the order of their colours.
        benchmarks: codes drawn dashed under their short name, `80` as "the whole province".
        mode: values as they are, or an index with 100 in the period `base`.
        base: a period id; an area or edition without a figure for it has no index.
    """
    maker = _Maker(indicator, lang, style, mode, base if mode == "index" else None)
    known = observations(frame)
    lines = []
    for area in areas:
        role = _role(area.code, highlights, benchmarks)
        whole = label(area.code, lang) if role == "benchmark" else area.name.of(lang)
        name = short_name(area, lang) if role == "highlight" else whole
        segments = maker.segments(whole, known.get(area.code, []))
        if segments:
            lines.append(Line(area.code, name, role, "", segments))
    order = {code: place for place, code in enumerate(highlights)}
    lines.sort(key=lambda line: (_LAYER[line.role], order.get(line.code, 0)))
    drawn = _drawn(known, lines)
    latest = max((each.x for each in drawn), default=0.0)
    context = [area for area in areas if _is_context(area.code, lines)]
    return LinePicture(
        caption=caption,
        lines=tuple(maker.ended(line, latest) for line in lines),
        breaks=tuple(_breaks(drawn, lang, style)),
        ticks=ticks({each.period for each in drawn}, style),
        unit=maker.unit,
        decimals=maker.decimals,
        base=_INDEX_BASE if mode == "index" else None,
        context_note=_note(context, highlighted=len(lines) > len(context), lang=lang),
    )


def ticks(
    periods: Collection[str], style: YearStyle, most: int = _TICKS
) -> tuple[tuple[float, str], ...]:
    """About `most` labels, the first and the last period always among them."""
    ordered = sorted({(parse_period(period).position, period) for period in periods})
    if not ordered:
        return ()
    last = ordered[-1]
    apart = (last[0] - ordered[0][0]) / most
    chosen = [ordered[0]]
    for each in ordered[1:-1]:
        if each[0] - chosen[-1][0] >= apart:
            chosen.append(each)
    if len(chosen) > 1 and last[0] - chosen[-1][0] < apart / 2:
        chosen.pop()
    if last != chosen[-1]:
        chosen.append(last)
    return tuple((at, short_period(period, style)) for at, period in chosen)


def index_values(frame: pd.DataFrame, base: str) -> list[float]:
    """For each row the index from `base` as the picture draws it; NaN where it draws none."""
    found = {}
    for area, series in observations(frame).items():
        bases = _bases(series, base)
        for each in (every for every in series if every.span in bases):
            key = (area, each.period, each.edition)
            found[key] = _INDEX_BASE * each.value / bases[each.span]
    rows = zip(frame["ref_area"], frame["time_period"], frame["edition"], strict=True)
    return [found.get(row, math.nan) for row in rows]


def indexed(frame: pd.DataFrame, base: str) -> pd.DataFrame:
    """The rows that an index from `base` shows: those of editions that have a figure for it."""
    return frame[[not math.isnan(value) for value in index_values(frame, base)]]


def _bases(series: Iterable[Observation], base: str | None) -> dict[int, float]:
    """What is 100 in each span of a definition; none where it has no figure above zero then."""
    return {each.span: each.value for each in series if each.period == base and each.value > 0}


def short_at(x: float, style: YearStyle) -> str:
    """The period at a position of the time axis, as axes write it."""
    year, quarter = divmod(round(x * 4), 4)
    return short_period(f"{year}-Q{quarter + 1}" if quarter else str(year), style)


_LAYER: dict[Role, int] = {"context": 0, "benchmark": 1, "highlight": 2}


def _role(code: str, highlights: Sequence[str], benchmarks: Collection[str]) -> Role:
    if code in highlights:
        return "highlight"
    return "benchmark" if code in benchmarks else "context"


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes points for one indicator, as values or as an index."""

    indicator: Indicator
    lang: Lang
    style: YearStyle
    mode: Scale
    base: str | None

    @property
    def decimals(self) -> int:
        return INDEX_DECIMALS if self.mode == "index" else self.indicator.decimals

    @property
    def unit(self) -> str:
        if self.mode == "value" or self.base is None:
            return unit_head(self.indicator, self.lang)
        period = long_period(self.base, self.lang, self.style)
        return t("charts.index_unit", self.lang, period=period)

    def ended(self, line: Line, latest: float) -> Line:
        """The line with the text of its end, which names the period where others go on."""
        last = line.segments[-1][-1]
        text = number(last.value, self.decimals)
        if last.x < latest:
            text = f"{text} ({short_at(last.x, self.style)})"
        return replace(line, end_text=text)

    def segments(self, name: str, series: list[Observation]) -> tuple[tuple[Point, ...], ...]:
        """Runs of points; where an index has no base, its edition is left out."""
        bases = _bases(series, self.base)
        kept = [each for each in series if self.mode == "value" or each.span in bases]
        return tuple(
            tuple(self._point(name, each, bases.get(each.span)) for each in run)
            for _, run in groupby(kept, key=lambda each: each.run)
        )

    def _point(self, name: str, each: Observation, base: float | None) -> Point:
        words = amount(each.value, self.indicator, self.lang)
        value = each.value
        if self.mode == "index" and base is not None:
            value = _INDEX_BASE * each.value / base
            words = f"{number(value, self.decimals)} ({words})"
        when = long_period(each.period, self.lang, self.style)
        for state, said in (("preliminary", each.preliminary), ("doubtful", each.doubtful)):
            if said:
                when = f"{when} ({t(f'state.{state}', self.lang)})"
        return Point(each.x, value, (name, f"{when}: {words}"))


def _drawn(known: dict[str, list[Observation]], lines: Iterable[Line]) -> list[Observation]:
    """The observations that the lines show, area by area."""
    shown = {line.code: {point.x for run in line.segments for point in run} for line in lines}
    return [each for code, xs in shown.items() for each in known[code] if each.x in xs]


def _breaks(drawn: list[Observation], lang: Lang, style: YearStyle) -> Iterable[Break]:
    """Where editions meet, and where the publisher marks a break inside one."""
    found = {**_edition_breaks(drawn), **_marked_breaks(drawn)}
    for where, period in sorted(found.items()):
        yield Break(where, t("charts.break", lang, period=long_period(period, lang, style)))


def _edition_breaks(drawn: list[Observation]) -> dict[float, str]:
    """Between the last period of one edition and the first of the next, which it may overlap."""
    editions: dict[str, list[Observation]] = {}
    for each in drawn:
        editions.setdefault(each.edition, []).append(each)
    ordered = sorted(editions.values(), key=lambda each: min(point.x for point in each))
    found = {}
    for before, after in pairwise(ordered):
        first = min(after, key=lambda point: point.x)
        last = max(point.x for point in before)
        found[(last + first.x) / 2 if last < first.x else first.x] = first.period
    return found


def _marked_breaks(drawn: list[Observation]) -> dict[float, str]:
    return {
        (one.x + other.x) / 2: other.period
        for one, other in pairwise(drawn)
        if one.edition == other.edition and other.span == one.span + 1 and other.x > one.x
    }


def _is_context(code: str, lines: Iterable[Line]) -> bool:
    return any(line.code == code and line.role == "context" for line in lines)


def _note(context: Sequence[Area], *, highlighted: bool, lang: Lang) -> str:
    if not context:
        return ""
    count = t(f"charts.areas.{level_key(context)}", lang, count=len(context))
    return t("charts.context.others" if highlighted else "charts.context", lang, areas=count)
