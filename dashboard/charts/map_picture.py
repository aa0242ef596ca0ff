"""Frame to map: areas with their classes, legend with real ranges, names where they fit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal

import pandas as pd

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.cell import AreaClasses, Cell, area_classes, cells
from dashboard.charts.classes import Method
from dashboard.charts.crowding import Bounds, uncrowded
from dashboard.charts.describe import AreaMark, Caption, MapLabel, MapPicture
from dashboard.charts.map_legend import map_legend
from dashboard.geo.places import MapPlaces, Side
from dashboard.text import Lang, t
from dashboard.text.periods import NBSP

# Layers of the geo folder: what is drawn at a level, and the stripes that lie over it.
_NAKHON = "80"
_HATCH = {
    "nakhon_districts": "nakhon_hatch",
    "south_districts": "south_hatch",
    "south_provinces": "provinces_hatch",
}
_ANCHORS: dict[Side, Literal["middle", "start", "end"]] = {
    "centre": "middle",
    "left": "end",
    "right": "start",
}

# Middle of the open water beside a scope's coast, longitude and latitude.
_SEA = {_NAKHON: (100.19, 8.64)}
_NAMES_FIT = 30
_CLEAR = 4 * NBSP
# Maps whose names were placed by hand, with room for the legend over the sea.
_ARRANGED = frozenset({_NAKHON, "S"})
_LEGEND_ROOM = 0.55


def map_picture(  # noqa: PLR0913  each says one thing that a reader chose
    frame: pd.DataFrame,
    *,
    indicator: Indicator,
    areas: Sequence[Area],
    places: MapPlaces,
    lang: Lang,
    caption: Caption,
    scope: str,
    method: Method = "quartile",
    selected: str | None = None,
    named: Collection[str] | None = None,
    counts: bool = True,
) -> MapPicture:
    """The areas of `scope` coloured by class.

    Args:
        frame: one row per area, see `cell.cells`; areas without a row are missing.
        indicator: what is measured.
        areas: every area of the map.
        places: where names stand.
        lang: the reader's language.
        caption: what stands around the picture.
        scope: what the map shows, "S" for the South or the code of one of its provinces.
        method: how classes are made.
        selected: code of the outlined area; one that is not among `areas` selects nothing.
        named: codes whose names are written; by default all, or only the selected one where there
            are too many.
        counts: whether the legend says how many areas each class holds.
    """
    known = cells(frame, indicator=indicator, areas=areas, lang=lang)
    classes = area_classes(frame, indicator=indicator, areas=areas, method=method)
    codes = [area.code for area in areas]
    if named is None:
        named = codes if len(codes) <= _NAMES_FIT else [code for code in codes if code == selected]
    geometry = _geometry(areas, scope)
    bounds = _bounds(places, scope)
    first_selected = sorted(codes, key=lambda code: code != selected)
    written = [_label(code, places, lang) for code in first_selected if code in named]
    labels = tuple(written if len(codes) <= _NAMES_FIT else map(_beside, written))
    title, entries = map_legend(
        known, classes, indicator=indicator, areas=areas, lang=lang, counts=counts
    )
    return MapPicture(
        caption=caption,
        geometry=geometry,
        hatch=_HATCH[geometry],
        bounds=places.bounds(scope),
        classes=len(classes.ranges),
        areas=tuple(_mark(cell, classes) for cell in known),
        legend_title=title,
        legend=tuple(entries),
        labels=labels if scope in _ARRANGED else uncrowded(labels, bounds),
        selected=selected if selected in codes else None,
        sea=_sea(scope, lang),
    )


def _mark(cell: Cell, classes: AreaClasses) -> AreaMark:
    return AreaMark(
        code=cell.area.code,
        name=cell.name,
        state=cell.state,
        value=cell.value,
        text=cell.text,
        klass=classes.of[cell.area.code],
        hover=cell.hover,
    )


def _geometry(areas: Sequence[Area], scope: str) -> str:
    if all(area.level == "province" for area in areas):
        return "south_provinces"
    return "nakhon_districts" if scope == _NAKHON else "south_districts"


def _bounds(places: MapPlaces, scope: str) -> Bounds:
    """What the map shows: wider to the east where nobody made room for the legend."""
    west, south, east, north = places.bounds(scope)
    if scope not in _ARRANGED:
        east += _LEGEND_ROOM * (east - west)
    return west, south, east, north


def _label(code: str, places: MapPlaces, lang: Lang) -> MapLabel:
    place = places.label(code, lang)
    inside = place.side == "centre"
    return MapLabel(code, place.lines, place.lon, place.lat, _ANCHORS[place.side], inside)


def _beside(label: MapLabel) -> MapLabel:
    """A name to the right of an area that is too small to hold it."""
    lines = tuple(f"{_CLEAR}{line}" for line in label.lines)
    return replace(label, lines=lines, anchor="start", inside=False)


def _sea(scope: str, lang: Lang) -> MapLabel | None:
    if scope not in _SEA:
        return None
    lon, lat = _SEA[scope]
    return MapLabel("", (t("charts.sea", lang),), lon, lat, "middle", inside=False)
