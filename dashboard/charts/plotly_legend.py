"""A map's legend, made by hand so that it sits over the sea and its swatches show what maps show.

Plotly's own legend knows no hatch and wastes the width that a phone does not have. Everything is
placed in pixels from the upper right corner, as wide as its longest line; that corner and the inks
come from the template, and so does what the entries of this legend have in common.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from dashboard.charts.describe import LegendEntry, MapPicture
from dashboard.charts.fonts import advance
from dashboard.charts.template import TOKENS, Mode, ramp

_SWATCH = 13
_GAP = 8
_LINE = 20
_TOP = 8
_RIGHT = 6
_SIZE = 13
_SAFETY = 1.04
_TITLE_MOST = 140


class Legend(NamedTuple):
    """`shapes` and `notes` (annotations) of a layout, and what is said once for all of them."""

    shapes: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    every_shape: dict[str, float]
    every_note: dict[str, float]


def legend(picture: MapPicture, mode: Mode, scale: float) -> Legend:
    """The legend of a map."""
    writer = _Writer(picture, mode, scale)
    shapes = [shape for at, each in enumerate(picture.legend) for shape in writer.swatch(at, each)]
    x0, x1 = (round(x * scale, 1) for x in (-writer.width, -writer.width + _SWATCH))
    shift = round(writer.left * scale, 1)
    return Legend(shapes, writer.texts(), {"x0": x0, "x1": x1}, {"xshift": shift})


class _Writer:
    """Places one legend; distances in pixels of a page, times `scale`."""

    def __init__(self, picture: MapPicture, mode: Mode, scale: float) -> None:
        self.picture = picture
        self.ink = TOKENS[mode]
        self.fills = ramp(mode, picture.classes)
        self.scale = scale
        self.title = _title(picture.legend_title)
        texts = [advance(each.text, _SIZE) for each in picture.legend]
        self.width = _SWATCH + _GAP + _SAFETY * max(texts, default=0.0) + _RIGHT
        self.left = -self.width + _SWATCH + _GAP

    def texts(self) -> list[dict[str, Any]]:
        heads = [self.head(at, words) for at, words in enumerate(self.title)]
        return heads + [
            self.text(each.text, self.top(at)) for at, each in enumerate(self.picture.legend)
        ]

    def head(self, at: int, words: str) -> dict[str, Any]:
        """A line of the title: over the swatches, or from the right edge where it is wider."""
        wide = _SAFETY * advance(words, _SIZE) + _RIGHT
        left = round(-max(self.width, wide) * self.scale, 1)
        return {**self.text(words, _TOP + _LINE * at), "xshift": left}

    def text(self, words: str, top: float) -> dict[str, Any]:
        return {"text": words, "yshift": round(-(top + _SWATCH / 2) * self.scale, 1)}

    def swatch(self, at: int, each: LegendEntry) -> list[dict[str, Any]]:
        top = self.top(at)
        y0, y1 = (round(-y * self.scale, 1) for y in (top, top + _SWATCH))
        box = {"y0": y0, "y1": y1, "fillcolor": self.fill(each)}
        return [box, self.stripes(-self.width, top)] if each.state == "suppressed" else [box]

    def stripes(self, left: float, top: float) -> dict[str, Any]:
        """All stripes of a swatch in one stroke, from lower left to upper right."""
        moves = [
            f"M{self.at(left + x0, top + y0)}L{self.at(left + x1, top + y1)}"
            for x0, y0, x1, y1 in _STRIPES
        ]
        return {
            "type": "path",
            "path": "".join(moves),
            "line": {"color": self.ink["suppressed_line"]},
        }

    def at(self, x: float, y: float) -> str:
        return f"{x * self.scale:.1f},{-y * self.scale:.1f}"

    def fill(self, each: LegendEntry) -> str:
        if each.klass is not None:
            return self.fills[each.klass]
        return self.ink["suppressed"] if each.state == "suppressed" else self.ink["missing"]

    def top(self, at: int) -> float:
        return _TOP + _LINE * (at + len(self.title))


def _title(words: str) -> list[str]:
    """One line, or two where what is counted would make it too wide for a phone."""
    if advance(words, _SIZE) <= _TITLE_MOST:
        return [words]
    return words.replace(" (", "\n(", 1).split("\n")


# Ends of the stripes of a hatched swatch, rising to the right: x and y from its upper left corner.
_STRIPES = ((0, 5, 5, 0), (0, 10, 10, 0), (2, 13, 13, 2), (7, 13, 13, 7))
