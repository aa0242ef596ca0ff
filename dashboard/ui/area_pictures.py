"""From the figures of an `AreaView` to its map and its ranked dots, captions included."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.catalog import SOUTH, Area
from dashboard.charts.cell import area_classes
from dashboard.charts.describe import Caption, DotPicture, MapPicture
from dashboard.charts.dot_picture import dot_picture
from dashboard.charts.findings import alt_text, map_finding, rank_finding, spread_finding
from dashboard.charts.map_picture import map_picture
from dashboard.geo import places
from dashboard.ui import captions
from dashboard.ui.area_view import AreaView, focus_of
from dashboard.ui.reader import Reader

MOST_ROWS = 23


def measure_line(who: Reader, view: AreaView) -> str:
    """What is measured, of whom, when: `ร้อยละของผู้ได้รับการสำรวจ พ.ศ. 2561`."""
    when = who.period(view.vintage.period)
    if view.vintage.preliminary:
        when = f"{when} ({who.t('state.preliminary')})"
    return " ".join(
        (view.indicator.name.of(who.lang), "·", view.indicator.measure.of(who.lang), when)
    )


def caption(who: Reader, view: AreaView, finding: str, kind: str) -> Caption:
    """The words around a picture of this view."""
    mapped = kind == "map"
    measure = measure_line(who, view)
    if not mapped and len(view.areas) > MOST_ROWS:
        most = who.t("districts.highest", shown=MOST_ROWS, count=len(view.areas))
        measure = f"{measure} · {most}"
    warnings = captions.caveats(who, view.indicator, view.frame)
    return Caption(
        title=finding,
        measure=measure,
        sources=captions.source_lines(who, view.frame, mapped=mapped),
        caveats=tuple(each.text.of(who.lang) for each in warnings),
        alt=alt_text("map" if mapped else "dots", finding=finding, measure=measure, lang=who.lang),
    )


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
        selected=view.selected,
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
    nearest = next(iter(view.benchmarks.items()), None)
    focus = view.selected or focus_of(view.level)
    if focus is None:
        finding = spread_finding(
            view.frame, indicator=view.indicator, areas=view.areas, lang=who.lang, benchmark=nearest
        )
    else:
        finding = rank_finding(
            view.frame,
            indicator=view.indicator,
            areas=view.areas,
            lang=who.lang,
            focus=focus,
            benchmark=nearest,
        )
    return dot_picture(
        view.frame,
        indicator=view.indicator,
        areas=ranked_areas(view),
        lang=who.lang,
        caption=caption(who, view, finding, "dots"),
        benchmarks=view.benchmarks,
        classes=area_classes(
            view.frame, indicator=view.indicator, areas=view.areas, method=view.method
        ),
        selected=focus,
        earlier=earlier[0],
        earlier_period=earlier[1],
    )
