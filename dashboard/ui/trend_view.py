"""One indicator over time for the areas of one level: what the trends page draws."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.catalog import KINGDOM, PROVINCE, SOUTH, Area, Indicator, Level
from dashboard.charts.changes import Telling, change_table, may_be_negative, telling
from dashboard.charts.line_picture import Scale, indexed
from dashboard.text.periods import parse_period
from dashboard.ui import controls, state
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
    def telling(self) -> Telling:
        """Whether changes are told in per cent, in points, or as mere differences."""
        return telling(self.indicator, self.frame)

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
        default_highlights(indicator, frame, [area for area in own if area.code in codes]),
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


def default_highlights(indicator: Indicator, frame: pd.DataFrame, own: Sequence[Area]) -> list[str]:
    """The province among provinces; among districts the first, the largest fall and rise."""
    if PROVINCE in {area.code for area in own}:
        return [PROVINCE]
    table = change_table(frame, areas=own, lang="th", told=telling(indicator, frame))
    changes = [each for each in table if each.absolute is not None]
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
    if indicator.unit.kind == "score" or may_be_negative(indicator, known):
        return False
    return periods > 1 and known["obs_value"].min() > 0


def bases(known: pd.DataFrame) -> list[str]:
    """Periods that can be the base: those of the longest edition, the earliest first."""
    longest = known.groupby("edition")["time_period"].nunique().idxmax()
    return sorted(known.loc[known["edition"] == longest, "time_period"].unique())
