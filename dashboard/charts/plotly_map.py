"""A map description as a Plotly figure: one trace per class, geometry by address, never inside.

The order of the traces is the order of painting: a wide outline of everything in ink, of which only
the coast stays visible, then the classes, the states without a value, the selected area, the names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.describe import AreaMark, MapLabel, MapPicture
from dashboard.charts.plotly_legend import legend
from dashboard.charts.template import (
    CLEAR,
    NEVER_DIMMED,
    TOKENS,
    Mode,
    halo,
    label_on,
    never_dimmed_text,
    ramp,
    template,
)

Trace = dict[str, Any]

_ANCHORS = {"middle": "middle center", "start": "middle right", "end": "middle left"}


def figure(
    picture: MapPicture,
    *,
    mode: Mode,
    geometry_url: Callable[[str], str],
    scale: float = 1.0,
    height: int = 420,
) -> go.Figure:
    """The map as Plotly draws it.

    A click gives the area's code as `location` and `customdata`.

    Args:
        picture: what to draw.
        mode: light or dark.
        geometry_url: name of a layer to its address.
        scale: 1 on a page, 1.5 in a meeting scene.
        height: pixels.
    """
    painter = _Painter(picture, mode, scale, geometry_url)
    west, south, east, north = picture.bounds
    block = legend(picture, mode, scale)
    return go.Figure(
        {
            "data": list(painter.traces()),
            "layout": {
                "template": template(mode, scale),
                "height": height,
                "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
                "geo": {
                    "lonaxis": {"range": [west, east]},
                    "lataxis": {"range": [south, north]},
                },
                "hovermode": "closest",
                "clickmode": "event+select",
                **block,
            },
        }
    )


class _Painter:
    """The traces of one map, in painting order."""

    def __init__(
        self, picture: MapPicture, mode: Mode, scale: float, geometry_url: Callable[[str], str]
    ) -> None:
        self.picture = picture
        self.ink = TOKENS[mode]
        self.fills = ramp(mode, picture.classes)
        self.scale = scale
        self.url = geometry_url

    def traces(self) -> Iterable[Trace]:
        areas = self.picture.areas
        yield self.outline([mark.code for mark in areas])
        for klass, fill in enumerate(self.fills):
            members = [mark for mark in areas if mark.klass == klass]
            yield self.filled(members, fill, self.ink["line"])
        yield from self.empty()
        if self.picture.selected is not None:
            for colour, width in ((self.ink["bg"], 5.0), (self.ink["ink1"], 2.4)):
                yield self.border([self.picture.selected], colour, width)
        if self.picture.labels or self.picture.sea is not None:
            yield self.names()

    def empty(self) -> Iterable[Trace]:
        """Areas without a value: missing ones outlined, suppressed ones hatched."""
        for state, fill, line in (
            ("suppressed", self.ink["suppressed"], self.ink["line"]),
            ("missing", self.ink["missing"], self.ink["missing_line"]),
        ):
            members = [mark for mark in self.picture.areas if mark.state == state]
            if members:
                yield self.filled(members, fill, line)
                if state == "suppressed":
                    yield self.hatch([mark.code for mark in members])

    def filled(self, members: list[AreaMark], fill: str, line: str) -> Trace:
        return {
            **self.shapes([mark.code for mark in members], self.picture.geometry, fill),
            "customdata": [mark.code for mark in members],
            "text": ["<br>".join([f"<b>{mark.hover[0]}</b>", *mark.hover[1:]]) for mark in members],
            "hovertemplate": "%{text}<extra></extra>",
            "marker": {"line": {"color": line, "width": 0.8 * self.scale}},
        }

    def outline(self, codes: list[str]) -> Trace:
        """A line round everything: pale fills alone would not stand out from the paper."""
        return self.border(codes, self.ink["ink3"], 1.6)

    def border(self, codes: list[str], colour: str, width: float) -> Trace:
        return {
            **self.shapes(codes, self.picture.geometry, CLEAR),
            "hoverinfo": "skip",
            "marker": {"line": {"color": colour, "width": width * self.scale}},
        }

    def hatch(self, codes: list[str]) -> Trace:
        return {
            **self.shapes(codes, self.picture.hatch, self.ink["suppressed_line"]),
            "hoverinfo": "skip",
            "marker": {"line": {"width": 0}},
        }

    def shapes(self, codes: list[str], layer: str, fill: str) -> Trace:
        return {
            "type": "choropleth",
            "geojson": self.url(layer),
            "featureidkey": "id",
            "locations": codes,
            "z": [0] * len(codes),
            "zmin": 0,
            "zmax": 1,
            "colorscale": [[0, fill], [1, fill]],
            "showscale": False,
            **NEVER_DIMMED,
        }

    def names(self) -> Trace:
        labels = [*self.picture.labels, *([self.picture.sea] if self.picture.sea else [])]
        fills = {mark.code: self.fill_of(mark) for mark in self.picture.areas}
        under = [fills[each.code] if each.inside else self.ink["bg"] for each in labels]
        return {
            "type": "scattergeo",
            "mode": "text",
            "lon": [each.lon for each in labels],
            "lat": [each.lat for each in labels],
            "text": [self.lines(each) for each in labels],
            "textposition": [_ANCHORS[each.anchor] for each in labels],
            "textfont": {
                "size": 11.5 * self.scale,
                "weight": 500,
                "color": [
                    self.colour(each, fill) for each, fill in zip(labels, under, strict=True)
                ],
                "shadow": [halo(fill) for fill in under],
            },
            "hoverinfo": "skip",
            **never_dimmed_text(self.ink["ink1"]),
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
