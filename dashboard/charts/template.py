"""The one look: colour tokens, ramps, label inks and the Plotly template that every chart inherits.

Colours live in `tokens.json` and nowhere else. Importing this module does not import Plotly, so
that outlets without a browser stay light.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    import plotly.graph_objects as go

Mode = Literal["light", "dark"]

FONT = "Sarabun, 'Noto Sans Thai', sans-serif"
# Below it, sRGB is linear.
_DARKEST = 0.04045

CLEAR = "rgba(0,0,0,0)"
WHITE = "#FFFFFF"


# A click dims what it did not hit; our selection is drawn by us, so nothing may dim.
NEVER_DIMMED: dict[str, object] = {
    "selected": {"marker": {"opacity": 1}},
    "unselected": {"marker": {"opacity": 1}},
}


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


def never_dimmed_text(colour: str) -> dict[str, object]:
    """The same for names: Plotly leaves them alone once a colour for selected ones is given."""
    return {"selected": {"textfont": {"color": colour}}}


def halo(fill: str) -> str:
    """A soft edge in the colour of the fill, so that a label stays readable where it leaves it."""
    return f"0 0 2px {fill},0 0 2px {fill},0 0 3px {fill}"


@cache
def template(mode: Mode = "light", scale: float = 1.0) -> go.layout.Template:
    """Everything a chart inherits; `scale` is 1 on a page, 1.5 in a meeting scene."""
    import plotly.graph_objects as go  # noqa: PLC0415  outlets without a browser never pay for it

    return go.layout.Template(layout=_layout(mode, scale))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DARKEST else ((channel + 0.055) / 1.055) ** 2.4


def _layout(mode: Mode, scale: float) -> dict[str, object]:
    ink = TOKENS[mode]
    axis = _axis(mode, scale)
    font = {"family": FONT, "size": round(14 * scale), "color": ink["ink1"]}
    return {
        "font": font,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "colorway": ink["cat"],
        "separators": ".,",
        "hoverlabel": {
            "bgcolor": ink["bg"],
            "bordercolor": ink["control"],
            "font": font,
            "align": "left",
            "namelength": -1,
        },
        "showlegend": False,
        "xaxis": axis,
        "yaxis": {**axis, "showgrid": False},
        "geo": {"visible": False, "bgcolor": CLEAR, "projection": {"type": "mercator"}},
        "dragmode": False,
        "transition": {"duration": 0},
    }


def _axis(mode: Mode, scale: float) -> dict[str, object]:
    ink = TOKENS[mode]
    text = {"size": round(13 * scale), "color": ink["ink2"]}
    return {
        "gridcolor": ink["grid"],
        "linecolor": ink["border"],
        "zeroline": False,
        "ticks": "",
        "tickfont": text,
        "title": {"font": text, "standoff": 8},
        "automargin": True,
        "fixedrange": True,
    }
