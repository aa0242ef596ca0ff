"""A map description as a Plotly figure in few bytes: areas by code, geometry by address.

The order of the traces is the order of painting: a wide outline of everything in ink, of which only
the coast stays visible, then the classes, the states without a value, the selected area, the names.
What all maps have in common is in the template, beside what most parts of this map have in common;
areas are named by the geometry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dashboard.charts.describe import AreaMark, MapLabel, MapPicture
from dashboard.charts.plotly_figure import unchecked
from dashboard.charts.plotly_hover import told
from dashboard.charts.plotly_legend import Legend, legend
from dashboard.charts.template import TOKENS, Mode, halo, label_on, ramp, template
from dashboard.text import Lang

Trace = dict[str, Any]

_ANCHORS = {"middle": "middle center", "start": "middle right", "end": "middle left"}
# A ten-thousandth of a degree is eleven metres.
_DEGREES = 4
# So many numbers are shorter packed than written: class numbers, then codes of districts.
_MANY, _MANY_CODES = 40, 10


def figure(
    picture: MapPicture,
    *,
    mode: Mode,
    lang: Lang,
    geometry_url: Callable[[str], str],
    scale: float = 1.0,
    height: int = 420,
) -> go.Figure:
    """The map as Plotly draws it.

    A click gives the area's code as `location`, as a number where the map has many areas.

    Args:
        picture: what to draw.
        mode: light or dark.
        lang: the language in which the geometry names an area under the pointer.
        geometry_url: name of a layer to its address; its features have `name_th` and `name_en`.
        scale: 1 on a page, 1.5 in a meeting scene.
        height: pixels.
    """
    painter = _Painter(picture, mode, lang, scale, geometry_url)
    west, south, east, north = (round(each, _DEGREES) for each in picture.bounds)
    found = legend(picture, mode, scale)
    return unchecked(
        {
            "data": list(painter.traces()),
            "layout": {
                "template": _common(mode, scale, geometry_url(picture.geometry), found),
                "height": height,
                "geo": {
                    "lonaxis": {"range": [west, east]},
                    "lataxis": {"range": [south, north]},
                },
                "shapes": found.shapes,
                "annotations": found.notes,
            },
        }
    )


def _common(mode: Mode, scale: float, geometry: str, found: Legend) -> dict[str, Any]:
    """The template of all maps, and what this one would say again for each area or entry."""
    made: dict[str, Any] = template("map", mode, scale).to_plotly_json()
    made["data"]["choropleth"][0]["geojson"] = geometry
    made["layout"]["shapedefaults"] |= found.every_shape
    made["layout"]["annotationdefaults"] |= found.every_note
    return made


class _Painter:
    """The traces of one map, in painting order."""

    def __init__(
        self,
        picture: MapPicture,
        mode: Mode,
        lang: Lang,
        scale: float,
        geometry_url: Callable[[str], str],
    ) -> None:
        self.picture = picture
        self.ink = TOKENS[mode]
        self.fills = ramp(mode, picture.classes)
        self.name = f"<b>%{{properties.name_{lang}}}</b>"
        self.scale = scale
        self.url = geometry_url

    def traces(self) -> Iterable[Trace]:
        """Everything from the coast up to the names."""
        yield self.border([mark.code for mark in self.picture.areas], self.ink["ink3"], 1.6)
        yield from self.classes()
        yield from self.empty()
        if self.picture.selected is not None:
            for colour, width in ((self.ink["bg"], 5.0), (self.ink["ink1"], 2.4)):
                yield self.border([self.picture.selected], colour, width)
        yield from self.names()

    def classes(self) -> Iterable[Trace]:
        """All areas with a value; an area's `z` is its class, on whose colour the scale has a step.

        The classes 0 to n - 1 lie in the middle of n equal parts from -0.5 to n - 0.5.
        """
        members = [mark for mark in self.picture.areas if mark.klass is not None]
        if not members:
            return
        count = len(self.fills)
        steps = [
            [round((klass + end) / count, 3), fill]
            for klass, fill in enumerate(self.fills)
            for end in (0, 1)
        ]
        yield {
            **self.filled(members),
            "z": _packed([mark.klass for mark in members], "int8", _MANY),
            "zmin": -0.5,
            "zmax": count - 0.5,
            "colorscale": steps,
        }

    def empty(self) -> Iterable[Trace]:
        """Areas without a value: missing ones outlined, suppressed ones hatched."""
        for state in ("suppressed", "missing"):
            members = [mark for mark in self.picture.areas if mark.state == state]
            if members:
                made = {**self.filled(members), "colorscale": _only(self.fill_of(members[0]))}
                if state == "missing":
                    made["marker"] = {"line": {"color": self.ink["missing_line"]}}
                yield made
                if state == "suppressed":
                    yield self.hatch([mark.code for mark in members])

    def filled(self, members: list[AreaMark]) -> Trace:
        words = ["".join(f"<br>{line}" for line in mark.hover[1:]) for mark in members]
        return {**self.shapes([mark.code for mark in members]), **told(self.name, words)}

    def border(self, codes: list[str], colour: str, width: float) -> Trace:
        line = {"color": colour, "width": width * self.scale}
        return {**self.shapes(codes), "marker": {"line": line}}

    def hatch(self, codes: list[str]) -> Trace:
        return {
            **self.shapes(codes),
            "geojson": self.url(self.picture.hatch),
            "colorscale": _only(self.ink["suppressed_line"]),
            "marker": {"line": {"width": 0}},
        }

    def shapes(self, codes: list[str]) -> Trace:
        return {
            "type": "choropleth",
            "locations": _packed(codes, "int16", _MANY_CODES),
            "z": _packed([0] * len(codes), "int8", _MANY),
        }

    def names(self) -> Iterable[Trace]:
        """The names, those in one colour over one fill in one trace."""
        fills = {mark.code: self.fill_of(mark) for mark in self.picture.areas}
        groups: dict[tuple[str, str], list[MapLabel]] = {}
        for each in (*self.picture.labels, *([self.picture.sea] if self.picture.sea else [])):
            under = fills[each.code] if each.inside else self.ink["bg"]
            groups.setdefault((self.colour(each, under), under), []).append(each)
        for (colour, under), labels in groups.items():
            yield {
                "type": "scattergeo",
                "lon": [round(each.lon, _DEGREES) for each in labels],
                "lat": [round(each.lat, _DEGREES) for each in labels],
                "text": [self.lines(each) for each in labels],
                "textfont": {"color": colour, "shadow": halo(under)},
                **_positions(labels),
            }

    def lines(self, each: MapLabel) -> str:
        words = "<br>".join(each.lines)
        if each.code == "":
            return f"<i>{words}</i>"
        return f"<b>{words}</b>" if each.code == self.picture.selected else words

    def colour(self, each: MapLabel, fill: str) -> str:
        if each.inside:
            return label_on(fill)
        return self.ink["ink1"] if each.code else self.ink["ink2"]

    def fill_of(self, mark: AreaMark) -> str:
        if mark.klass is not None:
            return self.fills[mark.klass]
        return self.ink["suppressed"] if mark.state == "suppressed" else self.ink["missing"]


def _packed(values: Sequence[Any], kind: str, many: int) -> Sequence[Any] | np.ndarray[Any, Any]:
    """Numbers, or codes that look like some: as an array that travels in base 64, if `many`."""
    return np.array(values, dtype=kind) if len(values) >= many else values


def _only(fill: str) -> list[list[object]]:
    """A colour scale of one colour."""
    return [[0, fill], [1, fill]]


def _positions(labels: Sequence[MapLabel]) -> Trace:
    """On which side of their places the names stand; in the middle unless said otherwise."""
    sides = [_ANCHORS[each.anchor] for each in labels]
    if len(set(sides)) > 1:
        return {"textposition": sides}
    return {} if sides[0] == _ANCHORS["middle"] else {"textposition": sides[0]}
