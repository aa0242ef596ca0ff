"""Provinces: where Nakhon Si Thammarat stands in the South."""

from __future__ import annotations

from dashboard.ui import controls, heading, panel
from dashboard.ui.area_panels import map_and_dots
from dashboard.ui.area_view import area_view
from dashboard.ui.reader import reader

who = reader()
heading.title(who, "provinces.title")

with controls.row():
    indicator = controls.indicator(who, "province")
    group = controls.group(who)
    view = area_view(who, indicator, level="province", within=group)

if view is None:
    panel.nothing(who, indicator, who.area(group))
else:
    map_and_dots(who, view)
