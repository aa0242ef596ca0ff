"""One indicator over time for the areas of one level: what the trends page draws."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.catalog import KINGDOM, PROVINCE, SOUTH, Area, Caveat, Indicator, Level
from dashboard.charts.changes import Change, change_table
from dashboard.charts.describe import Caption, LinePicture
from dashboard.charts.findings import alt_text
from dashboard.charts.line_picture import Scale, indexed, line_picture
from dashboard.charts.trend_finding import trend_finding
from dashboard.text.periods import parse_period
from dashboard.ui import captions, controls, state
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

BENCHMARKS: dict[str, tuple[str, ...]] = {"district": (PROVINCE,), "province": (SOUTH, KINGDOM)}
PLACES = {"district": PROVINCE, "province": SOUTH}


@dataclass(frozen=True, slots=True)
class Course:
    """The figures of one indicator at one level, whoever is in front; `scale` is the default.

    `codes` are the areas that have figures; `bases` the periods that an index may start from,
    empty where an index means nothing.
    """

    frame: pd.DataFrame
    areas: Sequence[Area]
    codes: Sequence[str]
    highlights: Sequence[str]
    bases: Sequence[str]
    scale: Scale = "value"


@dataclass(frozen=True, slots=True)
class TrendView:
    """The figures of the page; `highlights` in the order of their colours.

    `chosen` says that they are somebody's choice, or our own province, and not merely extremes.
    """

    indicator: Indicator
    level: Level
    frame: pd.DataFrame
    areas: Sequence[Area]
    highlights: Sequence[str]
    chosen: bool
    scale: Scale
    base: str | None

    @property
    def file(self) -> str:
        """A name for files: what, of which level, who is in front, and in which scale."""
        base = f"from_{self.base}" if self.base else ""
        parts = (self.indicator.id, self.level, *self.highlights, self.scale, base, "trend")
        return "_".join(each for each in parts if each)

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What tells this view from others of the same edition, in ids."""
        return self.indicator.id, self.level, *self.highlights, self.scale, self.base

    @property
    def in_front(self) -> list[Area]:
        """What the finding is about: the reader's own choice of areas, else all of the level."""
        chosen = [area for area in self.own if area.code in self.highlights]
        return chosen if chosen and self.chosen else self.own

    @property
    def drawn(self) -> Sequence[Area]:
        """The lines: a whole would press its parts to the floor, but for an index."""
        dwarfed = self.indicator.unit.of_totals and self.scale == "value"
        return self.own if dwarfed else self.areas

    @property
    def shown(self) -> pd.DataFrame:
        """The rows behind the lines: an index has none of an edition without its base."""
        return self.frame if self.base is None else indexed(self.frame, self.base)

    @property
    def own(self) -> list[Area]:
        """The areas of the level, without those they are compared with."""
        return [area for area in self.areas if area.level == self.level]


def trend_view(who: Reader, indicator: Indicator, level: Level) -> TrendView | None:
    """The remaining controls, and the figures they ask for; None where there is nothing to show."""
    course = shared(who, "course", indicator.id, level, make=lambda: _course(who, indicator, level))
    if not course.codes:
        return None
    state.know("view", "base")
    highlights = controls.highlights(who, course.codes, course.highlights)
    scale: Scale = "value"
    if course.bases:
        scale = controls.scale(who, default=course.scale)
    base = controls.base(who, course.bases) if scale == "index" else None
    chosen = level == "province" or list(highlights) != list(course.highlights)
    return TrendView(indicator, level, course.frame, course.areas, highlights, chosen, scale, base)


def _course(who: Reader, indicator: Indicator, level: Level) -> Course:
    own = who.catalog.children(PLACES[level], level)
    areas = [*own, *(who.catalog.areas[code] for code in yardsticks(indicator, level))]
    frame = who.store.series(indicator.id, areas=[area.code for area in areas])
    known = frame.dropna(subset=["obs_value"])
    codes = [area.code for area in own if area.code in set(known["ref_area"])]
    if not codes:
        return Course(frame, areas, (), (), ())
    frame = same_span(frame, codes)
    known = frame.dropna(subset=["obs_value"])
    offered = bases(known[known["ref_area"].isin(codes)])
    return Course(
        frame,
        areas,
        codes,
        default_highlights(frame, [area for area in own if area.code in codes]),
        offered if may_be_indexed(indicator, known) and len(offered) > 1 else (),
        default_scale(indicator, known),
    )


def yardsticks(indicator: Indicator, level: Level) -> tuple[str, ...]:
    """What the areas are compared with; a total is drawn beside its parts as an index only."""
    dwarfs = indicator.aggregation == "sum" and level == "province"
    return () if dwarfs else BENCHMARKS[level]


def same_span(frame: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """The periods for which the areas themselves have figures, yardsticks cut to them."""
    position = frame["time_period"].map(lambda each: parse_period(each).position)
    own = position[frame["ref_area"].isin(codes) & frame["obs_value"].notna()]
    return frame[position.between(own.min(), own.max())]


def default_highlights(frame: pd.DataFrame, own: Sequence[Area]) -> list[str]:
    """The province among provinces; among districts the first, the largest fall and rise."""
    if PROVINCE in {area.code for area in own}:
        return [PROVINCE]
    changes = [
        each for each in change_table(frame, areas=own, lang="th") if each.relative is not None
    ]
    if not changes:
        return [own[0].code]
    return list(dict.fromkeys([own[0].code, changes[0].code, changes[-1].code]))


def default_scale(indicator: Indicator, known: pd.DataFrame) -> Scale:
    """Totals of areas differ in size, so that only an index compares their course.

    Where there are several editions an index would leave out all but that of its base.
    """
    several = len(known["edition"].unique()) > 1
    return "index" if indicator.aggregation == "sum" and not several else "value"


def may_be_indexed(indicator: Indicator, known: pd.DataFrame) -> bool:
    """An index needs values above zero, several periods, and a scale with a true zero."""
    periods = known["time_period"].nunique()
    return indicator.unit.kind != "score" and periods > 1 and known["obs_value"].min() > 0


def bases(known: pd.DataFrame) -> list[str]:
    """Periods that can be the base: those of the longest edition, the earliest first."""
    longest = known.groupby("edition")["time_period"].nunique().idxmax()
    return sorted(known.loc[known["edition"] == longest, "time_period"].unique())


def picture(who: Reader, view: TrendView, warnings: Sequence[Caveat]) -> LinePicture:
    """The lines."""
    told = view.in_front
    changes = change_table(view.frame, areas=told, lang=who.lang)
    finding = trend_finding(
        changes,
        indicator=view.indicator,
        areas=told,
        lang=who.lang,
        style=who.style,
        yardsticks=_compared(who, view),
    )
    measure = _measure(who, view)
    caption = Caption(
        title=finding,
        measure=measure,
        sources=captions.source_lines(who, view.shown, mapped=False, indicator=view.indicator),
        caveats=tuple(each.text.of(who.lang) for each in warnings),
        alt=alt_text("lines", finding=finding, measure=measure, lang=who.lang),
    )
    return line_picture(
        view.frame,
        indicator=view.indicator,
        areas=view.drawn,
        lang=who.lang,
        style=who.style,
        caption=caption,
        highlights=view.highlights,
        benchmarks=BENCHMARKS[view.level],
        mode=view.scale,
        base=view.base,
    )


def _compared(who: Reader, view: TrendView) -> list[Change]:
    """How much the yardsticks changed, the nearest first."""
    near = [area for code in BENCHMARKS[view.level] for area in view.areas if area.code == code]
    changes = {each.code: each for each in change_table(view.frame, areas=near, lang=who.lang)}
    return [changes[area.code] for area in near]


def _measure(who: Reader, view: TrendView) -> str:
    words = view.indicator.measure.of(who.lang)
    if view.base is not None:
        index = who.t("trends.index", period=who.period(view.base))
        words = " · ".join((words, index, *_not_shown(who, view)))
    return f"{view.indicator.name.of(who.lang)} · {words}"


def _not_shown(who: Reader, view: TrendView) -> list[str]:
    """The periods that an index leaves out: `ไม่แสดง 2567 (ฉบับ พ.ศ. 2567)`."""
    known = view.frame[view.frame["obs_value"].notna() & (view.frame["conf_status"] != "C")]
    every, shown = (
        dict.fromkeys(zip(rows["edition"], rows["time_period"], strict=True))
        for rows in (known.sort_values("time_period"), view.shown)
    )
    left: dict[str, list[str]] = {}
    for edition, period in every:
        if (edition, period) not in shown:
            left.setdefault(edition, []).append(period)
    parts = [_told(who, periods, edition) for edition, periods in left.items()]
    return [who.t("trends.not_shown", periods="; ".join(parts))] if parts else []


def _told(who: Reader, periods: Sequence[str], edition: str) -> str:
    """`2554–2556 (ฉบับ พ.ศ. 2556)`; one period is no range."""
    one = len(periods) == 1
    when = who.short_period(periods[0]) if one else who.span(periods[0], periods[-1])
    words = who.edition_words(edition)
    return f"{when} ({words})" if words else when
