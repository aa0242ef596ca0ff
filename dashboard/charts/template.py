"""The one look: colour tokens, ramps, label inks and the Plotly templates that charts inherit.

Colours live in `tokens.json` and nowhere else. Importing this module does not import Plotly, so
that outlets without a browser stay light.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    import plotly.graph_objects as go

Mode = Literal["light", "dark"]
Kind = Literal["map", "lines"]
Parts = dict[str, Any]

FONT = "Sarabun, 'Noto Sans Thai', sans-serif"
# Below it, sRGB is linear.
_DARKEST = 0.04045

CLEAR = "rgba(0,0,0,0)"
WHITE = "#FFFFFF"


class Tokens(TypedDict):
    """The colours of one mode, `#RRGGBB`; lists run from low to high."""

    bg: str
    surface: str
    ink1: str
    ink2: str
    ink3: str
    accent: str
    accent_soft: str
    control: str
    border: str
    grid: str
    line: str
    seq4: list[str]
    seq5: list[str]
    div: list[str]
    cmp: list[str]
    cat: list[str]
    cat_label: list[str]
    context: str
    missing: str
    missing_line: str
    suppressed: str
    suppressed_line: str


TOKENS: dict[Mode, Tokens] = json.loads(
    (Path(__file__).parent / "tokens.json").read_text(encoding="utf-8")
)


def ramp(mode: Mode, classes: int) -> list[str]:
    """Fills for `classes` classes, low to high; fewer than four take spread steps of the ramp of 4.

    Raises:
        ValueError: no ramp has that many steps.
    """
    four = TOKENS[mode]["seq4"]
    ramps = {1: four[2:3], 2: [four[0], four[2]], 3: four[1:], 4: four, 5: TOKENS[mode]["seq5"]}
    if classes == 0:
        return []
    if classes not in ramps:
        msg = f"no colour ramp has {classes} classes"
        raise ValueError(msg)
    return ramps[classes]


def luminance(fill: str) -> float:
    """WCAG 2 relative luminance of a `#RRGGBB` colour, 0 to 1."""
    red, green, blue = (_linear(int(fill[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours, 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def label_on(fill: str) -> str:
    """Ink for a label on a fill: white or the dark ink, whichever contrasts more."""
    ink = TOKENS["light"]["ink1"]
    return WHITE if contrast(fill, WHITE) > contrast(fill, ink) else ink


def halo(fill: str) -> str:
    """A soft edge in the colour of the fill, so that a label stays readable where it leaves it."""
    return f"0 0 2px {fill},0 0 2px {fill},0 0 3px {fill}"


@cache
def template(kind: Kind, mode: Mode = "light", scale: float = 1.0) -> go.layout.Template:
    """Everything that charts of a kind have in common, so that no chart repeats it.

    A template travels with each chart, so it says nothing that the other kind needs, and nothing
    that Plotly does by itself. A trace or note that differs says so.

    Args:
        kind: maps or lines.
        mode: light or dark.
        scale: 1 on a page, 1.5 in a meeting scene.
    """
    import plotly.graph_objects as go  # noqa: PLC0415  outlets without a browser never pay for it

    ink = TOKENS[mode]
    own = _map(ink, scale) if kind == "map" else _lines(ink, scale)
    return go.layout.Template(layout={**_layout(ink, scale), **own["layout"]}, data=own["data"])


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DARKEST else ((channel + 0.055) / 1.055) ** 2.4


def _layout(ink: Tokens, scale: float) -> Parts:
    font = {"family": FONT, "size": round(14 * scale), "color": ink["ink1"]}
    return {
        "font": font,
        "paper_bgcolor": CLEAR,
        "hoverlabel": {
            "bgcolor": ink["bg"],
            "bordercolor": ink["control"],
            "font": font,
            "align": "left",
            "namelength": -1,
        },
        "showlegend": False,
        "dragmode": False,
        "transition": {"duration": 0},
    }


def _map(ink: Tokens, scale: float) -> Parts:
    """Areas are clear until a trace fills them; a legend hangs in the upper right corner.

    Without axes, places on the paper are what Plotly takes notes and shapes to be about.
    """
    layout = {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "geo": {"visible": False, "bgcolor": CLEAR, "projection": {"type": "mercator"}},
        "clickmode": "event+select",
        "annotationdefaults": {
            "x": 1,
            "y": 1,
            "xanchor": "left",
            "yanchor": "middle",
            "showarrow": False,
            "font": {"size": 13 * scale, "color": ink["ink2"]},
        },
        "shapedefaults": {
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": 1,
            "yanchor": 1,
            "line": {"color": ink["control"], "width": 1},
        },
    }
    # A click dims what it did not hit; our selection is drawn by us, so nothing may dim. Names are
    # left alone once a colour for selected ones is given.
    undimmed = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
    area = {
        "autocolorscale": False,
        "colorscale": [[0, CLEAR], [1, CLEAR]],
        "hoverinfo": "skip",
        "showscale": False,
        "marker": {"line": {"color": ink["line"], "width": 0.8 * scale}},
        **undimmed,
    }
    name = {
        "mode": "text",
        "hoverinfo": "skip",
        "textfont": {"size": 11.5 * scale, "weight": 500},
        "selected": {"textfont": {"color": ink["ink1"]}},
    }
    return {"layout": layout, "data": {"choropleth": [area], "scattergeo": [name]}}


def _lines(ink: Tokens, scale: float) -> Parts:
    """A line is thin, grey and says no more than its area's name, until it is made to stand out.

    A note is a name at the right end of a line.
    """
    layout = {
        "plot_bgcolor": CLEAR,
        "hoverdistance": 24,
        "xaxis": {
            **_axis(ink, scale),
            "showgrid": False,
            "autotickangles": [0, 45, 90],
            "automargin": "height",
            "ticklabelstandoff": 5,
        },
        "yaxis": {**_axis(ink, scale), "gridcolor": ink["grid"], "ticklabelstandoff": 4},
        "annotationdefaults": {
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "yanchor": "middle",
            "align": "left",
            "xshift": 8 * scale,
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": 14 * scale, "shadow": halo(ink["bg"])},
        },
        "shapedefaults": {"type": "line", "layer": "below"},
    }
    line = {
        "mode": "lines",
        "line": {"color": ink["context"], "width": 1.2 * scale},
        "hoverinfo": "name",
        "marker": {"opacity": 1, "line": {"width": 0}},
        "cliponaxis": False,
    }
    return {"layout": layout, "data": {"scatter": [line]}}


def _axis(ink: Tokens, scale: float) -> Parts:
    return {
        "linecolor": ink["border"],
        "zeroline": False,
        "tickfont": {"size": round(13 * scale), "color": ink["ink2"]},
        "fixedrange": True,
    }
