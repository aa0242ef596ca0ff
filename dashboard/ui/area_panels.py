"""The two panels of a page about areas, and what stands below them."""

from __future__ import annotations

import streamlit as st

from dashboard.charts.describe import DotPicture, MapPicture
from dashboard.ui import captions, panel
from dashboard.ui.area_pictures import the_dots, the_map
from dashboard.ui.area_tables import SHOWN, area_table
from dashboard.ui.area_view import AreaView, earlier
from dashboard.ui.controls import pick
from dashboard.ui.panel import Panel
from dashboard.ui.reader import Reader

MAP_TO_DOTS = (9, 14)


def map_panel(who: Reader, view: AreaView) -> Panel:
    """The choropleth with its files."""
    return _panel(who, view, the_map(who, view), "map")


def dot_panel(who: Reader, view: AreaView) -> Panel:
    """The ranked dots with their files, the period before beside this one."""
    return _panel(who, view, the_dots(who, view, earlier(who, view)), "ranked")


def map_and_dots(who: Reader, view: AreaView) -> None:
    """Map at the left, ranked dots at the right, sources below both, then caveats and table."""
    where, ranked = map_panel(who, view), dot_panel(who, view)
    left, right = st.columns(MAP_TO_DOTS, gap="medium")
    with left:
        panel.show(who, where, on_pick=pick(who, "area"))
    with right:
        panel.show(who, ranked, on_pick=pick(who, "area"))
    panel.sources(who, where.picture.caption.sources, view.indicator)
    words, figures = st.columns(MAP_TO_DOTS, gap="medium")
    with words:
        panel.caveats(who, captions.caveats(who, view.indicator, view.frame))
    with figures:
        panel.twin(who, ranked, SHOWN)


def _panel(who: Reader, view: AreaView, picture: MapPicture | DotPicture, kind: str) -> Panel:
    return Panel(
        picture,
        area_table(who, view),
        captions.about(who, view.indicator, view.frame, picture.caption),
        f"{view.file}_{kind}",
    )
