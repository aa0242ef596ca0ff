"""One indicator, one period, the areas of one place: what maps and ranked dots are drawn from."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.catalog import KINGDOM, PROVINCE, SOUTH, Area, Indicator, Level
from dashboard.charts.classes import Method
from dashboard.snapshot.tables import DOUBTFUL
from dashboard.text.periods import parse_period
from dashboard.ui import controls
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

EDITION_MARK = "@"


@dataclass(frozen=True, slots=True)
class Vintage:
    """A period of one edition; `id` is what stands in the address.

    A `doubtful` one holds no figure to compare, or a doubtful one of the area in front.
    """

    id: str
    period: str
    edition: str
    preliminary: bool
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class AreaView:
    """The figures of one picture; `benchmarks` by area code, the nearest first.

    `newer` is a later period than the one that the page chose by itself.
    """

    indicator: Indicator
    level: Level
    within: str
    vintage: Vintage
    frame: pd.DataFrame
    areas: Sequence[Area]
    benchmarks: Mapping[str, float]
    method: Method
    selected: str | None
    newer: Vintage | None = None

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What tells this view from others of the same edition, in ids."""
        return (
            self.indicator.id,
            self.level,
            self.within,
            self.vintage.id,
            self.method,
            self.selected,
        )

    @property
    def file(self) -> str:
        """A name for files: what, inside what, the area in front, when, in which edition."""
        edition = self.vintage.edition if EDITION_MARK in self.vintage.id else ""
        parts = (self.indicator.id, self.within, self.selected, self.vintage.period, edition)
        return "_".join(each.replace(" ", "-") for each in parts if each)


def area_view(
    who: Reader,
    indicator: Indicator,
    *,
    level: Level,
    within: str,
) -> AreaView | None:
    """The controls that depend on the indicator, and the figures that they ask for.

    None where the place has no figure at all for this indicator.
    """
    offered = vintages(who, indicator, level=level, within=within)
    if not offered:
        return None
    known = benchmark_values(who, indicator, yardsticks(level, within))
    vintage = choose_vintage(who, offered, known)
    areas = who.catalog.children(within, level)
    selected = controls.area(who, [area.code for area in areas], who.t(f"control.all.{level}"))
    controls.rate_or_count(who, indicator, level)
    method = controls.classes(who)
    return AreaView(
        indicator=indicator,
        level=level,
        within=within,
        vintage=vintage,
        frame=_figures(who, indicator, vintage, within, level),
        areas=areas,
        benchmarks=_ordered(known, vintage, yardsticks(level, within)),
        method=method,
        selected=selected,
        newer=_newer(offered, vintage, default_vintage(offered, known)),
    )


def _newer(offered: Sequence[Vintage], chosen: Vintage, default: Vintage) -> Vintage | None:
    return offered[0] if chosen == default != offered[0] else None


def default_view(who: Reader, page: str, *, level: Level, within: str) -> AreaView:
    """What the page `page` shows without any choice."""
    indicator = next(each for each in who.catalog.indicators.values() if page in each.default)
    known = benchmark_values(who, indicator, yardsticks(level, within))
    vintage = default_vintage(vintages(who, indicator, level=level, within=within), known)
    return AreaView(
        indicator=indicator,
        level=level,
        within=within,
        vintage=vintage,
        frame=_figures(who, indicator, vintage, within, level),
        areas=who.catalog.children(within, level),
        benchmarks=_ordered(known, vintage, yardsticks(level, within)),
        method="quartile",
        selected=None,
    )


def earlier(who: Reader, view: AreaView) -> tuple[Mapping[str, float], str]:
    """The period before, of the same edition, for the same areas; nothing where there is none."""
    position = parse_period(view.vintage.period).position
    before = [
        each
        for each in vintages(who, view.indicator, level=view.level, within=view.within)
        if each.edition == view.vintage.edition
        and parse_period(each.period).position < position
        and parse_period(each.period).quarter == parse_period(view.vintage.period).quarter
    ]
    if not before:
        return {}, ""
    frame = _figures(who, view.indicator, before[0], view.within, view.level)
    known = _sound(frame)
    values = dict(zip(known["ref_area"], known["obs_value"], strict=True))
    return values, who.period(before[0].period)


def vintages(who: Reader, indicator: Indicator, *, level: Level, within: str) -> list[Vintage]:
    """What can be chosen, newest first."""
    key = ("vintages", indicator.id, level, within)
    return shared(who, *key, make=lambda: _vintages(who, indicator, level, within))


def _vintages(who: Reader, indicator: Indicator, level: Level, within: str) -> list[Vintage]:
    rows = who.store.periods(indicator.id, level=level, within=within)
    doubtful = _doubtful(who, indicator, level, within)
    twice = rows["time_period"].duplicated(keep=False)
    return [
        Vintage(
            f"{row['time_period']}{EDITION_MARK}{row['edition']}"
            if doubled
            else row["time_period"],
            row["time_period"],
            row["edition"],
            row["provisional"],
            (row["time_period"], row["edition"]) in doubtful,
        )
        for row, doubled in zip(rows.to_dict("records"), twice, strict=True)
    ]


def _doubtful(who: Reader, indicator: Indicator, level: Level, within: str) -> set[tuple[str, str]]:
    """Periods and editions whose figures are all in doubt, or that of the area in front is."""
    if indicator.id not in shared(who, "doubtful", make=who.store.doubtful):
        return set()
    codes = [area.code for area in who.catalog.children(within, level)]
    rows = who.store.series(indicator.id, areas=codes).dropna(subset=["obs_value"])
    in_doubt = rows["obs_status"] == DOUBTFUL
    when = pd.Series(list(zip(rows["time_period"], rows["edition"], strict=True)), rows.index)
    in_front = in_doubt & (rows["ref_area"] == focus_of(level))
    return set(when[in_front]) | (set(when[in_doubt]) - set(when[~in_doubt]))


def yardsticks(level: Level, within: str) -> tuple[str, ...]:
    """Codes of what areas inside `within` are compared with, the nearest first."""
    if level == "district" and within != SOUTH:
        return (within,)
    return (SOUTH, KINGDOM) if within == SOUTH else (within, SOUTH, KINGDOM)


def benchmark_values(
    who: Reader, indicator: Indicator, codes: Sequence[str]
) -> dict[tuple[str, str], dict[str, float]]:
    """Values of the yardsticks by period and edition, less those without a value or in doubt."""
    key = ("yardsticks", indicator.id, *codes)
    return shared(who, *key, make=lambda: _benchmark_values(who, indicator, codes))


def _benchmark_values(
    who: Reader, indicator: Indicator, codes: Sequence[str]
) -> dict[tuple[str, str], dict[str, float]]:
    rows = _sound(yardstick_rows(who, indicator, codes))
    values: dict[tuple[str, str], dict[str, float]] = {}
    columns = (rows[name].tolist() for name in ("time_period", "edition", "ref_area", "obs_value"))
    for period, edition, area, value in zip(*columns, strict=True):
        values.setdefault((period, edition), {})[area] = value
    return values


def yardstick_rows(who: Reader, indicator: Indicator, codes: Sequence[str]) -> pd.DataFrame:
    """Every figure of the yardsticks: what `Store.series` returns."""
    key = ("yardstick_rows", indicator.id, *codes)
    return shared(who, *key, make=lambda: who.store.series(indicator.id, areas=codes))


def _sound(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that something may be compared with."""
    return frame[frame["obs_value"].notna() & (frame["obs_status"] != DOUBTFUL)]


def default_vintage(
    offered: Sequence[Vintage], known: Mapping[tuple[str, str], Mapping[str, float]]
) -> Vintage:
    """The latest period with every yardstick that there ever is, of South and kingdom.

    Without such a period the latest with any yardstick, else the latest; never one in doubt as
    long as there is another.
    """
    sound = [each for each in offered if not each.doubtful] or offered
    found = {each: set(known.get((each.period, each.edition), {})) for each in sound}
    ever = set().union(*found.values())
    wanted = ever & {SOUTH, KINGDOM} or ever
    whole = (each for each in sound if wanted and wanted <= found[each])
    return next(whole, next((each for each in sound if found[each]), sound[0]))


def choose_vintage(
    who: Reader,
    offered: Sequence[Vintage],
    known: Mapping[tuple[str, str], Mapping[str, float]],
) -> Vintage:
    """The period control over what is offered."""
    by_id = {each.id: each for each in offered}
    chosen = controls.period(
        who,
        {each.id: each.period for each in offered},
        default=default_vintage(offered, known).id,
        preliminary={each.id for each in offered if each.preliminary},
    )
    return by_id[chosen]


def _figures(
    who: Reader, indicator: Indicator, vintage: Vintage, within: str, level: Level
) -> pd.DataFrame:
    def make() -> pd.DataFrame:
        return who.store.values(
            indicator.id,
            period=vintage.period,
            edition=vintage.edition,
            within=within,
            level=level,
        )

    return shared(who, "figures", indicator.id, vintage.id, within, level, make=make)


def _ordered(
    known: Mapping[tuple[str, str], Mapping[str, float]], vintage: Vintage, codes: Sequence[str]
) -> dict[str, float]:
    values = known.get((vintage.period, vintage.edition), {})
    return {code: values[code] for code in codes if code in values}


def focus_of(level: Level) -> str | None:
    """The area in front without any choice: the province among provinces."""
    return PROVINCE if level == "province" else None
