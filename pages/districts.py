"""Districts: which are high, which are low, and which to look at first."""

from __future__ import annotations

from dashboard.ui import controls, heading, panel
from dashboard.ui.area_panels import map_and_dots
from dashboard.ui.area_view import area_view
from dashboard.ui.reader import reader

who = reader()
heading.title(who, "districts.title")

with controls.row():
    within = controls.scope(who)
    indicator = controls.indicator(who, "district")
    view = area_view(who, indicator, level="district", within=within)

if view is None:
    panel.nothing(who, indicator, who.area(within))
else:
    map_and_dots(who, view)
