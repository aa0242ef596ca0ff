"""Trends: better or worse, since when, and faster than the others?"""

from __future__ import annotations

import streamlit as st

from dashboard.ui import captions, controls, heading, panel, trend_tables
from dashboard.ui.reader import reader
from dashboard.ui.trend_view import PLACES, lines_panel, trend_view

who = reader()
heading.title(who, "trends.title")

with controls.row():
    level = controls.level(who)
    indicator = controls.indicator(who, level)
    view = trend_view(who, indicator, level)

if view is None:
    panel.nothing(who, indicator, who.area(PLACES[level]))
else:
    lines = lines_panel(who, view, trend_tables.series_table(who, view))
    left, right = st.columns([14, 10], gap="medium")
    with left:
        panel.show(who, lines)
    with right:
        trend_tables.changes(who, view)
    panel.sources(who, lines.picture.caption.sources, indicator)
    words, figures = st.columns([9, 14], gap="medium")
    with words:
        panel.caveats(who, captions.caveats(who, indicator, view.frame))
    with figures:
        panel.twin(who, lines, trend_tables.SHOWN)
