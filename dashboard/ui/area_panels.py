"""The two panels of a page about areas, and what stands below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.briefing import Table
from dashboard.catalog import Caveat
from dashboard.charts.benchmark import in_words
from dashboard.charts.describe import DotPicture, MapPicture
from dashboard.ui import captions, controls, heading, panel, state
from dashboard.ui.area_pictures import (
    reading,
    short_measure,
    the_dots,
    the_map,
    view_caveats,
)
from dashboard.ui.area_tables import SHOWN, area_table, with_coverage
from dashboard.ui.area_view import AreaView, Vintage, benchmark_values, earlier, yardsticks
from dashboard.ui.panel import Panel
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

MAP_TO_DOTS = (9, 14)


@dataclass(frozen=True, slots=True)
class AreaPanels:
    """Both pictures of a view with their files, how to read the dots, and the caveats."""

    where: Panel
    ranked: Panel
    measure: str
    reading: str
    caveats: Sequence[Caveat]


def area_panels(who: Reader, view: AreaView) -> AreaPanels:
    """The choropleth, and the ranked dots with the period before beside this one."""
    return shared(who, "panels", *view.key, make=lambda: _area_panels(who, view))


def map_and_dots(who: Reader, view: AreaView) -> None:
    """Map at the left, ranked dots at the right, sources below both, then caveats and table."""
    panels = area_panels(who, view)
    left, right = st.columns(MAP_TO_DOTS, gap="medium")
    with left:
        pick = controls.pick(who, "area")
        panel.show(who, panels.where, on_pick=pick, measure=panels.measure)
    with right:
        panel.show(who, panels.ranked, measure=panels.reading)
        if view.newer is not None:
            _offer(who, view, view.newer)
    panel.sources(who, panels.where.picture.caption.sources, view.indicator)
    words, figures = st.columns(MAP_TO_DOTS, gap="medium")
    with words:
        panel.caveats(who, panels.caveats)
    with figures:
        alt = panels.ranked.picture.caption.title
        panel.twin(who, panels.ranked.table, alt=alt, shown=SHOWN)


def _offer(who: Reader, view: AreaView, newer: Vintage) -> None:
    """Says why a later period is not the one shown, and goes there."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="newer"):
        words = heading.phrases(_why_not(who, view, newer))
        st.html(f'<p class="measure">{words}</p>', width="content")
        st.button(
            who.t("notice.newer.show", period=who.period(newer.period)),
            key=f"{who.page}:newer",
            icon=":material/update:",
            type="tertiary",
            on_click=state.choose,
            args=(f"{who.page}:period", newer.id),
        )


def _why_not(who: Reader, view: AreaView, newer: Vintage) -> str:
    """`มีข้อมูล พ.ศ. 2567 แล้ว แต่ยังไม่มีค่าของทั้งประเทศ`."""
    known = benchmark_values(who, view.indicator, yardsticks(view.level, view.within))
    there = known.get((newer.period, newer.edition), {})
    lacking = [in_words(each, who.lang) for each in view.benchmarks if each not in there]
    period = who.period(newer.period)
    if not lacking:
        return who.t("notice.newer.doubt", period=period)
    return who.t("notice.newer.lacks", period=period, whom=who.t("charts.and").join(lacking))


def _area_panels(who: Reader, view: AreaView) -> AreaPanels:
    table, before = with_coverage(who, view, area_table(who, view)), earlier(who, view)
    return AreaPanels(
        _panel(who, view, the_map(who, view), table),
        _panel(who, view, the_dots(who, view, before), table),
        short_measure(who, view),
        reading(who, view, before[1]),
        view_caveats(who, view),
    )


def _panel(who: Reader, view: AreaView, picture: MapPicture | DotPicture, table: Table) -> Panel:
    kind = "map" if isinstance(picture, MapPicture) else "ranked"
    about = captions.about(who, view.indicator, view.frame, picture.caption)
    return Panel(picture, table, about, f"{view.file}_{kind}", within=view.within)
