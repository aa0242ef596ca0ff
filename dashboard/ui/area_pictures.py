"""From the figures of an `AreaView` to its map and its ranked dots, captions included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from dashboard.catalog import SOUTH, Area, Caveat
from dashboard.charts.cell import area_classes
from dashboard.charts.describe import Caption, DotPicture, MapPicture
from dashboard.charts.dot_picture import dot_picture
from dashboard.charts.findings import alt_text, map_finding, rank_finding, spread_finding
from dashboard.charts.map_picture import map_picture
from dashboard.geo import places
from dashboard.text import Lang
from dashboard.ui import captions
from dashboard.ui.area_view import AreaView, focus_of
from dashboard.ui.area_yardsticks import computed_yardsticks
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

MOST_ROWS = 23
_PAUSE: dict[Lang, str] = {"th": " ", "en": ", "}


def short_measure(who: Reader, view: AreaView) -> str:
    """As `measure_line`, by the indicator's short name: for a page that has its whole name near."""
    return f"{view.indicator.short.of(who.lang)} · {_measured(who, view)}"


def _measured(who: Reader, view: AreaView) -> str:
    when = who.period(view.vintage.period)
    if view.vintage.preliminary:
        when = f"{when} ({who.t('state.preliminary')})"
    return f"{view.indicator.measure.of(who.lang)}{_PAUSE[who.lang]}{when}"


def measure_line(who: Reader, view: AreaView) -> str:
    """What is measured, of whom, when: `ร้อยละของผู้ได้รับการสำรวจ พ.ศ. 2561`.

    A file has no control beside it that would tell of a newer period, so this line does.
    """
    line = f"{view.indicator.name.of(who.lang)} · {_measured(who, view)}"
    if view.newer is None:
        return line
    return who.t("notice.newer.measure", when=line, newer=who.period(view.newer.period))


def caption(
    who: Reader,
    view: AreaView,
    finding: str,
    kind: Literal["map", "dots"],
    signs: Sequence[str] = (),
) -> Caption:
    """The words around a picture of this view; `signs` say how to read what is drawn."""
    measure = " · ".join((measure_line(who, view), *signs))
    warnings = view_caveats(who, view)
    return Caption(
        title=finding,
        measure=measure,
        sources=_sources(who, view, mapped=kind == "map"),
        caveats=tuple(each.text.of(who.lang) for each in warnings),
        alt=alt_text(kind, finding=finding, measure=measure, lang=who.lang),
    )


def view_caveats(who: Reader, view: AreaView) -> list[Caveat]:
    """The caveats of what a view shows."""

    def make() -> list[Caveat]:
        return captions.caveats(who, view.indicator, view.frame)

    return shared(who, "caveats", *view.key, make=make)


def _sources(who: Reader, view: AreaView, *, mapped: bool) -> tuple[str, ...]:
    """The source lines; the first also says which yardsticks nobody published."""
    first, *rest = captions.source_lines(who, view.frame, mapped=mapped, indicator=view.indicator)
    return " · ".join((first, *computed_yardsticks(who, view))), *rest


def the_map(who: Reader, view: AreaView) -> MapPicture:
    """The choropleth."""
    nearest = next(iter(view.benchmarks.items()), None)
    finding = map_finding(
        view.frame,
        indicator=view.indicator,
        areas=view.areas,
        lang=who.lang,
        benchmark=nearest,
    )
    return map_picture(
        view.frame,
        indicator=view.indicator,
        areas=view.areas,
        places=places(who.where.geo),
        lang=who.lang,
        caption=caption(who, view, finding, "map"),
        scope=view.within if view.level == "district" else SOUTH,
        method=view.method,
        selected=view.selected or focus_of(view.level),
    )


def ranked_areas(view: AreaView) -> list[Area]:
    """The areas that get a row: all, or the highest and the selected one where they are many."""
    if len(view.areas) <= MOST_ROWS:
        return list(view.areas)
    known = view.frame.dropna(subset=["obs_value"])
    codes = [*known.nlargest(MOST_ROWS, "obs_value")["ref_area"], view.selected]
    return [area for area in view.areas if area.code in codes]


def the_dots(who: Reader, view: AreaView, earlier: tuple[Mapping[str, float], str]) -> DotPicture:
    """The ranked dots; `earlier` is the same measure in an earlier period, by area, and when."""
    values, period = earlier
    return dot_picture(
        view.frame,
        indicator=view.indicator,
        areas=ranked_areas(view),
        lang=who.lang,
        caption=caption(who, view, _standing(who, view), "dots", _signs(who, view, period)),
        benchmarks=view.benchmarks,
        classes=area_classes(
            view.frame, indicator=view.indicator, areas=view.areas, method=view.method
        ),
        selected=view.selected or focus_of(view.level),
        earlier=values,
        earlier_period=period,
    )


def _standing(who: Reader, view: AreaView) -> str:
    """Where the area in front stands, or how all of them lie to the nearest yardstick."""
    nearest = next(iter(view.benchmarks.items()), None)
    focus = view.selected or focus_of(view.level)
    if focus is None:
        return spread_finding(
            view.frame, indicator=view.indicator, areas=view.areas, lang=who.lang, benchmark=nearest
        )
    return rank_finding(
        view.frame,
        indicator=view.indicator,
        areas=view.areas,
        lang=who.lang,
        focus=focus,
        benchmark=nearest,
    )


def reading(who: Reader, view: AreaView, earlier: str) -> str:
    """How to read the dots beside a map that says what is measured: `จุด = ร้อยละ พ.ศ. 2561`."""
    unit = view.indicator.unit.name.of(who.lang)
    dot = who.t("districts.dot", unit=unit, period=who.period(view.vintage.period))
    return " · ".join((dot, *_signs(who, view, earlier)))


def _signs(who: Reader, view: AreaView, earlier: str) -> list[str]:
    """What the hollow circles are, and how many rows are left out."""
    signs = [who.t("districts.earlier", period=earlier)] if earlier else []
    if len(view.areas) > MOST_ROWS:
        signs.append(who.t("districts.highest", shown=MOST_ROWS, count=len(view.areas)))
    return signs
