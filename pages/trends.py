"""Trends: up or down, since when, and faster than the others?"""

from __future__ import annotations

from dashboard.ui import controls, heading, panel
from dashboard.ui.reader import reader
from dashboard.ui.trend_panels import lines_and_changes
from dashboard.ui.trend_view import PLACES, trend_view

who = reader()
heading.title(who, "trends.title")

with controls.row():
    level = controls.level(who)
    indicator = controls.indicator(who, level)
    view = trend_view(who, indicator, level)

if view is None:
    panel.nothing(who, indicator, who.area(PLACES[level]))
else:
    lines_and_changes(who, view)
