"""The legend of a map: a title, then one swatch and text per class and per state without value."""

from __future__ import annotations

from typing import Final

from dashboard.charts.describe import LegendEntry, MapPicture, State
from dashboard.charts.fonts import advance
from dashboard.charts.svg_sheet import Box, Sheet
from dashboard.charts.template import ramp

SIZE: Final = 13.0
ROW: Final = 20.0
SWATCH: Final = 13.0
_INDENT: Final = SWATCH + 8


def legend_size(picture: MapPicture) -> tuple[float, float]:
    """Width and height in pixels."""
    texts = [advance(entry.text, SIZE) + _INDENT for entry in picture.legend]
    width = max([advance(picture.legend_title, SIZE), *texts])
    return width, ROW * (len(picture.legend) + bool(picture.legend_title))


def draw_legend(sheet: Sheet, picture: MapPicture, x: float, y: float) -> None:
    """Put the legend on the sheet with its upper left corner at `x`, `y`."""
    if picture.legend_title:
        sheet.text(picture.legend_title, x, y + 14, size=SIZE, fill=sheet.ink["ink2"])
        y += ROW
    for entry in picture.legend:
        fill, edge = swatch(sheet, entry, picture.classes)
        sheet.rect(Box(x + 0.5, y + 3.5, SWATCH, SWATCH), fill=fill, edge=edge)
        sheet.text(entry.text, x + _INDENT, y + 14.5, size=SIZE, fill=sheet.ink["ink2"])
        y += ROW


def swatch(sheet: Sheet, entry: LegendEntry, classes: int) -> tuple[str, str]:
    """Fill and outline of a legend entry; pale fills need the outline."""
    fill = state_fill(sheet, entry.state, entry.klass, classes)
    ink = sheet.ink
    return fill, ink["missing_line"] if entry.state == "missing" else ink["ink3"]


def state_fill(sheet: Sheet, state: State, klass: int | None, classes: int) -> str:
    """The colour, or the hatch, of a value's class or of the lack of a value."""
    if state == "suppressed":
        return sheet.hatch()
    if state == "missing" or klass is None:
        return sheet.ink["missing"]
    return ramp(sheet.mode, classes)[klass]
